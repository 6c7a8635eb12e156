//! One invented person: values for whatever items a register declares, by their types.

use super::{chance::Chance, words};
use jiff::{ToSpan as _, civil::Date};
use seloste_register::{
    item,
    statement::model::{Item, ItemType},
};

/// Traits that all values of one person come from, so that name, address and e-mail belong together.
pub(super) struct Person {
    first: Vec<&'static str>,
    surname: String,
    street: String,
    place: (&'static str, &'static str),
    born: Date,
    number: u64,
}

impl Person {
    /// The person with a number, always the same for the same seed.
    pub(super) fn new(chance: &mut Chance, number: u64, today: Date) -> Self {
        let mut first = vec![chance.pick_early(words::FIRST).copied().unwrap_or_default()];
        if chance.percent(40) {
            first.push(chance.word(words::FIRST));
        }
        let house = chance.between(1, 120);
        let flat = if chance.percent(50) {
            format!(" {} {}", chance.word(&["A", "B", "C", "D"]), chance.between(1, 60))
        } else {
            String::new()
        };
        let street =
            format!("{}{} {house}{flat}", chance.word(words::STREET_HEADS), chance.word(words::STREET_ENDS));
        let days = chance.between(18 * 365, 95 * 365);
        Self {
            first,
            surname: surname(chance),
            street,
            place: chance.pick_early(words::PLACES).copied().unwrap_or_default(),
            born: today.checked_sub(days.days()).unwrap_or(today),
            number,
        }
    }

    /// A written value of an item, as somebody would give it.
    pub(super) fn value(&self, item: &Item, chance: &mut Chance, today: Date) -> Option<String> {
        Some(match item.item_type {
            ItemType::FirstNames => self.first.join(" "),
            ItemType::Surname => self.surname.clone(),
            ItemType::OrganisationName => {
                format!("{} {} Oy (keksitty)", chance.word(words::COMPANIES), self.surname)
            }
            ItemType::Street => self.street.clone(),
            ItemType::PostalCode => self.place.0.to_owned(),
            ItemType::Town => self.place.1.to_owned(),
            ItemType::Country => "FI".to_owned(),
            ItemType::Phone => self.phone(chance),
            ItemType::Email => self.email(),
            ItemType::BirthDate => self.born.to_string(),
            ItemType::Date => day_before(chance, today, 1_500).to_string(),
            ItemType::Moment => {
                format!("{}T{:02}:30:00", day_before(chance, today, 150), chance.between(8, 18))
            }
            ItemType::Language => self.language(item, chance),
            ItemType::CustomerNumber => item::customer_number(chance.next()),
            // Only numbers that the authorities leave for tests (individual numbers from 900 on) would do; none is made.
            ItemType::IdentityCode => return None,
            ItemType::BusinessId => business_id(chance),
            ItemType::Iban => iban(chance),
            // A customer number is checked as a Finnish reference is.
            ItemType::PaymentReference => item::customer_number(chance.next()),
            // Networks kept for examples (RFC 5737).
            ItemType::NetworkAddress => {
                chance.word(&["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"]).to_owned()
            }
            ItemType::Money => item::money::normal(chance.between(500, 90_000)),
            ItemType::Number => chance.between(1, 3).to_string(),
            ItemType::Decimal => {
                let decimals = item::decimal::decimals(item);
                item::decimal::normal(chance.between(1, 90_000), decimals)
            }
            ItemType::Choice => chance.pick(&item.choices)?.id.as_str().to_owned(),
            ItemType::Flag => chance.word(&["yes", "no"]).to_owned(),
            ItemType::Text => text(item, chance),
        })
    }

    /// A number of ten million that are a digit too long for anybody to have: "555" (from the millionth on, "556" and so forth) and
    /// five digits after the prefix. One in twenty has the telephone of the one before, as households share one.
    fn phone(&self, chance: &mut Chance) -> String {
        const PREFIXES: [&str; 10] = ["040", "041", "042", "043", "044", "045", "046", "047", "048", "050"];
        let number = self.number.saturating_sub(u64::from(chance.percent(5)));
        let prefix = PREFIXES.get((number % 10) as usize).copied().unwrap_or("050");
        format!("{prefix} {} {:05}", 555 + number / 1_000_000 % 10, number / 10 % 100_000)
    }

