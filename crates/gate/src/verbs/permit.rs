//! Records consents and prohibitions, and takes them back. Takes effect at once; what stood before stays on record.

mod several;

use super::age::{self, Speaker};
use super::reach::{Asker, channel_number, intake_number, reach};
use crate::{
    Gate, GateError, addresses,
    ask::Ask,
    card::{AddressMark, Exact, Permission, PermissionChange, PermissionKind, Set, SubjectRef},
    decide::{Categories, Verb},
    disclosures::{self, NoticeKind},
    errors::RefusalCode,
    keyring::erased::{About, LastWord},
    payload::Word,
    permissions::{CHANNELS, as_seen},
    personal::Personal,
    proof::{Writing, seal_notice},
    realm::Realm,
    store::{self, PermissionRow},
    values::{self, problem, problem_at},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{diagnostics::Problem, item, right::Intake, statement::model::Channel};

/// Longest notice in characters.
const NOTICE: usize = 2_000;
/// Most rows that one change writes: one a channel.
const ROWS: usize = 4;

/// A change that the statement knows.
pub(super) struct Known {
    pub(super) prohibition: bool,
    pub(super) kind: Word,
    /// Channels that it may be limited to.
    channels: Vec<Channel>,
    pub(super) wording: Option<i64>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Records a consent or a prohibition, or takes one back.
    pub fn permit(&self, ask: &Ask, subject: &SubjectRef, change: PermissionChange) -> Result<(), GateError> {
        self.permit_as(ask, subject, &[change], (Speaker::Person, None))
    }

    /// Records a consent that a child's guardian gave; its notice says who.
    pub fn permit_by_guardian(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        change: PermissionChange,
    ) -> Result<(), GateError> {
        self.permit_as(ask, subject, &[change], (Speaker::Guardian, None))
    }

    /// Records a consent or a prohibition for one of the person's telephone numbers or e-mail addresses alone, however it is
    /// written, or takes one back (R1-024, R4-018).
    pub fn permit_address(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        change: PermissionChange,
        address: &str,
    ) -> Result<(), GateError> {
        self.permit_as(ask, subject, &[change], (Speaker::Person, Some(address)))
    }

    fn permit_as(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        changes: &[PermissionChange],
        (speaker, address): (Speaker, Option<&str>),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Permit, subject))?;
        let refused = |error| self.recorded_refusal(realm, ask, (Verb::Permit, Some(id)), error);
        if !reached.granted.allows(Verb::Permit) {
            return Err(refused(GateError::Refused(realm.table.refusal(RefusalCode::ActionNotGranted, ask))));
        }
        if changes.is_empty() {
            return Err(refused(GateError::Problems(vec![problem_at(
                "direct-marketing",
                several::none_declared(),
            )])));
        }
        let known = |change| Ok((known(realm, ask, change)?, change));
        let known: Vec<(Known, &PermissionChange)> =
            changes.iter().map(known).collect::<Result<_, _>>().map_err(refused)?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Permit, None)));
        };
        let mut numbers = Vec::new();
        for _ in 0..ROWS * changes.len() {
            numbers.push(self.next_number(realm)?);
        }
        permit.admit(id, reached.granted, Categories::NONE);
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            if store::subject(tx, realm.number, id)?.is_none() {
                return Err(GateError::Absent);
            }
            let mut book =
                Book { tx, writing, key: &key, subject: id, address: None, numbers, words: Vec::new() };
            for (known, change) in &known {
                age::judge((book.tx, writing), (&key, id), (change, speaker), self.today())?;
                book.address = match address {
                    Some(written) => Some(own_address(book.tx, writing, (&key, id), (change, written))?),
                    None => None,
                };
                book.change(known, change)?;
            }
            // What forbids is remembered beside the keys before it is durable here, what allows after: a stop in between
            // leaves the stricter of the two.
            let (strict, loose): (Vec<LastWord>, Vec<LastWord>) =
                book.words.into_iter().partition(LastWord::is_strict);
            self.keyring.put_words(realm.number, id, &strict)?;
            if !strict.is_empty() {
                // Who works with what it was given stops as well (R5-026).
                let at = writing.now().as_millisecond();
                disclosures::queue(tx, (realm.number, id), (NoticeKind::Stopped, at), &[])?;
            }
            Ok(loose)
        };
        let (_, loose) = self.record((realm, ask), permit, &[&key], work)?;
        self.keyring.put_words(realm.number, id, &loose)
    }

    /// All consents and prohibitions that a subject ever had, newest first.
    pub fn permissions(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Permission>, GateError> {
        let worded = self.worded_permissions(ask, subject)?;
        Ok(worded.into_iter().map(|(permission, _)| permission).collect())
    }

    /// The same, each with the notice that it rests on (R4-029, R6-027). What is kept apart as evidence is for proving alone.
    pub fn worded_permissions(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
    ) -> Result<Vec<(Permission, Option<Personal>)>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Permissions)?;
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, (Verb::Permissions, None)));
        };
        let asker = Asker::new(realm, ask);
        let (found, rows) = self.data.read(|tx| {
            let found = reach(tx, realm, &permit, &asker, id)?;
            Ok::<_, GateError>((found, store::permissions(tx, realm.number, id)?))
        })?;
        let reached = self.reached(realm, ask, (Verb::Permissions, Some(id)), found)?;
        if !reached.granted.allows(Verb::Permissions) {
            let refusal = realm.table.refusal(RefusalCode::ActionNotGranted, ask);
            return Err(self.refused(realm, ask, (Verb::Permissions, Some(id)), refusal));
        }
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Permissions, None)));
        };
        permit.admit_words(id, Categories::NONE);
        let recorded = self.record_alone((realm, ask), permit, &[&key])?;
        let seen = |(one, notice)| {
            let one = as_seen(realm.rules(), &ask.purpose, one);
            let shown = one.exact == Exact::Moment;
            (one, if shown { notice } else { None })
        };
        let rows = self.noticed(realm, &recorded, &key, (id, &rows))?;
        Ok(rows.into_iter().map(seen).collect())
    }
}

