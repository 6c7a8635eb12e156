//! Changes a subject's items. Changes of others to other items are kept; changes of others to the same items are a
//! conflict that names them.

use super::{history::flaw_number, index, mention::flag, reach::Reached};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Edit, ItemChange, ObjectRef, SubjectRef},
    decide::{Categories, Granted, Verb},
    derived,
    disclosures::{self, NoticeKind},
    errors::RefusalCode,
    opened,
    payload::{Cause, Items, Word},
    proof::{Writing, seal_items},
    realm::Realm,
    store::{self, PastRow, SealedRow, later},
    tokens,
    values::{self, Checked, Scene, problem, problem_at},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    id::{CategoryId, ConsentId, ItemId},
    right::Flaw,
    statement::model::{Item, ItemType},
    text::Lang,
};

/// A subject's categories while they are being changed.
struct Desk<'a> {
    subject: i64,
    key: &'a SubjectKey,
    /// Why what was there is replaced, as its number.
    flaw: i64,
    /// Every stored category, opened: word, row, contents.
    rows: Vec<(SealedRow, Items)>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Changes a subject's items.
    pub fn edit(&self, ask: &Ask, subject: &SubjectRef, edit: Edit) -> Result<(), GateError> {
        self.edit_because(ask, subject, (edit, None))
    }

    /// Puts a subject's items right: what was wrong is replaced, what is outdated ends with this moment, and readers of earlier
    /// contents see which it was (R5-127).
    pub fn correct(&self, ask: &Ask, subject: &SubjectRef, edit: Edit, flaw: Flaw) -> Result<(), GateError> {
        self.edit_because(ask, subject, (edit, Some(flaw)))
    }

    fn edit_because(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (edit, flaw): (Edit, Option<Flaw>),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Edit, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        let Edit { seen, items, from } = edit;
        let checked = self
            .taken_from(realm, &reached, from)
            .and_then(|from| self.check_edit((realm, ask), &reached, (items, from)))
            .and_then(|checked| self.must_consent((realm, ask), id, checked))
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, Some(id)), error))?;
        permit.admit(id, reached.granted, values::categories(realm, &checked));
        let flags = self.flags_by_category(realm, &checked)?;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            if store::subject(tx, realm.number, id)?.is_none() {
                return Err(GateError::Absent);
            }
            let desk = Desk {
                subject: id,
                key: &key,
                flaw: flaw_number(flaw),
                rows: open_all(tx, writing, &key, id)?,
            };
            let changed = apply(tx, writing, desk, (&seen, &checked))?;
            for (category, flags) in &flags {
                let place = (id, 0, *category);
                flag::put(tx, writing, (&key, flags), (place, |item| changed.contains(&item)))?;
            }
            // Who was given what is corrected is told (GDPR 19, R3-023).
            let words = checked.iter().filter_map(|one| category_word(realm, one.item).ok());
            let (words, at) = (words.collect::<Vec<_>>(), writing.now().as_millisecond());
            disclosures::queue(tx, (realm.number, id), (NoticeKind::Corrected, at), &words).map(drop)?;
            Ok(())
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// What a person writes about themselves that rests on their consents alone is taken once they have given one of them:
    /// without it nobody could use it, and it would only be kept (GDPR 9(2)(a)). Staff are kept from it by their purpose.
    fn must_consent<'a>(
        &self,
        (realm, ask): (&'a Realm, &Ask),
        subject: i64,
        checked: Vec<Checked<'a>>,
    ) -> Result<Vec<Checked<'a>>, GateError> {
        let rules = realm.rules();
        let needs =
            |one: &Checked<'_>| !one.is_empty() && !rules.consents_alone(&one.item.purposes).is_empty();
        if ask.actor.own.is_none() || !checked.iter().any(needs) {
            return Ok(checked);
        }
        let said = self.data.read(|tx| store::permissions(tx, realm.number, subject))?;
        let mut wrong = Vec::new();
        for one in checked.iter().filter(|one| needs(one)) {
            let consents = rules.consents_alone(&one.item.purposes);
            let words = consents.iter().filter_map(|id| realm.word(id).ok()).collect::<Vec<_>>();
            let given = |row: &store::PermissionRow| {
                !row.prohibition && row.until.is_none() && words.contains(&row.kind)
            };
            if !said.iter().any(given) {
                wrong.push(problem_at(one.item.id.as_str(), without_consent(realm, &consents)));
            }
        }
        if wrong.is_empty() { Ok(checked) } else { Err(GateError::Problems(wrong)) }
    }

    /// The object of the person's that new values are taken from (R7-019). It is named, not opened: whoever heard it for one
    /// purpose may write down for another what it said.
    fn taken_from(
        &self,
        realm: &Realm,
        reached: &Reached,
        from: Option<ObjectRef>,
    ) -> Result<Option<Cause>, GateError> {
        let Some(from) = from else { return Ok(None) };
        let number = self.object_number(realm, &from).filter(|(owner, _)| *owner == reached.row.subject);
        let row = match number.filter(|(_, number)| reached.sight.sees(*number)) {
            Some((owner, number)) => self.data.read(|tx| store::object(tx, realm.number, owner, number))?,
            None => None,
        };
        let row = row.ok_or_else(|| GateError::Problems(vec![problem_at("from", no_such_origin())]))?;
        Ok(Some(Cause { input: row.kind, object: row.object, day: row.starts }))
    }

    fn check_edit<'a>(
        &self,
        (realm, ask): (&'a Realm, &'a Ask),
        reached: &Reached,
        (changes, from): (Vec<ItemChange>, Option<Cause>),
    ) -> Result<Vec<Checked<'a>>, GateError> {
        let group = realm.id(reached.row.group)?;
        let scene = Scene { realm, ask, group: Some(&group), today: self.today(), from };
        let checked = values::check(&scene, &realm.statement().items, changes)?;
        let categories = values::categories(realm, &checked);
        may_change(realm, ask, reached.granted, categories)?;
        for one in &checked {
            // Who sees a part would write that part back.
            if opened::is_masked(one.item, &ask.purpose) {
                let refusal = realm.table.refusal(RefusalCode::ChangeNotGranted, ask);
                return Err(GateError::Refused(refusal));
            }
            if one.item.generated {
                may_correct(realm, ask, one.item)?;
            }
        }
        let taken_away = checked.iter().filter(|one| one.is_empty()).map(|one| one.item);
        let problems = values::missing(taken_away, |_| false);
        if problems.is_empty() { Ok(checked) } else { Err(GateError::Problems(problems)) }
    }
}

