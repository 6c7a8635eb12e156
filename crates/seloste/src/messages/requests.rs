//! Words of the pages for people's requests.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Pyynnöt", "Begäranden", "Requests");
pub(crate) const LEAD: Message = Message::new(
    "Rekisteröityjen pyynnöt eräpäivän mukaan. Aika kuluu ensimmäisestä saapumisesta, tulipa pyyntö mitä kautta tahansa.",
    "De registrerades begäranden efter förfallodag. Tiden löper från den första ankomsten, oavsett väg.",
    "People's requests by due day. Time runs from the first receipt, whatever the way.",
);
pub(crate) const EMPTY: Message = Message::new(
    "Avoimia pyyntöjä ei ole.",
    "Det finns inga öppna begäranden.",
    "There are no open requests.",
);
pub(crate) const KIND: Message = Message::new("Pyyntö", "Begäran", "Request");
pub(crate) const DUE: Message = Message::new("Vastattava viimeistään", "Besvaras senast", "Answer by");
pub(crate) const CLOCK: Message = Message::new("Aika", "Tid", "Time");
pub(crate) const STATE: Message = Message::new("Tila", "Status", "State");
pub(crate) const CHANNEL: Message = Message::new("Saapumistapa", "Väg", "Arrived by");
pub(crate) const RECEIVED: Message = Message::new("Saapunut", "Ankom", "Received");
pub(crate) const MINE: Message = Message::new("Vain omani", "Bara mina", "Only mine");
pub(crate) const ALL: Message = Message::new("Kaikki avoimet", "Alla öppna", "All open");
pub(crate) const WITH_OVER: Message =
    Message::new("Myös päättyneet", "Även avslutade", "Also those that are over");
pub(crate) const MORE: Message = Message::new("Seuraavat", "Följande", "Next");
pub(crate) const PENDING: Message =
    Message::new("henkilöllisyys varmistamatta", "identiteten inte fastställd", "identity pending");
pub(crate) const ON_TIME: Message = Message::new("ajallaan", "i tid", "on time");
pub(crate) const SOON: Message = Message::new("kiireellinen", "brådskande", "soon");
pub(crate) const OVERDUE: Message = Message::new("myöhässä", "försenad", "overdue");
pub(crate) const PAUSED: Message = Message::new("keskeytetty", "avbruten", "paused");
pub(crate) const STOPPED: Message = Message::new("päättynyt", "avslutad", "over");
pub(crate) const TAKE: Message = Message::new("Kirjaa pyyntö", "Registrera en begäran", "Take in a request");
pub(crate) const TAKE_HINT: Message = Message::new(
    "Allekirjoittamaton, suullinen tai tuntemattoman pyyntö kirjataan myös. Henkilötunnuksia ei tallenneta.",
    "Även en osignerad eller muntlig begäran, eller en från någon okänd, registreras. Personbeteckningar sparas inte.",
    "A request that is unsigned, spoken or from somebody unknown is taken in too. Identity codes are not kept.",
);
pub(crate) const PARTY: Message = Message::new("Kenen puolesta", "För vem", "On whose behalf");
pub(crate) const DAY: Message = Message::new(
    "Saapumispäivä (tyhjä: tänään)",
    "Ankomstdag (tomt: i dag)",
    "Day of receipt (empty: today)",
);
pub(crate) const ASKER: Message = Message::new(
    "Kuka pyytää ja miten hänet tavoittaa",
    "Vem begär och hur personen nås",
    "Who asks, and how to reach them",
);
pub(crate) const WORDS: Message = Message::new("Mitä pyydetään", "Vad begärs", "What is asked");
pub(crate) const SUBJECT: Message = Message::new(
    "Henkilön tunnus osoitteessa (voi jättää tyhjäksi)",
    "Personens kod i adressen (kan lämnas tom)",
    "The person's name in addresses (may be left empty)",
);
pub(crate) const RECEIPT: Message = Message::new(
    "Pyyntö on kirjattu. Kerro pyytäjälle, että siihen vastataan viimeistään {day}.",
    "Begäran är registrerad. Meddela personen att den besvaras senast {day}.",
    "The request is taken in. Tell the person that it is answered by {day}.",
);
pub(crate) const HAPPENED: Message =
    Message::new("Mitä on tapahtunut", "Vad som har hänt", "What has happened");
