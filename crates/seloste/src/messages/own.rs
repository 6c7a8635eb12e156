//! Words of a person's own pages: account, second factors, keys, sessions, undertakings.

use super::Message;

/// Title of the account page.
pub const ACCOUNT: Message = Message::new("Oma tili", "Mitt konto", "My account");
/// Password section.
pub const PASSWORD: Message = Message::new("Salasana", "Lösenord", "Password");
/// Present password.
pub const PRESENT: Message = Message::new("Nykyinen salasana", "Nuvarande lösenord", "Present password");
/// What changing does.
pub const PASSWORD_HINT: Message = Message::new(
    "Salasanan vaihto päättää muut avoimet istuntosi.",
    "När du byter lösenord avslutas dina andra öppna sessioner.",
    "Changing the password ends your other sessions.",
);
/// The button.
pub const CHANGE_PASSWORD: Message = Message::new("Vaihda salasana", "Byt lösenord", "Change the password");
/// Second factors.
pub const FACTORS: Message =
    Message::new("Kirjautumisen vahvistus", "Bekräftelse av inloggning", "Confirming sign-ins");
/// When there is none.
pub const NO_FACTOR: Message = Message::new(
    "Tiliä suojaa pelkkä salasana. Lisää pääsyavain tai koodisovellus, niin varastettu salasana ei riitä kirjautumiseen.",
    "Kontot skyddas bara av lösenordet. Lägg till en lösennyckel eller en kodapp, så räcker ett stulet lösenord inte.",
    "A password alone protects the account. Add a passkey or a code app, and a stolen password will not do.",
);
/// Kind: code app.
pub const APP: Message = Message::new("Koodisovellus", "Kodapp", "Code app");
/// Kind: passkey.
pub const PASSKEY: Message = Message::new("Pääsyavain", "Lösennyckel", "Passkey");
/// Since when.
pub const SINCE: Message = Message::new("lisätty {time}", "tillagd {time}", "added {time}");
/// Remove.
pub const REMOVE: Message = Message::new("Poista", "Ta bort", "Remove");
/// Add an app.
pub const ADD_APP: Message = Message::new("Lisää koodisovellus", "Lägg till en kodapp", "Add a code app");
/// Add a passkey.
pub const ADD_PASSKEY: Message =
    Message::new("Lisää pääsyavain", "Lägg till en lösennyckel", "Add a passkey");
/// The password is asked again.
pub const CONFIRM_HINT: Message = Message::new(
    "Kirjautumisen vahvistusta ja avaimia koskevat muutokset vaativat salasanan.",
    "Ändringar i bekräftelsen och nycklarna kräver lösenordet.",
    "Changes to confirming and to keys need the password.",
);
/// How an app is added.
pub const APP_STEPS: Message = Message::new(
    "Lue kuvio koodisovelluksella tai kirjoita avain siihen käsin. Kirjoita sitten sovelluksen näyttämä koodi.",
    "Läs mönstret med kodappen eller skriv in nyckeln för hand. Skriv sedan koden som appen visar.",
    "Read the pattern with the code app, or type the key into it by hand. Then type the code that the app shows.",
);
/// The key as text.
pub const APP_KEY: Message = Message::new("Avain", "Nyckel", "Key");
/// Link that opens an app on the same device.
pub const APP_LINK: Message = Message::new(
    "Avaa tämän laitteen koodisovelluksessa",
    "Öppna i kodappen på den här enheten",
    "Open in this device's code app",
);
/// What the picture is.
pub const APP_PICTURE: Message = Message::new(
    "QR-koodi, jossa on koodisovelluksen avain",
    "QR-kod med kodappens nyckel",
    "QR code that holds the key for the code app",
);
/// A label's field.
pub const LABEL: Message = Message::new("Nimi", "Namn", "Name");
/// Its hint.
pub const LABEL_HINT: Message = Message::new(
    "Esimerkiksi laite, jossa se on.",
    "Till exempel enheten som den finns på.",
    "For example the device that it is on.",
);
/// How a passkey is added.
pub const PASSKEY_STEPS: Message = Message::new(
    "Selain pyytää vahvistamaan pääsyavaimen luomisen.",
    "Webbläsaren ber dig bekräfta att lösennyckeln skapas.",
    "The browser will ask you to confirm the new passkey.",
);
/// Recovery codes.
pub const CODES: Message = Message::new("Varakoodit", "Reservkoder", "Recovery codes");
/// What they are for.
pub const CODES_SHOWN: Message = Message::new(
    "Kirjoita tai tulosta koodit talteen. Ne näytetään vain tämän kerran. Kullakin voi kirjautua kerran, jos muu vahvistus \
     ei ole käsillä.",
    "Skriv ner eller skriv ut koderna. De visas bara den här gången. Med varje kod kan du logga in en gång när ingen annan \
     bekräftelse finns till hands.",
    "Write down or print the codes. They are shown this once. Each signs you in once when no other confirmation is at hand.",
);
/// How many are left.
pub const CODES_LEFT: Message =
    Message::new("Varakoodeja jäljellä: {n}.", "Reservkoder kvar: {n}.", "Recovery codes left: {n}.");
