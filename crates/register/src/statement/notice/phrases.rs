//! The fixed phrases of a notice.

pub(super) mod conduct;
pub(super) mod keeping;
pub(super) mod requests;
pub(super) mod uses;

use crate::text::Phrase;

pub(super) const TITLE: Phrase = Phrase::new("Tietosuojaseloste", "Dataskyddsbeskrivning", "Privacy notice");
pub(super) const REGISTER_TITLE: Phrase =
    Phrase::new("Rekisteriseloste", "Registerbeskrivning", "Register description");
pub(super) const CONTENTS: Phrase = Phrase::new("Sisällys", "Innehåll", "Contents");
pub(super) const SUMMARY: Phrase = Phrase::new("Lyhyesti", "I korthet", "In short");
pub(super) const LAW: Phrase = Phrase::new("Sovellettava laki", "Tillämplig lag", "The law that applies");
pub(super) const INSPECTION: Phrase =
    Phrase::new("Tarkastusoikeus", "Rätt till insyn", "Right of inspection");
pub(super) const CORRECTION: Phrase = Phrase::new(
    "Oikeus vaatia tiedon korjaamista",
    "Rätt att kräva rättelse av uppgifter",
    "Right to have data corrected",
);
pub(super) const OTHER_RIGHTS: Phrase = Phrase::new(
    "Muut henkilötietojen käsittelyyn liittyvät oikeudet",
    "Övriga rättigheter i samband med behandlingen av personuppgifter",
    "Other rights that concern the processing of personal data",
);
pub(super) const WORDING: Phrase = Phrase::new(
    "Suostumuksen sanamuodon versio",
    "Samtyckestextens version",
    "Wording of the consent, version",
);
pub(super) const DRAWN_UP: Phrase = Phrase::new("Laadittu", "Upprättad", "Drawn up on");

pub(super) const CONTROLLER: Phrase = Phrase::new("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller");
pub(super) const CONTACT: Phrase = Phrase::new(
    "Yhteyshenkilö rekisteriä koskevissa asioissa",
    "Kontaktperson i ärenden som gäller registret",
    "Contact in matters of the register",
);
pub(super) const OFFICER: Phrase =
    Phrase::new("Tietosuojavastaava", "Dataskyddsombud", "Data protection officer");
pub(super) const NAME: Phrase = Phrase::new("Rekisterin nimi", "Registrets namn", "Name of the register");
pub(super) const GROUPS: Phrase =
    Phrase::new("Keitä rekisteri koskee", "Vilka registret omfattar", "Whom the register is about");
pub(super) const PURPOSES: Phrase = Phrase::new(
    "Henkilötietojen käsittelyn tarkoitus ja oikeusperuste",
    "Ändamål med och rättslig grund för behandlingen av personuppgifter",
    "Purposes of processing and their legal basis",
);
pub(super) const CONTENT: Phrase =
    Phrase::new("Rekisterin tietosisältö", "Registrets datainnehåll", "What the register holds");
pub(super) const SOURCES: Phrase =
    Phrase::new("Säännönmukaiset tietolähteet", "Regelmässiga uppgiftskällor", "Regular sources of data");
pub(super) const DISCLOSURES: Phrase =
    Phrase::new("Tietojen luovutukset", "Utlämnande av uppgifter", "Disclosure of data");
pub(super) const TRANSFERS: Phrase = Phrase::new(
    "Tietojen siirto EU:n tai ETA:n ulkopuolelle",
    "Överföring av uppgifter utanför EU eller EES",
    "Transfer of data outside the EU or EEA",
);
pub(super) const PROTECTION: Phrase = Phrase::new(
    "Rekisterin suojauksen periaatteet",
    "Principer för skyddet av registret",
    "How the register is protected",
);
pub(super) const RETENTION: Phrase =
    Phrase::new("Tietojen säilytysajat", "Uppgifternas bevaringstider", "How long data is kept");
pub(super) const CHOICES: Phrase =
    Phrase::new("Kiellot ja suostumukset", "Förbud och samtycken", "Prohibitions and consents");
