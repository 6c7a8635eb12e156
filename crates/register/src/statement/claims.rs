//! Claims: every sentence of a register's notice, and what holds for any register, each with its name, the rule that it rests on
//! and the checks that can show it. A sentence that nothing can show has no check; that is said, not hidden. Pure. Not here:
//! running a check, or what came of it.

mod shown_by;
mod system;

use super::{
    Rules,
    check::{inside, of_component},
    model::{OutsideEea, Purpose, Recipient, Statement},
    notice::{self, Block, Entry, Profile},
};
use crate::{
    id::{CategoryId, ConsentId, GroupId, MeasureId, PurposeId, RecipientId},
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
    /// Whoever has to show a second factor has one, or is kept out.
    SignIn,
    /// Nothing of a category is kept past its term.
    Retention(CategoryId),
    /// Nobody was approached against their own word.
    Permissions,
    /// Nobody gave a consent alone who was too young for it.
    Age(ConsentId),
    /// Nobody is in the register without what nobody can be without.
    Needed,
    /// Nothing that was derived has outlived what it came from.
    Derived,
    /// Nothing about a group that has a term of its own is kept past it.
    GroupTerm(GroupId),
    /// Every hold says its case and is looked at again in time.
    Holds,
    /// Marks of use are forgotten when their term is over.
    LogTerm,
    /// No security event is older than its term.
    SecurityTerm,
    /// Purposes that are about some groups reached nobody of another.
    Concerned,
    /// What is kept for a purpose is within reach of no purpose that it is never used for.
    Never(PurposeId),
    /// The notice is the one that the statement in force gives, word for word as it was activated.
    Published,
    /// The law pack has the provision, in force today.
    Reference(String),
    /// Nothing went to anybody who is not declared.
    Disclosures,
    /// Whoever gets data is where the statement lets data go, today.
    Territory,
    /// The keys are apart from the data.
    Keys,
    /// Requests were answered in time, to nobody but the person, in an offered form, free of charge.
    Requests,
    /// Requests about one right were answered in time.
    Answered(String),
    /// Every recording came in by the rules, is whole and within its term.
    Recordings,
    /// No more calls were recorded than the statement tells.
    RecordedShare,
    /// Recordings were listened to only as the statement lets somebody listen, and the log tells of it.
    Listening,
    /// Copies are made as often as is promised, and none is kept longer.
    Backups,
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
            Self::SignIn => "sign-in",
            Self::Retention(_) => "retention",
            Self::Permissions => "permissions",
            Self::Age(_) => "age-of-consent",
            Self::Needed => "needed",
            Self::Derived => "derived",
            Self::GroupTerm(_) => "retention-of-group",
            Self::Holds => "holds",
            Self::LogTerm => "log-term",
            Self::SecurityTerm => "security-term",
            Self::Concerned => "groups-of-purposes",
            Self::Never(_) => "never-used",
            Self::Published => "published",
            Self::Reference(_) => "provision",
            Self::Disclosures => "disclosures",
            Self::Territory => "territory",
            Self::Keys => "keys",
            Self::Requests => "requests",
            Self::Answered(_) => "answered",
            Self::Recordings => "recordings",
            Self::RecordedShare => "recorded-share",
            Self::Listening => "listening",
            Self::Backups => "backups",
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
    shown_by::point(&mut all);
    all.extend(system::claims());
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
    let checks = shown_by::checks(rules, &section, &id);
    let rule = rule(rules, &section, &id);
    Claim { id, section, text, rule, checks, parts }
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

/// Categories in which something is kept for a purpose and which a role is granted for a use that the purpose rules out.
#[must_use]
pub fn against_never(statement: &Statement, purpose: &PurposeId) -> Vec<CategoryId> {
    let Some(own) = statement.purposes.iter().find(|one| one.id == *purpose) else { return Vec::new() };
    let ruled_out = |one: &&Purpose| own.never.contains(&one.class);
    let others: Vec<&PurposeId> = statement.purposes.iter().filter(ruled_out).map(|one| &one.id).collect();
    let of_items = statement.items.iter().filter(|item| item.purposes.contains(purpose));
    let of_items = of_items.filter_map(|item| item.category.as_ref());
    let of_objects =
        statement.objects.iter().filter(|kind| kind.purposes.contains(purpose)).map(|kind| &kind.category);
    let kept: Vec<&CategoryId> = of_items.chain(of_objects).collect();
    let grants = statement.roles.iter().flat_map(|role| &role.grants);
    let within = grants
        .filter(|grant| others.iter().any(|one| grant.purposes.contains(one)))
        .flat_map(|grant| grant.read.iter().filter(|category| kept.contains(category)));
    within.cloned().collect()
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
