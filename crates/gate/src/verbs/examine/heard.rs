//! Holds recordings against the rules by which they came in and were listened to: directions and numbers, the share that was
//! recorded, each listening's purpose and way. Gives numbers alone. Not here: files and terms (`recordings.rs`).

use crate::{
    Gate, GateError,
    ledger::DONE,
    payload::Word,
    proof::Upkeep,
    realm::Realm,
    store::{self, ObjectRow, heard, media},
    verbs::{
        intake,
        recording::ways::{RIGHT, number},
    },
};
use seloste_register::{
    id::{ItemId, RegisterId},
    statement::model::{Listening, ObjectKind, Recording},
};

/// Rows looked at in one go.
const PAGE: i64 = 500;

/// What was found. Numbers alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// Recordings that were looked at.
    pub recordings: u64,
    /// Recordings in a direction that is not recorded.
    pub other_way: u64,
    /// Recordings of a number that is not declared.
    pub other_number: u64,
    /// Stretches that were listened to of recordings that are there.
    pub listenings: u64,
    /// Of these, for a purpose or in a way that the statement does not let anybody listen.
    pub outside: u64,
    /// Of these, in a led session that its trainer did not lead at that moment.
    pub unled: u64,
    /// Entries of the ledger about listening.
    pub entries: u64,
    /// The calls of each kind of fact: how many there are, how many were recorded, and the share that the statement tells.
    pub shares: Vec<Share>,
}

/// How many calls were recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Calls on record.
    pub calls: u64,
    /// Of these recorded, also those whose recording was deleted.
    pub recorded: u64,
    /// At most so many in a hundred, by the statement.
    pub percent: u32,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Holds the recordings of a register, and what was listened to, against its rules.
    pub fn judge_recordings(&self, register: &RegisterId) -> Result<Judged, GateError> {
        let realm = &*self.realm(register)?;
        self.begin_looking(realm)?;
        let mut judged = Judged { shares: self.shares(realm)?, ..Judged::default() };
        let mut after = (i64::MIN, i64::MIN);
        loop {
            let page = self.data.read(|tx| media::after(tx, realm.number, after, PAGE))?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            for (of, _) in page {
                let row = self.data.read(|tx| store::object(tx, realm.number, of.0, of.1))?;
                if let Some(row) = row {
                    self.judge_taken(realm, &row, &mut judged)?;
                }
            }
        }
        for row in self.data.read(|tx| heard::ways(tx, realm.number))? {
            let many = u64::try_from(row.many).unwrap_or_default();
            judged.listenings += many;
            judged.unled += u64::try_from(row.unled).unwrap_or_default();
            if !is_allowed(realm, &row)? {
                judged.outside += many;
            }
        }
        judged.entries = self.listening_entries(realm)?;
        Ok(judged)
    }

    fn judge_taken(&self, realm: &Realm, row: &ObjectRow, judged: &mut Judged) -> Result<(), GateError> {
        let kind = realm.kind(row.kind);
        let Some((kind, rules)) = kind.and_then(|kind| Some((kind, kind.recording.as_ref()?))) else {
            return Ok(());
        };
        let Some(key) = self.subject_key(realm, row.subject)? else { return Ok(()) };
        let body = Upkeep::of(realm, row.subject).object(realm, &key, row)?;
        let value = |id: &ItemId| {
            let stored = body.items.get(realm.word(id).ok()?)?;
            stored.values.first().map(|value| value.normal.clone())
        };
        judged.recordings += 1;
        let way = value(&rules.direction_item);
        let may =
            rules.directions.iter().any(|one| way.as_ref().is_some_and(|way| way.as_str() == one.as_str()));
        judged.other_way += u64::from(!may);
        let listed =
            |id: &ItemId| value(id).is_some_and(|called| intake::is_listed(kind, id, rules, &called));
        let wanted = rules.number_item.as_ref().filter(|_| !rules.numbers.is_empty());
        judged.other_number += u64::from(!wanted.is_none_or(listed));
        Ok(())
    }

    fn shares(&self, realm: &Realm) -> Result<Vec<Share>, GateError> {
        let mut shares = Vec::new();
        for (fact, rules) in facts(realm) {
            let word = realm.word(&fact.id)?;
            let states = self.data.read(|tx| heard::states(tx, realm.number, word))?;
            let was = |state: Option<Word>| {
                let state =
                    state.and_then(|state| realm.id::<seloste_register::id::kind::Choice>(state).ok());
                state.is_some_and(|it| [Recording::RECORDED, Recording::DELETED].contains(&it.as_str()))
            };
            let count = |many: i64| u64::try_from(many).unwrap_or_default();
            shares.push(Share {
                calls: states.iter().map(|(_, many)| count(*many)).sum(),
                recorded: states.iter().filter(|(state, _)| was(*state)).map(|(_, many)| count(*many)).sum(),
                percent: rules.share_percent,
            });
        }
        Ok(shares)
    }

    fn listening_entries(&self, realm: &Realm) -> Result<u64, GateError> {
        let (mut after, mut entries) = (i64::MIN, 0);
        loop {
            let seen = self.data.read(|tx| self.ledger.after(tx, after, PAGE * 4))?;
            let Some(last) = seen.last() else { return Ok(entries) };
            after = last.entry;
            let of_listening = seen.iter().filter(|one| {
                let line = &one.line;
                line.register == realm.register.as_str() && line.action == "listen" && line.outcome == DONE
            });
            entries += of_listening.count() as u64;
        }
    }
}

/// Kinds that tell of calls, beside recordings of which the statement tells a share.
fn facts(realm: &Realm) -> impl Iterator<Item = (&ObjectKind, &Recording)> {
    let kinds = &realm.statement().objects;
    let recorded = kinds.iter().filter_map(|kind| Some((kind, kind.recording.as_ref()?)));
    recorded.filter(|(_, rules)| rules.share_percent < 100).flat_map(move |(kind, rules)| {
        let parents = kinds.iter().filter(move |parent| kind.parents.contains(&parent.id));
        parents.map(move |parent| (parent, rules))
    })
}

/// Whether the statement lets anybody listen to the kind for the purpose in this way. What was kept for a person's right is heard
/// by those whose task it is.
fn is_allowed(realm: &Realm, row: &heard::WayRow) -> Result<bool, GateError> {
    let Some(rules) = realm.kind(row.kind).and_then(|kind| kind.recording.as_ref()) else { return Ok(false) };
    let how = if row.how == RIGHT { number(Listening::Task) } else { row.how };
    let purpose = realm.id::<seloste_register::id::kind::Purpose>(row.purpose)?;
    Ok(rules.listeners.iter().any(|one| one.purposes.contains(&purpose) && number(one.how) == how))
}
