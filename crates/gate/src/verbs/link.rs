//! Links people to objects in declared roles, and chooses who may know of an object. Not here: what a link opens
//! (`sight.rs`).

use super::{
    approach::may_approach,
    confirm,
    edit::may_change,
    history::flaw,
    intake,
    objects::category,
    open::{Readable, may_read},
    reach::{Asker, Reach, Reached, reach},
    sight,
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::{ObjectRef, Set, SubjectRef},
    clock,
    decide::{Categories, Granted, Permit, Verb},
    errors::ItemProblem,
    opened::{day_number, moment},
    payload::Word,
    realm::Realm,
    store::{self, ObjectRow, part},
    ties,
    values::{self, problem, problem_at},
    vault::SubjectKey,
};
use jiff::Timestamp;
use seloste_db::Tx;
use seloste_register::{
    id::{ChoiceId, GroupId, LinkId, ObjectKindId},
    right::Flaw,
    statement::model::{LinkRole, ObjectKind, Visibility},
};

/// Who is linked to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody in the register.
    Subject(SubjectRef),
    /// An account of staff.
    Account(AccountId),
}

/// A link, made or taken back.
#[derive(Debug, Clone)]
pub struct LinkChange {
    /// In which role.
    pub role: LinkId,
    /// Who.
    pub who: Who,
    /// Made or taken back.
    pub set: Set,
}

/// A link of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectLink {
    /// In which role.
    pub role: LinkId,
    /// Who.
    pub who: Who,
    /// What of the card has been put right since the object's own day, and why: a frozen document keeps its words, and its readers
    /// are told (R5-127).
    pub corrected: Vec<(Flaw, Timestamp)>,
}

/// Something that a subject is linked to: where their card appears (R5-055).
#[derive(Debug, Clone)]
pub struct Context {
    /// What.
    pub object: ObjectRef,
    /// Its kind.
    pub kind: ObjectKindId,
    /// In which role the subject is linked to it.
    pub role: LinkId,
    /// Whose it is.
    pub owner: SubjectRef,
    /// Whether it has begun: its first day has come.
    pub begun: bool,
    /// Whether it is over: a job that has ended, a deal that was won.
    pub over: bool,
}

