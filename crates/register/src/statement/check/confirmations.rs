//! Rules about confirmations: what they confirm, whom they reach, for what (claim R5-011).

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::{ItemId, LinkId},
    statement::model::{Channel, Confirmation, ItemType, ObjectKind, PurposeClass, Visibility},
    text::Text,
};

impl Check<'_> {
    pub(super) fn confirmations(&mut self) {
        for (at, object) in self.filled.objects.iter().enumerate() {
            if let Some(rule) = &object.confirmation {
                let path = format!("object[{at}].confirmation");
                self.confirmation(&path, object, rule);
                self.confirmed_for(&path, object, rule);
            }
        }
    }

    /// It belongs to what it confirms, and has room for the message and those who get it.
    fn confirmation(&mut self, path: &str, object: &ObjectKind, rule: &Confirmation) {
        let filled = self.filled;
        let parents: Vec<&ObjectKind> =
            filled.objects.iter().filter(|kind| object.parents.contains(&kind.id)).collect();
        let texts =
            |id: &ItemId| object.items.iter().any(|item| item.id == *id && item.item_type == ItemType::Text);
        let leads = |kind: &ObjectKind, id: &LinkId| {
            kind.links.iter().any(|link| link.id == *id && !link.groups.is_empty())
        };
        let known = |id: &LinkId| parents.iter().any(|kind| leads(kind, id));
        let stated = rule
            .states
            .iter()
            .all(|id| parents.iter().any(|kind| kind.states.iter().any(|state| state.id == *id)));
        let open = parents.iter().all(|kind| kind.visibility.iter().all(|it| *it == Visibility::Open));
        let wrong = [
            ("states", !rule.states.is_empty() && stated),
            ("to", rule.to.iter().all(known)),
            ("receiver", rule.receiver.is_some() != rule.to.is_empty()),
            ("receiver", rule.receiver.as_ref().is_none_or(|id| leads(object, id))),
            ("title-item", texts(&rule.title_item)),
            ("text-item", texts(&rule.text_item) && rule.text_item != rule.title_item),
        ];
        for (key, _) in wrong.into_iter().filter(|(_, fits)| !fits) {
            self.at(&format!("{path}.{key}"), confirms_nothing(&object.name));
        }
        if !object.parent_required || object.period || !open {
            self.at(path, confirms_nothing(&object.name));
        }
    }

    /// It serves, and its purpose reaches people by mail.
    fn confirmed_for(&mut self, path: &str, object: &ObjectKind, rule: &Confirmation) {
        let Some(purpose) = self.filled.purposes.iter().find(|one| one.id == rule.purpose) else {
            if !self.unsure("purpose") {
                self.at(&format!("{path}.purpose"), confirms_nothing(&object.name));
            }
            return;
        };
        let serves = purpose.class == PurposeClass::Service && purpose.channels.contains(&Channel::Email);
        if !serves || !object.purposes.contains(&purpose.id) {
            self.at(&format!("{path}.purpose"), confirms_for_another(&object.name, &purpose.name));
        }
    }
}

fn confirms_nothing(kind: &Text) -> Problem {
    Problem::error(
        "confirmation-of-nothing",
        text(
            format!("”{}” ei voi vahvistaa mitään, koska tästä puuttuu jotakin.", kind.fi),
            format!("”{}” kan inte bekräfta något, eftersom något saknas här.", kind.sv),
            format!("“{}” can't confirm anything, because something is missing here.", kind.en),
        ),
        Text::new(
            "Vahvistus kuuluu aina johonkin (parents, parent-required = true), jolla on luetellut tilat (states) ja linkit (to) ja joka ei ole suljettu; vahvistuksella on kaksi tekstitietoa, linkki saajille (receiver), jos to on annettu, eikä kestoa (period).",
            "En bekräftelse hör alltid till något (parents, parent-required = true) som har de angivna tillstånden (states) och länkarna (to) och inte är slutet; den har två textuppgifter, en länk för mottagarna (receiver) om to anges, och ingen varaktighet (period).",
            "A confirmation always belongs to something (parents, parent-required = true) that has the listed states and the links of to and is never closed; it has two text items, a link for those who get it (receiver) if to is given, and no period.",
        ),
    )
}

fn confirms_for_another(kind: &Text, purpose: &Text) -> Problem {
    Problem::error(
        "confirmation-for-another-purpose",
        text(
            format!("Vahvistusta ”{}” ei voi lähettää käyttötarkoitukseen ”{}”.", kind.fi, purpose.fi),
            format!("Bekräftelsen ”{}” kan inte skickas för ändamålet ”{}”.", kind.sv, purpose.sv),
            format!("The confirmation “{}” can't be sent for “{}”.", kind.en, purpose.en),
        ),
        Text::new(
            "Valitse käyttötarkoitus, joka on luokaltaan palvelua (class = \"service\"), jolla on channels = [\"email\"] ja joka on lajin omissa (purposes). Mainonta ei ole vahvistus.",
            "Välj ett ändamål av klassen tjänst (class = \"service\") som har channels = [\"email\"] och hör till slagets egna (purposes). Reklam är ingen bekräftelse.",
            "Choose a purpose of class = \"service\" that has channels = [\"email\"] and is among the kind's own purposes. Advertising is no confirmation.",
        ),
    )
}
