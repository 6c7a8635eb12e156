//! Takes a call in: finds or adds the person, lays down that there was a call, and hands the sound to the gate. Every step can
//! be done twice: a delivery that broke off half way is completed by the next one, and nothing doubles.

use super::{
    call::{Call, Leg},
    content::{Content, Prepared, prepare},
    plan::{Answerer, Chosen, Declared, Medium, Plan, Standing, WasRecorded},
    record::Field,
    wrong,
};
use crate::{
    app::{App, Controller},
    session::secret,
    store::{
        self,
        intake::{Delivery, Outcome},
    },
};
use jiff::Timestamp;
use seloste_gate::{
    GateError,
    ask::{AccountId, Ask},
    card::{Draft, ItemChange, NewValue, ObjectRef, SubjectRef},
    recording::Taken,
};
use seloste_register::{
    id::ObjectKindId,
    item::{self, Valid},
    statement::{
        Rules,
        model::{Item, ItemType},
    },
};
use std::sync::Arc;

/// How calls come in.
pub struct Intake<'a> {
    home: &'a Controller,
    rules: Arc<Rules>,
    ask: Ask,
    standing: Standing,
    now: Timestamp,
}

/// Whether anything is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trial {
    /// Only looked at.
    Yes,
    /// Stored.
    No,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Whose it is; `None` in a trial with somebody new.
    pub subject: Option<SubjectRef>,
    /// What stands for the call.
    pub call: Option<ObjectRef>,
    /// Its recordings.
    pub recordings: Vec<ObjectRef>,
    /// Whether anything was new.
    pub news: News,
}

/// Whether a delivery brought anything new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A recording was taken.
    Recorded,
    /// That a call was not recorded.
    NotRecorded,
    /// All of it was there.
    Already,
}

impl<'a> Intake<'a> {
    /// Calls of one register, by one asker.
    ///
    /// # Errors
    /// When there is no such register, or it records nothing.
    pub fn new(app: &'a App, ask: Ask, standing: Standing) -> Result<Self, GateError> {
        let (home, rules) = app.register(&ask.register).ok_or(GateError::Absent)?;
        Declared::of(&rules, standing.kind.as_ref())?;
        Ok(Self { home, rules, ask, standing, now: app.clock().now() })
    }

    /// The register's rules.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The kind of object that recordings are.
    ///
    /// # Errors
    /// When the statement has no such kind.
    pub fn kind(&self) -> Result<&ObjectKindId, GateError> {
        Ok(&Declared::of(&self.rules, self.standing.kind.as_ref())?.kind.id)
    }

    /// Understands a call and looks whether the statement lets it in, without storing anything.
    ///
    /// # Errors
    /// What is refused about it.
    pub fn check(&self, call: &Call, medium: Medium) -> Result<(), GateError> {
        let plan = Plan::of(&self.rules, &self.standing, (call, medium), self.now)?;
        for leg in &call.legs {
            let answerer = self.answerer(&plan, leg)?;
            let draft = plan.recording(leg, answerer.as_ref(), None)?;
            seloste_gate::recording::lets_in(plan.declared.kind, &draft.items)?;
        }
        Ok(())
    }

