//! Words of the pages about statements: versions, the editor, the preview, people to be told.

use super::Message;

macro_rules! say {
    ($($name:ident: $fi:literal, $sv:literal, $en:literal;)*) => {
        $(pub(crate) const $name: Message = Message::new($fi, $sv, $en);)*
    };
}

say! {
    TITLE: "Selosteen versiot", "Beskrivningens versioner", "Versions of the statement";
    LEAD: "Seloste on ainoa paikka, jossa rekisterin säännöt ovat. Yksi henkilö kirjoittaa muutoksen, toinen ottaa sen käyttöön, ja rekisteri noudattaa sitä heti.",
        "Beskrivningen är den enda platsen för registrets regler. En person skriver ändringen, en annan tar den i bruk, och registret följer den genast.",
        "The statement is the only place where the register's rules live. One person writes a change, another activates it, and the register obeys at once.";
    DRAFTS: "Luonnokset", "Utkast", "Drafts";
    PAST_DRAFTS: "Päättyneet luonnokset", "Avslutade utkast", "Past drafts";
    NO_DRAFTS: "Luonnoksia ei ole.", "Det finns inga utkast.", "There are no drafts.";
    WHY: "Miksi", "Varför", "What for";
    WHY_HINT: "Kerro lyhyesti, mitä muutos koskee. Se jää historiaan.", "Berätta kort vad ändringen gäller. Det blir kvar i historiken.", "Say briefly what the change is about. It is kept as history.";
    BEGIN: "Aloita luonnos", "Börja på ett utkast", "Begin a draft";
    STATE: "Tila", "Status", "State";
    FROM_VERSION: "Versiosta", "Från version", "From version";
    CHANGED: "Muutettu", "Ändrad", "Changed";
    VERSIONS: "Versiot", "Versioner", "Versions";
    VERSION: "Versio", "Version", "Version";
    VERSION_NUMBER: "Versio {n}", "Version {n}", "Version {n}";
    SINCE: "Voimassa alkaen", "Gäller från", "In force since";
    UNTIL: "Päättyi", "Upphörde", "Until";
    NOW: "Voimassa", "Gäller", "In force";
    FIRST: "Ensimmäinen versio", "Första versionen", "The first version";
    CHANGES: "Mikä muuttuu", "Vad som ändras", "What changes";
    NO_CHANGES: "Mikään ei muutu.", "Ingenting ändras.", "Nothing changes.";
    CHANGES_SO_FAR: "Muutoksia voimassa olevaan versioon: {n}", "Ändringar jämfört med den gällande versionen: {n}", "Changes from the version in force: {n}";
    TEXT: "Selosteen teksti", "Beskrivningens text", "Text of the statement";
    BACK: "Takaisin versioihin", "Tillbaka till versionerna", "Back to the versions";
    DRAFT: "Luonnos", "Utkast", "Draft";
    SAVE: "Tallenna", "Spara", "Save";
    CHECK: "Tarkista", "Kontrollera", "Check";
    SAVE_AND_PREVIEW: "Tallenna ja esikatsele", "Spara och förhandsgranska", "Save and preview";
    PREVIEW: "Esikatselu", "Förhandsgranskning", "Preview";
    EDIT: "Muokkaa", "Redigera", "Edit";
    FOUND: "Tarkistuksen tulos", "Kontrollens resultat", "What the check found";
    PASSAGE: "Kohta lomakkeena", "Ett ställe som formulär", "A passage as a form";
    CHOOSE: "Valitse kohta", "Välj ett ställe", "Choose a passage";
    OPEN: "Avaa", "Öppna", "Open";
    SAVE_PASSAGE: "Tallenna kohta", "Spara stället", "Save the passage";
    SAVED_FIRST: "Lomake muuttaa tallennettua tekstiä. Tallenna ensin se, mitä olet kirjoittanut tekstiin.", "Formuläret ändrar den sparade texten. Spara först det som du har skrivit i texten.", "The form changes the text as it was saved. Save first what you have typed into the text.";
    NO_TOML: "Tekstiä ei voi lukea lomakkeiksi. Korjaa ensin tarkistuksen löytämät virheet tekstiin.", "Texten kan inte läsas som formulär. Rätta först de fel i texten som kontrollen hittade.", "The text can't be read as forms. Mend first what the check found in it.";
    NOT_FITTING: "Arvo ei sovi kohtaan {key}. Mitään ei muutettu.", "Värdet passar inte i {key}. Inget ändrades.", "The value does not fit {key}. Nothing was changed.";
    YES: "kyllä", "ja", "yes";
    NO: "ei", "nej", "no";
    SEE_VERSION: "Katso, mitä versio {n} muutti", "Se vad version {n} ändrade", "See what version {n} changed";
    REBASE: "Muutokset on otettu mukaan: pohjaa versioon {n}", "Ändringarna är med: utgå från version {n}", "Its changes are taken in: base on version {n}";
    ERROR: "Virhe", "Fel", "Error";
    DECISION: "Päätös", "Beslut", "Decision";
    NOTE: "Huomautus", "Anmärkning", "Note";
    LINE: "Rivi", "Rad", "Line";
    ERRORS: "Virheitä: {n}", "Fel: {n}", "Errors: {n}";
    DECISIONS: "Päätöksiä tarvitaan: {n}", "Beslut behövs: {n}", "Decisions needed: {n}";
    CLEAN: "Ei virheitä", "Inga fel", "No errors";
    CONCERNS: "Koskee {n} henkilöä.", "Gäller {n} personer.", "Concerns {n} people.";
    PEOPLE: "rekisteröityä", "registrerade", "people in the register";
    NOTHING_CHANGED: "Esikatselu vain laskee. Mikään ei ole vielä muuttunut.", "Förhandsgranskningen bara räknar. Ingenting har ändrats ännu.", "The preview only counts. Nothing has changed yet.";
    COUNTED_AT: "Laskettu", "Räknat", "Counted";
    COUNT_AGAIN: "Laske uudelleen", "Räkna på nytt", "Count again";
    COUNTING: "Lasketaan, ketä muutos koskee", "Räknar vilka ändringen gäller", "Counting whom the change concerns";
    COUNTED_SO_FAR: "Käyty läpi {done} / {of} henkilöä.", "{done} av {of} personer har gåtts igenom.", "{done} of {of} people have been gone through.";
    THEN_LOOK: "Laskenta jatkuu, vaikka suljet sivun. Tulos näkyy täällä.", "Räkningen fortsätter även om du stänger sidan. Resultatet visas här.", "Counting goes on if you close the page. The result is shown here.";
    THEN_PROPOSE: "Kun laskenta on valmis, luonnosta ehdotetaan käyttöön, jos mikään ei ole esteenä. Voit sulkea sivun.", "När räkningen är klar föreslås utkastet, om inget hindrar det. Du kan stänga sidan.", "When that is done the draft is proposed, if nothing stands in the way. You may close the page.";
    THEN_ACTIVATE: "Kun laskenta on valmis, versio otetaan käyttöön, jos mikään ei ole esteenä. Voit sulkea sivun.", "När räkningen är klar tas versionen i bruk, om inget hindrar det. Du kan stänga sidan.", "When that is done the version is put into force, if nothing stands in the way. You may close the page.";
    LOOK_AGAIN: "Katso tilanne", "Se läget", "Look again";
    TO_DECIDE: "Päätettävää", "Att besluta", "To be decided";
    TO_DECIDE_ABOUT: "Näistä on kirjattava päätös ennen kuin luonnos voi edetä. Päätöksestä jää näkyviin, kuka päätti, milloin ja miksi.", "Om dessa måste ett beslut antecknas innan utkastet kan gå vidare. Av beslutet framgår vem som beslutade, när och varför.", "A decision about each must be recorded before the draft can go on. It shows who decided, when and why.";
    DECIDED: "Päätetty", "Beslutat", "Decided";
    DECISION_WHY: "Perustelu", "Motivering", "Why it may be so";
    YIELDS: "Mikä kohta väistyy", "Vilket ställe ger vika", "Which passage yields";
    REVIEW: "Tarkistettava viimeistään", "Granskas senast", "To be looked at again by";
    RECORD_DECISION: "Kirjaa päätös", "Anteckna beslutet", "Record the decision";
    NEXT: "Seuraava askel", "Nästa steg", "Next step";
    PROPOSE: "Ehdota käyttöönottoa", "Föreslå", "Propose";
    PROPOSE_ABOUT: "Kun virheitä ei ole ja päätökset on kirjattu, voit ehdottaa luonnosta. Sen ottaa käyttöön toinen henkilö.", "När felen är rättade och besluten antecknade kan du föreslå utkastet. En annan person tar det i bruk.", "When there are no errors and every decision is recorded, you can propose the draft. Another person activates it.";
    ACTIVATE: "Ota käyttöön", "Ta i bruk", "Activate";
    ACTIVATE_ABOUT: "Tarkista muutokset. Kun otat version käyttöön, rekisteri noudattaa sitä heti.", "Kontrollera ändringarna. När du tar versionen i bruk följer registret den genast.", "Look through the changes. When you activate the version, the register obeys it at once.";
    OTHER_PERSON: "Luonnos odottaa toista henkilöä. Sen kirjoittaja tai ehdottaja ei voi itse ottaa sitä käyttöön.", "Utkastet väntar på en annan person. Den som har skrivit eller föreslagit det kan inte själv ta det i bruk.", "The draft waits for another person. Whoever wrote or proposed it can't activate it.";
    WITHDRAW: "Luovu luonnoksesta", "Dra tillbaka utkastet", "Give the draft up";
    DUTIES: "Kerrottavat muutokset", "Ändringar att informera om", "People to be told";
    DUTIES_LEAD: "Näistä muutoksista on kerrottava rekisteröidyille. Kun asiasta on kerrottu, merkitse miten.", "De registrerade ska informeras om dessa ändringar. När det är gjort, anteckna hur.", "People must be told of these changes. When it is done, note how.";
    NO_DUTIES: "Mitään ei ole kertomatta.", "Det finns inget att informera om.", "There is nothing left to tell.";
    WAITING: "Muutoksia, joista on kerrottava rekisteröidyille: {n}", "Ändringar att informera de registrerade om: {n}", "Changes that people must be told of: {n}";
    WHOM: "Kenelle", "Till vem", "Whom";
    DUE: "Viimeistään", "Senast", "By";
    DONE: "Tehty", "Gjort", "Done";
    HOW: "Miten asiasta kerrottiin", "Hur informationen gavs", "How they were told";
    MARK_DONE: "Merkitse kerrotuksi", "Anteckna som informerat", "Mark as told";
}
/// The version in force no longer passes.
pub(crate) const OUTDATED_TITLE: Message = Message::new(
    "Voimassa oleva seloste ei enää läpäise tarkistusta",
    "Den gällande beskrivningen klarar inte längre kontrollen",
    "The statement in force no longer passes its check",
);
/// Since when, and what holds.
pub(crate) const OUTDATED: Message = Message::new(
    "Laki tai selosteen oma päivä muuttui {day}. Rekisteri toimii edellisen päivän säännöillä, kunnes uusi versio otetaan käyttöön.",
    "Lagen eller ett datum i beskrivningen ändrades {day}. Registret följer reglerna från dagen före tills en ny version tas i bruk.",
    "The law, or a date of the statement, changed on {day}. The register goes on under the rules of the day before until a new version is activated.",
);
