//! Texts of finding people, of the card and of what is changed on it.

use super::Message;

pub(crate) const NOTHING_FOUND: Message = Message::new(
    "Ei osumia. Kokeile nimen alkua, puhelinnumeroa missä muodossa tahansa tai asiakasnumeroa.",
    "Inga träffar. Pröva början av namnet, ett telefonnummer i vilken form som helst eller kundnumret.",
    "Nothing found. Try the beginning of a name, a phone number in any form or the customer number.",
);
pub(crate) const FIND_FAILED: Message = Message::new(
    "Haku ei onnistunut. Yritä uudelleen tai lataa sivu uudestaan.",
    "Sökningen misslyckades. Försök igen eller ladda om sidan.",
    "The search failed. Try again, or load the page anew.",
);
pub(crate) const FOUND: Message = Message::new("Osumia {n}", "Träffar: {n}", "Found: {n}");
pub(crate) const FOUND_MANY: Message = Message::new(
    "Näytetään {n} parasta osumaa. Tarkenna hakua, jos etsimäsi puuttuu.",
    "De {n} bästa träffarna visas. Precisera sökningen om den du söker saknas.",
    "The best {n} are shown. Narrow the search if the one you want is missing.",
);
pub(crate) const NO_NAME: Message =
    Message::new("(nimi ei näkyvissä)", "(namnet visas inte)", "(name not shown)");
/// What a derived value comes from: what follows are names and dates.
pub(crate) const BECAUSE: Message = Message::new("Perusteena", "På grund av", "Because of");
pub(crate) const CLOSED: Message = Message::new("Päättynyt {day}", "Avslutad {day}", "Closed {day}");

pub(crate) const GROUP: Message = Message::new("Ryhmä", "Grupp", "Group");
pub(crate) const AREA: Message = Message::new("Alue", "Område", "Area");
pub(crate) const AREAS: Message = Message::new("Alueet", "Områden", "Areas");
pub(crate) const OBJECT_KIND: Message =
    Message::new("On tällainen tapahtuma", "Har en sådan händelse", "Has such a record");
pub(crate) const STATE: Message = Message::new("Tila", "Status", "State");
pub(crate) const IN_FORCE_ON: Message = Message::new("Voimassa päivänä", "I kraft den", "In force on");
pub(crate) const WITH_CLOSED: Message = Message::new("Myös päättyneet", "Även avslutade", "Closed ones too");
pub(crate) const WORDS: Message = Message::new("Hakusanat", "Sökord", "Words");
pub(crate) const ALL: Message = Message::new("Kaikki", "Alla", "All");
pub(crate) const FILTER: Message = Message::new("Rajaa", "Avgränsa", "Filter");
pub(crate) const NEXT_PAGE: Message = Message::new("Seuraavat", "Följande", "Next");
pub(crate) const FIRST_PAGE: Message = Message::new("Alkuun", "Till början", "To the first");
pub(crate) const LIST_EMPTY: Message = Message::new(
    "Näillä rajauksilla ei ole ketään.",
    "Ingen motsvarar avgränsningen.",
    "Nobody matches these filters.",
);
pub(crate) const TOTALS: Message = Message::new("Lukumäärät", "Antal", "Totals");
pub(crate) const TOTALS_ABOUT: Message = Message::new(
    "Tämä tarkoitus antaa vain lukumääriä, ei tietoja yksittäisistä ihmisistä.",
    "Detta ändamål ger endast antal, inga uppgifter om enskilda personer.",
    "This purpose gives totals only, nothing about single persons.",
);
pub(crate) const COUNT: Message = Message::new("Laske", "Räkna", "Count");
pub(crate) const PEOPLE: Message = Message::new("henkilöä", "personer", "people");

pub(crate) const TIMELINE: Message = Message::new("Aikajana", "Tidslinje", "Timeline");
pub(crate) const TIMELINE_EMPTY: Message =
    Message::new("Ei vielä tapahtumia.", "Inga händelser ännu.", "Nothing yet.");
pub(crate) const OLDER: Message = Message::new("Vanhemmat", "Äldre", "Older");
pub(crate) const OPEN_NOW: Message =
    Message::new("Kesken tai voimassa", "Pågående eller i kraft", "Open or in force");
