//! Words of people's own pages.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Omat tietosi", "Dina uppgifter", "Your data");
pub(crate) const MY_PAGES: Message = Message::new("Omat sivut", "Egna sidor", "My pages");
pub(crate) const WAY_IN_LEAD: Message = Message::new(
    "Katso, mitä sinusta tiedetään, mihin tietoja käytetään ja kuka niitä on katsonut. Korjaa, kiellä tai pyydä poistamaan.",
    "Se vad som finns antecknat om dig, vad det används till och vem som har tittat på det. Rätta, förbjud eller be om radering.",
    "See what is known of you, what it is used for and who has looked at it. Correct it, forbid uses, or ask for erasure.",
);
pub(crate) const BY_EMAIL: Message =
    Message::new("Kirjaudu sähköpostilla", "Logga in med e-post", "Sign in by e-mail");
pub(crate) const EMAIL: Message =
    Message::new("Sähköpostiosoitteesi", "Din e-postadress", "Your e-mail address");
pub(crate) const EMAIL_HINT: Message = Message::new(
    "Sama osoite, jonka olet antanut meille. Lähetämme siihen linkin, jolla pääset sisään. Salasanaa ei tarvita.",
    "Samma adress som du har gett oss. Vi skickar en länk dit som du loggar in med. Inget lösenord behövs.",
    "The address that you have given us. We send a link there that lets you in. No password is needed.",
);
pub(crate) const SEND_LINK: Message = Message::new("Lähetä linkki", "Skicka länken", "Send the link");
pub(crate) const NOT_OFFERED: Message = Message::new(
    "Tässä palvelussa ei voi kirjautua sähköpostilla. Voit silti pyytää mitä tahansa alla.",
    "I den här tjänsten går det inte att logga in med e-post. Du kan ändå begära vad som helst nedan.",
    "Signing in by e-mail is not in use in this service. You can still ask for anything below.",
);
pub(crate) const NO_ORIGIN: Message = Message::new(
    "Kirjautumislinkkejä ei voi lähettää, koska palvelun osoitetta ei ole asetettu. Ylläpito: anna origin tiedostossa installation.toml.",
    "Inloggningslänkar kan inte skickas eftersom tjänstens adress inte är angiven. Administratör: ange origin i installation.toml.",
    "Sign-in links can't be sent because the service's address is not set. Operator: give origin in installation.toml.",
);
pub(crate) const NOT_AN_ADDRESS: Message = Message::new(
    "Tämä ei ole sähköpostiosoite. Kirjoita se muodossa etunimi.sukunimi@example.fi.",
    "Det här är ingen e-postadress. Skriv den i formen fornamn.efternamn@example.fi.",
    "This is not an e-mail address. Write it as first.last@example.fi.",
);
pub(crate) const SENT_TITLE: Message =
    Message::new("Katso sähköpostisi", "Se din e-post", "Look at your mail");
pub(crate) const SENT: Message = Message::new(
    "Jos osoite on rekisterissä yhdellä ihmisellä, siihen tulee pian linkki. Se toimii kerran ja {n} minuutin ajan.",
    "Om adressen finns i registret hos en enda person kommer det snart en länk dit. Den fungerar en gång och i {n} minuter.",
    "If the address is in the register, with one person, a link will soon arrive there. It works once, for {n} minutes.",
);
pub(crate) const SENT_ELSE: Message = Message::new(
    "Emme kerro tällä sivulla, onko osoite rekisterissä: sitä ei kuulu muiden tietää. Jos viestiä ei tule, katso roskaposti tai tee pyyntö ilman kirjautumista.",
    "Vi berättar inte på den här sidan om adressen finns i registret: det angår inte andra. Om inget meddelande kommer, se i skräpposten eller gör en begäran utan att logga in.",
    "This page does not tell whether the address is in the register: that is not for others to know. If nothing arrives, look among junk mail, or ask without signing in.",
);
pub(crate) const WITHOUT: Message =
    Message::new("Pyydä ilman kirjautumista", "Begär utan att logga in", "Ask without signing in");
