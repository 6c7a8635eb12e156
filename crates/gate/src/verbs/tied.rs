//! Adds a subject together with what ties it to the register: an object of its own, or its place in somebody else's (R6-003).
//! Not here: what ties come to later (`ties.rs`).

use super::{
    adding::Adding,
    create::NewSubject,
    link::{Linkable, Linking},
    mention::flag::Flags,
    objects::CheckedObject,
    reach::Reached,
    sight::Sight,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectDraft, ObjectRef},
    decide::{Granted, Permit},
    errors::RefusalCode,
    opened::day_number,
    permissions::Whom,
    proof::Writing,
    realm::Realm,
    store::{Life, SubjectRow},
    ties,
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::id::LinkId;

/// What comes with a new subject.
#[derive(Default)]
pub struct Along {
    /// Objects of its own.
    pub objects: Vec<ObjectDraft>,
    /// Objects of others that it is linked to, each with the role.
    pub links: Vec<(ObjectRef, LinkId)>,
}

/// What comes with a new subject, checked.
pub(super) struct Tying<'a> {
    /// Each with its number and what is suspicious in it.
    objects: Vec<(CheckedObject<'a>, i64, Flags)>,
    links: Vec<Linking>,
}

impl Gate {
    /// Checks what comes with a new subject.
    pub(super) fn tying<'a>(
        &self,
        (realm, ask): (&'a Realm, &'a Ask),
        (new, granted): (&NewSubject, Granted),
        along: Along,
    ) -> Result<Tying<'a>, GateError> {
        let group = realm.word(&new.group)?;
        if !ties::of_group(realm, group).is_empty() && along.objects.is_empty() && along.links.is_empty() {
            return Err(not_tied(realm, ask));
        }
        // It has no number yet: nothing that is checked here asks for one.
        let reached = newcomer(realm, 0, (new, granted))?;
        let check = |draft| {
            let checked = self.check_object(realm, ask, &reached, draft)?;
            let flags = self.flags(realm, checked.texts())?;
            Ok((checked, self.next_number(realm)?, flags))
        };
        let objects = along.objects.into_iter().map(check).collect::<Result<_, GateError>>()?;
        let link =
            |(object, role): &(ObjectRef, LinkId)| self.linking((realm, ask), object, (role, &new.group));
        let links = along.links.iter().map(link).collect::<Result<_, _>>()?;
        Ok(Tying { objects, links })
    }
}

impl Tying<'_> {
    /// Admits to a permit the owners of what the subject is linked to; returns their keys in the same order.
    pub(super) fn admit(&self, permit: &mut Permit) -> Vec<&SubjectKey> {
        let mut keys = Vec::with_capacity(self.links.len());
        for link in &self.links {
            if !permit.admitted().iter().any(|one| one.subject == link.of.0) {
                permit.admit(link.of.0, link.granted, link.category);
                keys.push(&link.key);
            }
        }
        keys
    }

    /// Writes it beside a subject that was just added, and sees that the subject is tied.
    pub(super) fn write(
        &self,
        tx: &mut Tx<'_>,
        writing: &Writing<'_>,
        (reached, key): (&Reached, &SubjectKey),
    ) -> Result<(), GateError> {
        let (realm, subject, group) = (writing.realm, reached.row.subject, reached.row.group);
        for (checked, number, flags) in &self.objects {
            let adding = Adding { reached, checked, number: *number, confirming: Vec::new(), flags };
            adding.write(tx, writing, key)?;
        }
        for link in &self.links {
            link.write(tx, (realm, writing.ask), Linkable::Subject(subject, group))?;
        }
        let (ties, today) = (ties::of_group(realm, group), day_number(writing.gate.today()));
        if ties.is_empty() || ties::hold(tx, realm, ties, (subject, today))? {
            return Ok(());
        }
        Err(not_tied(realm, writing.ask))
    }
}

/// A new subject as if it had been reached for.
pub(super) fn newcomer(
    realm: &Realm,
    subject: i64,
    (new, granted): (&NewSubject, Granted),
) -> Result<Reached, GateError> {
    let row = SubjectRow {
        subject,
        group: realm.word(&new.group)?,
        maintainer: new.maintainer,
        closed: None,
        life: Life::default(),
    };
    let (areas, sight) = (new.areas.clone(), Sight::of_all(granted));
    Ok(Reached { row, areas, granted, sight, permissions: Vec::new(), whom: Whom::PERSON })
}

/// The refusal of somebody whom nothing ties to the register.
pub(super) fn not_tied(realm: &Realm, ask: &Ask) -> GateError {
    GateError::Refused(realm.table.refusal(RefusalCode::NotTied, ask))
}
