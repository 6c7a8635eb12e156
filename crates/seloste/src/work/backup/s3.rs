//! A store that speaks S3, where a second copy of each backup of the data goes: put, list, get, delete, each signed (AWS Signature
//! Version 4) over the digest of what is sent, so that what is cut on the way is refused by the store. Names are put behind the bucket
//! in the path, as every such store takes them. Not here: when a copy is made or is over (`make.rs`, `schedule.rs`).

use super::BackupError;
use crate::{
    installation::StoreOfBackups,
    oidc::wire,
    session::secret::{self, sha256_bytes},
};
use jiff::Timestamp;
use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    time::Duration,
};
use ureq::{Agent, Body, http::Response};

/// What leads to such a store.
const SCHEME: &str = "s3://";
/// A store that takes longer for one copy is given up.
const PATIENCE: Duration = Duration::from_secs(3_600);
/// Bytes of one upload, at most: what such stores take at once.
const LARGEST: u64 = 5 << 30;
/// Bytes of a list, at most.
const LIST: u64 = 4 << 20;

/// A store with the key to it.
pub(super) struct Store {
    at: StoreOfBackups,
    id: String,
    secret: zeroize::Zeroizing<String>,
    agent: Agent,
}

/// Whether what was typed names something in a store.
pub(super) fn is_meant(typed: &Path) -> bool {
    typed.to_string_lossy().starts_with(SCHEME)
}

impl Store {
    /// Opens a declared store: reads its key, a line with the id and a line with the secret.
    pub(super) fn open(at: &StoreOfBackups) -> Result<Self, BackupError> {
        if !wire::is_safe(&at.endpoint) {
            return Err(BackupError::Store("its address must begin with https://".to_owned()));
        }
        let text = std::fs::read_to_string(&at.key_file).map_err(BackupError::file(&at.key_file))?;
        let text = zeroize::Zeroizing::new(text);
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let (Some(id), Some(secret), None) = (lines.next(), lines.next(), lines.next()) else {
            let file = at.key_file.display();
            return Err(BackupError::Store(format!(
                "{file} must hold two lines: the id of the key, and its secret"
            )));
        };
        let agent = wire::make(PATIENCE).ok_or_else(|| BackupError::Store("no TLS".to_owned()))?;
        let (id, secret) = (id.to_owned(), zeroize::Zeroizing::new(secret.to_owned()));
        Ok(Self { at: at.clone(), id, secret, agent })
    }

    /// Whether what was typed is this store, and not one copy in it.
    pub(super) fn is_place(&self, typed: &Path) -> Result<(), BackupError> {
        match self.named(typed)? {
            None => Ok(()),
            Some(name) => {
                Err(BackupError::Store(format!("copies get their names by the time: leave out {name}")))
            }
        }
    }

    /// Puts a file there under its own name; `sha256` is its digest, which the store checks.
    pub(super) fn put(
        &self,
        file: &Path,
        (sha256, bytes): (&str, u64),
        now: Timestamp,
    ) -> Result<(), BackupError> {
        if bytes > LARGEST {
            return Err(BackupError::Store(format!("{bytes} bytes are more than one upload holds (5 GB)")));
        }
        let key = self.key(file)?;
        let content = File::open(file).map_err(BackupError::file(file))?;
        let (url, lines) = self.signed(("PUT", &key, ""), sha256, now);
        answered(with(self.agent.put(&url), &lines).send(content)).map(drop)
    }

    /// The names of the copies there, oldest first.
    pub(super) fn list(&self, now: Timestamp) -> Result<Vec<String>, BackupError> {
        let (mut names, mut after): (Vec<String>, String) = (Vec::new(), String::new());
        loop {
            // In the order of the alphabet, as the signature needs them.
            let start = if after.is_empty() {
                String::new()
            } else {
                format!("&start-after={}", encoded(&after, true))
            };
            let query = format!("list-type=2&prefix={}{start}", encoded(&self.at.prefix, true));
            let (url, lines) = self.signed(("GET", "", &query), EMPTY, now);
            let mut answer = answered(with(self.agent.get(&url), &lines).call())?;
            let text = answer.body_mut().with_config().limit(LIST).read_to_string();
            let text = text.map_err(|_| BackupError::Store("its list ends early".to_owned()))?;
            let found: Vec<String> =
                between(&text, "<Key>", "</Key>").map(|key| key.replace("&amp;", "&")).collect();
            let Some(last) = found.last().cloned() else { break };
            let own = found.iter().filter_map(|key| key.strip_prefix(self.at.prefix.as_str()));
            names.extend(own.filter(|name| name.ends_with(".backup")).map(str::to_owned));
            if between(&text, "<IsTruncated>", "</IsTruncated>").next() != Some("true") || last == after {
                break;
            }
            after = last;
        }
        names.sort();
        Ok(names)
    }

    /// Fetches a copy into a folder; the newest when none is named.
    pub(super) fn fetch(&self, typed: &Path, folder: &Path, now: Timestamp) -> Result<PathBuf, BackupError> {
        let name = match self.named(typed)? {
            Some(name) => name,
            None => {
                let newest = self.list(now)?.into_iter().rfind(|name| name.starts_with("seloste-data-"));
                newest.ok_or_else(|| BackupError::NotABackup(typed.to_owned()))?
            }
        };
        let file = folder.join(Path::new(&name).file_name().unwrap_or_default());
        let key = format!("{}{name}", self.at.prefix);
        let (url, lines) = self.signed(("GET", &key, ""), EMPTY, now);
        let mut answer = answered(with(self.agent.get(&url), &lines).call())?;
        let said = answer.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
        let mut out = File::create(&file).map_err(BackupError::file(&file))?;
        let mut content = answer.body_mut().with_config().limit(u64::MAX).reader();
        let got = io::copy(&mut content, &mut out).map_err(|_| BackupError::CutShort)?;
        // An answer that ends before its time is no copy.
        if said.is_some_and(|said: u64| said != got) { Err(BackupError::CutShort) } else { Ok(file) }
    }