pub(crate) const NONE_OPEN: Message = Message::new("Ei avoimia.", "Inga öppna.", "None open.");
pub(crate) const ADD: Message = Message::new("Lisää", "Lägg till", "Add");
pub(crate) const EDIT: Message = Message::new("Muokkaa", "Redigera", "Edit");
pub(crate) const PERMISSIONS: Message =
    Message::new("Markkinointi ja kiellot", "Marknadsföring och förbud", "Marketing and prohibitions");
pub(crate) const NO_PERMISSIONS: Message = Message::new(
    "Ei voimassa olevia suostumuksia eikä kieltoja.",
    "Inga samtycken eller förbud i kraft.",
    "No consents or prohibitions in force.",
);
pub(crate) const CLOSE: Message =
    Message::new("Merkitse päättyneeksi", "Markera som avslutad", "Mark as ended");
pub(crate) const CLOSE_SURE: Message = Message::new(
    "Päättymisestä alkaa tietojen säilytysaika. Merkinnän voi perua, kunnes tiedot on poistettu.",
    "Från och med nu löper uppgifternas bevaringstid. Det kan ångras tills uppgifterna har raderats.",
    "Ending the relationship starts the retention periods. It can be begun again until the data has been deleted.",
);
pub(crate) const REOPEN: Message = Message::new("Avaa uudelleen", "Öppna på nytt", "Begin again");
pub(crate) const CLOSED_NOTE: Message = Message::new(
    "Merkitty päättyneeksi. Tiedot poistetaan säilytysaikojen mukaan.",
    "Markerad som avslutad. Uppgifterna raderas enligt förvaringstiderna.",
    "The relationship has ended. The data is deleted as the retention periods say.",
);
pub(crate) const WHY: Message =
    Message::new("Miksi näen tämän?", "Varför ser jag detta?", "Why can I see this?");
pub(crate) const WHY_ABOUT: Message = Message::new(
    "Selosteen säännöt, joiden nojalla näet tämän henkilön tietoja, ja ne roolit, jotka voivat nähdä samat tiedot.",
    "De regler i beskrivningen som ger dig rätt att se personens uppgifter, och de roller som kan se samma uppgifter.",
    "The rules of the notice that let you see this person's data, and the roles that can see the same.",
);
pub(crate) const CATEGORY: Message = Message::new("Tiedot", "Uppgifter", "Data");
pub(crate) const WHY_ME: Message = Message::new("Miksi sinä", "Varför du", "Why you");
pub(crate) const WHO_ELSE: Message = Message::new("Ketkä muut", "Vilka andra", "Who else");
pub(crate) const NOT_YOU: Message = Message::new("Et näe näitä", "Du ser inte dessa", "You do not see these");
pub(crate) const NOBODY: Message = Message::new("Ei kukaan", "Ingen", "Nobody");
pub(crate) const READERS: Message = Message::new("Kuka on katsonut", "Vem har tittat", "Who has looked");
pub(crate) const READERS_ABOUT: Message = Message::new(
    "Jokainen avaaminen, haku ja muutos, uusin ensin.",
    "Varje öppning, sökning och ändring, den nyaste först.",
    "Every opening, search and change, newest first.",
);
pub(crate) const WHEN: Message = Message::new("Milloin", "När", "When");
pub(crate) const WHO: Message = Message::new("Kuka", "Vem", "Who");
pub(crate) const DID: Message = Message::new("Mitä", "Vad", "What");
pub(crate) const WHAT_FOR: Message = Message::new("Mihin", "För vad", "What for");
pub(crate) const REFUSED: Message = Message::new("Estetty", "Avvisad", "Refused");
pub(crate) const HISTORY: Message = Message::new("Muutoshistoria", "Ändringshistorik", "History of changes");
pub(crate) const HISTORY_EMPTY: Message =
    Message::new("Tietoja ei ole muutettu.", "Uppgifterna har inte ändrats.", "Nothing has been changed.");
pub(crate) const ITEM: Message = Message::new("Tieto", "Uppgift", "Item");
pub(crate) const WAS: Message = Message::new("Aiempi arvo", "Tidigare värde", "Earlier value");
pub(crate) const REPLACED: Message = Message::new("Korvattu", "Ersatt", "Replaced");
pub(crate) const WAS_EMPTY: Message = Message::new("(tyhjä)", "(tomt)", "(empty)");
pub(crate) const MORE: Message = Message::new("Lisää toimintoja", "Fler åtgärder", "More actions");

