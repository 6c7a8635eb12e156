//! Words of a package, in the languages of its readers.

use crate::messages::Message;

pub(super) const TITLE: Message = Message::new("Sinua koskevat tiedot", "Uppgifter om dig", "Data about you");
pub(super) const TITLE_GIVEN: Message =
    Message::new("Antamasi tiedot", "Uppgifter som du har lämnat", "Data that you gave");
pub(super) const LEAD: Message = Message::new(
    "Tässä on kaikki, mitä rekisterissä ”{register}” on sinusta {date}, sekä tieto siitä, mistä tiedot ovat peräisin, mihin niitä käytetään, kuka niitä voi saada ja kuinka kauan ne säilytetään.",
    "Här är allt som finns om dig i registret ”{register}” den {date}, med uppgift om varifrån uppgifterna kommer, vad de används till, vem som kan få dem och hur länge de bevaras.",
    "This is all that the register “{register}” holds about you on {date}, with where it came from, what it is used for, who may get it and how long it is kept.",
);
pub(super) const LEAD_GIVEN: Message = Message::new(
    "Tässä ovat tiedot, jotka olet itse antanut rekisteriin ”{register}” tai jotka ovat syntyneet asioidessasi, siltä osin kuin niiden käsittely perustuu suostumukseen tai sopimukseen. Tilanne {date}.",
    "Här är de uppgifter som du själv har lämnat till registret ”{register}” eller som har uppkommit när du har uträttat ärenden, till den del behandlingen grundar sig på samtycke eller avtal. Läget den {date}.",
    "This is the data that you gave to the register “{register}”, or that came about in your dealings, as far as its processing rests on consent or contract. As of {date}.",
);
pub(super) const ITEM: Message = Message::new("Tieto", "Uppgift", "Item");
pub(super) const VALUE: Message = Message::new("Arvo", "Värde", "Value");
pub(super) const SOURCE: Message = Message::new("Lähde", "Källa", "Source");
pub(super) const RECORDED: Message = Message::new("Kirjattu", "Antecknad", "Recorded");
pub(super) const KEPT: Message = Message::new("Säilytetään", "Bevaras", "Kept until");
pub(super) const BY_RULE: Message = Message::new("kuten yllä", "se ovan", "see above");
pub(super) const HOW_LONG: Message = Message::new("Säilytysaika:", "Bevaringstid:", "How long it is kept:");
pub(super) const AND_AT_MOST: Message =
    Message::new("Kuitenkin enintään:", "Dock högst:", "But no longer than this:");
pub(super) const PURPOSES: Message = Message::new("Käyttötarkoitukset:", "Ändamål:", "Purposes:");
pub(super) const RECIPIENTS: Message = Message::new("Voivat saada:", "Kan få uppgifterna:", "May get it:");
pub(super) const NOTHING: Message = Message::new("Ei tietoja.", "Inga uppgifter.", "Nothing.");
pub(super) const DERIVED: Message =
    Message::new("Johdettu tieto, näin:", "Härledd uppgift, så här:", "Derived, like this:");
pub(super) const DEALINGS: Message = Message::new("Asioinnit", "Händelser", "Dealings");
pub(super) const EARLIER: Message = Message::new("Aiemmat tiedot", "Tidigare uppgifter", "Earlier values");
pub(super) const REPLACED: Message = Message::new("Korvattu", "Ersatt", "Replaced");
pub(super) const CHOICES: Message =
    Message::new("Kiellot ja suostumukset", "Förbud och samtycken", "Prohibitions and consents");
pub(super) const SINCE: Message = Message::new("Alkaen", "Från", "From");
pub(super) const UNTIL: Message = Message::new("Päättyen", "Till", "Until");
pub(super) const IN_FORCE: Message = Message::new("voimassa", "i kraft", "in force");
pub(super) const REQUESTS: Message = Message::new("Pyyntösi", "Dina begäranden", "Your requests");
pub(super) const STATE: Message = Message::new("Tila", "Status", "State");
pub(super) const WORDS: Message = Message::new("Sisältö", "Innehåll", "Content");
pub(super) const USED: Message =
    Message::new("Tietojesi käyttö", "Användning av dina uppgifter", "Use of your data");
pub(super) const USED_LEAD: Message = Message::new(
    "Milloin ja mihin tarkoitukseen tietojasi on käytetty. Käyttäjien nimet annetaan erillisellä perustellulla päätöksellä.",
    "När och för vilket ändamål dina uppgifter har använts. Användarnas namn lämnas ut genom ett särskilt motiverat beslut.",
    "When and for what your data was used. The names of those who used it are given by a separate, reasoned decision.",
);
pub(super) const WHEN: Message = Message::new("Milloin", "När", "When");
pub(super) const WHAT: Message = Message::new("Mitä tehtiin", "Vad gjordes", "What was done");
pub(super) const PURPOSE: Message = Message::new("Tarkoitus", "Ändamål", "Purpose");
pub(super) const REASONS: Message = Message::new(
    "Käytölle kirjatut syyt",
    "Antecknade skäl för användningen",
    "Reasons written down for the use",
);
pub(super) const NEEDS: Message = Message::new(
    "Miksi tallenteita tarvitaan vielä",
    "Varför inspelningar ännu behövs",
    "Why recordings are still needed",
);
pub(super) const HOLDS: Message =
    Message::new("Tietoja säilytetään pidempään", "Uppgifter som bevaras längre", "Data that is kept longer");
