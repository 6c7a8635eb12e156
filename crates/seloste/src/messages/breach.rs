//! Words of breaches of personal data: their page, and the drafts for the authority and the people.

use super::Message;

pub(crate) const TITLE: Message =
    Message::new("Tietoturvaloukkaukset", "Personuppgiftsincidenter", "Personal data breaches");
pub(crate) const LEAD: Message = Message::new(
    "Katso lokista, kenen tietoja käyttäjätunnus tai ohjelman avain käytti tiettynä aikana, ja kirjaa loukkaus. Katselusta jää aina merkintä lokiin.",
    "Se i loggen vems uppgifter ett konto eller ett programs nyckel har använt under en viss tid, och dokumentera incidenten. Att du tittar antecknas alltid i loggen.",
    "See from the log whose data an account or a program's key used in a span of time, and document the breach. Looking is always noted in the log.",
);
pub(crate) const LOOK_TITLE: Message =
    Message::new("Mitä tunnus käytti", "Vad ett konto har använt", "What an account used");
pub(crate) const ACCOUNT: Message = Message::new("Käyttäjätunnus", "Användarnamn", "User name");
pub(crate) const KEY: Message = Message::new(
    "tai avaimen alku (sel_…)",
    "eller nyckelns början (sel_…)",
    "or beginning of a key (sel_…)",
);
pub(crate) const KEY_HINT: Message = Message::new(
    "Loki kertoo, millä avaimella ohjelma toimi: näytetään se, mitä tällä avaimella tehtiin. Tunnuksella näkyy kaikki, mitä sen omistaja ja tämän ohjelmat tekivät.",
    "Loggen visar vilken nyckel ett program använde: det som gjordes med nyckeln visas. Med kontot visas allt som ägaren och ägarens program gjorde.",
    "The log tells by which key a program acted: what was done by this key is shown. The account shows all that its owner and the owner's programs did.",
);
/// The key that a breach on record was about.
pub(crate) const BY_KEY: Message = Message::new("Ohjelman avain", "Programmets nyckel", "A program's key");
pub(crate) const FROM: Message = Message::new("Alkaen", "Från", "From");
pub(crate) const TO: Message = Message::new("Asti", "Till", "To");
pub(crate) const LOOK: Message = Message::new("Katso", "Visa", "Look");
pub(crate) const RECORD: Message =
    Message::new("Kirjaa loukkaus", "Dokumentera incidenten", "Put the breach on record");
pub(crate) const RECORDED: Message =
    Message::new("Kirjatut loukkaukset", "Dokumenterade incidenter", "Breaches on record");
pub(crate) const NONE: Message =
    Message::new("Ei kirjattuja loukkauksia.", "Inga dokumenterade incidenter.", "No breaches on record.");
pub(crate) const LOOKS: Message = Message::new("Katselut", "Granskningar", "Looks");
pub(crate) const NOBODY: Message = Message::new(
    "Tunnus ei käyttänyt kenenkään tietoja tänä aikana.",
    "Kontot använde ingens uppgifter under den här tiden.",
    "The account used nobody's data in this time.",
);
pub(crate) const KNOWN: Message = Message::new("Tullut ilmi", "Upptäckt", "Became known");
pub(crate) const DUE: Message = Message::new(
    "Ilmoitettava viranomaiselle viimeistään",
    "Anmäls till myndigheten senast",
    "Authority to be notified by",
);
pub(crate) const SPAN: Message = Message::new("Tarkasteltu aika", "Granskad tid", "Span looked at");
pub(crate) const FACTS: Message = Message::new("Mitä tapahtui", "Vad som hände", "What happened");
pub(crate) const WHOSE: Message =
    Message::new("Keitä loukkaus koskee", "Vilka incidenten gäller", "Whom it concerns");
pub(crate) const PEOPLE: Message = Message::new("Henkilöitä", "Personer", "People");
pub(crate) const ERASED: Message = Message::new(
    "Mainintoja sittemmin poistetuista henkilöistä (tunnistamattomia; sama henkilö voi esiintyä useasti)",
    "Omnämnanden av personer som sedan har raderats (pseudonyma; samma person kan förekomma flera gånger)",
    "Mentions of people erased since (pseudonymous; the same person may occur more than once)",
);
pub(crate) const ENTRIES: Message = Message::new("Tapahtumia", "Händelser", "Events");
pub(crate) const REFUSED: Message = Message::new("Evättyjä yrityksiä", "Nekade försök", "Refused attempts");
pub(crate) const GROUP: Message = Message::new("Ryhmä", "Grupp", "Group");
pub(crate) const CATEGORY: Message = Message::new("Tietoryhmä", "Uppgiftsgrupp", "Category");
pub(crate) const WHICH: Message = Message::new(
    "Mitä tietoja loukkaus koskee",
    "Vilka uppgifter incidenten gäller",
    "Which data it concerns",
);
pub(crate) const EFFECTS: Message =
    Message::new("Todennäköiset seuraukset", "Sannolika följder", "Likely consequences");
