//! Texts of recorded communications at the desk: the list, the player, notes, sessions.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Tallenteet", "Inspelningar", "Recordings");
pub(crate) const ABOUT: Message = Message::new(
    "Puhelut ja viestit, joita saat kuunnella tai lukea tähän tarkoitukseen. Muita ei ole tässä luettelossa, eivätkä ne näy määrissä.",
    "Samtal och meddelanden som du får lyssna på eller läsa för detta ändamål. Andra finns inte i listan och räknas inte.",
    "Calls and messages that you may hear or read for this purpose. No others are in this list, nor in its counts.",
);
pub(crate) const ABOUT_OWN: Message = Message::new(
    "Puhelut, joihin itse vastasit. Muiden puheluita ei ole tässä luettelossa, eivätkä ne näy määrissä.",
    "Samtal som du själv har svarat på. Andras samtal finns inte i listan och räknas inte.",
    "Calls that you answered yourself. Others' calls are not in this list, nor in its counts.",
);
pub(crate) const EMPTY: Message = Message::new(
    "Näillä rajauksilla ei ole tallenteita, joita saat kuunnella. Väljennä aikaväliä tai poista rajauksia. Tallenteet häviävät, kun niiden säilytysaika päättyy.",
    "Det finns inga inspelningar som du får lyssna på med denna avgränsning. Vidga tiden eller ta bort villkor. Inspelningar försvinner när deras förvaringstid är slut.",
    "There are no recordings that you may hear within these limits. Widen the time, or take limits away. Recordings go when their term ends.",
);
pub(crate) const NONE_YET: Message = Message::new(
    "Tallenteita, joita saat kuunnella, ei ole. Ne tulevat tähän sitä mukaa kuin niitä otetaan vastaan, ja poistuvat, kun niiden säilytysaika päättyy.",
    "Det finns inga inspelningar som du får lyssna på. De kommer hit när de tas emot och försvinner när deras förvaringstid är slut.",
    "There are no recordings that you may hear. They come here as they are taken in, and go when their term ends.",
);
pub(crate) const FROM: Message = Message::new("Alkaen", "Från och med", "From");
pub(crate) const UNTIL: Message = Message::new("Päättyen", "Till och med", "Until");
pub(crate) const NUMBER: Message = Message::new("Puhelinnumero", "Telefonnummer", "Telephone number");
pub(crate) const NUMBER_HINT: Message = Message::new(
    "Puhelinnumeron voi kirjoittaa missä muodossa tahansa. Se ei jää osoitteeseen.",
    "Telefonnumret kan skrivas i vilken form som helst. Det hamnar inte i adressen.",
    "The telephone number may be written in any form. It does not go into the address.",
);
pub(crate) const WORDS: Message =
    Message::new("Sanoja viestistä", "Ord i meddelandet", "Words in the message");
pub(crate) const WORDS_HINT: Message = Message::new(
    "Sanoilla tai niiden aluilla löytyvät viestit, jotka saat avata. Sanat eivät jää osoitteeseen, ja haku kirjataan.",
    "Med ord eller deras början hittas meddelanden som du får öppna. Orden hamnar inte i adressen, och sökningen antecknas.",
    "Words or their beginnings find messages that you may open. They do not go into the address, and the search is recorded.",
);
pub(crate) const KIND: Message = Message::new("Laji", "Slag", "Kind");
pub(crate) const AGENT: Message = Message::new("Vastaaja", "Den som svarat", "Agent");
pub(crate) const QUEUE: Message = Message::new("Palvelunumero", "Servicenummer", "Service number");
pub(crate) const AT_LEAST: Message =
    Message::new("Vähintään minuuttia", "Minst så många minuter", "At least, in minutes");
pub(crate) const COUNT: Message = Message::new("Tallenteita {n}", "Inspelningar: {n}", "Recordings: {n}");
pub(crate) const COUNT_MORE: Message =
    Message::new("Näytetään {n}, lisää on", "{n} visas, det finns fler", "{n} shown, there are more");