/// An object that an asker may change, with all that was found on the way.
struct Held {
    permit: Permit,
    owner: i64,
    reached: Box<Reached>,
    row: ObjectRow,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Links somebody to an object, or takes the link back.
    pub fn link(&self, ask: &Ask, object: &ObjectRef, change: LinkChange) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Held { mut permit, owner, reached, row } = self.changing_object(realm, ask, object)?;
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        let role = kind.links.iter().find(|role| role.id == change.role);
        let role = role.ok_or_else(|| values::not_declared(realm, ask, change.role.as_str()));
        let role =
            role.map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, Some(owner)), error))?;
        let who = self.checked_who(realm, ask, &permit, (role, &change.who))?;
        if change.set == Set::InForce && !is_of(realm, role, &reached)? {
            return Err(GateError::Problems(vec![not_in_this_role()]));
        }
        let Some(key) = self.subject_key(realm, owner)? else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        permit.admit(owner, reached.sight.over(row.object), category(realm, kind));
        let word = realm.word(&role.id)?;
        let confirming = match (who, change.set) {
            (Linkable::Subject(person, _), Set::InForce) => {
                self.confirming_linked(realm, &row, (&role.id, person))?
            }
            _ => Vec::new(),
        };
        self.record((realm, ask), permit, &[&key], |tx, writing| {
            tx.lock(&format!("object {} {owner} {}", realm.number, row.object))?;
            let of = (owner, row.object);
            if let (Set::InForce, Linkable::Subject(subject, group)) = (change.set, who) {
                may_approach(tx, (realm, ask), role.approach.as_ref(), (subject, group))?;
            }
            if change.set == Set::InForce && is_full(tx, realm, of, (role, word))? {
                return Err(GateError::Problems(vec![too_many()]));
            }
            write(tx, realm, of, (who, word, change.set))?;
            if let Linkable::Subject(subject, _) = who {
                // Whoever is unlinked is no longer found from the object.
                ties::settle(tx, realm, subject, day_number(self.today()))?;
            }
            confirm::write(tx, writing, &key, (of, &confirming))
        })
        .map(drop)
    }

    /// Who is linked to an object, as far as the asker may know of them.
    pub fn links(&self, ask: &Ask, object: &ObjectRef) -> Result<Vec<ObjectLink>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let asker = Asker::new(realm, ask);
        let Readable { reached, row, key } = self.readable((realm, ask), (&permit, &asker), object)?;
        let (owner, number) = (row.subject, row.object);
        let (accounts, subjects) = self.data.read(|tx| {
            let of = (owner, number);
            let mut known = Vec::new();
            for (subject, role) in part::subjects(tx, realm.number, of)? {
                if let Reach::Yes(there) = reach(tx, realm, &permit, &asker, subject)? {
                    known.push((subject, role, corrected(tx, realm, &there, row.starts)?));
                }
            }
            Ok::<_, GateError>((part::accounts(tx, realm.number, of)?, known))
        })?;
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        permit.admit(owner, reached.sight.over(number), category(realm, kind));
        self.record_alone((realm, ask), permit, &[&key])?;
        let mut links = Vec::new();
        for (account, role) in accounts.into_iter().filter(|(_, role)| *role != part::HANDLED) {
            let who = Who::Account(AccountId(account));
            links.push(ObjectLink { role: realm.id(role)?, who, corrected: Vec::new() });
        }
        for (subject, role, corrected) in subjects {
            let who = Who::Subject(self.subject_ref(realm, subject)?);
            links.push(ObjectLink { role: realm.id(role)?, who, corrected });
        }
        Ok(links)
    }

    /// What a subject is linked to, as far as the asker may see it; of the rest there is no trace, not even a number
    /// (R5-055, R5-090).
    pub fn contexts(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Context>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, seen) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            let mut seen = Vec::new();
            for ((owner, number), role) in part::of_subject(tx, realm.number, id)? {
                let Reach::Yes(reached) = reach(tx, realm, &permit, &asker, owner)? else { continue };
                let row = store::object(tx, realm.number, owner, number)?;
                if let Some(row) = row.filter(|row| may_read(realm, reached.sight.over(number), row)) {
                    let today = day_number(self.today());
                    let times = (row.starts <= today, ties::is_over(realm, &row, today));
                    seen.push(((owner, number), role, (row.kind, times)));
                }
            }
            Ok::<_, GateError>((found, seen))
        })?;
        let reached = self.reached(realm, ask, (Verb::Open, Some(id)), found)?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Open, None)));
        };
        permit.admit(id, reached.granted, Categories::NONE);
        self.record_alone((realm, ask), permit, &[&key])?;
        type Seen = ((i64, i64), Word, (Word, (bool, bool)));
        let context = |((owner, number), role, (kind, (begun, over))): Seen| {
            Ok(Context {
                object: self.object_ref(realm, owner, number)?,
                kind: realm.id(kind)?,
                role: realm.id(role)?,
                owner: self.subject_ref(realm, owner)?,
                begun,
                over,
            })
        };
        seen.into_iter().map(context).collect()
    }

    /// Chooses who may know of an object, beside those who take part in it.
    pub fn set_visibility(
        &self,
        ask: &Ask,
        object: &ObjectRef,
        visibility: Visibility,
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Held { mut permit, owner, reached, row } = self.changing_object(realm, ask, object)?;
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        if !kind.visibility.contains(&visibility) {
            let error = values::not_declared(realm, ask, "visibility");
            return Err(self.recorded_refusal(realm, ask, (Verb::Edit, Some(owner)), error));
        }
        let Some(key) = self.subject_key(realm, owner)? else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        permit.admit(owner, reached.sight.over(row.object), category(realm, kind));
        let of = (owner, row.object);
        self.record((realm, ask), permit, &[&key], |tx, _| {
            Ok(part::set_visibility(tx, realm.number, of, sight::number(visibility))?)
        })
        .map(drop)
    }

    /// An object that the asker may change and that still changes.
    fn changing_object(&self, realm: &Realm, ask: &Ask, object: &ObjectRef) -> Result<Held, GateError> {
        let permit = self.permit_for(realm, ask, Verb::Edit)?;
        let Some((owner, number)) = self.object_number(realm, object) else {
            return Err(self.absent(realm, ask, (Verb::Edit, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, row) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, owner)?;
            Ok::<_, GateError>((found, store::object(tx, realm.number, owner, number)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Edit, Some(owner)), found)?;
        let row = row.filter(|row| may_read(realm, reached.sight.over(number), row));
        let Some(row) = row else { return Err(self.absent(realm, ask, (Verb::Edit, Some(owner)))) };
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        may_change(realm, ask, reached.sight.over(number), category(realm, kind))
            .map_err(|error| self.recorded_refusal(realm, ask, (Verb::Edit, Some(owner)), error))?;
        let state: Option<ChoiceId> = row.state.map(|state| realm.id(state)).transpose()?;
        if intake::is_frozen(kind, state.as_ref()) {
            return Err(GateError::Problems(vec![intake::frozen()]));
        }
        Ok(Held { permit, owner, reached, row })
    }

    /// The number of whom a link names, if the role takes them.
    fn checked_who(
        &self,
        realm: &Realm,
        ask: &Ask,
        permit: &Permit,
        (role, who): (&LinkRole, &Who),
    ) -> Result<Linkable, GateError> {
        match who {
            Who::Account(account) if role.staff => Ok(Linkable::Account(account.0)),
            Who::Account(_) => Err(GateError::Problems(vec![not_in_this_role()])),
            Who::Subject(subject) => {
                let id = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
                let asker = Asker::new(realm, ask);
                let Reach::Yes(reached) = self.data.read(|tx| reach(tx, realm, permit, &asker, id))? else {
                    return Err(GateError::Absent);
                };
                let group = realm.id(reached.row.group)?;
                let takes = role.groups.contains(&group);
                takes
                    .then_some(Linkable::Subject(id, reached.row.group))
                    .ok_or(GateError::Problems(vec![not_in_this_role()]))
            }
        }
    }
}

/// Whether people are linked in a role to what is this subject's (R6-024).
fn is_of(realm: &Realm, role: &LinkRole, owner: &Reached) -> Result<bool, GateError> {
    Ok(role.of.is_empty() || role.of.contains(&realm.id(owner.row.group)?))
}

/// What of a card, as far as the asker reads it, has been put right since a day.
fn corrected(
    tx: &mut Tx<'_>,
    realm: &Realm,
    there: &Reached,
    since: i64,
) -> Result<Vec<(Flaw, Timestamp)>, GateError> {
    let mut found = Vec::new();
    for row in store::past(tx, realm.number, there.row.subject)? {
        let category = realm.category_index(row.category).map_or(Categories::NONE, Categories::one);
        let reads = !category.is_empty() && there.granted.read.covers(category);
        let at = moment(row.replaced)?;
        if let Some(flaw) = flaw(row.flaw).filter(|_| row.object == 0 && reads)
            && day_number(clock::day(at)) >= since
        {
            found.push((flaw, at));
        }
    }
    found.sort_by_key(|(_, at)| *at);
    Ok(found)
}

/// A link to an object of somebody's that a new subject has from the start, checked.
pub(super) struct Linking {
    /// The object.
    pub(super) of: part::Of,
    /// What the asker may do with its owner, who is read as far as the category goes.
    pub(super) granted: Granted,
    pub(super) category: Categories,
    /// The owner's key.
    pub(super) key: SubjectKey,
    role: LinkRole,
    word: Word,
}

impl Gate {
    /// Checks a link of a new member of a group to an object that the asker may change.
    pub(super) fn linking(
        &self,
        (realm, ask): (&Realm, &Ask),
        object: &ObjectRef,
        (role, group): (&LinkId, &GroupId),
    ) -> Result<Linking, GateError> {
        let Held { owner, reached, row, .. } = self.changing_object(realm, ask, object)?;
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        let declared = kind.links.iter().find(|one| one.id == *role);
        let role = declared.ok_or_else(|| values::not_declared(realm, ask, role.as_str()))?;
        if !role.groups.contains(group) || !is_of(realm, role, &reached)? {
            return Err(GateError::Problems(vec![not_in_this_role()]));
        }
        let key = self.subject_key(realm, owner)?.ok_or(GateError::Absent)?;
        let (granted, category) = (reached.sight.over(row.object), category(realm, kind));
        let word = realm.word(&role.id)?;
        Ok(Linking { of: (owner, row.object), granted, category, key, role: role.clone(), word })
    }
}

impl Linking {
    /// Links a subject inside a unit of work.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        (realm, ask): (&Realm, &Ask),
        who: Linkable,
    ) -> Result<(), GateError> {
        tx.lock(&format!("object {} {} {}", realm.number, self.of.0, self.of.1))?;
        if let Linkable::Subject(subject, group) = who {
            may_approach(tx, (realm, ask), self.role.approach.as_ref(), (subject, group))?;
        }
        if is_full(tx, realm, self.of, (&self.role, self.word))? {
            return Err(GateError::Problems(vec![too_many()]));
        }
        write(tx, realm, self.of, (who, self.word, Set::InForce))
    }
}

