//! A plain HTTP/1.1 client for loopback: one connection, blocking, cookies kept. For figures and for black-box tests;
//! it talks to 127.0.0.1 and nothing else.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// How long an answer may take before the client gives up.
const PATIENCE: Duration = Duration::from_secs(120);
/// Largest answer that is read, in bytes.
const LARGEST: usize = 256 << 20;

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Header lines, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; bytes that are none are replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A request.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// `GET`, `POST`, ...
    pub method: &'a str,
    /// Path and query, already percent-encoded.
    pub path: &'a str,
    /// Header lines beside `host`, `cookie` and `content-length`.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body; empty for none.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// A request without a body.
    #[must_use]
    pub const fn get(path: &'a str) -> Self {
        Self { method: "GET", path, headers: &[], body: &[] }
    }
}

/// A connection that opens itself anew when the other side has closed it.
pub struct Client {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    cookies: Vec<(String, String)>,
    line: String,
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

impl Client {
    /// A client of a server on this machine.
    ///
    /// # Errors
    /// When the address is not on the loopback.
    pub fn new(address: SocketAddr) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(broken("this client talks to the loopback only"));
        }
        Ok(Self { address, stream: None, cookies: Vec::new(), line: String::new() })
    }

    /// A client that carries the same cookies over a connection of its own.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { address: self.address, stream: None, cookies: self.cookies.clone(), line: String::new() }
    }

    /// A cookie's value.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Sets a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(own, _)| own != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Sends a request and reads its answer to the end. A connection that was closed while idle is opened again, once.
    ///
    /// # Errors
    /// When the server can't be reached, is too slow, or does not speak HTTP/1.1.
    pub fn send(&mut self, request: Request<'_>) -> io::Result<Answer> {
        let reused = self.stream.is_some();
        match self.once(request) {
            Err(error) if reused && error.kind() != io::ErrorKind::InvalidData => {
                self.stream = None;
                self.once(request)
            }
            done => done,
        }
    }

    fn once(&mut self, request: Request<'_>) -> io::Result<Answer> {
        let head = self.head(request);
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        let mut message = head.into_bytes();
        message.extend_from_slice(request.body);
        stream.get_mut().write_all(&message)?;
        let mut answer = self.read_head(&mut stream)?;
        answer.body = self.read_body(&mut stream, request.method, &answer)?;
        if answer.header("connection") != Some("close") {
            self.stream = Some(stream);
        }
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn connect(&self) -> io::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(BufReader::with_capacity(64 << 10, stream))
    }

    fn head(&self, request: Request<'_>) -> String {
        let mut head = format!("{} {} HTTP/1.1\r\nhost: {}\r\n", request.method, request.path, self.address);
        if !self.cookies.is_empty() {
            let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head.push_str(&format!("cookie: {}\r\n", all.join("; ")));
        }
        for (name, value) in request.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !request.body.is_empty() || request.method != "GET" {
            head.push_str(&format!("content-length: {}\r\n", request.body.len()));
        }
        head.push_str("\r\n");
        head
    }

    fn read_line<'a>(&'a mut self, stream: &mut BufReader<TcpStream>) -> io::Result<&'a str> {
        self.line.clear();
        if stream.by_ref().take(64 << 10).read_line(&mut self.line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(self.line.trim_end())
    }

    fn read_head(&mut self, stream: &mut BufReader<TcpStream>) -> io::Result<Answer> {
        let first = self.read_line(stream)?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(|| broken("the answer has no status line"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.read_line(stream)?;
            if line.is_empty() {
                return Ok(Answer { status, headers, body: Vec::new() });
            }
            let (name, value) = line.split_once(':').ok_or_else(|| broken("a header line has no colon"))?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    fn read_body(
        &mut self,
        stream: &mut BufReader<TcpStream>,
        method: &str,
        answer: &Answer,
    ) -> io::Result<Vec<u8>> {
        if method == "HEAD" || matches!(answer.status, 100..=199 | 204 | 304) {
            return Ok(Vec::new());
        }
        let mut body = Vec::new();
        if answer.header("transfer-encoding") == Some("chunked") {
            while self.read_chunk(stream, &mut body)? {}
        } else if let Some(length) = answer.header("content-length") {
            let length: usize = length.parse().map_err(|_| broken("content-length is no number"))?;
            read_exactly(stream, &mut body, length)?;
        }
        Ok(body)
    }

    fn read_chunk(&mut self, stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> io::Result<bool> {
        let size = self.read_line(stream)?.split(';').next().unwrap_or("").to_owned();
        let size = usize::from_str_radix(&size, 16).map_err(|_| broken("a chunk has no size"))?;
        read_exactly(stream, body, size)?;
        self.read_line(stream)?;
        Ok(size > 0)
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        let set: Vec<_> = answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .filter_map(|(_, value)| value.split(';').next()?.split_once('='))
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .collect();
        for (name, value) in set {
            self.set_cookie(&name, &value);
        }
    }
}

fn read_exactly(stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>, length: usize) -> io::Result<()> {
    let end = body.len().saturating_add(length);
    if end > LARGEST {
        return Err(broken("the answer is too large"));
    }
    let read = stream.by_ref().take(u64::try_from(length).unwrap_or(u64::MAX)).read_to_end(body)?;
    if read == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Percent-encodes one part of a path or query, or one value of a form.
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

/// A form's body.
#[must_use]
pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}
