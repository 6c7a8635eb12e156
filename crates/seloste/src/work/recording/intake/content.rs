//! The bytes that come with a part of a call or as a message: looked at from beginning to end before anything is stored, then handed
//! to the gate.

use super::{call::Leg, record::Field, wrong};
use crate::work::recording::message;
use aws_lc_rs::digest;
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectDraft, SubjectRef},
    recording::{MediumFacts, Said, Taken},
};
use seloste_sound::{Linear, Raw, Source};
use std::{
    io::{Read, SeekFrom},
    path::Path,
};

/// Largest sound that is taken, in bytes: ten hours of stereo in linear samples at 48 kHz, and some more.
pub const MOST_BYTES: u64 = 8 * 1024 * 1024 * 1024;

/// The bytes that come with a part of a call.
pub enum Content<'s> {
    /// None: it was not recorded.
    Nothing,
    /// Sound.
    Sound(Box<dyn Source + 's>),
    /// A message or a chat, as it will be stored.
    Message {
        /// Its MIME type.
        format: &'static str,
        /// Its bytes.
        bytes: &'s [u8],
    },
}

/// Sound as it came with a part of a call: what its sender says of bytes without a header, or the ending of their file, is taken for
/// true, and a header goes before them.
pub(super) fn sound<'s>(
    source: impl Source + 's,
    leg: &Leg,
    file: Option<&Path>,
) -> Result<Content<'s>, GateError> {
    let declared = leg.record.get(Field::Sound).filter(|text| !text.trim().is_empty());
    let raw = match declared {
        Some(text) => Some(Raw::declared(text).ok_or_else(wrong::raw)?),
        None => file.and_then(Path::extension).and_then(|ending| Raw::by_ending(ending.to_str()?)),
    };
    Ok(match raw {
        Some(raw) => Content::Sound(Box::new(raw.headed(source).map_err(unread)?)),
        None => Content::Sound(Box::new(source)),
    })
}

/// Bytes that were looked at and may be handed over.
pub(super) struct Prepared<'s> {
    facts: MediumFacts,
    content: Content<'s>,
    form: Form,
}

/// In which form bytes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As they came.
    AsTheyCame,
    /// As linear samples: browsers don't play what came.
    Linear,
}

/// Reads what came from its beginning to its end: what it is, how long, and its digest.
pub(super) fn prepare(content: Content<'_>, delivery: String) -> Result<Option<Prepared<'_>>, GateError> {
    match content {
        Content::Nothing => Ok(None),
        Content::Message { format, bytes } => {
            let digest = digested(&mut &*bytes)?;
            let said = Said::new(message::words(format, bytes));
            let facts =
                MediumFacts { format, channels: 0, length_ms: 0, peaks: Vec::new(), delivery, digest, said };
            let content = Content::Message { format, bytes };
            Ok(Some(Prepared { facts, content, form: Form::AsTheyCame }))
        }
        Content::Sound(source) => prepare_sound(source, delivery).map(Some),
    }
}

fn prepare_sound<'s>(mut source: Box<dyn Source + 's>, delivery: String) -> Result<Prepared<'s>, GateError> {
    if source.seek(SeekFrom::End(0)).map_err(unread)? > MOST_BYTES {
        return Err(wrong::too_large(MOST_BYTES));
    }
    let sound = seloste_sound::read(&mut *source).map_err(wrong::sound)?;
    let (form, format) = match sound.format {
        played if played.is_played() => (Form::AsTheyCame, played.mime()),
        _ => (Form::Linear, seloste_sound::Format::WavPcm.mime()),
    };
    let digest = match form {
        Form::AsTheyCame => {
            source.seek(SeekFrom::Start(0)).map_err(unread)?;
            digested(&mut *source)?
        }
        Form::Linear => digested(&mut Linear::open(&mut *source).map_err(wrong::sound)?)?,
    };
    let (channels, length_ms, peaks) = (sound.channels, sound.length_ms, sound.peaks);
    let facts = MediumFacts { format, channels, length_ms, peaks, delivery, digest, said: Said::default() };
    Ok(Prepared { facts, content: Content::Sound(source), form })
}

impl Prepared<'_> {
    pub(super) fn hand_over(
        self,
        gate: &Gate,
        ask: &Ask,
        subject: &SubjectRef,
        draft: ObjectDraft,
    ) -> Result<Taken, GateError> {
        let mut source;
        let mut linear;
        let mut message;
        let bytes: &mut dyn Read = match (self.content, self.form) {
            (Content::Nothing, _) => return Err(wrong::no_file()),
            (Content::Message { bytes, .. }, _) => {
                message = bytes;
                &mut message
            }
            (Content::Sound(sound), Form::AsTheyCame) => {
                source = sound;
                source.seek(SeekFrom::Start(0)).map_err(unread)?;
                &mut *source
            }
            (Content::Sound(sound), Form::Linear) => {
                source = sound;
                linear = Linear::open(&mut *source).map_err(wrong::sound)?;
                &mut linear
            }
        };
        gate.take_recording(ask, subject, draft, (self.facts, bytes))
    }
}

fn unread(error: std::io::Error) -> GateError {
    GateError::Failed(format!("the sound can't be read: {error}"))
}

fn digested<R: Read + ?Sized>(bytes: &mut R) -> Result<[u8; 32], GateError> {
    let (mut context, mut block) = (digest::Context::new(&digest::SHA256), vec![0; 256 * 1024]);
    loop {
        let read = bytes.read(&mut block).map_err(unread)?;
        match block.get(..read) {
            Some(some) if !some.is_empty() => context.update(some),
            _ => break,
        }
    }
    let mut out = [0; 32];
    out.copy_from_slice(context.finish().as_ref());
    Ok(out)
}
