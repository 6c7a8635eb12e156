//! Texts of telling people from whom their data came (GDPR 14).

use super::Message;
use seloste_gate::source_notices::ToldBy;

pub(crate) const TITLE: Message =
    Message::new("Kerrottava tietolähteestä", "Att informera om källan", "To be told of the source");
pub(crate) const LEAD: Message = Message::new(
    "Nämä henkilöt on saatu rekisteriin muualta kuin heiltä itseltään. Heille kerrotaan, mistä tiedot on saatu: viimeistään kuukauden kuluessa, tai jo silloin, kun heihin otetaan ensimmäisen kerran yhteyttä.",
    "De här personerna har kommit in i registret från någon annan än dem själva. De informeras om varifrån uppgifterna kommer: senast inom en månad, eller redan när de kontaktas första gången.",
    "These people came into the register from somebody else than themselves. They are told where the data came from: within a month at the latest, or when they are first contacted.",
);
pub(crate) const NONE: Message =
    Message::new("Kaikille on kerrottu.", "Alla har informerats.", "Everybody has been told.");
pub(crate) const COUNTS: Message = Message::new(
    "Kertomatta {open}, näistä myöhässä {late}.",
    "Ej informerade {open}, av dem försenade {late}.",
    "Not told {open}, of these overdue {late}.",
);
pub(crate) const PERSON: Message = Message::new("Henkilö", "Person", "Person");
pub(crate) const OPEN_CARD: Message = Message::new("Avaa kortti", "Öppna kortet", "Open the card");
pub(crate) const SOURCE: Message = Message::new("Lähde", "Källa", "Source");
pub(crate) const OBTAINED: Message = Message::new("Saatu", "Erhållen", "Obtained");
pub(crate) const DUE: Message = Message::new("Viimeistään", "Senast", "At the latest");
pub(crate) const LATE: Message = Message::new("myöhässä", "försenad", "overdue");
pub(crate) const HOW: Message =
    Message::new("Miten kerrottiin", "Hur personen informerades", "How the person was told");
pub(crate) const PUT_DOWN: Message =
    Message::new("Kirjaa kerrotuksi", "Anteckna som informerad", "Put down as told");
pub(crate) const MORE: Message = Message::new("Seuraavat", "Följande", "Next");
pub(crate) const TEXT: Message =
    Message::new("Henkilölle kerrottava teksti", "Text till personen", "What the person is told");

/// A way of telling, in words.
pub(crate) const fn way(way: ToldBy) -> &'static Message {
    match way {
        ToldBy::Letter => &LETTER,
        ToldBy::Email => &EMAIL,
        ToldBy::Phone => &PHONE,
        ToldBy::Person => &IN_PERSON,
        ToldBy::Known => &KNOWN,
    }
}

const LETTER: Message = Message::new("Kirjeellä", "Med brev", "By letter");
const EMAIL: Message = Message::new("Sähköpostilla", "Med e-post", "By e-mail");
const PHONE: Message = Message::new("Puhelimessa", "Per telefon", "By telephone");
const IN_PERSON: Message = Message::new("Tavattaessa", "Vid ett möte", "In person");
const KNOWN: Message = Message::new("Hän tiesi jo", "Visste redan", "Knew already");

pub(crate) const MAIL_SUBJECT: Message = Message::new(
    "Tietosi on tallennettu: {register}",
    "Uppgifter om dig har lagrats: {register}",
    "Data about you have been stored: {register}",
);
pub(crate) const FROM: Message = Message::new(
    "Olemme tallentaneet tietojasi rekisteriin ”{register}”. Saimme ne muualta kuin sinulta: lähde on {source}.",
    "Vi har lagrat uppgifter om dig i registret ”{register}”. Vi fick dem av någon annan än dig: källan är {source}.",
    "We have stored data about you in the register “{register}”. We got them from somebody else than you: the source is {source}.",
);
pub(crate) const CONTROLLER: Message = Message::new(
    "Rekisterinpitäjä on {name}, {address}. Yhteydenotot: {contact}.",
    "Personuppgiftsansvarig är {name}, {address}. Kontakt: {contact}.",
    "The controller is {name}, {address}. Contact: {contact}.",
);
pub(crate) const PURPOSES: Message = Message::new(
    "Tietoja käytetään näihin tarkoituksiin: {purposes}.",
    "Uppgifterna används för: {purposes}.",
    "The data are used for: {purposes}.",
);
pub(crate) const CATEGORIES: Message = Message::new(
    "Tästä lähteestä voidaan saada näitä tietoja: {items}.",
    "Från den här källan kan följande uppgifter fås: {items}.",
    "From this source we may get: {items}.",
);
pub(crate) const RECIPIENTS: Message = Message::new(
    "Tietoja saavat: {recipients}.",
    "Uppgifterna lämnas till: {recipients}.",
    "The data are given to: {recipients}.",
);
pub(crate) const RIGHTS: Message = Message::new(
    "Voit pyytää tietosi nähtäväksi, oikaistaviksi tai poistettaviksi, rajoittaa niiden käyttöä, vastustaa käyttöä ja kieltää suoramarkkinoinnin milloin tahansa. Voit myös tehdä valituksen tietosuojavaltuutetulle.",
    "Du kan begära att få se, rätta eller radera dina uppgifter, begränsa eller invända mot användningen och när som helst förbjuda direktmarknadsföring. Du kan också klaga hos dataskyddsmyndigheten.",
    "You may ask to see your data, to have them corrected or erased, restrict or object to their use, and forbid direct marketing at any time. You may also complain to the data protection authority.",
);
pub(crate) const NOTICE: Message = Message::new(
    "Koko tietosuojaseloste säilytysaikoineen: {address}",
    "Hela dataskyddsbeskrivningen med lagringstider: {address}",
    "The whole privacy notice, with how long data are kept: {address}",
);
