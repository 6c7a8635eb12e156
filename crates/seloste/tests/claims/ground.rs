//! A register that is served, by its own names or by others, and those who call on it.

use crate::{
    common::{Program, Visitor, World, statement},
    renamed,
};
use seloste::{bench::http::Answer, installation::Head};
use seloste_db::Engine;
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError, Weak},
};

static WORLDS: Mutex<BTreeMap<String, Weak<World>>> = Mutex::new(BTreeMap::new());

/// A register of a world, under its own names or others.
pub(crate) struct Ground {
    /// Where it is served.
    pub(crate) world: Arc<World>,
    /// Its name there.
    pub(crate) register: String,
    names: Arc<BTreeSet<String>>,
    other: bool,
}

/// Tries something on a sample register and on its copy with other names.
pub(crate) fn both(id: &str, work: impl Fn(&Ground)) {
    on(&shared(id), id, work);
}

/// The same on ground that no other test treads, for those who count what is there.
pub(crate) fn alone(id: &str, work: impl Fn(&Ground)) {
    on(&Arc::new(begin(id)), id, work);
}

/// The same on a changed sample.
pub(crate) fn changed(id: &str, text: &str, work: impl Fn(&Ground)) {
    on_names(&Arc::new(begin_with(id, text)), (id, text), work);
}

fn on(world: &Arc<World>, id: &str, work: impl Fn(&Ground)) {
    on_names(world, (id, &statement(&format!("{id}.toml"))), work);
}

fn on_names(world: &Arc<World>, (id, text): (&str, &str), work: impl Fn(&Ground)) {
    let names = Arc::new(renamed::names(text));
    for other in [false, true] {
        let register = if other { renamed::other(id, &names) } else { id.to_owned() };
        work(&Ground { world: Arc::clone(world), register, names: Arc::clone(&names), other });
    }
}

fn shared(id: &str) -> Arc<World> {
    let mut worlds = WORLDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(world) = worlds.get(id).and_then(Weak::upgrade) {
        return world;
    }
    let world = Arc::new(begin(id));
    worlds.insert(id.to_owned(), Arc::downgrade(&world));
    world
}

fn begin(id: &str) -> World {
    begin_with(id, &statement(&format!("{id}.toml")))
}

fn begin_with(id: &str, text: &str) -> World {
    let names = renamed::names(text);
    let other = renamed::statement(text, &names);
    World::of(Engine::Sqlite, Head::default(), &[(id, text.to_owned()), (&renamed::other(id, &names), other)])
}

/// What a private customer of the service company is never without (R6-003).
pub(crate) fn contract() -> Value {
    let items = values(&json!({ "service": "cleaning", "contract-number": "S0" }));
    json!({ "objects": [{ "kind": "contract", "source": "service-use", "state": "in-force", "starts": "2025-01-01", "items": items }] })
}

impl Ground {
    /// Whether it is a sample, by its own name or the other.
    fn is(&self, id: &str) -> bool {
        self.register == if self.other { renamed::other(id, &self.names) } else { id.to_owned() }
    }

    /// A name of the statement, as it is called here.
    pub(crate) fn name(&self, name: &str) -> String {
        if self.other { renamed::other(name, &self.names) } else { name.to_owned() }
    }

    /// A program with a role, at work for a purpose.
    pub(crate) fn program(&self, role: &str, purpose: &str) -> Caller<'_> {
        self.named(role, role, purpose)
    }

    /// The same, with an account of some name.
    pub(crate) fn named(&self, account: &str, role: &str, purpose: &str) -> Caller<'_> {
        let mut program = self.world.key(account, &self.register, &self.name(role));
        program.purpose(&self.name(purpose));
        Caller { ground: self, program }
    }

    /// A person with roles, signed in at the pages.
    pub(crate) fn person(&self, account: &str, roles: &[&str]) -> Visitor {
        let roles: Vec<String> = roles.iter().map(|role| self.name(role)).collect();
        let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
        self.world.person(account, &self.register, &roles)
    }

    fn written(&self, value: &Value) -> Value {
        translated(value, &|name| self.name(name))
    }

    fn read(&self, value: &Value) -> Value {
        translated(value, &|name| renamed::first(name, &self.names))
    }
}

/// Keys whose values are words of the API, though names of a statement may be spelt alike.
const WORDS: [&str; 14] = [
    "about",
    "by",
    "channel",
    "ended",
    "form",
    "ground",
    "medium",
    "method",
    "outcome",
    "set",
    "step",
    "visibility",
    "what",
    "whose",
];
/// Keys of maps from names of the statement.
const NAMED: [&str; 4] = ["categories", "items", "purposes", "seen"];

fn translated(value: &Value, name: &dyn Fn(&str) -> String) -> Value {
    translated_in(value, false, name)
}

