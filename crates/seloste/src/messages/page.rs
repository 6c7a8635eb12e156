//! Texts of the frame around every page, of refusals and of failures.

use super::Message;

pub(crate) const SKIP: Message = Message::new("Siirry sisältöön", "Gå till innehållet", "Skip to content");
pub(crate) const REGISTERS: Message = Message::new("Rekisterit", "Register", "Registers");
pub(crate) const REGISTER: Message = Message::new("Rekisteri", "Register", "Register");
pub(crate) const DOING: Message = Message::new("Mitä teet", "Vad gör du", "What you are doing");
pub(crate) const CHOOSE_PURPOSE: Message =
    Message::new("Valitse, mitä teet", "Välj vad du gör", "Choose what you are doing");
pub(crate) const MENU: Message = Message::new("Valikko", "Meny", "Menu");
pub(crate) const FIND: Message = Message::new("Hae", "Sök", "Find");
pub(crate) const FIND_PERSON: Message = Message::new("Hae henkilöä", "Sök person", "Find a person");
pub(crate) const FIND_HINT: Message = Message::new(
    "Nimi, puhelin, sähköposti, numero",
    "Namn, telefon, e-post, nummer",
    "Name, phone, e-mail, number",
);
pub(crate) const LIST: Message = Message::new("Luettelo", "Lista", "List");
pub(crate) const NEW_PERSON: Message = Message::new("Uusi henkilö", "Ny person", "New person");
pub(crate) const IMPORT: Message = Message::new("Tuo tiedosto", "Importera fil", "Import a file");
pub(crate) const BATCHES: Message = Message::new("Tuontierät", "Importer", "Imports");
pub(crate) const HOME: Message = Message::new("Alku", "Start", "Home");
pub(crate) const NOTICE: Message =
    Message::new("Tietosuojaseloste", "Dataskyddsbeskrivning", "Privacy notice");
pub(crate) const LANGUAGE: Message = Message::new("Kieli", "Språk", "Language");
pub(crate) const THEME: Message = Message::new("Ulkoasu", "Utseende", "Appearance");
pub(crate) const THEME_AUTO: Message = Message::new("Laitteen mukaan", "Enligt enheten", "As the device");
pub(crate) const THEME_LIGHT: Message = Message::new("Vaalea", "Ljust", "Light");
pub(crate) const THEME_DARK: Message = Message::new("Tumma", "Mörkt", "Dark");
pub(crate) const ACCOUNT: Message = Message::new("Oma tili", "Mitt konto", "My account");
pub(crate) const SESSIONS: Message = Message::new("Omat istunnot", "Mina sessioner", "My sessions");
pub(crate) const SIGN_IN: Message = Message::new("Kirjaudu sisään", "Logga in", "Sign in");
pub(crate) const SIGN_OUT: Message = Message::new("Kirjaudu ulos", "Logga ut", "Sign out");
pub(crate) const SAVE: Message = Message::new("Tallenna", "Spara", "Save");
pub(crate) const CANCEL: Message = Message::new("Peruuta", "Avbryt", "Cancel");
pub(crate) const BACK: Message = Message::new("Takaisin", "Tillbaka", "Back");
pub(crate) const YES: Message = Message::new("Kyllä", "Ja", "Yes");
pub(crate) const NO: Message = Message::new("Ei", "Nej", "No");
pub(crate) const NOT_KNOWN: Message = Message::new("Ei tiedossa", "Inte känt", "Not known");

pub(crate) const ABSENT_TITLE: Message =
    Message::new("Sivua ei löydy", "Sidan hittades inte", "Page not found");
pub(crate) const ABSENT: Message = Message::new(
    "Tässä osoitteessa ei ole mitään, tai se ei kuulu sinulle. Tarkista osoite tai palaa alkuun.",
    "Det finns ingenting på den här adressen, eller så är det inte avsett för dig. Kontrollera adressen eller gå till början.",
    "There is nothing at this address, or it is not for you. Check the address or go back to the start.",
);
pub(crate) const REFUSED_TITLE: Message = Message::new(
    "Seloste ei salli tätä",
    "Beskrivningen tillåter inte detta",
    "The notice does not allow this",
);
pub(crate) const REFUSED_RULE: Message = Message::new("Sääntö", "Regel", "Rule");
pub(crate) const REFUSED_ABOUT: Message = Message::new("Koskee tietoja", "Gäller uppgifterna", "Concerns");
pub(crate) const REFUSED_LOGGED: Message = Message::new(
    "Mitään ei avattu eikä muutettu. Pyyntö ja kielto on kirjattu lokiin.",
    "Inget öppnades eller ändrades. Begäran och avslaget har antecknats i loggen.",
    "Nothing was opened or changed. The request and the refusal stand in the log.",
);
pub(crate) const REFUSED_BIND: Message =
    Message::new("Avaa vaitiolositoumus", "Öppna tystnadsförbindelsen", "Open the undertaking of secrecy");
pub(crate) const OUT_OF_TIME_TITLE: Message =
    Message::new("Aika loppui kesken", "Tiden tog slut", "Time ran out");
