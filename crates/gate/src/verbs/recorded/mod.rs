//! People's rights over recordings, and what keeps one: whether a call was recorded, what is given of it, occasions on which a person listens, needs
//! and training sets. Not here: who listens at work, sound.

mod asked;
mod authority;
mod facts;
mod needs;
pub(super) mod occasion;
mod sets;
mod staff;

pub(super) use asked::{settle as settle_asked, to_be_given};
pub(super) use needs::{Lasting, is_training, lasts, may_train};

use crate::{
    errors::ItemProblem,
    realm::Realm,
    values::{problem, problem_at},
};
use seloste_register::{id::ChoiceId, statement::model::ObjectKind};

/// Whether a kind is of recordings.
const fn is_recording(kind: &ObjectKind) -> bool {
    kind.recording.is_some()
}

/// Kinds of recording that belong to a kind.
fn recordings_of<'r>(realm: &'r Realm, kind: &'r ObjectKind) -> impl Iterator<Item = &'r ObjectKind> {
    let kinds = realm.statement().objects.iter();
    kinds.filter(move |child| is_recording(child) && child.parents.contains(&kind.id))
}

/// Whether a state is one of some.
fn is_in(state: Option<&ChoiceId>, states: &[ChoiceId]) -> bool {
    state.is_some_and(|state| states.contains(state))
}

fn nobody_known() -> ItemProblem {
    problem_at(
        "request",
        problem(
            "identity-pending",
            [
                "Ei ole vielä varmaa, kuka kysyy, tai keneen asia liittyy.",
                "Det är ännu inte säkert vem som frågar eller vem ärendet gäller.",
                "It is not certain yet who asks, or whom the case is about.",
            ],
            [
                "Liitä henkilö asiaan ja tunnista hänet ensin.",
                "Koppla personen till ärendet och fastställ identiteten först.",
                "Link the person to the case and establish who asks first.",
            ],
        ),
    )
}
