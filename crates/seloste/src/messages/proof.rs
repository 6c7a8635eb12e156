//! What proof reports and measures say.

use super::Message;
use seloste_register::text::{Lang, Text};

/// Nothing shows a claim.
pub(crate) const NO_CHECK: Message = Message::new(
    "Mikään tarkistus ei vielä osoita tätä.",
    "Ingen kontroll visar ännu detta.",
    "No check shows this yet.",
);
/// Why no check of the system shows a sentence, and what can.
pub(crate) fn why_no_check(section: &str, id: &str) -> Text {
    let kind = id.split_once("--").map_or(id, |(kind, _)| kind);
    let why = match (section, kind) {
        ("controller" | "contact", _) | ("summary", "summary") => Message::new(
            "Järjestelmä ei näe, mikä yritys on ja mistä sen tavoittaa.",
            "Systemet ser inte vilket företaget är och var det nås.",
            "The system does not see which company it is and where it is reached.",
        ),
        ("name", _) => Message::new(
            "Järjestelmä ei näe, mitä muita järjestelmiä rekisteriin kuuluu.",
            "Systemet ser inte vilka andra system som hör till registret.",
            "The system does not see which other systems belong to the register.",
        ),
        ("purposes", "balance") => Message::new(
            "Etujen punninta on ihmisten työtä, eikä järjestelmä näe sitä.",
            "Intresseavvägningen görs av människor, och systemet ser den inte.",
            "Interests are weighed by people, which the system does not see.",
        ),
        ("protection", _) => Message::new(
            "Periaate on vapain sanoin, joten järjestelmä ei voi verrata sitä mihinkään.",
            "Principen är skriven med fria ord, så systemet kan inte jämföra den med något.",
            "The principle is in free words, which the system can hold against nothing.",
        ),
        ("rights" | "access", _) => Message::new(
            "Järjestelmä ei näe, mitä ihmiseltä kysytään tai mihin kirje viedään.",
            "Systemet ser inte vad som frågas av personen eller vart brevet förs.",
            "The system does not see what somebody is asked, or where a letter is taken.",
        ),
        _ => return NO_CHECK.all(),
    };
    let can = Message::new(
        "{why} Toimenpiteen näyttö voi osoittaa sen: sentences = [\"{id}\"].",
        "{why} En åtgärds bevisning kan visa det: sentences = [\"{id}\"].",
        "{why} The evidence of a measure can show it: sentences = [\"{id}\"].",
    );
    let [fi, sv, en] = Lang::ALL.map(|lang| can.fill(lang, &[("why", why.get(lang)), ("id", id)]));
    Text { fi, sv, en }
}
/// Nobody of those whose age is known was too young.
pub(crate) const OF_AGE: Message = Message::new(
    "Kukaan, jonka syntymäaika tiedetään, ei ole antanut tätä suostumusta yksin liian nuorena (suostumuksia: {n}).",
    "Ingen vars födelsetid är känd har ensam gett detta samtycke för ung (samtycken: {n}).",
    "Nobody whose day of birth is known gave this consent alone when too young (consents: {n}).",
);
/// Somebody was.
pub(crate) const TOO_YOUNG: Message = Message::new(
    "Suostumuksia, jotka liian nuori on antanut yksin: {n}.",
    "Samtycken som någon har gett ensam för ung: {n}.",
    "Consents that somebody gave alone when too young: {n}.",
);
/// The register knows no ages.
pub(crate) const AGE_UNKNOWN: Message = Message::new(
    "Rekisteri ei tiedä kenenkään ikää: sitä kysytään, kun suostumus annetaan, eikä järjestelmä voi osoittaa vastausta oikeaksi.",
    "Registret känner ingens ålder: den frågas när samtycket ges, och systemet kan inte visa att svaret är riktigt.",
    "The register knows nobody's age: it is asked when the consent is given, and the system can't show that the answer was right.",
);
/// Copies are made and end as promised.
pub(crate) const BACKUPS: Message = Message::new(
    "Kopioita on tehty luvatuin välein, eikä yhtään ole säilytetty yli ajan (kopioita: {n}).",
    "Kopior har gjorts så ofta som utlovats, och ingen har bevarats för länge (kopior: {n}).",
    "Copies were made as often as promised, and none is kept past its time (copies: {n}).",
);
/// They are not.
pub(crate) const BACKUPS_BROKEN: Message = Message::new(
    "Kopio on jäänyt tekemättä, tai sitä on säilytetty yli ajan.",
    "En kopia har inte gjorts, eller så har den bevarats för länge.",
    "A copy was missed, or kept past its time.",
);
/// The program has made none.
pub(crate) const NO_BACKUPS: Message = Message::new(
    "Tämä ohjelma ei ole vielä tehnyt yhtään kopiota. Muulla tavalla tehtyjä kopioita se ei näe.",
    "Det här programmet har ännu inte gjort någon kopia. Kopior som görs på annat sätt ser det inte.",
    "This program has made no copy yet. Copies that are made by other means it does not see.",
);
/// Everything stored is declared.
pub(crate) const DECLARED: Message = Message::new(
    "Kaikki tallennettu on ilmoitettu selosteessa ({looked}/{people} ihmisen tiedot katsottiin läpi).",
    "Allt som lagras har angetts i beskrivningen (uppgifterna om {looked} av {people} personer gicks igenom).",
    "Everything stored is declared (the data of {looked} of {people} people were looked through).",
);
/// Something stored is not declared.
pub(crate) const UNDECLARED: Message = Message::new(
    "Rekisteriin on tallennettu sellaista, mitä seloste ei ilmoita.",
    "I registret finns sådant som beskrivningen inte anger.",
    "Something is stored that the statement does not declare.",
);
/// Every source is declared.
pub(crate) const SOURCES: Message = Message::new(
    "Jokaisella arvolla on ilmoitettu lähde ({looked}/{people} ihmisen tiedot katsottiin läpi).",
    "Varje värde har en angiven källa (uppgifterna om {looked} av {people} personer gicks igenom).",
    "Every value has a declared source (the data of {looked} of {people} people were looked through).",
);
/// A source may not write what it wrote.
pub(crate) const FOREIGN: Message = Message::new(
    "Joukossa on arvoja lähteestä, joka ei saa antaa niitä.",
    "Det finns värden från en källa som inte får ge dem.",
    "There are values from a source that may not give them.",
);
/// Everything is sealed.
pub(crate) const SEALED: Message = Message::new(
    "Jokainen tallenne avautuu vain kyseisen ihmisen omalla avaimella ({looked}/{people} ihmistä katsottiin läpi).",
    "Varje lagrad uppgift öppnas bara med personens egen nyckel ({looked} av {people} personer gicks igenom).",
    "Everything stored opens only with the person's own key ({looked} of {people} people were looked through).",
);
/// Something does not open.
pub(crate) const UNREADABLE: Message = Message::new(
    "Joukossa on tallenteita, jotka eivät avaudu kyseisen ihmisen avaimella.",
    "Det finns lagrade uppgifter som inte öppnas med personens nyckel.",
    "Some of what is stored does not open with the person's key.",
);
/// Nothing is kept too long.
pub(crate) const IN_TERM: Message = Message::new(
    "Mitään ei ole säilytetty yli määräajan ({looked}/{people} ihmisen tiedot katsottiin läpi).",
    "Inget har bevarats längre än vad som anges (uppgifterna om {looked} av {people} personer gicks igenom).",
    "Nothing is kept past its term (the data of {looked} of {people} people were looked through).",
);
/// Something is kept too long.
pub(crate) const OVERDUE: Message = Message::new(
    "Osa tiedoista on säilytetty yli määräajan.",
    "En del uppgifter har bevarats längre än vad som anges.",
    "Some data are kept past their term.",
);
/// Shown for everyone.
pub(crate) const SHOWN_FOR_EVERYONE: Message = Message::new(
    "Osoitettu kaikille mahdollisille käyttäjille ja pyynnöille: {n} kieltoa, {cells} kohtaa.",
    "Visat för alla tänkbara användare och begäranden: {n} förbud, {cells} punkter.",
    "Shown for all users and requests there could be: {n} prohibitions, {cells} cells.",
);
/// There is no solver.
pub(crate) const NO_SOLVER: Message = Message::new(
    "Todistavaa ohjelmaa (cvc5) ei ole tällä koneella, joten tätä ei ole osoitettu.",
    "Bevisprogrammet (cvc5) finns inte på denna dator, så detta har inte visats.",
    "The solver (cvc5) is not on this machine, so this was not shown.",
);
/// The solver gave no answer.
pub(crate) const UNANSWERED: Message = Message::new(
    "Todistava ohjelma ei vastannut, joten tätä ei ole osoitettu.",
    "Bevisprogrammet gav inget svar, så detta har inte visats.",
    "The solver gave no answer, so this was not shown.",
);
/// Policies that can't be read.
pub(crate) const POLICIES_UNREAD: Message = Message::new(
    "Käyttösääntöjä ei voi lukea.",
    "Åtkomstreglerna kan inte läsas.",
    "The policies can't be read.",
);
/// A counter-example.
pub(crate) const HOLE: Message = Message::new(
    "Tämä ei pidä: {what} Vastaesimerkki: {example}",
    "Detta håller inte: {what} Motexempel: {example}",
    "This does not hold: {what} Counter-example: {example}",
);
/// Table and policies agree.
pub(crate) const AGREED: Message = Message::new(
    "Päätöstaulu ja säännöt vastasivat samoin jokaiseen {n} kysymykseen.",
    "Beslutstabellen och reglerna gav samma svar på alla {n} frågor.",
    "The table that decides and the policies answered all {n} questions alike.",
);
/// They don't.
pub(crate) const DISAGREED: Message = Message::new(
    "Päätöstaulu ja säännöt vastaavat eri tavoin.",
    "Beslutstabellen och reglerna svarar olika.",
    "The table that decides and the policies answer differently.",
);
/// Nothing outside of the rules.
pub(crate) const REPLAYED: Message = Message::new(
    "Lokin {n} merkintää verrattiin sääntöihin: mitään ei ole tehty niiden ulkopuolella.",
    "Loggens {n} poster jämfördes med reglerna: inget har gjorts utanför dem.",
    "The ledger's {n} entries were held against the rules: nothing was done outside of them.",
);
/// Something outside of the rules.
pub(crate) const OUTSIDE: Message = Message::new(
    "Lokissa on {outside} merkintää, jotka ovat sääntöjen ulkopuolella.",
    "I loggen finns {outside} poster som är utanför reglerna.",
    "The ledger has {outside} entries that are outside of the rules.",
);
/// The ledger could not be gone through.
pub(crate) const NOT_REPLAYED: Message = Message::new(
    "Lokia ei voi käydä läpi, koska se ei ole ehjä.",
    "Loggen kan inte gås igenom eftersom den inte är hel.",
    "The ledger can't be gone through, because it is not sound.",
);
/// Nobody was approached against their word.
pub(crate) const OBEYED: Message = Message::new(
    "Ketään ei ole lähestytty vastoin omaa kieltoa tai ilman suostumusta ({n} kertaa tarkistettu).",
    "Ingen har kontaktats mot sitt eget förbud eller utan samtycke ({n} gånger kontrollerat).",
    "Nobody was approached against their own prohibition or without consent ({n} times checked).",
);
/// Somebody was.
pub(crate) const NOT_OBEYED: Message = Message::new(
    "Ihmisiä on lähestytty {against} kertaa vastoin omaa kieltoa tai ilman suostumusta.",
    "Personer har kontaktats {against} gånger mot sitt eget förbud eller utan samtycke.",
    "People were approached {against} times against their own prohibition or without consent.",
);
/// The ledger holds.
pub(crate) const LEDGER_SOUND: Message = Message::new(
    "Loki on ehjä: {n} allekirjoitettua merkintää.",
    "Loggen är hel: {n} signerade poster.",
    "The ledger is sound: {n} signed entries.",
);
/// The ledger does not hold.
pub(crate) const LEDGER_BROKEN: Message =
    Message::new("Loki ei ole ehjä.", "Loggen är inte hel.", "The ledger is not sound.");
