//! What would be stored of a call, and whether its statement lets it: from the statement and what the sender says alone. Not
//! here: people, bytes, the gate (`take.rs`).

use super::{
    call::{Call, Leg},
    moment::Times,
    record::{Field, Record},
    wrong,
};
use jiff::{Timestamp, tz::TimeZone};
use seloste_gate::{
    GateError,
    ask::AccountId,
    card::{ItemChange, NewValue, ObjectDraft, ObjectRef, OpenedObject},
    clock,
    errors::ItemProblem,
};
use seloste_register::{
    id::{ChoiceId, GroupId, ObjectKindId, SourceId},
    item,
    statement::{
        Rules,
        model::{Direction, Item, ItemType, Listening, ObjectKind, Recording, SourceKind},
    },
};
use std::collections::BTreeMap;

/// State of an object that stands for a call that was not.
const NOT_RECORDED: &str = "not-recorded";

/// How it came to the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A call.
    Phone,
    /// A chat.
    Chat,
    /// An e-mail.
    Email,
    /// A text message.
    Text,
}

impl Medium {
    /// Its word: the choice that a statement declares for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Chat => "chat",
            Self::Email => "email",
            Self::Text => "text",
        }
    }
}

/// What a sender does not say of each call, because it is the same for all of them.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The kind of object that recordings are.
    pub kind: Option<ObjectKindId>,
    /// The declared source; the kind's first when left out.
    pub source: Option<SourceId>,
    /// The direction of calls that don't tell.
    pub direction: Option<Direction>,
    /// Whether every person is told, by an announcement that no call gets past.
    pub announced: Announced,
    /// Who chooses which calls are recorded.
    pub chosen: Chosen,
}

/// Whether people are told of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Announced {
    /// As each call is marked.
    #[default]
    AsMarked,
    /// Every one of them.
    Always,
}

/// Who chooses the share of calls that is recorded (R2-009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chosen {
    /// The sender: what has sound was chosen.
    #[default]
    BySender,
    /// This program, by the share that the statement declares and a keyed digest of the call's id: fair, and the same each time.
    Here,
}

/// How a kind of recording is declared.
#[derive(Clone, Copy)]
pub struct Declared<'a> {
    /// The kind.
    pub kind: &'a ObjectKind,
    /// What holds for it.
    pub recording: &'a Recording,
    /// The kind of object that stands for the call itself, when recordings belong to one.
    pub fact: Option<&'a ObjectKind>,
}

impl<'a> Declared<'a> {
    /// The kind that was asked for, or the first kind of recording.
    ///
    /// # Errors
    /// When the statement has no such kind of recording.
    pub fn of(rules: &'a Rules, wanted: Option<&ObjectKindId>) -> Result<Self, GateError> {
        let named = wanted.map_or("kind", ObjectKindId::as_str);
        let mut kinds = rules.statement().objects.iter();
        let kind = kinds.find(|kind| kind.recording.is_some() && wanted.is_none_or(|id| kind.id == *id));
        let kind = kind.ok_or_else(|| wrong::no_kind(named))?;
        let recording = kind.recording.as_ref().ok_or_else(|| wrong::no_kind(named))?;
        let parents = rules.statement().objects.iter();
        let fact = parents.filter(|one| kind.parents.contains(&one.id));
        let (mut first, mut stands) = (None, None);
        for one in fact {
            first = first.or(Some(one));
            stands = stands.or_else(|| state(one, Recording::RECORDED).and(Some(one)));
        }
        let fact = stands.or_else(|| first.filter(|_| kind.parent_required));
        Ok(Self { kind, recording, fact })
    }

    /// Whether the object that stands for a call tells whether it was recorded.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.fact.is_some_and(|fact| state(fact, Recording::RECORDED).is_some())
    }

    /// Whether an object that stands for a call says that its recording is there; one that can't tell does not deny it.
    #[must_use]
    pub fn says_recorded(&self, object: &OpenedObject) -> bool {
        let tells = self
            .fact
            .is_some_and(|fact| fact.id == object.kind && state(fact, Recording::RECORDED).is_some());
        !tells || object.state.as_ref().is_some_and(|state| state.as_str() == Recording::RECORDED)
    }

    /// The group that unknown callers belong to: people of whom the recordings may be, before all those who may be known by a
    /// number or an address alone. Nobody is taken for an organisation.
    #[must_use]
    pub fn group(&self, rules: &'a Rules) -> Option<&'a GroupId> {
        rules.statement().callers(&self.kind.groups)
    }

    /// The roles whose holders answer such calls; none: anybody who works in the register.
    pub fn answering(&self) -> impl Iterator<Item = &seloste_register::id::RoleId> {
        let own = self.recording.listeners.iter().filter(|listener| listener.how == Listening::OwnCalls);
        own.flat_map(|listener| &listener.roles)
    }

    fn has(&self, name: &str) -> bool {
        let facts = self.fact.into_iter().flat_map(|fact| &fact.items);
        self.kind.items.iter().chain(facts).any(|item| item.id.as_str() == name)
    }
}

