//! Words of signing in and out, and of the first set-up.

use super::Message;

/// Title of the sign-in page.
pub const TITLE: Message = Message::new("Kirjaudu sisään", "Logga in", "Sign in");
/// Which controller the page is about.
pub const AT: Message =
    Message::new("Rekisterinpitäjä: {name}", "Personuppgiftsansvarig: {name}", "Controller: {name}");
/// Choice between controllers.
pub const CHOOSE: Message = Message::new(
    "Kenen rekistereihin kirjaudut?",
    "Vems register loggar du in i?",
    "Whose registers are you signing in to?",
);
/// The user name's field.
pub const USER_NAME: Message = Message::new("Käyttäjätunnus", "Användarnamn", "User name");
/// The password's field.
pub const PASSWORD: Message = Message::new("Salasana", "Lösenord", "Password");
/// The button.
pub const GO: Message = Message::new("Kirjaudu", "Logga in", "Sign in");
/// Why the person was sent here, when the session was over.
pub const PERSONAL: Message = Message::new(
    "Tunnus on henkilökohtainen. Kirjautumiset ja henkilötietojen katselut kirjataan lokiin.",
    "Kontot är personliga. Inloggningar och visningar av personuppgifter loggas.",
    "Accounts are personal. Sign-ins and each look at personal data are logged.",
);
/// The answer to every wrong try, whatever was wrong.
pub const REFUSED: Message = Message::new(
    "Käyttäjätunnus tai salasana ei ole oikein.",
    "Användarnamnet eller lösenordet stämmer inte.",
    "The user name or the password is not right.",
);
/// The password was right, and the person is not engaged at present.
pub const NOT_ENGAGED: Message = Message::new(
    "Työ- tai toimeksiantosuhteesi ei ole voimassa, joten et voi kirjautua. Ota yhteyttä esihenkilöösi.",
    "Din anställning eller ditt uppdrag är inte i kraft, så du kan inte logga in. Kontakta din chef.",
    "Your employment or commission is not in force, so you can't sign in. Talk to your manager.",
);
/// Too many tries.
pub const WAIT: Message = Message::new(
    "Liian monta yritystä peräkkäin. Yritä uudelleen {time} kuluttua. Muut pääsevät sillä aikaa kirjautumaan.",
    "För många försök i rad. Försök igen om {time}. Andra kan logga in under tiden.",
    "Too many tries in a row. Try again in {time}. Others can sign in meanwhile.",
);
/// Too many people at once.
pub const CROWDED: Message = Message::new(
    "Moni kirjautuu juuri nyt. Yritä hetken kuluttua uudelleen.",
    "Många loggar in just nu. Försök igen om en stund.",
    "Many are signing in just now. Try again in a moment.",
);
/// The form was not this browser's, or the browser takes no cookies.
pub const FORM_OLD: Message = Message::new(
    "Sivu oli vanhentunut. Yritä uudelleen. Selaimen on hyväksyttävä tämän sivuston evästeet.",
    "Sidan var för gammal. Försök igen. Webbläsaren måste godta webbplatsens kakor.",
    "The page was too old. Try again. The browser must accept this site's cookies.",
);
/// Link for those with a start code.
pub const HAVE_CODE: Message =
    Message::new("Sain aloituskoodin", "Jag har fått en startkod", "I was given a start code");
/// Seconds.
pub const SECONDS: Message = Message::new("{n} sekunnin", "{n} sekunder", "{n} seconds");
/// Minutes.
pub const MINUTES: Message = Message::new("{n} minuutin", "{n} minuter", "{n} minutes");

/// Title of the second step.
pub const SECOND_TITLE: Message =
    Message::new("Vahvista kirjautuminen", "Bekräfta inloggningen", "Confirm the sign-in");