/// Recipients are where they may be.
pub(crate) const TERRITORY: Message = Message::new(
    "Kaikki {n} vastaanottajaa ovat tänään alueella, jolle tietoja saa antaa.",
    "Alla {n} mottagare finns i dag inom det område dit uppgifter får lämnas.",
    "All {n} recipients are today where data may go.",
);
/// Some are not.
pub(crate) const TERRITORY_BROKEN: Message = Message::new(
    "Vastaanottaja on alueella, jolle tietoja ei saa antaa: {names}.",
    "En mottagare finns inom ett område dit uppgifter inte får lämnas: {names}.",
    "A recipient is where data may not go: {names}.",
);
/// Recordings came in by the rules.
pub(crate) const RECORDINGS: Message = Message::new(
    "Kaikki {n} tallennetta ovat ehjiä, määräajassaan ja tulleet sääntöjen mukaan: suunta ja numero ovat sallittuja ja tallennuksesta on kerrottu.",
    "Alla {n} inspelningar är hela, inom sin tid och har kommit enligt reglerna: riktning och nummer är tillåtna och information har getts.",
    "All {n} recordings are whole, within their term and came in by the rules: direction and number are allowed, and the person was told.",
);
/// Some did not.
pub(crate) const RECORDINGS_BROKEN: Message = Message::new(
    "Tallenteissa on sellaisia, jotka eivät ole ehjiä, ovat yli määräajan tai ovat tulleet vastoin sääntöjä.",
    "Det finns inspelningar som inte är hela, har överskridit sin tid eller har kommit i strid med reglerna.",
    "There are recordings that are not whole, are past their term or came in against the rules.",
);
/// No more was recorded than is told.
pub(crate) const SHARE: Message = Message::new(
    "Puheluista on tallennettu enintään selosteessa kerrottu osuus.",
    "Högst den andel av samtalen som beskrivningen anger har spelats in.",
    "No more of the calls were recorded than the statement tells.",
);
/// More was.
pub(crate) const SHARE_BROKEN: Message = Message::new(
    "Puheluista on tallennettu suurempi osuus kuin seloste kertoo.",
    "En större andel av samtalen har spelats in än beskrivningen anger.",
    "More of the calls were recorded than the statement tells.",
);
/// Too few calls to tell.
pub(crate) const SHARE_UNKNOWN: Message = Message::new(
    "Puheluita on liian vähän, jotta tallennettu osuus kertoisi jotain.",
    "Samtalen är för få för att andelen inspelade ska säga något.",
    "There are too few calls for the share that was recorded to tell anything.",
);
/// Listening went by the rules.
pub(crate) const LISTENING: Message = Message::new(
    "Jokainen {n} kuuntelusta oli sallittuun tarkoitukseen ja sallitulla tavalla, ja se on lokissa.",
    "Var och en av {n} avlyssningar skedde för ett tillåtet ändamål och på ett tillåtet sätt och finns i loggen.",
    "Each of {n} listenings was for a purpose and in a way that is allowed, and stands in the log.",
);
/// Some did not.
pub(crate) const LISTENING_BROKEN: Message = Message::new(
    "Tallenteita on kuunneltu vastoin sääntöjä tai ilman lokimerkintää.",
    "Inspelningar har avlyssnats i strid med reglerna eller utan loggpost.",
    "Recordings were listened to against the rules or without an entry in the log.",
);
/// Nobody is without what nobody can be without.
pub(crate) const NEEDED: Message = Message::new(
    "Kenenkään tiedoista ei puutu pakollista tietoa ({looked}/{people} ihmisen tiedot katsottiin läpi).",
    "Ingen saknar en obligatorisk uppgift (uppgifterna om {looked} av {people} personer gicks igenom).",
    "Nobody is without what is required (the data of {looked} of {people} people were looked through).",
);
/// Somebody is.
pub(crate) const NOT_NEEDED: Message = Message::new(
    "Rekisterissä on ihmisiä, joilta puuttuu pakollinen tieto.",
    "I registret finns personer som saknar en obligatorisk uppgift.",
    "There are people in the register without something that is required.",
);
/// What is derived has live inputs.
pub(crate) const DERIVED: Message = Message::new(
    "Jokainen päätelty tieto on tuoreempi kuin se, mistä se on päätelty ({looked}/{people} ihmistä katsottiin läpi).",
    "Varje härledd uppgift är nyare än det som den har härletts ur ({looked} av {people} personer gicks igenom).",
    "Whatever is derived is newer than what it was derived from ({looked} of {people} people were looked through).",
);
/// It does not.
pub(crate) const OUTLIVED: Message = Message::new(
    "Joukossa on pääteltyjä tietoja, joiden lähtötieto on poistettu tai muuttunut.",
    "Det finns härledda uppgifter vars ursprung har raderats eller ändrats.",
    "Some of what is derived has outlived what it was derived from.",
);
/// Disclosures are as declared.
pub(crate) const DISCLOSURES: Message = Message::new(
    "Kirjattuja luovutuksia on {n}; jokaisen vastaanottaja, peruste ja tiedot ovat selosteen mukaiset.",
    "Antalet antecknade utlämnanden är {n}; mottagare, grund och uppgifter i varje är enligt beskrivningen.",
    "Disclosures on record: {n}; recipient, ground and data of each are as declared.",
);
/// They are not.
pub(crate) const DISCLOSURES_BROKEN: Message = Message::new(
    "Tietoja on luovutettu muulle tai muuta kuin seloste ilmoittaa.",
    "Uppgifter har lämnats ut till andra, eller andra uppgifter, än beskrivningen anger.",
    "Data was disclosed to others, or other data, than declared.",
);
/// Requests were answered as promised.
pub(crate) const REQUESTS: Message = Message::new(
    "Saapuneita pyyntöjä on {n}; yksikään ei ole myöhässä, ja vastaukset on annettu luvatulla tavalla.",
    "Antalet inkomna begäranden är {n}; ingen är försenad, och svaren har getts som utlovat.",
    "Requests received: {n}; none is late, and answers were given as promised.",
);
/// Some were late.
pub(crate) const REQUESTS_LATE: Message = Message::new(
    "Pyynnöistä {late} on vastattu tai vastaamatta määräajan jälkeen (pyyntöjä on {n}).",
    "{late} begäranden har besvarats för sent eller är obesvarade efter tidsfristen (av {n}).",
    "{late} requests were answered late or wait past their time limit (of {n}).",
);
/// Some were handled otherwise than promised.
pub(crate) const REQUESTS_WRONG: Message = Message::new(
    "Pyyntöjen käsittelyssä on poikettu luvatusta {wrong} kertaa, ja {late} on myöhässä (pyyntöjä on {n}).",
    "Vid behandlingen av begäranden har man avvikit från det utlovade {wrong} gånger, och {late} är försenade (av {n}).",
    "Requests were handled otherwise than promised {wrong} times, and {late} are late (of {n}).",
);
/// Holds are in order.
pub(crate) const HOLDS: Message = Message::new(
    "Voimassa olevia pidätyksiä on {n}; jokaisessa on syy ja tarkistuspäivä, joka ei ole mennyt ohi.",
    "Antalet gällande spärrar är {n}; varje har en orsak och en granskningsdag som inte har passerat.",
    "Holds in force: {n}; each says its case and has a day of review that has not passed.",
);
/// They are not.
pub(crate) const HOLDS_BROKEN: Message = Message::new(
    "Jonkin pidätyksen tarkistus on myöhässä tai liian kaukana, tai syy puuttuu.",
    "Granskningen av en spärr är försenad eller för långt borta, eller orsaken saknas.",
    "The review of a hold is overdue or too far away, or its case is missing.",
);
/// Marks of use are forgotten in time.
pub(crate) const MARKS: Message = Message::new(
    "Mikään käyttömerkintä, joka vielä kertoo, ketä se koskee, ei ole määräaikaa vanhempi.",
    "Ingen anteckning om användning som ännu visar vem den gäller är äldre än tidsfristen.",
    "No mark of use that still tells whom it is about is older than its term.",
);
/// They are not.
pub(crate) const SECURITY_EVENTS: Message = Message::new(
    "Mikään turvallisuustapahtuman merkintä ei ole määräaikaa vanhempi.",
    "Ingen anteckning om en säkerhetshändelse är äldre än tidsfristen.",
    "No mark of a security event is older than its term.",
);
/// They are.
pub(crate) const SECURITY_EVENTS_BROKEN: Message = Message::new(
    "Turvallisuustapahtumien merkintöjä on säilytetty yli määräajan.",
    "Anteckningar om säkerhetshändelser har bevarats längre än vad som anges.",
    "Marks of security events are kept past their term.",
);
/// Marks of use are not.
pub(crate) const MARKS_BROKEN: Message = Message::new(
    "Käyttömerkintöjä on säilytetty yli määräajan.",
    "Anteckningar om användning har bevarats längre än vad som anges.",
    "Marks of use are kept past their term.",
);
/// Purposes kept to their groups.
pub(crate) const CONCERNED: Message = Message::new(
    "Vain tiettyjä ryhmiä koskeviin tarkoituksiin ei ole käytetty muiden tietoja ({n} käyttökertaa tarkistettu).",
    "För ändamål som gäller bara vissa grupper har inga andras uppgifter använts ({n} gånger kontrollerat).",
    "Purposes that are about some groups used nobody else's data ({n} times checked).",
);
/// They did not.
pub(crate) const CONCERNED_BROKEN: Message = Message::new(
    "Tarkoitukseen, joka koskee vain tiettyjä ryhmiä, on käytetty muiden tietoja.",
    "För ett ändamål som gäller bara vissa grupper har andras uppgifter använts.",
    "A purpose that is about some groups used data of others.",
);
/// A use that is ruled out reaches nothing.
pub(crate) const NEVER: Message = Message::new(
    "Millään roolilla ei ole poissuljettuun käyttöön oikeutta ryhmään, jossa näitä tietoja on.",
    "Ingen roll har för ett uteslutet ändamål rätt till någon kategori där sådana uppgifter finns.",
    "No role is granted, for a use that is ruled out, any category in which such data is kept.",
);
/// It does.
pub(crate) const NEVER_BROKEN: Message = Message::new(
    "Jollakin roolilla on poissuljettuun käyttöön oikeus ryhmään, jossa näitä tietoja on.",
    "Någon roll har för ett uteslutet ändamål rätt till en kategori där sådana uppgifter finns.",
    "Some role is granted, for a use that is ruled out, a category in which such data is kept.",
);
/// The notice is that of the statement in force.
pub(crate) const PUBLISHED: Message = Message::new(
    "Teksti on muodostettu selosteen voimassa olevasta versiosta {n}, jota järjestelmä noudattaa ja joka on sellainen kuin käyttöön otettaessa.",
    "Beskrivningen är skriven av den gällande versionen {n}, som systemet följer och som inte har ändrats sedan den togs i bruk.",
    "The notice is written from the version in force, {n}, which the system runs on and which is as it was activated.",
);
/// It is not.
pub(crate) const NOT_PUBLISHED: Message = Message::new(
    "Voimassa olevan version teksti ei ole se, joka otettiin käyttöön tai jota järjestelmä noudattaa.",
    "Texten i den gällande versionen är inte den som togs i bruk eller som systemet följer.",
    "The text of the version in force is not what was activated, or not what the system runs on.",
);
/// No version is on record.
pub(crate) const NO_VERSION: Message = Message::new(
    "Voimassa olevasta versiosta ei ole kirjausta.",
    "Den gällande versionen är inte antecknad.",
    "No version in force is on record.",
);
/// Keys are apart.
pub(crate) const KEYS_APART: Message = Message::new(
    "Avaimet ovat omassa kansiossaan, johon vain ohjelman käyttäjä pääsee, eivät tietojen joukossa.",
    "Nycklarna finns i en egen mapp som bara programmets användare når, inte bland uppgifterna.",
    "The keys are in a folder of their own that only the program's user can enter, not among the data.",
);
/// Others can look at the keys.
pub(crate) const KEYS_OPEN: Message = Message::new(
    "Muutkin kuin ohjelman käyttäjä pääsevät avainten kansioon.",
    "Även andra än programmets användare kommer åt nycklarnas mapp.",
    "Others than the program's user can enter the folder of the keys.",
);
/// Keys are kept elsewhere.
pub(crate) const KEYS_ELSEWHERE: Message = Message::new(
    "Avaimia säilytetään muualla, minne ohjelma ei näe.",
    "Nycklarna förvaras på annat håll, dit programmet inte ser.",
    "The keys are kept elsewhere, where the program does not see.",
);
/// The law has the rule.
pub(crate) const LAW: Message = Message::new(
    "Lakipaketissa, voimassa tänään: {source}.",
    "I lagpaketet, gällande i dag: {source}.",
    "In the law pack, in force today: {source}.",
);
/// The rule was entered and not held against its text.
pub(crate) const LAW_NOT_COMPARED: Message = Message::new(
    "Lakipaketissa, voimassa tänään, mutta tekstiä ei ole vielä verrattu lähteeseen: {source}.",
    "I lagpaketet, gällande i dag, men texten har inte jämförts med källan än: {source}.",
    "In the law pack, in force today, but not compared with its source yet: {source}.",
);
/// The law does not have the rule.
pub(crate) const LAW_GONE: Message = Message::new(
    "Lakipaketissa ei ole tätä sääntöä voimassa tänään.",
    "Lagpaketet har inte denna regel i kraft i dag.",
    "The law pack has no such rule in force today.",
);
/// The accountable person is here.
pub(crate) const CONTACT: Message = Message::new(
    "Vastuuhenkilöllä on voimassa oleva tunnus.",
    "Den ansvariga personen har ett gällande konto.",
    "The accountable person has an account in force.",
);
/// The accountable person is not here.
pub(crate) const NO_CONTACT: Message = Message::new(
    "Vastuuhenkilöllä ei ole voimassa olevaa tunnusta.",
    "Den ansvariga personen har inget gällande konto.",
    "The accountable person has no account in force.",
);
/// No evidence ever.
pub(crate) const NEVER_SHOWN: Message = Message::new(
    "Toimenpiteestä ei ole liitetty vahvistettua näyttöä.",
    "Ingen bekräftad bevisning om åtgärden har bifogats.",
    "No confirmed evidence of the measure has been attached.",
);
/// Nobody answers for it.
pub(crate) const NO_OWNER: Message = Message::new(
    "Toimenpiteellä ei ole vastuuhenkilöä, jolla olisi voimassa oleva tunnus.",
    "Åtgärden har ingen ansvarig person med gällande konto.",
    "The measure has no owner with an account in force.",
);
/// Evidence in date.
pub(crate) const IN_FORCE: Message = Message::new(
    "Toimenpide on voimassa: kahden ihmisen vahvistama näyttö on ajan tasalla.",
    "Åtgärden är i kraft: bevisningen, bekräftad av två personer, är aktuell.",
    "The measure is in force: evidence confirmed by two people is in date.",
);
/// To be looked at soon.
pub(crate) const DUE: Message = Message::new(
    "Toimenpide on voimassa; sen tarkistus on edessä.",
    "Åtgärden är i kraft; den ska snart ses över.",
    "The measure is in force; its review is due.",
);
/// Out of date.
pub(crate) const LAPSED: Message = Message::new(
    "Toimenpiteen näyttö on vanhentunut.",
    "Bevisningen om åtgärden är föråldrad.",
    "The evidence of the measure is out of date.",
);

/// People from others' registers were not told in time.
pub(crate) const UNTOLD: Message = Message::new(
    "Joillekin, joiden tiedot saatiin muualta, ei ole kuukauden kuluessa kerrottu lähdettä.",
    "Någon vars uppgifter kom från annat håll har inte inom en månad informerats om källan.",
    "Somebody whose data came from others was not told of the source within a month.",
);
