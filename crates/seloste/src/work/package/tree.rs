//! A package as JSON: names as the statement declares them, values in normal form, so that another program can take it over
//! (GDPR 20(1)).

use super::{Extent, Told};
use crate::work::{personal, requests::recordings};
use seloste_gate::{
    card::{OpenedItem, OpenedObject, Permission, PermissionKind},
    disclosures::Disclosed,
    package::{COVERED, Goes},
    personal::Personal,
    request::{Happened, RequestLine},
};
use seloste_register::{
    id::{CategoryId, RecipientId},
    right::Named as _,
    statement::model::Item,
};
use serde_json::{Map, Value, json};

pub(super) fn json(told: &Told<'_>) -> Value {
    let package = told.package;
    let statement = told.rules.statement();
    let mut tree = json!({
        "register": statement.register.id.as_str(),
        "controller": statement.controller.name,
        "subject": package.subject.0,
        "group": package.group.as_str(),
        "closed": package.closed.map(|day| day.to_string()),
        "areas": package.areas.iter().map(|area| area.as_str()).collect::<Vec<_>>(),
        "made": package.made.to_string(),
        "categories": categories(told),
        "objects": package.objects.iter().filter_map(|one| object(told, one)).collect::<Vec<_>>(),
    });
    if let (Value::Object(tree), Extent::All) = (&mut tree, told.extent) {
        let Value::Object(rest) = beside(told) else { return Value::Null };
        tree.extend(rest);
    }
    tree
}

fn items<'a>(
    told: &Told<'_>,
    opened: impl IntoIterator<Item = &'a OpenedItem>,
    declared: impl Fn(&OpenedItem) -> Option<&'a Item>,
) -> Map<String, Value> {
    let mut map = Map::new();
    for one in opened {
        let Some(item) = declared(one) else { continue };
        let values: Vec<Value> = told.of_item(item, one).into_iter().map(personal::json_value).collect();
        if !values.is_empty() {
            let purposes: Vec<&str> = item.purposes.iter().map(|id| id.as_str()).collect();
            let derived = item.derived.as_ref().map(|rule| rule.get(told.lang));
            map.insert(
                one.item.to_string(),
                json!({ "values": values, "purposes": purposes, "retention": item.retention, "derived": derived }),
            );
        }
    }
    map
}

fn categories(told: &Told<'_>) -> Value {
    let mut map = Map::new();
    for category in &told.package.categories {
        let found = items(told, &category.items, |one| told.rules.item(&one.item));
        let recipients = told.rules.statement().recipients.iter();
        let recipients = recipients.filter(|one| one.categories.contains(&category.category));
        let recipients: Vec<&str> = recipients.map(|one| one.id.as_str()).collect();
        map.insert(category.category.to_string(), json!({ "items": found, "recipients": recipients }));
    }
    Value::Object(map)
}

fn object(told: &Told<'_>, opened: &OpenedObject) -> Option<Value> {
    let kind = told.rules.object(&opened.kind)?;
    let declared = |one: &OpenedItem| kind.items.iter().find(|item| item.id == one.item);
    let of_line = |one: &OpenedItem| kind.line_items.iter().find(|item| item.id == one.item);
    let found = items(told, &opened.items, declared);
    if found.is_empty() && told.extent == Extent::Given {
        return None;
    }
    let lines: Vec<Value> =
        opened.lines.iter().map(|line| Value::Object(items(told, line, of_line))).collect();
    Some(json!({
        "object": opened.object.0,
        "kind": opened.kind.as_str(),
        "state": opened.state.as_ref().map(|state| state.as_str()),
        "starts": opened.starts.to_string(),
        "ends": opened.ends.map(|day| day.to_string()),
        "source": opened.source.as_str(),
        "recorded": opened.recorded.to_string(),
        "items": found,
        "lines": lines,
    }))
}

/// A record of data that was given to somebody.
fn given(one: &Disclosed) -> Value {
    json!({
        "given": one.given.to_string(),
        "recipient": one.recipient.as_ref().map(RecipientId::as_str),
        "words": personal::text(&one.words).to_string(),
        "categories": one.categories.iter().map(CategoryId::as_str).collect::<Vec<_>>(),
        "reference": one.reference,
    })
}

