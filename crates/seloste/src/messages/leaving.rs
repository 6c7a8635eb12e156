//! Words of erasing, holding and restricting somebody's data.

use super::Message;

pub(crate) const TITLE: Message =
    Message::new("Poistaminen ja rajoittaminen", "Radering och begränsning", "Erasure and restriction");
pub(crate) const UNCHANGED: Message = Message::new(
    "Tässä näet, mitä poistossa lähtee ja mitä jää. Mitään ei ole vielä muutettu.",
    "Här ser du vad som raderas och vad som blir kvar. Ingenting har ändrats ännu.",
    "Here you see what an erasure takes and what stays. Nothing has been changed yet.",
);
pub(crate) const GOES: Message = Message::new("Poistuu nyt", "Raderas nu", "Goes now");
pub(crate) const STAYS: Message = Message::new("Jää", "Blir kvar", "Stays");
/// One thing that stays, as the case tells it.
pub(crate) const STAYS_LINE: Message = Message::new(
    "Jää: {what} ({many}), {why}, enintään {until}",
    "Blir kvar: {what} ({many}), {why}, längst till {until}",
    "Stays: {what} ({many}), {why}, until {until} at the latest",
);
pub(crate) const WHAT: Message = Message::new("Tieto", "Uppgift", "Data");
pub(crate) const MANY: Message = Message::new("Määrä", "Antal", "Number");
pub(crate) const WHY: Message = Message::new("Syy", "Orsak", "Reason");
pub(crate) const UNTIL: Message = Message::new("Enintään", "Längst till", "Until");
pub(crate) const NOTHING_STAYS: Message =
    Message::new("Mitään ei jää.", "Ingenting blir kvar.", "Nothing stays.");
pub(crate) const CASE: Message = Message::new("Vireillä oleva asia", "Pågående ärende", "A pending case");
pub(crate) const FINGERPRINTS: Message = Message::new(
    "Avaimellinen tarkiste ({items}) jää vain siihen, ettei henkilöä tuoda rekisteriin uudelleen muiden tiedoista. Kerro tästä henkilölle.",
    "Ett nycklat fingeravtryck ({items}) blir kvar enbart för att personen inte ska föras in på nytt ur andras uppgifter. Berätta det för personen.",
    "A keyed fingerprint ({items}) stays, only to keep the person from being brought in again from other people's data. Tell the person so.",
);
pub(crate) const RECIPIENTS: Message = Message::new(
    "Poistosta ilmoitetaan vastaanottajille: {many}.",
    "Mottagare som underrättas om raderingen: {many}.",
    "Recipients who will be told of the erasure: {many}.",
);
pub(crate) const ERASE: Message = Message::new("Poista pysyvästi", "Radera för gott", "Erase for good");
pub(crate) const ERASE_SURE: Message = Message::new(
    "Poistoa ei voi perua. Avain tuhotaan, joten tietoja ei saa auki varmuuskopioistakaan.",
    "Raderingen kan inte ångras. Nyckeln förstörs, så uppgifterna kan inte öppnas ens ur säkerhetskopior.",
    "This can't be undone. The key is destroyed, so that not even backups can be opened.",
);
pub(crate) const WAITS: Message = Message::new(
    "Vireillä oleva asia pitää kaikki tiedot. Poisto tehdään, kun pidätys puretaan, ja siihen asti tiedot ovat suljettuina.",
    "Ett pågående ärende behåller alla uppgifter. De raderas när spärren hävs och är stängda till dess.",
    "A pending case keeps everything. It is erased when the hold is released, and is closed until then.",
);
pub(crate) const DONE: Message = Message::new("Poistettu", "Raderat", "Erased");
pub(crate) const RESTRICTION: Message =
    Message::new("Käsittelyn rajoittaminen", "Begränsning av behandling", "Restriction of use");
pub(crate) const RESTRICTION_HINT: Message = Message::new(
    "Rajoitetut tiedot vain säilytetään: ne eivät näy missään muussa käytössä.",
    "Begränsade uppgifter bara bevaras: de syns inte i någon annan användning.",
    "Restricted data is only kept: no other use sees it.",
);
pub(crate) const RESTRICTED: Message = Message::new("Rajoitettu", "Begränsat", "Restricted");
pub(crate) const RESTRICT: Message = Message::new("Rajoita", "Begränsa", "Restrict");
pub(crate) const END_RESTRICTION: Message =
    Message::new("Lopeta rajoitus", "Avsluta begränsningen", "End the restriction");
pub(crate) const HOLDS: Message = Message::new("Pidätykset", "Spärrar", "Holds");
pub(crate) const HOLDS_HINT: Message = Message::new(
    "Pidätys säilyttää tiedot vireillä olevan asian ajan, vaikka säilytysaika päättyisi.",
    "En spärr behåller uppgifterna medan ett ärende pågår, även om bevaringstiden går ut.",
    "A hold keeps data while a case is pending, even past its retention.",
);
pub(crate) const HOLD_CASE: Message = Message::new("Asia ja syy", "Ärende och orsak", "Case and reason");
pub(crate) const HOLD_REVIEW: Message =
    Message::new("Tarkistetaan viimeistään", "Granskas senast", "Look again by");
pub(crate) const HOLD_KIND: Message = Message::new("Peruste", "Grund", "Reason by the statement");
pub(crate) const HOLD_PLACE: Message = Message::new("Pidätä", "Spärra", "Hold");
pub(crate) const HOLD_EVERYTHING: Message = Message::new("Pidätä kaikki", "Spärra allt", "Hold everything");
pub(crate) const HOLD_RELEASE: Message = Message::new("Pura pidätys", "Häv spärren", "Release");
pub(crate) const HOLD_BAD_DATE: Message = Message::new(
    "Kirjoita päivä muodossa 2027-02-01.",
    "Skriv dagen i formen 2027-02-01.",
    "Write the day like 2027-02-01.",
);
pub(crate) const PERMISSIONS: Message =
    Message::new("Suostumukset ja kiellot", "Samtycken och förbud", "Consents and prohibitions");
pub(crate) const PAST: Message = Message::new("Aiemmat arvot", "Tidigare värden", "Earlier values");
pub(crate) const REASONS: Message =
    Message::new("Avaamisten perusteet", "Orsaker till öppnanden", "Reasons for opening");
pub(crate) const UNDECLARED: Message = Message::new(
    "Selosteesta poistetut tiedot",
    "Uppgifter som inte längre beskrivs",
    "Data that the statement no longer declares",
);