pub(crate) const WHEN: Message = Message::new("Milloin", "När", "When");
pub(crate) const WHO: Message = Message::new("Kuka", "Vem", "Who");
pub(crate) const STEP: Message = Message::new("Vaihe", "Steg", "Step");
pub(crate) const SAID: Message = Message::new("Sisältö", "Innehåll", "Content");
pub(crate) const PERSON: Message = Message::new("Henkilö", "Person", "Person");
pub(crate) const OPEN_CARD: Message = Message::new("Avaa asiakaskortti", "Öppna kundkortet", "Open the card");
pub(crate) const UNLINKED: Message =
    Message::new("ei liitetty kehenkään", "inte kopplad till någon", "not linked to anybody");
pub(crate) const IDENTITY: Message = Message::new("Varmuus pyytäjästä", "Identitet", "Identity");
pub(crate) const NEEDED: Message = Message::new("tarvitaan: {level}", "behövs: {level}", "needed: {level}");
pub(crate) const SAME: Message = Message::new(
    "Samalla henkilöllä on toinen avoin samanlainen pyyntö. Se voi olla sama pyyntö.",
    "Personen har en annan öppen begäran av samma slag. Det kan vara samma begäran.",
    "The same person has another open request of this kind. It may be the same request.",
);
pub(crate) const YEAR: Message = Message::new(
    "Samanlaisia pyyntöjä edellisen vuoden aikana: {count}. Tieto ei vaikuta maksuttomuuteen.",
    "Begäranden av samma slag under det föregående året: {count}. Uppgiften påverkar inte avgiftsfriheten.",
    "Requests of this kind in the year before: {count}. It is free of charge all the same.",
);
pub(crate) const TASKS: Message = Message::new("Muiden vastaukset", "Andras svar", "Answers of others");
pub(crate) const WAITING: Message = Message::new("odottaa", "väntar", "waiting");
pub(crate) const ANSWERED: Message = Message::new("vastannut", "har svarat", "answered");
pub(crate) const NEXT_STEP: Message = Message::new("Seuraava vaihe", "Nästa steg", "Next step");
pub(crate) const WHY: Message =
    Message::new("Perustelut tai mitä sanottiin", "Motivering eller vad som sades", "Why, or what was said");
pub(crate) const METHOD: Message =
    Message::new("Miten henkilöllisyys todettiin", "Hur identiteten fastställdes", "How the person is known");
pub(crate) const LEVEL: Message =
    Message::new("Tarvittava varmuus", "Visshet som behövs", "Certainty needed");
pub(crate) const FORM: Message = Message::new("Vastaustapa", "Svarssätt", "Form of the answer");
pub(crate) const COPY: Message = Message::new(
    "Henkilö haluaa myös jäljennöksen",
    "Personen vill även ha en kopia",
    "The person wants a copy too",
);
pub(crate) const OUTCOME: Message = Message::new("Ratkaisu", "Avgörande", "Outcome");
pub(crate) const GROUND: Message =
    Message::new("Hylkäyksen peruste", "Grund för avslag", "Ground of refusal");
pub(crate) const LINK: Message = Message::new("Liitä henkilöön", "Koppla till en person", "Link to a person");
pub(crate) const IDENTIFY: Message =
    Message::new("Kirjaa henkilöllisyys", "Anteckna identitet", "Record identity");
pub(crate) const DOUBT: Message =
    Message::new("Kysy lisää epäilyn vuoksi", "Fråga mer på grund av tvivel", "Ask for more on a doubt");
pub(crate) const DECIDE: Message = Message::new("Päätä", "Avgör", "Decide");
pub(crate) const CONFIRM: Message =
    Message::new("Vahvista päätös", "Bekräfta beslutet", "Confirm the decision");
pub(crate) const SEND_BACK: Message = Message::new("Palauta", "Återsänd", "Send back");
pub(crate) const AGREE: Message =
    Message::new("Kirjaa sovittu tapa", "Anteckna avtalat sätt", "Record what was agreed");
pub(crate) const DONE: Message =
    Message::new("Merkitse toteutetuksi", "Märk som utförd", "Mark as carried out");