fn permission((one, notice): &(Permission, Option<Personal>)) -> Value {
    let (what, id) = match &one.what {
        PermissionKind::Consent(id) => ("consent", id.as_str()),
        PermissionKind::Prohibition(id) => ("prohibition", id.as_str()),
    };
    json!({
        "what": what, "id": id, "one_address": one.address.is_some(), "from": one.from.to_string(),
        "until": one.until.map(|until| until.to_string()),
        "notice": notice.as_ref().map(|notice| personal::text(notice).to_string()),
    })
}

/// A request with what has happened to it.
fn request((line, happened): &(RequestLine, Vec<Happened>)) -> Value {
    let text = |one: &Option<Personal>| one.as_ref().map(|one| personal::text(one).to_string());
    let happened = happened.iter().map(|one| {
        json!({
            "at": one.at.to_string(), "step": one.code, "asker": text(&one.asker), "words": text(&one.words),
        })
    });
    json!({
        "request": line.request.0, "kind": line.kind.code(), "state": line.state.code(),
        "received": line.received.to_string(), "due": line.due.to_string(),
        "happened": happened.collect::<Vec<_>>(),
    })
}

/// What belongs to the answer beside the data itself.
fn beside(told: &Told<'_>) -> Value {
    let package = told.package;
    let text = personal::text;
    let past = package.past.iter().map(|past| {
        let values: Vec<Value> = past.values.iter().map(personal::json_value).collect();
        json!({ "item": past.item.as_str(), "replaced": past.replaced.to_string(), "flaw": past.flaw.map(|flaw| flaw.code()), "values": values })
    });
    let past_objects = package.past_objects.iter().filter_map(|(replaced, one)| {
        Some(json!({ "replaced": replaced.to_string(), "object": object(told, one)? }))
    });
    let permissions = package.permissions.iter().map(permission);
    let requests = package.requests.iter().map(request);
    let readings = package.readings.iter().map(|one| {
        let mut used =
            json!({ "at": one.at.to_string(), "action": one.action, "purpose": one.purpose.as_str() });
        if let (Value::Object(used), Some(name)) = (&mut used, one.by.and_then(|by| told.names.get(&by))) {
            used.insert("by".to_owned(), json!(name));
        }
        used
    });
    let words = |(at, words): &(jiff::Timestamp, Personal)| json!({ "at": at.to_string(), "words": text(words).to_string() });
    let holds = package.holds.iter().map(|(placed, review, because)| {
        json!({ "placed": placed.to_string(), "review": review.to_string(), "because": text(because).to_string() })
    });
    let needs = package.needs.iter().map(|(object, ends, because)| {
        json!({ "object": object.0, "ends": ends.to_string(), "because": text(because).to_string() })
    });
    let left_out = COVERED.iter().filter_map(|(table, goes)| match goes {
        Goes::LeftOut(why) => {
            Some(json!({ "what": table, "why": super::words::left_out(why).get(told.lang) }))
        }
        Goes::Into(_) => None,
    });
    let withheld =
        package.withheld.iter().map(|(what, why)| json!({ "what": what, "why": text(why).to_string() }));
    json!({
        "withheld": withheld.collect::<Vec<_>>(),
        "past": past.collect::<Vec<_>>(),
        "past_objects": past_objects.collect::<Vec<_>>(),
        "permissions": permissions.collect::<Vec<_>>(),
        "requests": requests.collect::<Vec<_>>(),
        "used": readings.collect::<Vec<_>>(),
        "reasons": package.reasons.iter().map(words).collect::<Vec<_>>(),
        "holds": holds.collect::<Vec<_>>(),
        "recordings": package.recordings.iter().map(|one| {
            let mut asked = recordings::one(one);
            if let Value::Object(fields) = &mut asked {
                fields.insert("file".to_owned(), json!(told.files.get(&one.object)));
            }
            asked
        }).collect::<Vec<_>>(),
        "needs": needs.collect::<Vec<_>>(),
        "disclosures": package.disclosures.iter().map(given).collect::<Vec<_>>(),
        "links": package.links.iter().map(|part| {
            let says = part.object.as_ref().and_then(|one| object(told, one));
            json!({
                "kind": part.kind.as_str(), "role": part.role.as_str(), "starts": part.starts.to_string(), "object": says,
            })
        }).collect::<Vec<_>>(),
        "imports": package.imports,
        "left_out": left_out.collect::<Vec<_>>(),
    })
}
