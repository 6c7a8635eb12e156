//! Makes confirmations: when an object comes into a state that is to be confirmed, each of its people gets a message, which is
//! kept with the object (claim R5-011). Not here: which states those are (the statement), how mail travels.

use super::{
    post::Outgoing,
    send::{first, language_of},
};
use crate::{
    Gate, GateError,
    confirmation::{ConfirmationLine, Confirmed},
    errors::ItemProblem,
    opened::{day, day_number},
    payload::{Items, ObjectBody, StoredItem, StoredValue, Word},
    personal::Personal,
    proof::{Upkeep, Writing},
    realm::Realm,
    retention::{self, Terms},
    store::{self, ObjectRow, part, post, post::MailRow},
    values::{problem, problem_at},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    id::{ChoiceId, ItemId, LinkId},
    item,
    statement::{
        model::{Confirmation, ItemType, ObjectKind},
        notice,
    },
    text::Lang,
};
use zeroize::Zeroizing;

/// A confirmation that is about to be made for one person.
pub(super) struct Confirming<'a> {
    kind: &'a ObjectKind,
    rule: &'a Confirmation,
    /// Its own number.
    object: i64,
    /// Who gets it.
    to: i64,
    lang: Lang,
    mail: MailRow,
}

/// What comes into a state, and from which.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) kind: &'a ObjectKind,
    pub(super) before: Option<&'a ChoiceId>,
    pub(super) after: Option<&'a ChoiceId>,
}

impl Gate {
    /// What is to be confirmed to whom when an object comes into a state. Nothing is written yet.
    pub(super) fn confirming<'a>(
        &self,
        realm: &'a Realm,
        of: part::Of,
        step: Step<'_>,
    ) -> Result<Vec<Confirming<'a>>, GateError> {
        if step.before == step.after {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for (kind, rule) in rules_for(realm, step.kind, step.after) {
            let roles = rule.to.iter().map(|link| realm.word(link)).collect::<Result<Vec<Word>, _>>()?;
            let mut people = match roles.is_empty() {
                true => vec![of.0],
                false => self.data.read(|tx| linked_in(tx, realm, of, &roles))?,
            };
            people.sort_unstable();
            people.dedup();
            for person in people {
                found.extend(self.confirming_to(realm, of, (kind, rule, person))?);
            }
        }
        Ok(found)
    }

    /// What is to be confirmed to somebody who is linked only now to an object that is in such a state already.
    pub(super) fn confirming_linked<'a>(
        &self,
        realm: &'a Realm,
        row: &ObjectRow,
        (role, person): (&LinkId, i64),
    ) -> Result<Vec<Confirming<'a>>, GateError> {
        let Some(kind) = realm.kind(row.kind) else { return Ok(Vec::new()) };
        let state: Option<ChoiceId> = row.state.map(|state| realm.id(state)).transpose()?;
        let of = (row.subject, row.object);
        let mut found = Vec::new();
        for (own, rule) in rules_for(realm, kind, state.as_ref()) {
            let Some(receiver) = rule.receiver.as_ref().filter(|_| rule.to.contains(role)) else { continue };
            let (word, made) = (realm.word(receiver)?, realm.word(&own.id)?);
            let known = self.data.read(|tx| has_one(tx, realm, of, (made, word, person)))?;
            if !known {
                found.extend(self.confirming_to(realm, of, (own, rule, person))?);
            }
        }
        Ok(found)
    }

    fn confirming_to<'a>(
        &self,
        realm: &'a Realm,
        (owner, _): part::Of,
        (kind, rule, person): (&'a ObjectKind, &'a Confirmation, i64),
    ) -> Result<Option<Confirming<'a>>, GateError> {
        let (row, sealed) = self.data.read(|tx| {
            let row = store::subject(tx, realm.number, person)?;
            Ok::<_, GateError>((row, store::sealed(tx, realm.number, person)?))
        })?;
        let (Some(row), Some(key)) = (row, self.subject_key(realm, person)?) else { return Ok(None) };
        let (terms, upkeep) = (Terms::of(&row, self.today()), Upkeep::of(realm, person));
        let mut opened = Vec::new();
        for one in &sealed {
            opened.push(retention::living(realm, upkeep.items(&key, one)?, &terms, self.clock.now()));
        }
        let object = self.next_number(realm)?;
        let line = ConfirmationLine { owner, object }.written()?;
        let mail = self.mail_row(realm, (person, &key), &line)?;
        let lang = language_of(realm, &opened);
        Ok(Some(Confirming { kind, rule, object, to: person, lang, mail }))
    }

    /// A confirmation whose turn to be sent has come; `None` when it is no longer there, or the person has no address or may not
    /// be written to. The entry is durable before the address is opened.
    pub fn confirmation(
        &self,
        waiting: &Outgoing,
        line: &ConfirmationLine,
    ) -> Result<Option<Confirmed>, GateError> {
        let realm = &*self.realm(&waiting.register)?;
        let row = self.data.read(|tx| store::object(tx, realm.number, line.owner, line.object))?;
        let (Some(row), Some(key)) = (row, self.subject_key(realm, line.owner)?) else { return Ok(None) };
        let Some(rule) = realm.kind(row.kind).and_then(|kind| kind.confirmation.as_ref()) else {
            return Ok(None);
        };
        let Some(purpose) = realm.rules().purpose(&rule.purpose) else { return Ok(None) };
        let Some(person) = self.addressee(realm, purpose, waiting.subject())? else { return Ok(None) };
        let body = Upkeep::of(realm, line.owner).object(realm, &key, &row)?;
        let text = |id: &ItemId| -> Result<Personal, GateError> {
            let stored = body.items.get(realm.word(id)?).and_then(|stored| stored.values.first());
            Ok(Personal::new(stored.map(|value| value.normal.clone()).unwrap_or_default()))
        };
        let (title, words) = (text(&rule.title_item)?, text(&rule.text_item)?);
        let language = first(realm, &person.opened, ItemType::Language, |_| true);
        Ok(Some(Confirmed { to: person.to, language, title, words }))
    }
}

