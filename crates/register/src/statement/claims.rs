//! Claims: every sentence of a register's notice, and what holds for any register, each with its name, the rule that it rests on
//! and the checks that can show it. A sentence that nothing can show has no check; that is said, not hidden. Pure. Not here:
//! running a check, or what came of it.

use super::{
    Rules,
    check::{inside, of_component},
    model::{OutsideEea, Recipient},
    notice::{self, Block, Entry, Profile},
};
use crate::{
    id::{CategoryId, MeasureId, PurposeId, RecipientId},
    law::TerritoryStatus,
    text::{Lang, Text},
};
use jiff::civil::Date;

/// One promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its name: that of the sentence in the notice, such as `purpose--invoicing`, or of what holds for any register, such as
    /// `system--ledger`.
    pub id: String,
    /// The section of the notice that it stands in; `system` for what holds for any register.
    pub section: String,
    /// The promise in words.
    pub text: Text,
    /// The rule that it rests on, as a place in the statement or in the law.
    pub rule: String,
    /// What can show it; all of these together. None: nothing can, unless its parts do.
    pub checks: Vec<Check>,
    /// Names of the claims that it is made of, such as the entries of a list.
    pub parts: Vec<String>,
}

/// A check of the running installation. Each looks at what is really there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// Everything stored is declared: groups, areas, categories, items, kinds, permissions.
    Declared,
    /// Each value has a source that the statement lets write it.
    Sources,
    /// Whatever describes a person is stored sealed, and opens only with the person's own key.
    Sealed,
    /// Nobody can reach a category but as the statement says, shown for everyone.
    Category(CategoryId),
    /// Nobody can use a purpose but as the statement says, shown for everyone.
    Purpose(PurposeId),
    /// Nobody at all gets in beyond the statement, shown for everyone.
    Everyone,
    /// The table, which decides, and the policies, which are proven, answer alike.
    Agreement,
    /// No entry of the ledger is outside of the rules.
    Replay,
    /// The ledger is whole and as it was signed.
    Ledger,
    /// Every account is one person's, engaged and bound to secrecy.
    Accounts,
    /// Nothing of a category is kept past its term.
    Retention(CategoryId),
    /// Nobody was approached against their own word.
    Permissions,
    /// Nothing went to anybody who is not declared.
    Disclosures,
    /// Whoever gets data is where the statement lets data go, today.
    Territory,
    /// The keys are apart from the data.
    Keys,
    /// Requests were answered in time.
    Requests,
    /// The law pack has the rule, in force today.
    Law(String),
    /// The person who answers has an account in force.
    Contact,
    /// A measure, shown by evidence that people attach and confirm.
    Measure(MeasureId),
}

impl Check {
    /// The check's name, without what it is about.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Sources => "sources",
            Self::Sealed => "sealed",
            Self::Category(_) => "access-to-category",
            Self::Purpose(_) => "access-for-purpose",
            Self::Everyone => "access",
            Self::Agreement => "table-and-policies",
            Self::Replay => "ledger-replay",
            Self::Ledger => "ledger",
            Self::Accounts => "accounts",
            Self::Retention(_) => "retention",
            Self::Permissions => "permissions",
            Self::Disclosures => "disclosures",
            Self::Territory => "territory",
            Self::Keys => "keys",
            Self::Requests => "requests",
            Self::Law(_) => "law",
            Self::Contact => "contact",
            Self::Measure(_) => "measure",
        }
    }
}

/// All claims of a register, in the order of its notice, then those that hold for any register.
#[must_use]
pub fn claims(rules: &Rules) -> Vec<Claim> {
    let mut all: Vec<Claim> =
        sentences(rules).into_iter().map(|sentence| of_sentence(rules, sentence)).collect();
    all.extend(system());
    all
}

/// A sentence of a notice in all its languages, with the names of the entries of its list.
struct Sentence {
    id: String,
    section: String,
    text: Text,
    parts: Vec<String>,
}

/// Every sentence and entry, in order. A summary says nothing that is not said below it.
fn sentences(rules: &Rules) -> Vec<Sentence> {
    let [fi, sv, en] = Lang::ALL.map(|lang| {
        let mut all = Vec::new();
        for section in notice::content(rules, lang, Profile::default()).sections {
            for block in section.blocks {
                match block {
                    Block::Line(entry) => gather(section.id, entry, &mut all),
                    Block::List(entries) => {
                        entries.into_iter().for_each(|one| gather(section.id, one, &mut all))
                    }
                }
            }
        }
        all
    });
    let same = fi.into_iter().zip(sv).zip(en);
    let all = same.map(|(((id, section, fi, parts), (_, _, sv, _)), (_, _, en, _))| Sentence {
        id,
        section,
        text: Text { fi, sv, en },
        parts,
    });
    all.collect()
}

