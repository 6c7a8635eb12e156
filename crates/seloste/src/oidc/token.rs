//! The token by which a provider says who somebody is (OpenID Connect Core 1.0, 3.1.3.7).

use super::{Identity, OidcError, settings::Vouches};
use jiff::Timestamp;
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    jwk::{Jwk, JwkSet},
};
use seloste_register::statement::model::ItemType;
use serde::Deserialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

/// How far the provider's clock may be off, in seconds.
const SKEW: i64 = 60;
/// Longest claim that is read, in bytes.
const LONGEST: usize = 500;
/// Longest subject identifier, in characters (Core, 2).
const SUBJECT: usize = 255;
/// Signatures that are believed; symmetric ones and none are not.
const BELIEVED: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// What a token must say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    /// What else is read of it.
    pub(super) claims: Option<&'a Vouches>,
    pub(super) now: Timestamp,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
    azp: Option<String>,
    acr: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// The name of the key that a token says it was signed with; `None` when it names none.
pub(super) fn key_of(token: &str) -> Result<Option<String>, OidcError> {
    Ok(header(token)?.kid)
}

fn header(token: &str) -> Result<jsonwebtoken::Header, OidcError> {
    let header = decode_header(token).map_err(|_| OidcError::Wrong("token"))?;
    if BELIEVED.contains(&header.alg) { Ok(header) } else { Err(OidcError::Wrong("signature of the token")) }
}

/// Who a token is about, when everything about it is right.
pub(super) fn identity(token: &str, keys: &JwkSet, expected: &Expected<'_>) -> Result<Identity, OidcError> {
    let header = header(token)?;
    let key = find(keys, header.kid.as_deref()).ok_or(OidcError::Wrong("key of the token"))?;
    let key = DecodingKey::from_jwk(key).map_err(|_| OidcError::Wrong("key of the token"))?;
    let mut rules = Validation::new(header.alg);
    rules.set_audience(&[expected.client]);
    rules.set_issuer(&[expected.issuer]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // By the injected clock, below.
    rules.validate_exp = false;
    let claims: Claims = decode(token, &key, &rules)
        .map_err(|_| OidcError::Wrong("signature, sender or addressee of the token"))?
        .claims;
    judge(claims, expected)
}

fn find<'a>(keys: &'a JwkSet, name: Option<&str>) -> Option<&'a Jwk> {
    match (name, keys.keys.as_slice()) {
        (Some(name), _) => keys.find(name),
        // Without a name only one key can be meant.
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

fn judge(claims: Claims, expected: &Expected<'_>) -> Result<Identity, OidcError> {
    let now = expected.now.as_second();
    if claims.exp <= now - SKEW || claims.iat > now + SKEW {
        return Err(OidcError::Wrong("time of the token"));
    }
    let same = |nonce: &String| crate::session::secret::same(nonce, expected.nonce);
    if !claims.nonce.as_ref().is_some_and(same) {
        return Err(OidcError::Wrong("nonce of the token"));
    }
    let several = matches!(&claims.aud, Audience::Several(all) if all.len() > 1);
    let ours = claims.azp.as_deref().is_none_or(|azp| azp == expected.client);
    if !ours
        || (several && claims.azp.is_none())
        || matches!(&claims.aud, Audience::One(one) if one != expected.client)
    {
        return Err(OidcError::Wrong("addressee of the token"));
    }
    if claims.sub.is_empty() || claims.sub.chars().count() > SUBJECT {
        return Err(OidcError::Wrong("subject of the token"));
    }
    let said = expected.claims.map(|vouches| said(vouches, claims.rest)).unwrap_or_default();
    Ok(Identity { issuer: claims.iss, subject: Zeroizing::new(claims.sub), level: claims.acr, said })
}

/// What a token says, of the claims that are wanted; what is no text, or too long to be anything here, is not said.
fn said(vouches: &Vouches, mut rest: Map<String, Value>) -> Vec<(ItemType, Zeroizing<String>)> {
    let mut said = Vec::new();
    for (of, claim) in &vouches.claims {
        if let Some(Value::String(text)) = rest.remove(claim)
            && text.len() <= LONGEST
        {
            said.push((*of, Zeroizing::new(text)));
        }
    }
    said
}
