//! FreeSWITCH's call detail records: one channel a file, in JSON (`mod_json_cdr`) or XML (`mod_xml_cdr`). Nothing outside the
//! file is fetched, whatever its XML refers to.

use super::{
    record::{Field, Record, Records, Unread},
    wrong,
};
use quick_xml::{Reader, events::Event};
use serde_json::Value;
use std::collections::BTreeMap;

/// Variables of a channel that tell what a telephone system has no business to tell, by a part of their names. FreeSWITCH hands
/// over hundreds of variables; the technical ones are not kept, these are refused by name (R2-012).
const CONTENT: [&str; 14] = [
    "rating",
    "score",
    "emotion",
    "sentiment",
    "mood",
    "transcri",
    "voiceprint",
    "voice_print",
    "biometric",
    "survey",
    "customer_number",
    "customer_id",
    "customernumber",
    "personal_id",
];

/// A channel: its variables, its first profile, the applications that ran.
#[derive(Default)]
struct Channel {
    variables: BTreeMap<String, String>,
    profile: BTreeMap<String, String>,
    applications: Vec<(String, String)>,
}

/// A record in JSON.
#[must_use]
pub fn json(bytes: &[u8]) -> Records {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return unreadable() };
    let mut channel = Channel::default();
    let text = |value: &Value| match value {
        Value::String(text) => Some(decoded(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    };
    let texts = |value: Option<&Value>| -> BTreeMap<String, String> {
        let object = value.and_then(Value::as_object).into_iter().flatten();
        object.filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect()
    };
    channel.variables = texts(value.get("variables"));
    let flow = value.get("callflow");
    let flow = flow.and_then(|flow| flow.get(0)).or(flow);
    channel.profile = texts(flow.and_then(|flow| flow.get("caller_profile")));
    let applications = value.pointer("/app_log/applications").and_then(Value::as_array);
    for application in applications.into_iter().flatten() {
        let get = |name: &str| application.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        channel.applications.push((get("app_name"), get("app_data")));
    }
    record(&channel)
}

/// A record in XML.
#[must_use]
pub fn xml(bytes: &[u8]) -> Records {
    channel(bytes).map_or_else(unreadable, |channel| record(&channel))
}

fn channel(bytes: &[u8]) -> Option<Channel> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let (mut channel, mut path, mut text) = (Channel::default(), Vec::<String>::new(), String::new());
    let mut flows = 0;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                flows += u32::from(name == "callflow");
                if name == "application" {
                    channel.applications.push(application(&start)?);
                }
                path.push(name);
                text.clear();
            }
            Event::Empty(start) if start.name().as_ref() == "application" => {
                channel.applications.push(application(&start)?);
            }
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(part) => {
                text.push_str(quick_xml::escape::resolve_predefined_entity(&part)?);
            }
            Event::CData(part) => text.push_str(&part),
            Event::End(_) => {
                let name = path.pop()?;
                let within = path.last().map_or("", String::as_str);
                match within {
                    "variables" => drop(channel.variables.insert(name, decoded(text.trim()))),
                    "caller_profile" if flows == 1 => {
                        channel.profile.entry(name).or_insert_with(|| decoded(text.trim()));
                    }
                    _ => {}
                }
                text.clear();
            }
            Event::DocType(_) => return None,
            Event::Eof => return (path.is_empty() && !channel.variables.is_empty()).then_some(channel),
            _ => {}
        }
    }
}

fn application(start: &quick_xml::events::BytesStart<'_>) -> Option<(String, String)> {
    let get = |name: &str| {
        let found = start.try_get_attribute(name).ok().flatten()?;
        Some(found.value.into_owned())
    };
    Some((get("app_name")?, get("app_data").unwrap_or_default()))
}

/// Values are written as in addresses: `%20` is a space.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, later)) = rest.split_first() {
        let hex = later.first_chunk::<2>().and_then(|two| std::str::from_utf8(two).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = later.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = later;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn record(channel: &Channel) -> Records {
    let variable = |names: &[&str]| names.iter().find_map(|name| channel.variables.get(*name)).cloned();
    let profile = |names: &[&str]| names.iter().find_map(|name| channel.profile.get(*name)).cloned();
    let mut record = Record::at(1);
    let mut put = |field: Field, value: Option<String>| record.put(field, &value.unwrap_or_default());
    let uuid = variable(&["uuid", "call_uuid"]);
    if uuid.is_none() {
        return unreadable();
    }
    put(Field::Linked, variable(&["call_uuid"]).or_else(|| uuid.clone()));
    put(Field::Delivery, uuid);
    put(Field::Direction, variable(&["seloste_direction", "direction"]));
    put(
        Field::CallerNumber,
        profile(&["caller_id_number", "ani"]).or_else(|| variable(&["caller_id_number"])),
    );
    let called = variable(&["seloste_number_called", "sip_to_user", "destination_number"]);
    put(Field::NumberCalled, called.or_else(|| profile(&["rdnis", "destination_number"])));
    put(Field::Started, variable(&["start_uepoch", "start_epoch", "start_stamp"]));
    let answered = variable(&["answer_uepoch", "answer_epoch", "answer_stamp"]);
    put(Field::Answered, answered.filter(|moment| moment != "0"));
    put(Field::Ended, variable(&["end_uepoch", "end_epoch", "end_stamp"]));
    put(Field::Seconds, variable(&["duration"]));
    let agent = variable(&["cc_agent", "last_sent_callee_id_number", "dialed_user"]);
    let agent = agent.or_else(|| profile(&["callee_id_number"]));
    put(Field::AnsweredBy, agent.map(|agent| agent.split('@').next().unwrap_or_default().to_owned()));
    put(Field::Queue, variable(&["cc_queue"]));
    put(Field::Told, variable(&["seloste_told"]));
    put(Field::ToldAt, variable(&["seloste_told_at"]));
    let path = variable(&["record_path"]).zip(variable(&["record_name"]));
    let path = path.map(|(path, name)| format!("{path}/{name}"));
    let sound = path.or_else(|| variable(&["record_file", "recording_file"])).or_else(|| {
        let recorded = channel.applications.iter().find(|(name, _)| name == "record_session");
        recorded.map(|(_, data)| decoded(data))
    });
    put(Field::Recording, sound);
    for (name, value) in &channel.variables {
        let low = name.to_ascii_lowercase();
        let content = CONTENT.iter().any(|part| low.contains(part));
        match name.strip_prefix("seloste_item_") {
            Some(item) => record.put_named(&item.replace('_', "-"), value),
            None if content => record.put_named(name, value),
            None => {}
        }
    }
    Records { read: vec![record], unread: Vec::new() }
}

fn unreadable() -> Records {
    Records { read: Vec::new(), unread: vec![Unread { line: 0, problem: wrong::row() }] }
}