pub(crate) const ANSWER: Message =
    Message::new("Kirjaa vastaus annetuksi", "Anteckna svaret", "Record the answer");
pub(crate) const CLOSE: Message = Message::new("Sulje asia", "Avsluta ärendet", "Close the case");
pub(crate) const NOTE: Message = Message::new("Lisää muistiinpano", "Lägg till en anteckning", "Add a note");
pub(crate) const PACKAGE: Message = Message::new(
    "Lataa henkilön tiedot (ZIP)",
    "Hämta personens uppgifter (ZIP)",
    "Download the person's data (ZIP)",
);
pub(crate) const BACK: Message = Message::new("Kaikki pyynnöt", "Alla begäranden", "All requests");
pub(crate) const COPY_WANTED: Message = Message::new("jäljennös pyydetty", "kopia begärd", "copy asked for");
pub(crate) const ASSIGNED: Message = Message::new("Hoitaja", "Handläggare", "Looked after by");
pub(crate) const ASSIGN: Message = Message::new("Anna hoidettavaksi", "Ge till handläggning", "Assign");
pub(crate) const ASSIGN_TO: Message = Message::new(
    "Työtoverin käyttäjätunnus (tyhjä: ei kukaan)",
    "Kollegans användarnamn (tomt: ingen)",
    "A colleague's user name (empty: nobody)",
);
pub(crate) const OTHER_STEPS: Message = Message::new("Muut toimet", "Övriga åtgärder", "Other steps");
pub(crate) const SUBJECT_NAMED: Message =
    Message::new("Henkilön tunnus osoitteessa", "Personens kod i adressen", "The person's name in addresses");
pub(crate) const UNLINK: Message =
    Message::new("Irrota henkilöstä", "Koppla loss från personen", "Take off this person");
pub(crate) const AUTHORITY: Message =
    Message::new("Kirjaa valtuutus", "Anteckna fullmakt", "Record the authority to act");
pub(crate) const RESUME: Message =
    Message::new("Jatka määräajan kulumista", "Låt tiden löpa igen", "Let the clock run again");
pub(crate) const REMARK: Message =
    Message::new("Muuta pyynnön lajia", "Ändra slag av begäran", "Mark as another kind");
pub(crate) const FLAW: Message = Message::new(
    "Mikä tiedossa on vikana",
    "Vad som är fel med uppgiften",
    "What is the matter with the data",
);
pub(crate) const PAPER_GONE: Message = Message::new(
    "Skannatun kirjeen paperi on tuhottu",
    "Pappret av det skannade brevet är förstört",
    "The paper of the scanned letter is destroyed",
);
pub(crate) const EXTEND: Message = Message::new("Jatka määräaikaa", "Förläng tiden", "Take more time");
pub(crate) const MONTHS: Message = Message::new("Kuukausia", "Månader", "Months");
pub(crate) const DELAY: Message = Message::new("Syy", "Orsak", "Reason");
pub(crate) const ASK: Message = Message::new("Kysy muilta", "Fråga andra", "Ask others");
pub(crate) const ASK_WHOM: Message =
    Message::new("Järjestelmät ja yhtiöt", "System och bolag", "Systems and companies");
pub(crate) const TASK_ANSWERED: Message =
    Message::new("Kirjaa muiden vastaus", "Anteckna andras svar", "Record an answer of others");
pub(crate) const MERGE: Message =
    Message::new("Yhdistä toiseen pyyntöön", "Slå ihop med en annan begäran", "Merge into another request");
pub(crate) const MERGE_INTO: Message = Message::new(
    "Pyyntö, joka jatkuu; aikaisempi saapumispäivä jää voimaan",
    "Begäran som fortsätter; den tidigare ankomstdagen gäller",
    "The request that goes on; the earlier day of receipt counts",
);
pub(crate) const PASS: Message =
    Message::new("Siirrä toiseen rekisteriin", "Överför till ett annat register", "Pass to another register");