/// Writes what is confirmed, in the unit of work that brought the object into its state.
pub(super) fn write(
    tx: &mut Tx<'_>,
    writing: &Writing<'_>,
    key: &SubjectKey,
    (of, all): (part::Of, &[Confirming<'_>]),
) -> Result<(), GateError> {
    if all.is_empty() {
        return Ok(());
    }
    let realm = writing.realm;
    let row = store::object(tx, realm.number, of.0, of.1)?.ok_or(GateError::Absent)?;
    let confirmed = writing.rework_object(key, &row)?;
    for one in all {
        let made = one.made(writing, (of, &confirmed))?;
        let row = super::objects::seal(realm, key, made.0, &made.1)?;
        store::add_objects(tx, realm.number, &[row])?;
        if let Some(receiver) = &one.rule.receiver {
            let link = (one.to, realm.word(receiver)?);
            part::add_subject(tx, realm.number, (of.0, one.object), link)?;
        }
        post::add(tx, &one.mail, one.mail.made)?;
    }
    Ok(())
}

impl Confirming<'_> {
    fn made(
        &self,
        writing: &Writing<'_>,
        ((owner, parent), confirmed): (part::Of, &ObjectBody),
    ) -> Result<(ObjectRow, ObjectBody), GateError> {
        let realm = writing.realm;
        let now = writing.now().as_millisecond();
        let source = self.kind.sources.first().map_or(Ok(confirmed.source), |source| realm.word(source))?;
        let mut items = Items::default();
        let texts = [
            (&self.rule.title_item, self.rule.title.get(self.lang).to_owned()),
            (&self.rule.text_item, self.words(realm, confirmed)?),
        ];
        for (id, text) in texts {
            let longest = self.kind.items.iter().find(|item| item.id == *id).and_then(|item| item.max_length);
            let longest = longest.map_or(usize::MAX, |longest| longest as usize);
            let normal = Zeroizing::new(text.chars().take(longest).collect::<String>());
            let value = StoredValue { normal, label: None, source, recorded: now, because: Vec::new() };
            items.0.push(StoredItem { item: realm.word(id)?, changed: 1, values: vec![value] });
        }
        let kind = realm.word(&self.kind.id)?;
        let state = self.kind.states.first().map(|state| realm.word(&state.id)).transpose()?;
        let starts = day_number(writing.gate.today());
        let body = ObjectBody {
            kind,
            source,
            recorded: now,
            state,
            parent: Some(parent),
            starts,
            ends: None,
            items,
            lines: Vec::new(),
        };
        let row = ObjectRow {
            subject: owner,
            object: self.object,
            kind,
            state,
            parent: Some(parent),
            starts,
            ends: None,
            assigned: None,
            version: 1,
            body: Vec::new(),
        };
        Ok((row, body))
    }

    /// The message: what the statement says, what is confirmed, its state and day, and what every object of the kind has.
    fn words(&self, realm: &Realm, confirmed: &ObjectBody) -> Result<String, GateError> {
        let lang = self.lang;
        let kind = realm.kind(confirmed.kind).ok_or(GateError::Absent)?;
        let state: Option<ChoiceId> = confirmed.state.map(|state| realm.id(state)).transpose()?;
        let state = kind.states.iter().find(|one| Some(&one.id) == state.as_ref());
        let mut lines = vec![self.rule.text.get(lang).to_owned(), String::new()];
        let name = kind.name.get(lang);
        lines
            .push(state.map_or_else(|| name.to_owned(), |state| format!("{name}: {}", state.name.get(lang))));
        for one in kind.items.iter().filter(|one| one.required && one.mask.is_none()) {
            let Some(stored) = confirmed.items.get(realm.word(&one.id)?) else { continue };
            let shown: Vec<_> =
                stored.values.iter().map(|value| item::show(one, &value.normal, lang).to_string()).collect();
            lines.push(format!("{}: {}", one.name.get(lang), shown.join("; ")));
        }
        lines.push(notice::day(day(confirmed.starts)?, lang));
        Ok(lines.join("\n"))
    }
}

/// Kinds that confirm a kind in a state.
fn rules_for<'a>(
    realm: &'a Realm,
    kind: &ObjectKind,
    state: Option<&ChoiceId>,
) -> Vec<(&'a ObjectKind, &'a Confirmation)> {
    let Some(state) = state else { return Vec::new() };
    let kinds = realm.statement().objects.iter().filter(|own| own.parents.contains(&kind.id));
    kinds
        .filter_map(|own| Some((own, own.confirmation.as_ref()?)))
        .filter(|(_, rule)| rule.states.contains(state))
        .collect()
}

