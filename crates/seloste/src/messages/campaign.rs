//! Words about whom a campaign reaches and why it passes over others.

use super::Message;
use seloste_gate::campaign::LeftOut;

const NO_CONSENT: Message =
    Message::new("ei ole antanut suostumusta", "har inte gett sitt samtycke", "has given no consent");
const PROHIBITED: Message = Message::new("on kieltänyt tämän", "har förbjudit detta", "has prohibited this");
const NOT_THIS_WAY: Message = Message::new(
    "selosteen mukaan ketään ei lähestytä tällä tavalla",
    "enligt beskrivningen kontaktas ingen på detta sätt",
    "by the statement nobody is approached in this way",
);
const NO_CONTACT_DETAIL: Message = Message::new(
    "osoite tai numero puuttuu",
    "adress eller nummer saknas",
    "there is no address or number for it",
);
const NO_CONSENT_TO_TARGETING: Message = Message::new(
    "ei ole antanut suostumusta kohdentamiseen",
    "har inte samtyckt till riktad reklam",
    "has given no consent to targeting",
);
const TARGETING_PROHIBITED: Message =
    Message::new("on kieltänyt kohdentamisen", "har förbjudit riktad reklam", "has prohibited targeting");

/// Why somebody is left out, in words.
#[must_use]
pub(crate) const fn why(left_out: LeftOut) -> &'static Message {
    match left_out {
        LeftOut::NoConsent => &NO_CONSENT,
        LeftOut::Prohibited => &PROHIBITED,
        LeftOut::NotThisWay => &NOT_THIS_WAY,
        LeftOut::NoContactDetail => &NO_CONTACT_DETAIL,
        LeftOut::NoConsentToTargeting => &NO_CONSENT_TO_TARGETING,
        LeftOut::TargetingProhibited => &TARGETING_PROHIBITED,
    }
}
