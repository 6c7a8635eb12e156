//! Takes a mail to an SMTP server or, where things are tried out, to a folder. Errors name no address: servers repeat addresses
//! in what they answer.

use super::{
    Mail,
    settings::{Protection, Settings},
};
use crate::{installation::Head, session::secret};
use jiff::Timestamp;
use lettre::{
    Message, SmtpTransport, Transport as _,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use std::{
    fs,
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// A server that says nothing for so long is given up for now.
const PATIENCE: Duration = Duration::from_secs(20);
/// The sender where mail goes to a folder and nobody said another.
const NOBODY: &str = "Seloste <seloste@example.fi>";

/// The way that mail leaves by.
pub struct Sender {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(Box<SmtpTransport>),
    Folder(PathBuf),
}

/// Why a mail did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    /// It may leave later.
    #[error("not now: {0}")]
    Later(String),
    /// It will never leave.
    #[error("never: {0}")]
    Never(String),
}

impl Sender {
    /// The sender of an installation in a folder; `None` when it has no `[mail]`.
    ///
    /// # Errors
    /// What is wrong with the settings, with what to do.
    pub fn open(root: &Path, head: &Head) -> Result<Option<Self>, String> {
        let Some(settings) = &head.mail else { return Ok(None) };
        let from = match (&settings.from, &settings.folder) {
            (Some(from), _) => from.as_str(),
            (None, Some(_)) => NOBODY,
            (None, None) => return Err("[mail] needs from = \"Name <address>\"".to_owned()),
        };
        let from = from
            .parse()
            .map_err(|_| format!("[mail] from = \"{from}\" is not written like Name <address>"))?;
        let way = match (&settings.server, &settings.folder) {
            (Some(server), None) => Way::Smtp(Box::new(smtp(root, server, settings)?)),
            (None, Some(folder)) if head.test || head.demo => Way::Folder(root.join(folder)),
            (None, Some(_)) => {
                return Err("[mail] folder works only in an installation made with `seloste init --test`; \
                            name a server instead"
                    .to_owned());
            }
            (Some(_), Some(_)) => return Err("[mail] has both server and folder; keep one".to_owned()),
            (None, None) => return Err("[mail] needs server = \"smtp.example.fi\"".to_owned()),
        };
        Ok(Some(Self { from, way }))
    }

    /// Sends a mail.
    ///
    /// # Errors
    /// [`Unsent`], which names nobody.
    pub fn send(&self, mail: &Mail, now: Timestamp) -> Result<(), Unsent> {
        let message = self.message(mail, now)?;
        match &self.way {
            Way::Smtp(server) => match server.send(&message) {
                Ok(_) => Ok(()),
                Err(error) => Err(refused(&error)),
            },
            Way::Folder(folder) => write(folder, now, &message.formatted())
                .map_err(|error| Unsent::Later(error.kind().to_string())),
        }
    }

    fn message(&self, mail: &Mail, now: Timestamp) -> Result<Message, Unsent> {
        let never = |what: &str| Unsent::Never(what.to_owned());
        let to: Mailbox =
            mail.to.parse().map_err(|_| never("the receiver's address can't be written in a mail"))?;
        let name = secret::label().map_err(|failure| Unsent::Later(failure.to_string()))?;
        let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(now.as_millisecond().unsigned_abs());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.as_str())
            .date(moment)
            .message_id(Some(format!("<{name}@{}>", self.from.email.domain())))
            .header(ContentType::TEXT_PLAIN)
            // Nobody's out-of-office answers it (RFC 3834).
            .raw_header(raw("Auto-Submitted", "auto-generated"));
        if let Some(address) = &mail.unsubscribe {
            message = message
                .raw_header(raw("List-Unsubscribe", &format!("<{address}>")))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        message.body(mail.text.clone()).map_err(|_| never("the mail can't be put together"))
    }
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// What went wrong, without the server's own words.
/// Answers that are about the receiver or the mail, and no other day's: no such mailbox, full for good, not wanted (RFC 5321, 4.2.3). Others
/// of the kind that a server calls permanent, such as a sign-in that it refuses, are mended here, and the mail waits for it.
const OF_THE_MAIL: [&str; 5] = ["550", "551", "552", "553", "554"];

fn refused(error: &lettre::transport::smtp::Error) -> Unsent {
    let code = error.status().map(|code| code.to_string());
    match code.filter(|code| OF_THE_MAIL.contains(&code.as_str())) {
        Some(code) => Unsent::Never(code),
        None => Unsent::Later(kind(error)),
    }
}

fn kind(error: &lettre::transport::smtp::Error) -> String {
    let word = if error.is_timeout() {
        "the server does not answer"
    } else if error.is_tls() {
        "the server's certificate or TLS is not in order"
    } else if error.is_transient() {
        "the server asks to try again"
    } else if error.is_permanent() {
        "the server refuses the settings, such as the user's name or password"
    } else if error.is_client() {
        "the server does not offer what the settings want"
    } else {
        "the server can't be reached"
    };
    match error.status() {
        Some(code) => format!("{word} ({code})"),
        None => word.to_owned(),
    }
}

fn smtp(root: &Path, server: &str, settings: &Settings) -> Result<SmtpTransport, String> {
    let local = matches!(server, "localhost" | "127.0.0.1" | "::1");
    let parameters = || {
        TlsParameters::new(server.to_owned())
            .map_err(|_| format!("[mail] server = \"{server}\" is no name of a server"))
    };
    let tls = match settings.tls {
        Protection::Starttls => Tls::Required(parameters()?),
        Protection::Tls => Tls::Wrapper(parameters()?),
        Protection::None if local => Tls::None,
        Protection::None => {
            return Err(
                "[mail] tls = \"none\" would send people's addresses readable through the network; it works \
                        only with a server on this machine"
                    .to_owned(),
            );
        }
    };
    let mut builder = SmtpTransport::builder_dangerous(server)
        .port(settings.port.unwrap_or_else(|| settings.tls.port()))
        .tls(tls)
        .timeout(Some(PATIENCE));
    if let Some(user) = &settings.user {
        let file = settings.password_file.as_ref().ok_or("[mail] has a user and no password-file")?;
        let path = root.join(file);
        let password =
            fs::read_to_string(&path).map_err(|error| format!("[mail] {}: {error}", path.display()))?;
        builder = builder
            .credentials(Credentials::new(user.clone(), password.trim_end_matches(['\r', '\n']).to_owned()));
    }
    Ok(builder.build())
}

/// A file of its own, whole or not there; its name says when, never to whom.
fn write(folder: &Path, now: Timestamp, mail: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = secret::label().map_err(|failure| std::io::Error::other(failure.to_string()))?;
    let file = folder.join(format!("{}-{name}.eml", now.as_millisecond()));
    let unfinished = file.with_extension("part");
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?.write_all(mail)?;
    fs::rename(unfinished, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(test: bool, settings: Settings) -> Head {
        Head { test, mail: Some(settings), ..Head::default() }
    }

    fn wrong(head: &Head) -> String {
        Sender::open(Path::new("/nowhere"), head).err().unwrap()
    }

    #[test]
    fn settings_that_would_send_nothing_or_in_the_open_are_refused_with_what_to_do() {
        let from = Some("Register <register@example.fi>".to_owned());
        let server = Some("smtp.example.fi".to_owned());
        let none = Settings {
            server: server.clone(),
            from: from.clone(),
            tls: Protection::None,
            ..Settings::default()
        };
        assert!(wrong(&head(false, none)).contains("readable"));
        let folder = Settings { folder: Some("mail".into()), ..Settings::default() };
        assert!(wrong(&head(false, folder.clone())).contains("init --test"));
        assert!(Sender::open(Path::new("/nowhere"), &head(true, folder)).unwrap().is_some());
        let user =
            Settings { server: server.clone(), from, user: Some("a".to_owned()), ..Settings::default() };
        assert!(wrong(&head(false, user)).contains("password-file"));
        assert!(wrong(&head(false, Settings { server, ..Settings::default() })).contains("from"));
        assert!(Sender::open(Path::new("/nowhere"), &Head::default()).unwrap().is_none());
    }

    #[test]
    fn r3_027_a_mail_carries_its_one_click_end_in_its_head() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { folder: Some("mail".into()), ..Settings::default() };
        let sender = Sender::open(folder.path(), &head(true, settings)).unwrap().unwrap();
        let mail = Mail {
            to: "aino@example.fi".to_owned(),
            subject: "Ääkköset\r\nBcc: eve@example.fi".to_owned(),
            text: "Hei.".to_owned(),
            unsubscribe: Some("https://register.example.fi/my/a/stop/x".to_owned()),
        };
        sender.send(&mail, Timestamp::UNIX_EPOCH).unwrap();
        let file = fs::read_dir(folder.path().join("mail")).unwrap().next().unwrap().unwrap().path();
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains("List-Unsubscribe: <https://register.example.fi/my/a/stop/x>"));
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "a subject line can't add a receiver");
    }
}