fn gather(section: &str, entry: Entry, all: &mut Vec<(String, String, String, Vec<String>)>) {
    let Entry { id, lead, text, inner } = entry;
    let text = match lead {
        Some(lead) if text.is_empty() => lead,
        Some(lead) => format!("{lead}: {text}"),
        None => text,
    };
    let parts = inner.iter().map(|entry| entry.id.clone()).collect();
    all.push((id, section.to_owned(), text, parts));
    inner.into_iter().for_each(|entry| gather(section, entry, all));
}

fn of_sentence(rules: &Rules, sentence: Sentence) -> Claim {
    let Sentence { id, section, text, parts } = sentence;
    let checks = checks(rules, &section, &id);
    let rule = rule(rules, &section, &id);
    Claim { id, section, text, rule, checks, parts }
}

/// What can show a sentence. A sentence that stands in none of these lines has no check yet.
fn checks(rules: &Rules, section: &str, id: &str) -> Vec<Check> {
    let (kind, name) = id.split_once("--").unwrap_or((id, ""));
    let statement = rules.statement();
    match (section, kind) {
        ("groups", "group") => vec![Check::Declared],
        ("contact", "contact-role") if statement.contact.account.is_some() => vec![Check::Contact],
        ("purposes", "purpose") => of_purpose(rules, name),
        ("content", "category") => of_category(rules, name),
        ("content", "item") => {
            let item = statement.items.iter().find(|item| item.id.as_str() == name);
            of_kept(item.and_then(|item| item.category.as_ref()))
        }
        ("content", "object") => {
            let kind = name.split_once("--").map_or(name, |(kind, _)| kind);
            let kind = statement.objects.iter().find(|object| object.id.as_str() == kind);
            of_kept(kind.map(|kind| &kind.category))
        }
        ("content", "mark-origin") => vec![Check::Sources],
        ("content", "mark-handling") => vec![Check::Ledger, Check::Replay],
        ("content", "mark-permissions") => vec![Check::Declared, Check::Permissions],
        ("content", "mark-group" | "mark-areas" | "content-closed") => vec![Check::Declared],
        ("sources", "source") => vec![Check::Sources],
        ("disclosures", "regular-disclosure" | "recipient" | "single-disclosure" | "company") => {
            vec![Check::Disclosures, Check::Territory]
        }
        ("transfers", _) => vec![Check::Territory, Check::Disclosures],
        ("protection", "measure") => measure(rules, name).into_iter().collect(),
        ("retention", "retention") => {
            let category = name.split_once("--").map_or(name, |(category, _)| category);
            let found = statement.categories.iter().find(|one| one.id.as_str() == category);
            found.map(|category| Check::Retention(category.id.clone())).into_iter().collect()
        }
        ("choices", "prohibition" | "consent") => vec![Check::Permissions],
        ("rights", "right") => vec![Check::Law(name.to_owned()), Check::Requests],
        ("rights", "request-answer") => vec![Check::Law("request-response".to_owned()), Check::Requests],
        ("complaint", "right") => vec![Check::Law(name.to_owned())],
        ("complaint", _) => vec![Check::Law("authority".to_owned())],
        _ => Vec::new(),
    }
}

fn of_purpose(rules: &Rules, name: &str) -> Vec<Check> {
    let found = rules.statement().purposes.iter().find(|purpose| purpose.id.as_str() == name);
    let Some(purpose) = found else { return Vec::new() };
    let stops = |class| rules.statement().prohibitions.iter().any(|one| one.stops.contains(class));
    let mut checks = vec![Check::Purpose(purpose.id.clone()), Check::Replay];
    if purpose.consent.is_some() || stops(&purpose.class) {
        checks.push(Check::Permissions);
    }
    checks
}

fn of_category(rules: &Rules, name: &str) -> Vec<Check> {
    let found = rules.statement().categories.iter().find(|category| category.id.as_str() == name);
    of_kept(found.map(|category| &category.id))
}

/// What is kept: declared, sealed, and reached by nobody else.
fn of_kept(category: Option<&CategoryId>) -> Vec<Check> {
    let reach = category.map(|category| Check::Category(category.clone()));
    [Check::Declared, Check::Sealed].into_iter().chain(reach).collect()
}

fn measure(rules: &Rules, name: &str) -> Option<Check> {
    let found = rules.statement().measures.iter().find(|measure| measure.id.as_str() == name);
    found.map(|measure| Check::Measure(measure.id.clone()))
}

