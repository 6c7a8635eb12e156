//! What must outlive the data and every copy of it: who was erased, what is kept of them, what keeps them from being brought
//! back, and each person's newest word. Not here: what is made of it (`verbs/erase`, `verbs/restore.rs`).

use super::Keyring;
use crate::{GateError, payload::Word, vault::SubjectKey};
use seloste_db::{Row, Tx, Value};
use std::sync::atomic::Ordering;

/// A category that is kept of somebody who was erased.
pub(crate) const CATEGORY: i64 = 1;
/// An object that is kept.
pub(crate) const OBJECT: i64 = 2;
/// A hold that keeps it.
pub(crate) const HOLD: i64 = 3;

/// Something that is kept of somebody who was erased, under the person's new key.
#[derive(Clone)]
pub(crate) struct Remain {
    pub(crate) place: i64,
    pub(crate) row: i64,
    pub(crate) kind: Word,
    pub(crate) state: Option<i64>,
    pub(crate) parent: Option<i64>,
    pub(crate) starts: i64,
    pub(crate) ends: Option<i64>,
    pub(crate) version: i64,
    pub(crate) body: Vec<u8>,
}

/// A mark with what it stands for: kind 0 is nothing but "not to be brought in by others again".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) mark: i64,
    pub(crate) kind: Word,
    pub(crate) channel: i64,
    pub(crate) by_channel: i64,
}

/// What a word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// A prohibition.
    Prohibition,
    /// A consent.
    Consent,
    /// A restriction of use.
    Restriction,
    /// A category that the person keeps to themselves.
    Kept,
    /// An item that was erased while the person stays (R5-130).
    ItemGone,
    /// An object that was erased, or out of which the card went; `channel` is whose it is.
    ObjectGone,
}

impl About {
    const fn number(self) -> i64 {
        match self {
            Self::Prohibition => 1,
            Self::Consent => 2,
            Self::Restriction => 3,
            Self::Kept => 4,
            Self::ItemGone => 5,
            Self::ObjectGone => 6,
        }
    }
    fn read(number: i64) -> Result<Self, GateError> {
        match number {
            1 => Ok(Self::Prohibition),
            2 => Ok(Self::Consent),
            3 => Ok(Self::Restriction),
            4 => Ok(Self::Kept),
            5 => Ok(Self::ItemGone),
            6 => Ok(Self::ObjectGone),
            _ => Err(GateError::Failed("a remembered word is unknown".to_owned())),
        }
    }
}

/// A person's newest word on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LastWord {
    pub(crate) what: About,
    pub(crate) kind: Word,
    pub(crate) channel: i64,
    pub(crate) by_channel: i64,
    /// 1 in force, 0 taken back.
    pub(crate) set_to: i64,
    pub(crate) at: i64,
}

impl LastWord {
    /// Whether it forbids rather than allows: such a word is remembered before the data know of it, another after.
    pub(crate) fn is_strict(&self) -> bool {
        (self.what == About::Consent) == (self.set_to == 0)
    }
}

/// An erasure, as the keyring carries it out.
pub(crate) struct Erasing {
    pub(crate) subject: i64,
    pub(crate) at: i64,
    pub(crate) group: Word,
    /// The key of what stays; `None`: nothing stays.
    pub(crate) key: Option<SubjectKey>,
    pub(crate) remains: Vec<Remain>,
    pub(crate) marks: Vec<Marked>,
}

/// Somebody who was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Erased {
    pub(crate) register: i64,
    pub(crate) subject: i64,
    pub(crate) group: Word,
}

impl Keyring {
    /// Destroys or replaces a subject's key, and remembers what must outlive the data, in one durable unit.
    pub(crate) fn erase(&self, register: i64, erasing: &Erasing) -> Result<(), GateError> {
        self.with_kek(|tx, kek| {
            let owner = [Value::Int(register), Value::Int(erasing.subject)];
            match &erasing.key {
                None => {
                    tx.run("DELETE FROM subject_key WHERE register_id = $1 AND subject_id = $2", &owner)?
                }
                Some(key) => {
                    let wrapped = kek.wrap_subject((register, erasing.subject), key)?;
                    let [register, subject] = owner;
                    let replace =
                        "UPDATE subject_key SET wrapped = $3 WHERE register_id = $1 AND subject_id = $2";
                    tx.run(replace, &[register, subject, Value::Bytes(&wrapped)])?
                }
            };
            super::covered::delete_of(tx, register, &[erasing.subject])?;
            super::former::delete_of(tx, register, &[erasing.subject])?;
            super::recordings::keep_only(tx, (register, erasing.subject), &erasing.remains)?;
            tx.run("DELETE FROM last_word WHERE register_id = $1 AND subject_id = $2", &owner)?;
            tx.run("DELETE FROM remains WHERE register_id = $1 AND subject_id = $2", &owner)?;
            for one in &erasing.remains {
                add_remain(tx, (register, erasing.subject), one)?;
            }
            for one in &erasing.marks {
                add_mark(tx, register, one, erasing.at)?;
            }
            tx.run(
                "INSERT INTO erased (register_id, subject_id, at, grp, settled) VALUES ($1, $2, $3, $4, 0)
                 ON CONFLICT (register_id, subject_id) DO UPDATE SET settled = 0",
                &[
                    Value::Int(register),
                    Value::Int(erasing.subject),
                    Value::Int(erasing.at),
                    Value::Int(erasing.group),
                ],
            )?;
            Ok(())
        })?;
        self.untidy.store(true, Ordering::SeqCst);
        self.tidy();
        Ok(())
    }