pub(crate) const WITHOUT_LEAD: Message = Message::new(
    "Voit pyytää mitä tahansa lain antamaa oikeutta myös ilman kirjautumista. Määräaika alkaa heti.",
    "Du kan utöva alla dina lagstadgade rättigheter också utan att logga in. Tidsfristen börjar genast.",
    "You can use every right that the law gives without signing in, too. The time limit begins at once.",
);
pub(crate) const READ_NOTICE: Message =
    Message::new("Lue tietosuojaseloste", "Läs dataskyddsbeskrivningen", "Read the privacy notice");
pub(crate) const ENTER_TITLE: Message = Message::new("Kirjaudu sisään", "Logga in", "Sign in");
pub(crate) const ENTER_LEAD: Message = Message::new(
    "Linkki toimii vielä. Paina, niin pääset omiin tietoihisi.",
    "Länken fungerar ännu. Tryck, så kommer du till dina uppgifter.",
    "The link still works. Press, and you are at your own data.",
);
pub(crate) const ENTER: Message = Message::new("Avaa omat tietoni", "Öppna mina uppgifter", "Open my data");
pub(crate) const KEY_CODE: Message = Message::new("Avainkoodi", "Nyckelkod", "Key code");
pub(crate) const KEY_CODE_HINT: Message = Message::new(
    "Sait koodin kutsujalta muuta kautta kuin sähköpostitse.",
    "Du fick koden av den som bjöd in dig, på annat sätt än per e-post.",
    "You got the code from whoever invited you, by another way than e-mail.",
);
pub(crate) const SPENT_TITLE: Message =
    Message::new("Linkki ei enää toimi", "Länken fungerar inte längre", "The link no longer works");
pub(crate) const SPENT: Message = Message::new(
    "Sitä on jo käytetty, tai sen aika on ohi. Pyydä uusi.",
    "Den har redan använts, eller så har tiden gått ut. Be om en ny.",
    "It has been used, or its time is over. Ask for a new one.",
);
pub(crate) const NEW_LINK: Message =
    Message::new("Pyydä uusi linkki", "Be om en ny länk", "Ask for a new link");
pub(crate) const OTHER_SITE: Message = Message::new(
    "Lomake ei tullut tältä sivulta, joten mitään ei tehty. Yritä uudelleen tällä sivulla.",
    "Formuläret kom inte från den här sidan, så inget gjordes. Försök igen på den här sidan.",
    "The form did not come from this page, so nothing was done. Try again on this page.",
);

pub(crate) const DATA: Message = Message::new("Tiedot", "Uppgifter", "Data");
pub(crate) const CHOICES: Message = Message::new("Luvat ja kiellot", "Samtycken och förbud", "Choices");
pub(crate) const LOG: Message = Message::new("Kuka on katsonut", "Vem har tittat", "Who has looked");
pub(crate) const REQUESTS: Message = Message::new("Pyynnöt", "Begäranden", "Requests");
pub(crate) const SIGN_OUT: Message = Message::new("Kirjaudu ulos", "Logga ut", "Sign out");

