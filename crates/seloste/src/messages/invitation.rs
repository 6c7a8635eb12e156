//! Words of inviting somebody to their own pages.

use super::Message;

pub(crate) const TITLE: Message =
    Message::new("Kutsu omille sivuille", "Bjud in till egna sidor", "Invite to their own pages");
pub(crate) const LEAD: Message = Message::new(
    "Henkilö saa sähköpostitse linkin, jolla pääsee kerran omille sivuilleen katsomaan tietojaan ja päättämään niiden käytöstä.",
    "Personen får per e-post en länk som en gång leder till egna sidor, där personen ser sina uppgifter och bestämmer om hur de används.",
    "The person gets a link by e-mail that leads once to pages of their own, to see their data and to decide on its use.",
);
pub(crate) const WAITING: Message =
    Message::new("Voimassa olevat kutsut", "Gällande inbjudningar", "Invitations that still work");
pub(crate) const NONE_WAITING: Message = Message::new(
    "Yhtään käyttämätöntä kutsua ei ole.",
    "Det finns inga oanvända inbjudningar.",
    "No invitation waits to be used.",
);
pub(crate) const MADE: Message = Message::new("Lähetetty {made}", "Skickad {made}", "Sent {made}");
pub(crate) const ENDS: Message =
    Message::new("voimassa {ends} asti", "gäller till {ends}", "works until {ends}");
pub(crate) const WITH_KEY: Message = Message::new("avainkoodi", "nyckelkod", "key code");
pub(crate) const WITHDRAW: Message = Message::new("Peru kutsu", "Dra tillbaka", "Withdraw");
pub(crate) const ADDRESS: Message = Message::new("Sähköpostiosoite", "E-postadress", "E-mail address");
pub(crate) const NO_ADDRESS: Message = Message::new(
    "Henkilöllä ei ole sähköpostiosoitetta, johon kutsun voisi lähettää. Lisää osoite ensin.",
    "Personen har ingen e-postadress som inbjudan kan skickas till. Lägg först till en adress.",
    "The person has no e-mail address that an invitation could go to. Add an address first.",
);
pub(crate) const ADD_ADDRESS: Message =
    Message::new("Lisää sähköpostiosoite", "Lägg till e-postadress", "Add an e-mail address");
pub(crate) const DAYS: Message = Message::new(
    "Kuinka monta päivää kutsu on voimassa",
    "Hur många dagar inbjudan gäller",
    "For how many days the invitation works",
);
pub(crate) const DAYS_HINT: Message = Message::new("1–30 päivää.", "1–30 dagar.", "1 to 30 days.");
pub(crate) const LANGUAGE: Message =
    Message::new("Viestin kieli", "Meddelandets språk", "Language of the mail");
pub(crate) const KEY: Message = Message::new("Vaadi avainkoodi", "Kräv en nyckelkod", "Ask for a key code");
pub(crate) const KEY_HINT: Message = Message::new(
    "Pelkkä linkki ei silloin riitä. Saat koodin tällä sivulla kerran: kerro se henkilölle muuten kuin sähköpostitse, esimerkiksi puhelimessa.",
    "Då räcker inte länken ensam. Du får koden en gång på den här sidan: berätta den för personen på annat sätt än per e-post, till exempel i telefon.",
    "The link alone is then not enough. You get the code once on this page: tell it to the person by another way than e-mail, by telephone for example.",
);
pub(crate) const SEND: Message = Message::new("Lähetä kutsu", "Skicka inbjudan", "Send the invitation");
pub(crate) const SENT: Message = Message::new(
    "Kutsu lähtee. Se toimii kerran, {ends} asti.",
    "Inbjudan skickas. Den fungerar en gång, till {ends}.",
    "The invitation is on its way. It works once, until {ends}.",
);
pub(crate) const CODE: Message = Message::new(
    "Avainkoodi näytetään vain tässä. Kerro se henkilölle muuten kuin sähköpostitse. Viisi väärää koodia päättää kutsun.",
    "Nyckelkoden visas bara här. Berätta den för personen på annat sätt än per e-post. Fem fel koder avslutar inbjudan.",
    "The key code is shown here only. Tell it to the person by another way than e-mail. Five wrong codes end the invitation.",
);
