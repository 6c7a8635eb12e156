//! Checks and changes objects around a subject: one generic engine for every declared kind. Not here: adding one (`adding.rs`).

use super::{
    confirm::{self, Step},
    edit::may_change,
    intake,
    link::handled_by,
    mention::flag,
    open::{kinds_categories, may_read},
    quality,
    reach::{Asker, Reached, reach},
    recorded::occasion,
    returned,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ItemChange, ObjectDraft, ObjectRef},
    decide::{Categories, Verb},
    errors::{ItemProblem, RefusalCode},
    opened::{self, day_number},
    payload::{Items, ObjectBody, Word},
    proof::{Writing, seal_object},
    realm::Realm,
    store::{self, ObjectRow, PastRow},
    values::{self, Checked, Scene, problem, problem_at},
    vault::SubjectKey,
};
use jiff::civil::Date;
use seloste_db::Tx;
use seloste_register::{
    id::{ChoiceId, GroupId},
    statement::model::{Item, ObjectKind, SourceKind},
};
use std::collections::BTreeSet;

/// Most lines of one object.
const LINES: usize = 1_000;

/// An object that passed its kind's declaration.
pub(super) struct CheckedObject<'a> {
    pub(super) kind: &'a ObjectKind,
    pub(super) parent: Option<i64>,
    pub(super) state: Option<&'a ChoiceId>,
    source: Word,
    pub(super) assigned: Option<i64>,
    pub(super) starts: i64,
    pub(super) ends: Option<i64>,
    pub(super) items: Vec<Checked<'a>>,
    lines: Vec<Vec<Checked<'a>>>,
}

impl CheckedObject<'_> {
    /// The values of an item in the object and its lines, each with how many there are.
    pub(super) fn named(&self, item: Word, amount: Option<Word>) -> Vec<(String, i64)> {
        let value = |items: &[Checked<'_>], word: Word| {
            let one = items.iter().find(|one| one.word == word)?;
            one.normals().next().map(|(normal, _)| normal.to_owned())
        };
        let parts = std::iter::once(&self.items).chain(&self.lines);
        let counted = parts.filter_map(|items| {
            let many = amount.and_then(|amount| value(items, amount)).and_then(|many| many.parse().ok());
            Some((value(items, item)?, many.unwrap_or(1)))
        });
        counted.collect()
    }
    /// What it says, its lines too.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Checked<'_>> {
        self.items.iter().chain(self.lines.iter().flatten())
    }
    pub(super) fn written(&self) -> occasion::Written<'_> {
        let Self { kind, state, parent, starts, .. } = *self;
        occasion::Written { kind, state, parent, starts }
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Changes an object; `seen` is the version that the editor saw.
    pub fn edit_object(
        &self,
        ask: &Ask,
        object: &ObjectRef,
        seen: i64,
        draft: ObjectDraft,
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Edit)?;
        let Some((id, number)) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, stored) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            Ok::<_, GateError>((found, store::object(tx, realm.number, id, number)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Edit, Some(id)), found)?;
        let sees = |row: &ObjectRow| may_read(realm, reached.sight.over(row.object), row);
        let stored = stored.filter(sees);
        let (Some(stored), Some(key)) = (stored, self.subject_key(realm, id)?) else {
            return Err(self.absent(realm, ask, (Verb::Edit, Some(id))));
        };
        let same_kind = realm.kind(stored.kind).is_some_and(|kind| kind.id == draft.kind);
        let checked = if same_kind {
            self.check_object(realm, ask, &reached, draft)
        } else {
            Err(GateError::Problems(vec![problem_at("kind", other_kind())]))
        };
        let checked =
            checked.map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, Some(id)), error))?;
        self.still_changes(realm, ask, &stored)?;
        permit.admit(id, reached.granted, kinds_categories(realm, std::slice::from_ref(&stored)));
        let before: Option<ChoiceId> = stored.state.map(|state| realm.id(state)).transpose()?;
        let step = Step { kind: checked.kind, before: before.as_ref(), after: checked.state };
        let confirming = self.confirming(realm, (id, number), step)?;
        let flags = self.flags(realm, checked.texts())?;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            // Whoever sees a part of a whole may change that part where it is.
            if checked.parent.is_none() || checked.parent != stored.parent {
                check_parent(tx, realm, &reached, &checked)?;
            }
            returned::check(tx, writing, &key, (id, Some(number)), &checked)?;
            quality::called::check(tx, writing, &key, (id, &checked))?;
            if let Some(account) = checked.assigned {
                handled_by(tx, realm, (id, number), account)?;
            }
            let changed = replace(tx, writing, &key, (&checked, number, seen))?;
            let place = (id, number, realm.word(&checked.kind.category)?);
            flag::put(tx, writing, (&key, &flags), (place, |item| changed.contains(&item)))?;
            self.written_anew(tx, writing, (&key, &stored))?;
            occasion::settle(tx, writing, &key, ((id, number), &checked.written()))?;
            confirm::write(tx, writing, &key, ((id, number), &confirming))
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// Refuses a change to what is frozen, or of which the editor sees a part only.
    fn still_changes(&self, realm: &Realm, ask: &Ask, stored: &ObjectRow) -> Result<(), GateError> {
        let kind = realm.kind(stored.kind).ok_or(GateError::Absent)?;
        let state: Option<ChoiceId> = stored.state.map(|state| realm.id(state)).transpose()?;
        if intake::is_frozen(kind, state.as_ref()) {
            return Err(GateError::Problems(vec![intake::frozen()]));
        }
        if kind.items.iter().chain(&kind.line_items).any(|item| opened::is_masked(item, &ask.purpose)) {
            let refusal = realm.table.refusal(RefusalCode::ChangeNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Edit, Some(stored.subject)), refusal));
        }
        Ok(())
    }

    pub(super) fn check_object<'a>(
        &self,
        realm: &'a Realm,
        ask: &'a Ask,
        reached: &Reached,
        draft: ObjectDraft,
    ) -> Result<CheckedObject<'a>, GateError> {
        may_change(realm, ask, reached.granted, category(realm, declared(realm, ask, &draft)?))?;
        let parent = draft.parent.as_ref().map(|parent| {
            let (subject, number) = self.object_number(realm, parent).ok_or_else(no_parent)?;
            if subject == reached.row.subject { Ok(number) } else { Err(no_parent()) }
        });
        let group = realm.id(reached.row.group)?;
        let checked = check_draft((realm, ask), (&group, self.today()), draft)?;
        Ok(CheckedObject { parent: parent.transpose()?, ..checked })
    }
}