pub(crate) const DATA_LEAD: Message = Message::new(
    "Tässä on kaikki, mitä sinusta on rekisterissä {register}, samana kuin henkilöstö sen näkee.",
    "Här finns allt som registret {register} innehåller om dig, i samma form som personalen ser det.",
    "This is everything that the register {register} holds about you, the same as staff see it.",
);
pub(crate) const CLOSED: Message = Message::new(
    "Suhteesi rekisterinpitäjään on päättynyt {day}. Tietoja säilytetään enää alla kerrottuun aikaan asti.",
    "Din relation till den personuppgiftsansvarige upphörde {day}. Uppgifterna bevaras bara till de tider som anges nedan.",
    "Your relationship ended on {day}. Data is kept only until the times given below.",
);
pub(crate) const CORRECT: Message = Message::new("Korjaa", "Rätta", "Correct");
pub(crate) const WHY_KEPT: Message = Message::new(
    "Miksi ja kuinka kauan, kuka saa nähdä",
    "Varför och hur länge, vem får se",
    "Why and how long, who may see",
);
pub(crate) const PURPOSES: Message = Message::new("Käyttötarkoitukset", "Ändamål", "Purposes");
pub(crate) const RECIPIENTS: Message = Message::new("Kenelle annetaan", "Till vem", "Who receives it");
pub(crate) const NO_RECIPIENTS: Message = Message::new("Ei kenellekään", "Till ingen", "Nobody");
pub(crate) const KEPT: Message = Message::new("Säilytys", "Bevaring", "How long");
pub(crate) const KEPT_UNTIL: Message =
    Message::new("Viimeistään {day} asti.", "Längst till {day}.", "Until {day} at the latest.");
/// Stands between two times of which the first to end counts.
pub(crate) const AND_AT_MOST: Message =
    Message::new("Kuitenkin enintään:", "Dock högst:", "But no longer than this:");
pub(crate) const MAY_SEE: Message = Message::new("Kuka saa nähdä", "Vem får se", "Who may see");
pub(crate) const NO_STAFF: Message =
    Message::new("Ei kukaan henkilöstöstä", "Ingen av personalen", "Nobody on the staff");
pub(crate) const SOURCES: Message =
    Message::new("Mistä tiedot saadaan", "Varifrån uppgifterna fås", "Where it comes from");
pub(crate) const DERIVED: Message =
    Message::new("Näin tieto syntyy", "Så uppstår uppgiften", "How it comes about");
pub(crate) const EVENTS: Message = Message::new("Tapahtumat", "Händelser", "What has happened");
pub(crate) const NO_EVENTS: Message =
    Message::new("Tapahtumia ei ole.", "Inga händelser.", "Nothing has happened.");
pub(crate) const MORE_EVENTS: Message = Message::new("Vanhemmat tapahtumat", "Äldre händelser", "Older ones");
pub(crate) const HISTORY: Message = Message::new("Aiemmat arvot", "Tidigare värden", "Earlier values");
pub(crate) const HISTORY_LEAD: Message = Message::new(
    "Mitä tiedoissasi oli ennen, milloin se vaihtui ja kuka sen vaihtoi.",
    "Vad som stod i dina uppgifter tidigare, när det ändrades och av vem.",
    "What stood in your data before, when it was changed and by whom.",
);
pub(crate) const YOU: Message = Message::new("Sinä", "Du", "You");
pub(crate) const SYSTEM: Message = Message::new("Järjestelmä", "Systemet", "The system");
pub(crate) const STAFF: Message = Message::new("Henkilöstö", "Personalen", "Staff");
pub(crate) const WHAT_NEXT: Message = Message::new("Mitä voit tehdä", "Vad du kan göra", "What you can do");
pub(crate) const ASK: Message = Message::new("Tee pyyntö", "Gör en begäran", "Make a request");
pub(crate) const ASK_HINT: Message = Message::new(
    "Oikaisu, kopio, rajoitus, vastustus tai kysymys",
    "Rättelse, kopia, begränsning, invändning eller fråga",
    "Correction, a copy, restriction, objection or a question",
);
pub(crate) const COPY: Message =
    Message::new("Lataa kopio tiedoistasi", "Ladda ner en kopia", "Get a copy of your data");
pub(crate) const COPY_HINT: Message =
    Message::new("Luettavana ja koneluettavana", "Läsbar och maskinläsbar", "To read, and for machines");