/// The code's field.
pub const CODE: Message = Message::new("Kertakoodi", "Engångskod", "One-time code");
/// Its hint.
pub const CODE_HINT: Message = Message::new(
    "Kuusi numeroa sovelluksesta, tai varakoodi.",
    "Sex siffror ur appen, eller en reservkod.",
    "Six digits from the app, or a recovery code.",
);
/// The recovery code's field, when there is no app.
pub const RECOVERY: Message = Message::new("Varakoodi", "Reservkod", "Recovery code");
/// The button of the second step.
pub const CONFIRM: Message = Message::new("Vahvista", "Bekräfta", "Confirm");
/// The button that asks the passkey.
pub const USE_PASSKEY: Message = Message::new("Käytä pääsyavainta", "Använd lösennyckel", "Use a passkey");
/// Without scripts a passkey can't be asked.
pub const PASSKEY_SCRIPT: Message = Message::new(
    "Pääsyavain tarvitsee selaimen komentosarjoja. Ilman niitä voit käyttää kertakoodia tai varakoodia.",
    "En lösennyckel behöver skript i webbläsaren. Utan dem kan du använda en engångskod eller reservkod.",
    "A passkey needs scripts in the browser. Without them you can use a one-time code or a recovery code.",
);
/// The passkey did not answer.
pub const PASSKEY_FAILED: Message = Message::new(
    "Pääsyavaimen käyttö keskeytyi. Yritä uudelleen.",
    "Lösennyckeln kunde inte användas. Försök igen.",
    "The passkey was not used. Try again.",
);
/// The second factor was wrong.
pub const SECOND_REFUSED: Message = Message::new(
    "Koodi ei ole oikein, tai se on jo käytetty. Odota seuraavaa koodia ja yritä uudelleen.",
    "Koden stämmer inte eller är redan använd. Vänta på nästa kod och försök igen.",
    "The code is not right, or was used already. Wait for the next one and try again.",
);
/// Title of the step at which a first second factor is added.
pub const ENROL_TITLE: Message =
    Message::new("Suojaa kirjautuminen", "Skydda inloggningen", "Protect your sign-in");
/// Why.
pub const ENROL: Message = Message::new(
    "Roolisi vaatii salasanan lisäksi toisen vahvistuksen. Valitse pääsyavain tai koodisovellus; ennen sitä mikään muu sivu ei aukea.",
    "Din roll kräver en andra bekräftelse utöver lösenordet. Välj en lösennyckel eller en kodapp; innan dess öppnas ingen annan sida.",
    "Your role asks for a second confirmation beside the password. Choose a passkey or a code app; no other page opens before.",
);
/// On to where the person wanted to go.
pub const GO_ON: Message = Message::new("Jatka", "Fortsätt", "Go on");

/// A provider needs an address to send people back to.
pub const WITH_NO_ADDRESS: Message = Message::new(
    "Tunnistuspalvelu toimii vasta, kun palvelulla on oma osoite (installation.toml: origin).",
    "Identifieringstjänsten fungerar först när tjänsten har en egen adress (installation.toml: origin).",
    "The identity provider works only when the service has an address of its own (installation.toml: origin).",
);
/// Before an identity is bound.
pub const BIND_LEAD: Message = Message::new(
    "Aloituskoodi on oikea. Tunnistaudu palvelussa {name}; siitä lähtien kirjaudut sillä etkä salasanalla.",
    "Startkoden stämmer. Identifiera dig i {name}; från och med då loggar du in med den och inte med lösenord.",
    "The start code is right. Sign in at {name}; from then on you sign in with it and not with a password.",
);
/// Nobody has that identity.
pub const NOT_BOUND: Message = Message::new(
    "Tunnusta ei ole kytketty kenenkään tiliin. Pyydä aloituskoodi tunnusten ylläpitäjältä ja kytke tunnus sillä.",
    "Identiteten är inte kopplad till något konto. Be den som sköter kontona om en startkod och koppla identiteten med den.",
    "The identity is connected to no account. Ask whoever keeps the accounts for a start code and connect it with that.",
);
/// Somebody else has that identity.
pub const BOUND_ELSEWHERE: Message = Message::new(
    "Tunnus on jo kytketty toiseen tiliin. Mitään ei muutettu.",
    "Identiteten är redan kopplad till ett annat konto. Inget ändrades.",
    "The identity is connected to another account already. Nothing was changed.",
);
/// The start code is no longer good.
pub const CODE_OVER: Message = Message::new(
    "Aloituskoodi on käytetty tai vanhentunut. Pyydä uusi tunnusten ylläpitäjältä.",
    "Startkoden har använts eller är för gammal. Be den som sköter kontona om en ny.",
    "The start code was used or is too old. Ask whoever keeps the accounts for a new one.",
);
/// The way was lost.
pub const WAY_LOST: Message = Message::new(
    "Tunnistautuminen keskeytyi tai kesti liian kauan. Mitään ei muutettu. Yritä uudelleen.",
    "Identifieringen avbröts eller tog för lång tid. Inget ändrades. Försök igen.",
    "Signing in was interrupted or took too long. Nothing was changed. Try again.",
);
/// Why there is no password to change.
pub const NO_PASSWORD: Message = Message::new(
    "Kirjaudut organisaatiosi tunnistuspalvelulla, joten tilillä ei ole salasanaa. Muutoksia vahvistukseen ja avaimiin voit tehdä \
     kymmenen minuutin ajan kirjautumisesta.",
    "Du loggar in med din organisations identifieringstjänst, så kontot har inget lösenord. Ändringar i bekräftelsen och nycklarna \
     kan du göra inom tio minuter från inloggningen.",
    "You sign in with your organisation's identity provider, so the account has no password. Confirming and keys can be changed \
     within ten minutes of signing in.",
);