    fn email(&self) -> String {
        let plain = |text: &str| -> String {
            text.to_lowercase()
                .chars()
                .filter_map(|c| match c {
                    'ä' | 'å' => Some('a'),
                    'ö' => Some('o'),
                    'é' => Some('e'),
                    c if c.is_ascii_alphanumeric() => Some(c),
                    _ => None,
                })
                .collect()
        };
        let first = self.first.first().copied().unwrap_or_default();
        format!("{}.{}{}@example.fi", plain(first), plain(&self.surname), self.number)
    }

    fn language(&self, item: &Item, chance: &mut Chance) -> String {
        let swedish = words::SWEDISH_NAMES.contains(&self.surname.as_str());
        let wanted = if swedish || chance.percent(4) { "sv" } else { "fi" };
        let offered = |code: &str| {
            item.choices.is_empty() || item.choices.iter().any(|choice| choice.id.as_str() == code)
        };
        if offered(wanted) {
            wanted.to_owned()
        } else {
            chance.pick(&item.choices).map_or("fi".to_owned(), |choice| choice.id.as_str().to_owned())
        }
    }
}

fn surname(chance: &mut Chance) -> String {
    if chance.percent(6) {
        return chance.word(words::SWEDISH_NAMES).to_owned();
    }
    let (head, end) = (chance.word(words::NAME_HEADS), chance.word(words::NAME_ENDS));
    if head.to_lowercase() == end { head.to_owned() } else { format!("{head}{end}") }
}

/// A day at most so many days ago.
pub(super) fn day_before(chance: &mut Chance, today: Date, days: i64) -> Date {
    today.checked_sub(chance.between(0, days).days()).unwrap_or(today)
}

fn business_id(chance: &mut Chance) -> String {
    loop {
        let body = chance.between(1_000_000, 9_999_999).to_string();
        let sum: u32 = body
            .bytes()
            .zip([7_u32, 9, 10, 5, 8, 4, 2])
            .map(|(byte, weight)| u32::from(byte - b'0') * weight)
            .sum();
        match sum % 11 {
            0 => return format!("{body}-0"),
            // No id has this remainder; another is drawn.
            1 => {}
            rest => return format!("{body}-{}", 11 - rest),
        }
    }
}

/// A Finnish account number with its check digits (ISO 7064); the bank does not exist.
fn iban(chance: &mut Chance) -> String {
    let account = format!("9{:013}", chance.below(10_000_000_000_000));
    // "FI00" moved to the end, letters as numbers.
    let whole: u128 = format!("{account}151800").parse().unwrap_or(0);
    format!("FI{:02}{account}", 98 - whole % 97)
}

/// What a text item of such a name may hold.
fn text(item: &Item, chance: &mut Chance) -> String {
    let id = item.id.as_str();
    let has = |word: &str| id.contains(word);
    let text = if has("number") || has("receipt") || has("serial") {
        let letter = id.chars().next().unwrap_or('x').to_ascii_uppercase();
        format!("{letter}{}", 100_000 + chance.below(900_000))
    } else if has("product") || has("accessory") {
        chance.pick(words::GOODS).map_or_else(String::new, |(name, _)| (*name).to_owned())
    } else if has("name") {
        format!("{} {}", chance.word(words::FIRST), surname(chance))
    } else if has("carrier") {
        chance.word(words::CARRIERS).to_owned()
    } else if has("service") && !has("note") {
        chance.word(words::SERVICES).to_owned()
    } else if has("work") {
        chance.word(words::WORK).to_owned()
    } else if has("instruction") {
        chance.word(words::INSTRUCTIONS).to_owned()
    } else if has("matter") {
        chance.word(words::MATTERS).to_owned()
    } else {
        chance.word(words::REMARKS).to_owned()
    };
    let limit = usize::try_from(item.max_length.unwrap_or(500)).unwrap_or(500);
    text.chars().take(limit).collect()
}