pub(crate) const PASS_TO: Message = Message::new(
    "Rekisteri, jota pyyntö koskee",
    "Registret som begäran gäller",
    "The register that it concerns",
);
pub(crate) const PASSED: Message = Message::new(
    "Pyyntö on siirretty. Saapumispäivä säilyi, ja siihen vastataan viimeistään {day}. Kerro siirrosta pyytäjälle.",
    "Begäran är överförd. Ankomstdagen kvarstår, och den besvaras senast {day}. Meddela personen om överföringen.",
    "The request is passed on. Its date stays, and it is answered by {day}. Tell the person that it was passed on.",
);
pub(crate) const ADDRESS: Message = Message::new(
    "Kirjaa todistettu postiosoite",
    "Anteckna en bevisad postadress",
    "Record a proved postal address",
);
pub(crate) const ADDRESS_PROVED: Message = Message::new(
    "Nimi ja osoite, kukin omalla rivillään. Vain tätä asiaa varten.",
    "Namn och adress, var och en på sin rad. Bara för det här ärendet.",
    "Name and address, each on its own line. For this case alone.",
);
pub(crate) const SHOW: Message = Message::new(
    "Avaa näyttö tapaamista varten",
    "Öppna en visning för ett möte",
    "Open a view for a meeting",
);
pub(crate) const SHOW_HINT: Message = Message::new(
    "Tiedot näkyvät vain sinulle ja vain valitun ajan. Näyttö kirjataan ja sulkeutuu itsestään.",
    "Uppgifterna visas bara för dig och bara under den valda tiden. Visningen antecknas och stängs av sig själv.",
    "The data is shown to you alone, for the time chosen. The view is logged and closes by itself.",
);
pub(crate) const MINUTES: Message = Message::new("Minuutteja", "Minuter", "Minutes");
pub(crate) const WHERE_AND_WHO: Message = Message::new(
    "Missä tai millä yhteydellä, ja ketkä ovat läsnä",
    "Var eller över vilken förbindelse, och vilka som är närvarande",
    "Where or over which connection, and who is present",
);
pub(crate) const SHOWN: Message = Message::new("Päätä näyttö", "Avsluta visningen", "End the view");
pub(crate) const OPEN_VIEW: Message = Message::new("Näytä tiedot", "Visa uppgifterna", "Show the data");
pub(crate) const OPEN_UNTIL: Message = Message::new(
    "Näyttö on avoinna {time} asti.",
    "Visningen är öppen till {time}.",
    "The view is open until {time}.",
);
pub(crate) const VIEW_OVER: Message = Message::new(
    "Näyttö on sulkeutunut. Kirjaa, mitä siitä seurasi: näytettiin, tai jäljennös pyydettiin.",
    "Visningen är stängd. Anteckna vad som hände: det visades, eller en kopia begärdes.",
    "The view is closed. Record what came of it: it was shown, or a copy was asked for.",
);
pub(crate) const TO_CASE: Message =
    Message::new("Takaisin asiaan", "Tillbaka till ärendet", "Back to the case");
pub(crate) const FEE: Message = Message::new("Maksu", "Avgift", "Fee");
pub(crate) const FEE_HINT: Message = Message::new(
    "Vastaus on maksuton. Maksu on erillinen perusteltu päätös.",
    "Svaret är avgiftsfritt. En avgift är ett särskilt motiverat beslut.",
    "The answer is free of charge. A fee is a decision of its own, with a reason.",
);
pub(crate) const FEE_EUROS: Message = Message::new("Maksu euroina", "Avgift i euro", "Fee in euros");
pub(crate) const FEE_REASON: Message = Message::new("Maksun syy", "Orsak till avgiften", "Reason of the fee");
pub(crate) const CARRY_OUT: Message = Message::new("Toteuta", "Utför", "Carry out");
pub(crate) const CARRY_OUT_HOW: Message =
    Message::new("Miten pyyntö toteutetaan", "Hur begäran utförs", "How the request is carried out");
pub(crate) const DEED_FORBID: Message =
    Message::new("Aseta kielto", "Ställ in förbud", "Set the prohibition");
pub(crate) const DEED_WITHDRAW: Message =
    Message::new("Peruuta suostumus", "Återkalla samtycket", "Take the consent back");
pub(crate) const DEED_WITHDRAW_ALL: Message = Message::new(
    "Peruuta kaikki voimassa olevat suostumukset",
    "Återkalla alla gällande samtycken",
    "Take back every consent that is in force",
);
pub(crate) const DEED_ERASE_PART: Message =
    Message::new("poistetaan valitut", "raderas det som valts", "erase what is chosen below");
