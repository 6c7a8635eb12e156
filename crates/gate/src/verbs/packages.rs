//! A copy of somebody's data as a job: ordered in a case where it was granted, put together file by file by whoever has time,
//! sealed with the person's own key while it waits, fetched as often as needed until it ends. Not here: what is in it
//! (`package.rs`), how its files are written (the program).

use super::{
    package::is_granted,
    reach::{Asker, reach},
    recorded::to_be_given,
};
use crate::{
    Gate, GateError,
    ask::{AccountId, Ask, OWN_PURPOSE},
    card::SubjectRef,
    decide::{Categories, Permit, Verb, chain},
    ledger::{DONE, Entry},
    opened::moment,
    package::Behalf,
    packages::{self, PackageJob, PackageOrder, PackageRow, PackageState, PackedFile, Stand},
    payload::Garbled,
    proof::{WORDS, Writing, open_order},
    realm::Realm,
    request::RequestRef,
    store::asked,
    values::{problem, problem_at},
    vault::{self, Place, PlaceKind, SubjectKey},
};
use jiff::{SignedDuration, Timestamp};
use seloste_db::Tx;
use seloste_register::{
    id::{PurposeId, RegisterId},
    text::Lang,
};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

/// How long a copy can be fetched: two weeks, so that it is no second register.
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Bytes of a chunk before it is sealed.
const CHUNK: usize = 256 * 1024;
/// Chunks that a file may have: a GiB.
const CHUNKS: i64 = 4096;

/// For what a copy was ordered.
#[derive(Serialize, Deserialize)]
struct Ordered {
    purpose: String,
    reason: Option<String>,
    lang: String,
}

impl Drop for Ordered {
    fn drop(&mut self) {
        self.reason.zeroize();
    }
}

/// Where a chunk stands: in a copy, in a file, at a place in it.
const fn part_place((register, subject, package): (i64, i64, i64), file: i64, chunk: i64) -> Place {
    let version = file * CHUNKS + chunk;
    Place { register, subject, kind: PlaceKind::Package, category: WORDS, row: package, version: version + 1 }
}