fn state<'a>(kind: &'a ObjectKind, wanted: &str) -> Option<&'a ChoiceId> {
    kind.states.iter().find(|state| state.id.as_str() == wanted).map(|state| &state.id)
}

/// What is known of a call once its sender has been understood.
pub struct Plan<'a> {
    /// As declared.
    pub declared: Declared<'a>,
    /// Its direction.
    pub direction: Direction,
    /// The number of the person outside; `None` when it was withheld.
    pub number: Option<String>,
    /// The e-mail address of the person outside, of what came by e-mail.
    pub address: Option<String>,
    /// Where it comes from.
    pub source: SourceId,
    medium: Medium,
    told: &'static str,
    zone: TimeZone,
}

/// An agent as the call names them.
#[derive(Debug, Clone)]
pub struct Answerer {
    /// The account.
    pub account: AccountId,
    /// The person's name as it is now: with the recording it stays so (R2-016).
    pub name: String,
}

impl<'a> Plan<'a> {
    /// Understands a call.
    ///
    /// # Errors
    /// What the statement refuses about it, under the name of what is refused.
    pub fn of(
        rules: &'a Rules,
        standing: &Standing,
        (call, medium): (&Call, Medium),
        now: Timestamp,
    ) -> Result<Self, GateError> {
        let declared = Declared::of(rules, standing.kind.as_ref())?;
        // Which kind a message is, the order of the statement does not tell.
        let kinds = rules.statement().objects.iter().filter(|kind| kind.recording.is_some());
        let kinds: Vec<&str> = kinds.map(|kind| kind.id.as_str()).collect();
        if medium != Medium::Phone && standing.kind.is_none() && kinds.len() > 1 {
            return Err(wrong::which_kind(&kinds));
        }
        for (name, _) in call.legs.iter().flat_map(|leg| &leg.record.others) {
            if !declared.has(name) {
                return Err(wrong::not_declared(name));
            }
        }
        let direction = direction(&declared, standing, call).ok_or_else(wrong::no_direction)?;
        let of_person = match direction {
            Direction::Inbound => Field::CallerNumber,
            Direction::Outbound => Field::NumberCalled,
        };
        let number = call.get(of_person).filter(|number| number.bytes().any(|byte| byte.is_ascii_digit()));
        let told = match standing.announced {
            Announced::Always => "yes",
            Announced::AsMarked => told(call),
        };
        let source = standing.source.clone().or_else(|| first_source(rules, declared.kind));
        let plan = Self {
            declared,
            direction,
            number: number.map(str::to_owned),
            address: call.get(Field::PersonAddress).map(str::to_owned),
            source: source.ok_or_else(|| wrong::no_kind("source"))?,
            medium,
            told,
            // What calendars here go by.
            zone: clock::zone(),
        };
        // A telephone system's clock is seldom right to the second.
        let allowed = now.as_second().saturating_add(300);
        if call.times().is_none_or(|times| times.ended.as_second() > allowed) {
            return Err(wrong::in_the_future());
        }
        Ok(plan)
    }

    /// What would be stored of a part of the call.
    ///
    /// # Errors
    /// What is wrong with its values.
    pub fn recording(
        &self,
        leg: &Leg,
        answerer: Option<&Answerer>,
        parent: Option<ObjectRef>,
    ) -> Result<ObjectDraft, GateError> {
        let values = self.values(&leg.record, leg.times, answerer);
        let state = state(self.declared.kind, Recording::RECORDED).cloned();
        self.draft(self.declared.kind, (values, leg.times), answerer, (parent, state))
    }

    /// What would be stored of the call itself; `None` when nothing is.
    ///
    /// # Errors
    /// What is wrong with its values.
    pub fn fact(
        &self,
        call: &Call,
        answerer: Option<&Answerer>,
        recorded: WasRecorded,
    ) -> Result<Option<ObjectDraft>, GateError> {
        let (Some(kind), Some(times), Some(first)) = (self.declared.fact, call.times(), call.legs.first())
        else {
            return Ok(None);
        };
        let state =
            state(kind, if recorded == WasRecorded::Yes { Recording::RECORDED } else { NOT_RECORDED });
        let values = self.values(&first.record, times, answerer);
        self.draft(kind, (values, times), answerer, (None, state.cloned())).map(Some)
    }