fn declared<'a>(realm: &'a Realm, ask: &Ask, draft: &ObjectDraft) -> Result<&'a ObjectKind, GateError> {
    let kind = realm.statement().objects.iter().find(|kind| kind.id == draft.kind);
    kind.ok_or_else(|| values::not_declared(realm, ask, draft.kind.as_str()))
}

/// Checks what a draft says, whosever of a group it is to be; it belongs to nothing yet.
pub(super) fn check_draft<'a>(
    (realm, ask): (&'a Realm, &'a Ask),
    (group, today): (&GroupId, Date),
    draft: ObjectDraft,
) -> Result<CheckedObject<'a>, GateError> {
    let kind = declared(realm, ask, &draft)?;
    if !kind.groups.is_empty() && !kind.groups.contains(group) {
        return Err(values::not_declared(realm, ask, kind.id.as_str()));
    }
    if kind.confirmation.is_some() {
        return Err(GateError::Problems(vec![confirm::made_by_itself()]));
    }
    if ask.actor.own.is_some() {
        // Objects are what the relationship itself has recorded: a person has them corrected by a request (GDPR 16).
        return Err(GateError::Refused(realm.table.refusal(RefusalCode::ChangeNotGranted, ask)));
    }
    check_source(realm, ask, kind, &draft)?;
    let state = match &draft.state {
        None => kind.states.first().map(|state| &state.id),
        Some(wanted) => {
            let state = kind.states.iter().find(|state| state.id == *wanted);
            Some(&state.ok_or_else(|| values::not_declared(realm, ask, wanted.as_str()))?.id)
        }
    };
    let scene = Scene { realm, ask, group: None, today, from: None };
    let mut problems = dates(kind, &draft);
    let items = whole(&scene, &kind.items, draft.items, &mut problems)?;
    problems.extend(intake::problems(kind, state, &items));
    if draft.lines.len() > LINES || (kind.line_items.is_empty() && !draft.lines.is_empty()) {
        problems.push(problem_at("lines", wrong_lines()));
    }
    let mut lines = Vec::new();
    for line in draft.lines.into_iter().take(LINES) {
        lines.push(whole(&scene, &kind.line_items, line, &mut problems)?);
    }
    if problems.is_empty() {
        problems.extend(quality::problems((kind, state), &items, &lines));
    }
    if !problems.is_empty() {
        return Err(GateError::Problems(problems));
    }
    Ok(CheckedObject {
        kind,
        parent: None,
        state,
        source: realm.word(&draft.source)?,
        assigned: draft.assigned.map(|account| account.0),
        starts: day_number(draft.starts),
        ends: draft.ends.map(day_number),
        items,
        lines,
    })
}

