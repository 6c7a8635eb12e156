//! Goes through a list, and counts. SQL narrows by scope and filter to a superset; the gate decides each row.

use super::{
    find::Match,
    reach::{Asker, Reach, reach_many},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Filter, ListPage, Page},
    decide::{Categories, Granted, Permit, Verb},
    errors::RefusalCode,
    names::going_on,
    payload::Word,
    realm::Realm,
    store::{self, narrow::Narrow},
    values,
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    id::ChoiceId,
    item,
    statement::model::{Closed, ObjectKind, Output, Scope},
};

/// Rows fetched at once while looking for enough that the asker reaches.
const BATCH: i64 = 256;
/// Matches of words that a list or a count goes through, at most.
const MATCHES: usize = 200;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Goes through a list.
    pub fn list(&self, ask: &Ask, filter: &Filter, page: &Page) -> Result<ListPage, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::List)?;
        let narrow = self
            .narrow(realm, ask, &permit, filter)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::List, None), error))?;
        let wanted = page.rows.clamp(1, 200) as usize;
        if let Some(words) = filter.words.as_deref().filter(|words| !words.trim().is_empty()) {
            let mut found = self.matches(realm, ask, &permit, &item::query(words, false, realm.home()))?;
            self.data.read(|tx| keep_filtered(tx, realm, &narrow, &mut found))?;
            found.truncate(wanted);
            return Ok(ListPage { hits: self.show(realm, ask, permit, found)?, next: None });
        }
        let before = match &page.after {
            None => i64::MAX,
            Some(after) => going_on(self.cursor_number(realm, after))?,
        };
        let asker = Asker::new(realm, ask);
        let (found, mut rows) = self.data.read(|tx| {
            let found = rows(tx, realm, &permit, &asker, (&narrow, before, wanted))?;
            let subjects: Vec<i64> = found.iter().map(|reached| reached.row.subject).collect();
            let sealed = store::many::sealed(tx, realm.number, &subjects, |word| realm.is_hit(word))?;
            Ok::<_, GateError>((found, sealed))
        })?;
        let next = match found.last() {
            Some(last) if found.len() == wanted => Some(self.cursor(realm, last.row.subject)?),
            _ => None,
        };
        let mut keys = self.subject_keys(realm, found.iter().map(|reached| reached.row.subject))?;
        let mut matches = Vec::new();
        for reached in found {
            let rows = rows.remove(&reached.row.subject).unwrap_or_default();
            if let Some(key) = keys.remove(&reached.row.subject) {
                matches.push(Match { reached, key, rows, rank: 0 });
            }
        }
        Ok(ListPage { hits: self.show(realm, ask, permit, matches)?, next })
    }

    /// How many a filter matches; refused below the purpose's smallest group.
    pub fn count(&self, ask: &Ask, filter: &Filter) -> Result<u64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Count)?;
        let narrow = self
            .narrow(realm, ask, &permit, filter)
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Count, None), error))?;
        let total = self.total(realm, ask, &permit, (&narrow, filter))?;
        let purpose = realm.rules().purpose(&ask.purpose);
        let smallest = purpose.filter(|purpose| purpose.output == Output::Aggregate);
        // An aggregate without a declared smallest group shows none smaller than two: one is a person.
        let smallest = smallest.map_or(0, |purpose| u64::from(purpose.min_group.unwrap_or(2).max(2)));
        if total < smallest {
            let refusal = realm.table.refusal(RefusalCode::GroupTooSmall, ask);
            return Err(self.refused(realm, ask, (Verb::Count, None), refusal));
        }
        self.record_alone((realm, ask), permit, &[])?;
        Ok(total)
    }

    fn total(
        &self,
        realm: &Realm,
        ask: &Ask,
        permit: &Permit,
        (narrow, filter): (&Narrow, &Filter),
    ) -> Result<u64, GateError> {
        if let Some(words) = filter.words.as_deref().filter(|words| !words.trim().is_empty()) {
            let mut found = self.matches(realm, ask, permit, &item::query(words, false, realm.home()))?;
            if found.len() >= MATCHES {
                return Err(GateError::Problems(vec![values::problem_at("words", too_wide())]));
            }
            self.data.read(|tx| keep_filtered(tx, realm, narrow, &mut found))?;
            return Ok(found.len() as u64);
        }
        let purpose = realm.rules().purpose(&permit.purpose);
        let limited =
            narrow.kind.and_then(|kind| realm.kind(kind)).is_some_and(|kind| !kind.visibility.is_empty());
        let gone = narrow.with_closed && has_leavers(realm);
        let plain = permit.reaches_all(Verb::Count)
            && !purpose.is_some_and(|purpose| crate::permissions::matter(realm.rules(), purpose))
            && !limited
            && !gone;
        if plain {
            let total = self.data.read(|tx| store::narrow::count(tx, realm.number, narrow))?;
            return u64::try_from(total)
                .map_err(|_negative| GateError::Failed("a negative count".to_owned()));
        }
        let asker = Asker::new(realm, ask);
        self.data.read(|tx| decided_count(tx, realm, permit, &asker, narrow))
    }

    /// What SQL is told of scope and filter. What the statement does not declare is refused.
    pub(super) fn narrow(
        &self,
        realm: &Realm,
        ask: &Ask,
        permit: &Permit,
        filter: &Filter,
    ) -> Result<Narrow, GateError> {
        let asker = Asker::new(realm, ask);
        let statement = realm.statement();
        let unknown = |name: &str| values::not_declared(realm, ask, name);
        let mut narrow = Narrow::scope(permit.reaches_all(permit.verb), asker.account, &asker.areas);
        narrow.with_closed = filter.with_closed;
        narrow.by_part = permit.knows(Scope::Own) || permit.knows(Scope::Participant);
        narrow.by_organisation = permit.knows(Scope::Organisation);
        if let Some(id) = &filter.group {
            let declared = statement.subject_groups.iter().any(|group| group.id == *id);
            narrow.group = Some(if declared { realm.word(id)? } else { return Err(unknown(id.as_str())) });
        }
        if let Some(id) = &filter.area {
            let declared = statement.areas.iter().any(|area| area.id == *id);
            narrow.area = Some(if declared { realm.word(id)? } else { return Err(unknown(id.as_str())) });
        }
        if let Some(id) = &filter.object {
            let kind =
                statement.objects.iter().find(|kind| kind.id == *id).ok_or_else(|| unknown(id.as_str()))?;
            let category = realm.table.category(&kind.category);
            let readable = permit.anywhere().read;
            let aggregate =
                realm.rules().purpose(&ask.purpose).is_some_and(|it| it.output == Output::Aggregate);
            // A filter tells as much as a column: only what may be read can be asked about, or what the purpose needs
            // for its totals (R4-039).
            let open = category.is_some_and(|at| readable.covers(Categories::one(at)))
                || aggregate && kind.purposes.contains(&ask.purpose);
            if !open {
                return Err(GateError::Refused(realm.table.refusal(RefusalCode::ActionNotGranted, ask)));
            }
            narrow.kind = Some(realm.word(id)?);
            narrow.state =
                filter.state.as_ref().map(|state| state_word(realm, ask, kind, state)).transpose()?;
            narrow.on = filter.in_force_on.map(crate::opened::day_number);
        } else if filter.state.is_some() || filter.in_force_on.is_some() {
            return Err(GateError::Problems(vec![values::problem_at("object", kind_missing())]));
        }
        Ok(narrow)
    }
}

