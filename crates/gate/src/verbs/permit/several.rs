//! Several consents or prohibitions as one word of the person: no direct marketing at all, every consent taken back. Not here: how one
//! is recorded (`permit.rs`).

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Permission, PermissionChange, PermissionKind, Set, SubjectRef},
    permissions::is_against_direct_marketing,
    values::{problem, problem_at},
    verbs::age::Speaker,
};
use seloste_register::{
    diagnostics::Problem,
    id::{ConsentId, ProhibitionId},
    right::Intake,
};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Sets every kind of prohibition of direct marketing that the statement declares, in all channels, as one word that the
    /// person said in some way, with its notice (R4-047). Answers which they are.
    pub fn forbid_direct_marketing(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (by, notice): (Intake, Option<String>),
    ) -> Result<Vec<ProhibitionId>, GateError> {
        let realm = self.realm(&ask.register)?;
        let all = realm.statement().prohibitions.iter().filter(|one| is_against_direct_marketing(one));
        let all: Vec<ProhibitionId> = all.map(|one| one.id.clone()).collect();
        let change = |id: &ProhibitionId| PermissionChange {
            what: PermissionKind::Prohibition(id.clone()),
            channel: None,
            set: Set::InForce,
            by,
            notice: notice.clone(),
        };
        let changes: Vec<PermissionChange> = all.iter().map(change).collect();
        self.permit_as(ask, subject, &changes, (Speaker::Person, None))?;
        Ok(all)
    }

    /// Takes back every consent of a subject that is in force, as one word that the person said in some way. Answers which they
    /// were.
    pub fn withdraw_consents(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (by, notice): (Intake, Option<String>),
    ) -> Result<Vec<ConsentId>, GateError> {
        let realm = self.realm(&ask.register)?;
        let held = self.permissions(ask, subject)?;
        let given = |id: &ConsentId| {
            let is_it = |one: &&Permission| one.what == PermissionKind::Consent(id.clone());
            held.iter().filter(is_it).any(|one| one.until.is_none())
        };
        let declared = realm.statement().consents.iter().map(|consent| &consent.id);
        let all: Vec<ConsentId> = declared.filter(|id| given(id)).cloned().collect();
        if all.is_empty() {
            return Err(GateError::Problems(vec![problem_at("consents", none_in_force())]));
        }
        let change = |id: &ConsentId| PermissionChange {
            what: PermissionKind::Consent(id.clone()),
            channel: None,
            set: Set::TakenBack,
            by,
            notice: notice.clone(),
        };
        let changes: Vec<PermissionChange> = all.iter().map(change).collect();
        self.permit_as(ask, subject, &changes, (Speaker::Person, None))?;
        Ok(all)
    }
}

pub(super) fn none_declared() -> Problem {
    problem(
        "not-declared",
        [
            "Tämän rekisterin seloste ei tunne suoramarkkinoinnin kieltoja.",
            "Registrets beskrivning känner inga förbud mot direktmarknadsföring.",
            "This register's statement declares no prohibitions of direct marketing.",
        ],
        [
            "Avaa pyyntö käsittelyn vastustamisesta.",
            "Öppna en begäran om invändning mot behandlingen.",
            "Open a request of objection to the processing.",
        ],
    )
}

fn none_in_force() -> Problem {
    problem(
        "no-consent-in-force",
        [
            "Henkilöllä ei ole voimassa olevia suostumuksia.",
            "Personen har inga gällande samtycken.",
            "The person has no consent in force.",
        ],
        [
            "Kirjaa sanoin, ettei peruttavaa ollut.",
            "Anteckna i ord att det inte fanns något att återkalla.",
            "Say in words that there was nothing to take back.",
        ],
    )
}
