//! GSM 06.10 full rate speech (ETSI EN 300 961), decoding only, and the way in which WAV packs two frames into 65 bytes.
//!
//! The arithmetic is the standard's, bit by bit: 16-bit words that saturate.

/// Bytes of a block in WAV: two frames.
pub(crate) const BLOCK: usize = 65;
/// Samples of a frame.
pub(crate) const FRAME: usize = 160;

/// Table 4.1: what undoes the companding of the reflection coefficients: B, MIC and 1/A.
const LAR: [(i16, i16, i16); 8] = [
    (0, -32, 13_107),
    (0, -32, 13_107),
    (2_048, -16, 13_107),
    (-2_560, -16, 13_107),
    (94, -8, 19_223),
    (-1_792, -8, 17_476),
    (-341, -4, 31_454),
    (-1_144, -4, 29_708),
];
/// Bits of each coefficient.
pub(crate) const LAR_BITS: [u32; 8] = [6, 6, 5, 5, 4, 4, 3, 3];
/// Table 4.3b: gains of the long term prediction.
const QLB: [i16; 4] = [3_277, 11_469, 21_299, 32_767];
/// Table 4.6: normalised direct mantissa.
const FAC: [i16; 8] = [18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767];

/// The state of a decoder.
pub(crate) struct Gsm {
    /// The last 120 samples of the reconstructed short term residual, oldest first.
    residual: [i16; 120],
    lag: usize,
    /// Reflection coefficients of the frame before, as log area ratios.
    before: [i16; 8],
    filter: [i16; 9],
    /// De-emphasis.
    last: i16,
}

/// A fraction times a fraction, rounded.
fn times(left: i16, right: i16) -> i16 {
    let product = (i32::from(left) * i32::from(right) + 16_384) >> 15;
    i16::try_from(product).unwrap_or(i16::MAX)
}

/// Bits of a block, the lowest of each byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: u32) -> i16 {
        let mut value = 0;
        for bit in 0..count {
            let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
            value |= i16::from(byte >> (self.at % 8) & 1) << bit;
            self.at += 1;
        }
        value
    }
}

/// One quarter of a frame, as it is coded.
struct Quarter {
    lag: usize,
    gain: i16,
    grid: usize,
    level: i16,
    pulses: [i16; 13],
}

impl Gsm {
    pub(crate) const fn new() -> Self {
        Self { residual: [0; 120], lag: 40, before: [0; 8], filter: [0; 9], last: 0 }
    }

    /// Adds the samples of a block; what is missing of it counts as zeros.
    pub(crate) fn block(&mut self, block: &[u8], out: &mut Vec<i16>) {
        let mut bits = Bits { bytes: block, at: 0 };
        for _ in 0..2 {
            self.frame(&mut bits, out);
        }
    }

    fn frame(&mut self, bits: &mut Bits<'_>, out: &mut Vec<i16>) {
        let coded: [i16; 8] = LAR_BITS.map(|count| bits.take(count));
        let mut residual = Vec::with_capacity(FRAME);
        for _ in 0..4 {
            let quarter = Quarter {
                lag: usize::try_from(bits.take(7)).unwrap_or(0),
                gain: QLB.get(usize::try_from(bits.take(2)).unwrap_or(0)).copied().unwrap_or(0),
                grid: usize::try_from(bits.take(2)).unwrap_or(0),
                level: bits.take(6),
                pulses: std::array::from_fn(|_| bits.take(3)),
            };
            residual.extend_from_slice(&self.long_term(&quarter));
        }
        self.short_term(&coefficients(coded), &mut residual);
        for sample in residual {
            // Clause 5.3.7: de-emphasis, upscaling, truncation.
            self.last = sample.saturating_add(times(self.last, 28_180));
            out.push((self.last.saturating_add(self.last) as u16 & 0xfff8) as i16);
        }
    }

