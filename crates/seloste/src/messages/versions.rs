//! Words about versions of statements: drafts, previews, decisions, putting into force, telling people.

use super::Message;
use crate::{store::draft::State, work::versions::VersionError};
use seloste_register::text::Lang;

pub(crate) const PROPOSED: Message = Message::new(
    "Luonnos {draft} odottaa nyt toista henkilöä, joka ottaa sen käyttöön.",
    "Utkastet {draft} väntar nu på en andra person som tar det i bruk.",
    "Draft {draft} now waits for a second person to activate it.",
);
pub(crate) const IN_FORCE: Message = Message::new(
    "Versio {version} on voimassa. Kerrottavia muutoksia: {duties}.",
    "Version {version} gäller. Ändringar att informera om: {duties}.",
    "Version {version} is in force. Changes that people must be told of: {duties}.",
);
pub(crate) const WITHDRAWN: Message = Message::new(
    "Luonnoksesta {draft} luovuttiin. Se säilyy historiassa.",
    "Utkastet {draft} drogs tillbaka. Det finns kvar i historiken.",
    "Draft {draft} was given up. It is kept as history.",
);
pub(crate) const TOLD: Message =
    Message::new("Merkitty kerrotuksi.", "Antecknat som informerat.", "Noted as told.");
pub(crate) const PEOPLE: Message =
    Message::new("Rekisteröityjä: {n}", "Registrerade: {n}", "People in the register: {n}");
pub(crate) const SUM: Message = Message::new(
    "virheitä {errors}, päätöksiä tarvitaan {open}",
    "fel {errors}, beslut behövs {open}",
    "errors {errors}, decisions needed {open}",
);

pub(crate) const PROMISED_AGAIN: Message = Message::new(
    "Viimeisin todistus osoittaa, ettei tämä pidä: {found} Sen varassa on {n} selosteen lausetta, jotka luonnos lupaa uudelleen ({sentences}).",
    "Det senaste beviset visar att detta inte håller: {found} På det vilar {n} av beskrivningens meningar, som utkastet lovar på nytt ({sentences}).",
    "The newest proof shows that this does not hold: {found} {n} sentence(s) of the notice rest on it, which the draft promises again ({sentences}).",
);
pub(crate) const PROMISED_AGAIN_REMEDY: Message = Message::new(
    "Korjaa asia ja aja seloste prove. Jos se on mennyttä eikä korjattavissa, kirjaa päätös: miksi lupauksen voi antaa uudelleen ja milloin asiaan palataan.",
    "Åtgärda saken och kör seloste prove. Om det är förflutet och inte kan åtgärdas, anteckna ett beslut: varför löftet kan ges på nytt och när saken ses över.",
    "Mend it and run seloste prove. Where it is past and can't be mended, record a decision: why the promise may be made again, and when it is looked at.",
);

/// Why something was not done, and what to do.
#[must_use]
pub fn wrong(error: &VersionError, lang: Lang) -> String {
    let parts: Vec<(&str, String)> = match error {
        VersionError::Stale { based_on, active } => {
            vec![("based", based_on.to_string()), ("active", active.to_string())]
        }
        VersionError::State(state) => vec![("state", state_name(*state).get(lang).to_owned())],
        VersionError::Errors(problems) | VersionError::Undecided(problems) => {
            vec![("n", problems.len().to_string())]
        }
        VersionError::Failed(why) => return why.clone(),
        _ => Vec::new(),
    };
    let parts: Vec<(&str, &str)> = parts.iter().map(|(key, value)| (*key, value.as_str())).collect();
    message(error).fill(lang, &parts)
}

/// What the state of a draft is called.
#[must_use]
pub fn state_name(state: State) -> Message {
    match state {
        State::Open => Message::new("kesken", "öppet", "open"),
        State::Proposed => Message::new(
            "odottaa toista henkilöä",
            "väntar på en andra person",
            "waiting for the second person",
        ),
        State::Activated => Message::new("otettu käyttöön", "i bruk", "activated"),
        State::Withdrawn => Message::new("luovuttu", "tillbakadraget", "given up"),
    }
}

/// What keeps a draft from being activated.
fn not_activated(error: &VersionError) -> Message {
    match error {
        VersionError::Errors(_) => Message::new(
            "Luonnosta ei voi ottaa käyttöön ennen kuin virheet on korjattu. Mitään ei muutettu.",
            "Utkastet kan inte tas i bruk förrän felen har rättats. Inget ändrades.",
            "The draft can't be activated before its errors are mended. Nothing was changed.",
        ),
        VersionError::Undecided(_) => Message::new(
            "Ensin on kirjattava päätökset ({n}). Mitään ei muutettu.",
            "Först måste beslut antecknas ({n}). Inget ändrades.",
            "Decisions must be recorded first ({n}). Nothing was changed.",
        ),
        _ => Message::new(
            "Luonnoksen kirjoittaja tai ehdottaja ei voi itse ottaa sitä käyttöön: sen tekee toinen henkilö, jonka tehtäviin seloste kuuluu.",
            "Den som har skrivit eller föreslagit utkastet kan inte själv ta det i bruk: det gör en annan person vars uppgifter omfattar beskrivningen.",
            "Whoever wrote or proposed a draft can't activate it: another person does, whose duty the statement is too.",
        ),
    }
}

