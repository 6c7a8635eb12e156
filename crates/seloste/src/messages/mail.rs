//! What mails say. Each is plain text in the reader's language, and says why it came.

use super::Message;

pub(crate) const LINK_SUBJECT: Message =
    Message::new("Kirjautumislinkki: {register}", "Inloggningslänk: {register}", "Sign-in link: {register}");
pub(crate) const LINK: Message = Message::new(
    "Hei,\n\ntästä pääset katsomaan omia tietojasi rekisterissä {register}:\n\n{address}\n\nLinkki toimii kerran ja \
     {minutes} minuutin ajan. Älä välitä sitä muille: se avaa sinun tietosi.\n\nJos et pyytänyt linkkiä, sinun ei tarvitse tehdä \
     mitään. Kukaan ei pääse tietoihisi ilman tätä viestiä.\n\n{controller}\n",
    "Hej,\n\nhär kan du se dina egna uppgifter i registret {register}:\n\n{address}\n\nLänken fungerar en gång och i \
     {minutes} minuter. Vidarebefordra den inte: den öppnar dina uppgifter.\n\nOm du inte har bett om länken behöver du inte göra \
     någonting. Ingen kommer åt dina uppgifter utan det här meddelandet.\n\n{controller}\n",
    "Hello,\n\nthis is the way to your own data in the register {register}:\n\n{address}\n\nThe link works once, for \
     {minutes} minutes. Don't pass it on: it opens your data.\n\nIf you did not ask for it, there is nothing you need to do. Nobody gets \
     to your data without this message.\n\n{controller}\n",
);
pub(crate) const INVITATION_SUBJECT: Message =
    Message::new("Kutsu: {register}", "Inbjudan: {register}", "Invitation: {register}");
pub(crate) const INVITATION: Message = Message::new(
    "Hei,\n\n{controller} kutsuu sinut omille sivuillesi rekisterissä {register}:\n\n{address}\n\nKutsu toimii kerran ja \
     {days} päivän ajan. Älä välitä sitä muille: se avaa sinun tietosi.\n\n{controller}\n",
    "Hej,\n\n{controller} bjuder in dig till dina egna sidor i registret {register}:\n\n{address}\n\nInbjudan fungerar en gång \
     och i {days} dagar. Vidarebefordra den inte: den öppnar dina uppgifter.\n\n{controller}\n",
    "Hello,\n\n{controller} invites you to your own pages in the register {register}:\n\n{address}\n\nThe invitation works \
     once, for {days} days. Don't pass it on: it opens your data.\n\n{controller}\n",
);
pub(crate) const INVITATION_WITH_KEY: Message = Message::new(
    "Hei,\n\n{controller} kutsuu sinut omille sivuillesi rekisterissä {register}:\n\n{address}\n\nKutsu toimii kerran ja \
     {days} päivän ajan. Tarvitset myös avainkoodin, jonka saat kutsujalta muuta kautta: pelkkä linkki ei riitä.\n\n{controller}\n",
    "Hej,\n\n{controller} bjuder in dig till dina egna sidor i registret {register}:\n\n{address}\n\nInbjudan fungerar en gång \
     och i {days} dagar. Du behöver också en nyckelkod, som du får på annat sätt av den som bjuder in: länken räcker inte.\n\n{controller}\n",
    "Hello,\n\n{controller} invites you to your own pages in the register {register}:\n\n{address}\n\nThe invitation works \
     once, for {days} days. You also need a key code, which whoever invites you tells you by another way: the link alone is not \
     enough.\n\n{controller}\n",
);
pub(crate) const INVITE_DAYS: Message = Message::new(
    "Kutsu voi toimia 1–30 päivää.",
    "En inbjudan kan fungera i 1–30 dagar.",
    "An invitation may work for 1 to 30 days.",
);
pub(crate) const INVITE_DAYS_REMEDY: Message =
    Message::new("Valitse päivien määrä.", "Välj antalet dagar.", "Choose the number of days.");
