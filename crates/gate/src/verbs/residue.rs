//! The residue scan (invariant 6): what is left of somebody after an erasure. The erasure's own deletes are rehearsed and taken back, to count
//! the rows that they would still find; and what was known of the person is looked for in every row of an engine whose files can't be
//! read from here. Opens nothing. Not here: files (the program's).

use crate::{Gate, GateError, card::SubjectRef, limits, selector::SUBJECTS, store};
use seloste_db::{Db, Engine, Failure, Value};
use seloste_register::id::RegisterId;
use std::collections::BTreeMap;

/// What is left of a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Whether there is a key that opens something of the subject.
    pub key: bool,
    /// Whether an erasure is on record.
    pub erased: bool,
    /// Whether what is left is what the law or a case keeps.
    pub kept: bool,
}

impl Left {
    /// Whether nothing is left, or only what the law or a case keeps.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.kept || self.rows.is_empty() && !self.key
    }
}

/// How a rehearsal ends: never with a commit.
enum Ends {
    Counted(BTreeMap<String, u64>),
    Failed(Failure),
}

impl From<Failure> for Ends {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// What is left of a subject in tables and keyring, whether or not there is such a subject.
    pub fn residue_of(&self, register: &RegisterId, subject: &SubjectRef) -> Result<Left, GateError> {
        let realm = &*self.realm(register)?;
        let number = self.subject_number(realm, subject).ok_or(GateError::Absent)?;
        let key = self.keyring.key(realm.number, number)?.is_some();
        let known = self.keyring.erased(realm.number, number - 1, 1)?;
        let erased = known.iter().any(|one| one.subject == number);
        let row = self.data.read(|tx| store::subject(tx, realm.number, number))?;
        let kept = erased && row.is_some_and(|row| limits::is_erased(row.life.limits));
        let args = [Value::Int(realm.number), Value::Int(number)];
        let rehearsed = self.data.write(|tx| -> Result<(), Ends> {
            let mut rows = BTreeMap::new();
            for table in SUBJECTS {
                let Some(delete) = table.delete else { continue };
                let many = tx.run(delete, &args)?;
                if many > 0 {
                    rows.insert(table.name.to_owned(), many);
                }
            }
            // Taken back: an error undoes the unit of work.
            Err(Ends::Counted(rows))
        });
        match rehearsed {
            Err(Ends::Counted(rows)) => Ok(Left { rows, key, erased, kept }),
            Err(Ends::Failed(failure)) => Err(failure.into()),
            Ok(()) => Err(GateError::Failed("a rehearsal was carried out".to_owned())),
        }
    }

    /// Tables, of data and keys, with rows in which a text stands as it is or as bytes. Only where the rows are not in files of this
    /// machine (PostgreSQL); SQLite's files are read whole by whoever looks for residue.
    pub fn residue_in_rows(&self, text: &str) -> Result<BTreeMap<String, u64>, GateError> {
        let mut found = BTreeMap::new();
        for (of, db) in [("data", &self.data), ("keyring", self.keyring.db())] {
            for (table, many) in rows_with(db, text)? {
                found.insert(format!("{of}.{table}"), many);
            }
        }
        Ok(found)
    }
}

/// Every table of the schema, row by row, as text and as bytes.
fn rows_with(db: &Db, text: &str) -> Result<Vec<(String, u64)>, GateError> {
    if db.engine() == Engine::Sqlite {
        return Ok(Vec::new());
    }
    let text = text.to_lowercase();
    let hex = hex::encode(&text);
    let select = "SELECT CAST(table_name AS TEXT), CAST(query_to_xml(format(
             'SELECT count(*) AS n FROM %I t WHERE strpos(lower(CAST(t AS TEXT)), %L) > 0 OR strpos(CAST(t AS TEXT), %L) > 0',
             table_name, CAST($1 AS TEXT), CAST($2 AS TEXT)), true, true, '') AS TEXT)
         FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'";
    let counted: Vec<(String, String)> = db.read(|tx| {
        tx.all(select, &[Value::Text(&text), Value::Text(&hex)], |row| {
            Ok::<_, Failure>((row.text(0)?, row.text(1)?))
        })
    })?;
    let number = |xml: &str| xml.split("<n>").nth(1)?.split('<').next()?.trim().parse::<u64>().ok();
    let counted = counted.into_iter().map(|(table, xml)| {
        let many = number(&xml);
        many.map(|many| (table, many))
            .ok_or_else(|| GateError::Failed("a table could not be searched".to_owned()))
    });
    let counted: Vec<(String, u64)> = counted.collect::<Result<_, _>>()?;
    Ok(counted.into_iter().filter(|(_, many)| *many > 0).collect())
}
