//! Passkeys, with an authenticator of our own: made of a key pair and a few bytes of CBOR.

use crate::{
    PASSWORD, SESSION, World,
    common::{WEBSHOP, register},
    signed_in, try_sign_in, world_with_aino,
};
use aws_lc_rs::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use seloste::{
    app::Controller,
    session::{SignedIn, secret, source::Origin},
    store::account::Theme,
    work::staff::{
        StaffError, Wrong,
        second::{self, Shown},
        sign_in::{Entry, From},
    },
};
use seloste_db::{Engine, testing::ENGINES};
use seloste_register::text::Lang;
use serde_json::{Value, json};

const HOST: &str = "register.example.fi";

/// A device that holds one passkey.
struct Device {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    uses: u32,
}

impl Device {
    fn new() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        Self { pair, id: secret::bytes::<16>().unwrap().to_vec(), uses: 0 }
    }

    fn client_data(kind: &str, challenge: &Value, origin: &str) -> Vec<u8> {
        let data = json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    fn authenticator_data(&mut self, flags: u8) -> Vec<u8> {
        self.uses += 1;
        let mut data = digest(&SHA256, HOST.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.uses.to_be_bytes());
        data
    }

    fn create(&mut self, options: &Value, origin: &str) -> String {
        let client = Self::client_data("webauthn.create", &options["publicKey"]["challenge"], origin);
        let mut data = self.authenticator_data(0x45);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.pair.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).unwrap());
        attestation.extend(data);
        json!({
            "id": B64.encode(&self.id), "rawId": B64.encode(&self.id), "type": "public-key", "extensions": {},
            "response": { "attestationObject": B64.encode(attestation), "clientDataJSON": B64.encode(client) },
        })
        .to_string()
    }

    fn get(&mut self, options: &Value, origin: &str) -> String {
        let client = Self::client_data("webauthn.get", &options["publicKey"]["challenge"], origin);
        let data = self.authenticator_data(0x05);
        let signed = [data.as_slice(), digest(&SHA256, &client).as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": B64.encode(&self.id), "rawId": B64.encode(&self.id), "type": "public-key", "extensions": {},
            "response": {
                "authenticatorData": B64.encode(data), "clientDataJSON": B64.encode(client),
                "signature": B64.encode(signature.as_ref()), "userHandle": null,
            },
        })
        .to_string()
    }
}

fn origin() -> Origin {
    Origin::parse(&format!("https://{HOST}")).unwrap()
}

fn from() -> From {
    From {
        network: "192.0.2.1".to_owned(),
        device: "Firefox, Linux".to_owned(),
        browser: None,
        old_session: None,
    }
}

/// Aino, signed in, and the token of her session.
fn aino(world: &World) -> (SignedIn, String) {
    let mut visitor = signed_in(world, "aino");
    let token = visitor.client().cookie(SESSION).unwrap().to_owned();
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let account = seloste::work::staff::account_by_user_name(home, "aino").unwrap();
    let signed = SignedIn {
        controller: home.id.clone(),
        account: account.id,
        user_name: account.user_name,
        name: account.name,
        lang: Lang::En,
        theme: Theme::Auto,
        session: String::new(),
        csrf: secret::form_token(&token),
    };
    (signed, token)
}

fn add(
    home: &Controller,
    (signed, token): &(SignedIn, String),
    device: &mut Device,
    at: &str,
) -> Result<(), StaffError> {
    let options = second::begin_passkey(home, signed, (token, &origin()))?;
    let answer = device.create(&serde_json::to_value(&options).unwrap(), at);
    second::add_passkey(home, signed, (token, &origin()), ("key ring", &answer)).map(drop)
}

fn half_token(world: &World) -> String {
    let mut visitor = world.stranger();
    assert_eq!(try_sign_in(&mut visitor, "aino", PASSWORD).status, 303);
    visitor.client().cookie("seloste-half-verkkopuoti-malli").unwrap().to_owned()
}

#[test]
fn a_passkey_that_was_added_confirms_a_sign_in_and_no_other_does() {
    for engine in ENGINES {
        let world = world_with_aino(engine);
        let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
        let (mut device, mut other) = (Device::new(), Device::new());
        add(home, &aino(&world), &mut device, &origin().text()).unwrap();
        let half = half_token(&world);
        let confirm = |device: &mut Device, at: &str| {
            let options = second::ask_passkey(home, &half, &origin()).unwrap().unwrap();
            let answer = device.get(&serde_json::to_value(&options).unwrap(), at);
            second::by_second(home, &half, &Shown::Passkey(&answer, &origin()), &from()).unwrap()
        };
        assert!(matches!(confirm(&mut other, &origin().text()), Entry::Refused), "{engine:?}: another key");
        assert!(
            matches!(confirm(&mut device, "https://evil.example"), Entry::Refused),
            "{engine:?}: another site"
        );
        assert!(matches!(confirm(&mut device, &origin().text()), Entry::In(_)), "{engine:?}");
    }
}

#[test]
fn a_passkeys_answer_works_once() {
    let world = world_with_aino(Engine::Sqlite);
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let mut device = Device::new();
    add(home, &aino(&world), &mut device, &origin().text()).unwrap();
    let half = half_token(&world);
    let options = second::ask_passkey(home, &half, &origin()).unwrap().unwrap();
    let answer = device.get(&serde_json::to_value(&options).unwrap(), &origin().text());
    let show =
        |half: &str| second::by_second(home, half, &Shown::Passkey(&answer, &origin()), &from()).unwrap();
    assert!(matches!(show(&half), Entry::In(_)));
    let again = half_token(&world);
    second::ask_passkey(home, &again, &origin()).unwrap().unwrap();
    assert!(matches!(show(&again), Entry::Refused));
}

#[test]
fn a_passkey_made_for_another_site_is_not_added() {
    let world = world_with_aino(Engine::Sqlite);
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let refused = add(home, &aino(&world), &mut Device::new(), "https://evil.example");
    assert!(matches!(refused, Err(StaffError::Wrong(wrong)) if wrong == [Wrong::PasskeyRefused]));
}