pub(super) const LEFT_OUT: Message = Message::new(
    "Mitä tästä puuttuu ja miksi",
    "Vad som saknas här och varför",
    "What is left out here, and why",
);
pub(super) const OWN_DATA: Message = Message::new("oma käyttösi", "din egen användning", "your own use");
pub(super) const COMPLAINT: Message = Message::new(
    "Voit pyytää tietojen oikaisemista tai poistamista, käsittelyn rajoittamista ja vastustaa käsittelyä. Voit myös valittaa valvontaviranomaiselle: {authority}.",
    "Du kan begära rättelse, radering eller begränsning och invända mot behandlingen. Du kan också lämna in klagomål till tillsynsmyndigheten: {authority}.",
    "You can ask for data to be corrected or erased, for processing to be restricted, and object to it. You can also complain to the supervisory authority: {authority}.",
);

pub(super) const PARTS: Message = Message::new(
    "Osallisuutesi muiden asioissa",
    "Din roll i andras ärenden",
    "Your part in what is about others",
);
pub(super) const PARTS_WHY: Message = Message::new(
    "Näiden sisältö koskee myös muita, joten tässä kerrotaan vain, mitä ne ovat ja missä roolissa olet niissä. Tarkastuspyyntöön vastatessamme harkitsemme, mitä sisällöstä voimme antaa sinulle.",
    "Innehållet i dessa gäller också andra, så här anges bara vad de är och vilken roll du har. När vi svarar på en begäran om insyn bedömer vi vad av innehållet vi kan ge dig.",
    "What these say is about others as well, so only what they are and your role in them is told here. When we answer a request for access we weigh what of it can be given to you.",
);
pub(super) const ROLE: Message = Message::new("Rooli", "Roll", "Role");

/// Why rows of some tables are left out.
pub(super) fn left_out(why: &str) -> Message {
    match why {
        "index" => Message::new(
            "Hakemisto: avaimella salatut tunnisteet samoista sanoista, joita yllä olevissa tiedoissa on. Niistä ei saa esiin mitään muuta.",
            "Sökregistret: nyckelkrypterade märken av samma ord som finns i uppgifterna ovan. Inget annat går att få fram ur dem.",
            "The search index: keyed marks of the same words that stand above. Nothing else can be read from them.",
        ),
        "staff" => Message::new(
            "Ketkä työntekijät hoitavat asioitasi tai saavat tietää niistä: nimet annetaan erillisellä perustellulla päätöksellä.",
            "Vilka anställda som sköter dina ärenden eller får känna till dem: namnen lämnas ut genom ett särskilt motiverat beslut.",
            "Which members of staff look after your matters or may know of them: names are given by a separate, reasoned decision.",
        ),
        "asked" => Message::new(
            "Mitä ulkopuoliset ovat pyytäneet saada ja mitä ei ole annettu. Annetut tiedot ovat yllä.",
            "Vad utomstående har begärt att få och som inte har lämnats ut. Det som har lämnats ut finns ovan.",
            "What outsiders asked to be given and were not. What was given stands above.",
        ),
        "undo" => Message::new(
            "Tiedostotuonnin peruuttamista varten säilytetyt versionumerot. Itse tiedot ovat yllä.",
            "Versionsnummer som sparats för att en import ska kunna ångras. Själva uppgifterna finns ovan.",
            "Version numbers kept so that an import can be undone. The data itself stands above.",
        ),
        "sign-in" => Message::new(
            "Omien sivujesi kirjautumislinkkien ja istuntojen tiivisteet: niiden paljastaminen voisi päästää jonkun muun tietoihisi.",
            "Kontrollsummor av inloggningslänkar och sessioner för dina egna sidor: att lämna ut dem kunde släppa in någon annan.",
            "Digests of the sign-in links and sessions of your own pages: giving them out could let somebody else in.",
        ),
        "copy" => Message::new(
            "Sinulle koottu jäljennös näistä samoista tiedoista, joka odottaa noutamista ja poistetaan sen jälkeen.",
            "En kopia av samma uppgifter som har sammanställts åt dig, väntar på att hämtas och sedan raderas.",
            "A copy of this same data that was put together for you, waits to be fetched and is then deleted.",
        ),
        _ => Message::new(
            "Viestit, jotka odottavat lähettämistä sinulle: saat ne sellaisinaan.",
            "Meddelanden som väntar på att skickas till dig: du får dem som de är.",
            "Messages that wait to be sent to you: you get them as they are.",
        ),
    }
}
pub(super) const GIVEN: Message = Message::new(
    "Kenelle tietojasi on luovutettu",
    "Till vem dina uppgifter har lämnats ut",
    "To whom your data was given",
);
pub(super) const NOT_GIVEN: Message = Message::new(
    "Tietojasi ei ole kirjattu luovutetuiksi kenellekään.",
    "Det finns ingen anteckning om att dina uppgifter skulle ha lämnats ut till någon.",
    "There is no record of your data having been given to anybody.",
);
pub(super) const TO_WHOM: Message = Message::new("Vastaanottaja", "Mottagare", "Recipient");

pub(super) const WHO: Message = Message::new("Kuka", "Vem", "Who");
pub(super) const WITHHELD: Message =
    Message::new("Mitä on jätetty antamatta", "Vad som inte lämnas ut", "What is withheld");
pub(super) const WITHHELD_LEAD: Message = Message::new(
    "Nämä tiedot koskevat myös muita ihmisiä, ja niiden antaminen loukkaisi heidän oikeuksiaan (tietosuoja-asetus 15 artiklan 4 kohta).",
    "De här uppgifterna gäller även andra människor, och att lämna ut dem skulle kränka deras rättigheter (dataskyddsförordningen artikel 15.4).",
    "This data is about other people too, and giving it would harm their rights (GDPR 15(4)).",
);
pub(super) const WITHHELD_WHY: Message = Message::new("Miksi", "Varför", "Why");
pub(super) const ONE_DEALING: Message = Message::new("yksi asiointi", "en händelse", "one dealing");