pub(crate) const LEAVE: Message = Message::new(
    "Pyydä poistamaan tietosi",
    "Be om radering av dina uppgifter",
    "Ask for your data to be erased",
);
pub(crate) const LEAVE_HINT: Message = Message::new(
    "Kerromme, mitä lain mukaan jää ja miksi",
    "Vi berättar vad som enligt lag blir kvar och varför",
    "We tell you what the law keeps, and why",
);
pub(crate) const CHOICES_HINT: Message =
    Message::new("Yksi painallus, voimaan heti", "Ett tryck, gäller genast", "One press, at once");
pub(crate) const LOG_HINT: Message = Message::new(
    "Milloin ja mihin tarkoitukseen",
    "När och för vilket ändamål",
    "When and for which purpose",
);
pub(crate) const HISTORY_HINT: Message =
    Message::new("Mitä tiedoissasi oli ennen", "Vad som stod tidigare", "What stood in your data before");

pub(crate) const EDIT_TITLE: Message = Message::new("Korjaa: {name}", "Rätta: {name}", "Correct: {name}");
pub(crate) const EDIT_LEAD: Message = Message::new(
    "Muutos tulee voimaan heti. Entinen arvo jää historiaan selosteessa kerrotuksi ajaksi.",
    "Ändringen gäller genast. Det tidigare värdet finns kvar i historiken den tid som beskrivningen anger.",
    "The change holds at once. The old value stays in the history for as long as the notice says.",
);
pub(crate) const NOT_YOURS: Message = Message::new(
    "Näitä tietoja ei voi korjata itse, koska ne tulevat muualta kuin sinulta:",
    "Dessa uppgifter kan du inte rätta själv, eftersom de inte kommer från dig:",
    "These can't be corrected here, because they come from elsewhere than you:",
);
pub(crate) const ASK_RECTIFY: Message =
    Message::new("Pyydä oikaisua", "Be om rättelse", "Ask for a correction");

pub(crate) const CHOICES_LEAD: Message = Message::new(
    "Kielto tulee voimaan heti, ja se ohittaa suostumuksen. Suostumuksen voi perua yhtä helposti kuin antaa. Palveluun kuuluvat viestit tulevat silti.",
    "Ett förbud gäller genast och går före samtycke. Samtycke kan återkallas lika lätt som det ges. Meddelanden som hör till tjänsten kommer ändå.",
    "A prohibition holds at once and wins over consent. Consent is withdrawn as easily as it is given. Messages that belong to the service still arrive.",
);
pub(crate) const NO_CHOICES: Message = Message::new(
    "Tämä rekisteri ei käytä tietojasi mihinkään, mistä voisit päättää erikseen. Voit silti vastustaa käsittelyä pyynnöllä.",
    "Registret använder inte dina uppgifter till något som du kan besluta om särskilt. Du kan ändå göra en invändning.",
    "This register uses your data for nothing that you could decide about apart. You can still object by a request.",
);
pub(crate) const FORBID: Message = Message::new("Kiellä", "Förbjud", "Forbid");
pub(crate) const ALLOW: Message = Message::new("Poista kielto", "Ta bort förbudet", "Lift");
pub(crate) const CONSENT: Message = Message::new("Anna suostumus", "Ge samtycke", "Consent");
pub(crate) const WITHDRAW: Message = Message::new("Peru suostumus", "Återkalla", "Withdraw");
pub(crate) const EVERYWHERE: Message = Message::new("Kaikki tavat", "Alla sätt", "All ways");

pub(crate) const LOG_LEAD: Message = Message::new(
    "Jokainen kerta, kun tietojasi on katsottu, muutettu tai haettu: milloin, mitä ja mihin tarkoitukseen. Työntekijöiden nimiä ei näytetä; niitä voi pyytää perustellusta syystä.",
    "Varje gång dina uppgifter har setts, ändrats eller hämtats: när, vad och för vilket ändamål. Personalens namn visas inte; de kan begäras av grundad anledning.",
    "Every time your data was looked at, changed or found: when, what and for which purpose. Names of staff are not shown; you can ask for them with a reason.",
);
pub(crate) const OWN_PURPOSE: Message = Message::new("Omat sivut", "Egna sidor", "Own pages");

