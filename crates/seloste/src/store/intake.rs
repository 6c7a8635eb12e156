//! `intake_delivery`, `intake_count`, `intake_refusal`, `staff_extension`: what the intake of recordings remembers. No caller, no
//! number, no value of any call.

use super::{moment, ms, unknown};
use jiff::{SignedDuration, Timestamp};
use seloste_db::{Failure, Tx, Value};
use seloste_gate::{ask::AccountId, card::ObjectRef};
use seloste_register::id::{ObjectKindId, RegisterId};

/// How long a delivery is remembered: longer than a telephone system keeps its records by default.
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 400);

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its recording was taken.
    Recorded,
    /// It was answered and not recorded.
    NotRecorded,
    /// A rule refused it.
    Refused,
}

impl Outcome {
    const ALL: [Self; 3] = [Self::Recorded, Self::NotRecorded, Self::Refused];

    const fn number(self) -> i64 {
        match self {
            Self::Recorded => 1,
            Self::NotRecorded => 2,
            Self::Refused => 3,
        }
    }

    fn from_number(number: i64) -> Result<Self, Failure> {
        Self::ALL.into_iter().find(|one| one.number() == number).ok_or_else(|| unknown("outcome of a call"))
    }
}

/// A call that came before.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// What stands for it.
    pub object: ObjectRef,
    /// What came of it.
    pub outcome: Outcome,
}

/// A call that came before, by its keyed digest.
///
/// # Errors
/// When the database fails.
pub fn delivery(tx: &mut Tx<'_>, mac: &[u8; 32]) -> Result<Option<Delivery>, Failure> {
    tx.first("SELECT object, outcome FROM intake_delivery WHERE mac = $1", &[Value::Bytes(mac)], |row| {
        Ok(Delivery { object: ObjectRef(row.text(0)?), outcome: Outcome::from_number(row.int(1)?)? })
    })
}

/// Notes down that a call came, and counts it; a call that was noted before is noted and counted anew only when it has become
/// recorded since. Forgets what is old.
///
/// # Errors
/// When the database fails.
pub fn note(
    tx: &mut Tx<'_>,
    (register, kind): (&RegisterId, &ObjectKindId),
    mac: &[u8; 32],
    new: &Delivery,
    now: Timestamp,
) -> Result<(), Failure> {
    let before = delivery(tx, mac)?;
    let forgotten = ms(now).saturating_sub(REMEMBERED.as_secs().saturating_mul(1_000));
    tx.run("DELETE FROM intake_delivery WHERE noted <= $1", &[Value::Int(forgotten)])?;
    match before.map(|before| before.outcome) {
        Some(Outcome::NotRecorded) if new.outcome == Outcome::Recorded => {
            tx.run(
                "UPDATE intake_delivery SET outcome = $2 WHERE mac = $1",
                &[Value::Bytes(mac), Value::Int(new.outcome.number())],
            )?;
            count(tx, (register, kind.as_str()), Outcome::NotRecorded, (-1, now))?;
        }
        Some(_) => return Ok(()),
        None => {
            tx.run(
                "INSERT INTO intake_delivery (mac, register, object, outcome, noted) VALUES ($1, $2, $3, $4, $5)",
                &[
                    Value::Bytes(mac),
                    Value::Text(register.as_str()),
                    Value::Text(&new.object.0),
                    Value::Int(new.outcome.number()),
                    Value::Int(ms(now)),
                ],
            )?;
        }
    }
    count(tx, (register, kind.as_str()), new.outcome, (1, now))
}

fn count(
    tx: &mut Tx<'_>,
    (register, kind): (&RegisterId, &str),
    outcome: Outcome,
    (many, now): (i64, Timestamp),
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO intake_count (register, kind, day, outcome, many) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (register, kind, day, outcome) DO UPDATE SET many = intake_count.many + $5",
        &[
            Value::Text(register.as_str()),
            Value::Text(kind),
            Value::Int(now.as_second().div_euclid(86_400)),
            Value::Int(outcome.number()),
            Value::Int(many),
        ],
    )
    .map(drop)
}

/// How many calls of a kind came out so.
#[derive(Debug, Clone)]
pub struct Count {
    /// Name of the kind; empty for what was refused before its kind was known.
    pub kind: String,
    /// How.
    pub outcome: Outcome,
    /// So many.
    pub many: i64,
}

