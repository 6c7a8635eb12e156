//! Which checks can show which sentence. Not here: what a check does.

use super::{Check, Claim};
use crate::{
    id::CategoryId,
    statement::{
        Rules,
        model::{ObjectKind, Purpose, PurposeClass},
    },
};

/// What can show a sentence. A sentence that stands in none of these lines has no check yet.
pub(super) fn checks(rules: &Rules, section: &str, id: &str) -> Vec<Check> {
    let (kind, name) = id.split_once("--").unwrap_or((id, ""));
    let by_evidence =
        rules.statement().measures.iter().filter(|one| one.sentences.iter().any(|own| own == id));
    let by_evidence = by_evidence.map(|one| Check::Measure(one.id.clone()));
    by_system(rules, section, (kind, name)).into_iter().chain(by_evidence).collect()
}

/// What the system can show by itself.
fn by_system(rules: &Rules, section: &str, (kind, name): (&str, &str)) -> Vec<Check> {
    match section {
        "purposes" => of_use(rules, kind, name),
        "content" => of_content(rules, kind, name),
        "retention" => of_keeping(rules, kind, name),
        "rights" | "access" | "rectification" => of_rights(kind, name),
        "disclosures" | "transfers" => of_sharing(section, kind),
        _ => of_the_rest(rules, section, (kind, name)),
    }
}

fn of_the_rest(rules: &Rules, section: &str, (kind, name): (&str, &str)) -> Vec<Check> {
    let statement = rules.statement();
    match (section, kind) {
        ("groups", "group") => vec![Check::Declared],
        ("contact", "contact-role") if statement.contact.account.is_some() => vec![Check::Contact],
        ("name", "register-name") | ("law", "law-followed") => vec![Check::Published],
        ("law", "law") => vec![Check::Reference(name.to_owned())],
        // What a browser keeps is not here to be looked at.
        ("sources", "tracking") => Vec::new(),
        ("sources", _) => vec![Check::Sources],
        ("protection", "sign-in") => vec![Check::SignIn],
        ("protection", "measure") => {
            let found = statement.measures.iter().find(|measure| measure.id.as_str() == name);
            found.map(|measure| Check::Measure(measure.id.clone())).into_iter().collect()
        }
        ("choices", "consent") if name.ends_with("--age") => {
            let consents = statement.consents.iter();
            let found = consents.filter(|one| name.strip_suffix("--age") == Some(one.id.as_str()));
            found.map(|one| Check::Age(one.id.clone())).collect()
        }
        ("choices", "prohibition" | "consent") => vec![Check::Permissions],
        // Nobody is in it but by their own doing, and nothing waits longer than it says.
        ("choices", "subscription") => vec![Check::Sources],
        ("complaint", "right") => vec![Check::Law(name.to_owned())],
        ("complaint", _) => vec![Check::Law("authority".to_owned())],
        ("tightened", _) => vec![Check::Published, Check::Replay],
        // A summary says nothing that is not said below it; that nobody is approached is shown by what was done.
        ("summary", "summary") if name == "marketing" => vec![Check::Replay, Check::Permissions],
        _ => Vec::new(),
    }
}

fn of_sharing(section: &str, kind: &str) -> Vec<Check> {
    match (section, kind) {
        ("transfers", _)
        | (_, "regular-disclosure" | "recipient" | "single-disclosure" | "company" | "component") => {
            vec![Check::Disclosures, Check::Territory]
        }
        _ => Vec::new(),
    }
}

fn of_rights(kind: &str, name: &str) -> Vec<Check> {
    match kind {
        "right" => vec![Check::Law(name.to_owned()), Check::Answered(name.to_owned())],
        "request-answer" => vec![Check::Law("request-response".to_owned()), Check::Requests],
        "requests" | "request-identity" | "request-document" | "request-forms" | "request-fee"
        | "request-receivers" => {
            vec![Check::Requests]
        }
        "request-prohibitions" => vec![Check::Permissions],
        _ => Vec::new(),
    }
}

fn of_keeping(rules: &Rules, kind: &str, name: &str) -> Vec<Check> {
    let statement = rules.statement();
    match kind {
        "retention" => {
            let category = name.split_once("--").map_or(name, |(category, _)| category);
            let found = statement.categories.iter().find(|one| one.id.as_str() == category);
            let kept = |category: &CategoryId| {
                let mut kinds = statement.objects.iter().filter(|kind| kind.recording.is_some());
                kinds.any(|kind| kind.category == *category)
            };
            let recordings = found.filter(|category| kept(&category.id)).map(|_| Check::Recordings);
            found
                .map(|category| Check::Retention(category.id.clone()))
                .into_iter()
                .chain(recordings)
                .collect()
        }
        "retention-group" => {
            let found = statement.subject_groups.iter().find(|group| group.id.as_str() == name);
            found.map(|group| Check::GroupTerm(group.id.clone())).into_iter().collect()
        }
        "hold" => vec![Check::Holds],
        "log-term" => vec![Check::LogTerm],
        "security-term" => vec![Check::SecurityTerm],
        "requests-term" => vec![Check::Requests],
        "backups" => vec![Check::Backups],
        _ => Vec::new(),
    }
}

