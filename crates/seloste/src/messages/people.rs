//! Words of the pages for those who keep accounts.

use super::Message;

/// Title.
pub const TITLE: Message = Message::new("Käyttäjät", "Användare", "People at work");
/// What the page is for.
pub const LEAD: Message = Message::new(
    "Jokaisella on oma tili. Työsuhde yksin ei avaa mitään: roolin antaa aina joku nimeltä, johonkin tehtävään.",
    "Alla har ett eget konto. Anställningen ensam öppnar ingenting: en roll ges alltid av någon, för en viss uppgift.",
    "Everyone has an own account. Being employed opens nothing: a role is always given by somebody, for a task.",
);
/// Who answers for the register.
pub const ANSWERS: Message = Message::new(
    "Rekisteristä vastaa {name}.",
    "{name} svarar för registret.",
    "{name} answers for the register.",
);
/// Nobody does.
pub const NOBODY_ANSWERS: Message = Message::new(
    "Rekisteriseloste ei nimeä vastuuhenkilöä (contact.account).",
    "Registerbeskrivningen namnger ingen ansvarig person (contact.account).",
    "The statement names nobody who answers for the register (contact.account).",
);
/// The one who did is gone.
pub const ANSWERER_GONE: Message = Message::new(
    "Rekisteriselosteessa vastuuhenkilöksi nimetyllä tunnuksella {name} ei ole voimassa olevaa tiliä. Nimeä uusi.",
    "Användarnamnet {name}, som registerbeskrivningen namnger som ansvarig, har inget gällande konto. Utse en ny.",
    "The statement names {name} to answer for the register, and no open account has that name. Name another.",
);
/// Column: name.
pub const NAME: Message = Message::new("Nimi", "Namn", "Name");
/// Column: user name.
pub const USER: Message = Message::new("Käyttäjätunnus", "Användarnamn", "User name");
/// Column: roles.
pub const ROLES: Message = Message::new("Roolit", "Roller", "Roles");
/// Column: state.
pub const STATE: Message = Message::new("Tila", "Status", "State");
/// State: can work.
pub const ACTIVE: Message = Message::new("voimassa", "i kraft", "in force");
/// State: not engaged.
pub const NOT_ENGAGED: Message = Message::new("ei työsuhdetta", "inte anställd", "not engaged");
/// State: undertaking missing.
pub const NOT_BOUND: Message = Message::new("sitoumus puuttuu", "förbindelse saknas", "undertaking missing");
/// State: a second factor has to be added at the next sign-in.
pub const NO_SECOND: Message = Message::new(
    "kirjautumisen vahvistus puuttuu",
    "bekräftelse av inloggning saknas",
    "second factor missing",
);
/// State: ended.
pub const ENDED: Message = Message::new("päättynyt", "avslutat", "ended");
/// No role in this register.
pub const NO_ROLES: Message = Message::new(
    "ei rooleja tässä rekisterissä",
    "inga roller i det här registret",
    "no roles in this register",
);

/// Add somebody.
pub const ADD: Message = Message::new("Lisää käyttäjä", "Lägg till en användare", "Add a person");
/// Name's field.
pub const FULL_NAME: Message =
    Message::new("Etunimi ja sukunimi", "För- och efternamn", "First name and surname");
/// E-mail.
pub const EMAIL: Message = Message::new("Oma sähköpostiosoite", "Egen e-postadress", "Own e-mail address");
/// Mark.
pub const MARK: Message = Message::new("Henkilöstönumero", "Personalnummer", "Personnel number");
/// One of the two.
pub const ONE_OF_TWO: Message = Message::new(
    "Anna ainakin toinen: sähköpostiosoite tai henkilöstönumero.",
    "Ange åtminstone det ena: e-postadress eller personalnummer.",
    "Give at least one: an e-mail address or a personnel number.",
);
/// Company.
pub const COMPANY: Message =
    Message::new("Työnantaja tai toimeksiantaja", "Arbets- eller uppdragsgivare", "Engaged by");
/// Kind.
pub const KIND: Message = Message::new("Suhde", "Förhållande", "As");
/// Employment.
pub const EMPLOYMENT: Message = Message::new("Työsuhde", "Anställning", "Employee");
/// Commission.
pub const COMMISSION: Message = Message::new(
    "Toimeksianto tai vuokratyö",
    "Uppdrag eller inhyrd arbetskraft",
    "Commission or hired labour",
);
/// First day.
pub const FROM: Message = Message::new("Ensimmäinen päivä", "Första dag", "First day");
/// Last day.
pub const UNTIL: Message =
    Message::new("Viimeinen päivä (jos tiedossa)", "Sista dag (om känd)", "Last day (if known)");
/// Role.
pub const ROLE: Message = Message::new("Rooli", "Roll", "Role");
/// No role yet.
pub const ROLE_LATER: Message = Message::new("Annetaan myöhemmin", "Ges senare", "To be given later");
/// Areas.
pub const AREAS: Message = Message::new("Alueet", "Områden", "Areas");
/// Task.
pub const TASK: Message = Message::new("Mihin tehtävään", "För vilken uppgift", "For what task");
/// The start code.
pub const CODE_TITLE: Message = Message::new("Aloituskoodi", "Startkod", "Start code");
/// What to do with it.
pub const CODE: Message = Message::new(
    "Anna koodi henkilölle itselleen ({name}). Hän valitsee sillä oman salasanansa osoitteessa {path}. Koodi toimii viikon, \
     yhden kerran, eikä sitä näytetä uudelleen.",
    "Ge koden till personen själv ({name}). Med den väljer personen ett eget lösenord på {path}. Koden gäller i en vecka, \
     en gång, och visas inte igen.",
    "Give the code to the person ({name}), who chooses an own password with it at {path}. It works for a week, once, and \
     is not shown again.",
);
/// Back to the person.
pub const BACK: Message = Message::new("Takaisin", "Tillbaka", "Back");