pub(crate) const REQUIRED: Message = Message::new("pakollinen", "obligatoriskt", "required");
pub(crate) const KIND: Message = Message::new("Laji", "Typ", "Kind");
pub(crate) const VALUE_N: Message = Message::new("{item}, {n}.", "{item}, {n}.", "{item}, no. {n}");
pub(crate) const SOURCE: Message =
    Message::new("Mistä tieto on saatu", "Varifrån uppgiften kommer", "Where the data comes from");
pub(crate) const SOURCE_HINT: Message = Message::new(
    "Koskee uusia ja muuttuneita arvoja. Ennallaan olevat arvot säilyttävät lähteensä ja päivänsä.",
    "Gäller nya och ändrade värden. Oförändrade värden behåller sin källa och sitt datum.",
    "For new and changed values. Values left as they are keep their source and date.",
);
/// What may be written into a longer free text, where the statement has no words of its own for it (R5-087).
pub(crate) const GUIDE: Message = Message::new(
    "Kirjoita vain se, mitä asian hoitaminen vaatii. Älä kirjoita henkilötunnuksia, kortti- tai tilinumeroita äläkä mitään terveydestä, vakaumuksesta tai muusta arkaluonteisesta: sellaiselta näyttävä teksti menee tarkistettavaksi.",
    "Skriv bara det som behövs för att sköta ärendet. Skriv inga personbeteckningar, kort- eller kontonummer och ingenting om hälsa, övertygelse eller annat känsligt: en text som ser ut att innehålla sådant går till granskning.",
    "Write only what the matter needs. No identity codes, card or account numbers, and nothing about health, beliefs or other sensitive things: a text that seems to hold any goes to a review.",
);
pub(crate) const TAKEN_FROM: Message = Message::new(
    "Mistä tallenteesta tieto on otettu",
    "Ur vilken inspelning uppgiften är tagen",
    "Which recording the data was taken from",
);
pub(crate) const TAKEN_FROM_HINT: Message = Message::new(
    "Vain lähteistä, joiden on sanottava se. Valitse luettelosta, tai kirjoita tallenteen tunnus: sen sivun osoitteen viimeinen osa.",
    "Bara för källor som måste ange det. Välj i listan, eller skriv inspelningens beteckning: den sista delen av sidans adress.",
    "Only for sources that have to say so. Choose from the list, or write the recording's mark: the last part of its page's address.",
);
pub(crate) const BAD_SOURCE: Message = Message::new(
    "Tämä tieto voi tulla vain näistä lähteistä: {sources}.",
    "Den här uppgiften får bara komma från följande källor: {sources}.",
    "This item may come from these sources only: {sources}.",
);
pub(crate) const CONFLICT_HERE: Message = Message::new(
    "Joku muu tallensi samat tiedot sillä välin. Kirjoittamasi on kentissä. Vertaa ja tallenna uudelleen.",
    "Någon annan sparade samma uppgifter under tiden. Det du skrev finns i fälten. Jämför och spara på nytt.",
    "Someone else saved the same data meanwhile. What you typed is in the fields. Compare and save again.",
);
pub(crate) const NOW_IN_REGISTER: Message =
    Message::new("Nyt rekisterissä", "Nu i registret", "Now in the register");
pub(crate) const TAKEN: Message = Message::new(
    "Tämä on jo rekisterissä:",
    "Detta finns redan i registret:",
    "This is in the register already:",
);
pub(crate) const TAKEN_CONFIRM: Message = Message::new(
    "Sama tieto on jo rekisterissä. Tarkista, ettei kyse ole samasta henkilöstä. Jos lisäät silti, paina uudelleen.",
    "Samma uppgift finns redan i registret. Kontrollera att det inte gäller samma person. Tryck på nytt om du ändå vill lägga till.",
    "The same data is in the register already. Check that it is not the same person. To add anyway, press again.",
);
pub(crate) const ADD_ANYWAY: Message = Message::new("Lisää silti", "Lägg till ändå", "Add anyway");
pub(crate) const ADD_PERSON: Message = Message::new("Lisää henkilö", "Lägg till person", "Add the person");
pub(crate) const WHICH_GROUP: Message =
    Message::new("Mihin ryhmään?", "Till vilken grupp?", "To which group?");
pub(crate) const NO_CHANGE: Message = Message::new(
    "Roolisi ei anna lisätä tietoja tässä tarkoituksessa.",
    "Din roll tillåter inte att uppgifter läggs till för detta ändamål.",
    "Your role does not let you add data for this purpose.",
);