/// Whom a link names, by number.
#[derive(Clone, Copy)]
pub(super) enum Linkable {
    /// A subject, and its group.
    Subject(i64, Word),
    Account(i64),
}

fn is_full(
    tx: &mut Tx<'_>,
    realm: &Realm,
    of: part::Of,
    (role, word): (&LinkRole, Word),
) -> Result<bool, GateError> {
    let Some(most) = role.most else { return Ok(false) };
    let accounts = part::accounts(tx, realm.number, of)?;
    let subjects = part::subjects(tx, realm.number, of)?;
    let held = accounts.iter().chain(&subjects).filter(|(_, role)| *role == word).count();
    Ok(held >= most as usize)
}

fn write(
    tx: &mut Tx<'_>,
    realm: &Realm,
    of: part::Of,
    (who, role, set): (Linkable, Word, Set),
) -> Result<(), GateError> {
    let register = realm.number;
    let done = match (who, set) {
        (Linkable::Account(account), Set::InForce) => part::add_account(tx, register, of, (account, role)),
        (Linkable::Account(account), Set::TakenBack) => {
            part::remove_account(tx, register, of, (account, role))
        }
        (Linkable::Subject(subject, _), Set::InForce) => part::add_subject(tx, register, of, (subject, role)),
        (Linkable::Subject(subject, _), Set::TakenBack) => {
            part::remove_subject(tx, register, of, (subject, role))
        }
    };
    Ok(done?)
}

