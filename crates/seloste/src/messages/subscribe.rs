//! Words of subscribing: the form, the message that is answered, what follows.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Tilaa", "Prenumerera", "Subscribe");
pub(crate) const LEAD: Message = Message::new(
    "Lähetämme antamaasi osoitteeseen viestin. Tilaus on voimassa vasta, kun vahvistat sen viestissä olevasta linkistä.",
    "Vi skickar ett meddelande till adressen du anger. Prenumerationen gäller först när du bekräftar den med länken i meddelandet.",
    "We will send a message to the address that you give. The subscription counts only when you confirm it with the link in the message.",
);
pub(crate) const TAKES: Message = Message::new(
    "Tilaamalla annat tämän suostumuksen",
    "Genom att prenumerera ger du detta samtycke",
    "By subscribing you give this consent",
);
pub(crate) const ALSO: Message = Message::new(
    "Voit antaa samalla myös nämä. Ne eivät ole tilauksen ehto.",
    "Du kan samtidigt ge också dessa. De är inget villkor för prenumerationen.",
    "You may give these as well. The subscription does not depend on them.",
);
pub(crate) const OPTIONAL: Message = Message::new("vapaaehtoinen", "frivillig", "optional");
pub(crate) const SEND: Message =
    Message::new("Lähetä vahvistuspyyntö", "Skicka bekräftelsemeddelandet", "Send the message");
pub(crate) const SENT_TITLE: Message =
    Message::new("Katso sähköpostisi", "Se din e-post", "Look at your e-mail");
pub(crate) const SENT: Message = Message::new(
    "Osoitteeseen tulee pian viesti. Vahvista tilaus siinä olevasta linkistä. Jos kukaan ei vahvista, poistamme antamasi tiedot, kun on kulunut {waits}.",
    "Det kommer snart ett meddelande till adressen. Bekräfta prenumerationen med länken i det. Om ingen bekräftar raderar vi uppgifterna efter {waits}.",
    "A message will soon arrive at the address. Confirm the subscription with the link in it. If nobody does, we delete what you gave after {waits}.",
);
pub(crate) const SENT_ELSE: Message = Message::new(
    "Emme kerro tällä sivulla, onko osoite jo tilaajien luettelossa: sitä ei kuulu muiden tietää. Jos viestiä ei tule, katso roskaposti.",
    "Vi berättar inte på den här sidan om adressen redan finns bland prenumeranterna: det angår inte andra. Om inget meddelande kommer, se i skräpposten.",
    "This page does not tell whether the address is on the list already: that is not for others to know. If nothing arrives, look among junk mail.",
);
pub(crate) const CONFIRM_TITLE: Message =
    Message::new("Vahvista tilaus", "Bekräfta prenumerationen", "Confirm the subscription");
pub(crate) const CONFIRM_LEAD: Message = Message::new(
    "Vahvistamalla annat seuraavat suostumukset. Kirjaamme, milloin ja minkä tekstin hyväksyit.",
    "Genom att bekräfta ger du följande samtycken. Vi antecknar när och vilken text du godkände.",
    "By confirming you give the following consents. We record when, and which text you agreed to.",
);
pub(crate) const CONFIRM: Message = Message::new("Vahvista", "Bekräfta", "Confirm");
pub(crate) const DONE_TITLE: Message =
    Message::new("Tilaus on voimassa", "Prenumerationen gäller", "You are subscribed");