pub(crate) const DATE: Message = Message::new("Päivä", "Datum", "Date");
pub(crate) const TIED_AS: Message = Message::new(
    "Rooli sopimuksessa tai vastaavassa",
    "Roll i avtalet eller motsvarande",
    "Role in the contract or the like",
);
pub(crate) const TIED_ELSEWHERE: Message = Message::new(
    "Tähän ryhmään lisätään sen sivulta, mihin henkilö kuuluu: {kinds}. Avaa se ja valitse Lisää.",
    "Till den här gruppen läggs personer till från sidan för det som personen hör till: {kinds}. Öppna den och välj Lägg till.",
    "People are added to this group from the page of what they belong to: {kinds}. Open it and choose Add.",
);
pub(crate) const STARTS: Message = Message::new("Alkaa", "Börjar", "Starts");
pub(crate) const ENDS: Message = Message::new("Päättyy", "Slutar", "Ends");
pub(crate) const ENDS_HINT: Message = Message::new(
    "Jätä tyhjäksi, jos jatkuu.",
    "Lämna tomt om det fortsätter.",
    "Leave empty while it goes on.",
);
pub(crate) const BELONGS_TO: Message = Message::new("Kuuluu", "Hör till", "Belongs to");
pub(crate) const BELONGING: Message = Message::new("Tähän kuuluvat", "Hör till denna", "Belonging to this");
pub(crate) const LINES: Message = Message::new("Rivit", "Rader", "Lines");
pub(crate) const LINE_N: Message = Message::new("rivi {n}", "rad {n}", "line {n}");
pub(crate) const LINES_HINT: Message = Message::new(
    "Tyhjäksi jätetty rivi poistuu.",
    "En rad som lämnas tom tas bort.",
    "A line left empty goes away.",
);
pub(crate) const IN_FORCE: Message = Message::new("Voimassa", "I kraft", "In force");
pub(crate) const OVER: Message = Message::new("Päättynyt", "Avslutad", "Over");
pub(crate) const TO_COME: Message = Message::new("Tulossa", "Kommande", "To come");
pub(crate) const RECORDED: Message = Message::new("Kirjattu", "Antecknat", "Recorded");
pub(crate) const BAD_DAY: Message = Message::new(
    "Kirjoita päivä muodossa 5.3.2026.",
    "Skriv datumet i formen 5.3.2026.",
    "Write the day as 2026-03-05.",
);
pub(crate) const PARENT_FIRST: Message = Message::new(
    "Tämä kuuluu aina johonkin toiseen ({kinds}). Lisää ensin se.",
    "Detta hör alltid till något annat ({kinds}). Lägg till det först.",
    "This always belongs to another ({kinds}). Add that first.",
);

pub(crate) const PROHIBITIONS: Message = Message::new("Kiellot", "Förbud", "Prohibitions");
/// That a word is about one number or address alone.
pub(crate) const ONE_ADDRESS: Message = Message::new(
    "vain yksi numero tai osoite",
    "bara ett nummer eller en adress",
    "one number or address alone",
);
pub(crate) const PROHIBITED: Message = Message::new("Kielto voimassa", "Förbud i kraft", "Prohibited");
pub(crate) const CONSENTED: Message = Message::new("Suostumus annettu", "Samtycke givet", "Consent given");
pub(crate) const NOT_SET: Message = Message::new("Ei kieltoa", "Inget förbud", "Not prohibited");
pub(crate) const NOT_GIVEN: Message = Message::new("Ei suostumusta", "Inget samtycke", "No consent");
pub(crate) const SET_PROHIBITION: Message = Message::new("Aseta kielto", "Sätt förbud", "Prohibit");
pub(crate) const NO_MARKETING: Message = Message::new(
    "Kiellä kaikki suoramarkkinointi",
    "Förbjud all direktmarknadsföring",
    "Prohibit all direct marketing",
);
pub(crate) const NO_MARKETING_HINT: Message = Message::new(
    "Asettaa kerralla kaikki suoramarkkinoinnin kiellot, kaikissa kanavissa. Kiellot voi poistaa yksi kerrallaan.",
    "Sätter alla förbud mot direktmarknadsföring på en gång, i alla kanaler. Förbuden kan hävas ett i taget.",
    "Sets all prohibitions of direct marketing at once, in all channels. They can be lifted one by one.",
);
pub(crate) const LIFT: Message = Message::new("Poista kielto", "Häv förbudet", "Lift");
pub(crate) const GIVE: Message = Message::new("Kirjaa suostumus", "Anteckna samtycke", "Record consent");
pub(crate) const WITHDRAW: Message = Message::new("Peru suostumus", "Återkalla samtycket", "Withdraw");
pub(crate) const BY: Message = Message::new("Miten tieto tuli", "Hur beskedet kom", "How it reached us");
pub(crate) const NOTICE_TEXT: Message =
    Message::new("Ilmoitus lyhyesti", "Meddelandet i korthet", "The notice in short");