/// With other names: of values anywhere, of keys where they are names and not words of the API.
fn translated_in(value: &Value, named: bool, name: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(name(text)),
        Value::Array(all) => all.iter().map(|one| translated_in(one, named, name)).collect(),
        Value::Object(all) => {
            let one = |(key, value): (&String, &Value)| {
                if named {
                    return (name(key), translated_in(value, false, name));
                }
                let kept = WORDS.contains(&key.as_str()) && value.is_string();
                let names = key == "lines" || value.is_object() && NAMED.contains(&key.as_str());
                (key.clone(), if kept { value.clone() } else { translated_in(value, names, name) })
            };
            Value::Object(all.iter().map(one).collect())
        }
        other => other.clone(),
    }
}

/// A program at work.
pub(crate) struct Caller<'a> {
    ground: &'a Ground,
    program: Program,
}

/// An answer, in the sample's own names.
#[derive(Debug)]
pub(crate) struct Told {
    /// Status code.
    pub(crate) status: u16,
    /// The body, when it is JSON.
    pub(crate) body: Value,
    /// The answer as it came.
    pub(crate) answer: Answer,
}

impl Told {
    /// The body of a success.
    pub(crate) fn ok(self) -> Value {
        assert!(self.status < 300, "{} {}", self.status, self.answer.text());
        self.body
    }

    /// The code of a problem, or of the first thing that is wrong with what was sent.
    pub(crate) fn rule(&self) -> &str {
        assert!(self.status >= 400, "{} {}", self.status, self.answer.text());
        self.body["items"][0]["rule"].as_str().or(self.body["code"].as_str()).unwrap_or_default()
    }
}

impl Caller<'_> {
    /// Goes over to another purpose.
    pub(crate) fn purpose(&mut self, purpose: &str) {
        self.program.purpose(&self.ground.name(purpose));
    }

    /// Gives a reason for what follows.
    pub(crate) fn reason(&mut self, reason: &str) {
        self.program.reason(reason);
    }

    /// Sends anything to an address below the register's.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: &Value) -> Told {
        let place = format!("/api/v1/registers/{}", self.ground.register);
        let place = if path.is_empty() { place } else { format!("{place}/{path}") };
        let body = if body.is_null() { String::new() } else { self.ground.written(body).to_string() };
        let answer = self.program.send(method, &place, &body);
        let told = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
        Told { status: answer.status, body: self.ground.read(&told), answer }
    }

    /// Reads.
    pub(crate) fn get(&mut self, path: &str) -> Told {
        self.send("GET", path, &Value::Null)
    }

    /// Sends.
    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Told {
        self.send("POST", path, body)
    }

    /// Tries to add somebody, whose items are given as `{"surname": "Malli"}`.
    pub(crate) fn try_add(&mut self, group: &str, source: &str, items: &Value) -> Told {
        let along =
            if self.ground.is("service-customers") && group == "customers" { contract() } else { json!({}) };
        self.try_add_along(group, source, items, &along)
    }

    /// The same with what comes along with them: `{"objects": [..], "links": [..]}`.
    pub(crate) fn try_add_along(&mut self, group: &str, source: &str, items: &Value, along: &Value) -> Told {
        let mut body = json!({ "group": group, "source": source, "items": values(items) });
        body.as_object_mut().unwrap().extend(along.as_object().unwrap().clone());
        self.post("subjects", &body)
    }

    /// Adds somebody.
    pub(crate) fn add(&mut self, group: &str, source: &str, items: &Value) -> String {
        let added = self.try_add(group, source, items).ok();
        added["subject"].as_str().unwrap().to_owned()
    }

    /// Tries to change somebody's items.
    pub(crate) fn edit(&mut self, subject: &str, source: &str, items: &Value) -> Told {
        self.send(
            "PATCH",
            &format!("subjects/{subject}"),
            &json!({ "source": source, "items": values(items) }),
        )
    }

    /// Somebody's card.
    pub(crate) fn card(&mut self, subject: &str) -> Value {
        self.get(&format!("subjects/{subject}")).ok()
    }

    /// Tries to add an object: `{"kind": .., "source": .., "starts": .., "items": {"product": "Lamp"}}`.
    pub(crate) fn try_object(&mut self, subject: &str, object: &Value) -> Told {
        let mut object = object.clone();
        let whole = object.as_object_mut().unwrap();
        if let Some(items) = whole.get("items").map(values) {
            whole.insert("items".to_owned(), items);
        }
        if let Some(lines) = whole.get("lines").and_then(Value::as_array) {
            let lines: Vec<Value> = lines.iter().map(values).collect();
            whole.insert("lines".to_owned(), Value::Array(lines));
        }
        whole.entry("starts").or_insert_with(|| json!("2026-11-20"));
        self.post(&format!("subjects/{subject}/objects"), &object)
    }

    /// Adds an object.
    pub(crate) fn object(&mut self, subject: &str, object: &Value) -> String {
        let added = self.try_object(subject, object).ok();
        added["object"].as_str().unwrap().to_owned()
    }

    /// The values of one of somebody's items.
    pub(crate) fn values(&mut self, subject: &str, item: &str) -> Vec<String> {
        let card = self.card(subject);
        let values = card["items"][item].as_array().cloned().unwrap_or_default();
        values.iter().map(|one| one["value"].as_str().unwrap().to_owned()).collect()
    }
}

