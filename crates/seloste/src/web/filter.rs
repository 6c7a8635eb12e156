//! Filters of a list. What stands in an address is declared names and days; words about people are posted.

use crate::{
    messages::person as say,
    web::{desk::Desk, form::Fields, when},
};
use maud::{Markup, html};
use seloste_gate::card::Filter;
use seloste_register::{
    id::{AreaId, ChoiceId, GroupId, ObjectKindId},
    text::Lang,
};

/// Filters as written in an address or a form.
pub(crate) fn read(fields: &Fields) -> Filter {
    let words = fields.get("words").trim();
    Filter {
        group: GroupId::new(fields.get("group")).ok(),
        area: AreaId::new(fields.get("area")).ok(),
        object: ObjectKindId::new(fields.get("object")).ok(),
        state: ChoiceId::new(fields.get("state")).ok(),
        in_force_on: when::read_day(fields.get("on")),
        with_closed: fields.has("closed"),
        words: (!words.is_empty()).then(|| words.to_owned()),
    }
}

/// The part of a filter that may stand in an address.
pub(crate) fn query(filter: &Filter) -> String {
    let mut parts = Vec::new();
    let mut put =
        |name: &str, value: Option<String>| parts.extend(value.map(|value| format!("{name}={value}")));
    put("group", filter.group.as_ref().map(ToString::to_string));
    put("area", filter.area.as_ref().map(ToString::to_string));
    put("object", filter.object.as_ref().map(ToString::to_string));
    put("state", filter.state.as_ref().map(ToString::to_string));
    put("on", filter.in_force_on.map(|day| day.to_string()));
    put("closed", filter.with_closed.then(|| "1".to_owned()));
    parts.join("&")
}

/// The same as hidden fields, words included.
pub(crate) fn hidden(filter: &Filter) -> Markup {
    html! {
        @for pair in query(filter).split('&').filter_map(|pair| pair.split_once('=')) {
            input type="hidden" name=(pair.0) value=(pair.1);
        }
        @if let Some(words) = &filter.words { input type="hidden" name="words" value=(words); }
    }
}

/// Which fields a form of filters has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum With {
    /// Words too: for rows.
    Words,
    /// Declared names and days alone: for totals.
    Names,
}

/// The fields.
pub(crate) fn fields(desk: &Desk<'_>, filter: &Filter, with: With) -> Markup {
    let statement = desk.rules.statement();
    let kinds: Vec<_> =
        statement.objects.iter().filter(|kind| kind.purposes.contains(&desk.ask.purpose)).collect();
    let states =
        kinds.iter().filter(|kind| filter.object.as_ref() == Some(&kind.id)).flat_map(|kind| &kind.states);
    let states: Vec<_> = states.collect();
    let group = statement.subject_groups.iter().map(|one| (one.id.as_str(), desk.read(&one.name)));
    let area = statement.areas.iter().map(|one| (one.id.as_str(), desk.read(&one.name)));
    let object = kinds.iter().map(|one| (one.id.as_str(), desk.read(&one.name)));
    let state = states.iter().map(|one| (one.id.as_str(), desk.read(&one.name)));
    let on = filter.in_force_on.map(|day| when::day(day, Lang::Fi)).unwrap_or_default();
    html! {
        @if with == With::Words {
            div.field {
                label for="words" { (desk.say(&say::WORDS)) }
                input #words name="words" type="search" maxlength="200" autocomplete="off" value=(filter.words.as_deref().unwrap_or_default());
            }
        }
        (select(desk, ("group", desk.say(&say::GROUP)), group.collect(), filter.group.as_ref().map(GroupId::as_str)))
        (select(desk, ("area", desk.say(&say::AREA)), area.collect(), filter.area.as_ref().map(AreaId::as_str)))
        (select(desk, ("object", desk.say(&say::OBJECT_KIND)), object.collect(), filter.object.as_ref().map(ObjectKindId::as_str)))
        (select(desk, ("state", desk.say(&say::STATE)), state.collect(), filter.state.as_ref().map(ChoiceId::as_str)))
        @if kinds.iter().any(|kind| kind.period) {
            div.field {
                label for="on" { (desk.say(&say::IN_FORCE_ON)) }
                input #on name="on" inputmode="decimal" maxlength="10" autocomplete="off" value=(on);
            }
        }
        label.check { input type="checkbox" name="closed" value="1" checked[filter.with_closed]; (desk.say(&say::WITH_CLOSED)) }
    }
}

fn select(
    desk: &Desk<'_>,
    (name, label): (&str, &str),
    options: Vec<(&str, &str)>,
    chosen: Option<&str>,
) -> Markup {
    html! {
        @if options.len() > 1 || (options.len() == 1 && name != "group") {
            div.field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { (desk.say(&say::ALL)) }
                    @for (value, shown) in options { option value=(value) selected[chosen == Some(value)] { (shown) } }
                }
            }
        }
    }
}
