//! Asking an identity provider who somebody is: OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636). Not here: whose
//! data the answer opens (`work::own::federated`).

pub mod settings;

mod token;
pub(crate) mod wire;

use crate::session::secret;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::JwkSet;
use seloste_register::statement::model::ItemType;
use serde::Deserialize;
use settings::Settings;
use std::{
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};
use zeroize::Zeroizing;

/// How long what a provider says of itself is believed.
const BELIEVED_FOR: SignedDuration = SignedDuration::from_hours(1);
/// Keys are not fetched again sooner, however many tokens name unknown ones.
const NOT_SOONER: SignedDuration = SignedDuration::from_mins(1);

/// Why a provider did not tell who somebody is. Repeats nothing that it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OidcError {
    /// It does not answer.
    #[error("the identity provider can't be reached")]
    Unreachable,
    /// It answers with this status.
    #[error("the identity provider answers with status {0}")]
    Refused(u16),
    /// Something in its answer is not as it must be.
    #[error("the identity provider's answer is not right: {0}")]
    Wrong(&'static str),
}

/// Somebody, as a provider knows them. The pair is never reused for another person (Core, 2); an e-mail address may be.
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Its name for the person.
    pub subject: Zeroizing<String>,
    /// How certain it is, in its own terms (`acr`).
    pub level: Option<String>,
    /// What it says of the person, of the claims that the settings name. Held in memory alone.
    pub said: Vec<(ItemType, Zeroizing<String>)>,
}

/// One trip to a provider and back.
pub struct Trip<'a> {
    /// Where the provider sends the person back to.
    pub redirect: &'a str,
    /// What ties the way back to the way out.
    pub state: &'a str,
    /// What the token repeats.
    pub nonce: &'a str,
    /// What proves that who sends the code in is who set out (RFC 7636).
    pub verifier: &'a str,
    /// What the provider is asked for.
    pub wants: Wants,
}

/// What a provider is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// Its own name for the person, and nothing else.
    Name,
    /// Also the claims that the settings name.
    Claims,
}

/// The levels, and the claims as Core 5.5 asks for single ones: no more than is held against a register.
fn wanted(vouches: &settings::Vouches) -> (String, String) {
    let claims = vouches.claims.values().map(|claim| (claim.clone(), serde_json::Value::Null));
    let claims = claims.collect::<serde_json::Map<_, _>>();
    (vouches.acr.join(" "), serde_json::json!({ "id_token": claims }).to_string())
}

/// The providers of an installation.
#[derive(Default)]
pub struct Providers(Vec<Provider>);

impl Providers {
    /// Reads the providers' settings and secrets.
    ///
    /// # Errors
    /// What is wrong, with what to do.
    pub fn open(root: &Path, all: &[Settings]) -> Result<Self, String> {
        let mut open: Vec<Provider> = Vec::new();
        for settings in all {
            if let Some(wrong) = settings.wrong() {
                return Err(wrong);
            }
            if open.iter().any(|one| one.settings.id == settings.id) {
                return Err(format!("two identity-providers are called {}", settings.id));
            }
            open.push(Provider::open(root, settings)?);
        }
        Ok(Self(open))
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Provider> {
        self.0.iter()
    }

    /// One by its name in addresses.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Provider> {
        self.0.iter().find(|one| one.settings.id == id)
    }
}

/// A provider.
pub struct Provider {
    /// Its settings.
    pub settings: Settings,
    secret: Option<Zeroizing<String>>,
    known: Mutex<Option<Known>>,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Clone, Deserialize)]
struct About {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Clone)]
struct Known {
    about: About,
    keys: JwkSet,
    at: Timestamp,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

impl Provider {
    fn open(root: &Path, settings: &Settings) -> Result<Self, String> {
        let secret = settings.client_secret_file.as_ref().map(|file| {
            let path = root.join(file);
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("identity-provider {}: {}: {error}", settings.id, path.display()))?;
            Ok::<_, String>(Zeroizing::new(text.trim().to_owned()))
        });
        Ok(Self { settings: settings.clone(), secret: secret.transpose()?, known: Mutex::new(None) })
    }