    /// The rows in the data are gone too.
    pub(crate) fn settled(&self, register: i64, subject: i64) -> Result<(), GateError> {
        let update = "UPDATE erased SET settled = 1 WHERE register_id = $1 AND subject_id = $2";
        self.db.write(|tx| tx.run(update, &[Value::Int(register), Value::Int(subject)]))?;
        Ok(())
    }

    /// Those whose rows may still be in the data: a stop came between.
    pub(crate) fn unsettled(&self) -> Result<Vec<Erased>, GateError> {
        let select = "SELECT register_id, subject_id, grp FROM erased WHERE settled = 0";
        self.db.read(|tx| tx.all(select, &[], erased_row))
    }

    /// Everybody who was erased from a register, by number after one.
    pub(crate) fn erased(&self, register: i64, after: i64, rows: i64) -> Result<Vec<Erased>, GateError> {
        let select = "SELECT register_id, subject_id, grp FROM erased
             WHERE register_id = $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3";
        let args = [Value::Int(register), Value::Int(after), Value::Int(rows)];
        self.db.read(|tx| tx.all(select, &args, erased_row))
    }

    /// Who was erased last, in all registers, and whose rows went.
    pub(crate) fn newest_erased(&self, rows: i64) -> Result<Vec<Erased>, GateError> {
        let select =
            "SELECT register_id, subject_id, grp FROM erased WHERE settled = 1 ORDER BY at DESC LIMIT $1";
        self.db.read(|tx| tx.all(select, &[Value::Int(rows)], erased_row))
    }

    /// What is kept of somebody who was erased.
    pub(crate) fn remains(&self, register: i64, subject: i64) -> Result<Vec<Remain>, GateError> {
        let select = "SELECT place, row_id, kind, state, parent, starts, ends, version, body FROM remains
             WHERE register_id = $1 AND subject_id = $2 ORDER BY place, row_id";
        self.db.read(|tx| {
            tx.all(select, &[Value::Int(register), Value::Int(subject)], |row| {
                Ok(Remain {
                    place: row.int(0)?,
                    row: row.int(1)?,
                    kind: row.int(2)?,
                    state: row.opt_int(3)?,
                    parent: row.opt_int(4)?,
                    starts: row.int(5)?,
                    ends: row.opt_int(6)?,
                    version: row.int(7)?,
                    body: row.bytes(8)?,
                })
            })
        })
    }

    /// Forgets what was kept of somebody; the time for it is over.
    pub(crate) fn drop_remain(
        &self,
        register: i64,
        subject: i64,
        (place, row): (i64, i64),
    ) -> Result<(), GateError> {
        let delete =
            "DELETE FROM remains WHERE register_id = $1 AND subject_id = $2 AND place = $3 AND row_id = $4";
        let args = [Value::Int(register), Value::Int(subject), Value::Int(place), Value::Int(row)];
        self.db.write(|tx| tx.run(delete, &args))?;
        Ok(())
    }

    /// What marks stand for, of those that are known.
    pub(crate) fn marked(&self, register: i64, marks: &[i64]) -> Result<Vec<Marked>, GateError> {
        let select =
            "SELECT mark, kind, channel, by_channel FROM suppression WHERE register_id = $1 AND mark = $2";
        self.db.read(|tx| {
            let mut found = Vec::new();
            for mark in marks {
                let args = [Value::Int(register), Value::Int(*mark)];
                found.extend(tx.all(select, &args, |row| {
                    let (mark, kind) = (row.int(0)?, row.int(1)?);
                    Ok::<_, GateError>(Marked { mark, kind, channel: row.int(2)?, by_channel: row.int(3)? })
                })?);
            }
            Ok(found)
        })
    }

    /// Whether a register has any marks, so that most need not be asked.
    pub(crate) fn has_marks(&self, register: i64) -> Result<bool, GateError> {
        let select = "SELECT 1 FROM suppression WHERE register_id = $1 LIMIT 1";
        let found = self.db.read(|tx| tx.first(select, &[Value::Int(register)], |row| row.int(0)))?;
        Ok::<_, GateError>(found.is_some())
    }