pub(crate) const PART: Message = Message::new(
    "Mitä poistetaan, jos ei kaikkea",
    "Vad som raderas, om inte allt",
    "What is erased, if not everything",
);
pub(crate) const DEED_ERASE: Message = Message::new(
    "Poista henkilön tiedot. Tätä ei voi perua.",
    "Radera personens uppgifter. Det går inte att ångra.",
    "Erase the person's data. It can't be undone.",
);
pub(crate) const DEED_RESTRICT: Message = Message::new(
    "Rajoita tietojen käsittelyä",
    "Begränsa behandlingen av uppgifterna",
    "Restrict the use of the data",
);
pub(crate) const DEED_ELSEWHERE: Message = Message::new(
    "Toteutettiin muulla tavoin: kerro alla, miten",
    "Utfördes på annat sätt: berätta nedan hur",
    "Carried out in another way: say below how",
);
pub(crate) const PACKAGE_ORDER: Message = Message::new(
    "Kokoa henkilön tiedot",
    "Sammanställ personens uppgifter",
    "Put the person's data together",
);
pub(crate) const COPY_MAKING: Message = Message::new(
    "Tietoja kootaan: {made}/{of} tiedostoa.",
    "Uppgifterna sammanställs: {made}/{of} filer.",
    "The data is being put together: {made} of {of} files.",
);
pub(crate) const LOOK_AGAIN: Message = Message::new("Katso uudelleen", "Se igen", "Look again");
pub(crate) const COPY_READY: Message = Message::new(
    "Jäljennös on valmis ja noudettavissa {time} asti. Se on salattuna siihen saakka ja poistetaan sitten.",
    "Kopian är färdig och kan hämtas till {time}. Den är krypterad till dess och raderas sedan.",
    "The copy is ready and can be fetched until {time}. It is sealed until then, and is then deleted.",
);
pub(crate) const COPY_STOPPED: Message = Message::new(
    "Jäljennöstä ei voitu koota. Tarkista, että sen tilaajalla on yhä oikeus, ja tilaa uusi.",
    "Kopian kunde inte sammanställas. Kontrollera att den som beställde den ännu har rätt och beställ en ny.",
    "The copy could not be put together. See that whoever ordered it still may, and order another.",
);
pub(crate) const WITHHOLD: Message = Message::new(
    "Jätä jotakin pois vastauksesta",
    "Utelämna något ur svaret",
    "Leave something out of the answer",
);
pub(crate) const WITHHOLD_HINT: Message = Message::new(
    "Vain se, mikä koskee myös muita ja loukkaisi heidän oikeuksiaan. Syy kerrotaan pyytäjälle.",
    "Bara det som även gäller andra och skulle kränka deras rättigheter. Orsaken berättas för personen.",
    "Only what is about others too and would harm their rights. The person is told the reason.",
);
pub(crate) const WITHHOLD_WHAT: Message =
    Message::new("Mitä jätetään pois", "Vad utelämnas", "What is left out");
pub(crate) const NAME_READERS: Message = Message::new(
    "Kerro käyttäjien nimet vastauksessa",
    "Ange användarnas namn i svaret",
    "Name those who used the data",
);

pub(crate) const DOCUMENT_SEEN: Message =
    Message::new("Henkilöllisyysasiakirja nähty", "Identitetshandling visad", "Identity document seen");
