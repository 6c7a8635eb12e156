//! Cards on the terminal: in words for people, in JSON for programs.

use super::output;
use crate::{messages::terminal as say, work::personal};
use jiff::Timestamp;
use seloste_gate::{
    card::{Card, Exact, OpenedCategory, OpenedItem, OpenedObject, Permission, PermissionKind},
    clock,
};
use seloste_register::{
    id::ItemId,
    statement::{Rules, model::Item},
    text::Lang,
};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// Items beside each other in one line.
pub(super) fn items_in_line(items: &[OpenedItem], rules: &Rules, lang: Lang) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::new());
    for opened in items.iter().filter(|opened| !opened.values.is_empty()) {
        let Some(item) = rules.item(&opened.item) else { continue };
        if !line.is_empty() {
            line.push_str(", ");
        }
        line.push_str(&personal::line(opened, item, lang));
    }
    line
}

/// A card in words.
pub(super) fn in_words(card: &Card, rules: &Rules, lang: Lang) {
    let group = rules.statement().subject_groups.iter().find(|group| group.id == card.group);
    let group = group.map_or(card.group.as_str(), |group| group.name.get(lang));
    let closed = card.closed.map(|day| format!(", {}", say::CLOSED.fill(lang, &[("day", &day.to_string())])));
    output::say(&format!("{}  {group}{}", card.subject.0, closed.unwrap_or_default()));
    for category in &card.categories {
        category_in_words(category, rules, lang);
    }
    if !card.permissions.is_empty() {
        output::say(say::PERMISSIONS.get(lang));
    }
    for permission in &card.permissions {
        output::say(&format!("  {}", permission_in_words(permission, rules, lang)));
    }
    if !card.objects.is_empty() {
        output::say(say::OBJECTS.get(lang));
    }
    for object in &card.objects {
        object_in_words(object, rules, lang);
    }
}

fn category_in_words(category: &OpenedCategory, rules: &Rules, lang: Lang) {
    let name =
        rules.category(&category.category).map_or(category.category.as_str(), |found| found.name.get(lang));
    output::say(name);
    let declared = |id: &ItemId| rules.item(id);
    for (opened, item) in category.items.iter().filter_map(|one| Some((one, declared(&one.item)?))) {
        item_in_words("  ", opened, item, lang);
    }
}

fn item_in_words(indent: &str, opened: &OpenedItem, item: &Item, lang: Lang) {
    if !opened.values.is_empty() {
        output::say(&format!(
            "{indent}{}: {}",
            item.name.get(lang),
            personal::line(opened, item, lang).as_str()
        ));
    }
}

fn object_in_words(object: &OpenedObject, rules: &Rules, lang: Lang) {
    let kind = rules.object(&object.kind);
    let name = kind.map_or(object.kind.as_str(), |kind| kind.name.get(lang));
    let state = object.state.as_ref().and_then(|id| kind?.states.iter().find(|state| state.id == *id));
    let state = state.map(|state| format!(", {}", state.name.get(lang))).unwrap_or_default();
    let ends = object.ends.map(|day| format!(" – {day}")).unwrap_or_default();
    output::say(&format!("  {}{ends}  {name}{state}  {}", object.starts, object.object.0));
    let Some(kind) = kind else { return };
    for opened in &object.items {
        if let Some(item) = kind.items.iter().find(|item| item.id == opened.item) {
            item_in_words("    ", opened, item, lang);
        }
    }
    for line in &object.lines {
        for opened in line {
            if let Some(item) = kind.line_items.iter().find(|item| item.id == opened.item) {
                item_in_words("      ", opened, item, lang);
            }
        }
    }
}

fn permission_in_words(permission: &Permission, rules: &Rules, lang: Lang) -> String {
    let statement = rules.statement();
    let (kind, name) = match &permission.what {
        PermissionKind::Consent(id) => {
            let found = statement.consents.iter().find(|consent| consent.id == *id);
            (&say::CONSENT, found.map_or(id.as_str(), |consent| consent.name.get(lang)))
        }
        PermissionKind::Prohibition(id) => {
            let found = statement.prohibitions.iter().find(|prohibition| prohibition.id == *id);
            (&say::PROHIBITION, found.map_or(id.as_str(), |prohibition| prohibition.name.get(lang)))
        }
    };
    let until = permission.until.map(|at| format!(", {}", say::TAKEN_BACK.fill(lang, &[("day", &day(at))])));
    // Of a consent whose evidence is kept apart the year alone (R3-011).
    let given = match permission.exact {
        Exact::Moment => day(permission.from),
        Exact::Year => day(permission.from).chars().take(4).collect(),
    };
    format!("{given} {}: {name}{}", kind.get(lang), until.unwrap_or_default())
}

fn day(at: Timestamp) -> String {
    clock::day(at).to_string()
}

/// A card for programs.
pub(super) fn in_json(card: &Card) -> Value {
    let categories: Map<String, Value> = card
        .categories
        .iter()
        .map(|one| {
            let body =
                json!({ "version": one.version, "may_change": one.may_change, "items": items(&one.items) });
            (one.category.to_string(), body)
        })
        .collect();
    json!({
        "subject": card.subject.0,
        "group": card.group.as_str(),
        "closed": card.closed.map(|day| day.to_string()),
        "areas": card.areas.iter().map(|area| area.as_str()).collect::<Vec<_>>(),
        "categories": categories,
        "objects": card.objects.iter().map(object).collect::<Vec<_>>(),
        "more_objects": card.more_objects.is_some(),
        "permissions": card.permissions.iter().map(permission).collect::<Vec<_>>(),
    })
}

fn items(opened: &[OpenedItem]) -> Map<String, Value> {
    opened.iter().map(|one| (one.item.to_string(), personal::json(one))).collect()
}

fn object(object: &OpenedObject) -> Value {
    json!({
        "object": object.object.0,
        "kind": object.kind.as_str(),
        "parent": object.parent.as_ref().map(|parent| parent.0.as_str()),
        "state": object.state.as_ref().map(|state| state.as_str()),
        "starts": object.starts.to_string(),
        "ends": object.ends.map(|day| day.to_string()),
        "version": object.version,
        "source": object.source.as_str(),
        "items": items(&object.items),
        "lines": object.lines.iter().map(|line| items(line)).collect::<Vec<_>>(),
    })
}

fn permission(permission: &Permission) -> Value {
    let (what, id) = match &permission.what {
        PermissionKind::Consent(id) => ("consent", id.as_str()),
        PermissionKind::Prohibition(id) => ("prohibition", id.as_str()),
    };
    json!({
        "what": what,
        "id": id,
        "channel": permission.channel,
        "one_address": permission.address.is_some(),
        "from": permission.from.to_string(),
        "until": permission.until.map(|at| at.to_string()),
        "exact": match permission.exact {
            Exact::Moment => "moment",
            Exact::Year => "year",
        },
        "by": super::words::way(permission.by),
    })
}