/// Make new ones.
pub const NEW_CODES: Message =
    Message::new("Tee uudet varakoodit", "Skapa nya reservkoder", "Make new recovery codes");
/// Back to the account.
pub const BACK: Message =
    Message::new("Takaisin omaan tiliin", "Tillbaka till mitt konto", "Back to my account");
/// API keys.
pub const KEYS: Message = Message::new("Ohjelmien avaimet", "Programmens nycklar", "Keys for programs");
/// What a key is.
pub const KEYS_HINT: Message = Message::new(
    "Avaimella ohjelma toimii rajapinnassa nimissäsi, yhdessä rekisterissä ja yhdessä roolissa.",
    "Med en nyckel arbetar ett program i gränssnittet i ditt namn, i ett register och i en roll.",
    "With a key a program works through the API in your name, in one register and one role.",
);
/// Register and role.
pub const KEY_FOR: Message = Message::new("Rekisteri ja rooli", "Register och roll", "Register and role");
/// Days.
pub const KEY_DAYS: Message = Message::new("Voimassa (päivää)", "Giltig (dagar)", "Works for (days)");
/// The button.
pub const MAKE_KEY: Message = Message::new("Tee avain", "Skapa nyckel", "Make a key");
/// The key, shown once.
pub const KEY_SHOWN: Message = Message::new(
    "Kopioi avain nyt: sitä ei näytetä uudelleen. Säilytä se kuin salasanaa.",
    "Kopiera nyckeln nu: den visas inte igen. Förvara den som ett lösenord.",
    "Copy the key now: it is not shown again. Keep it like a password.",
);
/// Until when.
pub const UNTIL: Message = Message::new("voimassa {time} asti", "giltig till {time}", "works until {time}");
/// Over.
pub const OVER: Message = Message::new("päättynyt", "avslutad", "over");
/// End something.
pub const END: Message = Message::new("Päätä", "Avsluta", "End");

/// Done: password.
pub const DONE_PASSWORD: Message = Message::new(
    "Salasana on vaihdettu, ja muut istuntosi on päätetty.",
    "Lösenordet är bytt och dina andra sessioner är avslutade.",
    "The password is changed, and your other sessions have ended.",
);
/// Done: factor.
pub const DONE_FACTOR: Message = Message::new(
    "Vahvistustapa on lisätty.",
    "Bekräftelsesättet är tillagt.",
    "The way of confirming is added.",
);
/// Done: removed.
pub const DONE_REMOVED: Message = Message::new(
    "Vahvistustapa on poistettu.",
    "Bekräftelsesättet är borttaget.",
    "The way of confirming is removed.",
);
/// Done: key ended.
pub const DONE_KEY: Message =
    Message::new("Avain on päätetty.", "Nyckeln är avslutad.", "The key has ended.");

