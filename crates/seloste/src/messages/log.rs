//! Words of the log: its search, and what each thing that stands in it is called.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Lokihaku", "Sök i loggen", "Log search");
pub(crate) const LEAD: Message = Message::new(
    "Hae, kuka on katsonut, hakenut tai muuttanut tietoja ja mitä on evätty. Haku tehdään aina nimetyn tapauksen vuoksi, ja siitä jää itsestäänkin merkintä lokiin.",
    "Sök vem som har läst, sökt eller ändrat uppgifter och vad som har nekats. Sökningen görs alltid för ett angivet ärende och antecknas själv i loggen.",
    "Search who has read, looked for or changed data, and what was refused. A search is always made under a named case, and is itself noted in the log.",
);
pub(crate) const CASE: Message = Message::new("Tapaus", "Ärende", "Case");
pub(crate) const CASE_HINT: Message = Message::new(
    "Tunnus tai lyhyt kuvaus, esimerkiksi Tapaus 2026-7.",
    "Beteckning eller kort beskrivning, till exempel Ärende 2026-7.",
    "Its number or a short description, Case 2026-7 for example.",
);
pub(crate) const USER: Message = Message::new("Käyttäjätunnus", "Användarnamn", "User name");
pub(crate) const KEY: Message =
    Message::new("Ohjelman avaimen alku", "Början av ett programs nyckel", "Beginning of a program's key");
pub(crate) const SUBJECT: Message = Message::new("Henkilö", "Person", "Person");
pub(crate) const SUBJECT_HINT: Message = Message::new(
    "Kortin osoitteen viimeinen osa.",
    "Den sista delen av kortets adress.",
    "The last part of the card's address.",
);
pub(crate) const ACTION: Message = Message::new("Mitä tehtiin", "Vad som gjordes", "What was done");
pub(crate) const ENDED: Message = Message::new("Miten päättyi", "Hur det slutade", "How it ended");
pub(crate) const ANY: Message = Message::new("Kaikki", "Alla", "All");
pub(crate) const DONE: Message = Message::new("Tehtiin", "Utfördes", "Was done");
pub(crate) const REFUSED: Message = Message::new("Evättiin", "Nekades", "Was refused");
pub(crate) const FROM: Message = Message::new("Alkaen", "Från", "From");
pub(crate) const TO: Message = Message::new("Ennen", "Före", "Before");
pub(crate) const SEARCH: Message = Message::new("Hae lokista", "Sök i loggen", "Search the log");
pub(crate) const EVENTS: Message =
    Message::new("Näytä turvallisuustapahtumat", "Visa säkerhetshändelser", "Show security events");
pub(crate) const EVENTS_HINT: Message = Message::new(
    "Turvallisuustapahtumia ovat epäonnistuneet kirjautumiset, evätyt toimet ja tietojen viennit. Niitä rajaa vain aika.",
    "Säkerhetshändelser är misslyckade inloggningar, nekade åtgärder och uttag av uppgifter. De begränsas bara av tiden.",
    "Security events are failed sign-ins, refusals and exports. Only the time narrows them.",
);
pub(crate) const FOUND: Message = Message::new("Lokimerkinnät", "Loggposter", "Entries of the log");
pub(crate) const FOUND_EVENTS: Message =
    Message::new("Turvallisuustapahtumat", "Säkerhetshändelser", "Security events");