pub(crate) const LISTEN: Message = Message::new("Kuuntele", "Lyssna", "Listen");
pub(crate) const READ: Message = Message::new("Lue", "Läs", "Read");
pub(crate) const PLAYER: Message = Message::new("Soitin", "Spelare", "Player");
pub(crate) const FOR: Message =
    Message::new("Tarkoitus: {purpose}", "Ändamål: {purpose}", "Purpose: {purpose}");
pub(crate) const LOGGED: Message = Message::new(
    "Se, mitä kuuntelet, kirjataan: kuka, milloin, mihin tarkoitukseen ja mikä kohta. Tallennetta ei voi ladata omalle koneelle.",
    "Det du lyssnar på antecknas: vem, när, för vilket ändamål och vilken del. Inspelningen kan inte laddas ned.",
    "What you hear is recorded: who, when, for what purpose and which part. The recording can't be downloaded.",
);
pub(crate) const WAVEFORM: Message = Message::new(
    "Äänen voimakkuus ajan mukaan, kaistoja: {n}",
    "Ljudets styrka över tiden, kanaler: {n}",
    "Loudness over time, lanes: {n}",
);
pub(crate) const THE_CALLER: Message = Message::new("Soittaja", "Den som ringde", "Caller");
pub(crate) const THE_PERSON: Message = Message::new("Asiakas", "Kunden", "Customer");
pub(crate) const THE_AGENT: Message = Message::new("Vastaaja", "Den som svarade", "Agent");
pub(crate) const SPEAKER: Message = Message::new("Puhuja {n}", "Talare {n}", "Speaker {n}");
pub(crate) const TOGETHER: Message = Message::new("Kaikki puhujat", "Alla talare", "All speakers");
pub(crate) const SPEED: Message = Message::new("Nopeus", "Hastighet", "Speed");
pub(crate) const BACK_10: Message = Message::new("10 s taakse", "10 s bakåt", "10 s back");
pub(crate) const ON_10: Message = Message::new("10 s eteen", "10 s framåt", "10 s on");
pub(crate) const KEYS: Message = Message::new(
    "Näppäimet soittimessa: välilyönti soittaa ja pysäyttää, ← ja → siirtyvät 5 s, J ja L 10 s, ↑ ja ↓ säätävät äänenvoimakkuutta, + ja − nopeutta, N kirjaa huomion tähän kohtaan.",
    "Tangenter i spelaren: mellanslag spelar och pausar, ← och → flyttar 5 s, J och L 10 s, ↑ och ↓ ändrar volymen, + och − hastigheten, N antecknar vid denna punkt.",
    "Keys in the player: space plays and pauses, ← and → move 5 s, J and L 10 s, ↑ and ↓ set the volume, + and − the speed, N notes something at this point.",
);
pub(crate) const LOST: Message = Message::new(
    "Soitto-osoite on vanhentunut. Lataa sivu uudelleen, niin pääset jatkamaan.",
    "Uppspelningsadressen har gått ut. Ladda om sidan för att fortsätta.",
    "The playback address has run out. Load the page again to go on.",
);
pub(crate) const TOLD: Message =
    Message::new("Tallennuksesta kerrottu", "Information om inspelning given", "Told of the recording");
pub(crate) const NOT_TOLD: Message = Message::new(
    "Tallennuksesta ei ole kerrottu",
    "Information om inspelning saknas",
    "Not told of the recording",
);
pub(crate) const KEPT_UNTIL: Message =
    Message::new("Säilytetään {day} asti", "Sparas till {day}", "Kept until {day}");
pub(crate) const CARD: Message =
    Message::new("Soittajan kortti", "Kortet för den som ringde", "The caller's card");
