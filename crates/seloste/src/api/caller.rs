//! One call: whose key, which register, for which purpose and why. From here it goes to the gate and nowhere else.

use super::{problem::Problem, wire::Name};
use crate::{
    app::{App, Controller, Shared},
    session::{KeyHolder, key},
    store,
};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, StatusCode, request::Parts},
};
use seloste_gate::{
    Gate,
    ask::{AccountId, Actor, Ask},
    card::{ObjectRef, SubjectRef},
    incoming::IncomingRef,
    request::RequestRef,
};
use seloste_register::{
    id::{PurposeId, RegisterId},
    statement::Rules,
};
use utoipa::IntoParams;
use zeroize::Zeroizing;

/// Names the purpose of a call.
pub(super) const PURPOSE: &str = "seloste-purpose";
/// Gives the reason of a call, percent-encoded UTF-8, where the purpose wants one.
pub(super) const REASON: &str = "seloste-reason";
/// Longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// A key that was shown, with what the path names.
pub(super) struct Caller {
    app: Shared,
    key: Key,
    place: Place,
}

/// A key as it was shown.
struct Key(Zeroizing<String>);

impl Key {
    /// Its holder, looked up on the thread that does the work: as things stand when the work begins, and without a change of
    /// threads.
    fn holder(self, app: &App) -> Result<KeyHolder, Problem> {
        let found = key::find(app, &self.0).map_err(|failure| Problem::broken(&failure))?;
        found.ok_or_else(Problem::no_key)
    }
}

/// What the path names. What is no name names nothing that there is.
#[derive(Default)]
struct Place {
    register: Option<RegisterId>,
    subject: Option<String>,
    object: Option<String>,
    request: Option<String>,
    upload: Option<String>,
    number: Option<String>,
}

/// A call about a register's subjects, on its way to the gate.
pub(super) struct Call {
    caller: Caller,
    purpose: PurposeId,
    reason: Option<String>,
}

/// Headers of a call about subjects, as the document declares them.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "declares the headers that `Call` reads")]
pub(super) struct Purposeful {
    /// The purpose of the work at hand, as the register's statement names it.
    #[param(rename = "Seloste-Purpose", value_type = Name)]
    purpose: String,
    /// Why, where the purpose wants a reason: UTF-8, percent-encoded. Stored sealed.
    #[param(rename = "Seloste-Reason", max_length = 1000)]
    reason: Option<String>,
}

/// What a call's work gets to see.
pub(super) struct AtGate<'a> {
    /// The opened installation.
    pub(super) app: &'a App,
    /// The door to the register's personal data.
    pub(super) gate: &'a Gate,
    /// The register's effective rules.
    pub(super) rules: &'a Rules,
    /// Who asks, for which purpose, why.
    pub(super) ask: &'a Ask,
}

impl AtGate<'_> {
    /// The account of a colleague, by user name.
    pub(super) fn account(&self, user_name: &str) -> Result<Option<AccountId>, Problem> {
        let found = self.gate.data().read(|tx| store::account::by_user_name(tx, user_name));
        let account = found.map_err(|failure| Problem::broken(&failure))?;
        Ok(account.filter(|account| account.ended.is_none()).map(|account| account.id))
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        if !parts.method.is_safe() {
            // Nobody's body is read before the key was seen to work.
            KeyHolder::from_request_parts(parts, app).await.map_err(turned_away)?;
        }
        let key = Key(Zeroizing::new(key::shown(&parts.headers).ok_or_else(Problem::no_key)?));
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Problem::absent())?;
        let mut place = Place::default();
        for (name, value) in &params {
            match name {
                "register" => place.register = RegisterId::new(value).ok(),
                "subject" => place.subject = Some(value.to_owned()),
                "object" => place.object = Some(value.to_owned()),
                "request" => place.request = Some(value.to_owned()),
                "upload" => place.upload = Some(value.to_owned()),
                "number" => place.number = Some(value.to_owned()),
                _ => {}
            }
        }
        Ok(Self { app: app.clone(), key, place })
    }
}

/// A missing or dead key is 401; anything else that keeps a holder from being known is a failure.
fn turned_away(rejection: impl axum::response::IntoResponse) -> Problem {
    match rejection.into_response().status() {
        StatusCode::UNAUTHORIZED => Problem::no_key(),
        StatusCode::TOO_MANY_REQUESTS => Problem::too_many(),
        status => Problem::broken(&format!("a key could not be looked up ({status})")),
    }
}

impl FromRequestParts<Shared> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        match (purpose(&parts.headers), reason(&parts.headers)) {
            (Ok(purpose), Ok(reason)) => Ok(Self { caller, purpose, reason }),
            // What is wrong with a call is told to those who have a key that works.
            (Err(problem), _) | (_, Err(problem)) => {
                Err(caller.run(|_, _| Ok(problem)).await.unwrap_or_else(|no_key| no_key))
            }
        }
    }
}