/// The place that a sentence comes from.
fn rule(rules: &Rules, section: &str, id: &str) -> String {
    let (kind, name) = id.split_once("--").unwrap_or((id, ""));
    let law = rules.law();
    match (section, kind) {
        (_, "right") => {
            let found = law.rights.iter().find(|right| right.id == name);
            found.map_or_else(|| format!("law {}", law.id), |right| right.source.clone())
        }
        ("rights", "request-answer") => {
            let found = law.deadline("request-response", rules.on());
            found.map_or_else(|| format!("law {}", law.id), |deadline| deadline.source.clone())
        }
        ("complaint", _) => law.authority.source.clone(),
        ("controller" | "contact", _) => format!("[{section}]"),
        ("transfers", _) => "[disclosure] outside-eea".to_owned(),
        ("disclosures", "regular-disclosure") => "[disclosure] regular".to_owned(),
        ("disclosures", "single-disclosure") => "[disclosure] grounds".to_owned(),
        ("disclosures", "company") => format!("[[group-company]] {name}"),
        ("retention", _) => {
            let category = name.split_once("--").map_or(name, |(category, _)| category);
            format!("[[category]] {category}, retention")
        }
        ("content", "object") => {
            let kind = name.split_once("--").map_or(name, |(kind, _)| kind);
            format!("[[object]] {kind}")
        }
        ("protection", "principle") => format!("[register] principles, {name}"),
        _ if name.is_empty() => format!("[{section}]"),
        _ => format!("[[{}]] {name}", if kind == "group" { "subject-group" } else { kind }),
    }
}

/// What holds for any register, whatever its statement says.
fn system() -> Vec<Claim> {
    let claim = |id: &str, text: Text, rule: &str, checks: Vec<Check>| Claim {
        id: format!("system--{id}"),
        section: "system".to_owned(),
        text,
        rule: rule.to_owned(),
        checks,
        parts: Vec::new(),
    };
    vec![
        claim(
            "sealed",
            Text::new(
                "Kaikki, mikä kertoo ihmisestä, on tallennettu salattuna hänen omalla avaimellaan.",
                "Allt som beskriver en person lagras krypterat med personens egen nyckel.",
                "Whatever describes a person is stored sealed with that person's own key.",
            ),
            "GDPR Art. 32(1)(a)",
            vec![Check::Sealed],
        ),
        claim(
            "keys",
            Text::new(
                "Avaimet ovat erillään tiedoista.",
                "Nycklarna hålls åtskilda från uppgifterna.",
                "The keys are kept apart from the data.",
            ),
            "GDPR Art. 32(1)(a)",
            vec![Check::Keys],
        ),
        claim(
            "access",
            Text::new(
                "Kukaan ei pääse tietoihin muuten kuin seloste sallii.",
                "Ingen kommer åt uppgifter på annat sätt än beskrivningen tillåter.",
                "Nobody gets at data but as the statement allows.",
            ),
            "[[role]] grants",
            vec![Check::Everyone, Check::Agreement],
        ),
        claim(
            "ledger",
            Text::new(
                "Jokainen käyttö ja torjuttu yritys on kirjattu lokiin, jota ei voi muuttaa huomaamatta.",
                "Varje användning och varje avvisat försök finns i en logg som inte kan ändras obemärkt.",
                "Every use and every refused attempt stands in a log that can't be changed unnoticed.",
            ),
            "GDPR Art. 5(2)",
            vec![Check::Ledger],
        ),
        claim(
            "use",
            Text::new(
                "Tietoja ei ole käytetty sääntöjen ulkopuolella.",
                "Uppgifter har inte använts utanför reglerna.",
                "Data has not been used outside of the rules.",
            ),
            "GDPR Art. 5(1)(b)",
            vec![Check::Replay],
        ),
        claim(
            "accounts",
            Text::new(
                "Jokainen tunnus on yhden ihmisen, ja käyttäjillä on voimassa oleva palvelussuhde ja salassapitositoumus.",
                "Varje konto är en persons eget, och användarna har gällande anställning eller uppdrag och förbindelse om tystnadsplikt.",
                "Every account is one person's, and users have an engagement in force and an undertaking of secrecy.",
            ),
            "[register.undertaking]",
            vec![Check::Accounts],
        ),
    ]
}

/// Recipients of the effective rules that are where data may not go on a day: outside of the area that the statement means, and
/// neither the vendor of a component that somebody chose, nor with adequacy or a safeguard where the statement lets these do
/// (claims R1-040, R4-032).
#[must_use]
pub fn strays(rules: &Rules, on: Date) -> Vec<RecipientId> {
    let (statement, law) = (rules.statement(), rules.law());
    let allowed = |recipient: &&Recipient| {
        let country = &recipient.country;
        if inside(statement, law, country, on) || of_component(statement, recipient, on) {
            return true;
        }
        let status = law.territory(country, on).map(|territory| territory.status);
        let covered = status == Some(TerritoryStatus::Adequacy)
            || (recipient.safeguard.is_some() && recipient.safeguard_until.is_none_or(|last| on <= last));
        statement.disclosure.outside_eea == OutsideEea::WithSafeguard && covered
    };
    statement.recipients.iter().filter(|recipient| !allowed(recipient)).map(|one| one.id.clone()).collect()
}
