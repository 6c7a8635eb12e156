//! TLS to a real PostgreSQL: who is believed, who is not.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

use seloste_db::{
    Db, Failure, Tables, Target,
    testing::{Certified, postgres_with_tls},
};
use std::{path::Path, process::Command};

fn openssl(folder: &Path, line: &str) {
    let made = Command::new("openssl").args(line.split(' ')).current_dir(folder).output();
    let made =
        made.unwrap_or_else(|error| panic!("openssl is missing (Debian: apt-get install openssl): {error}"));
    assert!(made.status.success(), "openssl {line}: {}", String::from_utf8_lossy(&made.stderr));
}

/// An authority, a server that it vouches for under the name `localhost`, and an authority that vouches for nobody.
fn certificates(folder: &Path) -> Certified {
    for (name, said) in [("ca", "Esimerkki-CA"), ("stranger", "Vieras-CA")] {
        openssl(
            folder,
            &format!(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN={said} -keyout {name}.key -out {name}.pem"
            ),
        );
    }
    openssl(
        folder,
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout server.key -out server.csr",
    );
    std::fs::write(folder.join("names"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n")
        .unwrap();
    openssl(
        folder,
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile names -out server.pem",
    );
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    Certified { certificate: read("server.pem"), key: read("server.key") }
}

#[test]
fn a_server_is_believed_when_its_certificate_is_good_and_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = postgres_with_tls(&certificates(folder.path()));
    let roots = |name: &str| folder.path().join(name).display().to_string();
    let open = |line: String| Db::open(Target::Url(&format!("{line} {server}"), "tls"), Tables::Data);
    let sealed = |db: &Db| {
        let sql = "SELECT CASE WHEN ssl THEN 1::BIGINT ELSE 0::BIGINT END FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        db.read(|tx| tx.first(sql, &[], |row| row.int(0))).unwrap()
    };

    let good = open(format!("host=localhost sslmode=verify-full sslrootcert='{}'", roots("ca.pem"))).unwrap();
    assert_eq!(sealed(&good), Some(1));
    let unchecked = open("host=127.0.0.1 sslmode=require".to_owned()).unwrap();
    assert_eq!(sealed(&unchecked), Some(1), "sealed, though nothing is known of who answers");
    let plain = open("host=127.0.0.1".to_owned()).unwrap();
    assert_eq!(
        sealed(&plain),
        Some(0),
        "on this machine the line is plain unless the address says otherwise"
    );

    let refused = |line: String, why: &str| match open(line) {
        Ok(_) => panic!("believed, though {why}"),
        Err(Failure(said)) => assert!(said.contains(why), "{said}"),
    };
    let ca = roots("ca.pem");
    refused(
        format!("host=localhost sslmode=verify-full sslrootcert='{}'", roots("stranger.pem")),
        "certificate",
    );
    refused("host=localhost sslmode=verify-full".to_owned(), "certificate");
    refused(format!("host=127.0.0.1 sslmode=verify-full sslrootcert='{ca}'"), "certificate");
    refused(
        format!("host=localhost sslmode=verify-full sslrootcert='{}'", roots("missing.pem")),
        "missing.pem",
    );
    refused(
        format!("host=localhost sslmode=verify-full sslrootcert='{}'", roots("server.key")),
        "no certificate",
    );
}
