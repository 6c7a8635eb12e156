//! The only way to personal data. Personal data is stored sealed; one of the verbs below opens it, against a declared
//! purpose, after its ledger entry is durable. Not here: pages, files, accounts.
//!
//! # Why nothing gets out undecided or unrecorded
//!
//! `decide` looks at the rules and gives a permit; `record` spends it on a ledger entry and, when that is durable, gives a
//! proof; `unseal` opens, against the proof, what the proof covers. The compiler holds this chain. What follows does not
//! compile; each example is a test.
//!
//! A page can name neither the permit, nor the proof, nor what opens:
//!
//! ```compile_fail,E0603
//! use seloste_gate::decide::Permit;
//! ```
//! ```compile_fail,E0603
//! use seloste_gate::proof::Recorded;
//! ```
//! ```compile_fail,E0603
//! use seloste_gate::vault::unseal;
//! ```
//! ```compile_fail,E0624
//! let open = seloste_gate::Gate::unseal;
//! ```
//!
//! Inside the gate the chain itself is one small file, which these examples read as it stands. It works in its order:
//!
//! ```
//! #[path = "decide/chain.rs"]
//! mod chain;
//! let permit = chain::Permit::granted("identity");
//! let (proof, ()) = chain::record(permit, |permit| Ok::<_, ()>((*permit, ()))).unwrap();
//! assert_eq!(chain::unseal(&proof, |covered| *covered), "identity");
//! ```
//!
//! A permit can't be built by hand, nor a proof:
//!
//! ```compile_fail,E0603
//! #[path = "decide/chain.rs"]
//! mod chain;
//! let permit = chain::Permit("identity");
//! ```
//! ```compile_fail,E0603
//! #[path = "decide/chain.rs"]
//! mod chain;
//! let proof = chain::Recorded("identity");
//! ```
//!
//! Nothing opens before it is recorded, with a permit alone:
//!
//! ```compile_fail,E0308
//! #[path = "decide/chain.rs"]
//! mod chain;
//! let permit = chain::Permit::granted("identity");
//! chain::unseal(&permit, |covered| *covered);
//! ```
//!
//! A permit is spent once, and can't be copied to be spent again:
//!
//! ```compile_fail,E0382
//! #[path = "decide/chain.rs"]
//! mod chain;
//! let permit = chain::Permit::granted("identity");
//! let first = chain::record(permit, |permit| Ok::<_, ()>((*permit, ())));
//! let second = chain::record(permit, |permit| Ok::<_, ()>((*permit, ())));
//! ```
//! ```compile_fail,E0308
//! #[path = "decide/chain.rs"]
//! mod chain;
//! let permit = chain::Permit::granted("identity");
//! let copy: chain::Permit<&str> = (&permit).clone();
//! ```
//!
//! What was opened can't be printed, sent or copied by accident, nor be made up:
//!
//! ```compile_fail,E0277
//! fn print(name: seloste_gate::personal::Personal) -> String {
//!     format!("{name}")
//! }
//! ```
//! ```compile_fail,E0277
//! fn log(name: seloste_gate::personal::Personal) -> String {
//!     format!("{name:?}")
//! }
//! ```
//! ```compile_fail,E0277
//! fn send(name: &seloste_gate::personal::Personal) -> String {
//!     serde_json::to_string(name).unwrap()
//! }
//! ```
//! ```compile_fail,E0308
//! fn copy(name: &seloste_gate::personal::Personal) -> seloste_gate::personal::Personal {
//!     name.clone()
//! }
//! ```
//! ```compile_fail,E0624
//! let name = seloste_gate::personal::Personal::new("Aino".to_owned().into());
//! ```

mod addresses;
mod apart;
pub mod ask;
pub mod bench;
pub mod breach;
pub mod campaign;
pub mod card;
mod certificates;
pub mod clock;
pub mod confirmation;
mod consented;
pub mod erasure;
pub mod errors;
pub mod extracts;
mod holds;
pub mod import;
pub mod incoming;
pub mod investigation;
pub mod personal;

mod batches;
mod breaches;
pub mod catalogues;
mod decide;
mod derived;
pub mod disclosures;
mod keyring;
pub mod ledger;
mod limits;
pub mod mailing;
mod media;
pub mod mentions;
pub mod merging;
mod names;
mod opened;
mod pace;
pub mod package;
pub mod packages;
mod payload;
pub mod permissions;
pub mod policy;
mod proof;
pub mod quality;
mod realm;
pub mod recorded;
pub mod recording;
pub mod request;
mod requests;
mod retention;
pub mod security;
pub mod selector;
pub mod source_notices;
mod statistics;
mod store;
mod suppression;
pub mod tally;
mod ties;
mod tokens;
mod values;
mod vault;
mod verbs;
mod words;

/// What a look at everything stored found.
pub mod examine {
    pub use crate::verbs::examine::{Examined, Files, Judged, Missing, Overdue, Recordings, Share};
}
/// What is on record of disclosures, requests and holds, held against the rules.
pub mod records {
    pub use crate::verbs::records::{Answers, Concerned, GivenOut, Held};
}
/// What a look through the ledger found.
pub mod replay {
    pub use crate::verbs::replay::{Outside, Replayed, Why};
}

pub use keyring::memory::Memory;