/// Checks items and that none is missing.
fn whole<'a>(
    scene: &Scene<'_>,
    declared: &'a [Item],
    changes: Vec<ItemChange>,
    problems: &mut Vec<ItemProblem>,
) -> Result<Vec<Checked<'a>>, GateError> {
    let checked = match values::check(scene, declared, changes) {
        Ok(checked) => checked,
        Err(GateError::Problems(found)) => {
            problems.extend(found);
            return Ok(Vec::new());
        }
        Err(error) => return Err(error),
    };
    let given = |item: &Item| checked.iter().any(|one| one.item.id == item.id && !one.is_empty());
    problems.extend(values::missing(declared.iter(), given));
    Ok(checked)
}

fn check_source(realm: &Realm, ask: &Ask, kind: &ObjectKind, draft: &ObjectDraft) -> Result<(), GateError> {
    let source = realm.rules().source(&draft.source);
    let source = source.ok_or_else(|| values::not_declared(realm, ask, draft.source.as_str()))?;
    let stopped = realm.rules().is_stopped("source", &source.id);
    if kind.sources.contains(&source.id) && source.kind != SourceKind::System && !stopped {
        return Ok(());
    }
    Err(GateError::Refused(realm.table.refusal(RefusalCode::SourceNotAllowed, ask)))
}

/// An end belongs to a period and never comes before its start (R1-032).
fn dates(kind: &ObjectKind, draft: &ObjectDraft) -> Vec<ItemProblem> {
    match draft.ends {
        Some(_) if !kind.period => vec![problem_at("ends", no_period())],
        Some(ends) if ends < draft.starts => vec![problem_at("ends", end_before_start())],
        _ => Vec::new(),
    }
}

/// An object that must belong to one of another kind does, and to one of the same subject (R1-028).
pub(super) fn check_parent(
    tx: &mut Tx<'_>,
    realm: &Realm,
    reached: &Reached,
    checked: &CheckedObject<'_>,
) -> Result<(), GateError> {
    let Some(number) = checked.parent else {
        return if checked.kind.parent_required { Err(no_parent()) } else { Ok(()) };
    };
    let parent = store::object(tx, realm.number, reached.row.subject, number)?
        .filter(|row| reached.sight.sees(row.object));
    let kind = parent.as_ref().and_then(|row| realm.kind(row.kind)).ok_or_else(no_parent)?;
    if checked.kind.parents.contains(&kind.id) { Ok(()) } else { Err(no_parent()) }
}

pub(super) fn category(realm: &Realm, kind: &ObjectKind) -> Categories {
    realm.table.category(&kind.category).map_or(Categories::NONE, Categories::one)
}

pub(super) fn row(
    realm: &Realm,
    checked: &CheckedObject<'_>,
    (subject, object, version): (i64, i64, i64),
) -> Result<ObjectRow, GateError> {
    let over = checked.state.is_some_and(|state| checked.kind.closed_states.contains(state));
    Ok(ObjectRow {
        subject,
        object,
        kind: realm.word(&checked.kind.id)?,
        state: checked.state.map(|state| realm.word(state)).transpose()?,
        parent: checked.parent,
        starts: checked.starts,
        ends: checked.ends,
        // Assigned only while it is open, so that scope ends with the task (R1-010).
        assigned: checked.assigned.filter(|_| !over),
        version,
        body: Vec::new(),
    })
}

pub(super) fn body(
    realm: &Realm,
    checked: &CheckedObject<'_>,
    (version, now): (i64, i64),
    before: Option<&ObjectBody>,
) -> Result<ObjectBody, GateError> {
    let at = crate::opened::moment(now)?;
    let put = |items: &[Checked<'_>], old: Option<&Items>| {
        let mut merged = Items::default();
        for one in items.iter().filter(|one| !one.is_empty()) {
            merged.0.push(one.merged(old.and_then(|old| old.get(one.word)), version, at));
        }
        merged
    };
    let old_line = |index: usize| before.and_then(|before| before.lines.get(index));
    Ok(ObjectBody {
        kind: realm.word(&checked.kind.id)?,
        source: before.map_or(checked.source, |before| before.source),
        recorded: before.map_or(now, |before| before.recorded),
        state: checked.state.map(|state| realm.word(state)).transpose()?,
        parent: checked.parent,
        starts: checked.starts,
        ends: checked.ends,
        items: put(&checked.items, before.map(|before| &before.items)),
        lines: checked.lines.iter().enumerate().map(|(index, line)| put(line, old_line(index))).collect(),
    })
}

pub(super) fn seal(
    realm: &Realm,
    key: &SubjectKey,
    mut row: ObjectRow,
    body: &ObjectBody,
) -> Result<ObjectRow, GateError> {
    let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
    row.body = seal_object(key, (realm.number, row.subject, realm.word(&kind.category)?), &row, body)?;
    Ok(row)
}