/// Title of the sessions page.
pub const SESSIONS: Message = Message::new("Omat istunnot", "Mina sessioner", "My sessions");
/// What the page is for.
pub const SESSIONS_LEAD: Message = Message::new(
    "Tässä näet, missä tililläsi ollaan kirjautuneena. Jos jokin ei ole sinun, päätä se ja vaihda salasana.",
    "Här ser du var ditt konto är inloggat. Om någon session inte är din, avsluta den och byt lösenord.",
    "This is where your account is signed in. If one of these is not yours, end it and change your password.",
);
/// This one.
pub const THIS_ONE: Message = Message::new("tämä istunto", "den här sessionen", "this session");
/// Column: browser.
pub const BROWSER: Message = Message::new("Selain", "Webbläsare", "Browser");
/// Column: since.
pub const BEGAN: Message = Message::new("Alkoi", "Började", "Began");
/// Column: last used.
pub const SEEN: Message = Message::new("Viimeksi käytetty", "Senast använd", "Last used");
/// Column: ends.
pub const ENDS: Message = Message::new("Päättyy viimeistään", "Slutar senast", "Ends at the latest");
/// The button.
pub const END_OTHERS: Message = Message::new("Päätä kaikki muut", "Avsluta alla andra", "End all others");
/// A browser that does not say what it is.
pub const UNKNOWN_BROWSER: Message = Message::new("Tuntematon selain", "Okänd webbläsare", "Unknown browser");
/// Latest sign-ins.
pub const ATTEMPTS: Message =
    Message::new("Viimeisimmät kirjautumiset", "Senaste inloggningar", "Latest sign-ins");
/// Column: when.
pub const WHEN: Message = Message::new("Aika", "Tid", "When");
/// Column: what came of it.
pub const OUTCOME: Message = Message::new("Tulos", "Resultat", "Outcome");
/// Signed in.
pub const SIGNED_IN: Message = Message::new("Kirjautui", "Loggade in", "Signed in");
/// Wrong password.
pub const REFUSED: Message = Message::new("Väärä salasana", "Fel lösenord", "Wrong password");
/// Wrong second factor.
pub const SECOND_REFUSED: Message =
    Message::new("Vahvistus epäonnistui", "Bekräftelsen misslyckades", "Not confirmed");
/// Not engaged.
pub const NOT_ENGAGED: Message =
    Message::new("Työsuhde ei ollut voimassa", "Anställningen var inte i kraft", "Not engaged at the time");
/// Throttled.
pub const THROTTLED: Message = Message::new("Liian monta yritystä", "För många försök", "Too many tries");

/// Title of the undertakings page.
pub const UNDERTAKINGS: Message =
    Message::new("Salassapitositoumukset", "Sekretessförbindelser", "Undertakings of secrecy");
/// What the page is for.
pub const UNDERTAKINGS_LEAD: Message = Message::new(
    "Roolisi toimivat vasta, kun sitoumus on annettu.",
    "Dina roller fungerar först när förbindelsen är avgiven.",
    "Your roles work only after the undertaking is given.",
);
/// When nothing is asked.
pub const NO_UNDERTAKINGS: Message = Message::new(
    "Sinulla ei ole rooleja, joten sitoumusta ei tarvita.",
    "Du har inga roller, så ingen förbindelse behövs.",
    "You have no roles, so no undertaking is needed.",
);
/// Given.
pub const GIVEN: Message = Message::new("Annettu {time}.", "Avgiven {time}.", "Given {time}.");
/// The text's version.
pub const VERSION: Message =
    Message::new("Tekstin versio {n}", "Textens version {n}", "Version {n} of the text");
/// Button: statutory.
pub const READ_IT: Message =
    Message::new("Olen lukenut ja ymmärtänyt", "Jag har läst och förstått", "I have read and understood");
/// Button: duty.
pub const I_UNDERTAKE: Message = Message::new("Sitoudun", "Jag förbinder mig", "I undertake this");
/// Button: agreement.
pub const I_SIGN: Message = Message::new("Allekirjoitan", "Jag undertecknar", "I sign");
/// Signature's field.
pub const SIGNATURE: Message =
    Message::new("Nimesi allekirjoitukseksi", "Ditt namn som underskrift", "Your name as signature");
/// The signature is not the person's name.
pub const SIGNATURE_DIFFERS: Message = Message::new(
    "Kirjoita nimesi niin kuin se on tililläsi: {name}.",
    "Skriv ditt namn som det står på ditt konto: {name}.",
    "Write your name as it stands on your account: {name}.",
);
/// The text changed while it was being read.
pub const TEXT_CHANGED: Message = Message::new(
    "Sitoumuksen teksti muuttui sillä välin. Lue se uudelleen.",
    "Texten ändrades under tiden. Läs den på nytt.",
    "The text changed meanwhile. Read it again.",
);