pub(crate) const NOTHING: Message = Message::new(
    "Mitään tällaista ei ole. Poista rajauksia tai väljennä aikaa.",
    "Det finns inget sådant. Ta bort villkor eller utvidga tiden.",
    "There is nothing like this. Leave out a condition or widen the time.",
);
pub(crate) const OLDER: Message = Message::new("Vanhemmat", "Äldre", "Older");
pub(crate) const BY_SYSTEM: Message = Message::new("Järjestelmä", "Systemet", "The system");
pub(crate) const PEOPLE: Message = Message::new("Henkilöitä", "Personer", "People");
pub(crate) const BAD_TIME: Message = Message::new(
    "Anna ajat päivänä ja kellonaikana, alku ensin.",
    "Ange tiderna med dag och klockslag, början först.",
    "Give the times as day and time, the beginning first.",
);
pub(crate) const NO_CASE: Message = Message::new(
    "Kirjoita, mitä tapausta haku koskee.",
    "Skriv vilket ärende sökningen gäller.",
    "Write which case the search is about.",
);
pub(crate) const NO_PERSON: Message = Message::new(
    "Tällaista henkilöä ei ole. Tarkista tunniste kortin osoitteesta.",
    "Det finns ingen sådan person. Kontrollera beteckningen i kortets adress.",
    "There is no such person. Check the name in the card's address.",
);
pub(crate) const SIGN_IN_FAILED: Message =
    Message::new("Kirjautuminen epäonnistui", "Inloggningen misslyckades", "A sign-in failed");
pub(crate) const EXPORTED: Message =
    Message::new("Tietoja vietiin", "Uppgifter togs ut", "Data left the register");
/// What the system does for no declared purpose.
pub(crate) const UPKEEP: Message =
    Message::new("Rekisterin ylläpito", "Registrets underhåll", "Upkeep of the register");