pub(super) fn known(realm: &Realm, ask: &Ask, change: &PermissionChange) -> Result<Known, GateError> {
    let statement = realm.statement();
    let known = match &change.what {
        PermissionKind::Prohibition(id) => {
            let declared = statement.prohibitions.iter().find(|one| one.id == *id);
            let declared = declared.ok_or_else(|| values::not_declared(realm, ask, id.as_str()))?;
            Known {
                prohibition: true,
                kind: realm.word(id)?,
                channels: declared.channels.clone(),
                wording: None,
            }
        }
        PermissionKind::Consent(id) => {
            let declared = statement.consents.iter().find(|one| one.id == *id);
            let declared = declared.ok_or_else(|| values::not_declared(realm, ask, id.as_str()))?;
            Known {
                prohibition: false,
                kind: realm.word(id)?,
                channels: declared.channels.clone(),
                wording: Some(i64::from(declared.version)),
            }
        }
    };
    let mut problems = Vec::new();
    match change.channel {
        Some(channel) if !known.channels.contains(&channel) => {
            problems.push(problem_at("channel", other_channel()));
        }
        // Each channel of a consent is asked for by itself (R1-015, R4-030).
        None if !known.prohibition && !known.channels.is_empty() && change.set == Set::InForce => {
            problems.push(problem_at("channel", each_channel()));
        }
        _ => {}
    }
    if change.notice.as_deref().is_some_and(|notice| notice.chars().count() > NOTICE) {
        problems.push(problem_at("notice", long_notice()));
    }
    if problems.is_empty() { Ok(known) } else { Err(GateError::Problems(problems)) }
}

/// A subject's permissions while they are being changed.
struct Book<'a, 'b, 'c> {
    tx: &'a mut Tx<'b>,
    writing: &'a Writing<'c>,
    key: &'a SubjectKey,
    subject: i64,
    /// The one number or address that it is about; `None`: all.
    address: Option<AddressMark>,
    numbers: Vec<i64>,
    /// What was said, to be remembered beside the keys.
    words: Vec<LastWord>,
}

