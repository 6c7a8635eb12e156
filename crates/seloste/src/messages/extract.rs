//! Words of lists for processors: what was handed over, to whom, until when it may be kept.

use super::Message;

pub(crate) const TITLE: Message =
    Message::new("Luettelot käsittelijöille", "Listor till biträden", "Lists for processors");
pub(crate) const LEAD: Message = Message::new(
    "Käsittelijä saa toimeksiantoon vain yhteystiedot niistä, jotka tämä käyttötarkoitus tavoittaa. Jokaisen omiin tietoihin jää merkintä, ja jokaisella rivillä on tunnus, josta vuoto jäljitetään.",
    "Ett biträde får till uppdraget bara kontaktuppgifter om dem som detta ändamål når. Det antecknas i vars och ens egna uppgifter, och varje rad har ett märke som en läcka spåras med.",
    "For an assignment a processor gets only contact details of those whom this purpose reaches. Everybody's own record says so, and each line bears a reference by which a leak is traced.",
);
pub(crate) const MAKE_TITLE: Message = Message::new("Tee luettelo", "Gör en lista", "Make a list");
pub(crate) const FOR: Message = Message::new("Toimeksianto", "Uppdrag", "Assignment");
pub(crate) const CHOICE: Message = Message::new(
    "{recipient}: {assignment}, {until} asti",
    "{recipient}: {assignment}, till {until}",
    "{recipient}: {assignment}, until {until}",
);
pub(crate) const GROUP: Message = Message::new("Vain tämä ryhmä", "Bara den här gruppen", "Only this group");
pub(crate) const EVERYBODY: Message = Message::new(
    "Kaikki, jotka käyttötarkoitus tavoittaa",
    "Alla som ändamålet når",
    "Everybody whom the purpose reaches",
);
pub(crate) const MAKE: Message =
    Message::new("Tee ja lataa luettelo", "Gör och ladda ner listan", "Make and download the list");
pub(crate) const ONCE: Message = Message::new(
    "Luettelo ladataan kerran: sitä ei säilytetä täällä.",
    "Listan laddas ner en gång: den sparas inte här.",
    "The list is downloaded once: it is not kept here.",
);
pub(crate) const NOT_NOW: Message = Message::new(
    "Yksikään toimeksianto ei ole tänään voimassa tähän käyttötarkoitukseen.",
    "Inget uppdrag gäller i dag för detta ändamål.",
    "No assignment is in force today for this purpose.",
);
pub(crate) const UNKNOWN: Message = Message::new(
    "Valitse toimeksianto luettelosta.",
    "Välj ett uppdrag i listan.",
    "Choose an assignment from the list.",
);
pub(crate) const MADE_TITLE: Message =
    Message::new("Tehdyt luettelot", "Gjorda listor", "Lists that were made");
pub(crate) const NONE: Message =
    Message::new("Luetteloita ei ole tehty.", "Inga listor har gjorts.", "No lists have been made.");
pub(crate) const MADE: Message = Message::new("Tehty", "Gjord", "Made");
pub(crate) const RECIPIENT: Message = Message::new("Saaja", "Mottagare", "Recipient");
pub(crate) const PURPOSE: Message = Message::new("Käyttötarkoitus", "Ändamål", "Purpose");
pub(crate) const PEOPLE: Message = Message::new("Ihmisiä", "Personer", "People");
pub(crate) const MARK: Message = Message::new("Rivien tunnus", "Radernas märke", "Reference");
pub(crate) const BY: Message = Message::new("Tekijä", "Gjord av", "Made by");
pub(crate) const STATE: Message = Message::new("Tila", "Status", "State");
pub(crate) const DESTROYED: Message = Message::new("hävitetty {day}", "förstörd {day}", "destroyed {day}");
pub(crate) const DUE: Message =
    Message::new("hävitettävä viimeistään {day}", "ska förstöras senast {day}", "to be destroyed by {day}");
pub(crate) const LATE: Message = Message::new(
    "olisi pitänyt hävittää {day}",
    "borde ha förstörts {day}",
    "should have been destroyed by {day}",
);
pub(crate) const CONFIRM: Message =
    Message::new("Merkitse hävitetyksi", "Anteckna som förstörd", "Put down as destroyed");