/// How many calls of each kind came out in which way since a moment.
///
/// # Errors
/// When the database fails.
pub fn counts(tx: &mut Tx<'_>, register: &RegisterId, since: Timestamp) -> Result<Vec<Count>, Failure> {
    tx.all(
        "SELECT kind, outcome, CAST(SUM(many) AS BIGINT) FROM intake_count WHERE register = $1 AND day >= $2 \
         GROUP BY kind, outcome ORDER BY kind, outcome",
        &[Value::Text(register.as_str()), Value::Int(since.as_second().div_euclid(86_400))],
        |row| {
            Ok(Count { kind: row.text(0)?, outcome: Outcome::from_number(row.int(1)?)?, many: row.int(2)? })
        },
    )
}

/// Something that was not taken.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// When.
    pub at: Timestamp,
    /// By which rule.
    pub rule: String,
    /// The name of what was refused; never a value.
    pub named: String,
    /// How it came: `cli`, `api` or `folder`.
    pub way: String,
    /// Line of the record in its file; 0 when it has none.
    pub line: i64,
}

/// Notes down what was not taken, and counts it.
///
/// # Errors
/// When the database fails.
pub fn refuse(
    tx: &mut Tx<'_>,
    (register, kind): (&RegisterId, &str),
    refusal: &Refusal,
) -> Result<(), Failure> {
    tx.run(
        "INSERT INTO intake_refusal (id, register, at, rule, named, way, line) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            Value::Int(crate::session::secret::number()?),
            Value::Text(register.as_str()),
            Value::Int(ms(refusal.at)),
            Value::Text(&refusal.rule),
            Value::Text(&refusal.named),
            Value::Text(&refusal.way),
            Value::Int(refusal.line),
        ],
    )?;
    count(tx, (register, kind), Outcome::Refused, (1, refusal.at))
}

/// What was not taken, newest first.
///
/// # Errors
/// When the database fails.
pub fn refusals(tx: &mut Tx<'_>, register: &RegisterId, most: u32) -> Result<Vec<Refusal>, Failure> {
    tx.all(
        "SELECT at, rule, named, way, line FROM intake_refusal WHERE register = $1 ORDER BY at DESC, id LIMIT $2",
        &[Value::Text(register.as_str()), Value::Int(i64::from(most))],
        |row| {
            Ok(Refusal {
                at: moment(row.int(0)?)?,
                rule: row.text(1)?,
                named: row.text(2)?,
                way: row.text(3)?,
                line: row.int(4)?,
            })
        },
    )
}

/// Whose extension it was at a moment. Before anybody had it, it counts as its first holder's: extensions are told to this
/// program after they were given out.
///
/// # Errors
/// When the database fails.
pub fn holder(
    tx: &mut Tx<'_>,
    register: &RegisterId,
    extension: &str,
    at: Timestamp,
) -> Result<Option<AccountId>, Failure> {
    let held = tx.all(
        "SELECT account, since, until FROM staff_extension WHERE register = $1 AND extension = $2 ORDER BY since",
        &[Value::Text(register.as_str()), Value::Text(extension)],
        |row| Ok::<_, Failure>((AccountId(row.int(0)?), row.int(1)?, row.opt_int(2)?)),
    )?;
    let then = held.iter().rev().find(|(_, since, _)| *since <= ms(at)).or_else(|| held.first());
    Ok(then.filter(|(_, _, until)| until.is_none_or(|until| ms(at) < until)).map(|(account, ..)| *account))
}

