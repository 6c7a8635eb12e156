//! How loud a recording is along the way, for a waveform, in memory that does not grow with its length.

/// Most spans.
pub const MOST: usize = 1_024;

/// Gathers the loudest sample of equal spans; when there are too many spans, pairs become one and later ones are twice as long.
pub(crate) struct Peaks {
    channels: usize,
    /// Frames of a span.
    span: u64,
    frames: u64,
    done: Vec<u16>,
    current: Vec<u16>,
}

impl Peaks {
    pub(crate) fn new(channels: u8) -> Self {
        let channels = usize::from(channels.max(1));
        Self { channels, span: 64, frames: 0, done: Vec::new(), current: vec![0; channels] }
    }

    /// Adds samples, the channels of a moment beside each other.
    pub(crate) fn add(&mut self, samples: &[i16]) {
        let mut rest = samples;
        while !rest.is_empty() {
            let left = self.span - self.frames % self.span;
            let wanted = usize::try_from(left).unwrap_or(usize::MAX).saturating_mul(self.channels);
            let (now, later) = rest.split_at(wanted.min(rest.len()));
            for frame in now.chunks(self.channels) {
                for (loudest, sample) in self.current.iter_mut().zip(frame) {
                    *loudest = (*loudest).max(sample.unsigned_abs());
                }
            }
            self.frames += (now.len() / self.channels) as u64;
            if now.len() % self.channels != 0 {
                return;
            }
            if self.frames.is_multiple_of(self.span) {
                self.close();
            }
            rest = later;
        }
    }

    fn close(&mut self) {
        self.done.append(&mut self.current);
        self.current = vec![0; self.channels];
        if self.done.len() == MOST * self.channels {
            let pairs = self.done.chunks(2 * self.channels);
            self.done = pairs
                .flat_map(|pair| {
                    let (left, right) = pair.split_at(self.channels);
                    left.iter().zip(right).map(|(left, right)| *left.max(right)).collect::<Vec<_>>()
                })
                .collect();
            self.span *= 2;
        }
    }

    /// Samples of each channel so far.
    pub(crate) const fn frames(&self) -> u64 {
        self.frames
    }

    /// The peaks, 0 to 255.
    pub(crate) fn done(mut self) -> Vec<u8> {
        if !self.frames.is_multiple_of(self.span) {
            self.done.append(&mut self.current);
        }
        self.done.iter().map(|peak| u8::try_from(peak >> 7).unwrap_or(u8::MAX)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peaks_are_few_however_long_the_sound_and_none_is_lost() {
        for frames in [1_usize, 63, 64, 65, 65_536, 65_537, 1_000_000] {
            let mut peaks = Peaks::new(2);
            let mut samples = vec![0_i16; frames * 2];
            samples[frames * 2 - 1] = i16::MIN;
            for block in samples.chunks(4_098) {
                peaks.add(block);
            }
            assert_eq!(peaks.frames(), frames as u64);
            let done = peaks.done();
            assert!(done.len() <= MOST * 2 && done.len().is_multiple_of(2), "{frames}: {}", done.len());
            assert_eq!((done[done.len() - 2], done[done.len() - 1]), (0, 255), "{frames}");
        }
    }
}