    /// Texts by the names of items.
    fn values(&self, record: &Record, times: Times, answerer: Option<&Answerer>) -> BTreeMap<String, String> {
        let mut values: BTreeMap<String, String> = record.others.iter().cloned().collect();
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                values.insert(name.to_owned(), value);
            }
        };
        let given = |field: Field| record.get(field).map(str::to_owned);
        let Recording { direction_item, number_item, told_item, answerer_item, .. } = self.declared.recording;
        put("queue", given(Field::Queue));
        // An announcement is heard when the call begins (R6-012).
        let at_start = (self.told == "yes").then(|| times.started.to_string());
        put("told-at", given(Field::ToldAt).or(at_start));
        put("caller-number", given(Field::CallerNumber));
        put("number-called", given(Field::NumberCalled));
        put("started", Some(times.started.to_string()));
        put("answered", times.answered.map(|at| at.to_string()));
        put("ended", Some(times.ended.to_string()));
        let named = answerer_item.as_ref().map_or(Recording::ANSWERED_BY, |item| item.as_str());
        put(named, answerer.map(|answerer| answerer.name.clone()));
        put(direction_item.as_str(), Some(self.direction.as_str().to_owned()));
        put(told_item.as_str(), Some(self.told.to_owned()));
        if let Some(item) = number_item {
            put(item.as_str(), given(Field::NumberCalled));
        }
        values
    }

    fn draft(
        &self,
        kind: &ObjectKind,
        (values, times): (BTreeMap<String, String>, Times),
        answerer: Option<&Answerer>,
        (parent, state): (Option<ObjectRef>, Option<ChoiceId>),
    ) -> Result<ObjectDraft, GateError> {
        let (mut items, mut problems) = (Vec::new(), Vec::new());
        for item in &kind.items {
            let Some(text) = values.get(item.id.as_str()).cloned().or_else(|| self.of_medium(item)) else {
                continue;
            };
            let choice = item.item_type == ItemType::Choice;
            let text = if choice { chosen(item, &text) } else { text };
            match item::read(item, &text, None) {
                Ok(value) => {
                    let values = vec![NewValue { value, source: self.source.clone() }];
                    items.push(ItemChange { item: item.id.clone(), values });
                }
                Err(found) => problems.extend(
                    found
                        .into_iter()
                        .map(|problem| ItemProblem { item: item.id.as_str().to_owned(), problem }),
                ),
            }
        }
        if !problems.is_empty() {
            return Err(GateError::Problems(problems));
        }
        let day = |moment: Timestamp| moment.to_zoned(self.zone.clone()).date();
        Ok(ObjectDraft {
            kind: kind.id.clone(),
            parent,
            state,
            starts: day(times.started),
            ends: kind.period.then(|| day(times.ended)),
            source: self.source.clone(),
            assigned: answerer.map(|answerer| answerer.account),
            items,
            lines: Vec::new(),
        })
    }

    /// A choice that must be made, and that has a value for this way of communicating.
    fn of_medium(&self, item: &Item) -> Option<String> {
        let fits = item.required && item.item_type == ItemType::Choice;
        let choice = item.choices.iter().find(|choice| choice.id.as_str() == self.medium.as_str());
        choice.filter(|_| fits).map(|choice| choice.id.as_str().to_owned())
    }
}

/// Whether a call was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasRecorded {
    /// It was.
    Yes,
    /// It was not.
    No,
}

/// A choice as its item reads it: the id, whatever the case.
fn chosen(item: &Item, text: &str) -> String {
    let choice = item.choices.iter().find(|choice| choice.id.as_str().eq_ignore_ascii_case(text));
    choice.map_or_else(|| text.to_owned(), |choice| choice.id.as_str().to_owned())
}

/// The declared source of what a telephone system sends: the first that is not this program itself.
fn first_source(rules: &Rules, kind: &ObjectKind) -> Option<SourceId> {
    let of_others = |id: &&SourceId| rules.source(id).is_some_and(|source| source.kind != SourceKind::System);
    kind.sources.iter().find(of_others).cloned()
}

fn told(call: &Call) -> &'static str {
    let marked = call.legs.iter().any(|leg| {
        let mark = leg.record.get(Field::Told).unwrap_or_default().to_ascii_lowercase();
        ["1", "yes", "true", "y"].contains(&mark.as_str())
    });
    if marked { "yes" } else { "no" }
}

/// The direction as the call tells, or as its numbers do: calls to a service number come in.
fn direction(declared: &Declared<'_>, standing: &Standing, call: &Call) -> Option<Direction> {
    let said = call.get(Field::Direction).map(str::to_ascii_lowercase);
    match said.as_deref() {
        Some("inbound" | "in" | "incoming") => return Some(Direction::Inbound),
        Some("outbound" | "out" | "outgoing") => return Some(Direction::Outbound),
        Some(_) => return None,
        None => {}
    }
    let service = |field: Field| {
        let item = declared.recording.number_item.as_ref()?;
        let item = declared.kind.items.iter().find(|one| one.id == *item)?;
        let number = item::read(item, call.get(field)?, None).ok()?;
        let mut listed = declared.recording.numbers.iter();
        listed
            .find(|one| item::read(item, &one.number, None).is_ok_and(|one| one.normal() == number.normal()))
    };
    if service(Field::NumberCalled).is_some() {
        return Some(Direction::Inbound);
    }
    if service(Field::CallerNumber).is_some() {
        return Some(Direction::Outbound);
    }
    standing.direction.or(match declared.recording.directions.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}
