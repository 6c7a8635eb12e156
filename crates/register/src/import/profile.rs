//! What stands in a file's columns: samples and how often they are filled, for the person who maps them.

use zeroize::Zeroizing;

/// So many samples of a column are kept ...
const SAMPLES: usize = 5;
/// ... each of at most so many characters.
const SAMPLE: usize = 60;

/// Goes through rows and remembers a little of each column.
#[derive(Default)]
pub struct Profile {
    columns: Vec<ColumnProfile>,
    rows: u64,
}

/// What stands in one column.
#[derive(Default)]
pub struct ColumnProfile {
    /// Its header.
    pub header: String,
    /// The first few different values. Personal data: for the eyes of the person who maps.
    pub samples: Vec<Zeroizing<String>>,
    /// How many rows have a value in it.
    pub filled: u64,
}

impl Profile {
    /// A profile of columns with these headers.
    #[must_use]
    pub fn new(headers: &[String]) -> Self {
        let column = |header: &String| ColumnProfile { header: header.clone(), ..ColumnProfile::default() };
        Self { columns: headers.iter().map(column).collect(), rows: 0 }
    }

    /// Takes in one row.
    pub fn observe<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        self.rows += 1;
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            column.filled += 1;
            if column.samples.len() < SAMPLES {
                let sample: Zeroizing<String> = Zeroizing::new(cell.chars().take(SAMPLE).collect());
                if !column.samples.contains(&sample) {
                    column.samples.push(sample);
                }
            }
        }
    }

    /// How many rows were seen.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// The columns, in the file's order.
    #[must_use]
    pub fn columns(&self) -> &[ColumnProfile] {
        &self.columns
    }
}
