//! An identity provider on loopback: vouches for whom it is told to, and lies as it is told to.
#![allow(dead_code, reason = "each test binary uses what it needs")]

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, jwk::Jwk};
use seloste::oidc::settings::{Settings, Vouches};
use seloste_register::{
    statement::model::{IdentityMethod, ItemType},
    text::Text,
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

const CLIENT: &str = "seloste-test";

/// What somebody was sent out with.
#[derive(Clone, Debug)]
pub struct Out {
    /// Whether it was asked for claims.
    pub asked: bool,
    pub state: String,
    nonce: String,
    challenge: String,
    pub redirect: String,
}

struct Desk {
    key: EncodingKey,
    public: Value,
    issuer: String,
    /// Tokens by code: the challenge that the verifier must fit, header and claims.
    codes: HashMap<String, (String, Header, Value)>,
}

/// A provider.
pub struct Provider {
    desk: Arc<Mutex<Desk>>,
    issuer: String,
}

fn key() -> (EncodingKey, Value) {
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
    let key = EncodingKey::from_ec_der(key.as_ref());
    let mut public = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
    public.common.key_id = Some("k1".to_owned());
    (key, serde_json::to_value(&public).unwrap())
}

impl Provider {
    /// Opens one on a free port.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let (key, public) = key();
        let desk = Desk { key, public, issuer: issuer.clone(), codes: HashMap::new() };
        let desk = Arc::new(Mutex::new(desk));
        let shared = Arc::clone(&desk);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let desk = Arc::clone(&shared);
                std::thread::spawn(move || serve(stream, &desk));
            }
        });
        Self { desk, issuer }
    }

    /// The settings of an installation whose people may come in with it.
    pub fn settings(&self, id: &str) -> Settings {
        Settings {
            id: id.to_owned(),
            name: Text::new("Esimerkkitunnistus", "Exempelidentifiering", "Example ID"),
            issuer: self.issuer.clone(),
            country: None,
            client_id: CLIENT.to_owned(),
            client_secret_file: None,
            registers: Vec::new(),
            staff_of: Vec::new(),
            vouches: None,
        }
    }

    /// The same, when it vouches for who makes a request.
    pub fn vouching(&self, id: &str) -> Settings {
        let claims = [
            (ItemType::FirstNames, "given_name"),
            (ItemType::Surname, "family_name"),
            (ItemType::BirthDate, "birthdate"),
            (ItemType::Email, "email"),
            (ItemType::IdentityCode, "hetu"),
        ];
        let vouches = Vouches {
            counts_as: IdentityMethod::StrongIdentification,
            acr: vec!["urn:example:loa:high".to_owned()],
            claims: claims.map(|(of, claim)| (of, claim.to_owned())).into(),
        };
        Settings { vouches: Some(vouches), ..self.settings(id) }
    }

    /// Reads the address that somebody was sent to.
    pub fn received(&self, address: &str) -> Out {
        let (start, query) = address.split_once('?').unwrap();
        assert_eq!(start, format!("{}/authorize", self.issuer));
        let said: HashMap<String, String> = serde_urlencoded::from_str(query).unwrap();
        assert_eq!(
            (said["response_type"].as_str(), said["code_challenge_method"].as_str()),
            ("code", "S256")
        );
        assert_eq!((said["client_id"].as_str(), said["scope"].as_str()), (CLIENT, "openid"));
        let asked = said.contains_key("claims");
        assert_eq!(asked, said.contains_key("acr_values"), "a level is asked for with claims");
        Out {
            asked,
            state: said["state"].clone(),
            nonce: said["nonce"].clone(),
            challenge: said["code_challenge"].clone(),
            redirect: said["redirect_uri"].clone(),
        }
    }

    /// The claims of a good token about somebody.
    pub fn claims(&self, out: &Out, subject: &str, now: jiff::Timestamp) -> Value {
        json!({
            "iss": self.issuer, "sub": subject, "aud": CLIENT, "nonce": out.nonce,
            "iat": now.as_second(), "exp": now.as_second() + 300, "email": "shared@example.fi",
        })
    }

    /// A code for a token of these claims; `spoil` may change what the token is.
    pub fn code(&self, out: &Out, claims: Value, spoil: impl FnOnce(&mut Header)) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some("k1".to_owned());
        spoil(&mut header);
        let mut desk = self.desk.lock().unwrap();
        let code = format!("c{}", desk.codes.len());
        desk.codes.insert(code.clone(), (out.challenge.clone(), header, claims));
        code
    }

    /// Changes its signing key and tells nobody.
    pub fn change_key(&self, tell: Tell) {
        let (key, public) = key();
        let mut desk = self.desk.lock().unwrap();
        desk.key = key;
        if tell == Tell::All {
            desk.public = public;
        }
    }
}

/// Whom a provider tells of its new key.
#[derive(PartialEq, Eq)]
pub enum Tell {
    All,
    Nobody,
}

fn serve(stream: TcpStream, desk: &Mutex<Desk>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        let mut head = String::new();
        if reader.read_line(&mut head).unwrap_or(0) == 0 || head.trim().is_empty() {
            break;
        }
        if let Some(value) = head.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let (status, answer) = answer(&path, &body, desk);
    let text = answer.to_string();
    let mut stream = stream;
    let _ = write!(
        stream,
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{text}",
        text.len()
    );
}

fn answer(path: &str, body: &[u8], desk: &Mutex<Desk>) -> (u16, Value) {
    let mut desk = desk.lock().unwrap();
    let issuer = desk.issuer.clone();
    match path {
        "/.well-known/openid-configuration" => (
            200,
            json!({
                "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
                "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
            }),
        ),
        "/keys" => (200, json!({ "keys": [desk.public] })),
        "/token" => {
            let form: HashMap<String, String> = serde_urlencoded::from_bytes(body).unwrap();
            let Some((challenge, header, claims)) = desk.codes.remove(&form["code"]) else {
                return (400, json!({ "error": "invalid_grant" }));
            };
            let hash = seloste::session::secret::sha256(&form["code_verifier"]);
            if URL_SAFE_NO_PAD.encode(hash) != challenge {
                return (400, json!({ "error": "invalid_grant" }));
            }
            let token = if header.alg == Algorithm::HS256 {
                encode(&header, &claims, &EncodingKey::from_secret(b"anything")).unwrap()
            } else {
                encode(&header, &claims, &desk.key).unwrap()
            };
            (200, json!({ "access_token": "a", "token_type": "Bearer", "id_token": token }))
        }
        _ => (404, json!({})),
    }
}