pub(crate) const LOOK_ELSEWHERE: Message = Message::new(
    "Etsi soittajaa rekisteristä: {register}",
    "Sök den som ringde i registret: {register}",
    "Look for the caller in: {register}",
);
pub(crate) const ELSEWHERE: Message = Message::new(
    "Soittaja rekisterissä: {register}",
    "Den som ringde i registret: {register}",
    "The caller in: {register}",
);
pub(crate) const MAYBE: Message = Message::new(
    "Samalla numerolla tai osoitteella on kortti. Se voi olla jonkun muun: varmista, kuka soitti. Mitään ei yhdistetty.",
    "Det finns ett kort med samma nummer eller adress. Det kan vara någon annans: försäkra dig om vem som ringde. Ingenting kopplades ihop.",
    "There is a card with the same number or address. It may be somebody else's: make sure who called. Nothing was joined.",
);
pub(crate) const NOBODY_ELSEWHERE: Message = Message::new(
    "Samalla numerolla tai osoitteella ei löytynyt ketään.",
    "Ingen hittades med samma nummer eller adress.",
    "Nobody was found with the same number or address.",
);
pub(crate) const TO_RECORDING: Message =
    Message::new("Takaisin tallenteeseen", "Tillbaka till inspelningen", "Back to the recording");
pub(crate) const BELONGS: Message = Message::new("Kuuluu tapahtumaan", "Hör till händelsen", "Belongs to");
pub(crate) const WHO_HEARD: Message =
    Message::new("Ketkä ovat kuunnelleet", "Vem som har lyssnat", "Who has listened");
pub(crate) const NOBODY_HEARD: Message =
    Message::new("Kukaan ei ole kuunnellut.", "Ingen har lyssnat.", "Nobody has listened.");

pub(crate) const NOTES: Message = Message::new("Huomiot", "Anteckningar", "Notes");
pub(crate) const NO_NOTES: Message = Message::new(
    "Huomioita ei ole. Ne häviävät tallenteen mukana.",
    "Inga anteckningar. De försvinner med inspelningen.",
    "No notes. They go with the recording.",
);
pub(crate) const NOTE_AT: Message = Message::new("Kohta (min:s)", "Tidpunkt (min:s)", "At (min:s)");
pub(crate) const NOTE_TEXT: Message = Message::new("Huomio", "Anteckning", "Note");
pub(crate) const ADD_NOTE: Message = Message::new("Kirjaa huomio", "Anteckna", "Add the note");
pub(crate) const NOTE_WRONG: Message = Message::new(
    "Kirjoita kohta muodossa 2:05 ja huomio sen perään. Kohdan on oltava tallenteen sisällä.",
    "Skriv tidpunkten som 2:05 och en anteckning. Tidpunkten måste vara inom inspelningen.",
    "Write the place as 2:05, and a note. The place has to be within the recording.",
);
pub(crate) const GO_TO: Message = Message::new("Siirry kohtaan {at}", "Gå till {at}", "Go to {at}");

pub(crate) const MESSAGE: Message = Message::new("Viesti", "Meddelande", "Message");
pub(crate) const READ_LOGGED: Message = Message::new(
    "Lukeminen on kirjattu: kuka, milloin ja mihin tarkoitukseen.",
    "Läsningen har antecknats: vem, när och för vilket ändamål.",
    "That you read this is recorded: who, when and for what purpose.",
);
pub(crate) const CUT: Message = Message::new(
    "Viesti on pidempi kuin tällä sivulla näytetään.",
    "Meddelandet är längre än vad som visas här.",
    "The message is longer than this page shows.",
);
pub(crate) const EMPTY_CHAT: Message =
    Message::new("Keskustelu on tyhjä.", "Konversationen är tom.", "The conversation is empty.");
pub(crate) const MAIL_FROM: Message = Message::new("Lähettäjä", "Avsändare", "From");
pub(crate) const MAIL_TO: Message = Message::new("Vastaanottaja", "Mottagare", "To");
pub(crate) const MAIL_DATE: Message = Message::new("Lähetetty", "Skickat", "Sent");
pub(crate) const MAIL_SUBJECT: Message = Message::new("Aihe", "Ämne", "Subject");
pub(crate) const ATTACHMENTS: Message = Message::new("Liitteet", "Bilagor", "Attachments");
pub(crate) const ATTACHMENTS_ABOUT: Message = Message::new(
    "Liitteitä ei avata eikä ladata täältä.",
    "Bilagor öppnas eller laddas inte ned här.",
    "Attachments are not opened here, nor downloaded.",
);