impl Caller {
    /// Runs work that needs no purpose: it touches no subject.
    pub(super) async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce(&App, &KeyHolder) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let Self { app, key, .. } = self;
        app.run(move |app| work(app, &key.holder(app)?)).await.map_err(|lost| Problem::broken(&lost))?
    }

    /// The register that the path names.
    pub(super) fn register(&self) -> Option<&RegisterId> {
        self.place.register.as_ref()
    }
}

impl Call {
    /// The register that the path names, as text for addresses.
    pub(super) fn register_name(&self) -> String {
        self.caller.place.register.as_ref().map_or(String::new(), ToString::to_string)
    }

    /// The program, for work that goes on after the answer.
    pub(super) fn app(&self) -> Shared {
        self.caller.app.clone()
    }

    /// The subject that the path names.
    pub(super) fn subject(&self) -> SubjectRef {
        SubjectRef(self.caller.place.subject.clone().unwrap_or_default())
    }

    /// The object that the path names.
    pub(super) fn object(&self) -> ObjectRef {
        ObjectRef(self.caller.place.object.clone().unwrap_or_default())
    }

    /// The upload that the path names.
    pub(super) fn upload(&self) -> IncomingRef {
        IncomingRef(self.caller.place.upload.clone().unwrap_or_default())
    }

    /// The request that the path names.
    pub(super) fn request(&self) -> RequestRef {
        RequestRef(self.caller.place.request.clone().unwrap_or_default())
    }

    /// The number that the path ends with, where it is one.
    pub(super) fn number(&self) -> Option<usize> {
        self.caller.place.number.as_deref()?.parse().ok()
    }

    /// Takes the call to the gate, on a thread of its own.
    pub(super) async fn at_gate<T: Send + 'static>(
        self,
        work: impl FnOnce(&AtGate<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let Self { caller, purpose, reason } = self;
        let Caller { app, key, place } = caller;
        let done = app.run(move |app| {
            let holder = key.holder(app)?;
            let register = place.register.ok_or_else(Problem::absent)?;
            let (controller, actor) = reached(app, &holder, &register)?;
            let rules = controller.gate.rules(&register).ok_or_else(Problem::absent)?;
            let stranger = actor.roles.is_empty();
            let ask = Ask { actor, register, purpose, reason };
            let answer = work(&AtGate { app, gate: &controller.gate, rules: &rules, ask: &ask });
            // To somebody without a role in it, a register's inside is not there. The gate has recorded the refusal.
            if stranger { Err(Problem::absent()) } else { answer }
        });
        done.await.map_err(|lost| Problem::broken(&lost))?
    }
}

/// The controller of a register, and the holder as its gate is told about; absent when it is another controller's.
pub(super) fn reached<'a>(
    app: &'a App,
    holder: &KeyHolder,
    register: &RegisterId,
) -> Result<(&'a Controller, Actor), Problem> {
    let (controller, _) = app.register(register).ok_or_else(Problem::absent)?;
    if controller.id != holder.controller {
        return Err(Problem::absent());
    }
    Ok((controller, holder.actor_in(register)))
}

fn purpose(headers: &HeaderMap) -> Result<PurposeId, Problem> {
    let named = one(headers, PURPOSE)?.ok_or_else(Problem::no_purpose)?;
    PurposeId::new(named).map_err(|rule| Problem::bad_header("Seloste-Purpose", &rule.to_string()))
}

fn reason(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(written) = one(headers, REASON)? else { return Ok(None) };
    let reason = percent_decoded(written)
        .filter(|reason| reason.chars().count() <= LONGEST_REASON && !reason.chars().any(char::is_control))
        .ok_or_else(|| {
            let rule =
                format!("percent-encoded UTF-8, at most {LONGEST_REASON} characters, no control characters");
            Problem::bad_header("Seloste-Reason", &rule)
        })?;
    Ok(Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()))
}

/// The value of a header that may stand once.
pub(super) fn one<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>, Problem> {
    let mut all = headers.get_all(name).iter();
    let Some(value) = all.next() else { return Ok(None) };
    let value = value.to_str().ok().map(str::trim).filter(|_| all.next().is_none());
    value.map(Some).ok_or_else(|| Problem::bad_header(name, "one line of ASCII"))
}

/// Percent-encoded UTF-8 as text; `None` when it is neither.
pub(super) fn percent_decoded(written: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_percent_encoded_text() {
        for (written, read) in [
            ("asiakas%20soitti", Some("asiakas soitti")),
            ("kyll%C3%A4 100%25", Some("kyllä 100%")),
            ("%C3", None),
            ("%zz", None),
            ("%4", None),
            ("plain words", Some("plain words")),
        ] {
            assert_eq!(percent_decoded(written).as_deref(), read, "{written}");
        }
    }

    #[test]
    fn a_header_stands_once() {
        let mut headers = HeaderMap::new();
        assert!(one(&headers, PURPOSE).is_ok_and(|value| value.is_none()));
        headers.append(PURPOSE, "customer-care".parse().unwrap());
        assert!(one(&headers, PURPOSE).is_ok_and(|value| value == Some("customer-care")));
        headers.append(PURPOSE, "bookkeeping".parse().unwrap());
        assert!(one(&headers, PURPOSE).is_err());
    }
}
