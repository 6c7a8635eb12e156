//! What is said about statement files before their content can be looked at.

use super::Message;

/// No file of that name.
pub const FILE_MISSING: Message =
    Message::new("Tiedostoa ei ole.", "Filen finns inte.", "There is no such file.");
/// What to do about it.
pub const FILE_MISSING_REMEDY: Message =
    Message::new("Tarkista polku.", "Kontrollera sökvägen.", "Check the path.");
/// A folder where a file is wanted.
pub const FILE_IS_FOLDER: Message = Message::new(
    "Tämä on kansio, ei tiedosto.",
    "Det här är en mapp, inte en fil.",
    "This is a folder, not a file.",
);
/// What to do about it.
pub const FILE_IS_FOLDER_REMEDY: Message = Message::new(
    "Anna selosteet tiedostoina, esimerkiksi KANSIO/*.toml.",
    "Ange beskrivningarna som filer, till exempel MAPP/*.toml.",
    "Name the statements as files, for example FOLDER/*.toml.",
);
/// The system does not let it be read.
pub const FILE_UNREADABLE: Message = Message::new(
    "Tiedostoa ei voi lukea: {error}.",
    "Filen kan inte läsas: {error}.",
    "The file can't be read: {error}.",
);
/// What to do about it.
pub const FILE_UNREADABLE_REMEDY: Message = Message::new(
    "Tarkista tiedoston käyttöoikeudet.",
    "Kontrollera filens behörigheter.",
    "Check the file's permissions.",
);
/// Larger than any statement.
pub const FILE_TOO_LARGE: Message = Message::new(
    "Tiedosto on yli {limit} kibitavua; seloste mahtuu murto-osaan siitä.",
    "Filen är större än {limit} kibibyte; en beskrivning ryms på en bråkdel av det.",
    "The file is larger than {limit} KiB; a statement fits in a fraction of that.",
);
/// What to do about it.
pub const FILE_TOO_LARGE_REMEDY: Message = Message::new(
    "Tarkista, että tiedosto on seloste eikä esimerkiksi tuotava aineisto.",
    "Kontrollera att filen är en beskrivning och inte till exempel data som ska importeras.",
    "Check that the file is a statement and not, for example, data to be imported.",
);
/// A flow between two controllers.
pub const FOREIGN_FLOW: Message = Message::new(
    "Rekisteristä {register} vastaa toinen rekisterinpitäjä. Tietoja ei siirretä rekisterinpitäjältä toiselle rekisteristä rekisteriin.",
    "För registret {register} ansvarar en annan personuppgiftsansvarig. Uppgifter flyttas inte från register till register mellan personuppgiftsansvariga.",
    "Another controller answers for the register {register}. No data flows from a register of one controller into one of another.",
);
/// What to do about it.
pub const FOREIGN_FLOW_REMEDY: Message = Message::new(
    "Poista vastaanottaja tai nimeä se ulkopuoliseksi vastaanottajaksi (kind = \"third-party\").",
    "Ta bort mottagaren eller ange den som utomstående mottagare (kind = \"third-party\").",
    "Remove the recipient, or declare it as an outside one (kind = \"third-party\").",
);
