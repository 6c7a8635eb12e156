//! A posted form that may bring files along (`multipart/form-data`), its token checked like any other form's. Not here: forms without files
//! (`form.rs`), files that bring data into a register (`import`).

use super::{
    form::{Fields, Posted, expired, stale},
    visit::{AtWork, Visit},
};
use crate::app::Shared;
use axum::{
    extract::{FromRequest, FromRequestParts as _, Multipart, Request},
    http::header,
    response::Response,
};
use seloste_gate::request::SentFile;
use zeroize::Zeroizing;

/// Bytes of a form with its files, at most: what a case takes in at once, and a little for the fields.
pub(crate) const MOST: usize = 24 << 20;

/// A form posted by a person who is signed in, with files.
pub(crate) struct Filed {
    /// Who, and how they read.
    pub(crate) at: AtWork,
    /// What was typed.
    pub(crate) fields: Fields,
    /// What was attached; a field that was left empty brings none.
    pub(crate) files: Vec<SentFile>,
}

impl FromRequest<Shared> for Filed {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let Posted { at, fields } = Posted::from_request(request, app).await?;
            return Ok(Self { at, fields, files: Vec::new() });
        }
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let multipart = Multipart::from_request(Request::from_parts(parts, body), app).await;
        let (fields, files) = match multipart {
            Ok(multipart) => read(multipart).await,
            Err(_) => Default::default(),
        };
        // Files can't be put into a page to be sent again: only what was typed is shown.
        match &visit.signed {
            None => Err(expired(&visit, None)),
            Some(signed) if !signed.owns_form(fields.get("csrf")) => Err(stale(&visit, None)),
            Some(signed) => Ok(Self { at: AtWork { signed: signed.clone(), visit }, fields, files }),
        }
    }
}

/// Reads the parts in their order; one that is broken or too large ends the reading.
async fn read(mut multipart: Multipart) -> (Fields, Vec<SentFile>) {
    let (mut fields, mut files) = (Fields::default(), Vec::new());
    while let Ok(Some(part)) = multipart.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let Ok(bytes) = part.bytes().await else { break };
        match file {
            None => fields.put(&name, &String::from_utf8_lossy(&bytes)),
            Some(_) if bytes.is_empty() => {}
            Some(file) => {
                files.push(SentFile { name: Zeroizing::new(file), bytes: Zeroizing::new(bytes.to_vec()) })
            }
        }
    }
    (fields, files)
}
