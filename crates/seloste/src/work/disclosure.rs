//! Giving data to others, as the edges handle it: what was typed becomes a draft; how a notice to a recipient stands. Not here:
//! whether somebody may be given something (the gate).

use super::statements;
use crate::store::{account, version};
use jiff::{SignedDuration, Timestamp};
use seloste_gate::{
    Gate, GateError,
    ask::{Actor, Ask},
    card::SubjectRef,
    clock,
    disclosures::{Disclosed, DisclosureDraft, Moved, NoticeStep, Parcel, Receiver, RecipientNotice},
    errors::ItemProblem,
    import::Met,
};
use seloste_register::{
    diagnostics::Problem,
    id::{CategoryId, ItemId, PurposeId, RecipientId, RegisterId},
    statement::model::DisclosureGround,
    text::Text,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A recipient is told without delay: after so long it is late.
const TOLD_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A recipient that has not confirmed after so long is reminded, and again after as long.
const CONFIRMED_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What is to be given to whom, as it is typed. A recipient that the statement declares, for one of its purposes; or somebody
/// else, once, on a ground.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewDisclosure)]
pub struct Typed {
    /// A recipient that the statement declares.
    pub recipient: Option<String>,
    /// For which of its purposes.
    pub purpose: Option<String>,
    /// Somebody else: the name. Stored sealed.
    #[schema(max_length = 500)]
    pub to: Option<String>,
    /// On what ground: law, own-request or authority.
    #[schema(example = "authority")]
    pub ground: Option<String>,
    /// The provision of law, or the request and how the person proved who they are. Stored sealed.
    #[schema(max_length = 500)]
    pub provision: Option<String>,
    /// The number under which the receiver keeps the matter. Needed where a second person agrees to what an authority gets.
    /// Stored sealed.
    #[schema(max_length = 100)]
    pub case_number: Option<String>,
    /// Categories to give: these alone.
    pub categories: Vec<String>,
    /// Why nothing is given: the refusal is put on record instead. Stored sealed.
    #[schema(max_length = 2000)]
    pub refuse: Option<String>,
}

/// The account that asks, with its roles in another register.
pub type There<'a> = &'a dyn Fn(&RegisterId) -> Result<Actor, GateError>;

/// What became of what was typed.
pub enum Outcome {
    /// It is given.
    Given(Parcel),
    /// The recipient is a register of this installation: the person is copied there.
    Copied(Moved),
    /// It waits for a second person, under this number.
    Waiting(i64),
    /// It is refused, and on record under this number.
    Refused(i64),
}

/// A disclosure as it can be gone over again: which version of the statement held, and which items its categories had in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The version of the statement; `None` when none is on record for the day.
    pub statement: Option<i64>,
    /// Items of what was given.
    pub items: BTreeMap<CategoryId, Vec<ItemId>>,
    /// User name of who gave it.
    pub by: Option<String>,
    /// User name of who went over it.
    pub checked_by: Option<String>,
}

/// Lays disclosures open, in their order (claim R5-017).
///
/// # Errors
/// When the database fails.
pub fn replayed(gate: &Gate, register: &RegisterId, given: &[Disclosed]) -> Result<Vec<Replayed>, GateError> {
    let versions = gate.data().read(|tx| version::all(tx, register))?;
    let mut catalogues: BTreeMap<i64, BTreeMap<CategoryId, Vec<ItemId>>> = BTreeMap::new();
    let mut laid = Vec::new();
    for one in given {
        let held =
            |it: &&version::Version| it.since <= one.given && it.until.is_none_or(|end| one.given < end);
        let found = versions.iter().find(held);
        let catalogue = match found {
            Some(found) => {
                catalogues.entry(found.number).or_insert_with(|| catalogue(&found.text, one.given))
            }
            None => &mut BTreeMap::new(),
        };
        let items =
            one.categories.iter().map(|id| (id.clone(), catalogue.get(id).cloned().unwrap_or_default()));
        let items = items.collect();
        let name =
            |id| gate.data().read(|tx| account::by_id(tx, id)).map(|found| found.map(|it| it.user_name));
        laid.push(Replayed {
            statement: found.map(|found| found.number),
            items,
            by: name(one.by)?,
            checked_by: one.checked.map(|(_, by)| name(by)).transpose()?.flatten(),
        });
    }
    Ok(laid)
}