pub(crate) const STOP_TITLE: Message =
    Message::new("Lopeta viestit", "Avsluta utskicken", "Stop the messages");
pub(crate) const STOP_LEAD: Message = Message::new(
    "{controller}: {purpose}, {channel}. Paina, niin viestit loppuvat heti. Mitään muuta ei tarvitse tehdä.",
    "{controller}: {purpose}, {channel}. Tryck, så upphör utskicken genast. Du behöver inte göra något annat.",
    "{controller}: {purpose}, {channel}. Press, and the messages stop at once. There is nothing else to do.",
);
pub(crate) const STOP: Message = Message::new("Lopeta", "Avsluta", "Stop");
pub(crate) const STOPPED_TITLE: Message =
    Message::new("Viestit on lopetettu", "Utskicken har upphört", "The messages are stopped");
pub(crate) const STOPPED: Message = Message::new(
    "Et saa enää viestejä: {purpose}, {channel}. Omilla sivuillasi voit muuttaa tätä ja muita valintojasi.",
    "Du får inte längre meddelanden: {purpose}, {channel}. På dina egna sidor kan du ändra detta och andra val.",
    "You will get no more messages: {purpose}, {channel}. On your own pages you can change this and your other choices.",
);
pub(crate) const STOP_GONE: Message = Message::new(
    "Linkki ei kelpaa. Tarkista, että se on kokonainen.",
    "Länken är ogiltig. Kontrollera att den är hel.",
    "The link is not valid. Check that it is whole.",
);

pub(crate) const REQUESTS_LEAD: Message = Message::new(
    "Mitä olet pyytänyt, ja mihin päivään mennessä siihen vastataan.",
    "Vad du har begärt, och vilken dag det senast besvaras.",
    "What you have asked for, and by which day it is answered.",
);
pub(crate) const NO_REQUESTS: Message = Message::new(
    "Et ole tehnyt pyyntöjä.",
    "Du har inte gjort några begäranden.",
    "You have made no requests.",
);
pub(crate) const RECEIVED: Message = Message::new("Saapunut", "Mottagen", "Received");
pub(crate) const ANSWERED: Message = Message::new("Päättynyt", "Avslutad", "Closed");
pub(crate) const DUE: Message = Message::new("Vastataan viimeistään", "Besvaras senast", "Answered by");
pub(crate) const DAYS_LEFT: Message =
    Message::new("({n} päivää jäljellä)", "({n} dagar kvar)", "({n} days left)");
pub(crate) const OVERDUE: Message = Message::new("Myöhässä", "Försenad", "Overdue");
pub(crate) const PENDING: Message = Message::new(
    "Emme tiedä vielä varmasti, kuka pyytää. Kysymme sitä erikseen; määräaika kuluu jo.",
    "Vi vet ännu inte säkert vem som frågar. Vi ber särskilt om det; tidsfristen löper redan.",
    "We don't know for certain yet who is asking. We will ask you about it; the time limit is already running.",
);
pub(crate) const ASK_KNOWN: Message = Message::new(
    "Pyyntö tulee sinun nimissäsi, ja näet sen vaiheet omilla sivuillasi.",
    "Begäran görs i ditt namn, och du ser hur den framskrider på dina egna sidor.",
    "The request is made in your name, and you see how it goes on your own pages.",
);
pub(crate) const ASK_UNKNOWN: Message = Message::new(
    "Pyynnön voi tehdä kuka tahansa. Määräaika alkaa heti, kun lähetät sen; selvitämme sen jälkeen, kuka olet.",
    "Vem som helst kan göra en begäran. Tidsfristen börjar när du skickar den; därefter tar vi reda på vem du är.",
    "Anybody can make a request. The time limit begins when you send it; after that we find out who you are.",
);
pub(crate) const KIND: Message = Message::new("Mitä pyydät", "Vad du begär", "What you ask for");
pub(crate) const KIND_MISSING: Message =
    Message::new("Valitse, mitä pyydät.", "Välj vad du begär.", "Choose what you ask for.");
