//! What is answered to mail that opens a case, and our own mail that tries the way.

use super::Message;

pub(crate) const RECEIPT_SUBJECT: Message = Message::new(
    "Pyyntösi on saapunut: {register}",
    "Din begäran har kommit fram: {register}",
    "Your request has arrived: {register}",
);
pub(crate) const RECEIPT: Message = Message::new(
    "Hei,\n\npyyntösi rekisteristä {register} on saapunut: {kind}. Sen tunnus on {request}, ja vastaamme viimeistään {due}.\n\n\
     Jos meidän pitää varmistaa, kuka olet, kysymme sitä erikseen. Älä lähetä henkilötunnusta sähköpostilla.\n\n{controller}\n",
    "Hej,\n\ndin begäran om registret {register} har kommit fram: {kind}. Den har numret {request}, och vi svarar senast {due}.\n\n\
     Om vi behöver försäkra oss om vem du är frågar vi särskilt. Skicka inte din personbeteckning per e-post.\n\n{controller}\n",
    "Hello,\n\nyour request about the register {register} has arrived: {kind}. Its name is {request}, and we will answer by {due}.\n\n\
     If we need to make sure who you are, we will ask. Don't send an identity code by e-mail.\n\n{controller}\n",
);
/// What is said of the kind while nobody has looked.
pub(crate) const NOT_RECOGNISED: Message =
    Message::new("katsomme, mitä se koskee", "vi ser efter vad den gäller", "we will look what it is about");
pub(crate) const LEFT_OUT: Message = Message::new(
    "Liitteitä, joita ei voitu säilyttää: {n}.",
    "Bilagor som inte kunde sparas: {n}.",
    "Attachments that could not be kept: {n}.",
);
pub(crate) const TRIAL: Message = Message::new(
    "Tämä on palvelun oma viesti, jolla kokeillaan, tulevatko tähän osoitteeseen lähetetyt pyynnöt perille. Se poistuu itsestään.\n",
    "Det här är tjänstens eget meddelande som prövar om begäran som skickas till adressen kommer fram. Det tas bort av sig självt.\n",
    "This is the service's own mail, which tries whether requests sent to this address arrive. It goes away by itself.\n",
);