pub(crate) const SESSIONS: Message =
    Message::new("Koulutustilaisuudet", "Utbildningstillfällen", "Training sessions");
pub(crate) const SESSION: Message =
    Message::new("Koulutustilaisuus", "Utbildningstillfälle", "Training session");
pub(crate) const SESSIONS_ABOUT: Message = Message::new(
    "Tilaisuudet, joita olet pitänyt. Tallenteita voi soittaa vain tilaisuuden ollessa auki.",
    "Tillfällen som du har lett. Inspelningar kan spelas upp bara medan tillfället pågår.",
    "Sessions that you have led. Recordings can be played only while their session is open.",
);
pub(crate) const NO_SESSIONS: Message = Message::new(
    "Et ole vielä pitänyt tilaisuuksia. Valitse ensin tallenteet.",
    "Du har ännu inte lett något tillfälle. Välj först inspelningarna.",
    "You have led no sessions yet. Choose the recordings first.",
);
pub(crate) const NEW_SESSION: Message = Message::new("Uusi tilaisuus", "Nytt tillfälle", "New session");
pub(crate) const OPEN_SESSION: Message =
    Message::new("Avaa tilaisuus", "Öppna tillfället", "Open the session");
pub(crate) const CLOSE_SESSION: Message =
    Message::new("Päätä tilaisuus", "Avsluta tillfället", "End the session");
pub(crate) const SESSION_OPEN: Message = Message::new("Auki", "Pågår", "Open");
pub(crate) const SESSION_OVER: Message = Message::new("Päättynyt", "Avslutat", "Over");
pub(crate) const SESSION_ENDS: Message = Message::new("Päättyy", "Slutar", "Ends");
pub(crate) const SESSION_HOURS: Message =
    Message::new("Kesto enintään, tuntia", "Längd högst, timmar", "At most, in hours");
pub(crate) const SESSION_RULE: Message = Message::new(
    "Soitat tallenteet itse. Koulutettavien nimet kirjataan, eivätkä he saa tallenteisiin omaa oikeutta tilaisuuden aikana eivätkä sen jälkeen.",
    "Du spelar upp inspelningarna själv. Deltagarnas namn antecknas, och de får ingen egen rätt till inspelningarna under tillfället eller efter det.",
    "You play the recordings yourself. The trainees' names go on record, and they gain no access of their own, during the session or after it.",
);
pub(crate) const SESSION_PICK: Message = Message::new(
    "Koulutuksessa tallenteita soitetaan vain tilaisuudessa: valitse tallenteet ja koulutettavat.",
    "I utbildning spelas inspelningar upp bara vid ett tillfälle: välj inspelningar och deltagare.",
    "In training, recordings are played in a session only: choose recordings and trainees.",
);
pub(crate) const SESSION_EMPTY: Message = Message::new(
    "Tilaisuuden tallenteet on jo hävitetty.",
    "Tillfällets inspelningar har redan förstörts.",
    "The session's recordings have been destroyed already.",
);
pub(crate) const TRAINEES: Message = Message::new("Koulutettavat", "Deltagare", "Trainees");
pub(crate) const PICK: Message = Message::new("Valitse tallenteet", "Välj inspelningar", "Choose recordings");
pub(crate) const RECORDING_N: Message = Message::new("Tallenne {n}", "Inspelning {n}", "Recording {n}");

