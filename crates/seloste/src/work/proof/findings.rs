//! What was seen, as a finding for the claims that rest on it: a state, words, evidence. Not here: looking (`checks.rs`).

use super::{
    ProofError,
    checks::{self, Looked},
    recordings, records,
    report::{Finding, State},
    staff,
};
use crate::{
    messages::{Message, proof as say, proof_staff as staff_say},
    store,
    work::{measure, statements},
};
use jiff::civil::Date;
use seloste_gate::{
    examine::{Examined, Overdue},
    policy::{About, Answered, Outcome},
};
use seloste_register::{
    id::{CategoryId, ConsentId, PurposeId},
    law::LawPack,
    statement::{
        claims::{Check, strays},
        model::ItemType,
    },
    text::{Lang, Text},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) type Evidence = Vec<(&'static str, Value)>;

/// What a check found.
pub(super) fn of(looked: &Looked<'_>, check: &Check) -> Result<Finding, ProofError> {
    let (state, words, evidence) = match check {
        Check::Declared
        | Check::Sources
        | Check::Sealed
        | Check::Retention(_)
        | Check::GroupTerm(_)
        | Check::Needed
        | Check::Derived => stored(looked, check),
        Check::Age(id) => age(looked, id),
        Check::Backups => records::backups(looked)?,
        Check::Category(id) => access(looked, &|about| concerns_category(about, id)),
        Check::Purpose(id) => access(looked, &|about| concerns_purpose(about, id)),
        Check::Everyone => access(looked, &|_| true),
        Check::Agreement => agreement(looked),
        Check::Replay => replay(looked),
        Check::Permissions => permissions(looked),
        Check::Ledger => ledger(looked),
        Check::Accounts => accounts(looked),
        Check::SignIn => sign_in(looked)?,
        Check::Territory => territory(looked),
        Check::Keys => keys(looked),
        Check::Law(id) => law(looked, id),
        Check::Contact => contact(looked)?,
        Check::Measure(id) => measure::finding(looked.measures.get(id)),
        Check::Disclosures => records::disclosures(looked),
        Check::Requests => records::requests(looked),
        Check::Answered(right) => records::answered(looked, right),
        Check::Recordings => recordings::kept(looked),
        Check::RecordedShare => recordings::share(looked),
        Check::Listening => recordings::listening(looked),
        Check::Holds => records::holds(looked),
        Check::LogTerm => records::marks(looked),
        Check::SecurityTerm => records::security(looked),
        Check::Concerned => records::concerned(looked),
        Check::Never(id) => records::never(looked, id),
        Check::Published => records::published(looked),
        Check::Reference(id) => provision(looked, id),
    };
    let evidence = evidence.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(Finding { check: checks::key(check), state, words, evidence })
}

pub(super) fn held(holds: bool) -> State {
    if holds { State::Proven } else { State::Broken }
}

/// Names and how many of each, at most a few.
pub(super) fn listed(found: &BTreeMap<String, u64>) -> Value {
    json!(found.iter().take(20).collect::<BTreeMap<_, _>>())
}

fn stored(looked: &Looked<'_>, check: &Check) -> (State, Text, Evidence) {
    let Some(seen) = &looked.examined else { return unlooked() };
    let people = (seen.looked_at.to_string(), seen.people.to_string());
    let counted = [("looked", people.0.as_str()), ("people", people.1.as_str())];
    let mut evidence: Evidence = vec![
        ("people", json!(seen.people)),
        ("people-looked-at", json!(seen.looked_at)),
        ("ciphertexts-opened", json!(seen.opened)),
        ("values", json!(seen.values)),
    ];
    let told = |holds, good: &Message, bad: &Message| {
        (held(holds), if holds { good.fill_all(&counted) } else { bad.fill_all(&counted) })
    };
    let (state, words) = match check {
        Check::Declared => {
            evidence.push(("undeclared", listed(&seen.undeclared)));
            told(seen.undeclared.is_empty(), &say::DECLARED, &say::UNDECLARED)
        }
        Check::Sources => {
            evidence.push(("foreign", listed(&seen.foreign)));
            evidence.push(("not-told-in-time", json!(seen.untold)));
            if seen.foreign.is_empty() && seen.untold > 0 {
                told(false, &say::SOURCES, &say::UNTOLD)
            } else {
                told(seen.foreign.is_empty(), &say::SOURCES, &say::FOREIGN)
            }
        }
        Check::Retention(category) => {
            evidence.extend(overdue(seen.overdue.get(category)));
            told(!seen.overdue.contains_key(category), &say::IN_TERM, &say::OVERDUE)
        }
        Check::GroupTerm(group) => {
            evidence.extend(overdue(seen.overdue_of_groups.get(group)));
            told(!seen.overdue_of_groups.contains_key(group), &say::IN_TERM, &say::OVERDUE)
        }
        Check::Needed => {
            let missing = missing(looked, seen);
            let none = missing.is_empty();
            evidence.push(("missing", listed(&missing)));
            told(none, &say::NEEDED, &say::NOT_NEEDED)
        }
        Check::Derived => {
            let gone = seen.orphaned.iter().map(|(item, count)| (item.to_string(), *count)).collect();
            evidence.push(("outlived", listed(&gone)));
            told(seen.orphaned.is_empty(), &say::DERIVED, &say::OUTLIVED)
        }
        _ => {
            evidence.push(("unreadable", json!(seen.unreadable)));
            told(seen.unreadable == 0, &say::SEALED, &say::UNREADABLE)
        }
    };
    (state, words, evidence)
}

/// Consents that want an age. A register that knows nobody's day of birth can't show that anybody is old enough.
fn age(looked: &Looked<'_>, consent: &ConsentId) -> (State, Text, Evidence) {
    let Some(seen) = &looked.examined else { return unlooked() };
    let known = seen.of_known_age.get(consent).copied().unwrap_or(0);
    let young = seen.too_young.get(consent).copied().unwrap_or(0);
    let evidence = vec![("consents-of-known-age", json!(known)), ("too-young", json!(young))];
    let items = &looked.wanted.rules.statement().items;
    let knows = items.iter().any(|item| item.item_type == ItemType::BirthDate);
    match (knows, young) {
        (false, _) => (State::Unproven, say::AGE_UNKNOWN.all(), evidence),
        (true, 0) => (State::Proven, say::OF_AGE.fill_all(&[("n", &known.to_string())]), evidence),
        (true, n) => (State::Broken, say::TOO_YOUNG.fill_all(&[("n", &n.to_string())]), evidence),
    }
}

/// What people are without who came into the register under the statement of today.
fn missing(looked: &Looked<'_>, seen: &Examined) -> BTreeMap<String, u64> {
    let since = looked.records.since.map_or(i64::MIN, jiff::Timestamp::as_millisecond);
    let today = seen.missing.iter().filter(|(_, missing)| missing.newest >= since);
    today.map(|(item, missing)| (item.to_string(), missing.count)).collect()
}

fn overdue(found: Option<&Overdue>) -> Evidence {
    let Some(found) = found else { return vec![("overdue", json!(0))] };
    vec![("overdue", json!(found.count)), ("due-since", json!(found.since.to_string()))]
}

pub(super) fn unlooked() -> (State, Text, Evidence) {
    (State::Unproven, say::NO_CHECK.all(), Vec::new())
}

fn concerns_category(about: &About, category: &CategoryId) -> bool {
    match about {
        About::Category(own) => own == category,
        About::Everyone | About::Scope(_) | About::Company(_) => true,
        About::Purpose(_) | About::Action(_) => false,
    }
}

fn concerns_purpose(about: &About, purpose: &PurposeId) -> bool {
    match about {
        About::Purpose(own) => own == purpose,
        // Each is asked of every purpose there is, and of those that nobody declared.
        About::Category(_) | About::Action(_) | About::Everyone | About::Scope(_) | About::Company(_) => true,
    }
}

fn access(looked: &Looked<'_>, concerns: &dyn Fn(&About) -> bool) -> (State, Text, Evidence) {
    let proof = match &looked.solver {
        None => return unlooked(),
        Some(Err(missing)) => {
            return (State::Unproven, say::NO_SOLVER.all(), vec![("cause", json!(missing.to_string()))]);
        }
        Some(Ok(Err(cause))) => {
            return (State::Broken, say::POLICIES_UNREAD.all(), vec![("cause", json!(cause))]);
        }
        Some(Ok(Ok(proof))) => proof,
    };
    let about: Vec<&Answered> = proof.answers.iter().filter(|one| concerns(&one.never.about)).collect();
    let cells: usize = about.iter().map(|one| one.never.cells).sum();
    let mut evidence: Evidence = vec![
        ("solver", json!(format!("cvc5 {}", proof.solver))),
        ("policies", json!(proof.policies)),
        ("shown-for-everyone", json!(about.iter().map(|one| one.never.id.as_str()).collect::<Vec<_>>())),
        ("cells", json!(cells)),
    ];
    let hole = about.iter().find_map(|one| match &one.outcome {
        Outcome::Hole(example) => Some((one, example)),
        _ => None,
    });
    if let Some((one, example)) = hole {
        evidence.push(("hole", json!({ "what": one.never.words, "example": example })));
        let places = |lang| {
            vec![("what", one.never.words.get(lang).to_owned()), ("example", example.get(lang).to_owned())]
        };
        return (State::Broken, filled(&say::HOLE, places), evidence);
    }
    let unanswered = about.iter().find_map(|one| match &one.outcome {
        Outcome::Unanswered(why) => Some((one, why)),
        _ => None,
    });
    if let Some((one, why)) = unanswered {
        evidence.push(("unanswered", json!({ "what": one.never.id, "why": why })));
        return (State::Unproven, say::UNANSWERED.all(), evidence);
    }
    let n = about.len().to_string();
    let cells = cells.to_string();
    (State::Proven, say::SHOWN_FOR_EVERYONE.fill_all(&[("n", &n), ("cells", &cells)]), evidence)
}

/// A message whose places have words of their own in each language.
fn filled(message: &Message, places: impl Fn(Lang) -> Vec<(&'static str, String)>) -> Text {
    let [fi, sv, en] = Lang::ALL.map(|lang| {
        let places = places(lang);
        let places: Vec<(&str, &str)> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
        message.fill(lang, &places)
    });
    Text { fi, sv, en }
}

fn agreement(looked: &Looked<'_>) -> (State, Text, Evidence) {
    match &looked.agreement {
        None => unlooked(),
        Some(Ok(agreed)) => {
            let n = agreed.questions.to_string();
            let evidence = vec![("questions", json!(agreed.questions)), ("allowed", json!(agreed.allowed))];
            (State::Proven, say::AGREED.fill_all(&[("n", &n)]), evidence)
        }
        Some(Err(difference)) => {
            (State::Broken, say::DISAGREED.all(), vec![("difference", json!(difference))])
        }
    }
}

fn replay(looked: &Looked<'_>) -> (State, Text, Evidence) {
    let seen = match &looked.replayed {
        None => return unlooked(),
        Some(Err(cause)) => return (State::Unproven, say::NOT_REPLAYED.all(), vec![("cause", json!(cause))]),
        Some(Ok(seen)) => seen,
    };
    let told: Vec<Value> = seen
        .told
        .iter()
        .map(|one| {
            json!({
                "entry": one.entry,
                "at": one.at.to_string(),
                "action": one.action,
                "purpose": one.purpose,
                "outside-of": format!("{:?}", one.why).to_lowercase(),
            })
        })
        .collect();
    let mut evidence: Evidence = vec![
        ("entries", json!(seen.judged)),
        ("done", json!(seen.done)),
        ("refused", json!(seen.refused)),
        ("judged-by-earlier-rules", json!(seen.earlier)),
        ("outside", json!(seen.outside)),
    ];
    if let Some(since) = looked.since {
        evidence.push(("since", json!(since.to_string())));
    }
    if !told.is_empty() {
        evidence.push(("entries-outside", json!(told)));
    }
    let (n, out) = (seen.judged.to_string(), seen.outside.to_string());
    let places = [("n", n.as_str()), ("outside", out.as_str())];
    match seen.outside {
        0 => (State::Proven, say::REPLAYED.fill_all(&places), evidence),
        _ => (State::Broken, say::OUTSIDE.fill_all(&places), evidence),
    }
}

fn permissions(looked: &Looked<'_>) -> (State, Text, Evidence) {
    let seen = match &looked.replayed {
        None => return unlooked(),
        Some(Err(cause)) => return (State::Unproven, say::NOT_REPLAYED.all(), vec![("cause", json!(cause))]),
        Some(Ok(seen)) => seen,
    };
    let against: BTreeMap<String, u64> =
        seen.against.iter().map(|(purpose, count)| (purpose.to_string(), *count)).collect();
    let total: u64 = against.values().sum();
    let evidence = vec![("approached", json!(seen.approached)), ("against-own-word", listed(&against))];
    let (n, bad) = (seen.approached.to_string(), total.to_string());
    let places = [("n", n.as_str()), ("against", bad.as_str())];
    match total {
        0 => (State::Proven, say::OBEYED.fill_all(&places), evidence),
        _ => (State::Broken, say::NOT_OBEYED.fill_all(&places), evidence),
    }
}

fn ledger(looked: &Looked<'_>) -> (State, Text, Evidence) {
    match &looked.ledger {
        Ok(sound) => {
            let size = sound.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
            let evidence = vec![("entries", json!(size)), ("waiting", json!(sound.waiting))];
            (State::Proven, say::LEDGER_SOUND.fill_all(&[("n", &size.to_string())]), evidence)
        }
        Err(fault) => (State::Broken, say::LEDGER_BROKEN.all(), vec![("fault", json!(fault.to_string()))]),
    }
}

fn accounts(looked: &Looked<'_>) -> (State, Text, Evidence) {
    let Some(seen) = &looked.accounts else { return unlooked() };
    let evidence = vec![
        ("accounts-with-roles", json!(seen.with_roles)),
        ("active", json!(seen.active)),
        ("kept-out", json!(seen.kept_out)),
        ("not-personal", json!(seen.not_personal)),
        ("uses", json!(seen.uses)),
        ("uses-without-role", json!(seen.strange)),
    ];
    let n = seen.with_roles.to_string();
    let told = [("nameless", seen.not_personal.to_string()), ("uses", seen.strange.to_string())];
    let told = told.each_ref().map(|(key, many)| (*key, many.as_str()));
    match (seen.not_personal, seen.strange) {
        (0, 0) => (State::Proven, staff_say::ACCOUNTS.fill_all(&[("n", &n)]), evidence),
        (0, _) => (State::Broken, staff_say::USES_WITHOUT_ROLE.fill_all(&told), evidence),
        (_, 0) => (State::Broken, staff_say::ACCOUNTS_NAMELESS.fill_all(&told), evidence),
        _ => (State::Broken, staff_say::ACCOUNTS_BROKEN.fill_all(&told), evidence),
    }
}

fn sign_in(looked: &Looked<'_>) -> Result<(State, Text, Evidence), ProofError> {
    let seen = staff::sign_ins(looked.wanted)?;
    let evidence = vec![
        ("accounts", json!(seen.strict)),
        ("with-second-factor", json!(seen.confirmed)),
        ("kept-out", json!(seen.kept_out)),
        ("let-in-without", json!(seen.let_in)),
    ];
    let words = match seen.let_in {
        0 => staff_say::SIGN_IN.fill_all(&[
            ("n", &seen.strict.to_string()),
            ("confirmed", &seen.confirmed.to_string()),
            ("out", &seen.kept_out.to_string()),
        ]),
        n => staff_say::SIGN_IN_BROKEN.fill_all(&[("n", &n.to_string())]),
    };
    Ok((held(seen.let_in == 0), words, evidence))
}

fn territory(looked: &Looked<'_>) -> (State, Text, Evidence) {
    let rules = looked.wanted.rules;
    let today = statements::today(looked.wanted.app.clock().as_ref());
    let strays = strays(rules, today);
    let countries: BTreeMap<String, String> =
        rules.statement().recipients.iter().map(|one| (one.id.to_string(), one.country.clone())).collect();
    let n = countries.len().to_string();
    let strays: Vec<String> = strays.iter().map(ToString::to_string).collect();
    let evidence: Evidence = vec![
        ("recipients", json!(countries)),
        ("on", json!(today.to_string())),
        ("law", json!(rules.law().id)),
        ("outside", json!(strays)),
    ];
    match strays.is_empty() {
        true => (State::Proven, say::TERRITORY.fill_all(&[("n", &n)]), evidence),
        false => (State::Broken, say::TERRITORY_BROKEN.fill_all(&[("names", &strays.join(", "))]), evidence),
    }
}

/// The keyring is a store of its own, which nobody but the program's user may look into.
fn keys(looked: &Looked<'_>) -> (State, Text, Evidence) {
    let wanted = looked.wanted;
    let kept = wanted.app.installation.keys_kept(&wanted.home.id);
    let evidence: Evidence = vec![
        ("key-file", json!(kept.key_file)),
        ("closed-to-others", json!(kept.closed)),
        ("tables-with-keys-among-data", json!(0)),
    ];
    match (kept.key_file, kept.closed) {
        (true, true) => (State::Proven, say::KEYS_APART.all(), evidence),
        (true, false) => (State::Broken, say::KEYS_OPEN.all(), evidence),
        (false, _) => (State::Unproven, say::KEYS_ELSEWHERE.all(), evidence),
    }
}

fn law(looked: &Looked<'_>, id: &str) -> (State, Text, Evidence) {
    let law = looked.wanted.rules.law();
    let on = looked.wanted.rules.on();
    let right = law.rights.iter().find(|right| right.id == id);
    let right = right.map(|right| (&right.source, right.checked, &right.compared));
    let deadline = law.deadline(id, on).map(|one| (&one.source, one.checked, &one.compared));
    let authority = &law.authority;
    let authority =
        (id == "authority").then_some((&authority.source, authority.checked, &authority.compared));
    match right.or(deadline).or(authority) {
        Some((source, checked, compared)) => {
            let evidence = vec![
                ("law", json!(law.id)),
                ("source", json!(source)),
                ("checked", json!(checked.to_string())),
                ("compared", json!(compared)),
            ];
            let (state, said) = in_the_pack(compared.as_deref());
            (state, said.fill_all(&[("source", source)]), evidence)
        }
        None => (State::Broken, say::LAW_GONE.all(), vec![("law", json!(law.id)), ("rule", json!(id))]),
    }
}

/// A rule that nobody has held against its text shows nothing yet.
const fn in_the_pack(compared: Option<&str>) -> (State, &'static Message) {
    match compared {
        Some(_) => (State::Proven, &say::LAW),
        None => (State::Unproven, &say::LAW_NOT_COMPARED),
    }
}

fn provision(looked: &Looked<'_>, id: &str) -> (State, Text, Evidence) {
    let rules = looked.wanted.rules;
    provision_of(rules.law(), id, rules.on())
}

fn provision_of(law: &LawPack, id: &str, on: Date) -> (State, Text, Evidence) {
    match law.in_force(id, on) {
        Some(found) => {
            let evidence = vec![
                ("law", json!(law.id)),
                ("provision", json!(found.id)),
                ("on", json!(on)),
                ("compared", json!(found.compared)),
            ];
            let (state, said) = in_the_pack(found.compared.as_deref());
            (state, filled(said, |lang| vec![("source", found.name.get(lang).to_owned())]), evidence)
        }
        None => (State::Broken, say::LAW_GONE.all(), vec![("law", json!(law.id)), ("provision", json!(id))]),
    }
}

fn contact(looked: &Looked<'_>) -> Result<(State, Text, Evidence), ProofError> {
    let wanted = looked.wanted;
    let Some(user) = &wanted.rules.statement().contact.account else { return Ok(unlooked()) };
    let found = wanted.home.gate.data().read(|tx| store::account::by_user_name(tx, user))?;
    let open = found.is_some_and(|account| account.ended.is_none());
    let evidence = vec![("account", json!(user)), ("in-force", json!(open))];
    // A register that has just been set up has no accounts yet: nobody is promised falsely, and nothing is shown.
    Ok(match open {
        true => (State::Proven, say::CONTACT.all(), evidence),
        false => (State::Unproven, say::NO_CONTACT.all(), evidence),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Finnish pack with other words in a provision that nobody has compared with its text yet.
    fn pack(from: &str) -> LawPack {
        let text = include_str!("../../../../../law/fi.toml");
        let (before, after) = text.split_once("id = \"data-protection-act-35\"").unwrap();
        let after = after.replacen("from = 2019-01-01", from, 1);
        LawPack::read(&format!("{before}id = \"data-protection-act-35\"{after}")).unwrap()
    }

    fn state(law: &LawPack, id: &str, day: Date) -> State {
        provision_of(law, id, day).0
    }

    /// A provision that has ended and has no successor breaks the sentence that names it.
    #[test]
    fn a_provision_that_is_no_longer_in_force_is_found() {
        let law = pack("from = 2019-01-01\nuntil = 2026-11-30");
        let on = |day: Date| state(&law, "data-protection-act-35", day);
        assert_ne!(on(jiff::civil::date(2026, 11, 30)), State::Broken);
        assert_eq!(on(jiff::civil::date(2026, 12, 1)), State::Broken);
        assert_eq!(state(&law, "no-such-provision", jiff::civil::date(2026, 11, 30)), State::Broken);
    }

    /// What nobody has held against the law's text is not called proven.
    #[test]
    fn a_provision_counts_as_shown_when_it_was_compared_with_its_text() {
        let day = jiff::civil::date(2026, 11, 30);
        let compared = pack("compared = \"the consolidated text\"\nfrom = 2019-01-01");
        assert_eq!(state(&compared, "data-protection-act-35", day), State::Proven);
        assert_eq!(state(&pack("from = 2019-01-01"), "data-protection-act-35", day), State::Unproven);
    }
}