/// What each thing that is done is called.
const ACTIONS: &[(&str, Message)] = &[
    ("open", Message::new("Avasi kortin", "Öppnade kortet", "Opened the card")),
    (
        "explain",
        Message::new(
            "Katsoi, miksi tiedot näkyvät",
            "Såg varför uppgifterna visas",
            "Looked at why data is seen",
        ),
    ),
    ("find", Message::new("Näki haussa", "Såg i en sökning", "Saw in a search")),
    ("list", Message::new("Näki luettelossa", "Såg i en lista", "Saw in a list")),
    ("count", Message::new("Laski määrän", "Räknade antalet", "Asked for a total")),
    ("create", Message::new("Lisäsi", "Lade till", "Added")),
    ("edit", Message::new("Muutti", "Ändrade", "Changed")),
    ("close", Message::new("Merkitsi päättyneeksi", "Markerade som avslutad", "Marked as ended")),
    ("reopen", Message::new("Perui päättymisen", "Öppnade på nytt", "Began the relationship again")),
    (
        "permit",
        Message::new(
            "Kirjasi luvan tai kiellon",
            "Antecknade samtycke eller förbud",
            "Recorded a permission",
        ),
    ),
    (
        "permissions",
        Message::new(
            "Katsoi suostumuksia ja kieltoja",
            "Såg samtycken och förbud",
            "Looked at consents and prohibitions",
        ),
    ),
    ("history", Message::new("Katsoi muutoshistoriaa", "Såg ändringshistoriken", "Looked at the history")),
    ("readers", Message::new("Katsoi käyttölokia", "Såg användningsloggen", "Looked at who had looked")),
    ("breach", Message::new("Selvitti tietoturvaloukkausta", "Utredde en incident", "Looked into a breach")),
    ("investigate", Message::new("Haki lokista", "Sökte i loggen", "Searched the log")),
    (
        "invite",
        Message::new("Kutsui omille sivuille", "Bjöd in till egna sidor", "Invited to their own pages"),
    ),
    ("erase", Message::new("Poisti tiedot", "Raderade uppgifterna", "Erased the data")),
    (
        "preview",
        Message::new(
            "Katsoi, mitä poisto veisi",
            "Såg vad en radering skulle ta bort",
            "Looked at what an erasure would take",
        ),
    ),
    (
        "redact",
        Message::new(
            "Haki tai peitti mainintoja",
            "Sökte eller dolde omnämnanden",
            "Looked for mentions, or covered them",
        ),
    ),
    (
        "hold",
        Message::new(
            "Katsoi tai kirjasi pidätyksiä",
            "Såg eller antecknade bevaranden",
            "Looked at holds, or recorded one",
        ),
    ),
    (
        "restrict",
        Message::new(
            "Muutti käytön rajoitusta",
            "Ändrade begränsningen av användningen",
            "Restricted the use, or ended that",
        ),
    ),
    (
        "disclose",
        Message::new(
            "Katsoi tai kirjasi luovutuksia",
            "Såg eller antecknade utlämnanden",
            "Looked at disclosures, or made one",
        ),
    ),
    ("import", Message::new("Toi tiedostosta", "Importerade från fil", "Brought in from a file")),
    (
        "taken",
        Message::new(
            "Tarkisti, onko tunnus käytössä",
            "Kontrollerade om en uppgift är upptagen",
            "Checked whether an identifier is taken",
        ),
    ),
    ("export", Message::new("Vei tiedot", "Exporterade", "Took out")),
    ("receive", Message::new("Pyyntö saapui", "En begäran kom in", "A request came in")),
    ("requests", Message::new("Katsoi pyyntöjä", "Såg begäranden", "Looked at requests")),
    (
        "retire-request",
        Message::new("Vanha pyyntö poistettiin", "En gammal begäran raderades", "An old request was erased"),
    ),
    (
        "vouch",
        Message::new("Henkilöllisyys varmistettiin", "Identiteten bekräftades", "Identity was vouched for"),
    ),
    (
        "package",
        Message::new("Kokosi kaikki tiedot", "Sammanställde alla uppgifter", "Put all the data together"),
    ),
    (
        "package-made",
        Message::new("Tietopaketti valmistui", "Uppgiftspaketet blev klart", "The package of data was made"),
    ),
    ("reply", Message::new("Vastasi laatuarvioon", "Svarade på en bedömning", "Answered an assessment")),
    (
        "need",
        Message::new(
            "Katsoi tai kirjasi tallenteen tarvetta",
            "Såg eller antecknade behovet av en inspelning",
            "Looked at or said why a recording is needed",
        ),
    ),
    (
        "link",
        Message::new("Kirjautumislinkki lähetettiin", "Inloggningslänk skickades", "A sign-in link was sent"),
    ),
    (
        "enter",
        Message::new("Kirjautui omille sivuille", "Loggade in på egna sidor", "Signed in to their own pages"),
    ),
    (
        "bind",
        Message::new(
            "Liitti tunnuksen muualta",
            "Anslöt en identitet från en annan tjänst",
            "Connected an identity from elsewhere",
        ),
    ),
    (
        "unbind",
        Message::new("Irrotti tunnuksen", "Kopplade bort en identitet", "Let an identity from elsewhere go"),
    ),
    ("take", Message::new("Otti vastaan tallenteen", "Tog emot en inspelning", "Took in a recording")),
    ("listen", Message::new("Kuunteli tallennetta", "Lyssnade på en inspelning", "Listened to a recording")),
    (
        "calls",
        Message::new(
            "Näki tallenteiden luettelossa",
            "Såg i listan över inspelningar",
            "Saw in the list of recordings",
        ),
    ),
    (
        "merge",
        Message::new(
            "Vertasi tai yhdisti kortteja",
            "Jämförde eller slog ihop kort",
            "Compared or merged cards",
        ),
    ),
    ("send", Message::new("Lähetti viestin", "Skickade ett meddelande", "Sent a message")),
    ("mail", Message::new("Sähköposti lähetettiin", "E-post skickades", "Mail was sent")),
    (
        "retention",
        Message::new("Säilytysaika päättyi", "Lagringstiden gick ut", "The time of retention ended"),
    ),
    (
        "certificate",
        Message::new("Hävittäminen todistettiin", "Förstöringen intygades", "Destruction was certified"),
    ),
    (
        "derive",
        Message::new(
            "Johdettu tieto laskettiin uudelleen",
            "En härledd uppgift räknades om",
            "A derived item was computed anew",
        ),
    ),
    (
        "restore",
        Message::new(
            "Palautettiin varmuuskopiosta",
            "Återställdes från säkerhetskopia",
            "Restored from a backup",
        ),
    ),
    ("backup", Message::new("Varmuuskopioitiin", "Säkerhetskopierades", "Backed up")),
    (
        "examine",
        Message::new(
            "Tietojen eheys tarkastettiin",
            "Uppgifternas integritet kontrollerades",
            "Stored data was examined",
        ),
    ),
];

