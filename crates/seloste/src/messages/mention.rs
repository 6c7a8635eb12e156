//! Words of what others' texts say of people who were erased, and of texts that may tell something sensitive.

use super::Message;
use seloste_gate::mentions::Clue;

pub(crate) const TITLE: Message =
    Message::new("Maininnat muiden tiedoissa", "Omnämnanden i andras uppgifter", "Mentions in others’ texts");
pub(crate) const LEAD: Message = Message::new(
    "Nämä tekstit voivat kertoa henkilöstä, joka on poistettu rekisteristä, tai jotakin arkaluonteista. Peitä sanat, tai kerro, miksi ne jäävät. Peitetty teksti peitetään myös aiemmista versioista, eikä sitä saa takaisin.",
    "De här texterna kan berätta om en person som har raderats ur registret, eller något känsligt. Täck över orden, eller säg varför de blir kvar. Det som täcks över täcks över också i tidigare versioner och kan inte fås tillbaka.",
    "These texts may speak of somebody who was erased, or tell something sensitive. Cover the words, or say why they stay. What is covered is covered in earlier versions too, and can’t be brought back.",
);
pub(crate) const NONE: Message =
    Message::new("Mitään ei ole avoinna.", "Ingenting är öppet.", "Nothing is open.");
pub(crate) const SEARCHING: Message = Message::new(
    "Tekstejä käydään vielä läpi. Katso hetken päästä uudelleen.",
    "Texterna gås ännu igenom. Se efter på nytt om en stund.",
    "Texts are still being gone through. Look again in a moment.",
);
pub(crate) const SUSPECTED: Message = Message::new("Epäilyn peruste", "Skäl till misstanken", "Suspected by");
pub(crate) const EARLIER: Message =
    Message::new("vain aiemmassa versiossa", "bara i en tidigare version", "in an earlier version only");
pub(crate) const GONE: Message = Message::new(
    "Teksti on muuttunut, eikä sanoja enää ole siinä.",
    "Texten har ändrats och orden finns inte längre där.",
    "The text has changed, and the words are no longer in it.",
);
pub(crate) const WHOSE: Message = Message::new(
    "Avaa tiedot, joissa maininta on",
    "Öppna uppgifterna där omnämnandet finns",
    "Open whose text it is",
);
/// Where the text is of somebody's request.
pub(crate) const IN_REQUEST: Message =
    Message::new("Toisen henkilön pyyntö", "En annan persons begäran", "Another person's request");
/// Where the text is a file of somebody's request.
pub(crate) const IN_FILE: Message = Message::new(
    "Toisen henkilön pyynnön liite",
    "En bilaga till en annan persons begäran",
    "A file of another person's request",
);
/// To the request.
pub(crate) const WHOSE_REQUEST: Message = Message::new("Avaa pyyntö", "Öppna begäran", "Open the request");
pub(crate) const COVER: Message = Message::new("Peitä", "Täck över", "Cover");
pub(crate) const KEEP: Message = Message::new("Jätä", "Lämna kvar", "Let it stay");
pub(crate) const OTHER: Message =
    Message::new("Ei tarkoita häntä", "Gäller någon annan", "Somebody else is meant");
pub(crate) const REASON: Message =
    Message::new("Syy, jos maininta jää", "Orsak, om omnämnandet blir kvar", "Reason, if it stays");
pub(crate) const FOUND: Message = Message::new(
    "Muiden tiedoissa on mahdollisia mainintoja: {many}. Ne käydään läpi poiston jälkeen.",
    "Möjliga omnämnanden i andras uppgifter: {many}. De gås igenom efter raderingen.",
    "Possible mentions in others’ texts: {many}. They are gone through after the erasure.",
);
pub(crate) const MORE: Message = Message::new("Lisää", "Fler", "More");

/// By what a text is suspected.
pub(crate) const fn clue(clue: Clue) -> Message {
    match clue {
        Clue::Name => Message::new("nimi", "namn", "name"),
        Clue::Surname => Message::new("sukunimi", "efternamn", "surname"),
        Clue::Phone => Message::new("puhelinnumero", "telefonnummer", "telephone number"),
        Clue::Email => Message::new("sähköpostiosoite", "e-postadress", "e-mail address"),
        Clue::Number => {
            Message::new("asiakasnumero tai tunnus", "kundnummer eller kod", "customer number or id")
        }
        Clue::Address => Message::new("katuosoite", "gatuadress", "street address"),
        Clue::Sensitive => Message::new("arkaluonteinen sana", "känsligt ord", "sensitive word"),
    }
}