/// What follows from an object being added: who handled it, who may know of it, and that whoever adds a limited one takes
/// part in it.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    (realm, ask): (&Realm, &Ask),
    of: part::Of,
    (kind, assigned): (&ObjectKind, Option<i64>),
) -> Result<(), GateError> {
    if let Some(account) = assigned {
        handled_by(tx, realm, of, account)?;
    }
    let Some(first) = kind.visibility.first() else { return Ok(()) };
    part::set_visibility(tx, realm.number, of, sight::number(*first))?;
    if let Some(role) = kind.links.iter().find(|role| role.staff).filter(|_| ask.actor.own.is_none()) {
        let account = ask.actor.account.0;
        part::add_account(tx, realm.number, of, (account, realm.word(&role.id)?))?;
    }
    Ok(())
}

/// Makes an account the one that handled an object; lists of its calls follow.
pub(super) fn handled_by(
    tx: &mut Tx<'_>,
    realm: &Realm,
    of: part::Of,
    account: i64,
) -> Result<(), GateError> {
    part::handled_by(tx, realm.number, of, account)?;
    if realm.statement().objects.iter().any(|kind| kind.recording.is_some()) {
        store::calls::answered(tx, realm.number, of)?;
    }
    Ok(())
}

fn not_in_this_role() -> ItemProblem {
    problem_at(
        "role",
        problem(
            "not-in-this-role",
            [
                "Tässä roolissa voi olla vain selosteen nimeämiä.",
                "I den här rollen kan bara de finnas som beskrivningen nämner.",
                "Only those whom the statement names can be in this role.",
            ],
            ["Valitse toinen rooli.", "Välj en annan roll.", "Choose another role."],
        ),
    )
}

fn too_many() -> ItemProblem {
    problem_at(
        "role",
        problem(
            "role-is-full",
            ["Tässä roolissa on jo joku.", "Rollen är redan besatt.", "The role is taken already."],
            ["Poista ensin entinen.", "Ta först bort den tidigare.", "Take the earlier one out first."],
        ),
    )
}
