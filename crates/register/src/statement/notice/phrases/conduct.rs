//! Phrases about objects, people linked to them, and recordings.

use crate::text::Phrase;

pub(in crate::statement::notice) const TAKES_PART: Phrase =
    Phrase::new("Osallisena", "I rollen", "Takes part as");
pub(in crate::statement::notice) const STAFF: Phrase =
    Phrase::new("oma henkilöstö", "egen personal", "our staff");
pub(in crate::statement::notice) const SPACE: Phrase = Phrase::new("Missä", "Var", "Where");
pub(in crate::statement::notice) const VISIBILITY: Phrase =
    Phrase::new("Kuka siitä saa tietää", "Vem som får veta om det", "Who may know of it");
pub(in crate::statement::notice) const OPEN: Phrase = Phrase::new(
    "avoin: ne, joiden tehtävään se kuuluu",
    "öppen: de vars uppgifter det hör till",
    "open: those whose task it belongs to",
);
pub(in crate::statement::notice) const CLOSED: Phrase = Phrase::new(
    "suljettu: muut kuin osalliset näkevät vain, että se on olemassa",
    "sluten: andra än de som deltar ser bara att den finns",
    "closed: others than those who take part see only that it exists",
);
pub(in crate::statement::notice) const PRIVATE: Phrase = Phrase::new(
    "yksityinen: muille kuin osallisille sitä ei ole",
    "privat: för andra än dem som deltar finns den inte",
    "private: for others than those who take part it does not exist",
);
pub(in crate::statement::notice) const ORGANISATIONS_ONLY: Phrase = Phrase::new(
    "Koskee vain organisaatioita, eikä siitä pääse kenenkään henkilön tietoihin",
    "Gäller endast organisationer och leder inte till någon persons uppgifter",
    "Is about organisations alone and leads to no person's data",
);
pub(in crate::statement::notice) const RECORDING: Phrase =
    Phrase::new("Tallentaminen", "Inspelning", "Recording");
pub(in crate::statement::notice) const INBOUND: Phrase =
    Phrase::new("meille tulevat yhteydenotot", "kontakter till oss", "contacts made to us");
pub(in crate::statement::notice) const OUTBOUND: Phrase =
    Phrase::new("meiltä lähtevät yhteydenotot", "kontakter från oss", "contacts made by us");
pub(in crate::statement::notice) const NUMBERS: Phrase = Phrase::new(
    "Tallennettavat palvelunumerot",
    "Servicenummer som spelas in",
    "Service numbers that are recorded",
);
pub(in crate::statement::notice) const LISTENS: Phrase = Phrase::new(
    "Tallenteita kuuntelee tai lukee",
    "Inspelningar avlyssnas eller läses av",
    "Recordings are heard or read by",
);
pub(in crate::statement::notice) const WORDS_SEARCHED: Phrase = Phrase::new(
    "Kirjoitettua voivat hakea sanoilla vain ne, joille tallenne on avoin.",
    "Det skrivna kan sökas med ord endast av dem som inspelningen är öppen för.",
    "What is written can be searched by word only by those whom the recording is open to.",
);
pub(in crate::statement::notice) const BY_TASK: Phrase = Phrase::new(
    "Vain tehtävän vaatimat tallenteet.",
    "Endast de inspelningar som uppgiften kräver.",
    "Only those that the task needs.",
);
pub(in crate::statement::notice) const OWN_CALLS: Phrase = Phrase::new(
    "Vain ne, joissa on itse ollut mukana.",
    "Endast de som man själv har deltagit i.",
    "Only those that they took part in themselves.",
);
pub(in crate::statement::notice) const LED_SESSION: Phrase = Phrase::new(
    "Vain ohjatussa tilaisuudessa; muilla läsnäolijoilla ei ole pääsyä tallenteisiin.",
    "Endast vid ett lett tillfälle; övriga närvarande har ingen åtkomst till inspelningarna.",
    "Only in a led session; the others present have no access of their own.",
);
pub(in crate::statement::notice) const STATED_REASON: Phrase = Phrase::new(
    "Joka kerralla kirjataan syy.",
    "Orsaken antecknas varje gång.",
    "Each time with a written reason.",
);
pub(in crate::statement::notice) const EVENT: Phrase = Phrase::new(
    "Kuuntelija nimeää tapahtuman, jonka hän tarkistaa, ja kuulee vain siihen kuuluvan tallenteen:",
    "Den som lyssnar anger den händelse som verifieras och hör bara den inspelning som hör till den:",
    "Whoever listens names the event that is verified, and hears only the recording that belongs to it:",
);
pub(in crate::statement::notice) const SUPERVISED: Phrase = Phrase::new(
    "Vain rekisteröidyn kanssa sovitussa kuuntelutilaisuudessa, yksi tallenne kerrallaan.",
    "Endast tillsammans med den registrerade vid ett avtalat lyssningstillfälle, en inspelning åt gången.",
    "Only together with the person, on an agreed occasion, one recording at a time.",
);
pub(in crate::statement::notice) const PLACES: Phrase = Phrase::new(
    "Oman tallenteensa voi kuunnella",
    "Den egna inspelningen kan avlyssnas",
    "One's own recording can be listened to at",
);
