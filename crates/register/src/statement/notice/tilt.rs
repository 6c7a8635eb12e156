//! The effective rules in the Transparency Information Language (TILT, schema 2.0). What the schema demands and a statement
//! does not have is left out rather than made up: a contact without an e-mail address has none here either.

use super::{people, phrases as say, sharing, words};
use crate::{
    id::{CategoryId, PurposeId, SourceId},
    law::TerritoryStatus,
    statement::{
        Rules,
        model::{Basis, Item, Recipient, Retention, Source, SourceKind},
        notice::build::Of,
    },
    text::{Lang, Phrase},
};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// The notice as a TILT document. Its `_hash` is the SHA-256 of the document without it, written without blanks.
#[must_use]
pub fn tilt(rules: &Rules, lang: Lang) -> String {
    let of = Of::register(rules, lang);
    let mut document = document(of);
    let hash: String =
        Sha256::digest(document.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    if let Some(meta) = document.get_mut("meta").and_then(Value::as_object_mut) {
        meta.insert("_hash".to_owned(), Value::String(hash));
    }
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn document(of: Of<'_>) -> Value {
    let statement = of.rules.statement();
    let categories = statement.categories.iter().map(|category| category.id.clone());
    json!({
        "meta": meta(of),
        "controller": controller(of),
        "dataProtectionOfficer": officer(of),
        "dataDisclosed": disclosed(of),
        "thirdCountryTransfers": transfers(of),
        "accessAndDataPortability": access(of),
        "sources": categories.filter_map(|category| sources(of, &category)).collect::<Vec<_>>(),
        "rightToInformation": right(of, &["access"]),
        "rightToRectificationOrDeletion": right(of, &["rectification", "erasure"]),
        "rightToDataPortability": right(of, &["portability"]),
        "rightToWithdrawConsent": right(of, &["withdraw-consent"]),
        "rightToComplain": complaint(of),
        "automatedDecisionMaking": automated(of),
        "changesOfPurpose": [],
    })
}

fn meta(of: Of<'_>) -> Value {
    let register = &of.rules.statement().register;
    let drawn = register.drawn_up;
    json!({
        "_id": register.id.to_string(),
        "name": of.rules.statement().controller.name,
        "created": drawn.to_string(),
        "modified": drawn.to_string(),
        // A later version has a later day, and so a greater number.
        "version": i64::from(drawn.year()) * 10_000 + i64::from(drawn.month()) * 100 + i64::from(drawn.day()),
        "language": of.lang.code(),
        "status": "active",
        "url": format!("/r/{}/notice", register.id),
    })
}

fn with(mut value: Value, key: &str, what: Option<&str>) -> Value {
    if let (Some(map), Some(what)) = (value.as_object_mut(), what) {
        map.insert(key.to_owned(), Value::String(what.to_owned()));
    }
    value
}

fn email(of: Of<'_>) -> Option<&str> {
    let statement = of.rules.statement();
    statement.contact.email.as_deref().or(statement.controller.email.as_deref())
}

fn phone(of: Of<'_>) -> Option<&str> {
    let statement = of.rules.statement();
    statement.contact.phone.as_deref().or(statement.controller.phone.as_deref())
}

/// Who is reached, under a name that the schema asks for.
fn reached(of: Of<'_>, who: Value) -> Value {
    with(with(who, "email", email(of)), "phone", phone(of))
}

fn controller(of: Of<'_>) -> Value {
    let statement = of.rules.statement();
    json!({
        "name": statement.controller.name,
        "division": statement.register.name.get(of.lang),
        "address": statement.controller.address.join(", "),
        "country": statement.controller.country,
        "representative": reached(of, json!({ "name": statement.contact.role.get(of.lang) })),
    })
}

/// The data protection officer; where none is declared, the contact.
fn officer(of: Of<'_>) -> Value {
    let statement = of.rules.statement();
    let who = |name: &str| {
        json!({
            "name": name,
            "address": statement.controller.address.join(", "),
            "country": statement.controller.country,
        })
    };
    let Some(officer) = &statement.data_protection_officer else {
        return reached(of, who(statement.contact.role.get(of.lang)));
    };
    let named = who(officer.name.as_deref().unwrap_or_else(|| of.say(say::OFFICER)));
    with(with(named, "email", officer.email.as_deref()), "phone", officer.phone.as_deref())
}

/// What is told of one item or one kind of object.
struct Told<'a> {
    id: String,
    name: &'a str,
    category: Option<&'a CategoryId>,
    purposes: &'a [PurposeId],
    retention: Option<&'a Retention>,
    required: bool,
}

fn disclosed(of: Of<'_>) -> Vec<Value> {
    let statement = of.rules.statement();
    let own = statement.items.iter().map(|item| Told {
        id: format!("item--{}", item.id),
        name: item.name.get(of.lang),
        category: item.category.as_ref(),
        purposes: &item.purposes,
        retention: item.retention.as_ref(),
        required: item.required && !item.generated,
    });
    let objects = statement.objects.iter().map(|object| Told {
        id: format!("object--{}", object.id),
        name: object.name.get(of.lang),
        category: Some(&object.category),
        purposes: &object.purposes,
        retention: Some(&object.retention),
        required: false,
    });
    own.chain(objects).map(|told| one(of, &told)).collect()
}

fn one(of: Of<'_>, told: &Told<'_>) -> Value {
    let statement = of.rules.statement();
    let purposes: Vec<_> = statement.purposes.iter().filter(|one| told.purposes.contains(&one.id)).collect();
    let interests = purposes.iter().filter(|one| one.basis == Basis::LegitimateInterests).map(|one| {
        json!({ "exists": true, "reasoning": format!("{}. {}", one.name.get(of.lang), of.say(say::BALANCE)) })
    });
    let recipients = sharing::told(of);
    let recipients =
        recipients.filter(|one| told.category.is_some_and(|category| one.categories.contains(category)));
    let mut bases: Vec<Basis> = purposes.iter().map(|one| one.basis).collect();
    let mut seen = Vec::new();
    bases.retain(|basis| {
        !seen.contains(basis) && {
            seen.push(*basis);
            true
        }
    });
    json!({
        "_id": told.id,
        "category": told.name,
        "purposes": purposes.iter().map(|one| json!({
            "purpose": one.name.get(of.lang),
            "description": one.about.as_ref().map_or("", |about| about.get(of.lang)),
        })).collect::<Vec<_>>(),
        "legalBases": bases.iter().map(|basis| json!({
            "reference": reference(*basis), "description": of.say(words::basis(*basis)),
        })).collect::<Vec<_>>(),
        "legitimateInterests": interests.collect::<Vec<_>>(),
        "recipients": recipients.map(|one| recipient(of, one)).collect::<Vec<_>>(),
        "storage": told.retention.map(|retention| storage(of, retention)).into_iter().collect::<Vec<_>>(),
        "nonDisclosure": {
            "legalRequirement": told.required && bases.contains(&Basis::LegalObligation),
            "contractualRegulation": told.required && bases.contains(&Basis::Contract),
            "obligationToProvide": told.required,
            "consequences": consequences(told.required).get(of.lang),
        },
    })
}

const fn consequences(required: bool) -> Phrase {
    if required {
        Phrase::new(
            "Ilman tätä tietoa henkilöä ei voi merkitä rekisteriin.",
            "Utan den här uppgiften kan personen inte föras in i registret.",
            "Without it a person can't be entered in the register.",
        )
    } else {
        Phrase::new(
            "Tiedon puuttuminen ei estä rekisteriin merkitsemistä.",
            "Att uppgiften saknas hindrar inte att personen förs in i registret.",
            "A person can be entered in the register without it.",
        )
    }
}

fn reference(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "GDPR-6-1-a",
        Basis::Contract => "GDPR-6-1-b",
        Basis::LegalObligation => "GDPR-6-1-c",
        Basis::VitalInterests => "GDPR-6-1-d",
        Basis::PublicTask => "GDPR-6-1-e",
        Basis::LegitimateInterests => "GDPR-6-1-f",
    }
}