fn of_content(rules: &Rules, kind: &str, name: &str) -> Vec<Check> {
    let statement = rules.statement();
    match kind {
        "category" => {
            let found = statement.categories.iter().find(|category| category.id.as_str() == name);
            of_kept(found.map(|category| &category.id))
        }
        "item" => {
            let item = statement.items.iter().find(|item| item.id.as_str() == name);
            let derived = item.filter(|item| item.derived.is_some()).map(|_| Check::Derived);
            of_kept(item.and_then(|item| item.category.as_ref())).into_iter().chain(derived).collect()
        }
        "object" => {
            let (kind, part) = name.split_once("--").unwrap_or((name, ""));
            let kind = statement.objects.iter().find(|object| object.id.as_str() == kind);
            of_kept(kind.map(|kind| &kind.category)).into_iter().chain(of_recording(kind, part)).collect()
        }
        "mark-origin" => vec![Check::Sources],
        "mark-handling" => vec![Check::Ledger, Check::Replay],
        "mark-permissions" => vec![Check::Declared, Check::Permissions],
        "mark-group" | "mark-areas" | "content-closed" => vec![Check::Declared],
        "content-needed" => vec![Check::Needed],
        // It is made of the statement itself: what the statement says is what is published.
        "example" => vec![Check::Published],
        _ => Vec::new(),
    }
}

/// What a kind of recording's own sentences rest on (R2-003, R2-007, R2-009, R7-011).
fn of_recording(kind: Option<&ObjectKind>, part: &str) -> Vec<Check> {
    let Some(rules) = kind.and_then(|kind| kind.recording.as_ref()) else { return Vec::new() };
    match part.split("--").next().unwrap_or_default() {
        "recording" if rules.share_percent < 100 => vec![Check::Recordings, Check::RecordedShare],
        "" | "recording" | "numbers" => vec![Check::Recordings],
        "listen" | "listeners" | "words" => vec![Check::Listening, Check::Ledger],
        _ => Vec::new(),
    }
}

/// What is kept: declared, sealed, and reached by nobody else.
fn of_kept(category: Option<&CategoryId>) -> Vec<Check> {
    let reach = category.map(|category| Check::Category(category.clone()));
    [Check::Declared, Check::Sealed].into_iter().chain(reach).collect()
}

fn of_use(rules: &Rules, kind: &str, name: &str) -> Vec<Check> {
    let (name, limit) = name.split_once("--").map_or((name, None), |(name, limit)| (name, Some(limit)));
    let found = rules.statement().purposes.iter().find(|purpose| purpose.id.as_str() == name);
    match (kind, found, limit) {
        ("purpose", Some(purpose), None) => of_purpose(rules, purpose),
        ("purpose", Some(_), Some("groups")) => vec![Check::Concerned],
        ("purpose", Some(purpose), Some("never")) => vec![Check::Never(purpose.id.clone()), Check::Replay],
        // Whose products are advertised, and what advertising needs, is a part of what people's own word is held against.
        ("purpose", Some(_), Some(_)) | ("marketing", _, _) => vec![Check::Permissions],
        _ => Vec::new(),
    }
}

fn of_purpose(rules: &Rules, purpose: &Purpose) -> Vec<Check> {
    let stops =
        |class: &PurposeClass| rules.statement().prohibitions.iter().any(|one| one.stops.contains(class));
    let mut checks = vec![Check::Purpose(purpose.id.clone()), Check::Replay];
    if purpose.consent.is_some() || stops(&purpose.class) {
        checks.push(Check::Permissions);
    }
    checks
}

/// Lets each sentence of the summary rest on the sentences that it sums up.
pub(super) fn point(all: &mut [Claim]) {
    let known: Vec<String> =
        all.iter().filter(|one| one.section != "summary").map(|one| one.id.clone()).collect();
    let begins = |starts: &[&str]| {
        let whole =
            |id: &&String| starts.iter().any(|start| id.starts_with(start)) && id.matches("--").count() < 2;
        known.iter().filter(whole).cloned().collect::<Vec<_>>()
    };
    for claim in all.iter_mut().filter(|claim| claim.section == "summary") {
        let Some(name) = claim.id.strip_prefix("summary--") else { continue };
        let more = match name {
            "controller" => begins(&["controller-name"]),
            "sources" => begins(&["source--"]),
            "recipients" => begins(&["regular-disclosure", "processors", "transfer-"]),
            "rights" => begins(&["right--"]),
            _ => known.iter().filter(|id| *id == name).cloned().collect(),
        };
        claim.parts.extend(more);
    }
}