impl Book<'_, '_, '_> {
    /// What a person has said on their own pages, only they take back.
    fn change(&mut self, known: &Known, change: &PermissionChange) -> Result<(), GateError> {
        let (realm, ask) = (self.writing.realm, self.writing.ask);
        match change.set {
            Set::InForce => self.put_in_force(known, change),
            Set::TakenBack if ask.actor.own.is_none() && self.is_own_word(known, change)? => {
                Err(GateError::Refused(realm.table.refusal(RefusalCode::OwnWord, ask)))
            }
            Set::TakenBack => self.take_back(known, change),
        }
    }

    fn in_force(&mut self, known: &Known) -> Result<Vec<PermissionRow>, GateError> {
        let mut rows = store::permissions(self.tx, self.writing.realm.number, self.subject)?;
        rows.retain(|row| {
            row.until.is_none() && row.prohibition == known.prohibition && row.kind == known.kind
        });
        Ok(rows)
    }

    /// A prohibition that stands already in this width, or wider, stays with its date; so does a consent to the same
    /// wording. A consent never touches a prohibition (R1-018).
    fn put_in_force(&mut self, known: &Known, change: &PermissionChange) -> Result<(), GateError> {
        let base = channel_number(change.channel);
        let channel = self.address.map_or(base, |mark| addresses::with(base, mark));
        let rows = self.in_force(known)?;
        let same_wording = |row: &PermissionRow| known.prohibition || row.wording == known.wording;
        let as_wide = |row: &PermissionRow| {
            let (number, address) = addresses::parted(row.channel);
            (number == base || number == 0) && (address.is_none() || address == self.address)
        };
        if rows.iter().any(|row| as_wide(row) && same_wording(row)) {
            return Ok(());
        }
        // A consent to newer words ends the one to older words; narrower prohibitions stay beside the wider one.
        if !known.prohibition {
            for row in rows.iter().filter(|row| row.channel == channel) {
                self.end(row)?;
            }
        }
        self.add(known, change, channel)
    }

    /// Whether what would be lifted is a prohibition that the person set on their own pages.
    fn is_own_word(&mut self, known: &Known, change: &PermissionChange) -> Result<bool, GateError> {
        let (channel, own_address) = (channel_number(change.channel), self.address);
        let meant = |row: &PermissionRow| {
            let (number, address) = addresses::parted(row.channel);
            address == own_address && (change.channel.is_none() || number == channel || number == 0)
        };
        let own = intake_number(Intake::Account);
        let rows = self.in_force(known)?;
        Ok(known.prohibition && rows.iter().any(|row| meant(row) && row.by_channel == own))
    }

    /// Withdraws or lifts in one channel, or in all. What stood for all channels goes on in those that were not named. A
    /// prohibition of one number stays until it is lifted by itself; a consent for one goes with the others.
    fn take_back(&mut self, known: &Known, change: &PermissionChange) -> Result<(), GateError> {
        let base = channel_number(change.channel);
        let mut wider = false;
        for row in self.in_force(known)? {
            let (number, address) = addresses::parted(row.channel);
            let named = change.channel.is_none() || number == base;
            match (self.address, address) {
                (Some(own), Some(other)) if own == other && (named || number == 0) => self.end(&row)?,
                (Some(_), Some(_)) => {}
                (Some(_), None) => wider |= number == base || number == 0 || base == 0,
                (None, Some(_)) if known.prohibition || !named => {}
                (None, Some(_)) => self.end(&row)?,
                (None, None) if named => self.end(&row)?,
                (None, None) if row.channel == 0 => {
                    self.end(&row)?;
                    for channel in CHANNELS.into_iter().filter(|channel| Some(*channel) != change.channel) {
                        self.add(known, change, channel_number(Some(channel)))?;
                    }
                }
                (None, None) => {}
            }
        }
        if wider { Err(GateError::Problems(vec![problem_at("address", said_of_all())])) } else { Ok(()) }
    }

    fn end(&mut self, row: &PermissionRow) -> Result<(), GateError> {
        let now = self.writing.now().as_millisecond();
        self.words.push(word(row, 0, now));
        Ok(store::end_permission(self.tx, self.writing.realm.number, self.subject, row.permission, now)?)
    }

    fn add(&mut self, known: &Known, change: &PermissionChange, channel: i64) -> Result<(), GateError> {
        let register = self.writing.realm.number;
        let permission =
            self.numbers.pop().ok_or_else(|| GateError::Failed("too many permissions at once".to_owned()))?;
        let notice = change.notice.as_deref().filter(|notice| !notice.trim().is_empty());
        let body = notice
            .map(|notice| seal_notice(self.key, (register, self.subject, permission), notice))
            .transpose()?;
        let row = PermissionRow {
            permission,
            prohibition: known.prohibition,
            kind: known.kind,
            channel,
            since: self.writing.now().as_millisecond(),
            until: None,
            by_channel: intake_number(change.by),
            wording: known.wording,
            account: self.writing.ask.actor.account.0,
            body,
        };
        self.words.push(word(&row, 1, row.since));
        Ok(store::add_permission(self.tx, register, self.subject, &row)?)
    }
}

