//! What an erasure of somebody would take, and what the law or a case keeps. Opens what it must look into; hands none of it
//! out.

use crate::{
    GateError,
    erasure::{Course, Erasure, Kept, Part, What, Why},
    holds,
    keyring::erased::{CATEGORY, HOLD, Marked, OBJECT, Remain},
    limits,
    opened::day,
    payload::{Items, ObjectBody, Word},
    proof::{Upkeep, seal_items, seal_object, seal_words},
    realm::Realm,
    retention::{self, Terms},
    store::{self, ObjectRow, PermissionRow, SealedRow, SubjectRow, erasing, erasing::HoldRow},
    suppression,
    vault::{PlaceKind, SubjectKey},
};
use jiff::civil::Date;
use seloste_db::Tx;
use seloste_register::{
    id::ItemId,
    statement::model::{ObjectKind, Retention},
};
use zeroize::Zeroizing;

/// What is done, and what is told of it.
pub(super) struct Plan {
    pub(super) told: Erasure,
    pub(super) group: Word,
    pub(super) marks: Vec<Marked>,
    items: Vec<(Word, Items)>,
    objects: Vec<(ObjectRow, ObjectBody)>,
    holds: Vec<(HoldRow, Zeroizing<String>)>,
}

/// Whose data is looked at, and with what.
pub(super) struct Look<'a> {
    pub(super) realm: &'a Realm,
    pub(super) today: Date,
    pub(super) subject: i64,
    pub(super) key: &'a SubjectKey,
}

/// Everything about somebody, as stored.
struct Found {
    row: SubjectRow,
    sealed: Vec<SealedRow>,
    objects: Vec<ObjectRow>,
    permissions: Vec<PermissionRow>,
    holds: Vec<HoldRow>,
    past: i64,
    reasons: i64,
}

/// Plans an erasure; `None` when there is nobody.
pub(super) fn make(tx: &mut Tx<'_>, look: &Look<'_>) -> Result<Option<Plan>, GateError> {
    let (register, subject) = (look.realm.number, look.subject);
    let Some(row) = store::subject(tx, register, subject)? else { return Ok(None) };
    let (past, reasons) = erasing::counts(tx, register, subject)?;
    let found = Found {
        row,
        sealed: store::sealed(tx, register, subject)?,
        objects: erasing::all_objects(tx, register, subject)?,
        permissions: store::permissions(tx, register, subject)?,
        holds: erasing::holds(tx, register, subject)?,
        past,
        reasons,
    };
    let mut plan = Plan {
        told: Erasure {
            course: Course::Whole,
            goes: Vec::new(),
            stays: Vec::new(),
            fingerprints: Vec::new(),
            mentions: 0,
            searching: false,
            search: None,
            recipients: 0,
        },
        group: found.row.group,
        marks: Vec::new(),
        items: Vec::new(),
        objects: Vec::new(),
        holds: Vec::new(),
    };
    plan.told.recipients = crate::disclosures::of(tx, register, subject)?.len() as u64;
    plan.fill(look, found)?;
    Ok(Some(plan))
}

impl Plan {
    fn fill(&mut self, look: &Look<'_>, found: Found) -> Result<(), GateError> {
        let whole = holds::of_all(look.realm, &found.holds).map(|hold| hold.review);
        let upkeep = Upkeep::of(look.realm, look.subject);
        if let Some(review) = whole {
            self.told.course = Course::Waits;
            self.told.stays = waiting(look.realm, &found, day(review)?)?;
            return Ok(());
        }
        let terms = Terms::of(&found.row, look.today);
        let mut opened = Vec::new();
        for row in &found.sealed {
            opened.push((row.category, upkeep.items(look.key, row)?));
        }
        if !limits::is_erased(terms.limits) && suppression::is_needed(look.realm, &found.permissions) {
            let values = suppression::values(look.realm, opened.iter().map(|(_, items)| items));
            let marks = suppression::marks(look.realm, values);
            let numbers: Vec<i64> = marks.iter().map(|(mark, _)| *mark).collect();
            let mut of: Vec<ItemId> = marks.into_iter().map(|(_, item)| item.clone()).collect();
            of.sort();
            of.dedup();
            self.told.fingerprints = of;
            self.marks = suppression::meanings(&numbers, &found.permissions);
        }
        for (category, items) in opened {
            let held = holds::of(look.realm, &found.holds, (0, Some(category)));
            let held = held.map(|hold| hold.review).max();
            self.category(look, (category, items), held, &terms)?;
        }
        for row in found.objects {
            self.object(look, &upkeep, (row, &found.holds), &terms)?;
        }
        // A hold stays as long as anything does that it keeps, whatever else keeps it.
        let stays = |hold: &HoldRow| {
            let hold = std::slice::from_ref(hold);
            let of_items = |word: Word| holds::of(look.realm, hold, (0, Some(word))).next().is_some();
            self.items.iter().any(|(word, _)| of_items(*word))
                || self.objects.iter().any(|(row, _)| holds::keep_object(look.realm, hold, row))
        };
        let holds: Vec<HoldRow> = found.holds.into_iter().filter(stays).collect();
        for row in holds {
            let case = upkeep.case(look.key, (row.hold, &row.body))?;
            self.holds.push((row, case));
        }
        self.go(What::Permissions, found.permissions.len() as u64);
        self.go(What::Past, u64::try_from(found.past).unwrap_or_default());
        self.go(What::Reasons, u64::try_from(found.reasons).unwrap_or_default());
        if !(self.items.is_empty() && self.objects.is_empty()) {
            self.told.course = Course::Partly;
        }
        Ok(())
    }

