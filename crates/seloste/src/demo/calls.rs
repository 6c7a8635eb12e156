//! Invented calls of a register that records them: who called, who answered, and sound that nobody spoke. The same seed gives the
//! same calls.

use super::chance::Chance;
use crate::work::recording::intake::{
    call::{Call, Leg},
    moment::Times,
    record::{Field, Record},
};
use jiff::{SignedDuration, Timestamp};
use seloste_register::statement::model::{Direction, Recording};
use seloste_sound::{Shape, SoundError, wav};
use std::io::Cursor;

/// Telephone quality.
const SHAPE: Shape = Shape { channels: 2, sample_rate: 8_000 };

/// An invented call.
pub struct Sample {
    /// What a telephone system would say of it.
    pub call: Call,
    /// Its sound, if it was recorded.
    pub sound: Option<Cursor<Vec<u8>>>,
}

/// `many` calls of the last weeks, the oldest first, answered by `agent`.
///
/// # Errors
/// When sound can't be made.
pub fn calls(
    recording: &Recording,
    agent: &str,
    (seed, now): (u64, Timestamp),
    many: u64,
) -> Result<Vec<Sample>, SoundError> {
    (0..many).map(|number| call(recording, agent, (seed, now), (number, many))).collect()
}

fn call(
    recording: &Recording,
    agent: &str,
    (seed, now): (u64, Timestamp),
    (number, many): (u64, u64),
) -> Result<Sample, SoundError> {
    let mut chance = Chance::new(seed, 1_000_000 + number);
    let seconds = 5 + chance.below(25);
    let ago = (many - number) * 3 * 3_600 + chance.below(5_000);
    let ended = earlier(now, ago);
    let started = earlier(ended, seconds);
    let mut record = Record::at(number + 1);
    let outbound = !recording.directions.contains(&Direction::Inbound);
    let person = format!("+358 40 555 {:04}", 1_000 + chance.below(many / 2 + 1));
    let service = chance.pick(&recording.numbers).map_or("+358 9 555 0100", |listed| listed.number.as_str());
    let (from, to) = if outbound { (service, person.as_str()) } else { (person.as_str(), service) };
    let direction = if outbound { Direction::Outbound } else { Direction::Inbound };
    record.put(Field::Delivery, &format!("demo-{number}"));
    record.put(Field::Direction, direction.as_str());
    record.put(Field::CallerNumber, from);
    record.put(Field::NumberCalled, to);
    record.put(Field::AnsweredBy, agent);
    record.put(Field::Told, "yes");
    let times = Times { started, answered: Some(started), ended };
    let call = Call { linked: format!("demo-{number}"), legs: vec![Leg { record, times }] };
    // Every so many calls, so that the share is what the statement says.
    let recorded = (number * u64::from(recording.share_percent)) % 100 < u64::from(recording.share_percent);
    let sound = if recorded { Some(Cursor::new(sound(&mut chance, seconds)?)) } else { None };
    Ok(Sample { call, sound })
}

fn earlier(moment: Timestamp, seconds: u64) -> Timestamp {
    let span = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0));
    moment.checked_sub(span).unwrap_or(moment)
}

/// Two voices that take turns: a hum of some pitch with the rhythm of syllables.
fn sound(chance: &mut Chance, seconds: u64) -> Result<Vec<u8>, SoundError> {
    let frames = seconds * u64::from(SHAPE.sample_rate);
    let mut file = Vec::new();
    wav::head(&mut file, &SHAPE, frames)?;
    let pitches = [chance.between(95, 140), chance.between(170, 230)].map(|pitch| pitch as f64);
    let (mut speaker, mut until) = (0, 0);
    for at in 0..frames {
        if at >= until {
            speaker = 1 - speaker;
            until = at + 8_000 + chance.below(16_000);
        }
        let time = at as f64 / f64::from(SHAPE.sample_rate);
        for (lane, pitch) in pitches.into_iter().enumerate() {
            let sample = if lane == speaker { voice(time, pitch) } else { 0.0 };
            file.extend_from_slice(&(sample as i16).to_le_bytes());
        }
    }
    Ok(file)
}

fn voice(time: f64, pitch: f64) -> f64 {
    let turn = |hertz: f64| (time * hertz * std::f64::consts::TAU).sin();
    let syllables = (turn(3.7) * turn(0.9)).max(0.0);
    syllables * (turn(pitch) + 0.5 * turn(pitch * 2.0) + 0.3 * turn(pitch * 5.0)) * 9_000.0
}