/// Which items each category has in a version of a statement.
fn catalogue(text: &str, at: Timestamp) -> BTreeMap<CategoryId, Vec<ItemId>> {
    let day = clock::day(at);
    let mut items: BTreeMap<CategoryId, Vec<ItemId>> = BTreeMap::new();
    if let Some(rules) = statements::read_text(text, day).rules {
        for item in &rules.statement().items {
            if let Some(category) = &item.category {
                items.entry(category.clone()).or_default().push(item.id.clone());
            }
        }
    }
    items
}

/// What programs are told of a disclosure, beside its sealed words.
#[must_use]
pub fn told(one: &Disclosed, laid: &Replayed, words: &str) -> Value {
    let items: BTreeMap<&str, Vec<&str>> = laid
        .items
        .iter()
        .map(|(id, items)| (id.as_str(), items.iter().map(|id| id.as_str()).collect()))
        .collect();
    json!({
        "given": one.given.to_string(),
        "recipient": one.recipient.as_ref().map(|id| id.as_str()),
        "words": words,
        "ground": one.ground,
        "categories": one.categories.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "items": items,
        "statement": laid.statement,
        "reference": one.reference,
        "by": laid.by,
        "log": one.in_log.as_str(),
        "checked": one.checked.map(|(at, _)| at.to_string()),
        "checked_by": laid.checked_by,
    })
}