    /// Keeps of a category the values that the law wants kept; all of them where a case holds them until a day of review.
    fn category(
        &mut self,
        look: &Look<'_>,
        (word, items): (Word, Items),
        held: Option<i64>,
        terms: &Terms,
    ) -> Result<(), GateError> {
        let Some(at) = look.realm.category_index(word) else {
            self.go(What::Undeclared, 1);
            return Ok(());
        };
        let category = look.realm.statement().categories.get(at);
        let Some(category) = category.map(|category| category.id.clone()) else { return Ok(()) };
        if let Some(review) = held {
            let many = items.0.iter().map(|stored| stored.values.len() as u64).sum();
            if many > 0 {
                let until = day(review)?;
                self.stay(Kept { what: What::Category(category), many, why: Why::Case, until });
                self.items.push((word, items));
            }
            return Ok(());
        }
        let mut kept = Items::default();
        let (mut gone, mut last, mut law) = (0, None, None);
        for mut stored in items.0 {
            let Some((_, item)) = look.realm.item(stored.item) else { continue };
            let had = stored.values.len();
            let floor = |value: &_| retention::floor_of_value(look.realm, item, value, terms);
            last = last.max(stored.values.iter().filter_map(floor).max());
            stored.values.retain(|value| floor(value).is_some_and(|last| last >= look.today));
            gone += had - stored.values.len();
            if !stored.values.is_empty() {
                law = law.or(item.retention.as_ref());
                kept.0.push(stored);
            }
        }
        if gone > 0 {
            self.go(What::Category(category.clone()), gone as u64);
        }
        if let (Some(until), Some(retention)) = (last, law) {
            let many = kept.0.iter().map(|stored| stored.values.len() as u64).sum();
            self.stay(Kept { what: What::Category(category), many, why: by_law(look, retention), until });
            self.items.push((word, kept));
        }
        Ok(())
    }

    fn object(
        &mut self,
        look: &Look<'_>,
        upkeep: &Upkeep,
        (row, holds): (ObjectRow, &[HoldRow]),
        terms: &Terms,
    ) -> Result<(), GateError> {
        let Some(kind) = look.realm.kind(row.kind) else {
            self.go(What::Undeclared, 1);
            return Ok(());
        };
        let what = What::Objects(kind.id.clone());
        let held = holds::of_object(look.realm, holds, &row).map(|hold| hold.review).max();
        let floor = self.floor(look, upkeep, (kind, &row), terms)?;
        let (why, until) = match (floor, held) {
            (Some(last), None) => (by_law(look, &kind.retention), last),
            (None, Some(review)) => (Why::Case, day(review)?),
            // Both: the later is told, since the person waits for that one.
            (Some(last), Some(review)) if last >= day(review)? => (by_law(look, &kind.retention), last),
            (Some(_), Some(review)) => (Why::Case, day(review)?),
            (None, None) => {
                self.go(what, 1);
                return Ok(());
            }
        };
        self.stay(Kept { what, many: 1, why, until });
        let body = upkeep.object(look.realm, look.key, &row)?;
        self.objects.push((row, body));
        Ok(())
    }

