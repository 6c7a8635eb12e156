//! Texts of bringing files in.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Tuo tiedosto", "Importera fil", "Import a file");
pub(crate) const STEPS: [Message; 4] = [
    Message::new("Tiedosto", "Fil", "File"),
    Message::new("Sarakkeet", "Kolumner", "Columns"),
    Message::new("Kokeilu", "Försök", "Trial"),
    Message::new("Tuonti", "Import", "Import"),
];
pub(crate) const ABOUT: Message = Message::new(
    "CSV- tai Excel-tiedosto (.xlsx), ensimmäisellä rivillä sarakkeiden otsikot. Mitään ei tallenneta ennen kuin olet nähnyt kokeilun tuloksen.",
    "En CSV- eller Excelfil (.xlsx) med kolumnrubriker på första raden. Inget sparas innan du har sett resultatet av försöket.",
    "A CSV or Excel file (.xlsx) with column headings in its first row. Nothing is stored before you have seen a trial.",
);
pub(crate) const FILE: Message = Message::new("Tiedosto", "Fil", "File");
pub(crate) const FILE_HINT: Message = Message::new(
    "Enintään 64 Mt. Suuremmat tuodaan komennolla seloste import. Tiedosto on palvelussa salattuna tunnin ajan.",
    "Högst 64 MB. Större filer importeras med kommandot seloste import. Filen ligger krypterad i tjänsten i en timme.",
    "At most 64 MB; larger ones by the command seloste import. The file is kept sealed in the service for an hour.",
);
pub(crate) const TOO_LARGE: Message = Message::new(
    "Tiedosto on suurempi kuin 64 Mt. Jaa se osiin tai tuo se komennolla seloste import.",
    "Filen är större än 64 MB. Dela upp den eller importera den med kommandot seloste import.",
    "The file is larger than 64 MB. Split it, or bring it in by the command seloste import.",
);
pub(crate) const OCCUPIED: Message = Message::new(
    "Palvelu tuo juuri nyt muita tiedostoja. Yritä hetken kuluttua uudelleen.",
    "Tjänsten importerar just nu andra filer. Försök igen om en stund.",
    "The service is bringing other files in just now. Try again in a moment.",
);
pub(crate) const UPLOAD: Message = Message::new("Avaa tiedosto", "Öppna filen", "Open the file");
pub(crate) const NO_FILE: Message = Message::new("Valitse tiedosto.", "Välj en fil.", "Choose a file.");
pub(crate) const FULL: Message = Message::new(
    "Palvelussa on juuri nyt liikaa muita tiedostoja. Yritä hetken kuluttua uudelleen.",
    "Det finns just nu för många andra filer i tjänsten. Försök igen om en stund.",
    "The service holds too many other files just now. Try again in a moment.",
);
pub(crate) const GONE: Message = Message::new(
    "Tiedosto ei ole enää tallessa. Avaa se uudelleen: keskeytynyt tuonti jatkuu siitä, mihin se jäi.",
    "Filen finns inte längre kvar. Öppna den på nytt: en avbruten import fortsätter där den blev.",
    "The file is no longer kept. Open it again: a stopped import goes on from where it was.",
);
pub(crate) const FOUND: Message =
    Message::new("Näin tiedosto luettiin", "Så här lästes filen", "How the file was read");
pub(crate) const ENCODING: Message = Message::new("Merkistö", "Teckenkodning", "Encoding");
pub(crate) const DELIMITER: Message = Message::new("Erotin", "Avgränsare", "Delimiter");
pub(crate) const DELIMITERS: [Message; 4] = [
    Message::new("puolipiste ;", "semikolon ;", "semicolon ;"),
    Message::new("pilkku ,", "komma ,", "comma ,"),
    Message::new("sarkain", "tabb", "tab"),
    Message::new("pystyviiva |", "lodstreck |", "bar |"),
];
pub(crate) const SHEET: Message = Message::new("Taulukko", "Blad", "Sheet");
pub(crate) const ROWS: Message = Message::new("Rivejä", "Rader", "Rows");
pub(crate) const GROUP: Message =
    Message::new("Uudet henkilöt ryhmään", "Nya personer till gruppen", "New persons into the group");
pub(crate) const READ_AGAIN: Message = Message::new("Lue uudelleen", "Läs på nytt", "Read again");
pub(crate) const COLUMN: Message = Message::new("Sarake", "Kolumn", "Column");
pub(crate) const SAMPLES: Message = Message::new("Esimerkkejä", "Exempel", "Samples");
pub(crate) const FILLED: Message = Message::new("Täytetty", "Ifylld", "Filled");
pub(crate) const MEANING: Message = Message::new("Tuodaan tietona", "Importeras som", "Brought in as");
pub(crate) const CHOOSE: Message = Message::new("– valitse –", "– välj –", "– choose –");
pub(crate) const LEAVE_OUT: Message = Message::new("Jätetään pois", "Utelämnas", "Left out");
pub(crate) const UNDECIDED: Message = Message::new(
    "Valitse jokaiselle sarakkeelle, mitä se on, tai jätä se pois.",
    "Välj för varje kolumn vad den är, eller utelämna den.",
    "Say for every column what it is, or leave it out.",
);
pub(crate) const ONE_KIND: Message = Message::new(
    "Yhdestä tiedostosta tulee henkilöiden mukana vain yhdenlaisia kohteita. Valitse sarakkeet yhden lajin alta.",
    "Ur en fil kommer bara ett slags objekt tillsammans med personerna. Välj kolumnerna under ett enda slag.",
    "A file brings objects of one kind with its people. Choose the columns below one kind.",
);
pub(crate) const OBJECT_DAY: Message = Message::new(
    "Valitse myös sarake, jossa on alkamispäivä tai päivä.",
    "Välj också den kolumn som innehåller startdatumet eller datumet.",
    "Choose the column with the first day, or the day, as well.",
);
pub(crate) const TRY: Message =
    Message::new("Kokeile tallentamatta", "Försök utan att spara", "Try without storing");