/// Whether some group's members are out of lists and totals once they have left.
fn has_leavers(realm: &Realm) -> bool {
    realm.statement().subject_groups.iter().any(|group| group.closed == Closed::Hidden)
}

/// Rows that the asker reaches and that pass the filter, newest first.
#[expect(clippy::vec_box, reason = "they come boxed and go on boxed")]
fn rows(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    asker: &Asker,
    (narrow, mut below, wanted): (&Narrow, i64, usize),
) -> Result<Vec<Box<super::reach::Reached>>, GateError> {
    let mut found = Vec::new();
    // Most often the asker reaches everybody that SQL finds.
    let mut batch = wanted as i64;
    loop {
        let ids = store::narrow::ids(tx, realm.number, narrow, below, batch)?;
        let Some(last) = ids.last() else { return Ok(found) };
        (below, batch) = (*last, BATCH);
        for reach in reach_many(tx, realm, permit, asker, &ids)? {
            let Reach::Yes(reached) = reach else { continue };
            if found.len() < wanted && is_listed(tx, realm, narrow, &reached)? {
                found.push(reached);
            }
        }
        if found.len() == wanted {
            return Ok(found);
        }
    }
}

/// Whether somebody who is reached passes the filter and may be known for it.
fn is_listed(
    tx: &mut Tx<'_>,
    realm: &Realm,
    narrow: &Narrow,
    reached: &super::reach::Reached,
) -> Result<bool, GateError> {
    // Where scope did not lead, the filter did.
    let passes = narrow.within.is_none()
        || store::narrow::passes(tx, realm.number, narrow, (&reached.row, &reached.areas))?;
    Ok(passes && shows_kind(tx, realm, narrow, reached)?)
}