/// Title of the page for a start code.
pub const START_TITLE: Message = Message::new("Valitse salasana", "Välj lösenord", "Choose a password");
/// What the page is for.
pub const START: Message = Message::new(
    "Sait aloituskoodin tunnusten ylläpitäjältä. Valitse sillä oma salasana; kukaan muu ei saa tietää sitä.",
    "Du har fått en startkod av den som sköter kontona. Välj ett eget lösenord med den; ingen annan ska känna till det.",
    "You were given a start code by the person who keeps the accounts. Choose your own password with it; nobody else may \
     know it.",
);
/// The start code's field.
pub const START_CODE: Message = Message::new("Aloituskoodi", "Startkod", "Start code");
/// The new password's field.
pub const NEW_PASSWORD: Message = Message::new("Uusi salasana", "Nytt lösenord", "New password");
/// Its hint.
pub const NEW_PASSWORD_HINT: Message = Message::new(
    "Vähintään 12 merkkiä. Muutama sana peräkkäin on hyvä salasana.",
    "Minst 12 tecken. Några ord efter varandra är ett bra lösenord.",
    "At least 12 characters. A few words in a row make a good password.",
);
/// The same once more.
pub const AGAIN: Message =
    Message::new("Uusi salasana uudelleen", "Nytt lösenord igen", "New password again");
/// The button.
pub const SET: Message = Message::new("Ota käyttöön", "Ta i bruk", "Set the password");

/// Title of the first set-up.
pub const SETUP_TITLE: Message = Message::new("Käyttöönotto", "Ibruktagning", "First set-up");
/// What it is.
pub const SETUP: Message = Message::new(
    "Tällä rekisterinpitäjällä ei ole vielä yhtään tiliä. Ensimmäisen tilin saa tehdä se, joka näkee palvelimen päätteen: \
     siellä on kertakäyttöinen koodi.",
    "Den här personuppgiftsansvariga har ännu inget konto. Det första kontot får skapas av den som ser serverns terminal: \
     där står en engångskod.",
    "This controller has no account yet. The first one is made by whoever sees the server's terminal: a one-time code \
     stands there.",
);
/// The set-up code's field.
pub const SETUP_CODE: Message = Message::new("Käyttöönottokoodi", "Ibruktagningskod", "Set-up code");
/// Its hint.
pub const SETUP_CODE_HINT: Message = Message::new(
    "Koodi on voimassa tunnin. Uuden saa käynnistämällä palvelimen uudelleen.",
    "Koden gäller i en timme. En ny fås genom att starta om servern.",
    "The code works for an hour. Starting the server again gives a new one.",
);
/// The name's field.
pub const NAME: Message = Message::new("Etunimi ja sukunimi", "För- och efternamn", "First name and surname");
/// The e-mail's field.
pub const EMAIL: Message = Message::new("Oma sähköpostiosoite", "Egen e-postadress", "Own e-mail address");
/// The button of the set-up.
pub const SETUP_GO: Message =
    Message::new("Tee ensimmäinen tili", "Skapa det första kontot", "Make the first account");
