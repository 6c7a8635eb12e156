//! A controller's gate over a sample register, with people at work.

use jiff::{Timestamp, civil::Date};
use seloste_db::{
    Engine,
    testing::{ENGINES, Pair, pair},
};
use seloste_gate::{
    Gate, GateError, KeyringAt,
    ask::{AccountId, Actor, Ask, Standing},
    card::{Card, Draft, Edit, Hit, ItemChange, NewValue, ObjectDraft, ObjectRef, OpenedItem, SubjectRef},
    clock::SetClock,
    erasure::HoldDraft,
    errors::RefusalCode,
    personal::Way,
};
use seloste_register::{
    id::Id,
    item,
    law::LawPack,
    statement::{Rules, model::Item, read},
};
use std::sync::Arc;

pub(crate) const RETAIL: &str = include_str!("../../../../registers/retail-customers.toml");
pub(crate) const WEBSHOP: &str = include_str!("../../../../registers/webshop-customers.toml");

pub(crate) struct World {
    pub(crate) pair: Pair,
    pub(crate) gate: Gate,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) rules: Arc<Rules>,
    text: String,
}

/// Runs a promise on both engines.
pub(crate) fn both(text: &str, promise: impl Fn(&World)) {
    for engine in ENGINES {
        promise(&World::new(engine, text));
    }
}