pub(super) const RIGHTS: Phrase =
    Phrase::new("Rekisteröidyn oikeudet", "Den registrerades rättigheter", "Your rights");

pub(super) const PHONE: Phrase = Phrase::new("Puhelin", "Telefon", "Telephone");
pub(super) const EMAIL: Phrase = Phrase::new("Sähköposti", "E-post", "E-mail");
pub(super) const ADDRESS: Phrase = Phrase::new("Osoite", "Adress", "Address");
pub(super) const SITE: Phrase = Phrase::new("Verkkosivut", "Webbplats", "Site");
pub(super) const BASIS: Phrase = Phrase::new("Oikeusperuste", "Rättslig grund", "Legal basis");
pub(super) const CHANNELS: Phrase = Phrase::new("Yhteydenoton tapa", "Kontaktsätt", "How you are approached");
pub(super) const DATA: Phrase = Phrase::new("Tiedot", "Uppgifter", "Data");
pub(super) const LINES: Phrase = Phrase::new("Rivit", "Rader", "Lines");
pub(super) const STATES: Phrase = Phrase::new("Tila", "Status", "State");
pub(super) const DATES: Phrase = Phrase::new("Päivä", "Datum", "Date");
pub(super) const START_AND_END: Phrase =
    Phrase::new("Alku- ja päättymispäivä", "Start- och slutdatum", "Start and end date");
pub(super) const ONLY_YEAR: Phrase = Phrase::new("vain vuosi", "endast år", "the year alone");
pub(super) const ONLY_MONTH: Phrase =
    Phrase::new("vain vuosi ja kuukausi", "endast år och månad", "the year and month alone");
pub(super) const WHOLE_FOR: Phrase =
    Phrase::new("kokonaan vain", "i sin helhet endast för", "in whole only for");
pub(super) const JOINT: Phrase = Phrase::new(
    "Rekisteristä vastaavat yhdessä rekisterinpitäjän kanssa:",
    "För registret ansvarar gemensamt med den personuppgiftsansvarige:",
    "Together with the controller these are responsible for the register:",
);
pub(super) const SOLE_TRADERS: Phrase = Phrase::new(
    "sekä yritys että yksityishenkilö",
    "både företag och privatperson",
    "a business and a private person at once",
);
pub(super) const MEMBERS_TIED: Phrase = Phrase::new(
    "Rekisterissä vain niin kauan kuin jokin näistä on voimassa",
    "I registret bara så länge något av dessa är i kraft",
    "In the register only as long as one of these lasts",
);
pub(super) const MEMBERS_LEAVE: Phrase = Phrase::new(
    "On lähtenyt, kun viimeinen näistä on päättynyt",
    "Har slutat när det sista av dessa har upphört",
    "Has left when the last of these has ended",
);
pub(super) const COLLECTED_ONLY: Phrase = Phrase::new(
    "Muista lähteistä ei kerätä tietoja.",
    "Uppgifter samlas inte in från andra källor.",
    "Data is collected from no other source.",
);
pub(super) const AGREEMENT: Phrase =
    Phrase::new("Käsittelysopimus", "Personuppgiftsbiträdesavtal", "Processing agreement");
pub(super) const PROVISION: Phrase = Phrase::new("Peruste", "Grund", "Ground");
pub(super) const NO_OWN_USE: Phrase = Phrase::new(
    "Tietoja ei saa käyttää omiin tarkoituksiin eikä muiden asiakkaiden hyväksi.",
    "Uppgifterna får inte användas för egna ändamål eller för andra kunder.",
    "It may not use the data for itself or for other clients.",
);
pub(super) const WORK: Phrase = Phrase::new("Työn laji", "Slag av arbete", "Kind of work");
pub(super) const MORE: Phrase =
    Phrase::new("Yhteystietojen lisäksi", "Utöver kontaktuppgifter", "Beside contact details");
pub(super) const COMPONENTS: Phrase = Phrase::new(
    "Palveluihin voi kuulua seuraavia osia, joita käytetään vain, kun palvelun tilaaja on valinnut ne:",
    "Tjänsterna kan innehålla följande delar, som används endast när tjänstens beställare har valt dem:",
    "Services may contain these parts, which are used only where the service's customer has chosen them:",
);
pub(super) const TIGHTENED: Phrase =
    Phrase::new("Tiukempi kohta ratkaisee", "Den striktare punkten gäller", "The stricter passage holds");