    /// The last day for which the law wants an object kept, when that is still to come.
    fn floor(
        &self,
        look: &Look<'_>,
        upkeep: &Upkeep,
        (kind, row): (&ObjectKind, &ObjectRow),
        terms: &Terms,
    ) -> Result<Option<Date>, GateError> {
        if kind.retention.floor.is_none() {
            return Ok(None);
        }
        let recorded = upkeep.object(look.realm, look.key, row)?.recorded;
        let last = retention::floor_of_object(look.realm, kind, row, Some(recorded), terms);
        Ok(last.filter(|last| *last >= look.today))
    }

    fn go(&mut self, what: What, many: u64) {
        if many == 0 {
            return;
        }
        match self.told.goes.iter_mut().find(|part| part.what == what) {
            Some(part) => part.many += many,
            None => self.told.goes.push(Part { what, many }),
        }
    }

    fn stay(&mut self, kept: Kept) {
        let same = |one: &&mut Kept| one.what == kept.what && one.why == kept.why;
        match self.told.stays.iter_mut().find(same) {
            Some(one) => {
                one.many += kept.many;
                one.until = one.until.max(kept.until);
            }
            None => self.told.stays.push(kept),
        }
    }

    /// Whether nothing stays.
    pub(super) fn is_whole(&self) -> bool {
        self.items.is_empty() && self.objects.is_empty()
    }

    /// What stays, under a new key. A parent that goes is forgotten.
    pub(super) fn seal(
        &self,
        realm: &Realm,
        subject: i64,
        key: &SubjectKey,
    ) -> Result<Vec<Remain>, GateError> {
        let bare = |place, row, kind, body| Remain {
            place,
            row,
            kind,
            state: None,
            parent: None,
            starts: 0,
            ends: None,
            version: 1,
            body,
        };
        let mut remains = Vec::new();
        for (category, items) in &self.items {
            let body = seal_items(key, (realm.number, subject, *category), 1, items)?;
            remains.push(bare(CATEGORY, *category, *category, body));
        }
        let stays = |number: i64| self.objects.iter().any(|(row, _)| row.object == number);
        for (row, body) in &self.objects {
            let (mut row, mut body) = (row.clone(), body.clone());
            row.parent = row.parent.filter(|parent| stays(*parent));
            body.parent = row.parent;
            let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
            let sealed = seal_object(key, (realm.number, subject, realm.word(&kind.category)?), &row, &body)?;
            let kept = bare(OBJECT, row.object, row.kind, sealed);
            remains.push(Remain {
                state: row.state,
                parent: row.parent,
                starts: row.starts,
                ends: row.ends,
                version: row.version,
                ..kept
            });
        }
        for (row, case) in &self.holds {
            let body = seal_words(key, PlaceKind::Hold, (realm.number, subject, row.hold), case)?;
            let kept = bare(HOLD, row.hold, row.object, body);
            let (state, ends) = (Some(row.account), Some(row.review));
            remains.push(Remain { state, ends, starts: row.placed, parent: Some(row.kind), ..kept });
        }
        Ok(remains)
    }
}

fn by_law(look: &Look<'_>, retention: &Retention) -> Why {
    let rules = look.realm.rules();
    let floor = retention.floor.as_ref().and_then(|id| rules.law().floor(id, rules.on()));
    floor.map_or(Why::Case, |floor| Why::Law { name: floor.name.clone(), source: floor.source.clone() })
}

/// Everything, when a case holds everything.
fn waiting(realm: &Realm, found: &Found, review: Date) -> Result<Vec<Kept>, GateError> {
    let mut stays: Vec<Kept> = Vec::new();
    let mut stay = |what: What| match stays.iter_mut().find(|kept| kept.what == what) {
        Some(kept) => kept.many += 1,
        None => stays.push(Kept { what, many: 1, why: Why::Case, until: review }),
    };
    for row in &found.sealed {
        let at = realm.category_index(row.category);
        let category = at.and_then(|at| realm.statement().categories.get(at));
        stay(category.map_or(What::Undeclared, |category| What::Category(category.id.clone())));
    }
    for row in &found.objects {
        stay(realm.kind(row.kind).map_or(What::Undeclared, |kind| What::Objects(kind.id.clone())));
    }
    for _ in &found.permissions {
        stay(What::Permissions);
    }
    Ok(stays)
}