/// Engagements.
pub const ENGAGEMENTS: Message =
    Message::new("Työsuhteet ja toimeksiannot", "Anställningar och uppdrag", "Engagements");
/// From one moment to another.
pub const SPAN: Message = Message::new("{from} – {until}", "{from} – {until}", "{from} – {until}");
/// No end.
pub const ONWARD: Message = Message::new("toistaiseksi", "tills vidare", "until further notice");
/// Add an engagement.
pub const ENGAGE: Message = Message::new(
    "Lisää työsuhde tai toimeksianto",
    "Lägg till en anställning eller ett uppdrag",
    "Add an engagement",
);
/// Give a role.
pub const GIVE: Message = Message::new("Anna rooli", "Ge en roll", "Give a role");
/// Who gave it, when.
pub const GIVEN_BY: Message =
    Message::new("antoi {name} {time}", "gavs av {name} {time}", "given by {name} on {time}");
/// The operator of the machine.
pub const OPERATOR: Message =
    Message::new("palvelimen ylläpitäjä", "serverns driftsansvariga", "the operator of the server");
/// Last review.
pub const REVIEWED: Message = Message::new("tarkistettu {time}", "granskad {time}", "reviewed on {time}");
/// Review.
pub const STILL_NEEDED: Message = Message::new("Yhä tarpeen", "Behövs fortfarande", "Still needed");
/// End a role.
pub const END_ROLE: Message = Message::new("Päätä rooli", "Avsluta rollen", "End the role");
/// Undertakings.
pub const UNDERTAKINGS: Message =
    Message::new("Salassapitositoumus", "Sekretessförbindelse", "Undertaking of secrecy");
/// Given.
pub const GIVEN: Message =
    Message::new("Versio {n}, annettu {time}", "Version {n}, avgiven {time}", "Version {n}, given on {time}");
/// Missing.
pub const MISSING: Message = Message::new(
    "Puuttuu. Henkilöltä kysytään sitä, kun hän kirjautuu.",
    "Saknas. Personen tillfrågas vid inloggningen.",
    "Missing. The person is asked for it when signing in.",
);
/// Given on paper.
pub const ON_PAPER: Message =
    Message::new("Merkitse paperilla annetuksi", "Anteckna som given på papper", "Note as given on paper");
/// Correct the particulars.
pub const CORRECT: Message = Message::new("Korjaa tiedot", "Rätta uppgifterna", "Correct the particulars");
/// What stays.
pub const CORRECT_HINT: Message = Message::new(
    "Käyttäjätunnus ei muutu. Aiemmin annetut sitoumukset ja tallenteet säilyttävät nimen, jolla ne syntyivät.",
    "Användarnamnet ändras inte. Tidigare förbindelser och inspelningar behåller det namn som de uppstod med.",
    "The user name stays. Earlier undertakings and recordings keep the name under which they came about.",
);
/// New start code.
pub const NEW_CODE: Message =
    Message::new("Anna uusi aloituskoodi", "Ge en ny startkod", "Give a new start code");
/// Let identities of providers go.
pub const NO_IDENTITY: Message = Message::new(
    "Poista tunnistuspalvelun kytkentä",
    "Koppla loss identifieringstjänsten",
    "Disconnect the identity provider",
);
/// Remove second factors.
pub const NO_FACTORS: Message = Message::new(
    "Poista kirjautumisen vahvistus",
    "Ta bort bekräftelsen av inloggning",
    "Remove the confirmation of sign-ins",
);
/// End the account.
pub const END: Message = Message::new("Päätä tili", "Avsluta kontot", "End the account");
/// What it does.
pub const END_HINT: Message = Message::new(
    "Istunnot, avaimet ja roolit päättyvät heti. Sitoumukset ja lokimerkinnät jäävät.",
    "Sessioner, nycklar och roller avslutas genast. Förbindelser och loggposter finns kvar.",
    "Sessions, keys and roles end at once. Undertakings and log entries stay.",
);
/// The account and its access.
pub const ACCESS: Message = Message::new("Tili", "Konto", "Account");
/// The undertaking comes first.
pub const BIND_FIRST: Message = Message::new(
    "Roolisi toimivat vasta, kun olet antanut salassapitositoumuksen.",
    "Dina roller fungerar först när du har avgett sekretessförbindelsen.",
    "Your roles work only after you have given the undertaking of secrecy.",
);
/// To the undertaking.
pub const BIND: Message = Message::new("Lue sitoumus", "Läs förbindelsen", "Read the undertaking");
/// Not engaged in this register.
pub const NOT_ENGAGED_HERE: Message = Message::new(
    "Työ- tai toimeksiantosuhteesi ei ole voimassa tässä rekisterissä, joten roolisi eivät toimi.",
    "Din anställning eller ditt uppdrag är inte i kraft i det här registret, så dina roller fungerar inte.",
    "Your engagement is not in force in this register, so your roles don't work.",
);
