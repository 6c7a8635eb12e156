//! Words of duplicates: who may be the same person, two cards side by side, what a merge does.

use super::Message;
use seloste_gate::merging::Settled;

pub(crate) const TITLE: Message =
    Message::new("Mahdolliset kaksoiskappaleet", "Möjliga dubbletter", "Possible duplicates");
pub(crate) const LEAD: Message = Message::new(
    "Kortit, joilla on sama yhteystieto tai tunniste kuin tällä, tai sama nimi ja sen lisäksi muuta samaa.",
    "Kort som har samma kontaktuppgift eller identifierare som detta, eller samma namn och något annat gemensamt.",
    "Cards that share a contact detail or an identifier with this one, or the name and something beside it.",
);
pub(crate) const NONE: Message = Message::new(
    "Samanlaisia kortteja ei löytynyt.",
    "Inga liknande kort hittades.",
    "No cards alike were found.",
);
pub(crate) const SAME: Message = Message::new("sama: {items}", "samma: {items}", "the same: {items}");
pub(crate) const COMPARE: Message = Message::new("Vertaa", "Jämför", "Compare");
pub(crate) const SIDE_BY_SIDE: Message =
    Message::new("Kaksi korttia rinnakkain", "Två kort sida vid sida", "Two cards side by side");
pub(crate) const ITEM: Message = Message::new("Tieto", "Uppgift", "Item");
pub(crate) const STAYS: Message = Message::new("Tämä kortti jää", "Detta kort blir kvar", "This card stays");
pub(crate) const GOES: Message =
    Message::new("Tämä kortti poistuu", "Detta kort försvinner", "This card goes");
pub(crate) const OUTCOME: Message = Message::new("Yhdistettynä", "Sammanslaget", "Together");
pub(crate) const OBJECTS: Message =
    Message::new("Tapahtumia siirtyy: {n}", "Objekt som flyttas: {n}", "Objects that move: {n}");
pub(crate) const PROHIBITIONS: Message = Message::new(
    "Voimassa olevia kieltoja: {n}. Kaikki jäävät voimaan.",
    "Gällande förbud: {n}. Alla fortsätter att gälla.",
    "Prohibitions in force: {n}. All of them stay in force.",
);
pub(crate) const CONSENTS: Message = Message::new(
    "Suostumuksia päättyy: {n}, koska sama on peruttu toisella kortilla.",
    "Samtycken som upphör: {n}, eftersom samma samtycke har återkallats på det andra kortet.",
    "Consents that end: {n}, because the same was withdrawn on the other card.",
);
pub(crate) const FINAL: Message = Message::new(
    "Yhdistämistä ei voi perua. Historia, lähteet ja merkinnät katseluista säilyvät, ja vanha osoite vie jäävälle kortille.",
    "En sammanslagning kan inte ångras. Historik, källor och uppgifter om visningar finns kvar, och den gamla adressen leder till kortet som blir kvar.",
    "A merge can't be undone. History, sources and the log of viewings are kept, and the old address leads to the card that stays.",
);
pub(crate) const MERGE: Message = Message::new("Yhdistä kortit", "Slå ihop korten", "Merge the cards");
pub(crate) const SWAP: Message =
    Message::new("Vaihda, kumpi jää", "Byt vilket som blir kvar", "Swap which one stays");
pub(crate) const APART: Message =
    Message::new("He ovat eri henkilöt", "De är olika personer", "They are two people");

const SAME_VALUE: Message = Message::new("sama", "samma", "the same");
const KEPT: Message = Message::new("säilyy", "blir kvar", "stays");
const TAKEN_OVER: Message = Message::new(
    "siirtyy jäävälle kortille",
    "flyttas till kortet som blir kvar",
    "goes over to the card that stays",
);
const BOTH: Message = Message::new("molempien arvot", "värdena från båda", "the values of both");
const KEPT_WINS: Message = Message::new(
    "jäävän kortin arvo; toinen jää historiaan",
    "värdet på kortet som blir kvar; det andra finns i historiken",
    "that of the card that stays; the other goes to the history",
);

/// What becomes of an item, in words.
#[must_use]
pub(crate) const fn settled(settled: Settled) -> &'static Message {
    match settled {
        Settled::Same => &SAME_VALUE,
        Settled::Kept => &KEPT,
        Settled::TakenOver => &TAKEN_OVER,
        Settled::Both => &BOTH,
        Settled::KeptWins => &KEPT_WINS,
    }
}
