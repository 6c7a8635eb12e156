//! The effective rules as linked data: the Data Privacy Vocabulary of the W3C, version 2, as JSON-LD. Identifiers are those of
//! the notice, so that `#purpose--care` there and here are one thing. Terms were checked against DPV 2.2.

use super::{people, sharing, special, uses, wording_hash, words};
use crate::{
    law::TerritoryStatus,
    statement::{
        Rules,
        model::{
            Basis, Consent, GroupKind, Item, ItemType, Output, Purpose, PurposeClass, Recipient,
            RecipientKind, Retention, Source, SourceKind,
        },
        notice::build::Of,
        period::Period,
    },
    text::{Lang, Text},
};
use serde_json::{Map, Value, json};

/// The notice as JSON-LD in DPV 2.x: purposes with legal basis, personal data, sources, recipients with country, storage,
/// rights, measures that are shown to be in force, and consents with the hash of each wording (ISO/IEC TS 27560).
#[must_use]
pub fn dpv(rules: &Rules, lang: Lang) -> String {
    let of = Of::register(rules, lang);
    let statement = rules.statement();
    let mut graph = vec![head(of), controller(of)];
    graph.extend(statement.purposes.iter().map(|purpose| process(of, purpose)));
    graph.extend(statement.purposes.iter().map(purpose));
    graph.extend(statement.subject_groups.iter().map(|group| {
        // An organisation is in the register and yet no data subject.
        let kind = if group.kind == GroupKind::Organisation { "dpv:Organisation" } else { "dpv:DataSubject" };
        thing(format!("#group--{}", group.id), kind, &group.name, &[("skos:broader", id(kind))])
    }));
    graph.extend(all_items(of).into_iter().map(|(name, item)| personal_data(of, &name, item)));
    graph.extend(statement.objects.iter().map(|object| {
        let stored = storage(of, &object.retention);
        let kind = ("skos:broader", id("pd:Transactional"));
        thing(
            format!("#object--{}", object.id),
            "dpv:PersonalData",
            &object.name,
            &[kind, ("dpv:hasStorageCondition", stored)],
        )
    }));
    graph.extend(statement.sources.iter().map(source));
    graph.extend(sharing::told(of).map(|one| recipient(of, one)));
    graph.extend(statement.measures.iter().filter(|one| rules.is_shown(one)).map(|one| {
        thing(format!("#measure--{}", one.id), "dpv:TechnicalOrganisationalMeasure", &one.text, &[])
    }));
    graph.extend(statement.register.principles.iter().map(|text| {
        thing(
            format!("#{}", super::ids::principle(&text.en)),
            "dpv:TechnicalOrganisationalMeasure",
            text,
            &[],
        )
    }));
    graph.extend(statement.consents.iter().map(consent));
    let document = json!({ "@context": context(), "@graph": graph });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn context() -> Value {
    json!({
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "loc": "https://w3id.org/dpv/loc#",
        "pd": "https://w3id.org/dpv/pd#",
        "dct": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn id(name: impl Into<String>) -> Value {
    json!({ "@id": name.into() })
}

fn ids(names: impl Iterator<Item = String>) -> Value {
    Value::Array(names.map(id).collect())
}

/// A text in every language.
fn all(text: &Text) -> Value {
    Lang::ALL.into_iter().map(|lang| json!({ "@value": text.get(lang), "@language": lang.code() })).collect()
}

/// A named thing of a kind, with what else is said of it.
fn thing(name: String, kind: &str, label: &Text, more: &[(&str, Value)]) -> Value {
    let mut map = Map::new();
    map.insert("@id".to_owned(), Value::String(name));
    map.insert("@type".to_owned(), json!(kind));
    map.insert("skos:prefLabel".to_owned(), all(label));
    for (key, value) in more {
        map.insert((*key).to_owned(), value.clone());
    }
    Value::Object(map)
}

fn head(of: Of<'_>) -> Value {
    let statement = of.rules.statement();
    let register = &statement.register;
    let rights = people::held(of).filter_map(|right| gdpr_right(&right.id));
    let mut rights: Vec<String> =
        ["A13", "A14"].into_iter().chain(rights).map(|name| format!("eu-gdpr:{name}")).collect();
    rights.dedup();
    let shown = statement.measures.iter().filter(|one| of.rules.is_shown(one));
    let shown = shown.map(|one| format!("#measure--{}", one.id));
    let principles = register.principles.iter().map(|text| format!("#{}", super::ids::principle(&text.en)));
    json!({
        "@id": "#notice",
        "@type": ["dpv:PrivacyNotice", "dpv:LayeredNotice"],
        "dct:title": { "@value": register.name.get(of.lang), "@language": of.lang.code() },
        "dct:description": { "@value": register.about.get(of.lang), "@language": of.lang.code() },
        "dct:language": of.lang.code(),
        "dct:identifier": register.id.to_string(),
        "dct:issued": { "@value": register.drawn_up.to_string(), "@type": "xsd:date" },
        "dpv:hasApplicableLaw": "Regulation (EU) 2016/679",
        "dpv:hasJurisdiction": id(format!("loc:{}", statement.controller.country)),
        "dpv:hasDataController": id("#controller"),
        "dpv:hasPersonalDataProcess": ids(statement.purposes.iter().map(|one| format!("#process--{}", one.id))),
        "dpv:hasRight": ids(rights.into_iter()),
        "dpv:hasTechnicalOrganisationalMeasure": ids(shown.chain(principles)),
        "dpv:hasNotice": ids(statement.consents.iter().map(|one| format!("#consent--{}", one.id))),
    })
}

fn gdpr_right(right: &str) -> Option<&'static str> {
    Some(match right {
        "withdraw-consent" => "A7-3",
        "access" => "A15",
        "rectification" => "A16",
        "erasure" => "A17",
        "restriction" => "A18",
        "portability" => "A20",
        "objection" | "marketing-objection" => "A21",
        "automated-decisions" => "A22",
        "complaint" => "A77",
        _ => return None,
    })
}

fn controller(of: Of<'_>) -> Value {
    let company = &of.rules.statement().controller;
    let contact = [&company.phone, &company.email].into_iter().flatten().cloned();
    let mut map = Map::new();
    map.insert("@id".to_owned(), json!("#controller"));
    map.insert("@type".to_owned(), json!("dpv:DataController"));
    map.insert("dpv:hasName".to_owned(), json!(company.name));
    if let Some(number) = &company.business_id {
        map.insert("dpv:hasIdentifier".to_owned(), json!(number));
    }
    map.insert("dpv:hasAddress".to_owned(), json!(company.address.join(", ")));
    map.insert("dpv:hasContact".to_owned(), contact.map(Value::String).collect());
    map.insert("dpv:hasCountry".to_owned(), id(format!("loc:{}", company.country)));
    Value::Object(map)
}

/// One purpose with all that is done for it.
fn process(of: Of<'_>, purpose: &Purpose) -> Value {
    let statement = of.rules.statement();
    let items = all_items(of).into_iter().filter(|(_, item)| uses::takes_item(purpose, item));
    let objects = statement.objects.iter().filter(|object| uses::takes_object(purpose, object));
    let data = items.map(|(name, _)| format!("#{name}"));
    let data = data.chain(objects.map(|object| format!("#object--{}", object.id)));
    let recipients = sharing::told(of).filter(|one| one.purposes.contains(&purpose.id));
    json!({
        "@id": format!("#process--{}", purpose.id),
        "@type": "dpv:PersonalDataProcess",
        "dpv:hasDataController": id("#controller"),
        "dpv:hasPurpose": id(format!("#purpose--{}", purpose.id)),
        "dpv:hasLegalBasis": legal_basis(of, purpose),
        "dpv:hasDataSubject": ids(uses::persons(of, purpose).map(|group| format!("#group--{}", group.id))),
        "dpv:hasPersonalData": ids(data),
        "dpv:hasRecipient": ids(recipients.map(|one| format!("#recipient--{}", one.id))),
    })
}

/// The legal basis, and the grounds of the special categories that the purpose uses (GDPR 6(1), 9(2)).
fn legal_basis(of: Of<'_>, purpose: &Purpose) -> Value {
    let statement = of.rules.statement();
    let special =
        statement.categories.iter().filter_map(|category| Some((category, category.special.as_ref()?)));
    let used = special.filter(|(category, _)| {
        let items = statement.items.iter().filter(|item| item.category.as_ref() == Some(&category.id));
        let objects = statement.objects.iter().filter(|object| object.category == category.id);
        items.into_iter().any(|item| uses::takes_item(purpose, item))
            || objects.into_iter().any(|object| uses::takes_object(purpose, object))
    });
    let mut grounds: Vec<&str> = used.map(|(_, special)| special::article(special.ground)).collect();
    grounds.sort_unstable();
    grounds.dedup();
    let named = |article: &str| format!("eu-gdpr:{article}");
    let own = named(basis(purpose.basis));
    if grounds.is_empty() { id(own) } else { ids([own].into_iter().chain(grounds.into_iter().map(named))) }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "A6-1-a",
        Basis::Contract => "A6-1-b",
        Basis::LegalObligation => "A6-1-c",
        Basis::VitalInterests => "A6-1-d",
        Basis::PublicTask => "A6-1-e",
        Basis::LegitimateInterests => "A6-1-f",
    }
}

fn purpose(purpose: &Purpose) -> Value {
    let broader = match purpose.class {
        PurposeClass::Service => "dpv:ServiceProvision",
        PurposeClass::Marketing | PurposeClass::OtherMarketing => "dpv:DirectMarketing",
        PurposeClass::DistanceSelling => "dpv:SellProductsToDataSubject",
        PurposeClass::Targeting => "dpv:TargetedAdvertising",
        PurposeClass::Research => "dpv:CommercialResearch",
        PurposeClass::Statistics => "dpv:OptimisationForController",
        PurposeClass::Administration if purpose.basis == Basis::LegalObligation => "dpv:LegalCompliance",
        PurposeClass::Administration => "dpv:RecordManagement",
        _ => "dpv:Purpose",
    };
    let mut more = vec![("skos:broader", id(broader))];
    if let Some(about) = &purpose.about {
        more.push(("dct:description", all(about)));
    }
    if purpose.output == Output::Aggregate {
        more.push(("dpv:hasProcessing", id("dpv:Anonymise")));
    }
    thing(format!("#purpose--{}", purpose.id), "dpv:Purpose", &purpose.name, &more)
}

/// Every item with its name in the notice.
fn all_items(of: Of<'_>) -> Vec<(String, &Item)> {
    let statement = of.rules.statement();
    let own = statement.items.iter().map(|item| (format!("item--{}", item.id), item));
    let of_objects = statement.objects.iter().flat_map(|object| {
        let items =
            object.items.iter().map(|item| (format!("object--{}--item--{}", object.id, item.id), item));
        let lines =
            object.line_items.iter().map(|item| (format!("object--{}--line--{}", object.id, item.id), item));
        items.chain(lines)
    });
    own.chain(of_objects).collect()
}

fn personal_data(of: Of<'_>, name: &str, item: &Item) -> Value {
    let category = item.category.as_ref();
    let special =
        of.rules.statement().categories.iter().any(|one| one.special.is_some() && category == Some(&one.id));
    let kind = match (special, item.derived.is_some()) {
        (true, _) => "dpv:SpecialCategoryPersonalData",
        (false, true) => "dpv:DerivedPersonalData",
        (false, false) => "dpv:PersonalData",
    };
    let mut more =
        vec![("dpv:hasDataSource", ids(item.sources.iter().map(|source| format!("#source--{source}"))))];
    if let Some(broader) = data_kind(item.item_type) {
        more.insert(0, ("skos:broader", id(broader)));
    }
    if let Some(retention) = &item.retention {
        more.push(("dpv:hasStorageCondition", storage(of, retention)));
    }
    if let Some(rule) = &item.derived {
        more.push(("dpv:hasAlgorithmicLogic", all(rule)));
    }
    thing(format!("#{name}"), kind, &item.name, &more)
}

fn data_kind(kind: ItemType) -> Option<&'static str> {
    Some(match kind {
        ItemType::FirstNames | ItemType::Surname => "pd:Name",
        ItemType::Street => "pd:Street",
        ItemType::PostalCode => "pd:PostalCode",
        ItemType::Town => "pd:City",
        ItemType::Country => "pd:Country",
        ItemType::Phone => "pd:TelephoneNumber",
        ItemType::Email => "pd:EmailAddress",
        ItemType::BirthDate => "pd:BirthDate",
        ItemType::Language => "pd:Language",
        ItemType::CustomerNumber => "pd:AccountIdentifier",
        ItemType::IdentityCode => "pd:OfficialID",
        ItemType::Iban => "pd:FinancialAccountNumber",
        ItemType::NetworkAddress => "pd:IPAddress",
        _ => return None,
    })
}

/// How long something is kept: a length after an event, or until the event.
fn storage(of: Of<'_>, retention: &Retention) -> Value {
    let ends = Period::parse(&retention.keep).is_some_and(Period::is_zero);
    let duration = if ends { "dpv:UntilEventDuration" } else { "dpv:TemporalDuration" };
    let said = |lang| words::retention(retention, of.rules, lang);
    let said = Text { fi: said(Lang::Fi), sv: said(Lang::Sv), en: said(Lang::En) };
    json!({
        "@type": "dpv:StorageDuration",
        "skos:prefLabel": all(&said),
        "dpv:hasDuration": {
            "@type": duration,
            "rdf:value": { "@value": retention.keep, "@type": "xsd:duration" },
        },
    })
}

fn source(source: &Source) -> Value {
    let kind = match source.kind {
        SourceKind::Subject => "dpv:DataSubjectDataSource",
        SourceKind::Relationship | SourceKind::Staff | SourceKind::System | SourceKind::OwnRegister => {
            "dpv:DataControllerDataSource"
        }
        SourceKind::Public => "dpv:PublicDataSource",
        SourceKind::Partner | SourceKind::UpdateService => "dpv:ThirdPartyDataSource",
    };
    thing(format!("#source--{}", source.id), kind, &source.name, &[])
}

fn recipient(of: Of<'_>, recipient: &Recipient) -> Value {
    let kind = match recipient.kind {
        RecipientKind::Processor => "dpv:DataProcessor",
        RecipientKind::Authority => "dpv:Authority",
        _ => "dpv:ThirdParty",
    };
    let country = id(format!("loc:{}", recipient.country));
    let mut more = vec![("dct:description", all(&recipient.task))];
    if of.rules.law().in_eea(&recipient.country, of.rules.on()) {
        more.push(("dpv:hasCountry", country));
    } else {
        let territory = of.rules.law().territory(&recipient.country, of.rules.on());
        let adequate = territory.is_some_and(|one| one.status == TerritoryStatus::Adequacy);
        more.push(("dpv:hasThirdCountry", country));
        more.push(match (adequate, &recipient.safeguard) {
            (false, Some(safeguard)) => ("dpv:hasTechnicalOrganisationalMeasure", all(safeguard)),
            _ => ("dpv:hasLegalBasis", id("eu-gdpr:A45-3")),
        });
    }
    thing(format!("#recipient--{}", recipient.id), kind, &recipient.name, &more)
}

fn consent(consent: &Consent) -> Value {
    let wordings = Lang::ALL.into_iter().map(|lang| {
        let wording = consent.wording.get(lang);
        json!({
            "@type": "dpv:ConsentNotice",
            "dct:language": lang.code(),
            "dct:hasVersion": consent.version.to_string(),
            "dct:description": { "@value": wording, "@language": lang.code() },
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": id("spdx:checksumAlgorithm_sha256"),
                "spdx:checksumValue": wording_hash(wording),
            },
        })
    });
    let more = [("dct:hasVersion", json!(consent.version.to_string())), ("dct:hasPart", wordings.collect())];
    thing(format!("#consent--{}", consent.id), "dpv:ConsentNotice", &consent.name, &more)
}