    /// The address to send the person to.
    ///
    /// # Errors
    /// When the provider does not say where that is.
    pub fn way_out(&self, trip: &Trip<'_>, now: Timestamp) -> Result<String, OidcError> {
        let known = self.known(now)?;
        let challenge = URL_SAFE_NO_PAD.encode(secret::sha256(trip.verifier));
        let mut query = vec![
            ("response_type", "code"),
            ("scope", "openid"),
            ("client_id", self.settings.client_id.as_str()),
            ("redirect_uri", trip.redirect),
            ("state", trip.state),
            ("nonce", trip.nonce),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ];
        let wanted = self.settings.vouches.as_ref().filter(|_| trip.wants == Wants::Claims).map(wanted);
        if let Some((levels, claims)) = &wanted {
            query.extend([("acr_values", levels.as_str()), ("claims", claims.as_str())]);
        }
        let query = serde_urlencoded::to_string(query);
        let query = query.map_err(|_| OidcError::Wrong("address"))?;
        let start = &known.about.authorization_endpoint;
        Ok(format!("{start}{}{query}", if start.contains('?') { '&' } else { '?' }))
    }

    /// Who came back with a code.
    ///
    /// # Errors
    /// When the provider does not take the code, or its token is not right in every respect.
    pub fn identity(&self, code: &str, trip: &Trip<'_>, now: Timestamp) -> Result<Identity, OidcError> {
        let known = self.known(now)?;
        let tokens: Tokens = wire::post(
            &known.about.token_endpoint,
            &[
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", trip.redirect),
                ("client_id", self.settings.client_id.as_str()),
                ("code_verifier", trip.verifier),
            ],
            self.authorization()?.as_ref().map(|line| line.as_str()),
        )?;
        let token = Zeroizing::new(tokens.id_token);
        let expected = token::Expected {
            issuer: &self.settings.issuer,
            client: &self.settings.client_id,
            nonce: trip.nonce,
            claims: self.settings.vouches.as_ref().filter(|_| trip.wants == Wants::Claims),
            now,
        };
        let known = match token::key_of(&token)? {
            Some(name) if known.keys.find(&name).is_none() => self.with_fresh_keys(known, now)?,
            _ => known,
        };
        token::identity(&token, &known.keys, &expected)
    }

    /// `client_secret_basic` (Core, 9; RFC 6749, 2.3.1: both parts are form-encoded first).
    fn authorization(&self) -> Result<Option<Zeroizing<String>>, OidcError> {
        let Some(shared) = &self.secret else { return Ok(None) };
        let encoded = |text: &str| {
            let pair = serde_urlencoded::to_string([("", text)]).map_err(|_| OidcError::Wrong("secret"))?;
            Ok::<_, OidcError>(pair.trim_start_matches('=').to_owned())
        };
        let pair = Zeroizing::new(format!("{}:{}", encoded(&self.settings.client_id)?, encoded(shared)?));
        let plain = base64::engine::general_purpose::STANDARD.encode(pair.as_bytes());
        Ok(Some(Zeroizing::new(format!("Basic {plain}"))))
    }

    fn known(&self, now: Timestamp) -> Result<Known, OidcError> {
        let found = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = found.filter(|known| now.duration_since(known.at).abs() < BELIEVED_FOR) {
            return Ok(known);
        }
        let issuer = &self.settings.issuer;
        let about: About =
            wire::get(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))?;
        // Another's description would let it speak in this one's name (Discovery, 4.3).
        if about.issuer != *issuer {
            return Err(OidcError::Wrong("issuer"));
        }
        if !wire::is_safe(&about.authorization_endpoint) {
            return Err(OidcError::Wrong("address without TLS"));
        }
        let keys = wire::get(&about.jwks_uri)?;
        Ok(self.keep(Known { about, keys, at: now }))
    }

    fn with_fresh_keys(&self, known: Known, now: Timestamp) -> Result<Known, OidcError> {
        if now.duration_since(known.at).abs() < NOT_SOONER {
            return Ok(known);
        }
        let keys = wire::get(&known.about.jwks_uri)?;
        Ok(self.keep(Known { keys, at: now, ..known }))
    }

    fn keep(&self, known: Known) -> Known {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        known
    }
}