pub(crate) const WORDS: Message = Message::new("Kerro tarkemmin", "Berätta närmare", "Say more");
pub(crate) const WORDS_HINT: Message = Message::new(
    "Vapaaehtoinen. Älä kirjoita henkilötunnusta: sitä ei tarvita eikä tallenneta.",
    "Frivilligt. Skriv inte din personbeteckning: den behövs inte och sparas inte.",
    "Optional. Don't write your personal identity code: it is not needed and not kept.",
);
pub(crate) const NAME: Message = Message::new("Nimesi", "Ditt namn", "Your name");
pub(crate) const REACH: Message =
    Message::new("Mistä tavoitamme sinut", "Hur vi når dig", "How we reach you");
pub(crate) const REACH_HINT: Message = Message::new(
    "Sähköposti, puhelin tai postiosoite",
    "E-post, telefon eller postadress",
    "E-mail, telephone or postal address",
);
pub(crate) const SEND: Message = Message::new("Lähetä pyyntö", "Skicka begäran", "Send the request");
pub(crate) const ASK_TERMS: Message = Message::new(
    "Pyyntö on maksuton, ja siihen vastataan viimeistään kuukaudessa.",
    "Begäran är avgiftsfri och besvaras senast inom en månad.",
    "A request is free, and is answered within a month.",
);
pub(crate) const RECEIVED_TITLE: Message =
    Message::new("Pyyntösi on saapunut", "Din begäran har kommit fram", "Your request has arrived");
pub(crate) const RECEIVED_LEAD: Message =
    Message::new("Vastaamme viimeistään {day}.", "Vi svarar senast {day}.", "We answer by {day}.");
pub(crate) const NUMBER: Message = Message::new("Pyynnön tunnus", "Begärans nummer", "The request's number");
pub(crate) const RESTRICTED: Message = Message::new(
    "Tietojesi käyttöä on rajoitettu: niitä vain säilytetään, ja niitä näkevät vain oikeuksiesi hoitajat.",
    "Användningen av dina uppgifter är begränsad: de bara bevaras och syns endast för dem som sköter dina rättigheter.",
    "The use of your data is restricted: it is only kept, and only those who look after your rights see it.",
);
pub(crate) const ERASED: Message = Message::new(
    "Tietosi on poistettu. Jäljellä on vain se, mitä laki tai vireillä oleva asia vaatii säilyttämään.",
    "Dina uppgifter är raderade. Kvar finns bara det som lagen eller ett pågående ärende kräver.",
    "Your data has been erased. Only what the law or a pending case demands is left.",
);
pub(crate) const ERASURE_WAITS: Message = Message::new(
    "Tietosi poistetaan heti, kun vireillä oleva asia on päättynyt.",
    "Dina uppgifter raderas så snart ett pågående ärende är avslutat.",
    "Your data will be erased as soon as a pending case is over.",
);
pub(crate) const COPY_LEAD: Message = Message::new(
    "Saat tietosi heti, yhtenä pakettina. Sitä ei jää tänne talteen; säilytä se huolella.",
    "Du får dina uppgifter genast, i ett paket. Ingen kopia blir kvar här; förvara paketet omsorgsfullt.",
    "You get your data at once, in one archive. No copy of it stays here; keep it with care.",
);
pub(crate) const COPY_ALL_ABOUT: Message = Message::new(
    "Kaikki, mitä sinusta on: tiedot lähteineen, tapahtumat, valinnat, pyynnöt ja se, milloin ja mihin tietojasi on käytetty. Sivuna, PDF-tiedostona ja koneluettavana.",
    "Allt som finns om dig: uppgifter med källor, händelser, val, begäranden och när och till vad uppgifterna har använts. Som sida, PDF och maskinläsbart.",
    "Everything about you: data with sources, events, choices, requests, and when and for what your data was used. As a page, a PDF, and for machines.",
);
pub(crate) const COPY_ALL: Message = Message::new("Lataa kaikki", "Ladda ner allt", "Download everything");
pub(crate) const COPY_GIVEN_ABOUT: Message = Message::new(
    "Vain se, mitä olet itse antanut tai mitä asioinnistasi on syntynyt, siirrettäväksi muualle.",
    "Bara det som du själv har gett eller som uppstått när du uträttat ärenden, för överföring till någon annan.",
    "Only what you gave or what came about by your dealings, to be moved elsewhere.",
);
pub(crate) const COPY_GIVEN: Message =
    Message::new("Lataa siirrettävät", "Ladda ner överförbara", "Download the portable part");