    /// Takes a call in. `content` gives the bytes of each part.
    ///
    /// # Errors
    /// What is refused about it; nothing of its sound is stored then.
    pub fn take<'s>(
        &self,
        (call, medium): (&Call, Medium),
        subject: Option<SubjectRef>,
        trial: Trial,
        content: &mut dyn FnMut(&Leg) -> Result<Content<'s>, GateError>,
    ) -> Result<Came, GateError> {
        let plan = Plan::of(&self.rules, &self.standing, (call, medium), self.now)?;
        let mac = self.mac(&call.linked)?;
        let chosen = self.is_chosen(&plan, &mac);
        let mut parts = Vec::new();
        for leg in &call.legs {
            let content = if chosen { content(leg)? } else { Content::Nothing };
            if matches!(content, Content::Nothing) && !plan.declared.tells() {
                continue;
            }
            let answerer = self.answerer(&plan, leg)?;
            let draft = plan.recording(leg, answerer.as_ref(), None)?;
            seloste_gate::recording::lets_in(plan.declared.kind, &draft.items)?;
            let prepared = prepare(content, self.delivery(call, leg))?;
            parts.push((leg, answerer, prepared));
        }
        if trial == Trial::Yes {
            let recorded = parts.iter().any(|(.., prepared)| prepared.is_some());
            let news = if recorded { News::Recorded } else { News::NotRecorded };
            return Ok(Came { subject: None, call: None, recordings: Vec::new(), news });
        }
        self.store(&plan, (call, mac), subject, parts)
    }

    fn store(
        &self,
        plan: &Plan<'_>,
        (call, mac): (&Call, [u8; 32]),
        subject: Option<SubjectRef>,
        parts: Vec<(&Leg, Option<Answerer>, Option<Prepared<'_>>)>,
    ) -> Result<Came, GateError> {
        let recorded = if parts.iter().any(|(.., prepared)| prepared.is_some()) {
            WasRecorded::Yes
        } else {
            WasRecorded::No
        };
        let before = self.home.gate.data().read(|tx| store::intake::delivery(tx, &mac))?;
        let answerer = parts.first().and_then(|(_, answerer, _)| answerer.as_ref());
        let (subject, stands) = match &before {
            Some(before) => self.stands(plan, before)?,
            None => {
                let subject = self.person(plan, subject)?;
                let fact = plan.fact(call, answerer, recorded)?;
                let stands = fact.map(|fact| self.home.gate.add_object(&self.ask, &subject, fact));
                (subject, stands.transpose()?)
            }
        };
        let stood = plan.declared.fact.is_some().then_some(stands.clone()).flatten();
        let mut recordings = Vec::new();
        let mut news = if before.is_some() { News::Already } else { News::NotRecorded };
        for (leg, answerer, prepared) in parts {
            let Some(prepared) = prepared else { continue };
            let draft = plan.recording(leg, answerer.as_ref(), stood.clone())?;
            match prepared.hand_over(&self.home.gate, &self.ask, &subject, draft)? {
                Taken::New(object) => {
                    news = News::Recorded;
                    recordings.push(object);
                }
                Taken::Already(object) => recordings.push(object),
            }
        }
        if news == News::Recorded
            && let Some(before) = &before
        {
            self.became_recorded(plan, (call, answerer_of(call, self, plan)?.as_ref()), before)?;
        }
        let outcome = if recorded == WasRecorded::Yes { Outcome::Recorded } else { Outcome::NotRecorded };
        if let Some(object) = stands.or_else(|| recordings.first().cloned()) {
            let (register, kind) = (&self.ask.register, &plan.declared.kind.id);
            let new = Delivery { object: object.clone(), outcome };
            self.home
                .gate
                .data()
                .write(|tx| store::intake::note(tx, (register, kind), &mac, &new, self.now))?;
        }
        if recorded == WasRecorded::Yes && news != News::Recorded {
            news = News::Already;
        }
        Ok(Came { subject: Some(subject), call: stood, recordings, news })
    }

    /// Whose a call is that came before, and what stands for it.
    fn stands(
        &self,
        plan: &Plan<'_>,
        before: &Delivery,
    ) -> Result<(SubjectRef, Option<ObjectRef>), GateError> {
        match self.home.gate.open_object(&self.ask, &before.object) {
            // It was recorded, and now it says that the recording is gone.
            Ok((_, object))
                if before.outcome == Outcome::Recorded && !plan.declared.says_recorded(&object) =>
            {
                Err(wrong::erased_since())
            }
            Ok((subject, object)) => Ok((subject, Some(object.object))),
            Err(GateError::Absent) => Err(wrong::erased_since()),
            Err(error) => Err(error),
        }
    }

    /// A call whose sound came after word of it.
    fn became_recorded(
        &self,
        plan: &Plan<'_>,
        (call, answerer): (&Call, Option<&Answerer>),
        before: &Delivery,
    ) -> Result<(), GateError> {
        if before.outcome == Outcome::Recorded || !plan.declared.tells() {
            return Ok(());
        }
        let (_, object) = self.home.gate.open_object(&self.ask, &before.object)?;
        match plan.fact(call, answerer, WasRecorded::Yes)? {
            Some(fact) => self.home.gate.edit_object(&self.ask, &before.object, object.version, fact),
            None => Ok(()),
        }
    }

    /// Notes down that something was not taken, by which rule; without values.
    ///
    /// # Errors
    /// When the database fails.
    pub fn refuse(&self, error: &GateError, way: &str, line: u64) -> Result<(), GateError> {
        let (rule, named) = match error {
            GateError::Problems(problems) => {
                let first = problems.first();
                (first.map_or("problem", |one| one.problem.rule), first.map_or("", |one| &one.item))
            }
            GateError::Refused(refusal) => (refusal.code.as_str(), ""),
            GateError::Absent => ("absent", ""),
            GateError::Conflict(_) => ("conflict", ""),
            GateError::Failed(_) => return Ok(()),
        };
        let refusal = store::intake::Refusal {
            at: self.now,
            rule: rule.to_owned(),
            named: named.to_owned(),
            way: way.to_owned(),
            line: i64::try_from(line).unwrap_or(i64::MAX),
        };
        let declared = Declared::of(&self.rules, self.standing.kind.as_ref());
        let kind = declared.as_ref().map_or("", |declared| declared.kind.id.as_str());
        let register = &self.ask.register;
        Ok(self.home.gate.data().write(|tx| store::intake::refuse(tx, (register, kind), &refusal))?)
    }

    fn mac(&self, linked: &str) -> Result<[u8; 32], GateError> {
        let key = self.home.gate.staff_key()?;
        Ok(secret::keyed(key.as_slice(), &["delivery", self.ask.register.as_str(), linked]))
    }

    /// The sender's id of a part, unique among all that it sends.
    fn delivery(&self, call: &Call, leg: &Leg) -> String {
        let part = leg.record.get(Field::Delivery).unwrap_or(&call.linked);
        if part == call.linked { part.to_owned() } else { format!("{} {part}", call.linked) }
    }

    /// Whether a call belongs to the share that is recorded (R2-009).
    fn is_chosen(&self, plan: &Plan<'_>, mac: &[u8; 32]) -> bool {
        let drawn = mac.first_chunk::<4>().map_or(0, |four| u32::from_be_bytes(*four));
        match self.standing.chosen {
            Chosen::BySender => true,
            Chosen::Here => {
                u64::from(drawn) * 100 / (1 << 32) < u64::from(plan.declared.recording.share_percent)
            }
        }
    }

    /// Who answered a part, when it tells; refused when that is nobody's task (R2-008).
    fn answerer(&self, plan: &Plan<'_>, leg: &Leg) -> Result<Option<Answerer>, GateError> {
        let roles: Vec<_> = plan.declared.answering().collect();
        let Some(named) = leg.record.get(Field::AnsweredBy) else {
            return if roles.is_empty() { Ok(None) } else { Err(wrong::no_answerer()) };
        };
        let register = &self.ask.register;
        let found = self.home.gate.data().read(|tx| {
            let account = match store::intake::holder(tx, register, named, leg.times.started)? {
                Some(account) => store::account::by_id(tx, account)?,
                None => store::account::by_user_name(tx, &named.to_lowercase())?,
            };
            let Some(account) = account else { return Ok(None) };
            Ok::<_, GateError>(Some((store::designation::all(tx, register, account.id)?, account)))
        })?;
        let (held, account) = found.ok_or_else(wrong::no_answerer)?;
        // Tasks may be told to this program after they were given, so that only their end counts.
        let then = |one: &store::designation::Designation| {
            let over = [one.until, one.ended].into_iter().flatten().any(|end| end <= leg.times.started);
            !over && (roles.is_empty() || roles.contains(&&one.role))
        };
        if !held.iter().any(then) {
            return Err(wrong::not_their_task());
        }
        Ok(Some(Answerer { account: account.id, name: account.name }))
    }

    /// The person outside: who is named, who has the number, or somebody new who is known by it alone (R2-010).
    fn person(&self, plan: &Plan<'_>, named: Option<SubjectRef>) -> Result<SubjectRef, GateError> {
        if let Some(named) = named {
            return Ok(named);
        }
        let group = plan.declared.group(&self.rules).ok_or_else(|| wrong::no_kind("group"))?;
        let known = [(ItemType::Phone, &plan.number), (ItemType::Email, &plan.address)];
        let known: Vec<(&Item, Valid)> = known
            .into_iter()
            .filter_map(|(kind, text)| Some((kind, text.as_ref()?)))
            .flat_map(|(kind, text)| {
                let items = self.rules.statement().items.iter();
                let items = items.filter(move |item| item.item_type == kind);
                items.filter_map(move |item| Some((item, item::read(item, text, None).ok()?)))
            })
            .collect();
        if let Some(found) = self.holder(&known)? {
            return Ok(found);
        }
        let mut items: Vec<ItemChange> = Vec::new();
        let mut given = Vec::new();
        for (item, value) in known {
            let of_group = item.groups.is_empty() || item.groups.contains(group);
            // One item of each type: work and home would be a guess.
            if of_group && !given.contains(&item.item_type) {
                given.push(item.item_type);
                let values = vec![NewValue { value, source: plan.source.clone() }];
                items.push(ItemChange { item: item.id.clone(), values });
            }
        }
        let draft = Draft { group: group.clone(), areas: Vec::new(), items };
        self.home.gate.create(&self.ask, draft)
    }

    /// Who has a number or an address; refused when several do.
    fn holder(&self, known: &[(&Item, Valid)]) -> Result<Option<SubjectRef>, GateError> {
        let mut holders: Vec<SubjectRef> = Vec::new();
        for (item, value) in known {
            match self.home.gate.taken(&self.ask, &item.id, value)? {
                seloste_gate::card::Taken::Free => {}
                seloste_gate::card::Taken::By(hits) => {
                    for hit in hits {
                        if !holders.contains(&hit.subject) {
                            holders.push(hit.subject);
                        }
                    }
                }
            }
        }
        if holders.len() > 1 { Err(wrong::several_people()) } else { Ok(holders.pop()) }
    }
}

fn answerer_of(call: &Call, intake: &Intake<'_>, plan: &Plan<'_>) -> Result<Option<Answerer>, GateError> {
    call.legs.first().map_or(Ok(None), |leg| intake.answerer(plan, leg))
}

/// Whose extension it is: an open account by user name, from now on.
///
/// # Errors
/// When there is no such account, or the database fails.
pub fn extension(
    home: &Controller,
    (register, extension): (&seloste_register::id::RegisterId, &str),
    account: Option<AccountId>,
    now: Timestamp,
) -> Result<(), GateError> {
    Ok(home.gate.data().write(|tx| store::intake::hand_over(tx, (register, extension), account, now))?)
}