fn decided_count(
    tx: &mut Tx<'_>,
    realm: &Realm,
    permit: &Permit,
    asker: &Asker,
    narrow: &Narrow,
) -> Result<u64, GateError> {
    let (mut total, mut below) = (0, i64::MAX);
    loop {
        let ids = store::narrow::ids(tx, realm.number, narrow, below, BATCH)?;
        let Some(last) = ids.last() else { return Ok(total) };
        below = *last;
        for reach in reach_many(tx, realm, permit, asker, &ids)? {
            if let Reach::Yes(reached) = reach
                && store::narrow::passes(tx, realm.number, narrow, (&reached.row, &reached.areas))?
                && (reached.sight.is_even() || shows_kind(tx, realm, narrow, &reached)?)
            {
                total += 1;
            }
        }
    }
}

fn keep_filtered(
    tx: &mut Tx<'_>,
    realm: &Realm,
    narrow: &Narrow,
    found: &mut Vec<Match>,
) -> Result<(), GateError> {
    let mut kept = Vec::new();
    for one in found.drain(..) {
        let row = (&one.reached.row, one.reached.areas.as_slice());
        if shows_kind(tx, realm, narrow, &one.reached)?
            && store::narrow::passes(tx, realm.number, narrow, row)?
        {
            kept.push(one);
        }
    }
    *found = kept;
    Ok(())
}

/// Whether the asker may know of this subject what the filter asks about: of one of the objects that it asks for.
pub(super) fn shows_kind(
    tx: &mut Tx<'_>,
    realm: &Realm,
    narrow: &Narrow,
    reached: &super::reach::Reached,
) -> Result<bool, GateError> {
    let Some(kind) = narrow.kind.and_then(|kind| realm.kind(kind)) else { return Ok(true) };
    let category = realm.table.category(&kind.category).map_or(Categories::NONE, Categories::one);
    let shows = |granted: Granted| !category.is_empty() && granted.read.covers(category);
    if reached.sight.is_even() {
        return Ok(shows(reached.granted));
    }
    let objects = store::narrow::of_kind(tx, realm.number, reached.row.subject, narrow)?;
    Ok(objects.into_iter().any(|object| shows(reached.sight.over(object))))
}

fn state_word(realm: &Realm, ask: &Ask, kind: &ObjectKind, state: &ChoiceId) -> Result<Word, GateError> {
    if kind.states.iter().any(|declared| declared.id == *state) {
        realm.word(state)
    } else {
        Err(values::not_declared(realm, ask, state.as_str()))
    }
}

fn too_wide() -> Problem {
    values::problem(
        "too-wide",
        ["Haku osuu liian moneen.", "Sökningen ger för många träffar.", "The words match too many."],
        ["Tarkenna hakua.", "Precisera sökningen.", "Narrow the search."],
    )
}

fn kind_missing() -> Problem {
    values::problem(
        "kind-missing",
        [
            "Tila tai voimassaolo kysyttiin ilman lajia.",
            "Status eller giltighet efterfrågades utan slag.",
            "A state or a day was asked about without a kind.",
        ],
        ["Valitse laji.", "Välj slag.", "Choose a kind."],
    )
}