pub(crate) const LISTENED: Message = Message::new("Kuuntelut", "Avlyssningar", "What was listened to");
pub(crate) const LISTENED_ABOUT: Message = Message::new(
    "Mitä tallenteita on kuunneltu kuluneen kuukauden aikana, kuka, milloin ja mihin tarkoitukseen. Syyn kirjaamalla tehdyt kuuntelut erottuvat. Hävitettyjen tallenteiden kuuntelut jäävät tapahtumalokiin.",
    "Vilka inspelningar som har avlyssnats under den senaste månaden, av vem, när och för vilket ändamål. Avlyssningar med ett antecknat skäl är markerade. Avlyssningar av förstörda inspelningar finns kvar i loggen.",
    "Which recordings were listened to in the past month, by whom, when and for what. Those with a written reason stand out. Listenings to recordings that have been destroyed remain in the ledger.",
);
pub(crate) const WHEN: Message = Message::new("Milloin", "När", "When");
pub(crate) const WHO: Message = Message::new("Kuka", "Vem", "Who");
pub(crate) const WHAT_FOR: Message = Message::new("Mihin", "För vad", "For what");
pub(crate) const HOW: Message = Message::new("Miten", "Hur", "How");
pub(crate) const WHICH: Message = Message::new("Mitä", "Vad", "Which");
pub(crate) const RECORDING: Message = Message::new("Tallenne", "Inspelning", "Recording");
pub(crate) const HOW_TASK: Message = Message::new("Tehtävässä", "I uppgiften", "In the task");
pub(crate) const HOW_OWN: Message = Message::new("Oma puhelu", "Eget samtal", "Own call");
pub(crate) const HOW_LED: Message = Message::new("Koulutuksessa", "I utbildning", "In training");
pub(crate) const HOW_REASON: Message = Message::new("Syy kirjattu", "Med antecknat skäl", "With a reason");
pub(crate) const HOW_RIGHT: Message =
    Message::new("Rekisteröidyn oikeus", "Den registrerades rätt", "The person's right");

pub(crate) const NO_SPAN: [Message; 2] = [
    Message::new(
        "Peitettävät kohdat puuttuvat, ovat väärin päin tai tallenteen ulkopuolella.",
        "Det som ska täckas saknas, är i fel ordning eller ligger utanför inspelningen.",
        "What is to be covered is missing, the wrong way round or outside the recording.",
    ),
    Message::new(
        "Kirjoita 1–50 kohtaa muodossa 0:10–0:15, kukin omalle rivilleen.",
        "Skriv 1–50 ställen som 0:10–0:15, vart och ett på en egen rad.",
        "Write 1 to 50 spans as 0:10–0:15, one a line.",
    ),
];
pub(crate) const TOO_LONG_TO_COVER: [Message; 2] = [
    Message::new(
        "Tallenne on liian pitkä peitettäväksi: enintään kaksi tuntia stereoääntä.",
        "Inspelningen är för lång för att täckas: högst två timmar i stereo.",
        "The recording is too long to be covered: two hours in stereo at most.",
    ),
    Message::new(
        "Hävitä tallenne kokonaan.",
        "Förstör hela inspelningen.",
        "Destroy the recording as a whole.",
    ),
];
pub(crate) const SOUND_UNREADABLE: [Message; 2] = [
    Message::new(
        "Tallenteen ääntä ei voitu lukea loppuun.",
        "Ljudet i inspelningen kunde inte läsas till slut.",
        "The recording's sound could not be read to its end.",
    ),
    Message::new(
        "Tarkista tallenteet komennolla seloste recording verify.",
        "Kontrollera inspelningarna med seloste recording verify.",
        "Check the recordings with seloste recording verify.",
    ),
];
pub(crate) const COVER: Message =
    Message::new("Peitä kohtia pysyvästi", "Täck delar för gott", "Cover spans for good");
pub(crate) const COVER_ABOUT: Message = Message::new(
    "Kohtien päälle tulee ääni, ja alkuperäinen hävitetään avaimineen, myös varmuuskopioista. Tätä ei voi perua. Peittäminen kuuntelee tallenteen läpi, ja se kirjataan sinun kuuntelemaksesi.",
    "Delarna får en ton över sig, och originalet förstörs med sin nyckel, också i säkerhetskopior. Det kan inte ångras. Inspelningen läses igenom, och det antecknas som att du har lyssnat på den.",
    "The spans get a tone over them, and the original is destroyed with its key, in backups too. This can't be undone. Covering goes through the recording, which is recorded as your listening to it.",
);
pub(crate) const SPANS: Message = Message::new(
    "Peitettävät kohdat, yksi rivillä",
    "Delar som ska täckas, en per rad",
    "Spans to cover, one a line",
);
pub(crate) const SPANS_HINT: Message =
    Message::new("Esimerkiksi 0:10–0:15", "Till exempel 0:10–0:15", "For example 0:10–0:15");
