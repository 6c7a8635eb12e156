//! What leaves by itself: mails in the line, and orders of copies. Both were recorded when they were put there. Not here: sending.

use super::text_place;
use crate::{
    GateError,
    vault::{self, PlaceKind, Proof, SubjectKey},
};
use zeroize::Zeroizing;

/// A mail on its way out. What is in it was written by the program to be sent, and recorded when it was put in line.
struct Outgoing {
    register: i64,
    subject: i64,
}

impl Proof for Outgoing {
    fn covers(&self, register: i64, subject: i64, category: i64) -> bool {
        (register, subject, category) == (self.register, self.subject, 0)
    }
}

/// Seals a mail for (register, subject, mail).
pub(crate) fn seal_mail(key: &SubjectKey, at: (i64, i64, i64), body: &[u8]) -> Result<Vec<u8>, GateError> {
    Ok(vault::seal(key, &text_place(PlaceKind::Mail, at), body)?.0)
}

/// Opens a mail of (register, subject, mail), to be sent.
pub(crate) fn open_mail(
    key: &SubjectKey,
    at: (i64, i64, i64),
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, GateError> {
    let (register, subject, _) = at;
    let proof = Outgoing { register, subject };
    Ok(vault::unseal(&proof, key, &text_place(PlaceKind::Mail, at), sealed)?)
}

/// Opens for what a copy of (register, subject, package) was ordered, so that the job that puts it together can ask for it.
pub(crate) fn open_order(
    key: &SubjectKey,
    at: (i64, i64, i64),
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, GateError> {
    let (register, subject, _) = at;
    let proof = Outgoing { register, subject };
    Ok(vault::unseal(&proof, key, &crate::verbs::packages::order_place(at), sealed)?)
}