    /// Remembers a person's words; what forbids, for the cards that went into this one as well.
    pub(crate) fn put_words(&self, register: i64, subject: i64, words: &[LastWord]) -> Result<(), GateError> {
        if words.is_empty() {
            return Ok(());
        }
        let upsert =
            "INSERT INTO last_word (register_id, subject_id, what, kind, channel, by_channel, set_to, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (register_id, subject_id, what, kind, channel)
             DO UPDATE SET by_channel = excluded.by_channel, set_to = excluded.set_to, at = excluded.at
             WHERE last_word.at <= excluded.at";
        self.db.write(|tx| {
            let formers = super::former::of(tx, register, subject)?;
            let for_all = words.iter().flat_map(|word| {
                let formers = formers.iter().filter(|_| word.is_strict());
                std::iter::once(subject).chain(formers.copied()).map(move |owner| (owner, word))
            });
            for (owner, word) in for_all {
                let args = [
                    Value::Int(register),
                    Value::Int(owner),
                    Value::Int(word.what.number()),
                    Value::Int(word.kind),
                    Value::Int(word.channel),
                    Value::Int(word.by_channel),
                    Value::Int(word.set_to),
                    Value::Int(word.at),
                ];
                tx.run(upsert, &args)?;
            }
            Ok(())
        })
    }

    /// Subjects of a register that have said something, after a number, and what.
    pub(crate) fn words(
        &self,
        register: i64,
        after: i64,
        rows: i64,
    ) -> Result<Vec<(i64, LastWord)>, GateError> {
        let select = "SELECT subject_id, what, kind, channel, by_channel, set_to, at FROM last_word
             WHERE register_id = $1 AND subject_id IN (SELECT DISTINCT subject_id FROM last_word
               WHERE register_id = $1 AND subject_id > $2 ORDER BY subject_id LIMIT $3)
             ORDER BY subject_id, at";
        let args = [Value::Int(register), Value::Int(after), Value::Int(rows)];
        self.db.read(|tx| {
            tx.all(select, &args, |row| {
                let word = LastWord {
                    what: About::read(row.int(1)?)?,
                    kind: row.int(2)?,
                    channel: row.int(3)?,
                    by_channel: row.int(4)?,
                    set_to: row.int(5)?,
                    at: row.int(6)?,
                };
                Ok((row.int(0)?, word))
            })
        })
    }

    /// Goes back to an older checkpoint of the ledger, or to none: a copy of the data was put back.
    pub(crate) fn rewind(&self, origin: &str, to: Option<(i64, &str)>) -> Result<(), GateError> {
        self.db.write(|tx| {
            tx.run("DELETE FROM ledger_memory WHERE origin = $1", &[Value::Text(origin)])?;
            let Some((size, note)) = to else { return Ok(()) };
            let insert = "INSERT INTO ledger_memory (origin, size, note) VALUES ($1, $2, $3)";
            tx.run(insert, &[Value::Text(origin), Value::Int(size), Value::Text(note)]).map(drop)
        })?;
        Ok(())
    }

    /// Copies the keys, still wrapped, and the file that unwraps them, into a folder.
    pub(crate) fn copy_to(&self, folder: &std::path::Path) -> Result<(), GateError> {
        self.db.copy_to(&folder.join("keyring.db"))?;
        let kek = folder.join("kek");
        let copied = std::fs::copy(self.folder.join("kek"), &kek);
        copied.map(drop).map_err(|error| GateError::Failed(format!("{}: {error}", kek.display())))
    }
}

fn erased_row(row: &Row<'_>) -> Result<Erased, GateError> {
    Ok(Erased { register: row.int(0)?, subject: row.int(1)?, group: row.int(2)? })
}

fn add_remain(tx: &mut Tx<'_>, (register, subject): (i64, i64), one: &Remain) -> Result<(), GateError> {
    tx.run(
        "INSERT INTO remains (register_id, subject_id, place, row_id, kind, state, parent, starts, ends, version, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            Value::Int(register),
            Value::Int(subject),
            Value::Int(one.place),
            Value::Int(one.row),
            Value::Int(one.kind),
            Value::OptInt(one.state),
            Value::OptInt(one.parent),
            Value::Int(one.starts),
            Value::OptInt(one.ends),
            Value::Int(one.version),
            Value::Bytes(&one.body),
        ],
    )?;
    Ok(())
}

fn add_mark(tx: &mut Tx<'_>, register: i64, one: &Marked, since: i64) -> Result<(), GateError> {
    tx.run(
        "INSERT INTO suppression (register_id, mark, kind, channel, by_channel, since)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        &[
            Value::Int(register),
            Value::Int(one.mark),
            Value::Int(one.kind),
            Value::Int(one.channel),
            Value::Int(one.by_channel),
            Value::Int(since),
        ],
    )?;
    Ok(())
}
