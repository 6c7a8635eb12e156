//! People on their own pages, over HTTP, with mail through a post office on loopback.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test says what went wrong by failing")]

#[path = "../common/mod.rs"]
mod common;

mod choices;
mod data;
mod federated;
mod mailing;
mod requests;
mod sound;
mod subscribing;
mod way_in;

use common::{RETAIL, Visitor, World, people::marked, post::Office, register, staff};
use seloste::{bench::http::Answer, installation::Head};
use seloste_db::Engine;
use seloste_gate::card::{ItemChange, NewValue, ObjectDraft, ObjectRef, SubjectRef};
use seloste_register::{
    id::{ItemId, ObjectKindId, SourceId},
    item,
    statement::model::ItemType,
};

/// A world with a post office.
struct Town {
    world: World,
    office: Office,
}

impl Town {
    fn new() -> Self {
        Self::with(Head::default())
    }

    /// A town that declares the address of its service, as mailings need.
    fn declared() -> Self {
        Self::with(Head { origin: Some("http://localhost".to_owned()), ..Head::default() })
    }

    /// A town with the newsletter's register as well.
    fn with_newsletter() -> Self {
        let office = Office::open();
        let head = Head {
            origin: Some("http://localhost".to_owned()),
            mail: Some(office.settings()),
            ..Head::default()
        };
        let text = |file: &str| common::statement(file);
        let registers =
            [(RETAIL, text("retail-customers.toml")), (common::NEWSLETTER, text("newsletter.toml"))];
        Self { world: World::of(Engine::Sqlite, head, &registers), office }
    }

    fn with(head: Head) -> Self {
        let office = Office::open();
        let head = Head { mail: Some(office.settings()), ..head };
        Self { world: World::with_head(Engine::Sqlite, head), office }
    }

    /// A marked person's e-mail address.
    fn email(number: u32) -> String {
        marked(ItemType::Email, number).unwrap()
    }

    /// Somebody signs in to their own pages by the link that is sent to them.
    fn at_home(&self, number: u32) -> Person {
        let mut visitor = self.world.stranger();
        let before = self.office.count();
        let asked = visitor.post_bare(&format!("/my/{RETAIL}/link"), &[("email", &Self::email(number))]);
        assert_eq!(asked.status, 200, "{}", asked.text());
        let link = self.office.mail(before).link();
        let entered = visitor.post_bare(&link, &[]);
        assert_eq!((entered.status, entered.header("location")), (303, Some("/my/retail-customers/data")));
        Person { visitor }
    }

    /// So much time goes by.
    fn later(&self, span: jiff::SignedDuration) {
        self.world.clock.set(self.world.app.clock().now() + span);
    }

    fn order_of(&self, subject: &SubjectRef) -> ObjectRef {
        let (controller, rules) = self.world.app.register(&register(RETAIL)).unwrap();
        let kind = rules.object(&ObjectKindId::new("order").unwrap()).unwrap();
        let source = SourceId::new("dealings").unwrap();
        let outlet = kind.items.iter().find(|item| item.id.as_str() == "outlet").unwrap();
        let value = NewValue { value: item::read(outlet, "keskusta", None).unwrap(), source: source.clone() };
        let draft = ObjectDraft {
            kind: kind.id.clone(),
            parent: None,
            state: None,
            starts: "2026-11-01".parse().unwrap(),
            ends: None,
            source,
            assigned: None,
            items: vec![ItemChange { item: ItemId::new("outlet").unwrap(), values: vec![value] }],
            lines: Vec::new(),
        };
        controller.gate.add_object(&staff::keepers_ask(&self.world.app, RETAIL), subject, draft).unwrap()
    }
}

/// A person on their own pages.
struct Person {
    visitor: Visitor,
}

impl Person {
    fn get(&mut self, page: &str) -> Answer {
        self.visitor.get(&format!("/my/{RETAIL}/{page}"))
    }

    /// Sends the form of a page, with what the page itself put into it.
    fn post(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        let text = self.get(page).text();
        let hidden = hidden(&text);
        let mut all: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.extend_from_slice(fields);
        self.visitor.post_bare(&format!("/my/{RETAIL}/{page}"), &all)
    }
}

/// The hidden fields of a page's own form: what the form to choose a language has is left out.
fn hidden(page: &str) -> Vec<(String, String)> {
    let main = page.split("<main").nth(1).unwrap_or_default();
    let inputs = main.split("<input type=\"hidden\" name=\"").skip(1);
    inputs
        .map(|rest| {
            let mut halves = rest.splitn(2, "\" value=\"");
            let name = halves.next().unwrap().to_owned();
            let value = halves.next().unwrap().split('"').next().unwrap();
            (name, value.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<"))
        })
        .collect()
}

/// The token in the form that signs out, which stands in the head of each page.
fn hidden_csrf(page: &str) -> String {
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// What a register keeper's card of somebody says.
fn card(town: &Town, subject: &SubjectRef) -> String {
    let mut keeper = town.world.person("keeper", RETAIL, &["register-keeper"]);
    keeper.get(&format!("/r/{RETAIL}/for/register-keeping/s/{}", subject.0)).text()
}
