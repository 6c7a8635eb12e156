//! Figures of what people may demand: erasure, the copy of everything about them, ends of terms, a restore that lets nobody come back; and
//! of the count of everybody whom a new version of the statement concerns. Over the gate, in this process, on an installation of
//! invented people.

use super::{
    load::now,
    stand::{LOADED, SEED, Stand, told},
    table::{Aim, Figure, HEAD, number},
};
use crate::{
    app::{App, Elsewhere},
    demo,
    installation::Installation,
    work::{
        backup, mentions,
        package::{Extent, Told},
        retention,
    },
};
use jiff::{SignedDuration, civil::Date};
use seloste_gate::{
    Gate,
    ask::Ask,
    card::{ObjectDraft, SubjectRef},
    clock::{Clock, SetClock, SystemClock},
    package::Behalf,
    request::{Move, NewRequest, RequestRef, Taker},
};
use seloste_register::{
    right::{
        Intake, Method, Outcome, RightKind,
        case::{Decision, Step},
    },
    statement::{
        Rules,
        diff::{Change, Whom},
        model::{Action, Duty},
    },
    text::{Lang, Text},
};
use std::{
    iter,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// After how long most terms are over.
const LATER: SignedDuration = SignedDuration::from_hours(11 * 366 * 24);

/// What is measured.
pub(crate) struct Plan {
    /// People in the register.
    pub(crate) people: u64,
    /// The statement that they are kept by.
    pub(crate) statement: String,
    /// A folder that does not exist yet; it is removed at the end.
    pub(crate) folder: PathBuf,
    /// Who is erased.
    pub(crate) erased: Erased,
}

/// Who is erased in the course of the measuring.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Erased {
    /// People with many objects, each of whom is erased.
    pub(crate) loaded: usize,
    /// Their objects.
    pub(crate) objects: usize,
    /// People who are erased after the copy that is restored.
    pub(crate) since: usize,
}

impl Erased {
    /// As many as the table of figures tells of.
    pub(crate) const WHOLE: Self = Self { loaded: 20, objects: 500, since: 200 };
}

/// Measures all figures; `tell` gets each line as it comes.
pub(crate) fn measure(plan: &Plan, tell: &mut dyn FnMut(&str)) -> Result<(), String> {
    let done = all(plan, &mut |figure: &Figure| tell(&figure.line()), plan.people);
    let _ = std::fs::remove_dir_all(&plan.folder);
    done
}

/// The head of the table.
pub(crate) fn head(plan: &Plan) -> String {
    format!("Rights of people, SQLite, {} people.\n\n{HEAD}", number(float(plan.people)))
}

fn all(plan: &Plan, tell: &mut dyn FnMut(&Figure), people: u64) -> Result<(), String> {
    std::fs::create_dir_all(&plan.folder).map_err(told)?;
    let root = plan.folder.join("data");
    let stand = Stand::make(&root, &plan.statement)?;
    stand.fill(people, |_| ())?;
    let day = stand.app.clock().now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (home, _) = stand.app.register(&stand.register).ok_or("the register is not there")?;
    tell(&previewed(&home.gate, &stand, people)?);
    let officer = officer(&stand)?;
    let mut loaded = loaded(&home.gate, (&stand.ask()?, &stand.rules), day, plan.erased)?;
    let with_copy = loaded.pop().ok_or("nobody was made")?;
    tell(&copy_of_everything(&home.gate, (&officer, &stand.rules), &with_copy, plan.erased.objects)?);
    let copy = plan.folder.join("copy.backup");
    backup::make(&stand.app, &copy, None).map_err(told)?;
    for figure in erasures(&home.gate, &officer, (&loaded, plan.erased.objects), people)? {
        tell(&figure);
    }
    for subject in stand.subjects(plan.erased.since)? {
        home.gate.erase(&officer, &SubjectRef(subject)).map_err(told)?;
    }
    while mentions::go_on(&home.gate, mentions::TO_THE_END).map_err(told)? {}
    drop(stand);
    tell(&restored((&root, &copy), people)?);
    tell(&expired(&root)?);
    Ok(())
}