pub(crate) const DONE: Message = Message::new(
    "Kiitos. Voit muuttaa tietojasi tai perua tilauksen omilla sivuillasi milloin tahansa, ja jokaisen viestin lopussa on linkki, josta sen voi perua.",
    "Tack. Du kan när som helst ändra dina uppgifter eller säga upp prenumerationen på dina egna sidor, och i slutet av varje meddelande finns en länk för att säga upp den.",
    "Thank you. You can change your data or cancel on your own pages at any time, and every message ends with a link that cancels.",
);
pub(crate) const GONE: Message = Message::new(
    "Vahvistuslinkki ei ole enää voimassa: se on jo käytetty, tai sen aika on päättynyt. Voit tilata uudelleen.",
    "Bekräftelselänken gäller inte längre: den har redan använts eller så har tiden gått ut. Du kan prenumerera på nytt.",
    "The link for confirming no longer works: it was used already, or its time is over. You can subscribe again.",
);
pub(crate) const AGAIN: Message = Message::new("Tilaa uudelleen", "Prenumerera på nytt", "Subscribe again");
pub(crate) const NOT_OFFERED: Message = Message::new(
    "Tilauksia ei voi juuri nyt ottaa vastaan: asennus ei voi lähettää vahvistusviestejä.",
    "Prenumerationer kan inte tas emot just nu: installationen kan inte skicka bekräftelser.",
    "Subscriptions can't be taken just now: the installation can't send the messages that confirm them.",
);

pub(crate) const MAIL_SUBJECT: Message = Message::new(
    "Vahvista tilaus: {register}",
    "Bekräfta prenumerationen: {register}",
    "Confirm your subscription: {register}",
);
pub(crate) const MAIL: Message = Message::new(
    "Hei,\n\ntällä osoitteella pyydettiin tilausta: {consents}. Jos pyysit sitä itse, vahvista se tästä:\n\n{address}\n\nLinkki toimii \
     {waits}. Jos et pyytänyt tilausta, sinun ei tarvitse tehdä mitään: mitään ei lähetetä, ja annetut tiedot \
     poistetaan.\n\n{controller}\n",
    "Hej,\n\nmed den här adressen begärdes en prenumeration: {consents}. Om det var du, bekräfta den här:\n\n{address}\n\nLänken fungerar i \
     {waits}. Om du inte bad om prenumerationen behöver du inte göra någonting: inget skickas, och uppgifterna \
     raderas.\n\n{controller}\n",
    "Hello,\n\na subscription was asked for with this address: {consents}. If it was you, confirm it here:\n\n{address}\n\nThe link works for \
     {waits}. If you did not ask for it, there is nothing you need to do: nothing will be sent, and what was typed is \
     deleted.\n\n{controller}\n",
);
pub(crate) const ALREADY_SUBJECT: Message = Message::new(
    "Tilaus on jo voimassa: {register}",
    "Prenumerationen gäller redan: {register}",
    "You are subscribed already: {register}",
);
pub(crate) const ALREADY: Message = Message::new(
    "Hei,\n\ntällä osoitteella pyydettiin tilausta, joka on jo voimassa. Mitään ei muutettu. Omia tietojasi ja valintojasi voit katsoa ja \
     muuttaa täällä:\n\n{address}\n\n{controller}\n",
    "Hej,\n\nmed den här adressen begärdes en prenumeration som redan gäller. Inget ändrades. Dina uppgifter och val kan du se och ändra \
     här:\n\n{address}\n\n{controller}\n",
    "Hello,\n\na subscription was asked for with this address that is in force already. Nothing was changed. You can see and change your \
     data and choices here:\n\n{address}\n\n{controller}\n",
);
pub(crate) const SHARED: Message = Message::new(
    "Hei,\n\ntällä osoitteella pyydettiin tilausta. Sama osoite on merkitty useammalle kuin yhdelle ihmiselle, joten se ei kerro, kuka \
     tilaajana olisi. Mitään ei muutettu. Voit tehdä pyynnön lomakkeella:\n\n{address}\n\n{controller}\n",
    "Hej,\n\nmed den här adressen begärdes en prenumeration. Adressen hör till fler än en person och visar därför inte vem som prenumererar. \
     Inget ändrades. Du kan göra en begäran med formuläret:\n\n{address}\n\n{controller}\n",
    "Hello,\n\na subscription was asked for with this address. It is recorded for more than one person, so it does not tell who the \
     subscriber would be. Nothing was changed. You can make a request with the form:\n\n{address}\n\n{controller}\n",
);
