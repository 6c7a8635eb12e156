//! Words of mailings: whom a purpose reaches, a message as it will look, and how far its sending has come.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Joukkoviestit", "Massutskick", "Mailings");
pub(crate) const LEAD: Message = Message::new(
    "Yksi viesti sähköpostilla kaikille, jotka tämä käyttötarkoitus tavoittaa. Näet luvut, et vastaanottajia.",
    "Ett meddelande per e-post till alla som detta ändamål når. Du ser siffror, inte mottagare.",
    "One message by e-mail to everybody whom this purpose reaches. You see figures, not receivers.",
);
pub(crate) const NONE: Message = Message::new(
    "Viestejä ei ole vielä lähetetty.",
    "Inga meddelanden har skickats än.",
    "No messages have been sent yet.",
);
pub(crate) const NEW: Message = Message::new("Kirjoita viesti", "Skriv ett meddelande", "Write a message");
pub(crate) const SUBJECT: Message = Message::new("Otsikko", "Rubrik", "Title");
pub(crate) const WORDS: Message = Message::new("Viesti", "Meddelande", "Message");
pub(crate) const WORDS_HINT: Message = Message::new(
    "Pelkkää tekstiä. Alkuun lisätään tarvittaessa, että viesti on mainos ja keneltä se on, ja loppuun lähettäjä, tietosuojaseloste ja linkki, josta viestit voi perua.",
    "Ren text. I början anges vid behov att det är reklam och från vem, och i slutet avsändaren, dataskyddsbeskrivningen och en länk för att säga upp meddelandena.",
    "Plain text. Where needed, a first line says that it is advertising and whose; at the end stand the sender, the privacy notice and a link that ends such messages.",
);
pub(crate) const PREVIEW: Message = Message::new("Esikatsele", "Förhandsgranska", "Preview");
pub(crate) const PREVIEW_TITLE: Message = Message::new(
    "Viesti sellaisena kuin se lähtee",
    "Meddelandet så som det skickas",
    "The message as it will leave",
);
pub(crate) const IN_LANGUAGE: Message = Message::new(
    "Vastaanottajalle, jonka kieli on {lang}",
    "Till en mottagare vars språk är {lang}",
    "To a receiver whose language is {lang}",
);
pub(crate) const CHANGE: Message = Message::new("Muuta", "Ändra", "Change");
pub(crate) const SEND_TO: Message =
    Message::new("Lähetä {n} vastaanottajalle", "Skicka till {n} mottagare", "Send to {n} receivers");
pub(crate) const SEND: Message = Message::new("Lähetä", "Skicka", "Send");
pub(crate) const NOBODY: Message = Message::new(
    "Viesti ei tavoittaisi ketään.",
    "Meddelandet skulle inte nå någon.",
    "The message would reach nobody.",
);
pub(crate) const REACHED: Message = Message::new("tavoitetaan", "nås", "are reached");
pub(crate) const LEFT_OUT: Message = Message::new("jää pois", "utesluts", "are left out");
pub(crate) const REACH: Message = Message::new("Kenet tavoitetaan", "Vilka nås", "Who is reached");
pub(crate) const REACH_LEAD: Message = Message::new(
    "Kuinka monta tämä käyttötarkoitus tavoittaa kullakin tavalla, ja miksi muut jäävät pois. Jokaisen oma kielto ja suostumus on otettu huomioon.",
    "Hur många detta ändamål når på varje sätt, och varför andra utesluts. Var och ens eget förbud och samtycke har beaktats.",
    "How many this purpose reaches in each way, and why others are left out. Everybody's own prohibitions and consents are obeyed.",
);
pub(crate) const NAMES: Message =
    Message::new("Näytä vastaanottajat", "Visa mottagarna", "Show the receivers");
pub(crate) const NAMES_OF: Message =
    Message::new("Vastaanottajat: {channel}", "Mottagare: {channel}", "Receivers: {channel}");
pub(crate) const PASSED_OVER: Message =
    Message::new("Tältä sivulta jäi pois", "Uteslutna från den här sidan", "Left out on this page");
pub(crate) const MADE: Message = Message::new("Aloitettu", "Påbörjad", "Begun");
pub(crate) const BY: Message = Message::new("Lähettäjä", "Avsändare", "Sent by");
pub(crate) const STATE: Message = Message::new("Tila", "Status", "State");
pub(crate) const GOES_ON: Message = Message::new("Lähetys on käynnissä", "Utskicket pågår", "Going on");
pub(crate) const ALL_IN_LINE: Message =
    Message::new("Kaikki ovat jonossa tai lähteneet", "Alla är i kö eller skickade", "All in line or sent");
pub(crate) const OVER: Message = Message::new("Valmis", "Klart", "Done");
pub(crate) const STOPPED: Message = Message::new("Pysäytetty", "Stoppat", "Stopped");
pub(crate) const QUEUED: Message = Message::new("Jonoon pantu", "Lagda i kö", "Put in line");
pub(crate) const SENT: Message = Message::new("Lähtenyt", "Skickade", "Left");
pub(crate) const UNSENT: Message = Message::new(
    "Ei lähetetty (perunut sillä välin, tai osoite ei ota vastaan)",
    "Inte skickade (uppsagda under tiden, eller tar adressen inte emot)",
    "Not sent (cancelled meanwhile, or the address takes none)",
);
pub(crate) const STOP: Message = Message::new("Pysäytä lähetys", "Stoppa utskicket", "Stop the sending");
pub(crate) const STOP_SURE: Message = Message::new(
    "Jonossa olevat viestit jäävät lähtemättä. Jo lähteneitä ei saa takaisin, eikä pysäytettyä jatketa.",
    "Meddelanden som står i kö skickas inte. De som har skickats kan inte tas tillbaka, och ett stoppat utskick fortsätter inte.",
    "Messages in line will not leave. Those that have left can't be called back, and a stopped mailing does not go on.",
);