pub(crate) const INVITE_ENOUGH: Message = Message::new(
    "Henkilöllä on jo kolme linkkiä, jotka toimivat.",
    "Personen har redan tre länkar som fungerar.",
    "The person has three links already that work.",
);
pub(crate) const INVITE_ENOUGH_REMEDY: Message = Message::new(
    "Pyydä henkilöä käyttämään niistä uusinta, tai odota, että jokin vanhenee.",
    "Be personen använda den nyaste, eller vänta tills någon går ut.",
    "Ask the person to use the newest of them, or wait until one ends.",
);
pub(crate) const INVITE_NO_ADDRESS: Message = Message::new(
    "Henkilöllä ei ole sähköpostiosoitetta, jonka näet.",
    "Personen har ingen e-postadress som du ser.",
    "The person has no e-mail address that you see.",
);
pub(crate) const INVITE_NO_ADDRESS_REMEDY: Message = Message::new(
    "Lisää osoite ensin, ja kutsu sitten.",
    "Lägg först till adressen och bjud sedan in.",
    "Add the address first, and invite then.",
);
pub(crate) const SHARED_SUBJECT: Message = Message::new(
    "Kirjautuminen ei onnistu tällä osoitteella: {register}",
    "Det går inte att logga in med den här adressen: {register}",
    "This address can't be used to sign in: {register}",
);
pub(crate) const SHARED: Message = Message::new(
    "Hei,\n\ntästä osoitteesta pyydettiin linkkiä omiin tietoihin rekisterissä {register}. Sama osoite on merkitty useammalle \
     kuin yhdelle ihmiselle, joten se ei kerro, kenen tiedot saisi näyttää.\n\nVoit tehdä pyynnön lomakkeella. Kysymme silloin erikseen, kuka \
     olet:\n\n{address}\n\n{controller}\n",
    "Hej,\n\nfrån den här adressen begärdes en länk till egna uppgifter i registret {register}. Adressen hör till fler än en \
     person, och visar därför inte vems uppgifter som får öppnas.\n\nDu kan göra en begäran med formuläret. Vi frågar då särskilt vem \
     du är:\n\n{address}\n\n{controller}\n",
    "Hello,\n\nsomebody asked for a link to their own data in the register {register} from this address. It is recorded for more \
     than one person, so it does not tell whose data may be shown.\n\nYou can make a request with the form. We will then ask separately who you \
     are:\n\n{address}\n\n{controller}\n",
);
pub(crate) const MOVED_SUBJECT: Message = Message::new(
    "Sähköpostiosoitteesi muutettiin: {register}",
    "Din e-postadress ändrades: {register}",
    "Your e-mail address was changed: {register}",
);
pub(crate) const MOVED: Message = Message::new(
    "Hei,\n\nsähköpostiosoitettasi rekisterissä {register} muutettiin omilla sivuillasi. Tämä viesti tuli osoitteeseen, joka siellä \
     oli ennen muutosta.\n\nJos et tehnyt muutosta itse, ota heti yhteyttä: {contact}\n\n{controller}\n",
    "Hej,\n\ndin e-postadress i registret {register} ändrades på dina egna sidor. Det här meddelandet skickades till adressen \
     som fanns där före ändringen.\n\nOm du inte gjorde ändringen själv, kontakta oss genast: {contact}\n\n{controller}\n",
    "Hello,\n\nyour e-mail address in the register {register} was changed on your own pages. This message went to the address that \
     stood there before.\n\nIf it was not you who changed it, get in touch at once: {contact}\n\n{controller}\n",
);

pub(crate) const PACKAGE_SUBJECT: Message = Message::new(
    "Tietosi ovat noudettavissa: {register}",
    "Dina uppgifter kan hämtas: {register}",
    "Your data can be fetched: {register}",
);
pub(crate) const PACKAGE: Message = Message::new(
    "Pyysit tietosi rekisteristä ”{register}”.\n\nNe ovat noudettavissa omilta sivuiltasi {day} asti:\n{address}\n\nSivuille kirjaudutaan tähän sähköpostiosoitteeseen lähetettävällä linkillä.\n\n{controller}\n",
    "Du bad om dina uppgifter ur registret ”{register}”.\n\nDe kan hämtas på dina egna sidor till {day}:\n{address}\n\nDu loggar in med en länk som skickas till den här e-postadressen.\n\n{controller}\n",
    "You asked for your data from the register “{register}”.\n\nIt can be fetched from your own pages until {day}:\n{address}\n\nYou sign in by a link that is sent to this e-mail address.\n\n{controller}\n",
);
pub(crate) const NO_MAIL_WHAT: Message = Message::new(
    "Asennus ei voi lähettää viestejä, joissa on linkki palvelun sivuille.",
    "Installationen kan inte skicka meddelanden med en länk till tjänstens sidor.",
    "The installation can't send messages that carry a link to its pages.",
);
pub(crate) const NO_MAIL_REMEDY: Message = Message::new(
    "Kirjoita tiedostoon installation.toml palvelun osoite (origin) ja sähköpostin asetukset ([mail]).",
    "Skriv tjänstens adress (origin) och e-postinställningarna ([mail]) i filen installation.toml.",
    "Write the address of the service (origin) and the settings of mail ([mail]) into installation.toml.",
);
pub(crate) const MAILING_ADVERTISES: Message =
    Message::new("MAINOS: {company}\n\n", "REKLAM: {company}\n\n", "ADVERTISEMENT: {company}\n\n");
pub(crate) const MAILING_FOOT: Message = Message::new(
    "{controller}, {address}\nTietosuojaseloste: {notice}\nOmat tietosi, joita voit myös muuttaa: {own}\n",
    "{controller}, {address}\nDataskyddsbeskrivning: {notice}\nDina egna uppgifter, som du också kan ändra: {own}\n",
    "{controller}, {address}\nPrivacy notice: {notice}\nYour own data, which you can also change: {own}\n",
);
pub(crate) const MAILING_END: Message = Message::new(
    "Jos et halua enää näitä viestejä, peru ne tästä: {link}\n",
    "Om du inte längre vill ha de här meddelandena kan du säga upp dem här: {link}\n",
    "If you no longer want these messages, cancel them here: {link}\n",
);