pub(crate) const WITH: Message =
    Message::new("Kirjaudu: {name}", "Logga in med {name}", "Sign in with {name}");
pub(crate) const WITH_TITLE: Message =
    Message::new("Tunnistautuminen muualla", "Identifiering hos en annan tjänst", "Signing in elsewhere");
pub(crate) const CONNECTED_LEAD: Message = Message::new(
    "Voit tulla omiin tietoihisi myös tunnuksella, joka sinulla on muualla. Tunnus liitetään sinuun, ei sähköpostiosoitteeseesi.",
    "Du kan komma till dina uppgifter också med en identitet som du har hos en annan tjänst. Den knyts till dig, inte till din e-postadress.",
    "You can also come to your data with an identity that you have elsewhere. It is bound to you, not to your e-mail address.",
);
pub(crate) const CONNECT: Message = Message::new("Liitä: {name}", "Anslut {name}", "Connect {name}");
pub(crate) const DISCONNECT: Message =
    Message::new("Irrota: {name}", "Koppla bort {name}", "Disconnect {name}");
pub(crate) const CONNECTED_SINCE: Message =
    Message::new("{name}, liitetty {day}", "{name}, ansluten {day}", "{name}, connected on {day}");
pub(crate) const GO_ON_TO: Message = Message::new("Jatka: {name}", "Fortsätt till {name}", "Go on to {name}");
pub(crate) const GO_ON_LEAD: Message = Message::new(
    "Tunnistaudu palvelussa, niin palaat takaisin tänne.",
    "Identifiera dig i tjänsten, så kommer du tillbaka hit.",
    "Sign in there, and you come back here.",
);
pub(crate) const NOT_CONNECTED: Message = Message::new(
    "Tunnusta ei ole liitetty kenenkään tietoihin tässä rekisterissä. Tule ensin linkillä, jonka saat sähköpostiisi, ja liitä tunnus sitten sivulla Tiedot.",
    "Identiteten är inte ansluten till någons uppgifter i det här registret. Kom först in med en länk som du får per e-post och anslut sedan identiteten på sidan Uppgifter.",
    "The identity is not connected to anybody's data in this register. Come in once by the link that is sent to your e-mail, then connect it on the page Data.",
);
pub(crate) const WAY_LOST: Message = Message::new(
    "Tunnistautuminen keskeytyi tai kesti liian kauan. Mitään ei muutettu. Yritä uudelleen.",
    "Identifieringen avbröts eller tog för lång tid. Inget ändrades. Försök igen.",
    "Signing in was interrupted or took too long. Nothing was changed. Try again.",
);
pub(crate) const PROVIDER_FAILED: Message = Message::new(
    "Tunnistuspalvelu ei vastannut niin kuin pitää. Mitään ei muutettu. Yritä hetken kuluttua tai tule sähköpostiin lähetettävällä linkillä.",
    "Identifieringstjänsten svarade inte som den ska. Inget ändrades. Försök om en stund eller kom in med en länk per e-post.",
    "The identity provider did not answer as it should. Nothing was changed. Try again in a while, or come in by a link sent to your e-mail.",
);
pub(crate) const NOT_BOUND: Message = Message::new(
    "Tunnusta ei voitu liittää. Se voi olla jo jonkun muun käytössä.",
    "Identiteten kunde inte anslutas. Den kan redan vara i bruk av någon annan.",
    "The identity could not be connected. Somebody else may be using it already.",
);
pub(crate) const COPY_READY: Message = Message::new(
    "Tietosi on koottu. Voit noutaa ne {time} asti.",
    "Dina uppgifter är sammanställda. Du kan hämta dem till {time}.",
    "Your data has been put together. You can fetch it until {time}.",
);
pub(crate) const COPY_FETCH: Message =
    Message::new("Nouda tiedot (ZIP)", "Hämta uppgifterna (ZIP)", "Fetch the data (ZIP)");