pub(super) const TIGHTENED_LEAD: Phrase = Phrase::new(
    "Kun selosteen kohdat eroavat toisistaan, noudatamme tiukempaa:",
    "När punkterna i beskrivningen skiljer sig åt följer vi den striktare:",
    "Where passages of this notice differ we follow the stricter:",
);
pub(super) const MINIMUM_AGE: Phrase = Phrase::new("Vähimmäisikä", "Minimiålder", "Minimum age");
pub(super) const SAFEGUARD: Phrase = Phrase::new("Suojatoimi", "Skyddsåtgärd", "Safeguard");
/// Article 13(1)(f): how to get a copy of it.
pub(super) const SAFEGUARD_COPY: Phrase = Phrase::new(
    "Saat siitä jäljennöksen pyynnöstä.",
    "Du får en kopia av den på begäran.",
    "You can get a copy of it on request.",
);
pub(super) const ADEQUACY: Phrase = Phrase::new(
    "Euroopan komission päätös tietosuojan riittävyydestä",
    "Europeiska kommissionens beslut om adekvat skyddsnivå",
    "the European Commission's adequacy decision",
);

pub(super) const SYSTEMS: Phrase = Phrase::new(
    "Rekisteriin kuuluvat seuraavat järjestelmät:",
    "Till registret hör följande system:",
    "These systems together are the register:",
);
pub(super) const BALANCE: Phrase = Phrase::new(
    "Kun käsittely perustuu oikeutettuun etuun, etua on punnittu suhteessa rekisteröidyn oikeuksiin. Punninnasta kerrotaan pyydettäessä.",
    "När behandlingen grundar sig på berättigat intresse har intresset vägts mot den registrerades rättigheter. Närmare uppgifter om avvägningen ges på begäran.",
    "Where processing rests on legitimate interests, they have been weighed against the rights of the persons concerned. You can ask how.",
);
pub(super) const REQUIRED: Phrase =
    Phrase::new("Muita tietoja ei tallenneta.", "Andra uppgifter sparas inte.", "No other data is stored.");
pub(super) const NEEDED: Phrase = Phrase::new(
    "Rekisteriin ei voi merkitä ketään ilman seuraavia tietoja, silloin kun ne koskevat häntä:",
    "Ingen kan föras in i registret utan följande uppgifter, när de gäller personen:",
    "Nobody can be entered in the register without these, where they apply:",
);
pub(super) const MARKS: Phrase = Phrase::new(
    "Rekisterin hoitamiseen kuuluvat merkinnät",
    "Anteckningar som hör till skötseln av registret",
    "Marks that belong to keeping the register",
);
pub(super) const MARK_GROUP: Phrase = Phrase::new(
    "Ryhmä, johon rekisteröity kuuluu, ja päivä, jona",
    "Gruppen som den registrerade hör till och dagen då",
    "The group that a person belongs to, and the day on which",
);
pub(super) const MARK_AREAS: Phrase = Phrase::new(
    "Toimipaikka tai alue, johon rekisteröity kuuluu",
    "Verksamhetsställe eller område som den registrerade hör till",
    "Outlet or area that a person belongs to",
);
pub(super) const MARK_PERMISSIONS: Phrase = Phrase::new(
    "Annetut kiellot ja suostumukset sekä niiden päivät ja tapa, jolla ne on ilmoitettu",
    "Förbud och samtycken samt datum och sätt på vilket de har meddelats",
    "Prohibitions and consents, with their dates and the way in which they were given",
);
pub(super) const MARK_ORIGIN: Phrase = Phrase::new(
    "Kunkin tiedon lähde ja tallennuspäivä",
    "Varje uppgifts källa och datumet då den sparades",
    "The source of each value and the day on which it was recorded",
);
pub(super) const MARK_HANDLING: Phrase = Phrase::new(
    "Merkinnät siitä, kuka on katsellut tai muuttanut tietoja, milloin ja mihin tarkoitukseen",
    "Anteckningar om vem som har sett eller ändrat uppgifterna, när och för vilket ändamål",
    "Marks of who has seen or changed the data, when and for which purpose",
);
pub(super) const EXAMPLE: Phrase = Phrase::new(
    "Esimerkki keksityin tiedoin",
    "Exempel med påhittade uppgifter",
    "An example with invented data",
);
pub(super) const EMBEDS: Phrase = Phrase::new(
    "Sivuillamme voi olla muiden palvelujen sisältöä. Mitään siitä ei ladata, ennen kuin avaat sen:",
    "På våra sidor kan det finnas innehåll från andra tjänster. Inget av det laddas innan du öppnar det:",
    "Our pages may have content of other services. Nothing of it loads before you open it:",
);
pub(super) const EMBED_LEARNS: Phrase = Phrase::new(
    "Kun avaat sen, palvelu saa",
    "När du öppnar det får tjänsten",
    "When you open it the service gets",
);
pub(super) const THEIR_STATEMENT: Phrase = Phrase::new(
    "Palvelun oma tietosuojaseloste",
    "Tjänstens egen dataskyddsbeskrivning",
    "The service's own privacy statement",
);
pub(super) const DERIVED: Phrase = Phrase::new("Päätelty tieto", "Härledd uppgift", "Derived");
pub(super) const ONLY_FOR: Phrase = Phrase::new("vain", "endast", "only");
pub(super) const AT_MOST: Phrase = Phrase::new("enintään", "högst", "at most");