/// Gives what was typed, puts it forward where a second person must agree, or puts its refusal on record.
///
/// # Errors
/// What is wrong with it, or as the gate says.
pub fn make(
    gate: &Gate,
    ask: &Ask,
    subject: &SubjectRef,
    (typed, there): (Typed, There<'_>),
) -> Result<Outcome, GateError> {
    let refused = typed.refuse.clone().filter(|why| !why.trim().is_empty());
    let draft = typed.read()?;
    if let Some(why) = refused {
        return gate.refuse_to_give(ask, subject, (&draft, &why)).map(Outcome::Refused);
    }
    give(gate, ask, subject, (&draft, there))
}

/// Gives what a draft says, or puts it forward where a second person must agree; into another register of the installation where the
/// recipient is one (R3-015).
///
/// # Errors
/// As the gate says.
pub fn give(
    gate: &Gate,
    ask: &Ask,
    subject: &SubjectRef,
    (draft, there): (&DisclosureDraft, There<'_>),
) -> Result<Outcome, GateError> {
    if gate.needs_second_person(ask, draft)? {
        return gate.put_forward(ask, subject, draft).map(Outcome::Waiting);
    }
    match gate.takes_into(ask, draft) {
        Some(register) => gate.copy_over(ask, subject, (draft, there(&register)?)).map(Outcome::Copied),
        None => gate.give_out(ask, subject, draft).map(Outcome::Given),
    }
}

/// A copy for programs.
#[must_use]
pub fn copied_in_json(moved: &Moved) -> serde_json::Value {
    serde_json::json!({
        "reference": moved.reference,
        "copied-to": moved.subject.0,
        "was-there": moved.met != Met::Created,
        "left-out": moved.left_out.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "prohibitions": moved.prohibitions,
    })
}

impl Typed {
    /// The draft that was typed.
    ///
    /// # Errors
    /// What is missing, or not of a list.
    pub fn read(self) -> Result<DisclosureDraft, GateError> {
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let categories = self.categories.iter().map(|id| CategoryId::new(id));
        let categories = categories.collect::<Result<Vec<_>, _>>().map_err(|_| not_one("categories"))?;
        let to = match (given(self.recipient), given(self.to)) {
            (Some(recipient), None) => Receiver::Declared {
                recipient: RecipientId::new(&recipient).map_err(|_| not_one("recipient"))?,
                purpose: PurposeId::new(&given(self.purpose).unwrap_or_default())
                    .map_err(|_| not_one("purpose"))?,
            },
            // A purpose that nothing is held against must not look as if it were (R4-049).
            (None, Some(_)) if given(self.purpose.clone()).is_some() => return Err(not_one("purpose")),
            (None, Some(name)) => Receiver::Single {
                name,
                ground: ground(given(self.ground).as_deref()).ok_or_else(|| not_one("ground"))?,
                provision: given(self.provision).unwrap_or_default(),
                case_number: given(self.case_number),
            },
            _ => return Err(not_one("recipient, to")),
        };
        Ok(DisclosureDraft { to, categories })
    }
}

/// A ground by its name.
#[must_use]
pub fn ground(name: Option<&str>) -> Option<DisclosureGround> {
    match name? {
        "law" => Some(DisclosureGround::Law),
        "own-request" => Some(DisclosureGround::OwnRequest),
        "authority" => Some(DisclosureGround::Authority),
        _ => None,
    }
}

/// What was done about a notice, by its name: told, reminded or receipt.
#[must_use]
pub fn step(name: &str) -> Option<NoticeStep> {
    match name {
        "told" => Some(NoticeStep::Told),
        "reminded" => Some(NoticeStep::Reminded),
        "receipt" => Some(NoticeStep::Receipt),
        _ => None,
    }
}

/// How a notice that is not confirmed stands, by code: `to-tell`, `late`, `told`, `remind`.
#[must_use]
pub fn stand(notice: &RecipientNotice, now: Timestamp) -> &'static str {
    let since = |at: Timestamp| now.duration_since(at);
    match (notice.told, notice.reminded) {
        (None, _) if since(notice.made) > TOLD_WITHIN => "late",
        (None, _) => "to-tell",
        (Some(told), reminded) if since(reminded.unwrap_or(told)) > CONFIRMED_WITHIN => "remind",
        (Some(_), _) => "told",
    }
}

fn not_one(part: &str) -> GateError {
    let problem = Problem::error(
        "not-declared",
        Text::new(
            "Tieto puuttuu, tai rekisteriseloste ei tunne sitä.",
            "Uppgiften saknas, eller så känner registerbeskrivningen inte till den.",
            "This is missing, or the statement does not know it.",
        ),
        Text::new(
            "Nimeä joko selosteen vastaanottaja ja sen tarkoitus, tai muu saaja, peruste ja säännös.",
            "Ange antingen en mottagare i beskrivningen och dess ändamål, eller en annan mottagare, grund och bestämmelse.",
            "Name either a declared recipient and its purpose, or another receiver, the ground and the provision.",
        ),
    );
    GateError::Problems(vec![ItemProblem { item: part.to_owned(), problem }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use seloste_gate::disclosures::NoticeKind;

    #[test]
    fn r3_023_a_recipient_that_does_not_confirm_is_reminded() {
        let at = |day: i8| jiff::civil::date(2026, 11, day).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
        let mut notice = RecipientNotice {
            number: 1,
            recipient: None,
            reference: "d-1".to_owned(),
            kind: NoticeKind::Corrected,
            made: at(1),
            told: None,
            reminded: None,
            receipt: None,
        };
        assert_eq!((stand(&notice, at(2)), stand(&notice, at(9))), ("to-tell", "late"));
        notice.told = Some(at(2));
        assert_eq!((stand(&notice, at(10)), stand(&notice, at(20))), ("told", "remind"));
        notice.reminded = Some(at(20));
        assert_eq!(stand(&notice, at(21)), "told");
    }
}