/// Where the order itself stands.
pub(crate) const fn order_place((register, subject, package): (i64, i64, i64)) -> Place {
    Place { register, subject, kind: PlaceKind::Package, category: WORDS, row: package, version: 0 }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Orders a copy in a case where it was granted. One that is on its way or ready already is that one.
    pub fn order_package(
        &self,
        ask: &Ask,
        request: &RequestRef,
        lang: Lang,
    ) -> Result<PackageOrder, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Package)?;
        let (case, subject, key) = self.packed_case(realm, ask, request)?;
        if let Some(there) = self.present_package(realm, (subject, case))? {
            return order(request, &there);
        }
        permit.admit_words(subject, Categories::NONE);
        let (package, now) = (self.next_number(realm)?, self.clock.now());
        let at = (realm.number, subject, package);
        let for_what = Ordered {
            purpose: ask.purpose.to_string(),
            reason: ask.reason.clone(),
            lang: lang.code().to_owned(),
        };
        let plain = Zeroizing::new(serde_json::to_vec(&for_what).map_err(|_| GateError::from(Garbled))?);
        let row = PackageRow {
            register: realm.number,
            subject,
            package,
            case,
            account: ask.actor.account.0,
            state: PackageState::Waiting.number(),
            made: 0,
            of: 0,
            ordered: now.as_millisecond(),
            due: now.as_millisecond(),
            ends: until(now),
            tries: 0,
            body: vault::seal(&key, &order_place(at), &plain)?.0,
        };
        let work = |tx: &mut Tx<'_>, _: &Writing<'_>| {
            // Of two orders at once the later one is the first.
            tx.lock(&format!("package {} {case}", realm.number))?;
            let there = newest(tx, (realm.number, subject, case), now)?.filter(is_there);
            if there.is_none() {
                packages::add(tx, &row)?;
            }
            Ok(there)
        };
        let (_, there) = self.record((realm, ask), permit, &[&key], work)?;
        order(request, &there.unwrap_or(row))
    }

    /// How the newest copy of a case stands; `None` when none was ordered, or it has ended.
    pub fn package_order(&self, ask: &Ask, request: &RequestRef) -> Result<Option<PackageOrder>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let opened = self.open_request(ask, request)?;
        let subject = opened.subject.as_ref().and_then(|one| self.subject_number(realm, one));
        let Some(case) = self.request_number(realm, request) else { return Ok(None) };
        let subject = match subject {
            Some(subject) => subject,
            None if self.is_of_staff(realm, case)? => case,
            None => return Ok(None),
        };
        let found = self.newest_package(realm, (subject, case))?;
        found.map(|row| order(request, &row)).transpose()
    }

    /// The newest copies of a person who is signed in, one a case. The caller vouches that it is the person.
    pub fn own_packages(
        &self,
        register: &RegisterId,
        subject: &SubjectRef,
    ) -> Result<Vec<PackageOrder>, GateError> {
        let realm = &*self.realm(register)?;
        let person = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let now = self.clock.now().as_millisecond();
        let mut rows = self.data.read(|tx| packages::of(tx, realm.number, person))?;
        let mut seen = Vec::new();
        rows.retain(|row| {
            row.ends > now && !seen.contains(&row.case) && {
                seen.push(row.case);
                true
            }
        });
        rows.iter().map(|row| order(&self.request_ref(realm, row.case)?, row)).collect()
    }

    /// The files of a copy that is ready. The entry is durable before any of them opens.
    pub fn fetch_package(
        &self,
        ask: &Ask,
        (subject, request): (&SubjectRef, &RequestRef),
        behalf: Behalf<'_>,
    ) -> Result<Vec<PackedFile>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Package)?;
        let about = (Verb::Package, None);
        let Some(id) = self.subject_number(realm, subject) else {
            return Err(self.absent(realm, ask, about));
        };
        self.may_be_packed(realm, ask, id, behalf)?;
        let asker = Asker::new(realm, ask);
        let found = self.data.read(|tx| reach(tx, realm, &permit, &asker, id))?;
        self.reached(realm, ask, (Verb::Package, Some(id)), found)?;
        let Some(key) = self.subject_key(realm, id)? else { return Err(self.absent(realm, ask, about)) };
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let row = self.newest_package(realm, (id, case))?;
        if row.is_none() && matches!(behalf, Behalf::Own) {
            // Another's case is as if it were not there.
            return Err(GateError::Absent);
        }
        let row = row.filter(|row| row.state == PackageState::Ready.number()).ok_or_else(not_ready)?;
        self.unpack((realm, ask), permit, &row, &key)
    }

    /// The files of a copy about calls that somebody of the staff answered (R2-011).
    pub fn fetch_staff_package(&self, ask: &Ask, request: &RequestRef) -> Result<Vec<PackedFile>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Package)?;
        let (case, subject, key) = self.packed_case(realm, ask, request)?;
        if case != subject {
            return Err(super::package::not_granted());
        }
        let row = self.newest_package(realm, (subject, case))?;
        let row = row.filter(|row| row.state == PackageState::Ready.number()).ok_or_else(not_ready)?;
        self.unpack((realm, ask), permit, &row, &key)
    }

    /// Whether a case is about calls that somebody of the staff answered.
    fn is_of_staff(&self, realm: &Realm, case: i64) -> Result<bool, GateError> {
        let account = self.data.read(|tx| crate::store::recorded::staff_of(tx, realm.number, case))?;
        Ok(account.is_some())
    }

    fn unpack(
        &self,
        (realm, ask): (&Realm, &Ask),
        mut permit: Permit,
        row: &PackageRow,
        key: &SubjectKey,
    ) -> Result<Vec<PackedFile>, GateError> {
        let at = (row.register, row.subject, row.package);
        let parts = self.data.read(|tx| packages::parts(tx, at))?;
        permit.admit_words(row.subject, Categories::NONE);
        let recorded = self.record_alone((realm, ask), permit, &[key])?;
        let mut files: Vec<PackedFile> = Vec::new();
        for (file, chunk, body) in parts {
            let place = part_place(at, file, chunk);
            let plain = chain::unseal(&recorded, |covered| {
                Ok::<_, GateError>(vault::unseal(covered, key, &place, &body)?)
            })?;
            match files.last_mut() {
                Some(last) if chunk > 0 => last.bytes.extend_from_slice(&plain),
                _ => {
                    let name = String::from_utf8(plain.to_vec()).map_err(|_| GateError::from(Garbled))?;
                    files.push(PackedFile { name, bytes: Zeroizing::new(Vec::new()) });
                }
            }
        }
        Ok(files)
    }

    /// Takes up the order that has waited longest; nobody else gets it before `lease` is over. For a job.
    pub fn package_next(&self, lease: SignedDuration) -> Result<Option<PackageJob>, GateError> {
        let now = self.clock.now();
        let until = now.checked_add(lease).unwrap_or(Timestamp::MAX).as_millisecond();
        loop {
            let Some(row) = self.data.write(|tx| packages::take(tx, now.as_millisecond(), until))? else {
                return Ok(None);
            };
            let at = (row.register, row.subject, row.package);
            let realms = self.realms.load();
            // A register that is not served now keeps its orders.
            let Some(realm) = realms.values().find(|realm| realm.number == row.register) else { continue };
            let Some(key) = self.subject_key(realm, row.subject)? else {
                self.data.write(|tx| packages::delete(tx, at))?;
                continue;
            };
            let plain = open_order(&key, at, &row.body)?;
            let mut ordered: Ordered =
                serde_json::from_slice(&plain).map_err(|_| GateError::from(Garbled))?;
            return Ok(Some(PackageJob {
                register: realm.register.clone(),
                subject: self.subject_ref(realm, row.subject)?,
                request: self.request_ref(realm, row.case)?,
                account: AccountId(row.account),
                purpose: PurposeId::new(&ordered.purpose).map_err(|_| GateError::from(Garbled))?,
                reason: ordered.reason.take().map(Zeroizing::new),
                lang: Lang::from_code(&ordered.lang).unwrap_or_default(),
                tries: row.tries,
                at,
            }));
        }
    }

    /// Keeps a file of a copy, sealed; puts down how far the job is. A job that was cut short begins again from the first file:
    /// all the files tell of the same moment.
    pub fn package_keep(
        &self,
        job: &PackageJob,
        (file, of): (u32, u32),
        (name, bytes): (&str, &[u8]),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&job.register)?;
        let key = self.subject_key(realm, job.at.1)?.ok_or(GateError::Absent)?;
        let mut parts = Vec::new();
        let chunks = std::iter::once(name.as_bytes()).chain(bytes.chunks(CHUNK));
        for (chunk, plain) in (0_i64..).zip(chunks) {
            if chunk >= CHUNKS {
                return Err(GateError::Failed("a file of a copy is larger than a GiB".to_owned()));
            }
            let sealed = vault::seal(&key, &part_place(job.at, i64::from(file), chunk), plain)?.0;
            parts.push((i64::from(file), chunk, sealed));
        }
        let made = Stand {
            state: PackageState::Making,
            made: i64::from(file) + 1,
            of: i64::from(of),
            ends: until(self.clock.now()),
        };
        self.data.write(|tx| {
            if file == 0 {
                packages::empty(tx, job.at)?;
            }
            if !packages::stand(tx, job.at, made)? {
                return Err(GateError::Absent);
            }
            for part in &parts {
                packages::put(tx, job.at, part)?;
            }
            Ok(())
        })
    }

    /// Ends a job: the copy is ready with so many files, or it could not be put together.
    pub fn package_ended(
        &self,
        job: &PackageJob,
        state: PackageState,
        files: u32,
    ) -> Result<Timestamp, GateError> {
        let realm = &*self.realm(&job.register)?;
        let key = self.subject_key(realm, job.at.1)?.ok_or(GateError::Absent)?;
        let (ends, case) = (until(self.clock.now()), self.request_number(realm, &job.request));
        let stand = Stand { state, made: i64::from(files), of: i64::from(files), ends };
        let entry = Entry {
            at: self.clock.now().as_millisecond(),
            account: None,
            register: (realm.number, realm.register.as_str()),
            action: "package-made",
            purpose: OWN_PURPOSE,
            outcome: if state == PackageState::Ready { DONE } else { "stopped" },
            categories: &[],
            subjects: &[(job.at.1, &key)],
        };
        self.data.write(|tx| {
            if state != PackageState::Ready {
                packages::empty(tx, job.at)?;
            }
            if !packages::stand(tx, job.at, stand)? {
                return Err(GateError::Absent);
            }
            if let (PackageState::Ready, Some(case)) = (state, case) {
                handed_over(tx, realm.number, (case, entry.at))?;
            }
            self.ledger.append(tx, &entry)
        })?;
        moment(ends)
    }

    /// Deletes copies that have ended; returns how many. For a job.
    pub fn sweep_packages(&self) -> Result<u64, GateError> {
        let now = self.clock.now().as_millisecond();
        let mut swept = 0;
        loop {
            let ended = self.data.read(|tx| packages::ended(tx, now))?;
            if ended.is_empty() {
                return Ok(swept);
            }
            self.data.write(|tx: &mut Tx<'_>| {
                for at in &ended {
                    packages::delete(tx, *at)?;
                }
                Ok::<_, GateError>(())
            })?;
            swept += u64::try_from(ended.len()).unwrap_or_default();
        }
    }

    /// The case in which a copy was granted, the person, and the person's key.
    fn packed_case(
        &self,
        realm: &Realm,
        ask: &Ask,
        request: &RequestRef,
    ) -> Result<(i64, i64, SubjectKey), GateError> {
        let opened = self.open_request(ask, request)?;
        let case = self.request_number(realm, request).ok_or(GateError::Absent)?;
        let subject = match opened.subject.as_ref().and_then(|one| self.subject_number(realm, one)) {
            Some(subject) => {
                self.may_be_packed(realm, ask, subject, Behalf::Case(request))?;
                subject
            }
            // Whoever answered calls is nobody of the register: their copy waits sealed with the case's own key.
            None if is_granted(&opened.case) && self.is_of_staff(realm, case)? => case,
            None => return Err(super::package::not_granted()),
        };
        let key = self.subject_key(realm, subject)?.ok_or(GateError::Absent)?;
        Ok((case, subject, key))
    }

    /// The newest copy of a case that has not ended.
    fn newest_package(
        &self,
        realm: &Realm,
        (subject, case): (i64, i64),
    ) -> Result<Option<PackageRow>, GateError> {
        self.data.read(|tx| newest(tx, (realm.number, subject, case), self.clock.now()))
    }

    /// The newest copy of a case, when it is on its way or ready.
    fn present_package(&self, realm: &Realm, place: (i64, i64)) -> Result<Option<PackageRow>, GateError> {
        Ok(self.newest_package(realm, place)?.filter(is_there))
    }
}

