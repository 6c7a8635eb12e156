//! Phrases about keeping.

use crate::text::Phrase;

pub(in crate::statement::notice) const GROUPS: Phrase = Phrase::new(
    "Joidenkin ryhmien omia tietoja säilytetään enintään tämän ajan, vaikka edellä sanottu aika jatkuisi pidempään:",
    "Vissa gruppers egna uppgifter bevaras högst så här länge, också när tiden ovan löper ut senare:",
    "The details of people in some groups are kept no longer than this, even where the time above would end later:",
);
pub(in crate::statement::notice) const HOLDS: Phrase = Phrase::new(
    "Tieto voidaan säilyttää määräaikaa pidempään vain seuraavissa tapauksissa ja vain niin kauan kuin asia sitä vaatii:",
    "En uppgift kan bevaras längre än tidsfristen endast i följande fall och endast så länge som ärendet kräver det:",
    "Data may be kept beyond its time only in these cases, and only as long as the matter requires:",
);
pub(in crate::statement::notice) const ANONYMISE: Phrase = Phrase::new(
    "Sen jälkeen tieto poistetaan, ja siitä jäävät vain lukumäärät ja summat, joista ei tunnista ketään.",
    "Därefter raderas uppgiften, och av den återstår bara antal och summor som inte identifierar någon.",
    "After that it is erased, and only counts and sums are left of it, which identify nobody.",
);
pub(in crate::statement::notice) const RESTRICT: Phrase = Phrase::new(
    "Sen jälkeen tieto vain säilytetään lakisääteisiä velvoitteita varten, eikä sitä näytetä muuhun.",
    "Därefter bevaras uppgiften endast för rättsliga förpliktelser och visas inte för annat.",
    "After that it is only stored for what the law obliges to, and shown for nothing else.",
);