fn no_such_origin() -> Problem {
    problem(
        "no-such-origin",
        [
            "Tällä henkilöllä ei ole tällaista tallennetta.",
            "Den här personen har ingen sådan inspelning.",
            "This person has no such recording.",
        ],
        ["Tarkista tallenteen nimi.", "Kontrollera inspelningens namn.", "Check the recording's name."],
    )
}

/// Reading and changing are rights apart (R4-037).
pub(crate) fn may_change(
    realm: &Realm,
    ask: &Ask,
    granted: Granted,
    categories: Categories,
) -> Result<(), GateError> {
    if granted.change.covers(categories) {
        return Ok(());
    }
    let closed = categories.without(granted.change);
    Err(GateError::Refused(realm.table.refusal_of(RefusalCode::ChangeNotGranted, ask, closed)))
}

/// What the system gave is corrected only with a reason (R4-015); a person's only customer number never. Where somebody may have
/// several, one from elsewhere is put beside it (R6-022).
fn may_correct(realm: &Realm, ask: &Ask, item: &Item) -> Result<(), GateError> {
    if item.item_type == ItemType::CustomerNumber && item.max_values == 1 {
        return Err(GateError::Refused(realm.table.refusal(RefusalCode::ChangeNotGranted, ask)));
    }
    if ask.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
        return Err(GateError::Refused(realm.table.refusal(RefusalCode::ReasonMissing, ask)));
    }
    Ok(())
}

/// Opens every category of a subject, because tokens belong to all of them together.
fn open_all(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    subject: i64,
) -> Result<Vec<(SealedRow, Items)>, GateError> {
    store::sealed(tx, writing.realm.number, subject)?
        .into_iter()
        .map(|row| writing.rework(key, &row).map(|items| (row, items)))
        .collect()
}