fn newest(
    tx: &mut Tx<'_>,
    (register, subject, case): (i64, i64, i64),
    now: Timestamp,
) -> Result<Option<PackageRow>, GateError> {
    let rows = packages::of(tx, register, subject)?;
    Ok(rows.into_iter().find(|row| row.case == case && row.ends > now.as_millisecond()))
}

/// Whether a copy is on its way or ready.
fn is_there(row: &PackageRow) -> bool {
    row.state != PackageState::Stopped.number()
}

/// The recordings that were granted in the case are in its copy now: their holds end (R2-024).
fn handed_over(tx: &mut Tx<'_>, register: i64, (case, at): (i64, i64)) -> Result<(), GateError> {
    for row in asked::of_case(tx, register, case)? {
        if row.handed.is_none() && to_be_given(&row) {
            asked::let_go(tx, register, (&row, Some(at)))?;
        }
    }
    Ok(())
}

fn until(now: Timestamp) -> i64 {
    now.checked_add(KEPT).unwrap_or(Timestamp::MAX).as_millisecond()
}

fn order(request: &RequestRef, row: &PackageRow) -> Result<PackageOrder, GateError> {
    Ok(PackageOrder {
        request: request.clone(),
        state: PackageState::read(row.state),
        made: u32::try_from(row.made).unwrap_or_default(),
        of: u32::try_from(row.of).unwrap_or_default(),
        ordered: moment(row.ordered)?,
        ends: moment(row.ends)?,
    })
}

fn not_ready() -> GateError {
    GateError::Problems(vec![problem_at(
        "package",
        problem(
            "package-not-ready",
            [
                "Jäljennöstä ei ole tilattu, se ei ole vielä valmis, tai sen aika on päättynyt.",
                "Kopian är inte beställd, inte färdig ännu, eller så har dess tid gått ut.",
                "The copy was not ordered, is not ready yet, or its time is over.",
            ],
            [
                "Katso sen tila tai tilaa uusi.",
                "Se dess status eller beställ en ny.",
                "Look how it stands, or order another.",
            ],
        ),
    )])
}
