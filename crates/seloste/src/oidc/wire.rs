//! Requests to identity providers: short, few, of bounded size, by TLS. Not here: what the answers mean.

use super::OidcError;
use rustls::crypto::aws_lc_rs;
use serde::de::DeserializeOwned;
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use ureq::{
    Agent, Body,
    http::Response,
    tls::{Certificate, RootCerts, TlsConfig, TlsProvider},
};

/// A provider that says nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer, at most.
const LONGEST: u64 = 256 << 10;

/// Whether an address may be asked: by TLS, or on this machine.
pub(crate) fn is_safe(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    if let Some(rest) = address.strip_prefix("https://") {
        return !host(rest).is_empty() && !host(rest).contains('@');
    }
    let Some(rest) = address.strip_prefix("http://") else { return false };
    let host = host(rest);
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Reads a JSON document.
pub(super) fn get<T: DeserializeOwned>(address: &str) -> Result<T, OidcError> {
    let answer = agent()?.get(safe(address)?).header("accept", "application/json").call();
    read(answer)
}

/// Posts a form and reads the JSON answer; `authorization` is a whole header.
pub(super) fn post<T: DeserializeOwned>(
    address: &str,
    form: &[(&str, &str)],
    authorization: Option<&str>,
) -> Result<T, OidcError> {
    let body = serde_urlencoded::to_string(form).map_err(|_| OidcError::Wrong("form"))?;
    let mut request = agent()?
        .post(safe(address)?)
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(line) = authorization {
        request = request.header("authorization", line);
    }
    read(request.send(body))
}

fn safe(address: &str) -> Result<&str, OidcError> {
    if is_safe(address) { Ok(address) } else { Err(OidcError::Wrong("address without TLS")) }
}

/// What a provider answers is never repeated: it may name people.
fn read<T: DeserializeOwned>(answer: Result<Response<Body>, ureq::Error>) -> Result<T, OidcError> {
    let mut answer = answer.map_err(|error| match error {
        ureq::Error::StatusCode(status) => OidcError::Refused(status),
        _ => OidcError::Unreachable,
    })?;
    let text = answer.body_mut().with_config().limit(LONGEST).read_to_string();
    let text = zeroize::Zeroizing::new(text.map_err(|_| OidcError::Unreachable)?);
    serde_json::from_str(&text).map_err(|_| OidcError::Wrong("answer"))
}

fn agent() -> Result<&'static Agent, OidcError> {
    static AGENT: OnceLock<Option<Agent>> = OnceLock::new();
    AGENT.get_or_init(|| make(PATIENCE)).as_ref().ok_or(OidcError::Unreachable)
}

/// One agent for all: the machine's own certificates, one cryptographic library, no redirects.
pub(crate) fn make(patience: Duration) -> Option<Agent> {
    let found = rustls_native_certs::load_native_certs();
    let roots: Vec<Certificate<'static>> =
        found.certs.iter().map(|one| Certificate::from_der(one.as_ref()).to_owned()).collect();
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(Arc::new(aws_lc_rs::default_provider()))
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(patience))
        .max_redirects(0)
        .proxy(None)
        .build();
    Some(Agent::new_with_config(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tls_or_this_machine_is_asked() {
        for (address, safe) in [
            ("https://id.example.fi", true),
            ("https://id.example.fi/realms/a", true),
            ("http://127.0.0.1:4000", true),
            ("http://localhost/x", true),
            ("http://id.example.fi", false),
            ("http://localhost.example.fi", false),
            ("https://", false),
            ("https://a@b.example.fi", false),
            ("ftp://id.example.fi", false),
        ] {
            assert_eq!(is_safe(address), safe, "{address}");
        }
    }
}