    /// Deletes a copy; one that is gone is gone.
    pub(super) fn delete(&self, file: &Path, now: Timestamp) -> Result<(), BackupError> {
        let key = self.key(file)?;
        let (url, lines) = self.signed(("DELETE", &key, ""), EMPTY, now);
        answered(with(self.agent.delete(&url), &lines).call()).map(drop)
    }

    fn key(&self, file: &Path) -> Result<String, BackupError> {
        let name = file.file_name().ok_or_else(|| BackupError::NotABackup(file.to_owned()))?;
        Ok(format!("{}{}", self.at.prefix, name.to_string_lossy()))
    }

    /// The copy that was typed; `None`: the place itself.
    fn named(&self, typed: &Path) -> Result<Option<String>, BackupError> {
        let typed = typed.to_string_lossy();
        let rest = typed.strip_prefix(SCHEME).unwrap_or(&typed);
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        let place = self.at.prefix.trim_end_matches('/');
        if bucket != self.at.bucket {
            let declared = format!("{SCHEME}{}/{}", self.at.bucket, self.at.prefix);
            return Err(BackupError::Undeclared(PathBuf::from(typed.as_ref()), PathBuf::from(declared)));
        }
        if key.trim_end_matches('/').is_empty() || key.trim_end_matches('/') == place {
            return Ok(None);
        }
        Ok(Some(key.strip_prefix(self.at.prefix.as_str()).unwrap_or(key).to_owned()))
    }

    /// The address of a request, and the lines of its head that say who sends it.
    fn signed(
        &self,
        (method, key, query): (&str, &str, &str),
        digest: &str,
        now: Timestamp,
    ) -> (String, [(&'static str, String); 3]) {
        let endpoint = self.at.endpoint.trim_end_matches('/');
        let host = endpoint.split_once("://").map_or(endpoint, |(_, host)| host);
        let (host, base) =
            host.split_once('/').map_or((host, String::new()), |(host, base)| (host, format!("/{base}")));
        let path = match key {
            "" => format!("{base}/{}", encoded(&self.at.bucket, false)),
            key => format!("{base}/{}/{}", encoded(&self.at.bucket, false), encoded(key, false)),
        };
        let time = now.strftime("%Y%m%dT%H%M%SZ").to_string();
        let day = now.strftime("%Y%m%d").to_string();
        let names = "host;x-amz-content-sha256;x-amz-date";
        let asked = format!(
            "{method}\n{path}\n{query}\nhost:{host}\nx-amz-content-sha256:{digest}\nx-amz-date:{time}\n\n{names}\n{digest}"
        );
        let scope = format!("{day}/{}/s3/aws4_request", self.at.region);
        let what =
            format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex::encode(sha256_bytes(asked.as_bytes())));
        let key = signing_key(&self.secret, (&day, &self.at.region, "s3"));
        let signature = hex::encode(secret::hmac_sha256(&key, what.as_bytes()));
        let line = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.id
        );
        let scheme = endpoint.split_once("://").map_or("https", |(scheme, _)| scheme);
        let ask = if query.is_empty() { String::new() } else { format!("?{query}") };
        let lines =
            [("authorization", line), ("x-amz-content-sha256", digest.to_owned()), ("x-amz-date", time)];
        (format!("{scheme}://{host}{path}{ask}"), lines)
    }
}

/// SHA-256 of nothing.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn with<B>(
    mut request: ureq::RequestBuilder<B>,
    lines: &[(&'static str, String); 3],
) -> ureq::RequestBuilder<B> {
    for (name, value) in lines {
        request = request.header(*name, value);
    }
    request
}

fn signing_key(secret: &str, (day, region, service): (&str, &str, &str)) -> [u8; 32] {
    let key = zeroize::Zeroizing::new(format!("AWS4{secret}"));
    let key = secret::hmac_sha256(key.as_bytes(), day.as_bytes());
    [region, service, "aws4_request"].iter().fold(key, |key, part| secret::hmac_sha256(&key, part.as_bytes()))
}

fn answered(answer: Result<Response<Body>, ureq::Error>) -> Result<Response<Body>, BackupError> {
    answer.map_err(|error| {
        BackupError::Store(match error {
            ureq::Error::StatusCode(401 | 403) => {
                "it refuses the key: look at its id and secret, what it may do, and this machine's clock"
                    .to_owned()
            }
            ureq::Error::StatusCode(404) => "it has no such bucket, or no such copy in it".to_owned(),
            ureq::Error::StatusCode(status) => format!("it answers {status}"),
            _ => "it can't be reached, or the transfer was cut".to_owned(),
        })
    })
}

/// Percent-encoded as the signature wants it.
fn encoded(text: &str, slash: bool) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || byte == b'/' && !slash;
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

fn between<'t>(text: &'t str, head: &'t str, tail: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(head).skip(1).filter_map(move |rest| rest.split_once(tail).map(|(found, _)| found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signing_key_is_that_of_the_published_example() {
        let key = signing_key("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", ("20150830", "us-east-1", "iam"));
        assert_eq!(hex::encode(key), "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
    }

    #[test]
    fn names_are_encoded_byte_by_byte() {
        assert_eq!(encoded("a b/ä", false), "a%20b/%C3%A4");
        assert_eq!(encoded("copies/", true), "copies%2F");
    }
}