pub(crate) const REMEDY: Message = Message::new(
    "Mitä on tehty ja tehdään",
    "Vidtagna och planerade åtgärder",
    "What was done and will be done",
);
pub(crate) const CONTACT: Message = Message::new("Lisätietoja antaa", "Mer information ges av", "Contact");
pub(crate) const TO_BE_SAID: Message =
    Message::new("[Täydennettävä]", "[Ska kompletteras]", "[To be completed]");
pub(crate) const WHY_LATE: Message = Message::new(
    "[Jos ilmoitus tehdään määräajan jälkeen: viivästyksen syyt (tietosuoja-asetus 33 artikla 1 kohta).]",
    "[Om anmälan görs efter tidsfristen: skälen till förseningen (dataskyddsförordningen artikel 33.1).]",
    "[If notified after the time limit: the reasons for the delay (GDPR 33(1)).]",
);
pub(crate) const TO_AUTHORITY: Message = Message::new(
    "Luonnos: ilmoitus henkilötietojen tietoturvaloukkauksesta",
    "Utkast: anmälan av en personuppgiftsincident",
    "Draft: notification of a personal data breach",
);
pub(crate) const TO_PEOPLE: Message = Message::new(
    "Luonnos: tietojasi koskeva tietoturvaloukkaus",
    "Utkast: en personuppgiftsincident som gäller dina uppgifter",
    "Draft: a breach of your personal data",
);
pub(crate) const RECEIVER: Message =
    Message::new("[Vastaanottajan nimi ja osoite]", "[Mottagarens namn och adress]", "[Name and address]");
pub(crate) const DEAR: Message = Message::new(
    "Tietojasi on rekisterissä ”{register}”. Niihin on kohdistunut tietoturvaloukkaus, ja kerromme siitä sinulle tässä.",
    "Dina uppgifter finns i registret ”{register}”. De har berörts av en personuppgiftsincident, och därför skriver vi till dig.",
    "Your data is in the register “{register}”. It was affected by a breach, and we are writing to tell you about it.",
);
pub(crate) const COMPLAIN: Message = Message::new(
    "Voit myös kääntyä viranomaisen puoleen: {authority}.",
    "Du kan också vända dig till myndigheten: {authority}.",
    "You can also turn to the authority: {authority}.",
);
pub(crate) const IN_TIME: Message = Message::new("ilmoitettu ajoissa", "anmäld i tid", "notified in time");
pub(crate) const LATE: Message = Message::new("ilmoitettu myöhässä", "anmäld för sent", "notified late");
pub(crate) const RUNS: Message = Message::new("aika kuluu", "tiden löper", "clock runs");
pub(crate) const OVER: Message =
    Message::new("määräaika on mennyt", "tidsfristen har gått ut", "time limit is over");
pub(crate) const TOLD_AUTHORITY: Message =
    Message::new("Viranomaiselle ilmoitettu", "Anmäld till myndigheten", "Authority notified");
pub(crate) const TOLD_PEOPLE: Message =
    Message::new("Henkilöille kerrottu", "Personerna informerade", "People told");
pub(crate) const FOR_AUTHORITY: Message =
    Message::new("Ilmoitus viranomaiselle", "Anmälan till myndigheten", "Notification to the authority");
pub(crate) const FOR_PEOPLE: Message =
    Message::new("Viesti henkilöille", "Meddelande till personerna", "Message to the people");
pub(crate) const BAD_TIME: Message = Message::new(
    "Anna alku ja loppu päivänä ja kellonaikana, alku ensin.",
    "Ange början och slut med dag och klockslag, början först.",
    "Give beginning and end as day and time, the beginning first.",
);
pub(crate) const BAD_KNOWN: Message = Message::new(
    "Anna päivä ja kellonaika, jolloin loukkaus tuli ilmi.",
    "Ange dag och klockslag då incidenten upptäcktes.",
    "Give the day and time at which the breach became known.",
);
pub(crate) const BAD_WHO: Message = Message::new(
    "Tällaista tunnusta tai avainta ei ole eikä ole ollut.",
    "Ett sådant konto eller en sådan nyckel finns inte och har inte funnits.",
    "There is no such account or key, nor was there ever one.",
);
pub(crate) const LIST: Message =
    Message::new("Lataa luettelo (CSV)", "Ladda ner listan (CSV)", "Download the list (CSV)");
pub(crate) const SHOWN: Message = Message::new(
    "Näytetään {shown} ensimmäistä. Luettelossa ovat kaikki.",
    "De {shown} första visas. Alla finns i listan.",
    "The first {shown} are shown. The list has all of them.",
);
