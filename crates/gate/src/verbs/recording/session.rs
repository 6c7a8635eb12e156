//! Training sessions: a trainer names trainees and recordings, and plays these while the session is open (R2-004). Being a
//! trainee opens nothing. Not here: pages of sessions, the statement's own objects about them.

use super::ways::{Playable, WayIn, session_reaches};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::ObjectRef,
    decide::Verb,
    errors::RefusalCode,
    opened::moment,
    proof::Writing,
    realm::Realm,
    recording::{LedSession, SessionDraft, SessionRef},
    store::media::{self, SessionRow},
    values::{problem, problem_at},
    vault::RefKind,
};
use jiff::SignedDuration;
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, statement::model::Listening};

/// A session is over after so long at the latest.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// Most recordings and trainees of a session.
const MOST: usize = 200;
/// Sessions in a list.
const ROWS: i64 = 200;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Opens a session that the asker leads. Recordings that the asker could not play in it are absent.
    pub fn open_session(&self, ask: &Ask, draft: SessionDraft) -> Result<SessionRef, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let ways = self.leads(realm, ask)?;
        let now = self.clock.now();
        let problems = wrong(&draft, now);
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let mut objects = Vec::new();
        for object in &draft.recordings {
            let Some(of) = self.object_number(realm, object) else {
                return Err(self.absent(realm, ask, (Verb::Listen, None)));
            };
            match self.data.read(|tx| session_reaches(tx, (realm, ask, now), &ways, of))? {
                Playable::Yes => {}
                Playable::NotForTraining => {
                    return Err(GateError::Problems(vec![problem_at("recordings", not_in_a_set())]));
                }
                Playable::No => return Err(self.absent(realm, ask, (Verb::Listen, Some(of.0)))),
            }
            objects.push(of);
        }
        let row = SessionRow {
            session: self.next_number(realm)?,
            trainer: ask.actor.account.0,
            purpose: realm.word(&ask.purpose)?,
            began: now.as_millisecond(),
            ends: draft.ends.as_millisecond(),
            closed: None,
        };
        let trainees: Vec<i64> = draft.trainees.iter().map(|account| account.0).collect();
        let permit = ways.into_iter().next().ok_or(GateError::Absent)?.permit;
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            Ok(media::add_session(tx, realm.number, &row, (&trainees, &objects))?)
        };
        self.record((realm, ask), permit, &[], work)?;
        self.session_ref(realm, row.session)
    }

    /// Ends a session that the asker leads.
    pub fn close_session(&self, ask: &Ask, session: &SessionRef) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let ways = self.leads(realm, ask)?;
        let permit = ways.into_iter().next().ok_or(GateError::Absent)?.permit;
        let Some(number) = realm.keys.ids.inside(RefKind::Session, &session.0) else {
            return Err(self.absent(realm, ask, (Verb::Listen, None)));
        };
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            let by = (ask.actor.account.0, writing.now().as_millisecond());
            let closed = media::close_session(tx, realm.number, number, by)?;
            if closed { Ok(()) } else { Err(GateError::Absent) }
        };
        self.record((realm, ask), permit, &[], work).map(drop)
    }

    /// The sessions that the asker leads or led, newest first.
    pub fn sessions(&self, ask: &Ask) -> Result<Vec<LedSession>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let ways = self.leads(realm, ask)?;
        let permit = ways.into_iter().next().ok_or(GateError::Absent)?.permit;
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            let mut found = Vec::new();
            for row in media::sessions(tx, realm.number, (ask.actor.account.0, ROWS))? {
                let trainees = media::trainees(tx, realm.number, row.session)?;
                found.push((row, trainees, media::played(tx, realm.number, row.session)?));
            }
            Ok(found)
        };
        let (_, found) = self.record((realm, ask), permit, &[], work)?;
        let session = |(row, trainees, objects): (SessionRow, Vec<i64>, Vec<(i64, i64)>)| {
            let name = |of: &(i64, i64)| self.object_ref(realm, of.0, of.1);
            Ok(LedSession {
                session: self.session_ref(realm, row.session)?,
                trainer: AccountId(row.trainer),
                trainees: trainees.into_iter().map(AccountId).collect(),
                recordings: objects.iter().map(name).collect::<Result<Vec<ObjectRef>, GateError>>()?,
                purpose: realm.id(row.purpose)?,
                began: moment(row.began)?,
                ends: moment(row.ends)?,
                closed: row.closed.map(moment).transpose()?,
            })
        };
        found.into_iter().map(session).collect()
    }

    /// The ways by which the asker leads sessions; refuses when there is none.
    fn leads<'a>(&self, realm: &'a Realm, ask: &Ask) -> Result<Vec<WayIn<'a>>, GateError> {
        let mut ways = self.ways(realm, ask, Verb::Listen)?;
        ways.retain(|way| way.how == Listening::LedSession);
        if ways.is_empty() {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Listen, None), refusal));
        }
        Ok(ways)
    }

    fn session_ref(&self, realm: &Realm, session: i64) -> Result<SessionRef, GateError> {
        Ok(SessionRef(realm.keys.ids.outside(RefKind::Session, session)?))
    }
}

fn wrong(draft: &SessionDraft, now: jiff::Timestamp) -> Vec<crate::errors::ItemProblem> {
    let mut problems = Vec::new();
    if draft.recordings.is_empty() || draft.recordings.len() > MOST || draft.trainees.len() > MOST {
        problems.push(problem_at("recordings", nothing_to_play()));
    }
    if draft.trainees.is_empty() {
        problems.push(problem_at("trainees", nobody_learns()));
    }
    if draft.ends <= now || draft.ends > now + LONGEST {
        problems.push(problem_at("ends", too_long()));
    }
    problems
}

fn nothing_to_play() -> Problem {
    problem(
        "nothing-to-play",
        [
            "Tilaisuudessa soitetaan 1–200 tallennetta, ja koulutettavia on enintään 200.",
            "Vid tillfället spelas 1–200 inspelningar upp, och deltagarna är högst 200.",
            "A session plays 1 to 200 recordings and has at most 200 trainees.",
        ],
        ["Valitse tallenteet.", "Välj inspelningarna.", "Choose the recordings."],
    )
}

fn not_in_a_set() -> Problem {
    problem(
        "not-in-a-set",
        [
            "Tallenne ei ole missään koulutusaineistossa, tai sen käyttö koulutuksessa on päättynyt.",
            "Inspelningen finns inte i något utbildningsmaterial, eller så har dess användning i utbildning upphört.",
            "The recording is in no training set, or its use in training has ended.",
        ],
        [
            "Lisää se ensin koulutusaineistoon, tai jätä se pois.",
            "Lägg den först till ett utbildningsmaterial, eller lämna bort den.",
            "Put it into a training set first, or leave it out.",
        ],
    )
}

fn nobody_learns() -> Problem {
    problem(
        "nobody-learns",
        ["Koulutettavat puuttuvat.", "Deltagarna saknas.", "The trainees are missing."],
        ["Nimeä, ketkä ovat mukana.", "Ange vilka som deltar.", "Name those who take part."],
    )
}

fn too_long() -> Problem {
    problem(
        "session-too-long",
        [
            "Tilaisuus päättyy tulevaisuudessa, enintään vuorokauden kuluttua.",
            "Tillfället slutar i framtiden, inom högst ett dygn.",
            "A session ends in the future, within a day at most.",
        ],
        ["Korjaa päättymisaika.", "Rätta sluttiden.", "Correct its end."],
    )
}