pub(crate) const ORDER: Message = Message::new(
    "Kenen määräyksestä ja millä perusteella",
    "På vems order och på vilken grund",
    "By whose order, and on what ground",
);
pub(crate) const COVER_NOW: Message = Message::new("Peitä pysyvästi", "Täck för gott", "Cover for good");

pub(crate) const EVENT_TITLE: Message = Message::new(
    "Mitä tapahtumaa tarkistat?",
    "Vilken händelse verifierar du?",
    "Which event do you verify?",
);
pub(crate) const EVENT_LEAD: Message = Message::new(
    "Tallenne kuunnellaan vain sen tapahtuman tarkistamiseksi, johon se kuuluu. Nimeämäsi tapahtuma kirjataan.",
    "Inspelningen avlyssnas bara för att verifiera den händelse som den hör till. Händelsen du anger antecknas.",
    "The recording is heard only to verify the event that it belongs to. The event that you name is put on record.",
);
pub(crate) const EVENT: Message = Message::new("Tapahtuma", "Händelse", "Event");
pub(crate) const NO_EVENT: Message = Message::new(
    "Tallenteeseen ei kuulu tapahtumaa, jonka voisit tarkistaa. Kirjaa tapahtuma ensin.",
    "Ingen händelse som du kan verifiera hör till inspelningen. Anteckna händelsen först.",
    "No event that you could verify belongs to the recording. Record the event first.",
);
pub(crate) const MARK: Message = Message::new("Merkintä", "Märkning", "Mark");
pub(crate) const MARK_NOTED: Message = Message::new("Huomioita", "Anteckningar", "Noted");
pub(crate) const MARK_ASSESSED: Message = Message::new("Arvioitu", "Bedömd", "Assessed");
pub(crate) const MARK_UNASSESSED: Message = Message::new("Arvioimatta", "Inte bedömd", "Not assessed");
pub(crate) const MARK_HELD: Message =
    Message::new("Säilytetään asian vuoksi", "Bevaras för ett ärende", "Held for a case");
pub(crate) const MARK_ENDING: Message =
    Message::new("Poistuu kahden viikon kuluessa", "Raderas inom två veckor", "Ends within two weeks");
pub(crate) const MARK_COVERED: Message = Message::new("Kohtia peitetty", "Delar dolda", "Parts covered");
pub(crate) const POINTS: Message =
    Message::new("Arvion pisteitä enintään", "Bedömningens poäng högst", "Points of an assessment at most");

pub(crate) const NEEDS: Message = Message::new(
    "Mihin tallennetta tarvitaan",
    "Vad inspelningen behövs till",
    "What the recording is needed for",
);
pub(crate) const NEEDS_LEAD: Message = Message::new(
    "Tarpeella on syy ja viimeinen päivä. Kun mikään ei enää tarvitse tallennetta, joka säilyy tarpeidensa mukaan, se hävitetään. Koulutus päättyy ennen todentamista.",
    "Ett behov har en orsak och en sista dag. En inspelning som bevaras enligt sina behov förstörs när inget längre behöver den. Utbildning slutar före verifiering.",
    "A need has a reason and a last day. A recording that is kept by its needs is destroyed when nothing needs it any longer. Training ends before proof.",
);
pub(crate) const NO_NEEDS: Message =
    Message::new("Tarpeita ei ole kirjattu.", "Inga behov har antecknats.", "No needs are on record.");
