//! Objects that are about contacting somebody: a task to call them. Nobody is contacted for what they have refused; of any
//! other contact whoever sees the task is warned that the person has prohibited direct marketing (R5-071). Not here: who is
//! reached by a message (`select.rs`).

use super::{
    open::Readable,
    reach::{Asker, Reach, held, reach, whom},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectRef, PermissionKind, SubjectRef},
    decide::{Categories, Verb},
    errors::RefusalCode,
    payload::Word,
    permissions::{self, Stand},
    realm::Realm,
    store::{SubjectRow, part},
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    statement::{
        model::{Approach, ObjectKind},
        permitted::is_direct_marketing,
    },
    text::Text,
};

/// What whoever is about to contact somebody has to know.
#[derive(Debug, Clone)]
pub struct Caution {
    /// Whom it is about.
    pub subject: SubjectRef,
    /// What the person has said, and what follows.
    pub problem: Problem,
}

/// Refuses to make somebody the one to be contacted for what their own word stands against.
pub(super) fn may_approach(
    tx: &mut Tx<'_>,
    (realm, ask): (&Realm, &Ask),
    approach: Option<&Approach>,
    (subject, group): (i64, Word),
) -> Result<(), GateError> {
    let Some(approach) = approach else { return Ok(()) };
    if allows(tx, realm, approach, (subject, group))? {
        return Ok(());
    }
    let about = Ask { purpose: approach.purpose.clone(), ..ask.clone() };
    Err(GateError::Refused(realm.table.refusal(RefusalCode::Prohibited, &about)))
}

/// Whether somebody's word lets them be contacted so.
fn allows(
    tx: &mut Tx<'_>,
    realm: &Realm,
    approach: &Approach,
    (subject, group): (i64, Word),
) -> Result<bool, GateError> {
    let Some(purpose) = realm.rules().purpose(&approach.purpose) else { return Ok(false) };
    if !permissions::matter(realm.rules(), purpose) {
        return Ok(true);
    }
    let said = held(tx, realm, subject)?;
    let whom = whom(tx, realm, purpose, (subject, &realm.id(group)?))?;
    let said = (said.as_slice(), whom);
    let stand = match approach.channel {
        Some(channel) => permissions::stand_of(realm.rules(), said, purpose, Some(channel)),
        None => permissions::stand_of_anywhere(realm.rules(), said, purpose),
    };
    Ok(stand == Stand::Allowed)
}

/// What is to be known of somebody before they are contacted.
fn caution(
    tx: &mut Tx<'_>,
    realm: &Realm,
    approach: &Approach,
    row: &SubjectRow,
) -> Result<Option<Problem>, GateError> {
    if !allows(tx, realm, approach, (row.subject, row.group))? {
        return Ok(Some(not_to_be_contacted()));
    }
    let said = held(tx, realm, row.subject)?;
    let forbids = said.iter().filter(|one| one.until.is_none()).any(|one| {
        let PermissionKind::Prohibition(id) = &one.what else { return false };
        let declared = realm.statement().prohibitions.iter().find(|prohibition| prohibition.id == *id);
        // A kind that the statement no longer names is obeyed in its widest sense (R4-050).
        declared.is_none_or(|it| it.stops.iter().any(|class| is_direct_marketing(*class)))
    });
    Ok(forbids.then(no_marketing))
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// What is to be known of those whom an object says to contact, as far as the asker may know of them: that they have
    /// prohibited direct marketing, or that they are not to be contacted so any more.
    pub fn cautions(&self, ask: &Ask, object: &ObjectRef) -> Result<Vec<Caution>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        if !realm.statement().objects.iter().any(is_approach) {
            return Ok(Vec::new());
        }
        let mut permit = self.permit_for(realm, ask, Verb::Open)?;
        let asker = Asker::new(realm, ask);
        let Readable { reached, row, key } = self.readable((realm, ask), (&permit, &asker), object)?;
        let (owner, number) = (row.subject, row.object);
        let kind = realm.kind(row.kind).ok_or(GateError::Absent)?;
        let mut keys = vec![key];
        let found = self.data.read(|tx| {
            let mut found = Vec::new();
            if let Some(approach) = &kind.approach {
                let said = caution(tx, realm, approach, &reached.row)?;
                found.push((owner, reached.granted, said));
            }
            for (subject, role) in part::subjects(tx, realm.number, (owner, number))? {
                let role = kind.links.iter().find(|one| realm.word(&one.id).is_ok_and(|word| word == role));
                let Some(approach) = role.and_then(|role| role.approach.as_ref()) else { continue };
                let Reach::Yes(there) = reach(tx, realm, &permit, &asker, subject)? else { continue };
                found.push((subject, there.granted, caution(tx, realm, approach, &there.row)?));
            }
            Ok::<_, GateError>(found)
        })?;
        permit.admit(owner, reached.sight.over(number), Categories::NONE);
        let mut cautions = Vec::new();
        for (subject, granted, problem) in found {
            let Some(problem) = problem else { continue };
            if subject != owner {
                let Some(key) = self.subject_key(realm, subject)? else { continue };
                permit.admit(subject, granted, Categories::NONE);
                keys.push(key);
            }
            cautions.push(Caution { subject: self.subject_ref(realm, subject)?, problem });
        }
        let keys: Vec<_> = keys.iter().collect();
        self.record_alone((realm, ask), permit, &keys)?;
        Ok(cautions)
    }
}

/// Whether objects of a kind are about contacting somebody.
fn is_approach(kind: &ObjectKind) -> bool {
    kind.approach.is_some() || kind.links.iter().any(|link| link.approach.is_some())
}

fn no_marketing() -> Problem {
    Problem::note(
        "marketing-prohibited",
        Text::new(
            "Henkilö on kieltänyt suoramarkkinoinnin.",
            "Personen har förbjudit direktmarknadsföring.",
            "The person has prohibited direct marketing.",
        ),
        Text::new(
            "Hoida vain asia, jota tehtävä koskee. Älä tarjoa mitään.",
            "Sköt bara ärendet som uppgiften gäller. Erbjud ingenting.",
            "See to the matter of the task alone. Offer nothing.",
        ),
    )
}

fn not_to_be_contacted() -> Problem {
    Problem::note(
        "contact-prohibited",
        Text::new(
            "Henkilöön ei saa enää ottaa yhteyttä tässä asiassa: hän on kieltänyt sen tai perunut suostumuksensa.",
            "Personen får inte längre kontaktas i det här ärendet: det har förbjudits eller samtycket återkallats.",
            "The person may no longer be contacted about this: they have forbidden it or withdrawn their consent.",
        ),
        Text::new("Sulje tehtävä.", "Avsluta uppgiften.", "Close the task."),
    )
}