fn recipient(of: Of<'_>, recipient: &Recipient) -> Value {
    json!({
        "name": recipient.name.get(of.lang),
        "country": recipient.country,
        "category": recipient.task.get(of.lang),
    })
}

fn storage(of: Of<'_>, retention: &Retention) -> Value {
    let said = words::retention(retention, of.rules, of.lang);
    json!({
        "temporal": [{ "description": said, "ttl": retention.keep }],
        "purposeConditional": retention.why.iter().map(|why| why.get(of.lang)).collect::<Vec<_>>(),
        "aggregationFunction": "max",
    })
}

fn transfers(of: Of<'_>) -> Vec<Value> {
    let (law, on) = (of.rules.law(), of.rules.on());
    let recipients = sharing::told(of).filter(|one| !law.in_eea(&one.country, on));
    let one = |recipient: &Recipient| {
        let territory = law.territory(&recipient.country, on);
        let adequate =
            territory.filter(|one| one.status == TerritoryStatus::Adequacy || recipient.safeguard.is_none());
        let safeguard = recipient.safeguard.as_ref().map_or("", |safeguard| safeguard.get(of.lang));
        json!({
            "country": recipient.country,
            "adequacyDecision": {
                "available": adequate.is_some(),
                "description": adequate.map_or("", |territory| territory.called(of.lang)),
            },
            "appropriateGuarantees": { "available": !safeguard.is_empty(), "description": safeguard },
        })
    };
    recipients.map(one).collect()
}

