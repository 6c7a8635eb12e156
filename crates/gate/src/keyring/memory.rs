//! `memory`: what of the program's own must outlive the data and every copy of it. The one owner of its SQL. Not here: what it means
//! (the program's).

use crate::{Gate, GateError};
use seloste_db::{Db, Failure, Value};

/// Something that a restored copy of the data is brought up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Of what kind.
    pub kind: String,
    /// Its number or name in the data.
    pub name: String,
    /// When it ended or came into force, milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// What else is needed to say it again.
    pub body: String,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Remembers beside the keys; what is remembered already costs no write.
    pub fn remember(&self, memories: &[Memory]) -> Result<(), GateError> {
        let upsert = "INSERT INTO memory (kind, name, at, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kind, name) DO UPDATE SET at = excluded.at, body = excluded.body
             WHERE memory.at <> excluded.at OR memory.body <> excluded.body";
        let known = Self::remembered(self.keyring.db())?;
        let news: Vec<&Memory> = memories.iter().filter(|one| !known.contains(one)).collect();
        if news.is_empty() {
            return Ok(());
        }
        self.keyring.db().write(|tx| {
            for one in &news {
                let args = [
                    Value::Text(&one.kind),
                    Value::Text(&one.name),
                    Value::Int(one.at),
                    Value::Text(&one.body),
                ];
                tx.run(upsert, &args)?;
            }
            Ok::<_, Failure>(())
        })?;
        Ok(())
    }

    /// Everything that a keyring remembers so, in order of kind and name. The keyring need not be in use.
    pub fn remembered(keyring: &Db) -> Result<Vec<Memory>, GateError> {
        let select = "SELECT kind, name, at, body FROM memory ORDER BY kind, name";
        let all = keyring.read(|tx| {
            tx.all(select, &[], |row| {
                let (kind, name) = (row.text(0)?, row.text(1)?);
                Ok::<_, Failure>(Memory { kind, name, at: row.int(2)?, body: row.text(3)? })
            })
        })?;
        Ok(all)
    }
}
