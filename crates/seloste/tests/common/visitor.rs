//! People with browsers and programs with keys.

use seloste::bench::http::{Answer, Client, Request, form};

/// A person with a browser, which sends what browsers send.
pub struct Visitor {
    client: Client,
    csrf: Option<String>,
}

impl Visitor {
    pub(super) fn new(client: Client, csrf: Option<String>) -> Self {
        Self { client, csrf }
    }

    /// Goes to a page.
    pub fn get(&mut self, path: &str) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("accept", "text/html"), ("accept-language", "en")];
        self.client.send(Request { headers: &headers, ..Request::get(path) }).unwrap()
    }

    /// Goes to a page, and on for as long as it is sent on.
    pub fn visit(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path);
        for _ in 0..5 {
            match (answer.status, answer.header("location").map(str::to_owned)) {
                (300..=399, Some(next)) => answer = self.get(&next),
                _ => return answer,
            }
        }
        panic!("{path} sends its visitors in a circle");
    }

    /// Sends a form of this session.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let mut fields = fields.to_vec();
        if let Some(csrf) = &csrf {
            fields.push(("csrf", csrf));
        }
        self.post_bare(path, &fields)
    }

    /// Sends a form without the session's token.
    pub fn post_bare(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let headers =
            [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let body = form(fields);
        self.client.send(Request { method: "POST", path, headers: &headers, body: body.as_bytes() }).unwrap()
    }

    /// Brings a file to the wizard of imports, as from a source; gives the address of its columns.
    pub fn upload(&mut self, wizard: &str, (source, csv): (&str, &str)) -> String {
        let csrf = self.csrf().unwrap().to_owned();
        let part = |name: &str, value: &str| {
            format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = format!(
            "{}{}--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"asiakkaat.csv\"\r\n\r\n{csv}\r\n--b--\r\n",
            part("csrf", &csrf),
            part("source", source),
        );
        let headers =
            [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "same-origin")];
        let sent =
            self.send(Request { method: "POST", path: wizard, headers: &headers, body: body.as_bytes() });
        assert_eq!(sent.status, 303, "{}", sent.text());
        sent.header("location").unwrap().to_owned()
    }

    /// Sends any request with this browser's cookies.
    pub fn send(&mut self, request: Request<'_>) -> Answer {
        self.client.send(request).unwrap()
    }

    /// The token of this session's forms.
    pub fn csrf(&self) -> Option<&str> {
        self.csrf.as_deref()
    }

    /// The browser.
    pub fn client(&mut self) -> &mut Client {
        &mut self.client
    }
}

/// A program with an API key.
pub struct Program {
    client: Client,
    authorization: String,
    purpose: String,
    reason: Option<String>,
}

impl Program {
    pub(super) fn new(client: Client, secret: &str) -> Self {
        Self {
            client,
            authorization: format!("Bearer {secret}"),
            purpose: "register-keeping".to_owned(),
            reason: None,
        }
    }

    /// The purpose of its calls from here on.
    pub fn purpose(&mut self, purpose: &str) {
        purpose.clone_into(&mut self.purpose);
    }

    /// The reason that it gives from here on, percent-encoded.
    pub fn reason(&mut self, reason: &str) {
        self.reason = Some(reason.replace(' ', "%20"));
    }

    /// The line that shows its key.
    pub fn authorization(&self) -> &str {
        &self.authorization
    }

    /// Reads.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    /// Sends JSON.
    pub fn post(&mut self, path: &str, json: &str) -> Answer {
        self.send("POST", path, json)
    }

    /// Sends any request.
    pub fn send(&mut self, method: &str, path: &str, json: &str) -> Answer {
        self.try_send(method, path, json).unwrap()
    }

    /// Sends any request to a server that may be gone.
    pub fn try_send(&mut self, method: &str, path: &str, json: &str) -> std::io::Result<Answer> {
        let mut headers = vec![
            ("authorization", self.authorization.as_str()),
            ("seloste-purpose", self.purpose.as_str()),
            ("content-type", "application/json"),
        ];
        headers.extend(self.reason.as_deref().map(|reason| ("seloste-reason", reason)));
        self.client.send(Request { method, path, headers: &headers, body: json.as_bytes() })
    }

    /// Sends bytes that are no JSON, with headers of their own.
    pub fn send_bytes(&mut self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Answer {
        let own =
            [("authorization", self.authorization.as_str()), ("seloste-purpose", self.purpose.as_str())];
        let headers = [&own, more].concat();
        self.client.send(Request { method, path, headers: &headers, body }).unwrap()
    }

    /// The same program on a connection of its own.
    pub fn again(&self) -> Self {
        Self {
            client: self.client.again(),
            authorization: self.authorization.clone(),
            purpose: self.purpose.clone(),
            reason: self.reason.clone(),
        }
    }
}