pub(crate) const NOTICE_HINT: Message = Message::new(
    "Säilytetään salattuna todisteena. Vapaaehtoinen.",
    "Bevaras krypterat som bevis. Frivilligt.",
    "Kept sealed as proof. Optional.",
);
pub(crate) const WORDING: Message = Message::new(
    "Henkilölle näytettävä sanamuoto",
    "Ordalydelsen som visas för personen",
    "The wording shown to the person",
);
pub(crate) const AT_ONCE: Message = Message::new(
    "Yksi painallus riittää. Kielto on voimassa heti ja voittaa suostumuksen.",
    "Ett tryck räcker. Förbudet gäller genast och går före ett samtycke.",
    "One press is enough. A prohibition holds at once and wins over consent.",
);
pub(crate) const SINCE: Message = Message::new("{day} alkaen", "sedan {day}", "since {day}");
pub(crate) const PAST: Message = Message::new("Aiemmat", "Tidigare", "Earlier");
pub(crate) const FROM: Message = Message::new("Alkoi", "Började", "From");
pub(crate) const UNTIL: Message = Message::new("Päättyi", "Upphörde", "Until");
pub(crate) const POST: Message = Message::new("kirje", "brev", "letter");
pub(crate) const PHONE: Message = Message::new("puhelin", "telefon", "telephone");
pub(crate) const TEXT: Message = Message::new("tekstiviesti", "textmeddelande", "text message");
pub(crate) const EMAIL: Message = Message::new("sähköposti", "e-post", "e-mail");
pub(crate) const ASSIGNED: Message = Message::new("Kenen tehtävä", "Vems uppgift", "Whose task");
pub(crate) const ASSIGNED_HINT: Message = Message::new(
    "Hän näkee tehtävään tarvittavat tiedot niin kauan kuin se on kesken.",
    "Personen ser de uppgifter som behövs så länge uppgiften pågår.",
    "That person sees the data that the task needs for as long as it is open.",
);

/// In place of an account's name: what the person did whose data it is.
pub(crate) const THE_PERSON: Message = Message::new("Henkilö itse", "Personen själv", "The person");
/// A child's guardian consents.
pub(crate) const GUARDIAN: Message = Message::new(
    "Suostumuksen antaa lapsen huoltaja",
    "Samtycket ges av barnets vårdnadshavare",
    "A child's guardian gives the consent",
);
/// When that is needed, and what is written down.
pub(crate) const GUARDIAN_HINT: Message = Message::new(
    "Alaikärajan alittava ei voi suostua yksin. Kirjoita yllä olevaan kenttään, kuka huoltaja on.",
    "Den som är under åldersgränsen kan inte ensam samtycka. Skriv i fältet ovan vem vårdnadshavaren är.",
    "Nobody below the age limit consents alone. Write in the field above who the guardian is.",
);
/// Nobody has said to which organisation the person belongs.
pub(crate) const NO_ORGANISATION: Message = Message::new(
    "Organisaatiota ei ole merkitty.",
    "Ingen organisation är antecknad.",
    "No organisation is marked.",
);
pub(crate) const FLAW: Message =
    Message::new("Aiempi tieto oli", "Den tidigare uppgiften var", "The earlier data was");
pub(crate) const FLAW_NOT_SAID: Message = Message::new(
    "ei sanota (tavallinen muutos)",
    "sägs inte (vanlig ändring)",
    "not said (an ordinary change)",
);
/// Beside somebody linked to an object whose card was put right after the object's day.
pub(crate) const CORRECTED: Message = Message::new(
    "Kortin tietoja on oikaistu tämän jälkeen: {flaw}, {day}.",
    "Uppgifter på kortet har rättats efter detta: {flaw}, {day}.",
    "Data of the card has been put right since: {flaw}, {day}.",
);
/// People who are linked to an object.
pub(crate) const LINKED: Message = Message::new("Ihmiset", "Personer", "People");
/// Objects of others that the card is linked to.
pub(crate) const APPEARS: Message =
    Message::new("Missä kortti on mukana", "Var kortet förekommer", "Where the card appears");
