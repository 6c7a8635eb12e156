//! A reader that turns bytes of any encoding into UTF-8 as they come, and stops a record that never ends.

use encoding_rs::{CoderResult, Decoder, Encoding};
use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// How far a record may go before it ends, and how much of the file was read. Shared with whoever takes records.
#[derive(Default)]
pub(super) struct Gauge {
    since_record: Cell<u64>,
    read: Cell<u64>,
}

impl Gauge {
    /// A record ended.
    pub(super) fn record_ended(&self) {
        self.since_record.set(0);
    }
    /// Bytes of the file read so far.
    pub(super) fn read(&self) -> u64 {
        self.read.get()
    }
}

/// Longest record in bytes: far more than any row has, far less than memory.
pub(super) const LONGEST_RECORD: u64 = 8 << 20;

/// UTF-8 out of any encoding. A byte that fits nothing becomes U+FFFD, which every item refuses.
pub(super) struct Utf8<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    ended: bool,
    finished: bool,
    gauge: Rc<Gauge>,
}

impl<R: Read> Utf8<R> {
    pub(super) fn new(from: R, encoding: &'static Encoding, gauge: Rc<Gauge>) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self {
            from,
            decoder,
            raw: vec![0; 1 << 16],
            raw_at: 0,
            raw_end: 0,
            ended: false,
            finished: false,
            gauge,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.from.read(&mut self.raw)?;
        self.gauge.read.set(self.gauge.read.get() + read as u64);
        (self.raw_at, self.raw_end, self.ended) = (0, read, read == 0);
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.raw_at == self.raw_end && !self.ended {
                self.fill()?;
            }
            let raw = self.raw.get(self.raw_at..self.raw_end).unwrap_or_default();
            let (result, taken, written, _) = self.decoder.decode_to_utf8(raw, out, self.ended);
            self.raw_at += taken;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written == 0 && result == CoderResult::InputEmpty && !self.ended {
                continue;
            }
            let since = self.gauge.since_record.get() + written as u64;
            self.gauge.since_record.set(since);
            if since > LONGEST_RECORD {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "record too long"));
            }
            return Ok(written);
        }
        Ok(0)
    }
}