pub(crate) fn rules(text: &str) -> Rules {
    let law = LawPack::read(include_str!("../../../../law/fi.toml")).unwrap();
    let read = read(text, &law, date("2026-11-22"));
    read.rules.unwrap_or_else(|| panic!("the statement has errors: {:#?}", read.problems))
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn id<K>(text: &str) -> Id<K> {
    Id::new(text).unwrap()
}

impl World {
    pub(crate) fn new(engine: Engine, text: &str) -> Self {
        let pair = pair(engine);
        let clock = Arc::new(SetClock::at("2026-11-22T10:00:00Z".parse().unwrap()));
        let gate = open(&pair, text, &clock);
        let rules = gate.rules(&rules(text).statement().register.id).unwrap();
        Self { pair, gate, clock, rules, text: text.to_owned() }
    }

    /// Another process over the same data and keys.
    pub(crate) fn again(&self) -> Gate {
        open(&self.pair, &self.text, &self.clock)
    }

    /// The same data and keys under another statement.
    pub(crate) fn reopened(&self, text: &str) -> Gate {
        open(&self.pair, text, &self.clock)
    }

    pub(crate) fn later(&self, moment: &str) {
        self.clock.set(moment.parse::<Timestamp>().unwrap());
    }

    /// Account 7 of the controller in one role, for a purpose.
    pub(crate) fn ask(&self, role: &str, purpose: &str) -> Ask {
        Ask {
            actor: Actor {
                account: AccountId(7),
                standing: Standing::Active,
                company: self.rules.statement().controller.id.clone(),
                roles: vec![id(role)],
                areas: Vec::new(),
                own: None,
                key: None,
            },
            register: self.rules.statement().register.id.clone(),
            purpose: id(purpose),
            reason: None,
        }
    }

    pub(crate) fn keeper(&self) -> Ask {
        self.ask("register-keeper", "register-keeping")
    }

    pub(crate) fn agent(&self) -> Ask {
        self.ask("service-agent", "customer-care")
    }

    pub(crate) fn item(&self, name: &str) -> &Item {
        self.rules.item(&id(name)).unwrap()
    }

    /// New values of an item, given by the customer.
    pub(crate) fn change(&self, name: &str, values: &[&str]) -> ItemChange {
        self.change_from(name, values, "customer")
    }

    pub(crate) fn change_from(&self, name: &str, values: &[&str], source: &str) -> ItemChange {
        let value = |written: &&str| NewValue {
            value: item::read(self.item(name), written, None)
                .unwrap_or_else(|problems| panic!("{name} {written}: {problems:?}")),
            source: id(source),
        };
        ItemChange { item: id(name), values: values.iter().map(value).collect() }
    }

    pub(crate) fn person(&self, first: &str, last: &str) -> Draft {
        Draft {
            group: id("customers"),
            areas: Vec::new(),
            items: vec![self.change("first-names", &[first]), self.change("surname", &[last])],
        }
    }

    pub(crate) fn with(&self, mut draft: Draft, items: &[(&str, &str)]) -> Draft {
        draft.items.extend(items.iter().map(|(name, value)| self.change(name, &[value])));
        draft
    }

    pub(crate) fn add(&self, draft: Draft) -> SubjectRef {
        self.gate.create(&self.keeper(), draft).unwrap_or_else(|error| panic!("{error:?}"))
    }

    pub(crate) fn aino(&self) -> SubjectRef {
        let draft = self.person("Aino Maria", "Esimerkki");
        self.add(self.with(
            draft,
            &[
                ("street", "Mallikatu 5 B 12"),
                ("postal-code", "00100"),
                ("town", "Helsinki"),
                ("phone", "040 555 0123"),
                ("email", "aino@example.fi"),
            ],
        ))
    }

    /// An object's draft: items are `name=value`.
    pub(crate) fn object(
        &self,
        kind: &str,
        source: &str,
        starts: &str,
        items: &[(&str, &str)],
    ) -> ObjectDraft {
        let declared = self.rules.object(&id(kind)).unwrap();
        let change = |(name, value): &(&str, &str)| {
            let item = declared.items.iter().find(|item| item.id.as_str() == *name).unwrap();
            let value = item::read(item, value, None).unwrap();
            ItemChange { item: id(name), values: vec![NewValue { value, source: id(source) }] }
        };
        ObjectDraft {
            kind: id(kind),
            parent: None,
            state: None,
            starts: date(starts),
            ends: None,
            source: id(source),
            assigned: None,
            items: items.iter().map(change).collect(),
            lines: Vec::new(),
        }
    }

    /// A hold of the kind that keeps everything, where the statement declares kinds; to be looked at again in four weeks.
    pub(crate) fn hold(&self, case: &str, objects: Vec<ObjectRef>) -> HoldDraft {
        let kinds = &self.rules.statement().holds;
        let kind = kinds.iter().find(|kind| kind.categories.is_empty()).map(|kind| kind.id.clone());
        let review = self.gate.local_day().saturating_add(jiff::Span::new().weeks(4));
        HoldDraft { kind, case: case.to_owned(), objects, review }
    }

    pub(crate) fn edit(&self, subject: &SubjectRef, name: &str, value: &str) -> Result<(), GateError> {
        self.edit_as(&self.keeper(), subject, self.change(name, &[value]))
    }

    pub(crate) fn edit_as(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        change: ItemChange,
    ) -> Result<(), GateError> {
        self.gate.edit(ask, subject, Edit { from: None, seen: Vec::new(), items: vec![change] })
    }
}

fn open(pair: &Pair, text: &str, clock: &Arc<SetClock>) -> Gate {
    let folder = pair.keyring_at.folder().to_owned();
    let keyring = match pair.keyring_at.engine() {
        Engine::Sqlite => KeyringAt::Folder(folder),
        Engine::Postgres => KeyringAt::Url(
            seloste_db::testing::postgres_url().to_owned(),
            pair.keyring_at.schema().to_owned(),
            folder,
        ),
    };
    let clock: Arc<SetClock> = Arc::clone(clock);
    let media = pair.data_at.folder().join("media");
    Gate::open(pair.data.clone(), (&keyring, &media), vec![rules(text)], clock).unwrap()
}

pub(crate) fn texts(items: &[OpenedItem], name: &str) -> Vec<String> {
    let item = items.iter().find(|item| item.item.as_str() == name);
    let values = item.map_or(&[][..], |item| item.values.as_slice());
    values.iter().map(|value| value.value.disclose(Way::File).to_string()).collect()
}

pub(crate) fn on_card(card: &Card, name: &str) -> Vec<String> {
    card.categories.iter().flat_map(|category| texts(&category.items, name)).collect()
}

pub(crate) fn categories(card: &Card) -> Vec<&str> {
    card.categories.iter().map(|category| category.category.as_str()).collect()
}

pub(crate) fn surnames(hits: &[Hit]) -> Vec<String> {
    hits.iter().flat_map(|hit| texts(&hit.items, "surname")).collect()
}

#[track_caller]
pub(crate) fn refused<T>(answer: Result<T, GateError>) -> RefusalCode {
    match answer {
        Err(GateError::Refused(refusal)) => refusal.code,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was allowed"),
    }
}

#[track_caller]
pub(crate) fn absent<T>(answer: Result<T, GateError>) {
    match answer {
        Err(GateError::Absent) => {}
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was there"),
    }
}

#[track_caller]
pub(crate) fn problems<T>(answer: Result<T, GateError>) -> Vec<(String, &'static str)> {
    match answer {
        Err(GateError::Problems(problems)) => {
            problems.into_iter().map(|problem| (problem.item, problem.problem.rule)).collect()
        }
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was taken"),
    }
}
