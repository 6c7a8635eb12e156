//! `Idempotency-Key`: a create that is sent twice creates once. What was sent is remembered for a day, as a digest that only the
//! holder of the API key could make.

use super::{
    caller::{self, AtGate},
    problem::Problem,
};
use crate::{
    app::Shared,
    session::secret,
    store::once::{self, Known},
};
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use jiff::Timestamp;
use seloste_db::{Failure, Tx};
use seloste_gate::GateError;
use std::cell::Cell;
use utoipa::IntoParams;

/// Longest key, in characters.
const LONGEST: usize = 200;

/// An idempotency key as it came, digested.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub(super) struct Once {
    /// A name of this request, chosen by the program: the same request sent again with the same name within a day creates
    /// nothing new and gets the same answer.
    #[param(value_type = Option<String>, min_length = 1, max_length = 200, rename = "Idempotency-Key")]
    key: Option<Sent>,
}

struct Sent {
    bearer: String,
    mac: [u8; 32],
}

/// A key with the body that it came with.
pub(super) struct Together(Option<([u8; 32], [u8; 32])>);

impl FromRequestParts<Shared> for Once {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &Shared) -> Result<Self, Problem> {
        let Some(key) = caller::one(&parts.headers, "idempotency-key")? else {
            return Ok(Self { key: None });
        };
        if key.is_empty() || key.chars().count() > LONGEST {
            return Err(Problem::bad_header("Idempotency-Key", &format!("1 to {LONGEST} characters")));
        }
        let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = bearer.ok_or_else(Problem::no_key)?.to_owned();
        let purpose = caller::one(&parts.headers, caller::PURPOSE)?.unwrap_or_default();
        let mac = secret::keyed(
            bearer.as_bytes(),
            &["once", parts.method.as_str(), parts.uri.path(), purpose, key],
        );
        Ok(Self { key: Some(Sent { bearer, mac }) })
    }
}

impl Once {
    /// The key with the body that it came with.
    pub(super) fn for_body(&self, body: &[u8]) -> Together {
        Together(self.key.as_ref().map(|sent| {
            let text = String::from_utf8_lossy(body);
            (sent.mac, secret::keyed(sent.bearer.as_bytes(), &["body", &text]))
        }))
    }
}

impl Together {
    /// Creates, or answers what an earlier sending of the same request created. What was created is noted in the same unit of
    /// work: both stand or neither, whenever the machine fails.
    pub(super) fn run(
        &self,
        at: &AtGate<'_>,
        create: impl FnOnce(&Note<'_>) -> Result<String, Problem>,
    ) -> Result<String, Problem> {
        let Some((mac, body)) = &self.0 else { return create(&Note(None)) };
        let (data, now) = (at.gate.data(), at.gate.clock().now());
        let known =
            |found: Result<Known, Failure>| match found.map_err(|failure| Problem::broken(&failure))? {
                Known::Nothing => Ok(None),
                Known::Done(reference) => Ok(Some(reference)),
                Known::OtherBody => Err(Problem::other_body()),
            };
        if let Some(reference) = known(data.read(|tx| once::known(tx, mac, body, now)))? {
            return Ok(reference);
        }
        let late = Cell::new(false);
        let created = create(&Note(Some(Noting { mac, body, now, late: &late })));
        if !late.get() {
            return created;
        }
        // Somebody sent the same at the same time and was quicker; this unit of work was called off. The quicker one may still
        // wait for its commit: asked as a writer, the answer comes when that is durable.
        known(data.write(|tx| once::known(tx, mac, body, now)))?.ok_or_else(Problem::met_itself)
    }
}

/// Notes down what a request creates, in the unit of work that creates it.
pub(super) struct Note<'a>(Option<Noting<'a>>);

struct Noting<'a> {
    mac: &'a [u8; 32],
    body: &'a [u8; 32],
    now: Timestamp,
    late: &'a Cell<bool>,
}

impl Note<'_> {
    /// Writes the note; calls the unit of work off when the same request was noted meanwhile.
    pub(super) fn write(&self, tx: &mut Tx<'_>, reference: &str) -> Result<(), GateError> {
        let Some(noting) = &self.0 else { return Ok(()) };
        if once::note(tx, (noting.mac, noting.body), reference, noting.now)? {
            return Ok(());
        }
        noting.late.set(true);
        Err(GateError::Conflict(Vec::new()))
    }
}
