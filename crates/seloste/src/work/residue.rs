//! The residue scan: looks for what was known of somebody in every file of the installation (databases, indexes, write-ahead logs, keys,
//! recordings, exports), in every row of an engine elsewhere, and in what else is named. Says where and how many times, never what. Not
//! here: the rows of one subject (the gate).

use crate::app::App;
use seloste_gate::GateError;
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Bytes read at once.
const BLOCK: usize = 1024 * 1024;
/// The shortest text that is looked for: shorter ones stand everywhere.
pub const SHORTEST: usize = 3;

/// Why it can't be looked.
#[derive(Debug, thiserror::Error)]
pub enum ResidueError {
    /// A file can't be read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A gate failed.
    #[error("{0}")]
    Gate(#[from] GateError),
}

/// What a scan found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Residue {
    /// Files that were read to their end.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Where something was found, and how many of the texts.
    pub found: BTreeMap<String, u64>,
}

/// Looks for texts: as they are, in small and large letters, without spaces, as hexadecimal digits, and as JSON and addresses write them.
///
/// # Errors
/// When a file can't be read: then it is not known whether something is left.
pub fn scan(app: &App, texts: &[Zeroizing<String>], also: &[PathBuf]) -> Result<Residue, ResidueError> {
    let needles: Vec<Vec<Zeroizing<Vec<u8>>>> = texts.iter().map(|text| forms(text)).collect();
    let mut residue = Residue::default();
    let root = app.installation.root();
    for place in std::iter::once(root).chain(also.iter().map(PathBuf::as_path)) {
        look(place, &needles, &mut residue)?;
    }
    for controller in app.controllers() {
        for text in texts {
            for (table, _) in controller.gate.residue_in_rows(text)? {
                *residue.found.entry(format!("{}: {table}", controller.id)).or_default() += 1;
            }
        }
    }
    Ok(residue)
}

fn forms(text: &str) -> Vec<Zeroizing<Vec<u8>>> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let escaped = serde_json::to_string(text).unwrap_or_default();
    let escaped: String = escaped
        .trim_matches('"')
        .chars()
        .flat_map(|c| if c.is_ascii() { vec![c] } else { format!("\\u{:04x}", c as u32).chars().collect() })
        .collect();
    let address: String =
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
    let hex = hex::encode(text);
    let mut forms: Vec<String> = vec![
        text.to_owned(),
        text.to_lowercase(),
        text.to_uppercase(),
        plain.to_lowercase(),
        plain,
        escaped,
        address,
        hex,
    ];
    forms.sort();
    forms.dedup();
    forms
        .into_iter()
        .filter(|form| form.len() >= SHORTEST)
        .map(|form| Zeroizing::new(form.into_bytes()))
        .collect()
}

fn look(
    place: &Path,
    needles: &[Vec<Zeroizing<Vec<u8>>>],
    residue: &mut Residue,
) -> Result<(), ResidueError> {
    let failed = |source| ResidueError::File { path: place.to_owned(), source };
    if place.is_dir() {
        for entry in std::fs::read_dir(place).map_err(failed)? {
            look(&entry.map_err(failed)?.path(), needles, residue)?;
        }
        return Ok(());
    }
    let mut file = match File::open(place) {
        Ok(file) => file,
        // A write-ahead log may go while the service runs.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    let longest = needles.iter().flatten().map(|needle| needle.len()).max().unwrap_or(1);
    let mut seen = vec![false; needles.len()];
    let mut window: Vec<u8> = Vec::with_capacity(BLOCK + longest);
    let mut block = vec![0; BLOCK];
    loop {
        let bytes = file.read(&mut block).map_err(failed)?;
        if bytes == 0 {
            break;
        }
        residue.bytes += bytes as u64;
        window.extend_from_slice(block.get(..bytes).unwrap_or_default());
        for (seen, forms) in seen.iter_mut().zip(needles).filter(|(seen, _)| !**seen) {
            *seen = forms.iter().any(|form| stands_in(&window, form));
        }
        let keep = window.len().saturating_sub(longest - 1);
        window.drain(..keep);
    }
    residue.files += 1;
    let many = seen.iter().filter(|seen| **seen).count() as u64;
    if many > 0 {
        residue.found.insert(place.display().to_string(), many);
    }
    Ok(())
}

fn stands_in(window: &[u8], form: &[u8]) -> bool {
    let Some(first) = form.first() else { return false };
    let mut from = 0;
    while let Some(rest) = window.get(from..) {
        let Some(at) = rest.iter().position(|byte| byte == first) else { return false };
        if rest.get(at..).is_some_and(|here| here.starts_with(form)) {
            return true;
        }
        from += at + 1;
    }
    false
}