fn float(number: u64) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// The count of whom a new version concerns that touches every item, kind of object, consent and prohibition: no version asks more.
fn previewed(gate: &Gate, stand: &Stand, people: u64) -> Result<Figure, String> {
    let statement = stand.rules.statement();
    let keeper = statement.roles.iter().find(|role| role.duties.contains(&Duty::Statement));
    let mut actor = stand.ask()?.actor;
    actor.roles = vec![keeper.ok_or("nobody keeps the statement")?.id.clone()];
    let holders = Whom::Holders(
        statement.items.iter().map(|item| item.id.clone()).collect(),
        statement.objects.iter().map(|kind| kind.id.clone()).collect(),
    );
    let consented = statement.consents.iter().map(|one| Whom::Consented(one.id.clone()));
    let prohibited = statement.prohibitions.iter().map(|one| Whom::Prohibited(one.id.clone()));
    let changes: Vec<Change> = iter::once(holders).chain(consented).chain(prohibited).map(change).collect();
    let begun = now();
    let survey =
        gate.survey((&actor, &stand.register), &changes, |_, _| ControlFlow::Continue(())).map_err(told)?;
    let took = begun.elapsed();
    if survey.people != people || survey.by_change.first() != Some(&people) {
        return Err("the preview did not count everybody".to_owned());
    }
    Ok(Figure {
        what: format!(
            "preview of a version that touches everything: {} people counted",
            number(float(people))
        ),
        aim: Aim::AtMost((float(people) / 1_000_000.0 * 60.0).max(1.0)),
        got: took.as_secs_f64(),
        unit: "s",
        bare: None,
    })
}

fn change(whom: Whom) -> Change {
    let text = Text::new("", "", "");
    Change {
        kind: "measured",
        about: "register".to_owned(),
        what: text.clone(),
        whom,
        whom_said: text,
        follows: Vec::new(),
    }
}

/// Who may erase and handle requests, and for what.
fn officer(stand: &Stand) -> Result<Ask, String> {
    let wanted = [Action::Erase, Action::Requests, Action::Find];
    let found = stand.rules.statement().roles.iter().find_map(|role| {
        let grant =
            role.grants.iter().find(|grant| wanted.iter().all(|action| grant.actions.contains(action)))?;
        Some((role.id.clone(), grant.purposes.first()?.clone()))
    });
    let (role, purpose) = found.ok_or("no role of the statement erases and handles requests")?;
    let mut ask = stand.ask()?;
    (ask.actor.roles, ask.purpose) = (vec![role], purpose);
    Ok(ask)
}

/// People with many objects.
fn loaded(
    gate: &Gate,
    (ask, rules): (&Ask, &Rules),
    day: Date,
    erased: Erased,
) -> Result<Vec<SubjectRef>, String> {
    let mut invented = demo::people(rules, SEED, day, LOADED..u64::MAX);
    let mut made = Vec::new();
    while made.len() < erased.loaded {
        let sample = invented.next().ok_or("no more people")?;
        let subject = gate.create(ask, sample.draft).map_err(told)?;
        let mut objects = 0;
        while objects < erased.objects {
            let sample = invented.next().ok_or("no more people")?;
            let alone = sample.objects.into_iter().filter(|one| one.parent.is_none());
            for draft in alone.map(|one| one.draft) {
                if objects < erased.objects && add(gate, ask, &subject, draft) {
                    objects += 1;
                }
            }
        }
        made.push(subject);
    }
    Ok(made)
}

/// Adds an object, unless it is of a kind that this role does not write.
fn add(gate: &Gate, ask: &Ask, subject: &SubjectRef, draft: ObjectDraft) -> bool {
    gate.add_object(ask, subject, draft).is_ok()
}

/// Everything about a person as page, PDF, JSON, CSV and vCard in one archive.
fn copy_of_everything(
    gate: &Gate,
    (officer, rules): (&Ask, &Rules),
    subject: &SubjectRef,
    objects: usize,
) -> Result<Figure, String> {
    let request = granted(gate, officer, subject)?;
    let begun = now();
    let package = gate.package(officer, subject, Behalf::Case(&request)).map_err(told)?;
    let archive = Told::new(&package, rules, Lang::Fi, Extent::of(RightKind::Inspect)).zip().map_err(told)?;
    let took = begun.elapsed();
    if archive.len() < objects {
        return Err("the copy is too small to hold everything".to_owned());
    }
    let what = format!("copy of everything about a person with {objects} objects, no recordings");
    Ok(Figure { what, aim: Aim::AtMost(5.0), got: took.as_secs_f64(), unit: "s", bare: None })
}

