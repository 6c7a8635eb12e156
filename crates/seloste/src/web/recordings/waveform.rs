//! The picture of a recording: a lane for each channel, drawn on the server, so that it is there without scripts. Loudness
//! and nothing else: what is said can't be read from it.

use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;

/// Width of the picture in its own units.
const WIDTH: u32 = 1_000;
/// Height of a lane.
const LANE: u32 = 48;
/// A silent place is still a line.
const LEAST: f64 = 0.5;

/// One lane: who speaks there, and how loud, from 0 to 255.
pub(super) struct Lane<'a> {
    /// Who.
    pub(super) name: String,
    /// Peaks, evenly over the length.
    pub(super) peaks: &'a [u8],
}

/// The lanes, below each other.
pub(super) fn picture(lanes: &[Lane<'_>], label: &str) -> Markup {
    html! {
        div.waveform data-waveform="" {
            @for lane in lanes {
                div.lane {
                    span.lane-name { (lane.name) }
                    (PreEscaped(drawn(lane.peaks)))
                }
            }
            span.hidden { (label) }
        }
    }
}

/// A lane's shape: above and below its middle line.
fn drawn(peaks: &[u8]) -> String {
    let middle = f64::from(LANE) / 2.0;
    let step = f64::from(WIDTH) / f64::from(u32::try_from(peaks.len().max(1)).unwrap_or(WIDTH));
    let mut path = String::new();
    for (place, peak) in (0_u32..).zip(peaks) {
        let (left, tall) = (f64::from(place) * step, (f64::from(*peak) / 255.0 * (middle - 1.0)).max(LEAST));
        // Writing to a string can't fail.
        let _ = write!(path, "M{left:.1} {:.1}v{:.1}", middle - tall, tall * 2.0);
    }
    format!(
        r#"<svg viewBox="0 0 {WIDTH} {LANE}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="{path}" stroke="currentColor" stroke-width="{:.2}" fill="none"/></svg>"#,
        (step * 0.7).max(0.6)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peak_is_a_stroke_and_silence_is_a_thin_one() {
        let svg = drawn(&[0, 255]);
        assert!(svg.contains("M0.0 23.5v1.0") && svg.contains("M500.0 1.0v46.0"), "{svg}");
        assert!(drawn(&[]).contains("d=\"\""));
    }
}