pub(crate) const TRYING: Message = Message::new("Kokeillaan", "Försöker", "Trying");
pub(crate) const RUNNING: Message = Message::new("Tuodaan", "Importerar", "Importing");
pub(crate) const STOP: Message = Message::new("Keskeytä", "Avbryt", "Stop");
pub(crate) const STOPPED: Message = Message::new("Keskeytetty", "Avbruten", "Stopped");
pub(crate) const STOPPED_ABOUT: Message = Message::new(
    "Tuonti on keskeytetty. Voit jatkaa siitä, mihin se jäi, tai perua tuodun tuontieristä.",
    "Importen är avbruten. Du kan fortsätta där den blev eller ångra det som importerats bland importerna.",
    "The import has stopped. It can go on from where it was, or be undone among the imports.",
);
pub(crate) const GO_ON: Message = Message::new("Jatka tuontia", "Fortsätt importen", "Go on");
pub(crate) const SPEED: Message = Message::new(
    "{rows} riviä, {speed} riviä/s, jäljellä noin {left} s",
    "{rows} rader, {speed} rader/s, cirka {left} s kvar",
    "{rows} rows, {speed} rows/s, about {left} s left",
);
pub(crate) const TRIED: Message = Message::new(
    "Näin kävisi. Mitään ei ole tallennettu.",
    "Så här skulle det gå. Inget har sparats.",
    "This is what would happen. Nothing has been stored.",
);
pub(crate) const RUN: Message = Message::new("Tuo nyt", "Importera nu", "Import now");
pub(crate) const CHANGE_COLUMNS: Message =
    Message::new("Muuta sarakkeita", "Ändra kolumnerna", "Change the columns");
pub(crate) const DONE: Message =
    Message::new("Tuonti on valmis.", "Importen är klar.", "The import is done.");
pub(crate) const SEE_BATCH: Message = Message::new("Avaa tuontierä", "Öppna importen", "Open the batch");
pub(crate) const CREATED: Message = Message::new("lisätään", "läggs till", "added");
pub(crate) const UPDATED: Message = Message::new("päivitetään", "uppdateras", "updated");
pub(crate) const UNCHANGED: Message = Message::new("ennallaan", "oförändrade", "unchanged");
pub(crate) const DUPLICATE: Message = Message::new("kahteen kertaan", "dubbletter", "said twice");
pub(crate) const REFUSED: Message =
    Message::new("seloste kieltää", "avvisas av beskrivningen", "refused by the notice");
pub(crate) const FAILED: Message = Message::new("virheellisiä", "felaktiga", "with errors");
pub(crate) const REASONS: Message =
    Message::new("Miksi rivejä ei tuoda", "Varför rader inte importeras", "Why rows are not brought in");