/// The mark of a number or address that the person really has, however it was written.
fn own_address(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    (key, subject): (&SubjectKey, i64),
    (change, written): (&PermissionChange, &str),
) -> Result<AddressMark, GateError> {
    let realm = writing.realm;
    let rows = store::sealed(tx, realm.number, subject)?;
    for item in realm.statement().items.iter().filter(|item| !addresses::ways(item).is_empty()) {
        let Ok(value) = item::read(item, written, None) else { continue };
        if change.channel.is_some_and(|channel| !addresses::ways(item).contains(&channel)) {
            continue;
        }
        let category = realm.category_of(item.category.as_ref()).and_then(|at| realm.category_word(at));
        let Some(row) = rows.iter().find(|row| Some(row.category) == category) else { continue };
        let items = writing.rework(key, row)?;
        let stored = items.get(realm.word(&item.id)?);
        if stored.is_some_and(|stored| stored.values.iter().any(|one| one.normal.as_str() == value.normal()))
        {
            return Ok(addresses::mark(realm, value.normal()));
        }
    }
    Err(GateError::Problems(vec![problem_at("address", not_theirs())]))
}

/// What a row says, as it is remembered.
pub(super) const fn word(row: &PermissionRow, set_to: i64, at: i64) -> LastWord {
    let what = if row.prohibition { About::Prohibition } else { About::Consent };
    LastWord { what, kind: row.kind, channel: row.channel, by_channel: row.by_channel, set_to, at }
}

fn not_theirs() -> Problem {
    problem(
        "not-theirs",
        [
            "Henkilöllä ei ole tätä numeroa tai osoitetta, tai sitä ei käytetä tähän kanavaan.",
            "Personen har inte det här numret eller den här adressen, eller så används den inte i kanalen.",
            "The person does not have this number or address, or it is not used in this channel.",
        ],
        [
            "Valitse henkilön numeroista tai osoitteista.",
            "Välj bland personens nummer eller adresser.",
            "Choose one of the person's numbers or addresses.",
        ],
    )
}

fn said_of_all() -> Problem {
    problem(
        "said-of-all",
        [
            "Henkilön sana koskee kaikkia numeroita ja osoitteita, joten sitä ei voi perua vain yhdeltä.",
            "Personens ord gäller alla nummer och adresser, så det kan inte tas tillbaka för bara ett.",
            "The person's word is about all numbers and addresses: it can't be taken back for one alone.",
        ],
        [
            "Peru se kokonaan, tai kiellä tämä numero tai osoite erikseen.",
            "Ta tillbaka det helt, eller förbjud det här numret eller den här adressen särskilt.",
            "Take it back as a whole, or prohibit this number or address by itself.",
        ],
    )
}

fn other_channel() -> Problem {
    problem(
        "other-channel",
        [
            "Tätä ei voi rajata tähän kanavaan.",
            "Detta kan inte begränsas till den kanalen.",
            "This can't be limited to that channel.",
        ],
        [
            "Valitse jokin luetelluista kanavista.",
            "Välj en av kanalerna i listan.",
            "Choose one of those listed.",
        ],
    )
}

fn each_channel() -> Problem {
    problem(
        "each-channel",
        [
            "Suostumus annetaan jokaiseen kanavaan erikseen.",
            "Samtycke ges för varje kanal för sig.",
            "Consent is given for each channel by itself.",
        ],
        ["Valitse kanava.", "Välj kanal.", "Choose the channel."],
    )
}

fn long_notice() -> Problem {
    problem(
        "too-long",
        [
            "Ilmoituksen teksti on liian pitkä: enintään 2000 merkkiä.",
            "Meddelandet är för långt: högst 2000 tecken.",
            "The notice is too long: at most 2000 characters.",
        ],
        ["Lyhennä sitä.", "Förkorta det.", "Shorten it."],
    )
}