/// A case in which somebody's copy is granted.
fn granted(gate: &Gate, officer: &Ask, subject: &SubjectRef) -> Result<RequestRef, String> {
    let new =
        NewRequest { subject: Some(subject.clone()), ..NewRequest::new(RightKind::Inspect, Intake::Letter) };
    let request = gate.take_request(&Taker::Staff(officer), new).map_err(told)?.request;
    let granted = Decision { outcome: Outcome::Granted, grounds: Vec::new(), fee: None };
    for step in [Step::Identify(Method::SignedLetter), Step::Decide(granted)] {
        gate.step_request(officer, &request, &Move::new(step)).map_err(told)?;
    }
    Ok(request)
}

/// Erasures one by one; and the search of everybody's texts for the last of them.
fn erasures(
    gate: &Gate,
    officer: &Ask,
    (people, objects): (&[SubjectRef], usize),
    many: u64,
) -> Result<Vec<Figure>, String> {
    let (mut times, mut searched) = (Vec::new(), Duration::ZERO);
    for subject in people {
        let begun = now();
        let told_of = gate.erase(officer, subject).map_err(told)?;
        times.push(begun.elapsed());
        let begun = now();
        if let Some(search) = told_of.search {
            while !gate.seek_mentions_of(search).map_err(told)?.ended {}
            searched = begun.elapsed();
        }
    }
    times.sort_unstable();
    let p95 = times.get(times.len() * 95 / 100).copied().unwrap_or_default();
    let erasure = Figure {
        what: format!("erasure of a person with {objects} objects: key, rows, tokens, ledger; p95"),
        aim: Aim::AtMost(200.0),
        got: p95.as_secs_f64() * 1_000.0,
        unit: "ms",
        bare: None,
    };
    let search = Figure {
        what: format!(
            "search of the texts of {} people for an erased one, in the background",
            number(float(many))
        ),
        aim: Aim::AtMost((float(many) / 1_000_000.0 * 600.0).max(1.0)),
        got: searched.as_secs_f64(),
        unit: "s",
        bare: None,
    };
    Ok(vec![erasure, search])
}

/// A restore with what was let go since, and new search tokens for everybody.
fn restored((root, copy): (&Path, &Path), people: u64) -> Result<Figure, String> {
    let clock = |_: &Installation| -> Arc<dyn Clock> { Arc::new(SystemClock::default()) };
    let begun = now();
    let back = backup::restore(copy, (root, &Elsewhere::default()), None, &clock).map_err(told)?;
    let took = begun.elapsed();
    if back.restored.erased == 0 {
        return Err("the restore erased nobody again".to_owned());
    }
    Ok(Figure {
        what: format!(
            "restore of {} people, {} of them erased again, tokens made anew",
            number(float(people)),
            back.restored.erased
        ),
        aim: Aim::AtMost((float(people) / 1_000_000.0 * 300.0).max(1.0)),
        got: took.as_secs_f64(),
        unit: "s",
        bare: None,
    })
}

/// The retention run of a day on which most terms are over.
fn expired(root: &Path) -> Result<Figure, String> {
    let later = SystemClock::default().now() + LATER;
    let installation = Installation::open(root).map_err(told)?;
    let app = App::open(installation, &Elsewhere::default(), Arc::new(SetClock::at(later))).map_err(told)?;
    let begun = now();
    let done = retention::run(&app).map_err(told)?;
    let hours = begun.elapsed().as_secs_f64() / 3_600.0;
    let destroyed: u64 = done.iter().flat_map(|(_, one)| one.destroyed.values()).sum();
    if destroyed == 0 {
        return Err("nothing was past its term".to_owned());
    }
    Ok(Figure {
        what: format!(
            "retention: {} values, objects and people destroyed, an hour",
            number(float(destroyed))
        ),
        aim: Aim::AtLeast(1_000_000.0),
        got: float(destroyed) / hours,
        unit: "",
        bare: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_rights_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan {
            people: 60,
            erased: Erased { loaded: 3, objects: 20, since: 5 },
            statement: include_str!("../../../../registers/retail-customers.toml").to_owned(),
            folder: folder.path().join("one"),
        };
        let mut lines = Vec::new();
        measure(&plan, &mut |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines.len(), 6, "{lines:?}");
        assert!(lines.iter().all(|line| line.starts_with("| ")), "{lines:?}");
    }
}
