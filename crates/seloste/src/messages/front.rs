//! Texts of the public front page, the notices and the start of work.

use super::Message;

pub(crate) const FRONT_TITLE: Message = Message::new(
    "Rekisterit ja niiden selosteet",
    "Register och deras beskrivningar",
    "Registers and their notices",
);
pub(crate) const FRONT: Message = Message::new(
    "Jokaisella rekisterillä on seloste: mitä tietoja siinä on, mihin niitä käytetään, kuka ne näkee ja milloin ne poistetaan. Palvelu toimii näiden selosteiden mukaan.",
    "Varje register har en beskrivning: vilka uppgifter det innehåller, vad de används till, vem som ser dem och när de raderas. Tjänsten fungerar enligt dessa beskrivningar.",
    "Every register has a notice: which data it holds, what for, who sees it and when it is deleted. The service runs on these notices.",
);
pub(crate) const READ_NOTICE: Message =
    Message::new("Lue tietosuojaseloste", "Läs dataskyddsbeskrivningen", "Read the privacy notice");
pub(crate) const CONTROLLER: Message =
    Message::new("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller");
pub(crate) const DRAWN_UP: Message = Message::new("Laadittu", "Upprättad", "Drawn up");
pub(crate) const NO_REGISTERS: Message = Message::new(
    "Täällä ei ole vielä yhtään rekisteriä.",
    "Här finns ännu inga register.",
    "There are no registers here yet.",
);
pub(crate) const HELLO: Message = Message::new("Hei, {name}", "Hej, {name}", "Hello, {name}");
pub(crate) const WHAT_NOW: Message = Message::new(
    "Valitse rekisteri ja se, mitä teet. Näet ne tiedot, joita työ tarvitsee.",
    "Välj ett register och vad du gör. Du ser de uppgifter som arbetet kräver.",
    "Choose a register and what you are doing. You see the data that the work needs.",
);
pub(crate) const WHAT_NOW_HERE: Message = Message::new(
    "Valitse, mitä teet. Näet ne tiedot, joita työ tarvitsee.",
    "Välj vad du gör. Du ser de uppgifter som arbetet kräver.",
    "Choose what you are doing. You see the data that the work needs.",
);
pub(crate) const NO_ROLES: Message = Message::new(
    "Sinulla ei ole vielä tehtävää missään rekisterissä. Pyydä esihenkilöäsi antamaan sinulle rooli.",
    "Du har ännu ingen uppgift i något register. Be din chef ge dig en roll.",
    "You have no task in any register yet. Ask your supervisor to give you a role.",
);
pub(crate) const YOUR_ROLES: Message = Message::new("Roolisi", "Dina roller", "Your roles");
pub(crate) const YOU_READ: Message = Message::new("Näet", "Du ser", "You see");
pub(crate) const YOU_CHANGE: Message = Message::new("Muutat", "Du ändrar", "You change");
pub(crate) const PERSONS: Message = Message::new("Henkilöitä", "Personer", "People");
pub(crate) const REQUESTS_WAIT: Message = Message::new(
    "Vastausta odottavat pyynnöt",
    "Begäranden som väntar på svar",
    "Requests that wait for an answer",
);
pub(crate) const REQUESTS_OPEN: Message = Message::new(
    "Avoinna {n}. Ensimmäiseen on vastattava viimeistään {day}.",
    "Öppna: {n}. Den första ska besvaras senast {day}.",
    "{n} open. The first one is to be answered by {day}.",
);
pub(crate) const REQUESTS_LATE: Message = Message::new("myöhässä {n}", "försenade: {n}", "{n} overdue");
pub(crate) const TO_REQUESTS: Message = Message::new("Pyyntöihin", "Till begärandena", "To the requests");
pub(crate) const TOTALS_ONLY: Message = Message::new("vain lukumääriä", "endast antal", "totals only");

pub(crate) const MY_DATA: Message = Message::new("Omat tietosi", "Dina uppgifter", "Your own data");
