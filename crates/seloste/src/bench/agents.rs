//! What agents do while they are measured: each has a connection of its own and asks again as soon as it is answered.

use super::{
    http::{Answer, Client, Request},
    load::Agent,
};
use std::{net::SocketAddr, sync::Arc};

/// What every agent shares.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The measured server.
    pub(crate) address: SocketAddr,
    /// The register.
    pub(crate) register: String,
    /// The purpose of the work.
    pub(crate) purpose: String,
    /// A session's cookie: name and token.
    pub(crate) session: (String, String),
    /// A program's key.
    pub(crate) key: String,
    /// People to look at.
    pub(crate) subjects: Arc<Vec<String>>,
    /// Words to look for.
    pub(crate) words: Arc<Vec<String>>,
}

/// A call of the API.
struct Call<'a> {
    method: &'a str,
    path: &'a str,
    body: &'a str,
}

impl Desk {
    fn browser(&self) -> Result<Client, String> {
        let mut client = Client::new(self.address).map_err(|error| error.to_string())?;
        client.set_cookie(&self.session.0, &self.session.1);
        Ok(client)
    }

    fn call(&self, client: &mut Client, call: &Call<'_>) -> Result<Answer, String> {
        let bearer = format!("Bearer {}", self.key);
        let headers = [
            ("authorization", bearer.as_str()),
            ("seloste-purpose", &self.purpose),
            ("content-type", "application/json"),
        ];
        let request =
            Request { method: call.method, path: call.path, headers: &headers, body: call.body.as_bytes() };
        good(client.send(request).map_err(|error| error.to_string())?, call.path)
    }

    fn subject(&self, number: usize) -> &str {
        // A stride that shares no factor with the usual counts goes through all of them in no order that a cache likes.
        let at = number.wrapping_mul(7_919) % self.subjects.len().max(1);
        self.subjects.get(at).map_or("", String::as_str)
    }

    fn agents(
        &self,
        many: usize,
        work: impl Fn(&Self, &mut Client, usize) -> Result<(), String> + Clone + Send + 'static,
    ) -> Result<Vec<Agent>, String> {
        (0..many)
            .map(|_| {
                let (desk, work, mut client) = (self.clone(), work.clone(), self.browser()?);
                Ok(Box::new(move |number| work(&desk, &mut client, number)) as Agent)
            })
            .collect()
    }

    /// Agents who open cards in the browser.
    pub(crate) fn open_pages(&self, many: usize) -> Result<Vec<Agent>, String> {
        self.agents(many, |desk, client, number| {
            let path = desk.card_page(desk.subject(number));
            let answer = client.send(Request::get(&path)).map_err(|error| error.to_string())?;
            good(answer, &path).map(drop)
        })
    }

    /// The address of a card's page.
    fn card_page(&self, subject: &str) -> String {
        format!("/r/{}/for/{}/s/{subject}", self.register, self.purpose)
    }

    /// One card's page, for its bytes.
    pub(crate) fn page(&self, number: usize) -> Result<Answer, String> {
        let path = self.card_page(self.subject(number));
        let answer = self.browser()?.send(Request::get(&path)).map_err(|error| error.to_string())?;
        good(answer, &path)
    }

    /// Programs that read cards.
    pub(crate) fn read_cards(&self, many: usize) -> Result<Vec<Agent>, String> {
        self.agents(many, |desk, client, number| desk.read(client, number).map(drop))
    }

    fn read(&self, client: &mut Client, number: usize) -> Result<Answer, String> {
        let path = format!("/api/v1/registers/{}/subjects/{}", self.register, self.subject(number));
        self.call(client, &Call { method: "GET", path: &path, body: "" })
    }

    /// One card as programs get it, for its bytes.
    pub(crate) fn card(&self, number: usize) -> Result<Answer, String> {
        self.read(&mut self.browser()?, number)
    }

    /// Programs that find by the beginning of a name: from one letter on, then more, then all.
    pub(crate) fn find(&self, many: usize) -> Result<Vec<Agent>, String> {
        self.agents(many, |desk, client, number| {
            let word = desk.words.get((number / 6) % desk.words.len().max(1)).map_or("a", String::as_str);
            let letters = number % 6 + 1;
            let typed: String = word.chars().take(letters).collect();
            let body = format!("{{\"words\": {}, \"rows\": 20}}", quoted(&typed));
            let path = format!("/api/v1/registers/{}/subjects/find", desk.register);
            desk.call(client, &Call { method: "POST", path: &path, body: &body }).map(drop)
        })
    }

    /// Programs that go through a filtered list, 50 rows a page.
    pub(crate) fn list(&self, many: usize, filters: &[String]) -> Result<Vec<Agent>, String> {
        let filters: Arc<Vec<String>> = Arc::new(filters.to_vec());
        self.agents(many, move |desk, client, number| {
            let filter = filters.get(number % filters.len().max(1)).map_or("{}", String::as_str);
            let body = format!("{{\"filter\": {filter}, \"rows\": 50}}");
            let path = format!("/api/v1/registers/{}/subjects/list", desk.register);
            desk.call(client, &Call { method: "POST", path: &path, body: &body }).map(drop)
        })
    }

    /// Programs that change one item of a person.
    pub(crate) fn save(&self, many: usize, item: &str, source: &str) -> Result<Vec<Agent>, String> {
        let (item, source) = (item.to_owned(), source.to_owned());
        self.agents(many, move |desk, client, number| {
            let path = format!("/api/v1/registers/{}/subjects/{}", desk.register, desk.subject(number));
            let value = format!("Mittauskatu {}", number + 1);
            let body = format!(
                "{{\"source\": \"{source}\", \"items\": {{\"{item}\": [{{\"value\": \"{value}\"}}]}}}}"
            );
            desk.call(client, &Call { method: "PATCH", path: &path, body: &body }).map(drop)
        })
    }

    /// Programs that add people.
    pub(crate) fn create(&self, many: usize, bodies: Arc<Vec<String>>) -> Result<Vec<Agent>, String> {
        self.agents(many, move |desk, client, number| {
            let path = format!("/api/v1/registers/{}/subjects", desk.register);
            let body = bodies.get(number).ok_or("there are not enough people to add")?;
            desk.call(client, &Call { method: "POST", path: &path, body }).map(drop)
        })
    }
}

/// Readers of the bare server.
pub(crate) fn bare_readers(address: SocketAddr, many: usize, rows: usize) -> Result<Vec<Agent>, String> {
    (0..many)
        .map(|_| {
            let mut client = Client::new(address).map_err(|error| error.to_string())?;
            Ok(Box::new(move |number: usize| {
                let path = format!("/{}", number.wrapping_mul(7_919) % rows.max(1));
                good(client.send(Request::get(&path)).map_err(|error| error.to_string())?, &path).map(drop)
            }) as Agent)
        })
        .collect()
}

/// An answer that is one; anything else ends the measuring.
fn good(answer: Answer, path: &str) -> Result<Answer, String> {
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    let said: String = answer.text().chars().take(600).collect();
    Err(format!("{path} answered {}: {said}", answer.status))
}

/// A text as JSON writes it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