/// The sentences of the law on some rights, and whether they exist with the bases of this register.
fn right(of: Of<'_>, which: &[&str]) -> Value {
    let held: Vec<&str> = people::held(of)
        .filter(|right| which.contains(&right.id.as_str()))
        .map(|right| right.text.get(of.lang))
        .collect();
    let how = people::requests(of);
    let description = if held.is_empty() { String::new() } else { format!("{} {how}", held.join(" ")) };
    let right = json!({ "available": !held.is_empty(), "description": description });
    with(right, "email", email(of))
}

fn access(of: Of<'_>) -> Value {
    let mut access = right(of, &["access", "portability"]);
    if let Some(map) = access.as_object_mut() {
        // GDPR 12(5): free of charge.
        map.insert("administrativeFee".to_owned(), json!({ "amount": 0, "currency": "EUR" }));
    }
    access
}

fn complaint(of: Of<'_>) -> Value {
    let authority = &of.rules.law().authority;
    let mut complaint = right(of, &["complaint"]);
    let authority = json!({
        "name": authority.name.get(of.lang),
        "address": authority.address.get(of.lang),
        "country": "FI",
        "email": authority.email,
        "phone": authority.phone,
    });
    if let Some(map) = complaint.as_object_mut() {
        map.insert("supervisoryAuthority".to_owned(), authority);
    }
    complaint
}

/// Where the items of a category come from.
fn sources(of: Of<'_>, category: &CategoryId) -> Option<Value> {
    let statement = of.rules.statement();
    let own = statement.items.iter().filter(|item: &&Item| item.category.as_ref() == Some(category));
    let own = own.flat_map(|item| item.sources.iter());
    let objects = statement.objects.iter().filter(|object| object.category == *category);
    let named: Vec<&SourceId> = own.chain(objects.flat_map(|object| object.sources.iter())).collect();
    let told =
        statement.sources.iter().filter(|source| named.contains(&&source.id)).map(|source: &Source| {
            json!({
                "description": source.about.as_ref().unwrap_or(&source.name).get(of.lang),
                "url": "",
                "publiclyAvailable": source.kind == SourceKind::Public,
            })
        });
    let name = statement.categories.iter().find(|one| one.id == *category)?.name.get(of.lang);
    Some(
        json!({ "_id": format!("category--{category}"), "dataCategory": name, "sources": told.collect::<Vec<_>>() }),
    )
}

/// No decision is made by machine alone; what is derived is told with its rule.
fn automated(of: Of<'_>) -> Value {
    let items = of.rules.statement().items.iter();
    let rules = items.filter_map(|item| Some((item.name.get(of.lang), item.derived.as_ref()?.get(of.lang))));
    let rules: Vec<String> = rules.map(|(name, rule)| format!("{name}: {rule}")).collect();
    let mut told = Map::new();
    told.insert("inUse".to_owned(), Value::Bool(false));
    if !rules.is_empty() {
        told.insert("logicInvolved".to_owned(), Value::String(rules.join(" ")));
    }
    Value::Object(told)
}
