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
pub(crate) const NO_GROUND: Message = Message::new("ei perustetta", "ingen grund", "no ground");
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