/// Items written short, as the API takes them.
fn values(items: &Value) -> Value {
    let one = |value: &Value| match value {
        Value::Object(_) => value.clone(),
        Value::String(text) => json!({ "value": text }),
        other => json!({ "value": other.to_string() }),
    };
    let all = |value: &Value| match value {
        Value::Array(all) => all.iter().map(one).collect(),
        single => Value::Array(vec![one(single)]),
    };
    let items: Map<String, Value> =
        items.as_object().unwrap().iter().map(|(item, value)| (item.clone(), all(value))).collect();
    Value::Object(items)
}

impl Caller<'_> {
    /// Records somebody's word: a consent or a prohibition, in force or taken back.
    pub(crate) fn word(&mut self, subject: &str, (what, id): (&str, &str), channel: Option<&str>, set: &str) {
        let mut word = json!({ "what": what, "id": id, "by": "phone", "set": set });
        if let Some(channel) = channel {
            word["channel"] = json!(channel);
        }
        let told = self.post(&format!("subjects/{subject}/permissions"), &word);
        assert_eq!(told.status, 204, "{}", told.answer.text());
    }

    /// Records a prohibition.
    pub(crate) fn forbid(&mut self, subject: &str, prohibition: &str) {
        self.word(subject, ("prohibition", prohibition), None, "in-force");
    }

    /// Whether somebody is reached in a channel for the purpose at hand.
    pub(crate) fn reaches(&mut self, subject: &str, channel: &str) -> bool {
        let told = self.post("selections", &json!({ "channel": channel, "rows": 200 })).ok();
        told["hits"].as_array().unwrap().iter().any(|hit| hit["subject"] == subject)
    }

    /// Why nobody at all may be reached that way.
    pub(crate) fn reaches_nobody(&mut self, channel: &str) -> String {
        self.post("selections", &json!({ "channel": channel })).rule().to_owned()
    }

    /// Who is found by words.
    pub(crate) fn find(&mut self, words: &str) -> Vec<String> {
        let told = self.post("subjects/find", &json!({ "words": words })).ok();
        let hits = told["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["subject"].as_str().unwrap().to_owned()).collect()
    }

    /// Who stands in the list.
    pub(crate) fn list(&mut self) -> Vec<String> {
        let told = self.post("subjects/list", &json!({ "rows": 200 })).ok();
        let hits = told["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["subject"].as_str().unwrap().to_owned()).collect()
    }

    /// Links somebody to an object in a role.
    pub(crate) fn link(&mut self, object: &str, role: &str, subject: &str) -> Told {
        self.post(
            &format!("objects/{object}/links"),
            &json!({ "role": role, "subject": subject, "set": "in-force" }),
        )
    }

    /// In which kinds of object somebody stands, and as what.
    pub(crate) fn contexts(&mut self, subject: &str) -> Vec<(String, String)> {
        let told = self.get(&format!("subjects/{subject}/contexts")).ok();
        let word = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        told["contexts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (word(one, "kind"), word(one, "role")))
            .collect()
    }

    /// Gives somebody's data away.
    pub(crate) fn give(&mut self, subject: &str, what: &Value) -> Told {
        self.post(&format!("subjects/{subject}/disclosures"), what)
    }

    /// Opens a case, and takes it to a grant.
    pub(crate) fn granted(&mut self, subject: &str, kind: &str, method: &str) -> String {
        let new = json!({ "kind": kind, "channel": "letter", "subject": subject });
        let name = self.post("requests", &new).ok()["request"].as_str().unwrap().to_owned();
        for step in [
            json!({ "step": "identify", "method": method }),
            json!({ "step": "decide", "outcome": "granted" }),
        ] {
            self.post(&format!("requests/{name}/steps"), &step).ok();
        }
        name
    }

    /// The page of everything that is held about somebody, as a granted case gives it.
    pub(crate) fn copy_page(&mut self, request: &str) -> String {
        let place = format!("requests/{request}/package");
        let mut state = self.post(&place, &json!({ "lang": "en" })).ok();
        for _ in 0..2_400 {
            if state["state"] == "ready" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
            state = self.get(&place).ok();
        }
        let fetched = self.post(&format!("{place}/fetch"), &json!({}));
        assert_eq!(fetched.status, 200, "{state} {}", fetched.answer.text());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&fetched.answer.body[..])).unwrap();
        let mut page = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("tiedot.html").unwrap(), &mut page).unwrap();
        page
    }
}

impl Ground {
    /// The published notice, in English.
    pub(crate) fn notice(&self) -> String {
        let page = self.world.stranger().visit(&format!("/r/{}/notice", self.register));
        assert_eq!(page.status, 200);
        page.text().replace("&#39;", "'").replace("&amp;", "&")
    }
}

impl Ground {
    /// The other register of the same world: the same statement under the other names.
    pub(crate) fn twin(&self) -> Self {
        let register = if self.other {
            renamed::first(&self.register, &self.names)
        } else {
            renamed::other(&self.register, &self.names)
        };
        Self { world: Arc::clone(&self.world), register, names: Arc::clone(&self.names), other: !self.other }
    }
}