pub(crate) const WHY: Message = Message::new("Syy", "Orsak", "Reason");
pub(crate) const REMEDY: Message = Message::new("Mitä tehdä", "Vad göra", "What to do");
pub(crate) const FIRST_ROW: Message = Message::new("Ensimmäinen rivi", "Första raden", "First row");
pub(crate) const FAILED_FILE: Message = Message::new(
    "Lataa tuomatta jääneet rivit",
    "Ladda ner raderna som inte importerades",
    "Download the rows that failed",
);
pub(crate) const BATCHES: Message = Message::new("Tuontierät", "Importer", "Imports");
pub(crate) const NO_BATCHES: Message = Message::new("Ei tuontieriä.", "Inga importer.", "No imports.");
pub(crate) const BATCH: Message = Message::new("Tuontierä", "Import", "Batch");
pub(crate) const STARTED: Message = Message::new("Aloitettu", "Inledd", "Began");
pub(crate) const BY: Message = Message::new("Kuka", "Vem", "Who");
pub(crate) const STATE: Message = Message::new("Tila", "Status", "State");
pub(crate) const STATES: [Message; 4] = [
    Message::new("kesken", "pågår", "going on"),
    Message::new("valmis", "klar", "done"),
    Message::new("perutaan", "ångras", "being undone"),
    Message::new("peruttu", "ångrad", "undone"),
];
pub(crate) const UNDO: Message = Message::new("Peru tuontierä", "Ångra importen", "Undo the batch");
pub(crate) const UNDO_ABOUT: Message = Message::new(
    "Lisätyt henkilöt poistetaan ja päivitetyt tiedot palautetaan ennalleen. Ne, joita joku on sen jälkeen muuttanut, jäävät.",
    "Personer som lades till raderas och uppdaterade uppgifter återställs. De som någon har ändrat sedan dess blir kvar.",
    "People who were added are erased and updated data is put back. Those changed by somebody since then stay.",
);
pub(crate) const KEPT: Message = Message::new(
    "Jäi, koska muutettu sen jälkeen: {n}",
    "Blev kvar eftersom ändrade efteråt: {n}",
    "Kept, since changed later: {n}",
);
pub(crate) const ROW: Message = Message::new("Rivi", "Rad", "Row");
pub(crate) const PERSON: Message = Message::new("Henkilö", "Person", "Person");
pub(crate) const OPEN_CARD: Message = Message::new("Avaa kortti", "Öppna kortet", "Open the card");
pub(crate) const NOT_GRANTED: Message = Message::new(
    "Roolisi ei anna tuoda tiedostoja.",
    "Din roll tillåter inte import.",
    "Your role does not let you import.",
);
pub(crate) const NOT_NOW: Message = Message::new(
    "Tuontierälle ei voi nyt tehdä tätä.",
    "Det här kan inte göras med importen nu.",
    "This can't be done with the batch now.",
);
pub(crate) const BUSY: Message = Message::new(
    "Joku muu tuo samaa tiedostoa juuri nyt.",
    "Någon annan importerar samma fil just nu.",
    "Somebody else is importing the same file just now.",
);

pub(crate) const UNREADABLE: Message =
    Message::new("Tiedostoa ei voi lukea.", "Filen kan inte läsas.", "The file can't be read.");
pub(crate) const EMPTY: Message = Message::new("Tiedosto on tyhjä.", "Filen är tom.", "The file is empty.");
pub(crate) const MANY_COLUMNS: Message = Message::new(
    "Tiedostossa on liian monta saraketta, enintään {n}.",
    "Filen har för många kolumner, högst {n}.",
    "The file has too many columns; at most {n}.",
);
pub(crate) const LONG_HEADER: Message = Message::new(
    "Otsikko on liian pitkä. Ovatko otsikot ensimmäisellä rivillä?",
    "En rubrik är för lång. Finns rubrikerna på första raden?",
    "A heading is too long. Are the headings in the first row?",
);
pub(crate) const NO_END: Message = Message::new(
    "Rivi {n} ei pääty: lainausmerkki voi puuttua tai tiedosto olla katkennut.",
    "Rad {n} slutar inte: ett citattecken kan saknas eller filen vara avbruten.",
    "Row {n} does not end: a quotation mark may be missing, or the file cut.",
);
pub(crate) const BROKEN_ROW: Message =
    Message::new("Riviä {n} ei voi lukea.", "Rad {n} kan inte läsas.", "Row {n} can't be read.");
pub(crate) const BROKEN_BOOK: Message = Message::new(
    "Työkirjaa ei voi avata: se on vioittunut, katkennut tai suojattu salasanalla.",
    "Arbetsboken kan inte öppnas: den är skadad, avbruten eller lösenordsskyddad.",
    "The workbook can't be opened: it is damaged, cut or protected by a password.",
);
pub(crate) const LARGE_BOOK: Message = Message::new(
    "Työkirja on purettuna liian suuri. Tallenna taulukko .csv-muodossa.",
    "Arbetsboken är för stor när den packas upp. Spara bladet som .csv.",
    "The workbook is too large when it is unpacked. Save the sheet as .csv.",
);
pub(crate) const OLD_BOOK: Message = Message::new(
    "Tämä on vanha .xls-työkirja. Tallenna se muodossa .xlsx tai .csv.",
    "Det här är en gammal .xls-arbetsbok. Spara den som .xlsx eller .csv.",
    "This is an old .xls workbook. Save it as .xlsx or .csv.",
);
pub(crate) const BOUGHT: Message = Message::new("Ostettu luettelo", "Köpt lista", "Bought list");
pub(crate) const BOUGHT_LEAD: Message = Message::new(
    "Nämä jäävät tuontierän tietoihin, ja ihmisille kerrotaan, keneltä heidän tietonsa on ostettu.",
    "Det här sparas med importen, och personerna får veta av vem uppgifterna har köpts.",
    "This is kept with the batch, and people are told from whom their data was bought.",
);
pub(crate) const SELLER: Message = Message::new("Myyjä", "Säljare", "Seller");
pub(crate) const BOUGHT_ON: Message = Message::new("Ostopäivä", "Inköpsdag", "Day of purchase");
pub(crate) const TERMS: Message = Message::new("Ehdot", "Villkor", "Terms");
pub(crate) const BOUGHT_UNTOLD: Message = Message::new(
    "Kerro, keneltä luettelo on ostettu, minä päivänä ja millä ehdoin.",
    "Ange av vem listan har köpts, vilken dag och på vilka villkor.",
    "Say who sold the list, on which day and on which terms.",
);
