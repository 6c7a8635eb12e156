//! TLS to PostgreSQL: what an address asks for, and the connection that follows. Modes that fall back to plain lines without a word
//! (`allow`, `prefer`) are not spoken. Not here: what is said on the connection (`postgresql`).

use crate::Failure;
use postgres::{
    Config, NoTls, Socket,
    config::{Host, SslMode},
    tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream},
};
use rustls::{
    ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
};
use std::{
    future::Future,
    io,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A place of PostgreSQL and how it is reached.
pub(crate) struct Address {
    config: Config,
    tls: Option<Arc<ClientConfig>>,
}

/// What the line to the server must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Plain.
    Disable,
    /// Sealed; whoever answers is believed to be the server.
    Require,
    /// Sealed, by a server whose certificate is good and names the host.
    VerifyFull,
}

impl Address {
    /// Reads `postgres://...` or `host=... user=...`, with `sslmode` and `sslrootcert` as PostgreSQL's own programs know them.
    pub(crate) fn read(url: &str) -> Result<Self, Failure> {
        let Parted { rest, mode, roots } = part(url)?;
        // The address can hold a password: it is not repeated.
        let mut config: Config =
            rest.parse().map_err(|_| Failure("the address of PostgreSQL is not understood".to_owned()))?;
        let mode = match mode {
            Some(mode) => mode,
            None if config.get_hosts().iter().all(is_here) => Mode::Disable,
            None => Mode::VerifyFull,
        };
        config.ssl_mode(if mode == Mode::Disable { SslMode::Disable } else { SslMode::Require });
        let tls = (mode != Mode::Disable).then(|| settings(mode, roots.as_deref())).transpose()?;
        Ok(Self { config, tls })
    }

    /// Connects.
    pub(crate) fn connect(&self) -> Result<postgres::Client, postgres::Error> {
        match &self.tls {
            Some(tls) => self.config.connect(Line(Arc::clone(tls))),
            None => self.config.connect(NoTls),
        }
    }
}

/// Whether a host is this machine: what is said to it does not leave.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
    }
}

/// An address without what concerns TLS, and that.
struct Parted {
    rest: String,
    mode: Option<Mode>,
    roots: Option<String>,
}

fn part(url: &str) -> Result<Parted, Failure> {
    let mut parted = Parted { rest: String::new(), mode: None, roots: None };
    if let Some((start, query)) = url.split_once('?').filter(|_| url.contains("://")) {
        let mut kept = Vec::new();
        for pair in query.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !parted.take(key, &unescaped(value))? {
                kept.push(pair);
            }
        }
        parted.rest = if kept.is_empty() { start.to_owned() } else { format!("{start}?{}", kept.join("&")) };
    } else if url.contains("://") {
        url.clone_into(&mut parted.rest);
    } else {
        let mut kept = Vec::new();
        for pair in words(url) {
            let (key, value) = pair.split_once('=').unwrap_or((&pair, ""));
            if !parted.take(key, &unquoted(value))? {
                kept.push(pair);
            }
        }
        parted.rest = kept.join(" ");
    }
    Ok(parted)
}

impl Parted {
    /// Takes a pair that concerns TLS; says whether it did.
    fn take(&mut self, key: &str, value: &str) -> Result<bool, Failure> {
        match key {
            "sslmode" => {
                self.mode = Some(match value {
                    "disable" => Mode::Disable,
                    "require" => Mode::Require,
                    "verify-full" => Mode::VerifyFull,
                    _ => {
                        return Err(Failure(
                            "the address of PostgreSQL: sslmode is disable, require or verify-full"
                                .to_owned(),
                        ));
                    }
                });
            }
            "sslrootcert" => self.roots = Some(value.to_owned()),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The pairs of `key=value key='a value'`.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut escaped) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        if c.is_whitespace() && !quoted && !escaped {
            words.push(std::mem::take(&mut word));
            continue;
        }
        quoted ^= c == '\'' && !escaped;
        escaped = c == '\\' && !escaped;
        word.push(c);
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')).unwrap_or(value);
    let mut out = String::new();
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        out.extend(if c == '\\' { letters.next() } else { Some(c) });
    }
    out
}

