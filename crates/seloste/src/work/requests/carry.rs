//! Carries out what was granted, by the verb that the right needs, and says in the case that it is done. Not here: whether
//! it may be (the decision, in the case).

use super::{letter, problem};
use crate::{messages::leaving as say, work::mentions};
use seloste_gate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectRef, PermissionChange, PermissionKind, Set, SubjectRef},
    erasure::{Course, Erasure, Portion, What, Why},
    request::{Move, OpenedRequest, RequestLine, RequestRef},
};
use seloste_register::{
    id::{ConsentId, ItemId, ProhibitionId},
    right::{
        RightKind,
        case::{State, Step},
    },
    statement::{Rules, model::Channel},
    text::{Lang, Text},
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is done.
#[derive(Debug, Clone)]
pub enum Deed {
    /// A prohibition is set, or a consent withdrawn, in one channel or all.
    Permission(PermissionKind, Option<Channel>),
    /// Every consent in force is withdrawn.
    WithdrawAll,
    /// The person is erased.
    Erase,
    /// A part of what is held is erased (R5-130).
    ErasePart(Portion),
    /// The use of the person's data is restricted.
    Restrict,
    /// Something that was done by its own page or verb; said in words.
    Elsewhere(String),
}

/// What is done, as it is typed: one of these.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = CarryOut)]
pub struct TypedDeed {
    /// Set this prohibition.
    #[schema(value_type = Option<String>)]
    pub prohibition: Option<ProhibitionId>,
    /// Take this consent back.
    #[schema(value_type = Option<String>)]
    pub consent: Option<ConsentId>,
    /// `erase` or `restrict` the person, or `withdraw-all` consents that are in force.
    #[schema(example = "restrict")]
    pub act: Option<String>,
    /// For `erase`: only these items, with their earlier values.
    #[schema(value_type = Vec<String>)]
    pub items: Vec<ItemId>,
    /// For `erase`: only these objects of the person, by name, or objects of others out of which the card goes.
    pub objects: Vec<String>,
    /// What was done by another call, in words. Stored sealed.
    #[schema(max_length = 20000)]
    pub words: Option<String>,
}

impl TypedDeed {
    /// The deed that was typed.
    ///
    /// # Errors
    /// When it is none of those, or several.
    pub fn read(self) -> Result<Deed, GateError> {
        let permission = |what| Deed::Permission(what, None);
        let mut all = Vec::new();
        all.extend(self.prohibition.map(|id| permission(PermissionKind::Prohibition(id))));
        all.extend(self.consent.map(|id| permission(PermissionKind::Consent(id))));
        all.extend(self.words.filter(|words| !words.trim().is_empty()).map(Deed::Elsewhere));
        let part = !self.items.is_empty() || !self.objects.is_empty();
        match self.act.as_deref() {
            None | Some("") if !part => {}
            Some("erase") if !part => all.push(Deed::Erase),
            Some("erase") => {
                let objects = self.objects.into_iter().map(ObjectRef).collect();
                all.push(Deed::ErasePart(Portion { items: self.items, objects }));
            }
            Some("restrict") if !part => all.push(Deed::Restrict),
            Some("withdraw-all") if !part => all.push(Deed::WithdrawAll),
            None | Some(_) => return Err(other_right()),
        }
        match (all.pop(), all.is_empty()) {
            (Some(one), true) => Ok(one),
            _ => Err(other_right()),
        }
    }
}

/// Carries out what was decided. A case that is not decided, or not about anybody, changes nothing. What stays of an erased person, why
/// and until when, is put into the case in a language, for the answer.
///
/// # Errors
/// What stands in the way, or as the verb of the right says.
pub fn carry_out(
    (gate, rules): (&Gate, &Rules),
    ask: &Ask,
    request: &RequestRef,
    (deed, lang): (Deed, Lang),
) -> Result<RequestLine, GateError> {
    let opened = gate.open_request(ask, request)?;
    if opened.case.state != State::Decided || opened.case.done {
        return Err(not_now());
    }
    let done = Move::new(Step::Done);
    let done = match deed {
        Deed::Permission(what, channel) => {
            set_permission(gate, ask, &opened, (what, channel))?;
            done
        }
        Deed::WithdrawAll if withdraws(opened.case.kind) => {
            gate.withdraw_consents(ask, subject(&opened)?, (opened.line.channel, None))?;
            done
        }
        Deed::Erase if opened.case.kind == RightKind::Erase => {
            let told = mentions::erase(gate, ask, subject(&opened)?, mentions::A_MOMENT)?;
            with_remains(done, (rules, &told, lang))
        }
        Deed::ErasePart(portion) if opened.case.kind == RightKind::Erase => {
            gate.erase_part(ask, subject(&opened)?, &portion)?;
            done
        }
        Deed::Restrict if opened.case.kind == RightKind::Restrict => {
            gate.restrict(ask, subject(&opened)?, Set::InForce)?;
            done
        }
        Deed::WithdrawAll | Deed::Erase | Deed::ErasePart(_) | Deed::Restrict => return Err(other_right()),
        Deed::Elsewhere(words) if !words.trim().is_empty() => done.saying(&words),
        Deed::Elsewhere(_) => return Err(other_right()),
    };
    gate.step_request(ask, request, &done)
}

fn with_remains(done: Move, (rules, told, lang): (&Rules, &Erasure, Lang)) -> Move {
    match remains(rules, told, lang) {
        Some(words) => done.saying(&words),
        None => done,
    }
}

/// What an erasure leaves, a line each; `None` when nothing stays.
fn remains(rules: &Rules, told: &Erasure, lang: Lang) -> Option<String> {
    let waits = (told.course == Course::Waits).then(|| say::WAITS.get(lang).to_owned());
    let stays = told.stays.iter().map(|kept| {
        let why = match &kept.why {
            Why::Law { name, source } => format!("{} ({source})", name.get(lang)),
            Why::Case => say::CASE.get(lang).to_owned(),
        };
        let (what, until) = (part_name(rules, &kept.what, lang), letter::day(kept.until, lang));
        let words = [("what", what), ("many", &kept.many.to_string()), ("why", &why), ("until", &until)];
        say::STAYS_LINE.fill(lang, &words)
    });
    let lines: Vec<String> = waits.into_iter().chain(stays).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What a part of somebody's data is called.
pub(crate) fn part_name<'r>(rules: &'r Rules, what: &'r What, lang: Lang) -> &'r str {
    match what {
        What::Category(id) => rules.category(id).map_or(id.as_str(), |one| one.name.get(lang)),
        What::Objects(id) => rules.object(id).map_or(id.as_str(), |one| one.name.get(lang)),
        What::Permissions => say::PERMISSIONS.get(lang),
        What::Past => say::PAST.get(lang),
        What::Reasons => say::REASONS.get(lang),
        What::Undeclared => say::UNDECLARED.get(lang),
    }
}

fn set_permission(
    gate: &Gate,
    ask: &Ask,
    opened: &OpenedRequest,
    (what, channel): (PermissionKind, Option<Channel>),
) -> Result<(), GateError> {
    let set = match (&what, opened.case.kind) {
        (PermissionKind::Prohibition(_), RightKind::Object) => Set::InForce,
        (PermissionKind::Consent(_), kind) if withdraws(kind) => Set::TakenBack,
        _ => return Err(other_right()),
    };
    let by = opened.line.channel;
    gate.permit(ask, subject(opened)?, PermissionChange { what, channel, set, by, notice: None })
}

/// Whether taking consents back carries out a right.
pub(crate) const fn withdraws(kind: RightKind) -> bool {
    matches!(kind, RightKind::WithdrawConsent | RightKind::Object)
}

fn subject(opened: &OpenedRequest) -> Result<&SubjectRef, GateError> {
    opened.subject.as_ref().ok_or_else(not_now)
}

fn not_now() -> GateError {
    problem(
        "step",
        "case-not-now",
        Text::new(
            "Pyyntöä ei ole vielä hyväksytty, sitä ei ole liitetty henkilöön, tai se on jo toteutettu.",
            "Begäran är inte bifallen ännu, inte kopplad till en person, eller redan utförd.",
            "The request is not granted yet, not linked to a person, or already carried out.",
        ),
        Text::new("Katso asian tila.", "Se i vilket skede ärendet är.", "Look at the state of the case."),
    )
}

fn other_right() -> GateError {
    problem(
        "deed",
        "other-right",
        Text::new(
            "Tämä ei toteuta tätä oikeutta.",
            "Det här uppfyller inte den här rätten.",
            "This does not carry out this right.",
        ),
        Text::new(
            "Kielto toteuttaa vastustamisen, suostumuksen peruutus peruuttamisen; muusta kerrotaan sanoin, mitä tehtiin.",
            "Ett förbud uppfyller en invändning, ett återkallande ett återkallande; för annat anges i ord vad som gjordes.",
            "A prohibition carries out an objection, a withdrawal a withdrawal; of anything else say in words what was done.",
        ),
    )
}
