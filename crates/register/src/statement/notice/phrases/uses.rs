//! Phrases about the limits of purposes.

use crate::text::Phrase;

pub(in crate::statement::notice) const CONCERNS: Phrase =
    Phrase::new("Koskee vain", "Gäller endast", "Concerns only");
pub(in crate::statement::notice) const TIED: Phrase = Phrase::new(
    "Vain niin kauan kuin jokin näistä on voimassa",
    "Bara så länge något av dessa är i kraft",
    "Only as long as one of these lasts",
);
pub(in crate::statement::notice) const NEVER: Phrase = Phrase::new(
    "Näitä tietoja ei koskaan käytetä seuraaviin",
    "Uppgifterna används aldrig för följande",
    "What is kept for this is never used for",
);
pub(in crate::statement::notice) const ADVERTISES: Phrase = Phrase::new(
    "Mitä tai kenen tuotteita mainostetaan",
    "Vad eller vems produkter reklamen gäller",
    "Whose products are advertised",
);
pub(in crate::statement::notice) const MARKETING: Phrase = Phrase::new(
    "Suoramarkkinoinnissa noudatamme lain lisäksi näitä sääntöjä:",
    "I direktmarknadsföring följer vi utöver lagen dessa regler:",
    "In direct marketing we follow these rules beyond the law:",
);
pub(in crate::statement::notice) const EVERY_CHANNEL: Phrase =
    Phrase::new("Kaikki kanavat", "Alla kanaler", "Every channel");
pub(in crate::statement::notice) const UNLESS_PROHIBITED: Phrase = Phrase::new(
    "sallittu, ellei sitä ole kielletty",
    "tillåtet, om det inte har förbjudits",
    "allowed unless it has been prohibited",
);
pub(in crate::statement::notice) const WITH_CONSENT: Phrase =
    Phrase::new("vain suostumuksella", "endast med samtycke", "only with consent");
pub(in crate::statement::notice) const NOT_AT_ALL: Phrase =
    Phrase::new("ei lainkaan", "inte alls", "not at all");
pub(in crate::statement::notice) const HAS_BOUGHT: Phrase = Phrase::new(
    "ne, jotka ovat ostaneet samankaltaista",
    "de som har köpt liknande produkter",
    "those who have bought the like",
);