pub(super) const NOBODY: Phrase = Phrase::new(
    "Tietoja ei luovuteta säännönmukaisesti.",
    "Uppgifter lämnas inte ut regelmässigt.",
    "Data is not disclosed regularly.",
);
pub(super) const GROUP_ONLY: Phrase = Phrase::new(
    "Tietoja ei luovuteta säännönmukaisesti konsernin ulkopuolelle. Konsernin yrityksistä tietoja saavat:",
    "Uppgifter lämnas inte regelmässigt ut utanför koncernen. Av koncernens företag får följande uppgifter:",
    "Data is not regularly disclosed outside the group. Of the companies of the group these get data:",
);
pub(super) const DECLARED: Phrase = Phrase::new(
    "Tietoja luovutetaan säännönmukaisesti vain seuraaville:",
    "Uppgifter lämnas regelmässigt ut endast till följande:",
    "Data is regularly disclosed only to:",
);
pub(super) const PROCESSORS: Phrase = Phrase::new(
    "Lukuumme tietoja käsittelevät:",
    "För vår räkning behandlas uppgifter av:",
    "On our behalf data is processed by:",
);
pub(super) const GROUP_WITHOUT: Phrase = Phrase::new(
    "Konserniin kuuluvat myös seuraavat yritykset, joille tietoja ei luovuteta:",
    "Till koncernen hör också följande företag, till vilka inga uppgifter lämnas ut:",
    "These companies also belong to the group and get no data:",
);
pub(super) const SINGLE: Phrase = Phrase::new(
    "Yksittäinen luovutus on mahdollinen vain, kun",
    "Ett enskilt utlämnande är möjligt endast när",
    "A single disclosure is possible only when",
);
/// The area of a promise about transfers, as `{area}` in one.
pub(super) const UNION: Phrase = Phrase::new("EU:n", "EU", "the EU");
pub(super) const ECONOMIC_AREA: Phrase = Phrase::new("EU:n tai ETA:n", "EU eller EES", "the EU or EEA");
pub(super) const NEVER_OUTSIDE: Phrase = Phrase::new(
    "Tietoja ei siirretä {area} ulkopuolelle, ei myöskään konsernin sisällä.",
    "Uppgifter överförs inte utanför {area}, inte heller inom koncernen.",
    "Data is not transferred outside {area}, not even within the group.",
);
pub(super) const NEVER_OUTSIDE_ALONE: Phrase = Phrase::new(
    "Tietoja ei siirretä {area} ulkopuolelle.",
    "Uppgifter överförs inte utanför {area}.",
    "Data is not transferred outside {area}.",
);
pub(super) const NONE_OUTSIDE: Phrase = Phrase::new(
    "Tietoja ei siirretä EU:n tai ETA:n ulkopuolelle. Siirto olisi mahdollinen vain tässä luetellulle vastaanottajalle ja lain mukaisin suojatoimin.",
    "Uppgifter överförs inte utanför EU eller EES. En överföring vore möjlig endast till en mottagare som anges här och med lagenliga skyddsåtgärder.",
    "Data is not transferred outside the EU or EEA. A transfer would be possible only to a recipient listed here and with the safeguards of the law.",
);
pub(super) const OUTSIDE: Phrase = Phrase::new(
    "Tietoja siirretään EU:n tai ETA:n ulkopuolelle seuraaville:",
    "Uppgifter överförs utanför EU eller EES till följande:",
    "Data is transferred outside the EU or EEA to:",
);
pub(super) const OUTSIDE_BY_CHOICE: Phrase = Phrase::new(
    "Poikkeuksena ovat palvelun osat, jotka palvelun tilaaja on itse valinnut:",
    "Undantag är de delar av tjänsten som tjänstens beställare själv har valt:",
    "The exception are parts of services that the service's customer has chosen:",
);
pub(super) const OUTSIDE_TOLD_THERE: Phrase = Phrase::new(
    "Poikkeuksena voivat olla palvelun osat, jotka palvelun tilaaja on itse valinnut. Niistä kerrotaan vain kunkin palvelun omassa selosteessa:",
    "Undantag kan vara delar av en tjänst som tjänstens beställare själv har valt. De beskrivs bara i varje tjänsts egen beskrivning:",
    "The exception may be parts of a service that the service's customer has chosen. They are told of only in each service's own notice:",
);
/// `{stays}` is the sentence about the area, without its full stop.
pub(super) const STAYS_UNLESS_CHOSEN: Phrase = Phrase::new(
    "{stays}, ellei palvelun tilaaja ole valinnut osaa, jonka toimittaja on muualla.",
    "{stays}, om inte tjänstens beställare har valt en del vars leverantör finns på annat håll.",
    "{stays} unless the service's customer has chosen a part whose vendor is elsewhere.",
);
pub(super) const SHOWN: Phrase = Phrase::new(
    "Seuraavat suojaustoimet ovat voimassa, ja niistä on näyttö:",
    "Följande skyddsåtgärder gäller, och de har styrkts:",
    "These measures are in force and have been shown to be:",
);
pub(super) const EVIDENCE: Phrase = Phrase::new("Osoitettu", "Styrkt", "Shown on");
pub(super) const STATED: Phrase = Phrase::new(
    "Rekisterinpitäjä ilmoittaa seuraavien toimien olevan voimassa; näyttöä niistä ei ole vielä kirjattu:",
    "Den personuppgiftsansvarige uppger att följande åtgärder gäller; bevisning har ännu inte antecknats:",
    "The controller states that these measures are in force; evidence of them is not on record yet:",
);
pub(super) const SIGN_IN_ALL: Phrase = Phrase::new(
    "Jokainen, joka käsittelee tietoja, kirjautuu omalla tunnuksella, salasanalla ja toisella tunnistautumistavalla.",
    "Alla som behandlar uppgifter loggar in med ett eget konto, lösenord och en andra autentiseringsfaktor.",
    "Everyone who handles data signs in with an account of their own, a password and a second factor.",
);
pub(super) const SIGN_IN_SOME: Phrase = Phrase::new(
    "Salasanan lisäksi toisella tunnistautumistavalla kirjautuvat",
    "Med en andra autentiseringsfaktor utöver lösenordet loggar följande roller in",
    "These sign in with a second factor beside the password",
);
pub(super) const STATED_ON: Phrase = Phrase::new("Ilmoitettu", "Uppgivet", "Stated on");
pub(super) const NOT_SHOWN: Phrase = Phrase::new(
    "Seuraavista toimista ei ole voimassa olevaa näyttöä, joten emme väitä niiden olevan voimassa:",
    "Följande åtgärder är inte styrkta för närvarande, och vi påstår därför inte att de gäller:",
    "These measures are not shown at present, so we do not claim that they are in force:",
);
pub(super) const UNPROVEN: Phrase = Phrase::new("Ei osoitettu", "Ej styrkt", "Not shown");
pub(super) const REPLACED: Phrase = Phrase::new(
    "Kun tieto vaihtuu, vanha säilytetään",
    "När uppgiften ändras bevaras den gamla i",
    "When it changes, the old value is kept for",
);
pub(super) const REPLACED_AT_ONCE: Phrase = Phrase::new(
    "Kun tieto vaihtuu, vanha poistetaan heti.",
    "När uppgiften ändras raderas den gamla genast.",
    "When it changes, the old value is erased at once.",
);
pub(super) const NO_PAPER: Phrase = Phrase::new(
    "Rekisterissä ei ole paperiaineistoa: saapunut kirje skannataan ja paperi hävitetään, ennen kuin asia on päättynyt.",
    "Registret har inget pappersmaterial: ett brev som kommer skannas och pappret förstörs innan ärendet avslutas.",
    "The register has no paper: a letter that arrives is scanned, and the paper destroyed before its case is over.",
);
pub(super) const CONSENT_WITHDRAWN: Phrase = Phrase::new(
    "Käytetään vain suostumuksellasi: kun perut sen, tieto poistetaan viimeistään seuraavana päivänä.",
    "Används bara med ditt samtycke: när du återkallar det raderas uppgiften senast följande dag.",
    "Used with your consent alone: when you take it back, it is erased on the next day at the latest.",
);
pub(super) const PROHIBIT: Phrase = Phrase::new(
    "Voit kieltää tietojesi käytön. Kielto tulee voimaan heti, ilmoititpa siitä millä tavalla tahansa, ja se ohittaa suostumuksen:",
    "Du kan förbjuda att dina uppgifter används. Förbudet gäller genast, oavsett hur du meddelar det, och går före samtycke:",
    "You can prohibit uses of your data. A prohibition takes effect at once, however you tell us, and wins over consent:",
);
pub(super) const LATER_CONSENT: Phrase = Phrase::new(
    "Jos annat myöhemmin suostumuksen, se on voimassa siltä osin kuin olet sen antanut.",
    "Om du senare ger ditt samtycke gäller det i den omfattning som du har gett det.",
    "If you give your consent later, it counts as far as you have given it.",
);
pub(super) const CONSENT: Phrase = Phrase::new(
    "Seuraavaan tietojasi käytetään vain, jos annat suostumuksesi. Voit peruuttaa sen milloin tahansa yhtä helposti kuin annoit sen:",
    "För följande används dina uppgifter endast om du ger ditt samtycke. Du kan när som helst återkalla det lika lätt som du gav det:",
    "For the following your data is used only if you consent. You can withdraw at any time, as easily as you gave it:",
);
pub(super) const HOW: Phrase =
    Phrase::new("Voit esittää pyynnön", "Du kan framställa en begäran", "You can make a request");
pub(super) const ANY_WAY: Phrase = Phrase::new(
    "Muullakin tavalla tehty pyyntö otetaan vastaan, ja vastausaika alkaa heti, kun pyyntö on saapunut.",
    "En begäran som framställs på annat sätt tas också emot, och svarstiden börjar när begäran har kommit in.",
    "A request made in another way is accepted as well, and the time for answering begins when it arrives.",
);
pub(super) const AGREED: Phrase = Phrase::new(
    "Vastauksen toimitustavasta sovitaan kanssasi joka kerta.",
    "Hur svaret levereras avtalas med dig varje gång.",
    "How the answer is delivered is agreed with you each time.",
);
pub(super) const AS_ASKED: Phrase = Phrase::new(
    "Vastaus toimitetaan samalla tavalla kuin pyyntö on tehty, ellet toivo muuta.",
    "Svaret levereras på samma sätt som begäran framställdes, om du inte önskar något annat.",
    "The answer is delivered in the way in which the request was made, unless you wish otherwise.",
);
