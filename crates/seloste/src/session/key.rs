//! Keys of programs: `Authorization: Bearer sel_...`. A key belongs to a person and carries one of that person's roles in one
//! register; whatever ends the person's access ends the key's.

use super::standing;
use crate::{
    app::{App, Shared},
    store,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use seloste_db::Failure;
use seloste_gate::ask::{AccountId, Actor, KeyId};
use seloste_register::{
    id::{CompanyId, RegisterId, RoleId},
    text::Lang,
};

/// Beginning of every key, so that a scanner finds one that was left in a file.
pub const PREFIX: &str = "sel_";

/// A program that shows a key. As an argument of a handler it turns strangers away with 401.
#[derive(Debug, Clone)]
pub struct KeyHolder {
    /// The controller whose key it is.
    pub controller: CompanyId,
    /// The account that it belongs to.
    pub account: AccountId,
    /// Its user name.
    pub user_name: String,
    /// Language of the person whose key it is.
    pub lang: Lang,
    /// The one register that it opens.
    pub register: RegisterId,
    /// The one role that it carries.
    pub role: RoleId,
    /// Beginning of the key, to tell keys apart in lists.
    pub prefix: String,
    /// The person's standing in that register when the key was looked up, with the one role.
    actor: Actor,
}

impl KeyHolder {
    /// What the gate is told about this key in a register that a call names: in its own the person's standing, and one role if the
    /// person still holds it; in another no roles.
    #[must_use]
    pub fn actor_in(&self, register: &RegisterId) -> Actor {
        if *register == self.register {
            self.actor.clone()
        } else {
            Actor { key: self.actor.key, ..standing::stranger(&self.controller, self.account) }
        }
    }
}

impl FromRequestParts<Shared> for KeyHolder {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Response> {
        let Some(secret) = shown(&parts.headers) else { return Err(turn_away()) };
        match app.run(move |app| find(app, &secret)).await {
            Ok(Ok(Some(holder))) => Ok(holder),
            Ok(Ok(None)) => Err(turn_away()),
            Ok(Err(failure)) => {
                tracing::error!(%failure, "a key could not be looked up");
                Err(problem(StatusCode::SERVICE_UNAVAILABLE, "The service can't look up keys at the moment."))
            }
            Err(lost) => {
                tracing::error!(%lost, "a key could not be looked up");
                Err(problem(StatusCode::SERVICE_UNAVAILABLE, "The service can't look up keys at the moment."))
            }
        }
    }
}

/// The key that a request shows, looked at by its form alone; [`find`] says whether it works.
#[must_use]
pub fn shown(headers: &HeaderMap) -> Option<String> {
    let line = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = line.split_once(' ')?;
    let good = scheme.eq_ignore_ascii_case("bearer") && secret.starts_with(PREFIX) && secret.len() <= 100;
    good.then(|| secret.to_owned())
}

/// Finds the holder of a key that works now, with the holder's standing, in the controllers one after another: a key does not say
/// whose it is.
///
/// # Errors
/// When a database fails.
pub fn find(app: &App, secret: &str) -> Result<Option<KeyHolder>, Failure> {
    let now = app.clock().now();
    for controller in app.controllers() {
        let found = controller.gate.data().read(|tx| {
            let Some(key) = store::api_key::by_secret(tx, secret)?.filter(|key| key.works(now)) else {
                return Ok(None);
            };
            let owner = store::account::by_id(tx, key.account)?.filter(|owner| owner.ended.is_none());
            let Some(owner) = owner else { return Ok(None) };
            let home = app.register(&key.register).filter(|(home, _)| home.id == controller.id);
            let mut actor = match home {
                Some((_, rules)) => standing::of_open(tx, &rules, key.account, now)?,
                None => standing::stranger(&controller.id, key.account),
            };
            actor.roles.retain(|role| *role == key.role);
            actor.key = Some(KeyId(key.id));
            Ok::<_, Failure>(Some((key, owner, actor)))
        })?;
        if let Some((key, owner, actor)) = found {
            return Ok(Some(KeyHolder {
                controller: controller.id.clone(),
                account: key.account,
                user_name: owner.user_name,
                lang: owner.lang,
                register: key.register,
                role: key.role,
                prefix: key.prefix,
                actor,
            }));
        }
    }
    Ok(None)
}

fn turn_away() -> Response {
    let mut answer = problem(
        StatusCode::UNAUTHORIZED,
        "Send a key that works: Authorization: Bearer sel_... A person makes one on the page \"My account\".",
    );
    answer.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    answer
}

/// A problem as RFC 9457 writes it.
fn problem(status: StatusCode, detail: &str) -> Response {
    let body = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Refused"),
        "status": status.as_u16(),
        "detail": detail,
    });
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