/// The rules that refuse, in short.
const RULES: &[(&str, Message)] = &[
    ("absent", Message::new("Ei ollut näkyvissä", "Syntes inte", "Was not there for the asker")),
    ("purpose-not-declared", Message::new("Tuntematon käyttötarkoitus", "Okänt ändamål", "Unknown purpose")),
    (
        "purpose-not-granted",
        Message::new(
            "Käyttötarkoitus ei kuulu tehtäviin",
            "Ändamålet hör inte till uppgifterna",
            "Purpose not part of the duties",
        ),
    ),
    ("aggregate-only", Message::new("Vain lukumääriä", "Endast sammanställda tal", "Totals only")),
    (
        "action-not-granted",
        Message::new(
            "Rooli ei salli toimintoa",
            "Rollen tillåter inte åtgärden",
            "Role does not allow the action",
        ),
    ),
    ("change-not-granted", Message::new("Ei muutosoikeutta", "Ingen rätt att ändra", "No right to change")),
    (
        "not-engaged",
        Message::new("Palvelussuhde ei voimassa", "Anställningen inte i kraft", "Engagement not in force"),
    ),
    (
        "not-bound-to-secrecy",
        Message::new("Vaitiolositoumus puuttuu", "Tystnadsförbindelse saknas", "No undertaking of secrecy"),
    ),
    ("reason-missing", Message::new("Peruste puuttuu", "Motivering saknas", "No reason given")),
    (
        "not-declared",
        Message::new("Ei ole selosteessa", "Finns inte i beskrivningen", "Not in the statement"),
    ),
    (
        "source-not-allowed",
        Message::new("Tietolähde ei sallittu", "Källan inte tillåten", "Source not allowed"),
    ),
    (
        "prohibited",
        Message::new("Henkilö on kieltänyt", "Personen har förbjudit", "The person has forbidden it"),
    ),
    ("group-too-small", Message::new("Liian pieni joukko", "För liten grupp", "Group too small")),
    ("suppressed", Message::new("Henkilö on poistettu", "Personen har raderats", "The person was erased")),
    (
        "recipient-not-allowed",
        Message::new("Vastaanottaja ei sallittu", "Mottagaren inte tillåten", "Recipient not allowed"),
    ),
    (
        "no-ground",
        Message::new("Luovutusperuste puuttuu", "Grund för utlämnande saknas", "No ground of disclosure"),
    ),
    (
        "event-missing",
        Message::new("Varmennettava tapahtuma puuttuu", "Händelse att verifiera saknas", "No event named"),
    ),
    (
        "channel-not-declared",
        Message::new("Kanava ei sallittu", "Kanalen inte tillåten", "Channel not allowed"),
    ),
    (
        "not-tied",
        Message::new("Ei liity rekisteriin", "Inte knuten till registret", "Not tied to the register"),
    ),
    ("own-word", Message::new("Henkilön oma valinta", "Personens eget val", "The person's own choice")),
];

/// What an action of the log is called.
pub(crate) fn action(name: &str) -> Option<&'static Message> {
    named(ACTIONS, name)
}

/// What a rule that refused is called.
pub(crate) fn rule(code: &str) -> Option<&'static Message> {
    named(RULES, code)
}

/// Every action that has a name.
pub(crate) fn actions() -> impl Iterator<Item = (&'static str, &'static Message)> {
    ACTIONS.iter().map(|(name, message)| (*name, message))
}

fn named(table: &'static [(&str, Message)], name: &str) -> Option<&'static Message> {
    table.iter().find(|(one, _)| *one == name).map(|(_, message)| message)
}