pub(crate) const VOUCH_LEAD: Message = Message::new(
    "Voit osoittaa heti, kuka olet. Silloin sitä ei tarvitse kysyä sinulta erikseen. Tietoja vain verrataan rekisteriin; niitä ei tallenneta.",
    "Du kan genast visa vem du är. Då behöver vi inte fråga dig särskilt. Uppgifterna jämförs bara med registret; de sparas inte.",
    "You can show at once who you are. Then we need not ask you. What is told is only held against the register; it is not kept.",
);
pub(crate) const VOUCH_BY: Message =
    Message::new("Tunnistaudu: {name}", "Identifiera dig: {name}", "Identify yourself: {name}");
pub(crate) const VOUCHED: Message = Message::new(
    "Tunnistautuminen on kirjattu",
    "Identifieringen är antecknad",
    "Your identification is noted",
);
pub(crate) const VOUCHED_LEAD: Message = Message::new(
    "Kiitos. Pyyntösi käsittelyä jatketaan, eikä sinun tarvitse nyt tehdä muuta. Jos emme löydä tietojasi sen perusteella, otamme yhteyttä.",
    "Tack. Behandlingen av din begäran fortsätter, och du behöver inte göra något mer nu. Om vi inte hittar dina uppgifter utifrån den kontaktar vi dig.",
    "Thank you. Your request goes on, and you need not do anything else now. If we can't find your data by it, we get in touch.",
);
pub(crate) const TOO_WEAK: Message = Message::new(
    "Palvelu ei tunnistanut sinua riittävän vahvasti. Mitään ei muutettu, ja pyyntösi on yhä voimassa.",
    "Tjänsten identifierade dig inte tillräckligt starkt. Inget ändrades, och din begäran gäller fortfarande.",
    "The service did not identify you strongly enough. Nothing was changed, and your request still stands.",
);
pub(crate) const WHO_SEES: Message = Message::new("Kuka saa nähdä", "Vem som får se", "Who may see");
pub(crate) const WHO_SEES_LEAD: Message = Message::new(
    "Voit pitää nämä tiedot itselläsi. Silloin henkilöstö ei näe niitä eikä löydä sinua niiden avulla; vain lain velvoittama käsittely jatkuu. Rajoituksen voit poistaa vain sinä.",
    "Du kan hålla de här uppgifterna för dig själv. Då ser personalen dem inte och hittar dig inte med hjälp av dem; bara behandling som lagen kräver fortsätter. Bara du kan ta bort begränsningen.",
    "You can keep these data to yourself. Then staff neither see them nor find you by them; only what a law obliges to goes on. Only you can end the restriction.",
);
pub(crate) const ONLY_YOU: Message = Message::new("vain sinä", "bara du", "only you");
pub(crate) const STAFF_SEE: Message = Message::new(
    "henkilöstö näkee tehtävissään",
    "personalen ser i sina uppgifter",
    "staff see it in their work",
);
pub(crate) const KEEP: Message = Message::new("Pidä itselläni", "Håll för mig själv", "Keep to myself");
pub(crate) const LET_SEE: Message = Message::new("Anna nähdä", "Låt se", "Let them see");
