//! A post office on loopback: takes mail by SMTP, and keeps it for tests to read. As busy as it is told to be.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use seloste::mail::settings::{Protection, Settings};
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

/// A mail as it arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// To whom, from the envelope.
    pub to: String,
    /// Head and body as sent.
    pub raw: String,
}

impl Arrived {
    /// The body, decoded.
    pub fn text(&self) -> String {
        let (head, body) = self.raw.split_once("\r\n\r\n").unwrap();
        let head = head.to_lowercase();
        if head.contains("base64") {
            let coded: String = body.split_whitespace().collect();
            return String::from_utf8(STANDARD.decode(coded).unwrap()).unwrap();
        }
        if !head.contains("quoted-printable") {
            return body.replace("\r\n", "\n");
        }
        let whole = body.replace("=\r\n", "").replace("\r\n", "\n");
        let mut bytes = Vec::new();
        let mut rest = whole.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'=' {
                let pair = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    /// The path of the first link in it.
    pub fn link(&self) -> String {
        let text = self.text();
        let from = text.find("http://").unwrap_or_else(|| panic!("no link in {text}"));
        let address = text[from..].split_whitespace().next().unwrap();
        address.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap()
    }
}

/// What the office has.
#[derive(Default)]
struct Books {
    mails: Vec<Arrived>,
    busy: u32,
    /// Whether it lets nobody send, and how often it said so.
    closed: bool,
    refused: u32,
}

/// A post office.
pub struct Office {
    port: u16,
    books: Arc<Mutex<Books>>,
}

impl Office {
    /// Opens one on a free port.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let books = Arc::new(Mutex::new(Books::default()));
        let kept = Arc::clone(&books);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || serve(stream, &kept));
            }
        });
        Self { port, books }
    }

    /// The settings of an installation that sends through it.
    pub fn settings(&self) -> Settings {
        Settings {
            server: Some("127.0.0.1".to_owned()),
            port: Some(self.port),
            tls: Protection::None,
            from: Some("Register <register@example.fi>".to_owned()),
            ..Settings::default()
        }
    }

    /// Turns the next so many mails away, to be brought again later.
    pub fn be_busy(&self, times: u32) {
        self.books.lock().unwrap().busy = times;
    }

    /// Lets nobody send until it is opened again, as if a password had been changed.
    pub fn close(&self, closed: bool) {
        self.books.lock().unwrap().closed = closed;
    }

    /// How often it has refused the sender while it was closed.
    pub fn refused(&self) -> u32 {
        self.books.lock().unwrap().refused
    }

    /// How many have arrived.
    pub fn count(&self) -> usize {
        self.books.lock().unwrap().mails.len()
    }

    /// How many times it will still turn mail away.
    pub fn busy(&self) -> u32 {
        self.books.lock().unwrap().busy
    }

    /// The mail with this number, waited for.
    pub fn mail(&self, number: usize) -> Arrived {
        for _ in 0..1_200 {
            if let Some(mail) = self.books.lock().unwrap().mails.get(number) {
                return mail.clone();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("mail {number} did not arrive in a minute");
    }
}

fn serve(stream: TcpStream, books: &Mutex<Books>) {
    let mut out = stream.try_clone().unwrap();
    let mut lines = BufReader::new(stream);
    let mut say = |text: &str| out.write_all(format!("{text}\r\n").as_bytes());
    let _ = say("220 office.example.fi ESMTP");
    let (mut to, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if lines.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let upper = line.to_ascii_uppercase();
        let answer = if upper.starts_with("EHLO") {
            "250-office.example.fi\r\n250 8BITMIME"
        } else if upper.starts_with("RCPT") {
            let mut books = books.lock().unwrap();
            if books.closed {
                books.refused += 1;
                "530 5.7.0 authentication required"
            } else if books.busy > 0 {
                books.busy -= 1;
                "451 try again later, please"
            } else {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 ok"
            }
        } else if upper.starts_with("DATA") {
            let _ = say("354 go on");
            let raw = data(&mut lines);
            books.lock().unwrap().mails.push(Arrived { to: to.clone(), raw });
            "250 taken"
        } else if upper.starts_with("QUIT") {
            let _ = say("221 bye");
            return;
        } else {
            "250 ok"
        };
        if say(answer).is_err() {
            return;
        }
    }
}

fn data(lines: &mut BufReader<TcpStream>) -> String {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).unwrap_or(0) == 0 || line == ".\r\n" {
            return raw;
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
