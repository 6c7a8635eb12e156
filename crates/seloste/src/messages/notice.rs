//! Texts around published notices: forms, versions, following.

use super::Message;

pub(crate) const FORMS: Message = Message::new(
    "Sama seloste muissa muodoissa",
    "Samma beskrivning i andra former",
    "The same notice in other forms",
);
pub(crate) const AS_PDF: Message = Message::new("Tulostettava PDF", "PDF för utskrift", "PDF for printing");
pub(crate) const AS_MARKDOWN: Message =
    Message::new("Teksti (Markdown)", "Text (Markdown)", "Text (Markdown)");
pub(crate) const AS_DESCRIPTION: Message = Message::new(
    "Rekisteriseloste vanhassa järjestyksessä",
    "Registerbeskrivning i den äldre ordningen",
    "Register description in the older order",
);
pub(crate) const RECORDS: Message =
    Message::new("Seloste käsittelytoimista", "Register över behandling", "Record of processing activities");
pub(crate) const AS_DPV: Message = Message::new(
    "Koneluettava: Data Privacy Vocabulary (JSON-LD)",
    "Maskinläsbar: Data Privacy Vocabulary (JSON-LD)",
    "Machine-readable: Data Privacy Vocabulary (JSON-LD)",
);
pub(crate) const AS_TILT: Message = Message::new(
    "Koneluettava: Transparency Information Language (JSON)",
    "Maskinläsbar: Transparency Information Language (JSON)",
    "Machine-readable: Transparency Information Language (JSON)",
);
pub(crate) const TO_EMBED: Message = Message::new(
    "Upotettavaksi muille sivuille",
    "För inbäddning på andra webbplatser",
    "To be embedded in other sites",
);
pub(crate) const EMBED_OF: Message = Message::new(
    "Tässä on sisältöä palvelusta {provider} ({country}). Siitä ei ole ladattu mitään.",
    "Här finns innehåll från tjänsten {provider} ({country}). Inget av det har laddats.",
    "Here is content of {provider} ({country}). Nothing of it has been loaded.",
);
pub(crate) const EMBED_LEARNS: Message = Message::new(
    "Jos avaat sen, {provider} saa: {passes}.",
    "Om du öppnar det får {provider}: {passes}.",
    "If you open it, {provider} gets: {passes}.",
);
pub(crate) const EMBED_OPEN: Message =
    Message::new("Avaa palvelussa {provider}", "Öppna hos {provider}", "Open at {provider}");
pub(crate) const EMBED_STATEMENT: Message = Message::new(
    "Palvelun {provider} oma tietosuojaseloste",
    "{provider}: egen dataskyddsbeskrivning",
    "{provider}: its own privacy statement",
);
pub(crate) const VERSIONS: Message =
    Message::new("Aiemmat versiot", "Tidigare versioner", "Earlier versions");
pub(crate) const VERSIONS_OF: Message = Message::new(
    "Tietosuojaselosteen versiot: {register}",
    "Versioner av dataskyddsbeskrivningen: {register}",
    "Versions of the privacy notice: {register}",
);
pub(crate) const VERSION: Message = Message::new("Versio {number}", "Version {number}", "Version {number}");
pub(crate) const IN_FORCE_SINCE: Message =
    Message::new("Voimassa {since} alkaen.", "Gäller sedan {since}.", "In force since {since}.");
pub(crate) const WAS_IN_FORCE: Message =
    Message::new("Voimassa {since}–{until}.", "Gällde {since}–{until}.", "In force from {since} to {until}.");
pub(crate) const CHANGED: Message = Message::new("Mikä muuttui:", "Det här ändrades:", "What changed:");
pub(crate) const UNREADABLE: Message = Message::new(
    "Tätä vanhaa versiota ei voi enää näyttää sivuna. Tässä se on sellaisena kuin se kirjoitettiin.",
    "Den här gamla versionen kan inte längre visas som en sida. Här är den så som den skrevs.",
    "This old version can no longer be shown as a page. Here it is as it was written.",
);
pub(crate) const CURRENT: Message =
    Message::new("Voimassa oleva seloste", "Den gällande beskrivningen", "The notice in force");
pub(crate) const FOLLOW: Message = Message::new(
    "Seuraa muutoksia (Atom-syöte)",
    "Följ ändringar (Atom-flöde)",
    "Follow changes (Atom feed)",
);
pub(crate) const FOLLOW_HELP: Message = Message::new(
    "Lisää syötteen osoite syötteenlukijaan, niin kuulet uusista versioista. Sinusta ei tallenneta mitään.",
    "Lägg till flödets adress i en flödesläsare, så får du veta om nya versioner. Ingenting sparas om dig.",
    "Add the feed's address to a feed reader and you will hear of new versions. Nothing is stored about you.",
);
pub(crate) const ASK: Message = Message::new(
    "Kysy tai tee pyyntö",
    "Ställ en fråga eller gör en begäran",
    "Ask a question or make a request",
);
pub(crate) const OWN_PAGES: Message = Message::new("Omat tietosi", "Dina egna uppgifter", "Your own data");
pub(crate) const ALL_OF_CONTROLLER: Message = Message::new(
    "Rekisterinpitäjän kaikki rekisterit",
    "Den personuppgiftsansvarigas alla register",
    "All registers of the controller",
);
pub(crate) const OF_CONTROLLER: Message = Message::new(
    "{controller}: rekisterit ja niiden selosteet",
    "{controller}: register och deras beskrivningar",
    "{controller}: registers and their notices",
);
pub(crate) const ALONE: Message = Message::new(
    "Tämä seloste omalla sivullaan",
    "Den här beskrivningen på en egen sida",
    "This notice on a page of its own",
);
pub(crate) const OF_SERVICE: Message = Message::new(
    "Palvelun oma seloste: {service}",
    "Tjänstens egen beskrivning: {service}",
    "The service's own notice: {service}",
);
pub(crate) const OF_REGISTER: Message = Message::new(
    "Koko rekisterin seloste",
    "Hela registrets beskrivning",
    "The notice of the whole register",
);
