//! What others ask to be given, where the statement wants a second person to agree: put forward by one, agreed to or refused by
//! another. A refusal is put on record as well, with its reason. Not here: giving (`disclose.rs`).

use super::{told, wrong};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask},
    card::SubjectRef,
    decide::Verb,
    disclosures::{
        DisclosureDraft, Parcel, Receiver,
        asked::{self, Asked, AskedRow, AskedState},
        ground,
    },
    errors::RefusalCode,
    opened::moment,
    personal::Personal,
    proof::{Writing, seal_words},
    realm::Realm,
    values::{problem, problem_at},
    vault::{PlaceKind, SubjectKey},
};
use seloste_db::Tx;
use seloste_register::statement::model::DisclosureGround;
use zeroize::Zeroizing;

/// Longest reason of a refusal, in characters.
const WHY: usize = 2_000;

/// The number that a ground goes by in tables.
pub(in crate::verbs) const fn ground_number(ground: DisclosureGround) -> i64 {
    match ground {
        DisclosureGround::Law => 1,
        DisclosureGround::OwnRequest => 2,
        DisclosureGround::Authority => 3,
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Whether a second person must agree before this is given.
    pub fn needs_second_person(&self, ask: &Ask, draft: &DisclosureDraft) -> Result<bool, GateError> {
        Ok(waits(&*self.realm(&ask.register)?, draft))
    }

    /// Puts forward what somebody asks to be given, for a second person to decide. Returns its number.
    pub fn put_forward(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        draft: &DisclosureDraft,
    ) -> Result<i64, GateError> {
        if let Some(problem) = wrong(draft).or_else(|| no_case_number(draft)) {
            return Err(GateError::Problems(vec![problem_at("receiver", problem)]));
        }
        self.put_down(ask, subject, draft, None)
    }

    /// Refuses what somebody asks to be given, at once. Returns its number.
    pub fn refuse_to_give(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (draft, why): (&DisclosureDraft, &str),
    ) -> Result<i64, GateError> {
        reasoned(why)?;
        self.put_down(ask, subject, draft, Some(why.trim()))
    }

    /// Agrees to what a colleague put forward, and gives it.
    pub fn agree_to_give(&self, ask: &Ask, subject: &SubjectRef, number: i64) -> Result<Parcel, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let opened = self.asked_opened(realm, ask, subject)?;
        let (row, words, _) =
            opened.into_iter().find(|(row, ..)| row.number == number).ok_or(GateError::Absent)?;
        if row.state != AskedState::Waiting.number() {
            return Err(GateError::Conflict(Vec::new()));
        }
        if row.account == ask.actor.account.0 {
            return Err(same_person());
        }
        let categories = row.words().map(|word| realm.id(word)).collect::<Result<_, _>>()?;
        let draft = DisclosureDraft { to: receiver(known_ground(&row)?, &words), categories };
        self.handed_out(ask, subject, (&draft, Some(number)))
    }

    /// Refuses what was put forward.
    pub fn refuse_asked(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (number, why): (i64, &str),
    ) -> Result<(), GateError> {
        reasoned(why)?;
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Disclose, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let sealed = seal_words(&key, PlaceKind::DisclosureRefused, (realm.number, id, number), why.trim())?;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            let decided = (AskedState::Refused, ask.actor.account, writing.now().as_millisecond());
            if asked::decide(tx, (realm.number, id, number), decided, Some(&sealed))? {
                Ok(())
            } else {
                Err(GateError::Absent)
            }
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// What others asked to be given about a subject, newest first.
    pub fn asked_to_give(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Asked>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let one = |(row, words, why): Opened| {
            Ok(Asked {
                number: row.number,
                ground: known_ground(&row)?,
                words: Personal::new(words),
                categories: row.words().map(|word| realm.id(word)).collect::<Result<_, _>>()?,
                state: AskedState::read(row.state),
                asked: moment(row.asked)?,
                by: AccountId(row.account),
                decided: row.decided.map(moment).transpose()?,
                decided_by: row.decided_by.map(AccountId),
                why: why.map(Personal::new),
            })
        };
        self.asked_opened(realm, ask, subject)?.into_iter().map(one).collect()
    }

    fn asked_opened(&self, realm: &Realm, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Opened>, GateError> {
        let (permit, id) = self.permit_over(realm, ask, (Verb::Disclose, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(asked::of(tx, realm.number, id)?);
        let (recorded, rows) = self.record((realm, ask), permit, &[&key], work)?;
        let open =
            |kind, number, body: &[u8]| self.unseal_words(realm, &recorded, &key, (kind, id, number, body));
        let one = |row: AskedRow| {
            let words = open(PlaceKind::DisclosureAsked, row.number, &row.body)?;
            let why = row.why.as_deref();
            let why = why.map(|why| open(PlaceKind::DisclosureRefused, row.number, why)).transpose()?;
            Ok((row, words, why))
        };
        rows.into_iter().map(one).collect()
    }

    /// Puts on record what was asked: to wait, or refused at once.
    fn put_down(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        draft: &DisclosureDraft,
        refused: Option<&str>,
    ) -> Result<i64, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let Receiver::Single { name, ground, .. } = &draft.to else { return Err(no_receiver()) };
        if name.trim().is_empty() {
            return Err(no_receiver());
        }
        let (permit, id) = self.permit_over(realm, ask, (Verb::Disclose, subject))?;
        let known = realm.statement().disclosure.grounds.contains(ground);
        let declared = draft.categories.iter().all(|id| realm.table.category(id).is_some());
        if refused.is_none() && !(known && declared) {
            let code = if known { RefusalCode::ActionNotGranted } else { RefusalCode::NoGround };
            let refusal = realm.table.refusal(code, ask);
            return Err(self.refused(realm, ask, (Verb::Disclose, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Disclose, None)));
        };
        let number = self.next_number(realm)?;
        let row = self.asked_row(realm, (draft, refused), (&key, id, number), ask.actor.account)?;
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| Ok(asked::add(tx, (realm.number, id), &row)?);
        self.record((realm, ask), permit, &[&key], work)?;
        Ok(number)
    }

    fn asked_row(
        &self,
        realm: &Realm,
        (draft, refused): (&DisclosureDraft, Option<&str>),
        (key, id, number): (&SubjectKey, i64, i64),
        account: AccountId,
    ) -> Result<AskedRow, GateError> {
        let at = (realm.number, id, number);
        let now = self.clock.now().as_millisecond();
        let words = draft.categories.iter().filter_map(|id| realm.word(id).ok());
        let ground = match &draft.to {
            Receiver::Single { ground, .. } => ground_number(*ground),
            Receiver::Declared { .. } => 0,
        };
        let why = refused.map(|why| seal_words(key, PlaceKind::DisclosureRefused, at, why)).transpose()?;
        let state = if refused.is_some() { AskedState::Refused } else { AskedState::Waiting };
        Ok(AskedRow {
            number,
            ground,
            categories: words.map(|word| word.to_string()).collect::<Vec<_>>().join(" "),
            state: state.number(),
            asked: now,
            account: account.0,
            decided: refused.map(|_| now),
            decided_by: refused.map(|_| account.0),
            body: seal_words(key, PlaceKind::DisclosureAsked, at, &told(draft))?,
            why,
        })
    }
}

/// Whether the statement wants a second person for this.
pub(super) fn waits(realm: &Realm, draft: &DisclosureDraft) -> bool {
    match &draft.to {
        Receiver::Declared { .. } => false,
        Receiver::Single { ground, .. } => realm.statement().disclosure.second_person.contains(ground),
    }
}

/// A row with what it says opened: who asks, and why it was refused.
type Opened = (AskedRow, Zeroizing<String>, Option<Zeroizing<String>>);

fn known_ground(row: &AskedRow) -> Result<DisclosureGround, GateError> {
    ground(row.ground).ok_or_else(|| GateError::Failed("a stored ground is unknown".to_owned()))
}

/// To whom it was, as it was put down: a line each.
fn receiver(ground: DisclosureGround, words: &str) -> Receiver {
    let mut lines = words.lines().map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    Receiver::Single {
        name: next(),
        ground,
        provision: next(),
        case_number: Some(next()).filter(|number| !number.is_empty()),
    }
}

fn reasoned(why: &str) -> Result<(), GateError> {
    let why = why.trim();
    if !why.is_empty() && why.chars().count() <= WHY {
        return Ok(());
    }
    Err(GateError::Problems(vec![problem_at(
        "refuse",
        problem(
            "reason-missing",
            [
                "Kieltäytymisen syy puuttuu.",
                "Orsaken till avslaget saknas.",
                "The reason of the refusal is missing.",
            ],
            ["Kirjoita syy.", "Skriv orsaken.", "Write the reason."],
        ),
    )]))
}

fn no_case_number(draft: &DisclosureDraft) -> Option<seloste_register::diagnostics::Problem> {
    let Receiver::Single { ground: DisclosureGround::Authority, case_number: None, .. } = &draft.to else {
        return None;
    };
    Some(problem(
        "case-number-missing",
        [
            "Viranomaisen asianumero puuttuu.",
            "Myndighetens ärendenummer saknas.",
            "The authority's case number is missing.",
        ],
        [
            "Kirjoita numero, jolla viranomainen pyytää.",
            "Skriv numret som myndigheten begär med.",
            "Write the number under which the authority asks.",
        ],
    ))
}

fn no_receiver() -> GateError {
    GateError::Problems(vec![problem_at(
        "to",
        problem(
            "receiver-missing",
            [
                "Pyytäjän nimi puuttuu.",
                "Namnet på den som begär saknas.",
                "The name of whoever asks is missing.",
            ],
            ["Kirjoita, kuka pyytää.", "Skriv vem som begär.", "Write who asks."],
        ),
    )])
}

fn same_person() -> GateError {
    GateError::Problems(vec![problem_at(
        "agree",
        problem(
            "second-person",
            [
                "Toisen henkilön on hyväksyttävä luovutus.",
                "En annan person ska godkänna utlämnandet.",
                "Another person must agree to the disclosure.",
            ],
            ["Pyydä toista päättäjää.", "Be en annan beslutsfattare.", "Ask somebody else."],
        ),
    )])
}

/// What is given only when a second person agreed was to be given at once.
pub(super) fn alone() -> GateError {
    GateError::Problems(vec![problem_at(
        "ground",
        problem(
            "second-person",
            [
                "Selosteen mukaan toinen henkilö hyväksyy luovutuksen tällä perusteella.",
                "Enligt beskrivningen ska en annan person godkänna ett utlämnande på den här grunden.",
                "By the statement a second person agrees to a disclosure on this ground.",
            ],
            [
                "Vie asia toisen hyväksyttäväksi.",
                "För ärendet till en annan för godkännande.",
                "Put it forward for a colleague to agree to.",
            ],
        ),
    )])
}