/// Says whose an extension is from now on; `None`: nobody's.
///
/// # Errors
/// When the database fails.
pub fn hand_over(
    tx: &mut Tx<'_>,
    (register, extension): (&RegisterId, &str),
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<(), Failure> {
    tx.run(
        "UPDATE staff_extension SET until = $3 WHERE register = $1 AND extension = $2 AND until IS NULL",
        &[Value::Text(register.as_str()), Value::Text(extension), Value::Int(ms(now))],
    )?;
    let Some(account) = account else { return Ok(()) };
    tx.run(
        "INSERT INTO staff_extension (register, extension, account, since) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (register, extension, since) DO UPDATE SET account = $3, until = NULL",
        &[Value::Text(register.as_str()), Value::Text(extension), Value::Int(account.0), Value::Int(ms(now))],
    )
    .map(drop)
}

/// Extensions that are somebody's now.
///
/// # Errors
/// When the database fails.
pub fn extensions(tx: &mut Tx<'_>, register: &RegisterId) -> Result<Vec<(String, AccountId)>, Failure> {
    tx.all(
        "SELECT extension, account FROM staff_extension WHERE register = $1 AND until IS NULL ORDER BY extension",
        &[Value::Text(register.as_str())],
        |row| Ok((row.text(0)?, AccountId(row.int(1)?))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use seloste_db::testing::both;

    fn register() -> RegisterId {
        RegisterId::new("calls").unwrap()
    }

    #[test]
    fn a_call_counts_once_and_anew_when_it_has_become_recorded() {
        both(|db| {
            let (register, kind) = (register(), ObjectKindId::new("recording").unwrap());
            let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
            let note_as = |outcome| {
                let new = Delivery { object: ObjectRef("x".to_owned()), outcome };
                db.write(|tx| note(tx, (&register, &kind), &[7; 32], &new, now)).unwrap();
            };
            let many = |outcome| {
                let all = db.read(|tx| counts(tx, &register, now)).unwrap();
                all.iter().filter(|count| count.outcome == outcome).map(|count| count.many).sum::<i64>()
            };
            for _ in 0..2 {
                note_as(Outcome::NotRecorded);
                assert_eq!((many(Outcome::Recorded), many(Outcome::NotRecorded)), (0, 1));
            }
            for outcome in [Outcome::Recorded, Outcome::NotRecorded, Outcome::Recorded] {
                note_as(outcome);
                assert_eq!((many(Outcome::Recorded), many(Outcome::NotRecorded)), (1, 0));
            }
            assert!(db.read(|tx| delivery(tx, &[7; 32])).unwrap().is_some());
            assert!(db.read(|tx| delivery(tx, &[8; 32])).unwrap().is_none());
            let later = now + SignedDuration::from_hours(24 * 401);
            let new = Delivery { object: ObjectRef("y".to_owned()), outcome: Outcome::Recorded };
            db.write(|tx| note(tx, (&register, &kind), &[9; 32], &new, later)).unwrap();
            assert!(db.read(|tx| delivery(tx, &[7; 32])).unwrap().is_none(), "it is forgotten");
        });
    }

    #[test]
    fn what_was_not_taken_is_listed_newest_first() {
        both(|db| {
            let register = register();
            for (second, rule) in [(1, "not-sound"), (2, "not-declared")] {
                let at = Timestamp::from_second(1_795_000_000 + second).unwrap();
                let refusal = Refusal {
                    at,
                    rule: rule.to_owned(),
                    named: "rating".to_owned(),
                    way: "api".to_owned(),
                    line: 0,
                };
                db.write(|tx| refuse(tx, (&register, "recording"), &refusal)).unwrap();
            }
            let all = db.read(|tx| refusals(tx, &register, 10)).unwrap();
            let rules: Vec<&str> = all.iter().map(|one| one.rule.as_str()).collect();
            assert_eq!(rules, ["not-declared", "not-sound"]);
            assert_eq!(db.read(|tx| refusals(tx, &register, 1)).unwrap().len(), 1);
        });
    }

    #[test]
    fn an_extension_is_whoever_had_it_then() {
        both(|db| {
            let register = register();
            let at = |second: i64| Timestamp::from_second(second).unwrap();
            let give = |account: Option<i64>, second| {
                db.write(|tx| hand_over(tx, (&register, "201"), account.map(AccountId), at(second))).unwrap();
            };
            let whose =
                |second| db.read(|tx| holder(tx, &register, "201", at(second))).unwrap().map(|one| one.0);
            give(Some(1), 1_000);
            give(Some(2), 2_000);
            assert_eq!((whose(500), whose(1_500), whose(2_500)), (Some(1), Some(1), Some(2)));
            assert_eq!(db.read(|tx| extensions(tx, &register)).unwrap(), [("201".to_owned(), AccountId(2))]);
            give(None, 3_000);
            assert_eq!((whose(2_500), whose(3_500)), (Some(2), None));
        });
    }
}