/// `%2F` and the like in the query of an address.
fn unescaped(value: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let pair = (byte == b'%').then(|| Some((hex(ahead.next()?)?, hex(ahead.next()?)?))).flatten();
        match pair {
            Some((high, low)) => {
                out.push(high * 16 + low);
                bytes = ahead;
            }
            None => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn settings(mode: Mode, roots: Option<&str>) -> Result<Arc<ClientConfig>, Failure> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let wrong = |error: rustls::Error| Failure(format!("TLS to PostgreSQL: {error}"));
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(wrong)?;
    let config = match mode {
        Mode::VerifyFull => config.with_root_certificates(trusted(roots)?),
        // As PostgreSQL's own programs do: nobody can listen in, and nothing is known of who answers.
        Mode::Require | Mode::Disable => {
            config.dangerous().with_custom_certificate_verifier(Arc::new(AnyServer(provider)))
        }
    };
    Ok(Arc::new(config.with_no_client_auth()))
}

/// The certificates that may vouch for the server: those of a file, else the machine's own.
fn trusted(file: Option<&str>) -> Result<RootCertStore, Failure> {
    let mut store = RootCertStore::empty();
    let Some(file) = file else {
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(store);
    };
    let wrong = |what: String| Failure(format!("sslrootcert {file}: {what}"));
    let found = CertificateDer::pem_file_iter(Path::new(file)).map_err(|error| wrong(error.to_string()))?;
    for certificate in found {
        let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
        store.add(certificate).map_err(|error| wrong(error.to_string()))?;
    }
    if store.is_empty() {
        return Err(wrong("it holds no certificate in PEM form".to_owned()));
    }
    Ok(store)
}

/// Takes whatever certificate is shown, by a server that holds its key.
#[derive(Debug)]
struct AnyServer(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Makes sealed lines.
#[derive(Clone)]
struct Line(Arc<ClientConfig>);

impl MakeTlsConnect<Socket> for Line {
    type Stream = Sealed;
    type TlsConnect = Shake;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> Result<Shake, io::Error> {
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        Ok(Shake { config: Arc::clone(&self.0), name })
    }
}

/// One handshake to be.
struct Shake {
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
}

impl TlsConnect<Socket> for Shake {
    type Stream = Sealed;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Sealed, io::Error>> + Send>>;

    fn connect(self, stream: Socket) -> Self::Future {
        let connector = tokio_rustls::TlsConnector::from(self.config);
        Box::pin(async move { Ok(Sealed(Box::new(connector.connect(self.name, stream).await?))) })
    }
}

/// A sealed line.
struct Sealed(Box<tokio_rustls::client::TlsStream<Socket>>);

impl AsyncRead for Sealed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Sealed {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_shutdown(context)
    }
}

impl TlsStream for Sealed {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(url: &str) -> Option<Mode> {
        part(url).unwrap().mode
    }

    #[test]
    fn an_address_says_how_the_line_is_sealed_in_either_form() {
        assert_eq!(mode("postgres://u@db.example.fi/x?sslmode=verify-full&a=b"), Some(Mode::VerifyFull));
        assert_eq!(
            mode("host=db.example.fi password='a sslmode=disable' sslmode='require'"),
            Some(Mode::Require)
        );
        assert_eq!(mode("host=db.example.fi"), None);
        let parted = part("postgres://u@h/x?application_name=a&sslrootcert=%2Fetc%2Fmy%20ca.pem").unwrap();
        assert_eq!(parted.rest, "postgres://u@h/x?application_name=a");
        assert_eq!(parted.roots.as_deref(), Some("/etc/my ca.pem"));
        let parted = part(r"host=h sslrootcert='/etc/my ca.pem' password='it\'s'").unwrap();
        assert_eq!(
            (parted.rest.as_str(), parted.roots.as_deref()),
            (r"host=h password='it\'s'", Some("/etc/my ca.pem"))
        );
    }

    #[test]
    fn what_would_fall_back_to_a_plain_line_is_refused() {
        for mode in ["prefer", "allow", "verify-ca", ""] {
            assert!(part(&format!("host=h sslmode={mode}")).is_err(), "{mode}");
        }
    }

    #[test]
    fn only_a_server_on_this_machine_is_spoken_to_plainly_unless_the_address_says_so() {
        let plain = |url: &str| Address::read(url).unwrap().tls.is_none();
        for here in ["host=/run/postgresql", "host=localhost", "host=127.0.0.1", "postgres://u@[::1]/x"] {
            assert!(plain(here), "{here}");
        }
        assert!(!plain("host=db.example.fi"));
        assert!(!plain("host=localhost,db.example.fi"));
        assert!(plain("host=db.example.fi sslmode=disable"));
    }
}