fn message(error: &VersionError) -> Message {
    match error {
        VersionError::Absent => Message::new(
            "Tällaista rekisteriä, luonnosta tai versiota ei ole, tai selosteen ylläpito ei kuulu tämän henkilön tehtäviin.",
            "Det finns inget sådant register, utkast eller sådan version, eller så hör beskrivningen inte till personens uppgifter.",
            "There is no such register, draft or version, or keeping the statement is not this person's duty.",
        ),
        VersionError::Stale { .. } => Message::new(
            "Luonnos aloitettiin versiosta {based}, mutta nyt on voimassa versio {active}. Mitään ei kadonnut: katso, mitä versio {active} muutti, tee samat muutokset luonnokseen ja merkitse se pohjautumaan versioon {active} (rebase).",
            "Utkastet grundar sig på version {based}, men nu gäller version {active}. Inget har gått förlorat: se vad version {active} ändrade, gör samma ändringar i utkastet och ange att det grundar sig på version {active} (rebase).",
            "The draft was begun from version {based}, and version {active} is in force now. Nothing is lost: see what version {active} changed, take that into the draft, and mark it as based on version {active} (rebase).",
        ),
        VersionError::Changed => Message::new(
            "Joku muu on muuttanut luonnosta sen jälkeen, kun se avattiin. Mitään ei tallennettu; vertaa ja tallenna uudelleen.",
            "Någon annan har ändrat utkastet efter att det öppnades. Inget sparades; jämför och spara på nytt.",
            "Somebody else has changed the draft since it was read. Nothing was stored; compare, and save again.",
        ),
        VersionError::State(State::Open) => Message::new(
            "Luonnosta ei ole vielä ehdotettu. Ehdota sitä ensin (seloste statement propose); sen jälkeen toinen henkilö ottaa sen käyttöön.",
            "Utkastet har inte föreslagits ännu. Föreslå det först (seloste statement propose); sedan tar en annan person det i bruk.",
            "The draft has not been proposed yet. Propose it first (seloste statement propose); then another person activates it.",
        ),
        VersionError::State(_) => Message::new(
            "Luonnoksen tila on ”{state}”, eikä tämä ole silloin mahdollista.",
            "Utkastets status är ”{state}”, och då är detta inte möjligt.",
            "The draft's state is “{state}”, in which this is not possible.",
        ),
        VersionError::Counting => Message::new(
            "Rekisterissä olevia lasketaan vielä. Yritä uudelleen, kun laskenta on valmis.",
            "De registrerade räknas ännu. Försök igen när räkningen är klar.",
            "People are still being counted for the draft. Try again when that is done.",
        ),
        VersionError::Same => Message::new(
            "Luonnos ei eroa voimassa olevasta versiosta mitenkään.",
            "Utkastet skiljer sig inte på något sätt från den gällande versionen.",
            "The draft differs in nothing from the version in force.",
        ),
        VersionError::TooLarge => Message::new(
            "Teksti on suurempi kuin mikään seloste voi olla (512 kt).",
            "Texten är större än någon beskrivning kan vara (512 kB).",
            "The text is larger than any statement may be (512 KB).",
        ),
        VersionError::WhyMissing => Message::new(
            "Kirjoita, miksi tai miten: tieto jää historiaan.",
            "Skriv varför eller hur: uppgiften blir kvar i historiken.",
            "Say why, or how: it is kept as history.",
        ),
        VersionError::ReviewPast => Message::new(
            "Tarkistuspäivän on oltava tulevaisuudessa.",
            "Granskningsdagen måste ligga i framtiden.",
            "The day of review must be after today.",
        ),
        VersionError::NothingToDecide => Message::new(
            "Luonnoksessa ei ole avointa päätöstä tuosta säännöstä ja kohdasta. Katso esikatselusta, miten ne nimetään.",
            "Utkastet har inget öppet beslut om den regeln och det stället. Förhandsgranskningen visar hur de anges.",
            "No open decision of the draft is about that rule and passage. The preview tells how they are named.",
        ),
        VersionError::Errors(_) | VersionError::Undecided(_) | VersionError::SamePerson => {
            not_activated(error)
        }
        VersionError::Failed(_) => Message::new("Virhe koneessa.", "Fel i maskinen.", "The machine failed."),
    }
}