pub(crate) const NEW_NEED: Message = Message::new("Uusi tarve", "Nytt behov", "New need");
pub(crate) const NEED_CASE: Message = Message::new("Todistaa asian", "Bevisar ett ärende", "Proves a case");
pub(crate) const NEED_TRAINING: Message = Message::new("Koulutus", "Utbildning", "Training");
pub(crate) const NEED_WHAT: Message = Message::new("Tarve", "Behov", "Need");
pub(crate) const NEED_WHY: Message = Message::new("Syy", "Orsak", "Reason");
pub(crate) const NEED_ENDS: Message = Message::new("Viimeinen päivä", "Sista dag", "Last day");
pub(crate) const ADD_NEED: Message = Message::new("Kirjaa tarve", "Anteckna behovet", "Record the need");
pub(crate) const END_NEED: Message = Message::new("Päätä", "Avsluta", "End");
pub(crate) const SETS: Message = Message::new("Koulutusaineistot", "Utbildningsmaterial", "Training sets");
pub(crate) const SETS_LEAD: Message = Message::new(
    "Aineistossa on tallenteita, joita kouluttaja soittaa johtamassaan tilaisuudessa. Tallenne lisätään aineistoon sen omalta sivulta, eikä aineisto säily tallennetta pidempään.",
    "I ett material finns inspelningar som utbildaren spelar upp vid ett lett tillfälle. En inspelning läggs till på sin egen sida, och materialet bevaras inte längre än inspelningen.",
    "A set holds recordings that a trainer plays in a led session. A recording is added on its own page, and a set never outlives it.",
);
pub(crate) const SET: Message = Message::new("Aineisto", "Material", "Set");
pub(crate) const SET_NAME: Message = Message::new("Aineiston nimi", "Materialets namn", "Name of the set");
pub(crate) const MAKE_SET: Message = Message::new("Tee aineisto", "Skapa material", "Make the set");
pub(crate) const NO_SETS: Message =
    Message::new("Aineistoja ei ole vielä.", "Det finns inga material ännu.", "There are no sets yet.");
pub(crate) const SET_EMPTY: Message = Message::new(
    "Aineistossa ei ole tallenteita, tai niiden aika on päättynyt.",
    "Materialet har inga inspelningar, eller så har deras tid gått ut.",
    "There are no recordings in it, or their time is over.",
);
pub(crate) const INTAKE: Message =
    Message::new("Tallenteiden vastaanotto", "Mottagning av inspelningar", "Intake of recordings");
pub(crate) const INTAKE_LEAD: Message = Message::new(
    "Kolmen kuukauden puhelut: mikä osa tallennettiin ja mitä seloste lupaa. Alla on, mitä ei otettu vastaan ja minkä säännön takia.",
    "Tre månaders samtal: vilken andel som spelades in och vad beskrivningen lovar. Nedan det som inte togs emot och på grund av vilken regel.",
    "Three months of calls: which share was recorded, and what the statement promises. Below is what was not taken, and by which rule.",
);
pub(crate) const NO_KINDS: Message = Message::new(
    "Rekisterissä ei ole tallenteita.",
    "Registret har inga inspelningar.",
    "The register keeps no recordings.",
);
pub(crate) const NOT_TAKEN: Message =
    Message::new("Mitä ei otettu vastaan", "Vad som inte togs emot", "What was not taken");
pub(crate) const ALL_TAKEN: Message =
    Message::new("Kaikki on otettu vastaan.", "Allt har tagits emot.", "Everything was taken.");
pub(crate) const CAME_RECORDED: Message = Message::new("Tallennettu", "Inspelade", "Recorded");
pub(crate) const CAME_NOT: Message = Message::new("Ei tallennettu", "Inte inspelade", "Not recorded");
pub(crate) const CAME_REFUSED: Message = Message::new("Hylätty", "Avvisade", "Refused");
pub(crate) const SHARE: Message = Message::new("Osuus", "Andel", "Share");
pub(crate) const PROMISED: Message = Message::new("Luvattu enintään", "Högst utlovat", "Promised at most");
pub(crate) const RULE: Message = Message::new("Sääntö", "Regel", "Rule");
pub(crate) const REFUSED_ITEM: Message = Message::new("Tieto", "Uppgift", "Item");
pub(crate) const CAME_BY: Message = Message::new("Tapa", "Sätt", "Way");