pub(crate) const DOCUMENT: Message = Message::new(
    "Mikä asiakirja nähtiin (kun tapa on nähty asiakirja)",
    "Vilken handling visades (när sättet är visad handling)",
    "Which document was seen (when the way is a document seen)",
);
pub(crate) const DOCUMENT_HINT: Message = Message::new(
    "Vain laji kirjataan. Älä kirjaa numeroa äläkä ota kopiota.",
    "Bara slaget antecknas. Anteckna inget nummer och ta ingen kopia.",
    "Only its kind is noted. Write no number and take no copy.",
);
pub(crate) const NOT_SEEN: Message = Message::new("ei asiakirjaa", "ingen handling", "no document");
pub(crate) const FILES: Message = Message::new("Liitteet", "Bilagor", "Files");
pub(crate) const NO_FILES: Message = Message::new("Ei liitteitä.", "Inga bilagor.", "No files.");
pub(crate) const ATTACH: Message = Message::new("Liitä tiedosto", "Bifoga en fil", "Attach a file");
pub(crate) const FILE_CAME: Message = Message::new("Tiedosto liitetty", "Fil bifogad", "File attached");
pub(crate) const FILE_HINT: Message = Message::new(
    "Esimerkiksi skannattu kirje. Enintään 10 Mt tiedostoa kohti. Tiedosto säilytetään salattuna sellaisenaan; kuvana tulleen kirjeen voi katsoa täällä käännettynä.",
    "Till exempel ett skannat brev. Högst 10 MB per fil. Filen sparas krypterad som den är; ett brev som kom som bild kan ses här, vridet.",
    "A scanned letter, for example. At most 10 MB a file. It is kept sealed as it came; a letter that came as a picture can be looked at here, turned.",
);
pub(crate) const SHOW_SCAN: Message = Message::new("Näytä kuvana", "Visa som bild", "Show as a picture");
pub(crate) const SCAN: Message = Message::new("Skannattu sivu", "Skannad sida", "Scanned page");
pub(crate) const SCAN_ALT: Message = Message::new(
    "Asian liitteenä tullut kuva",
    "Bild som kom som bilaga till ärendet",
    "The picture that came with the case",
);
pub(crate) const TURN_LEFT: Message = Message::new("Käännä vasemmalle", "Vrid åt vänster", "Turn left");
pub(crate) const TURN_RIGHT: Message = Message::new("Käännä oikealle", "Vrid åt höger", "Turn right");
pub(crate) const NO_PICTURE: Message = Message::new(
    "Tätä tiedostoa ei voi näyttää kuvana. Tallenna se, jos luotat lähettäjään.",
    "Filen kan inte visas som bild. Spara den om du litar på avsändaren.",
    "This file can't be shown as a picture. Save it if you trust its sender.",
);
pub(crate) const SAVE_FILE: Message = Message::new("Tallenna tiedosto", "Spara filen", "Save the file");
pub(crate) const NO_FILE: Message = Message::new(
    "Tiedosto puuttuu, tai se on liian suuri.",
    "Filen saknas eller är för stor.",
    "There is no file, or it is too large.",
);
pub(crate) const UNMATCHED: Message = Message::new(
    "Tunnistettu palvelussa, mutta rekisteristä ei löydy yhtä sopivaa henkilöä",
    "Identifierad i en tjänst, men registret har inte en enda person som passar",
    "Identified by a service, but no single person of the register fits",
);
pub(crate) const PASS_ALSO: Message = Message::new(
    "Pyyntö koskee myös tätä rekisteriä: asia jää auki tänne, kunnes siellä on vastattu",
    "Begäran gäller också det här registret: ärendet är öppet här tills man har svarat där",
    "It concerns this register as well: it stays open here until that register has answered",
);

/// What each step is called.
const STEPS: [(&str, &Message); 31] = [
    ("receive", &RECEIVED),
    ("link", &LINK),
    ("unlink", &UNLINK),
    ("identify", &IDENTIFY),
    ("seen", &DOCUMENT_SEEN),
    ("unmatched", &UNMATCHED),
    ("attach", &FILE_CAME),
    ("authority", &AUTHORITY),
    ("doubt", &DOUBT),
    ("resume", &RESUME),
    ("party", &PARTY),
    ("remark", &REMARK),
    ("flaw", &FLAW),
    ("paper-destroyed", &PAPER_GONE),
    ("extend", &EXTEND),
    ("ask", &ASK),
    ("task-answered", &TASK_ANSWERED),
    ("agree", &AGREE),
    ("decide", &DECIDE),
    ("confirm", &CONFIRM),
    ("return", &SEND_BACK),
    ("done", &DONE),
    ("withhold", &WITHHOLD),
    ("name-readers", &NAME_READERS),
    ("address", &ADDRESS),
    ("answer", &ANSWER),
    ("show", &SHOW),
    ("shown", &SHOWN),
    ("close", &CLOSE),
    ("assign", &ASSIGN),
    ("note", &NOTE),
];

/// What a step is called, for those that have a name of their own.
pub(crate) fn step(code: &str) -> Option<&'static Message> {
    STEPS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}
