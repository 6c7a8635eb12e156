//! What must not be found anywhere: passwords, tokens and keys in the database, in files or in the log.

use crate::{
    PASSWORD, World,
    common::{WEBSHOP, register},
    newcomer, try_sign_in, value,
};
use seloste::{
    session::password::Password,
    work::staff::{account, key},
};
use seloste_db::Engine;
use seloste_register::id::{CompanyId, RoleId};
use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn r1_042_no_password_token_or_key_is_in_a_file_or_in_the_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // The server runs on threads of its own, so the log is the whole program's.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let world = World::new(Engine::Sqlite);
    let mut secret = newcomer("Aino Esimerkki", "aino");
    secret.password = Some(Password::typed("qzx-salainen-lause-8841".to_owned()));
    account::add(&world.app, &register(WEBSHOP), &secret, None).unwrap();
    let mut aino = world.stranger();
    let entered = try_sign_in(&mut aino, "aino", "qzx-salainen-lause-8841");
    assert_eq!(entered.status, 303);
    let session = aino.client().cookie(crate::SESSION).unwrap().to_owned();
    let csrf = value(&aino.get("/account?at=verkkopuoti-malli"), "csrf");
    try_sign_in(&mut world.stranger(), "aino", "vwk-wrong-password-7713");
    // People type the password into the name's field by mistake.
    try_sign_in(&mut world.stranger(), "jjq-typed-in-the-wrong-field", PASSWORD);
    let controller = CompanyId::new("verkkopuoti-malli").unwrap();
    let (home, _) = world.app.register(&register(WEBSHOP)).unwrap();
    let account = seloste::work::staff::account_by_user_name(home, "aino").unwrap();
    let role = RoleId::new("service-agent").unwrap();
    let wanted = key::Wanted { register: &register(WEBSHOP), role: &role, label: "robot", days: 1 };
    let key = key::make(&world.app, &controller, account.id, &wanted).unwrap();
    let secrets = [
        "qzx-salainen-lause-8841",
        "vwk-wrong-password-7713",
        "jjq-typed-in-the-wrong-field",
        session.as_str(),
        csrf.as_str(),
        &key[12..],
    ];
    let looked = files(&world.folder());
    assert!(looked.iter().any(|file| file.ends_with("data.db")));
    for file in looked {
        let bytes = std::fs::read(&file).unwrap();
        for secret in secrets {
            assert!(!holds(&bytes, secret), "{secret} stands in {}", file.display());
        }
    }
    let logged = log.0.lock().unwrap().clone();
    assert!(holds(&logged, "a sign-in was refused"), "each refusal is logged");
    for secret in secrets.into_iter().chain(["Aino", "aino", "127.0.0.1:"]) {
        assert!(!holds(&logged, secret), "{secret} stands in the log");
    }
}