    /// Clauses 5.3.1 and 5.3.2: the residual of a quarter from its pulses and from what was before it.
    fn long_term(&mut self, quarter: &Quarter) -> [i16; 40] {
        if (40..=120).contains(&quarter.lag) {
            self.lag = quarter.lag;
        }
        let mut made = [0; 40];
        let pulses = pulses(quarter.level, &quarter.pulses);
        for (place, pulse) in made.iter_mut().skip(quarter.grid).step_by(3).zip(pulses) {
            *place = pulse;
        }
        let past = self.residual.iter().skip(120 - self.lag);
        for (sample, past) in made.iter_mut().zip(past) {
            *sample = sample.saturating_add(times(quarter.gain, *past));
        }
        self.residual.rotate_left(40);
        for (place, sample) in self.residual.iter_mut().skip(80).zip(made) {
            *place = sample;
        }
        made
    }

    /// Clauses 5.3.3 to 5.3.6: the lattice filter, over four stretches between the coefficients of two frames.
    fn short_term(&mut self, now: &[i16; 8], samples: &mut [i16]) {
        let before = std::mem::replace(&mut self.before, *now);
        let between = |weigh: fn(i16, i16) -> i16| -> [i16; 8] {
            let mut mixed = [0; 8];
            for ((mixed, before), now) in mixed.iter_mut().zip(before).zip(now) {
                *mixed = reflection(weigh(before, *now));
            }
            mixed
        };
        let stretches = [
            (13, between(|before, now| (before >> 2).saturating_add(now >> 2).saturating_add(before >> 1))),
            (14, between(|before, now| (before >> 1).saturating_add(now >> 1))),
            (13, between(|before, now| (before >> 2).saturating_add(now >> 2).saturating_add(now >> 1))),
            (120, between(|_, now| now)),
        ];
        let mut rest = samples;
        for (length, reflections) in stretches {
            let (stretch, later) = rest.split_at_mut(length.min(rest.len()));
            for sample in stretch {
                *sample = self.lattice(&reflections, *sample);
            }
            rest = later;
        }
    }

    fn lattice(&mut self, reflections: &[i16; 8], sample: i16) -> i16 {
        let mut sum = sample;
        let [kept @ .., _] = self.filter;
        let mut moved = self.filter;
        for ((reflection, kept), place) in
            reflections.iter().zip(kept).rev().zip(moved.iter_mut().skip(1).rev())
        {
            sum = sum.saturating_sub(times(*reflection, kept));
            *place = kept.saturating_add(times(*reflection, sum));
        }
        if let Some(first) = moved.first_mut() {
            *first = sum;
        }
        self.filter = moved;
        sum
    }
}

/// Clause 5.2.8: log area ratios from what is coded.
fn coefficients(coded: [i16; 8]) -> [i16; 8] {
    let mut ratios = [0; 8];
    for ((ratio, coded), (b, mic, inverse)) in ratios.iter_mut().zip(coded).zip(LAR) {
        let scaled = (coded.saturating_add(mic) << 10).saturating_sub(b << 1);
        let scaled = times(inverse, scaled);
        *ratio = scaled.saturating_add(scaled);
    }
    ratios
}

/// Clause 5.2.9.2: a reflection coefficient from a log area ratio.
fn reflection(ratio: i16) -> i16 {
    let size = ratio.checked_abs().unwrap_or(i16::MAX);
    let made = match size {
        ..11_059 => size << 1,
        11_059..20_070 => size + 11_059,
        _ => (size >> 2).saturating_add(26_112),
    };
    if ratio < 0 { -made } else { made }
}

/// Clauses 5.2.15 and 5.2.16: the pulses of a quarter from their block maximum and their coded heights.
fn pulses(level: i16, coded: &[i16; 13]) -> [i16; 13] {
    let mut exponent = if level > 15 { (level >> 3) - 1 } else { 0 };
    let mut mantissa = level - (exponent << 3);
    if mantissa == 0 {
        (exponent, mantissa) = (-4, 7);
    } else {
        while mantissa <= 7 {
            mantissa = mantissa << 1 | 1;
            exponent -= 1;
        }
        mantissa -= 8;
    }
    let factor = usize::try_from(mantissa).ok().and_then(|at| FAC.get(at)).copied().unwrap_or(0);
    let shift = 6 - exponent;
    let half = if shift > 0 { 1 << (shift - 1) } else { 0 };
    coded.map(|height| times(factor, ((height << 1) - 7) << 12).saturating_add(half) >> shift)
}