pub use certificates::{Certificate, RunState};
pub use verbs::{
    Addressed, Along, Bound, Fact, Invitation, Link, LinkAsks, LookAlikes, Matched, Outgoing, Receipt,
    Rederived, Restored, Retained, SourceLetter, Statistic, Survey, Swept, Trial, WaitingInvitation,
};

pub use verbs::Left;
pub use verbs::{Caution, Context, LinkChange, ObjectLink, Who};
pub use verbs::{MentionPage, MentionSearch};

use arc_swap::ArcSwap;
use jiff::tz::TimeZone;
use keyring::Keyring;
use ledger::Ledger;
use realm::Realm;
use seloste_db::Db;
use seloste_register::{id::RegisterId, statement::Rules};
use std::{
    collections::HashMap,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, atomic::AtomicI64},
};
use zeroize::Zeroizing;

pub use errors::GateError;

/// Where a controller's keys are.
#[derive(Debug, Clone)]
pub enum KeyringAt {
    /// A folder of its own: `keyring.db`, and `kek` (mode 0600).
    Folder(PathBuf),
    /// A PostgreSQL address and schema, and the folder that holds `kek`.
    Url(String, String, PathBuf),
}

/// The registers of a controller.
type Realms = HashMap<RegisterId, Arc<Realm>>;

fn realms(data: &Db, keyring: &Keyring, rules: Vec<Rules>) -> Result<Realms, GateError> {
    let realms = realm::build(data, keyring, rules)?;
    Ok(realms.into_iter().map(|realm| (realm.register.clone(), Arc::new(realm))).collect())
}

/// One controller's gate: its registers, data, keys and ledger.
pub struct Gate {
    data: Db,
    keyring: Arc<Keyring>,
    ledger: Ledger,
    media: media::Media,
    clock: Arc<dyn clock::Clock>,
    zone: TimeZone,
    /// Registers under the rules in force; replaced whole, so that no verb meets half of a change.
    realms: ArcSwap<Realms>,
    /// Numbers taken for new rows and not used yet, by register.
    numbers: Mutex<HashMap<i64, Range<i64>>>,
    pace: pace::Pace,
    /// How many waited for the index when it was last looked at.
    waiting: AtomicI64,
}

impl Gate {
    /// Opens a gate over a controller's data, keyring and folder of recordings; makes keys and folder on first use.
    ///
    /// # Errors
    /// When the keyring does not belong to the data, or the machine fails.
    pub fn open(
        data: Db,
        (keyring, media): (&KeyringAt, &Path),
        rules: Vec<Rules>,
        clock: Arc<dyn clock::Clock>,
    ) -> Result<Self, GateError> {
        let keyring = Arc::new(Keyring::open(keyring, &data)?);
        let ledger = Ledger::open(data.clone(), Arc::clone(&keyring))?;
        let media = media::Media::open(media)?;
        let realms = ArcSwap::from_pointee(realms(&data, &keyring, rules)?);
        let zone = clock::zone();
        let gate = Self {
            data,
            keyring,
            ledger,
            media,
            clock,
            zone,
            realms,
            numbers: Mutex::default(),
            pace: pace::Pace::default(),
            waiting: AtomicI64::new(0),
        };
        gate.settle_all()?;
        gate.sweep_media()?;
        Ok(gate)
    }

    /// Puts other effective rules into force for registers of this controller. Verbs at work end under the rules that they
    /// began with; every later one obeys the new. All the registers change at once.
    ///
    /// # Errors
    /// When the rules are of a register that this gate does not keep, declare too much, or the machine fails; then nothing
    /// changes.
    pub fn put_in_force(&self, rules: Vec<Rules>) -> Result<(), GateError> {
        let kept = self.realms.load();
        if rules.iter().any(|rules| !kept.contains_key(&rules.statement().register.id)) {
            return Err(GateError::Absent);
        }
        let new = realms(&self.data, &self.keyring, rules)?;
        self.realms.rcu(|realms| {
            let mut realms = Realms::clone(realms);
            realms.extend(new.iter().map(|(register, realm)| (register.clone(), Arc::clone(realm))));
            realms
        });
        Ok(())
    }

    /// The effective rules of a register, if it is one of this controller's.
    #[must_use]
    pub fn rules(&self, register: &RegisterId) -> Option<Arc<Rules>> {
        self.realms.load().get(register).map(|realm| Arc::clone(realm.rules()))
    }

    /// The registers behind this gate.
    #[must_use]
    pub fn registers(&self) -> Vec<RegisterId> {
        let mut registers: Vec<RegisterId> = self.realms.load().keys().cloned().collect();
        registers.sort();
        registers
    }

    /// The controller's data, for tables without personal data (accounts, sessions, batches).
    #[must_use]
    pub const fn data(&self) -> &Db {
        &self.data
    }

    /// The key that the code apps of staff are derived from and that attempts to sign in are counted by. It stands in the
    /// keyring, so that a copy of the data alone gives nobody's second factor. No personal data of subjects hangs on it.
    ///
    /// # Errors
    /// When the keyring fails.
    pub fn staff_key(&self) -> Result<Zeroizing<[u8; 32]>, GateError> {
        let (_, key) = self.keyring.secret(0, "staff")?;
        Ok(key)
    }

    /// The injected clock.
    #[must_use]
    pub const fn clock(&self) -> &Arc<dyn clock::Clock> {
        &self.clock
    }
}