fn linked_in(tx: &mut Tx<'_>, realm: &Realm, of: part::Of, roles: &[Word]) -> Result<Vec<i64>, GateError> {
    let linked = part::subjects(tx, realm.number, of)?;
    Ok(linked.into_iter().filter(|(_, role)| roles.contains(role)).map(|(subject, _)| subject).collect())
}

/// Whether somebody has a confirmation of a kind about an object already.
fn has_one(
    tx: &mut Tx<'_>,
    realm: &Realm,
    (owner, parent): part::Of,
    (kind, receiver, person): (Word, Word, i64),
) -> Result<bool, GateError> {
    for ((whose, number), role) in part::of_subject(tx, realm.number, person)? {
        if whose != owner || role != receiver {
            continue;
        }
        let row = store::object(tx, realm.number, owner, number)?;
        if row.is_some_and(|row| row.kind == kind && row.parent == Some(parent)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A confirmation says what was sent: nobody writes or changes one by hand.
pub(super) fn made_by_itself() -> ItemProblem {
    problem_at(
        "kind",
        problem(
            "made-by-itself",
            [
                "Vahvistus syntyy itsestään, kun vahvistettavan tila muuttuu, eikä muutu enää.",
                "En bekräftelse uppstår av sig själv när tillståndet ändras, och ändras inte mer.",
                "A confirmation is made by itself when a state changes, and does not change any more.",
            ],
            [
                "Muuta vahvistettavan tilaa.",
                "Ändra tillståndet hos det som bekräftas.",
                "Change the state of what is to be confirmed.",
            ],
        ),
    )
}