fn replace(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    (checked, number, seen): (&CheckedObject<'_>, i64, i64),
) -> Result<Vec<Word>, GateError> {
    let realm = writing.realm;
    let subject = writing.subject()?;
    let stored = store::object(tx, realm.number, subject, number)?.ok_or(GateError::Absent)?;
    let before = writing.rework_object(key, &stored)?;
    let now = writing.now().as_millisecond();
    let version = stored.version + 1;
    let after = body(realm, checked, (version, now), Some(&before))?;
    if stored.version != seen {
        return Err(GateError::Conflict(differing(realm, &before, &after)?));
    }
    let row = seal(realm, key, row(realm, checked, (subject, number, version))?, &after)?;
    let past = PastRow {
        object: number,
        category: realm.word(&checked.kind.category)?,
        version: stored.version,
        replaced: now,
        account: writing.ask.actor.account.0,
        body: stored.body,
        flaw: 0,
    };
    store::add_past(tx, realm.number, subject, &past)?;
    if store::replace_object(tx, realm.number, &row)? {
        let mut words = differing_words(&before, &after);
        words.extend(differing_in_lines(&before, &after));
        Ok(words)
    } else {
        Err(GateError::Conflict(differing(realm, &before, &after)?))
    }
}

/// Items in which two versions of an object differ; empty when only its dates, state or lines do.
fn differing(
    realm: &Realm,
    left: &ObjectBody,
    right: &ObjectBody,
) -> Result<Vec<seloste_register::id::ItemId>, GateError> {
    differing_words(left, right).into_iter().map(|word| realm.id(word)).collect()
}

/// Items whose values in the lines are others than before.
fn differing_in_lines(left: &ObjectBody, right: &ObjectBody) -> Vec<Word> {
    let [left, right] = [left, right].map(|body| {
        let stored = body.lines.iter().flat_map(|line| &line.0);
        let said = stored.flat_map(|one| one.values.iter().map(|value| (one.item, value.normal.as_str())));
        said.collect::<BTreeSet<_>>()
    });
    left.symmetric_difference(&right).map(|(item, _)| *item).collect()
}

fn differing_words(left: &ObjectBody, right: &ObjectBody) -> Vec<Word> {
    let normals = |items: &Items, word: Word| -> Vec<String> {
        items.get(word).map_or_else(Vec::new, |stored| {
            stored.values.iter().map(|value| value.normal.to_string()).collect()
        })
    };
    let mut words: Vec<Word> = left.items.0.iter().chain(&right.items.0).map(|stored| stored.item).collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().filter(|word| normals(&left.items, *word) != normals(&right.items, *word)).collect()
}

pub(super) fn no_parent() -> GateError {
    GateError::Problems(vec![problem_at(
        "parent",
        problem(
            "parent-missing",
            [
                "Tämän on kuuluttava johonkin jo kirjattuun, esimerkiksi palautuksen ostoon.",
                "Detta måste höra till något som redan är antecknat, till exempel en retur till ett köp.",
                "This must belong to something already recorded, as a return belongs to a purchase.",
            ],
            ["Valitse, mihin se kuuluu.", "Välj vad det hör till.", "Choose what it belongs to."],
        ),
    )])
}

fn end_before_start() -> seloste_register::diagnostics::Problem {
    problem(
        "end-before-start",
        [
            "Päättymispäivä on ennen alkamispäivää.",
            "Slutdatumet är före startdatumet.",
            "The end is before the start.",
        ],
        [
            "Korjaa päivät, tai jätä päättymispäivä tyhjäksi.",
            "Rätta datumen, eller lämna slutdatumet tomt.",
            "Correct the days, or leave the end open.",
        ],
    )
}

fn no_period() -> seloste_register::diagnostics::Problem {
    problem(
        "no-period",
        [
            "Tällä on vain yksi päivä, ei päättymispäivää.",
            "Detta har bara ett datum, inget slutdatum.",
            "This has one date only and no end.",
        ],
        ["Jätä päättymispäivä pois.", "Utelämna slutdatumet.", "Leave the end out."],
    )
}

fn wrong_lines() -> seloste_register::diagnostics::Problem {
    problem(
        "wrong-lines",
        [
            "Rivejä on liikaa, tai tällä ei ole rivejä lainkaan.",
            "Det finns för många rader, eller så har detta inga rader alls.",
            "There are too many lines, or this has no lines at all.",
        ],
        ["Poista ylimääräiset rivit.", "Ta bort de överflödiga raderna.", "Remove the extra lines."],
    )
}

fn other_kind() -> seloste_register::diagnostics::Problem {
    problem(
        "other-kind",
        ["Lajia ei voi vaihtaa.", "Slaget kan inte bytas.", "The kind can't be changed."],
        ["Lisää uusi.", "Lägg till en ny.", "Add a new one."],
    )
}
