//! Whoever handled a call acknowledges the assessment of it or disputes it (claim R2-006). Only the state and the reply change:
//! what was scored stays as it was.

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ItemChange, NewValue, ObjectRef},
    decide::Verb,
    errors::{ItemProblem, RefusalCode},
    payload::{ObjectBody, StoredItem},
    proof::Writing,
    quality::Reply,
    realm::Realm,
    store::{self, ObjectRow, PastRow, part},
    values::{self, Scene, problem, problem_at, problem_of},
    vault::SubjectKey,
    verbs::{
        objects::seal,
        open::{kinds_categories, may_read},
        reach::{Asker, reach},
    },
};
use seloste_db::Tx;
use seloste_register::{
    id::SourceId,
    item,
    statement::model::{Assessment, ObjectKind, SourceKind},
};

/// A reply that fits the assessment.
struct Fitting<'a> {
    kind: &'a ObjectKind,
    assessment: &'a Assessment,
    /// The words, as they will be stored.
    words: Option<StoredItem>,
    acknowledged: bool,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Replies to an assessment of one's own work. To everybody else it is absent, whatever they may read.
    pub fn reply_to_assessment(&self, ask: &Ask, object: &ObjectRef, reply: &Reply) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Reply)?;
        let Some((subject, number)) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Reply, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, row, mine) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, subject)?;
            let row = store::object(tx, realm.number, subject, number)?;
            let mine = match &row {
                Some(row) => is_theirs(tx, realm, (ask, row))?,
                None => false,
            };
            Ok::<_, GateError>((found, row, mine))
        })?;
        let reached = self.reached(realm, ask, (Verb::Reply, Some(subject)), found)?;
        let row = row.filter(|row| mine && may_read(realm, reached.sight.over(row.object), row));
        let (Some(row), Some(key)) = (row, self.subject_key(realm, subject)?) else {
            return Err(self.absent(realm, ask, (Verb::Reply, Some(subject))));
        };
        let fitting = fitting(self, realm, ask, &row, reply)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Reply, Some(subject)), error))?;
        permit.admit(subject, reached.granted, kinds_categories(realm, std::slice::from_ref(&row)));
        self.record((realm, ask), permit, &[&key], |tx, writing| {
            put(tx, writing, &key, (fitting, (subject, number)))
        })
        .map(drop)
    }
}

/// Whether an assessment is of what the asker handled, in a role whose work is assessed.
pub(super) fn is_theirs(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (ask, row): (&Ask, &ObjectRow),
) -> Result<bool, GateError> {
    let assessment = realm.kind(row.kind).and_then(|kind| kind.assessment.as_ref());
    let (Some(assessment), Some(parent)) = (assessment, row.parent) else { return Ok(false) };
    if ask.actor.own.is_some() || !ask.actor.roles.iter().any(|role| assessment.assessed.contains(role)) {
        return Ok(false);
    }
    let handled = part::accounts(tx, realm.number, (row.subject, parent))?;
    Ok(handled.contains(&(ask.actor.account.0, part::HANDLED)))
}

fn fitting<'r>(
    gate: &Gate,
    realm: &'r Realm,
    ask: &Ask,
    row: &ObjectRow,
    reply: &Reply,
) -> Result<Fitting<'r>, GateError> {
    let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
    let assessment = kind.assessment.as_ref().ok_or(GateError::Absent)?;
    // What somebody disagreed with is not undone by a reply without words: the dispute stands until there is a new assessment.
    if row.state == Some(realm.word(&assessment.disputed)?) {
        return Err(GateError::Problems(vec![problem_at("state", disputed_already())]));
    }
    let words = match reply {
        Reply::Acknowledged => return Ok(Fitting { kind, assessment, words: None, acknowledged: true }),
        Reply::Disputed(words) => words,
    };
    let declared =
        kind.items.iter().find(|item| item.id == assessment.reply_item).ok_or(GateError::Absent)?;
    if words.trim().is_empty() {
        return Err(GateError::Problems(vec![problem_of(declared, no_words())]));
    }
    let value = item::read(declared, words, None).map_err(|problems| {
        let of_item = |one| ItemProblem { item: declared.id.to_string(), problem: one };
        GateError::Problems(problems.into_iter().map(of_item).collect())
    })?;
    let source = staff_source(realm, kind)
        .ok_or_else(|| GateError::Refused(realm.table.refusal(RefusalCode::SourceNotAllowed, ask)))?;
    let change = ItemChange { item: declared.id.clone(), values: vec![NewValue { value, source }] };
    let scene = Scene { realm, ask, group: None, today: gate.today(), from: None };
    let checked = values::check(&scene, &kind.items, vec![change])?;
    let now = gate.clock().now().as_millisecond();
    let at = crate::opened::moment(now)?;
    let words = checked.first().map(|one| one.merged(None, row.version + 1, at));
    Ok(Fitting { kind, assessment, words, acknowledged: false })
}

/// The source that staff write the kind with.
fn staff_source(realm: &Realm, kind: &ObjectKind) -> Option<SourceId> {
    let of_staff = |id: &&SourceId| realm.rules().source(id).is_some_and(|one| one.kind == SourceKind::Staff);
    kind.sources.iter().find(of_staff).cloned()
}

fn put(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    (fitting, (subject, number)): (Fitting<'_>, (i64, i64)),
) -> Result<(), GateError> {
    let realm = writing.realm;
    let Fitting { kind, assessment, words, acknowledged } = fitting;
    let stored = store::object(tx, realm.number, subject, number)?.ok_or(GateError::Absent)?;
    let mut body: ObjectBody = writing.rework_object(key, &stored)?;
    let state = if acknowledged { &assessment.acknowledged } else { &assessment.disputed };
    body.state = Some(realm.word(state)?);
    if let Some(words) = words {
        values::put(&mut body.items, words);
    }
    let past = PastRow {
        object: number,
        category: realm.word(&kind.category)?,
        version: stored.version,
        replaced: writing.now().as_millisecond(),
        account: writing.ask.actor.account.0,
        body: stored.body.clone(),
        flaw: 0,
    };
    let row = ObjectRow { state: body.state, version: stored.version + 1, body: Vec::new(), ..stored };
    let row = seal(realm, key, row, &body)?;
    store::add_past(tx, realm.number, subject, &past)?;
    if store::replace_object(tx, realm.number, &row)? { Ok(()) } else { Err(GateError::Conflict(Vec::new())) }
}

fn no_words() -> seloste_register::diagnostics::Problem {
    problem(
        "reply-without-words",
        ["Riitautus on perusteltava.", "En bestridan ska motiveras.", "A dispute says why."],
        [
            "Kirjoita, mistä olet eri mieltä.",
            "Skriv vad du inte håller med om.",
            "Write what you disagree with.",
        ],
    )
}

fn disputed_already() -> seloste_register::diagnostics::Problem {
    problem(
        "disputed-already",
        [
            "Arvio on riitautettu, ja riitautus pysyy voimassa sanamuotoineen.",
            "Bedömningen är bestriden, och bestridandet gäller som det skrevs.",
            "The assessment is disputed, and the dispute stands as it was written.",
        ],
        [
            "Pyydä arvioijalta uusi arvio, jos asia on selvinnyt.",
            "Be bedömaren om en ny bedömning om saken har klarnat.",
            "Ask the assessor for a new assessment if the matter has been settled.",
        ],
    )
}