pub(crate) const BODY_TOO_SLOW: Message = Message::new(
    "Lomake ei tullut perille ajoissa, eikä mitään tallennettu. Tarkista yhteys ja lähetä se uudelleen.",
    "Formuläret kom inte fram i tid, och inget sparades. Kontrollera anslutningen och skicka det på nytt.",
    "The form did not arrive in time, and nothing was saved. Check the connection and send it again.",
);
pub(crate) const TOO_BUSY: Message = Message::new(
    "Palvelu ei ehtinyt vastata. Jos lähetit jotakin, katso ensin, tallentuiko se, ja yritä hetken kuluttua uudelleen.",
    "Tjänsten hann inte svara. Om du skickade något, se först efter om det sparades och försök igen om en stund.",
    "The service did not answer in time. If you sent something, look first whether it was saved, and try again in a moment.",
);
pub(crate) const FAILED_TITLE: Message =
    Message::new("Jokin meni rikki", "Något gick sönder", "Something broke");
pub(crate) const FAILED: Message = Message::new(
    "Vika on palvelussa, ei siinä mitä teit. Yritä hetken kuluttua uudelleen. Jos vika jatkuu, kerro ylläpidolle tämä numero:",
    "Felet ligger i tjänsten, inte i det du gjorde. Försök igen om en stund. Om felet kvarstår, uppge det här numret för supporten:",
    "The fault is in the service, not in what you did. Try again in a moment. If it goes on, quote this number to support:",
);
pub(crate) const PROBLEMS_TITLE: Message =
    Message::new("Tarkista tiedot", "Kontrollera uppgifterna", "Check the data");
pub(crate) const PROBLEMS: Message = Message::new(
    "Mitään ei tallennettu. Korjaa alla mainitut kohdat.",
    "Inget sparades. Rätta punkterna nedan.",
    "Nothing was saved. Mend the points below.",
);
pub(crate) const CONFLICT_TITLE: Message = Message::new(
    "Joku muu ehti muuttaa tietoja",
    "Någon annan hann ändra uppgifterna",
    "Someone else changed this first",
);
pub(crate) const CONFLICT: Message = Message::new(
    "Mitään ei tallennettu. Avaa tiedot uudelleen ja tee muutos niihin.",
    "Inget sparades. Öppna uppgifterna på nytt och gör ändringen i dem.",
    "Nothing was saved. Open the data again and make your change there.",
);
pub(crate) const REASON_TITLE: Message = Message::new("Kirjoita syy", "Ange orsaken", "Write the reason");
pub(crate) const REASON: Message = Message::new(
    "Tässä tarkoituksessa jokaisella avaamisella on oltava syy. Se tallennetaan salattuna, ja sen näkevät vain ne, jotka valvovat rekisterin käyttöä.",
    "För detta ändamål måste varje öppning ha en orsak. Den sparas krypterad och ses bara av dem som övervakar användningen av registret.",
    "For this purpose every opening needs a reason. It is kept sealed, and only those who supervise the use of the register see it.",
);
pub(crate) const REASON_LABEL: Message = Message::new("Syy", "Orsak", "Reason");
pub(crate) const GO_ON: Message = Message::new("Jatka", "Fortsätt", "Go on");

pub(crate) const EXPIRED_TITLE: Message = Message::new(
    "Istunto päättyi, teksti on tallessa",
    "Sessionen gick ut, texten finns kvar",
    "The session ended, your text is kept",
);
pub(crate) const EXPIRED: Message = Message::new(
    "Mitään ei vielä lähetetty. Kirjaudu sisään toisessa välilehdessä, palaa tähän ja lähetä uudelleen.",
    "Inget har skickats ännu. Logga in i en annan flik, återvänd hit och skicka på nytt.",
    "Nothing was sent yet. Sign in in another tab, come back here and send again.",
);
pub(crate) const SIGN_IN_TAB: Message =
    Message::new("Kirjaudu sisään (uusi välilehti)", "Logga in (ny flik)", "Sign in (new tab)");
pub(crate) const STALE_TITLE: Message =
    Message::new("Tarkista ja lähetä uudelleen", "Kontrollera och skicka på nytt", "Check and send again");
pub(crate) const STALE: Message = Message::new(
    "Lomake oli avattu aiemmassa istunnossa, joten sitä ei vielä lähetetty. Kirjoittamasi teksti on tallessa alla. Lähetä se, jos lomake on sinun.",
    "Formuläret öppnades i en tidigare session och har därför inte skickats ännu. Det du skrev finns kvar nedan. Skicka det om formuläret är ditt.",
    "The form was opened in an earlier session, so it was not sent yet. What you typed is kept below. Send it if the form is yours.",
);
pub(crate) const SEND_AGAIN: Message = Message::new("Lähetä uudelleen", "Skicka på nytt", "Send again");
pub(crate) const TYPED: Message = Message::new("Kirjoittamasi", "Det du skrev", "What you typed");
pub(crate) const BROKEN_FORM: Message = Message::new(
    "Lomaketta ei voitu lukea: se on liian suuri tai rikki. Mitään ei tallennettu.",
    "Formuläret kunde inte läsas: det är för stort eller trasigt. Inget sparades.",
    "The form could not be read: it is too large or broken. Nothing was saved.",
);