fn apply(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    mut desk: Desk<'_>,
    (seen, checked): (&[(CategoryId, i64)], &[Checked<'_>]),
) -> Result<Vec<Word>, GateError> {
    let realm = writing.realm;
    conflicts(realm, &desk, seen, checked)?;
    index::refuse_taken(tx, writing, desk.subject, &fresh(realm, &desk, checked, writing.now()))?;
    let mut words: Vec<Word> = Vec::new();
    let mut changed: Vec<Word> = Vec::new();
    for one in checked {
        let word = category_word(realm, one.item)?;
        let differs = !one.is_same(desk.items(word).and_then(|items| items.get(one.word)));
        if differs {
            changed.push(one.word);
        }
        if differs && !words.contains(&word) {
            words.push(word);
        }
    }
    let stale = if changed.is_empty() { Vec::new() } else { derived::stale(realm, &changed) };
    for word in words {
        let of_category: Vec<&Checked<'_>> = checked
            .iter()
            .filter(|one| category_word(realm, one.item).is_ok_and(|found| found == word))
            .collect();
        write_category(tx, writing, &mut desk, (word, &of_category))?;
    }
    // What was derived from something that changed goes, unless it came anew with the change.
    for (item, word) in stale {
        let category = category_word(realm, item)?;
        let stored = desk.items(category).and_then(|items| items.get(word));
        let there = stored.is_some_and(|stored| !stored.values.is_empty());
        if there && !checked.iter().any(|one| one.word == word) {
            let gone = Checked::gone(item, word);
            write_category(tx, writing, &mut desk, (category, &[&gone]))?;
        }
    }
    let tokens = index::tokens(realm, desk.rows.iter().map(|(_, items)| items));
    tokens::set(tx, realm.number, desk.subject, &tokens)?;
    Ok(changed)
}

impl Desk<'_> {
    fn items(&self, category: Word) -> Option<&Items> {
        self.rows.iter().find(|(row, _)| row.category == category).map(|(_, items)| items)
    }
    fn version(&self, category: Word) -> i64 {
        self.rows.iter().find(|(row, _)| row.category == category).map_or(0, |(row, _)| row.version)
    }
}

fn category_word(realm: &Realm, item: &Item) -> Result<Word, GateError> {
    let category =
        item.category.as_ref().ok_or_else(|| GateError::Failed(format!("{} has no category", item.id)))?;
    realm.word(category)
}

/// Items that somebody else changed after the editor saw them, and differently.
fn conflicts(
    realm: &Realm,
    desk: &Desk<'_>,
    seen: &[(CategoryId, i64)],
    checked: &[Checked<'_>],
) -> Result<(), GateError> {
    let mut conflicting: Vec<ItemId> = Vec::new();
    for one in checked {
        let Some((_, version)) =
            seen.iter().find(|(category, _)| Some(category) == one.item.category.as_ref())
        else {
            continue;
        };
        let stored = desk.items(category_word(realm, one.item)?).and_then(|items| items.get(one.word));
        if stored.is_some_and(|stored| stored.changed > *version) && !one.is_same(stored) {
            conflicting.push(one.item.id.clone());
        }
    }
    if conflicting.is_empty() { Ok(()) } else { Err(GateError::Conflict(conflicting)) }
}

/// The values that are new, by category, for the check of identifiers.
fn fresh(
    realm: &Realm,
    desk: &Desk<'_>,
    checked: &[Checked<'_>],
    now: jiff::Timestamp,
) -> Vec<(usize, Items)> {
    let mut found = Vec::new();
    for one in checked {
        let (Some(at), Ok(word)) =
            (realm.category_of(one.item.category.as_ref()), category_word(realm, one.item))
        else {
            continue;
        };
        let stored = desk.items(word).and_then(|items| items.get(one.word));
        let mut merged = one.merged(stored, 0, now);
        let fresh: Vec<&str> = one.fresh(stored).collect();
        merged.values.retain(|value| fresh.contains(&value.normal.as_str()));
        found.push((at, Items(vec![merged])));
    }
    found
}

fn write_category(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    desk: &mut Desk<'_>,
    (category, changes): (Word, &[&Checked<'_>]),
) -> Result<(), GateError> {
    let realm = writing.realm;
    let version = later(desk.version(category));
    let mut items = desk.items(category).cloned().unwrap_or_default();
    for one in changes {
        let stored = items.get(one.word);
        if !one.is_same(stored) {
            let merged = one.merged(stored, version, writing.now());
            values::put(&mut items, merged);
        }
    }
    let body = seal_items(desk.key, (realm.number, desk.subject, category), version, &items)?;
    let row = SealedRow { subject: desk.subject, category, version, body };
    match desk.rows.iter_mut().find(|(row, _)| row.category == category) {
        None => {
            store::add_sealed(tx, realm.number, std::slice::from_ref(&row))?;
            desk.rows.push((row, items));
        }
        Some(stored) => {
            let before = std::mem::replace(stored, (row, items)).0;
            keep(tx, writing, before, desk.flaw)?;
            if !store::replace_sealed(tx, realm.number, &stored.0)? {
                return Err(GateError::Conflict(changes.iter().map(|one| one.item.id.clone()).collect()));
            }
        }
    }
    Ok(())
}

fn keep(tx: &mut Tx<'_>, writing: &Writing<'_>, before: SealedRow, flaw: i64) -> Result<(), GateError> {
    let past = PastRow {
        object: 0,
        category: before.category,
        version: before.version,
        replaced: writing.now().as_millisecond(),
        account: writing.ask.actor.account.0,
        body: before.body,
        flaw,
    };
    store::add_past(tx, writing.realm.number, before.subject, &past).map_err(GateError::from)
}

fn without_consent(realm: &Realm, consents: &[&ConsentId]) -> Problem {
    let named = |lang| {
        let declared = realm.statement().consents.iter().filter(|one| consents.contains(&&one.id));
        declared.map(|one| one.name.get(lang)).collect::<Vec<_>>().join(", ")
    };
    let remedy = [
        format!("Anna ensin suostumus kohdassa Luvat ja kiellot: {}.", named(Lang::Fi)),
        format!("Ge först ditt samtycke under Samtycken och förbud: {}.", named(Lang::Sv)),
        format!("Give your consent first, under Choices: {}.", named(Lang::En)),
    ];
    problem(
        "consent-needed",
        [
            "Tätä tietoa saa käyttää vain suostumuksellasi, eikä sitä tallenneta ilman sitä.",
            "Uppgiften får användas bara med ditt samtycke och sparas inte utan det.",
            "This is used with your consent alone, and is not stored without it.",
        ],
        remedy.each_ref().map(String::as_str),
    )
}
