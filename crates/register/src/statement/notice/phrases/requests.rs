//! Phrases about requests.

use crate::text::Phrase;

pub(in crate::statement::notice) const IDENTITY: Phrase = Phrase::new(
    "Voit osoittaa henkilöllisyytesi jollakin näistä tavoista:",
    "Du kan visa vem du är på något av följande sätt:",
    "You can show who you are in one of these ways:",
);
pub(in crate::statement::notice) const DOUBT: Phrase = Phrase::new(
    "Lisää kysymme vain, jos on perusteltu syy epäillä, kuka pyynnön tekee.",
    "Vi frågar mer endast om det finns skälig orsak att tvivla på vem som framställer begäran.",
    "We ask for more only if there is a good reason to doubt who makes the request.",
);
pub(in crate::statement::notice) const DOCUMENT: Phrase = Phrase::new(
    "Jos teet pyynnön paikan päällä, näytä henkilöllisyystodistus. Kirjaamme vain, millainen asiakirja se oli; numeroa emme kirjaa emmekä ota kopiota.",
    "Om du gör begäran på plats, visa en identitetshandling. Vi antecknar bara vilket slags handling det var; numret antecknas inte och ingen kopia tas.",
    "If you make the request in person, show an identity document. We note only what kind of document it was; we note no number and take no copy.",
);
pub(in crate::statement::notice) const ASKS: Phrase = Phrase::new(
    "Tunnistamista varten kysymme:",
    "För att identifiera dig frågar vi efter:",
    "In order to know you we ask for:",
);
pub(in crate::statement::notice) const FORMS: Phrase =
    Phrase::new("Vastauksen voi saada", "Svaret kan ges", "The answer can be had");
pub(in crate::statement::notice) const COPY: Phrase = Phrase::new(
    "Jäljennöksen tiedoista saa aina.",
    "En kopia av uppgifterna fås alltid.",
    "A copy of the data can always be had.",
);
pub(in crate::statement::notice) const ON_RECORD: Phrase = Phrase::new(
    "Kirje lähetetään osoitteeseen, joka oli rekisterissä ennen pyyntöä, tai osoitteeseen, jonka olet tätä asiaa varten todistanut omaksesi.",
    "Ett brev skickas till den adress som fanns i registret före begäran, eller till en adress som du för detta ärende har visat vara din.",
    "A letter goes to the address that was in the register before the request, or to one that you have proved to be yours for this matter.",
);
pub(in crate::statement::notice) const PROVED: Phrase = Phrase::new(
    "Kirje lähetetään osoitteeseen, jonka olet todistanut omaksesi.",
    "Ett brev skickas till en adress som du har visat vara din.",
    "A letter goes to an address that you have proved to be yours.",
);
pub(in crate::statement::notice) const RECEIVERS: Phrase = Phrase::new(
    "Pyynnön voi lähettää myös näille yrityksille:",
    "Begäran kan också skickas till följande företag:",
    "A request can also be sent to:",
);
pub(in crate::statement::notice) const FIRST_RECEIPT: Phrase = Phrase::new(
    "Vastausaika alkaa siitä, kun ensimmäinen niistä on saanut pyynnön.",
    "Svarstiden börjar när det första av dem har fått begäran.",
    "The time for answering begins when the first of them has received it.",
);
pub(in crate::statement::notice) const FREE: Phrase =
    Phrase::new("Pyynnöt ovat maksuttomia.", "Begäranden är avgiftsfria.", "Requests are free of charge.");
pub(in crate::statement::notice) const PROHIBIT: Phrase = Phrase::new(
    "Kiellon voit tehdä ja suostumuksen perua",
    "Du kan meddela ett förbud och återkalla ett samtycke",
    "You can set a prohibition and withdraw a consent",
);
pub(in crate::statement::notice) const ANY_OTHER: Phrase = Phrase::new(
    "Muullakin tavalla ilmoitettu on heti voimassa.",
    "Ett meddelande på annat sätt gäller också genast.",
    "Told in any other way it has effect at once as well.",
);
