//! The parts of a notice about data: purposes, what is kept, where it comes from, for how long.

use super::{
    Block, Entry,
    build::{Of, list},
    phrases as say, words,
};
use crate::{
    id::{GroupId, PurposeId},
    statement::{
        model::{Basis, Category, Item, ItemType, Mask, ObjectKind, Output, Precision, Purpose, Retention},
        period::Period,
    },
    text::Lang,
};

pub(super) fn purposes(of: Of<'_>) -> Vec<Block> {
    let purposes = &of.rules.statement().purposes;
    let mut blocks = list(purposes.iter().map(|purpose| one_purpose(of, purpose)).collect());
    if purposes.iter().any(|purpose| purpose.basis == Basis::LegitimateInterests) {
        blocks.push(Block::Line(Entry::new("balance", of.say(say::BALANCE))));
    }
    blocks.extend(super::uses::marketing(of));
    blocks
}

fn one_purpose(of: Of<'_>, purpose: &Purpose) -> Entry {
    let mut text = String::new();
    if let Some(about) = &purpose.about {
        text.push_str(&words::sentence(about.get(of.lang)));
        text.push(' ');
    }
    text.push_str(&format!("{}: {}", of.say(say::BASIS), of.say(words::basis(purpose.basis))));
    if let Some(provision) = &purpose.provision {
        text.push_str(", ");
        text.push_str(provision.get(of.lang));
    }
    text.push('.');
    if !purpose.channels.is_empty() {
        let ways: Vec<&str> =
            purpose.channels.iter().map(|channel| of.say(words::channel(*channel))).collect();
        text.push_str(&format!(" {}: {}.", of.say(say::CHANNELS), words::joined(&ways, words::AND, of.lang)));
    }
    if let (Output::Aggregate, Some(least)) = (purpose.output, purpose.min_group) {
        text.push(' ');
        text.push_str(&match of.lang {
            Lang::Fi => format!("Tulokset ovat koosteita, joissa on vähintään {least} henkilöä."),
            Lang::Sv => format!("Resultaten är sammanställningar som omfattar minst {least} personer."),
            Lang::En => format!("Results are aggregates of at least {least} persons."),
        });
    }
    let inner = super::uses::limits(of, purpose);
    Entry::led(format!("purpose--{}", purpose.id), purpose.name.get(of.lang), text).with(inner)
}

pub(super) fn content(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let mut entries = Vec::new();
    for category in &statement.categories {
        let own = statement.items.iter().filter(|item| item.category.as_ref() == Some(&category.id));
        let own = own.map(|item| one_item(of, format!("item--{}", item.id), item));
        let objects = statement.objects.iter().filter(|object| object.category == category.id);
        let inner: Vec<Entry> = own.chain(objects.map(|object| one_object(of, object))).collect();
        if !inner.is_empty() {
            let id = format!("category--{}", category.id);
            let special = super::special::told(of, category.special.as_ref());
            entries.push(Entry::led(id, category.name.get(of.lang), special).with(inner));
        }
    }
    entries.push(Entry::led("marks", of.say(say::MARKS), "").with(marks(of)));
    let mut blocks = list(entries);
    blocks.push(Block::Line(Entry::new("content-closed", of.say(say::REQUIRED))));
    blocks.extend(needed(of));
    blocks.extend(super::example::examples(of));
    blocks
}

/// What somebody must tell in order to be in the register (GDPR 13(2)(e)).
fn needed(of: Of<'_>) -> Option<Block> {
    let items = of.rules.statement().items.iter().filter(|item| item.required && !item.generated);
    let names: Vec<&str> = items.map(|item| item.name.get(of.lang)).collect();
    let text = format!("{} {}.", of.say(say::NEEDED), names.join(", "));
    (!names.is_empty()).then(|| Block::Line(Entry::new("content-needed", text)))
}

/// What any register holds so that it can be kept: not items of the statement, and yet about people.
fn marks(of: Of<'_>) -> Vec<Entry> {
    let statement = of.rules.statement();
    let mut marks = vec![Entry::new(
        "mark-group",
        format!("{} {}", of.say(say::MARK_GROUP), words::relationship_ends(of.rules, of.lang)),
    )];
    if !statement.areas.is_empty() {
        let areas: Vec<&str> = statement.areas.iter().map(|area| area.name.get(of.lang)).collect();
        marks.push(Entry::new("mark-areas", format!("{} ({})", of.say(say::MARK_AREAS), areas.join(", "))));
    }
    if !statement.prohibitions.is_empty() || !statement.consents.is_empty() {
        marks.push(Entry::new("mark-permissions", of.say(say::MARK_PERMISSIONS)));
    }
    marks.push(Entry::new("mark-origin", of.say(say::MARK_ORIGIN)));
    marks.push(Entry::new("mark-handling", of.say(say::MARK_HANDLING)));
    marks
}

fn one_item(of: Of<'_>, id: String, item: &Item) -> Entry {
    let mut notes: Vec<String> = only_for(of, &item.groups).into_iter().collect();
    if item.max_values > 1 {
        notes.push(format!("{} {}", of.say(say::AT_MOST), item.max_values));
    }
    if let (ItemType::Text, Some(length)) = (item.item_type, item.max_length) {
        notes.push(match of.lang {
            Lang::Fi => format!("vapaa teksti, enintään {length} merkkiä"),
            Lang::Sv => format!("fri text, högst {length} tecken"),
            Lang::En => format!("free text, at most {length} characters"),
        });
    }
    match item.precision {
        Some(Precision::Year) => notes.push(of.say(say::ONLY_YEAR).to_owned()),
        Some(Precision::Month) => notes.push(of.say(say::ONLY_MONTH).to_owned()),
        None => {}
    }
    notes.extend(item.mask.as_ref().map(|mask| masked(of, mask)));
    if !item.choices.is_empty() {
        let names: Vec<&str> = item.choices.iter().map(|choice| choice.name.get(of.lang)).collect();
        notes.push(names.join(", "));
    }
    let mut text = item.name.get(of.lang).to_owned();
    if !notes.is_empty() {
        text.push_str(&format!(" ({})", notes.join("; ")));
    }
    if let Some(derived) = &item.derived {
        text.push_str(&format!(". {}: {}", of.say(say::DERIVED), derived.get(of.lang)));
    }
    Entry::new(id, text)
}

/// The groups that something is about, where it is not about all of them.
fn only_for(of: Of<'_>, wanted: &[GroupId]) -> Option<String> {
    let groups = of.rules.statement().subject_groups.iter().filter(|group| wanted.contains(&group.id));
    let names: Vec<&str> = groups.map(|group| group.name.get(of.lang)).collect();
    (!names.is_empty()).then(|| format!("{}: {}", of.say(say::ONLY_FOR), names.join(", ")))
}

/// What is shown of an item where the whole is not needed.
fn masked(of: Of<'_>, mask: &Mask) -> String {
    let shown = match (of.lang, mask.last) {
        (Lang::Fi, 0) => "peitetty".to_owned(),
        (Lang::Sv, 0) => "dold".to_owned(),
        (Lang::En, 0) => "hidden".to_owned(),
        (Lang::Fi, last) => format!("näkyvissä {last} viimeistä merkkiä"),
        (Lang::Sv, last) => format!("de {last} sista tecknen visas"),
        (Lang::En, last) => format!("the last {last} characters are shown"),
    };
    let purposes = of.rules.statement().purposes.iter().filter(|one| mask.whole_for.contains(&one.id));
    let purposes: Vec<&str> = purposes.map(|one| one.name.get(of.lang)).collect();
    if purposes.is_empty() {
        shown
    } else {
        format!("{shown}, {}: {}", of.say(say::WHOLE_FOR), purposes.join(", "))
    }
}

fn one_object(of: Of<'_>, object: &ObjectKind) -> Entry {
    let id = format!("object--{}", object.id);
    let date = if object.period { say::START_AND_END } else { say::DATES };
    let mut inner = vec![Entry::new(format!("{id}--date"), of.say(date))];
    if !object.states.is_empty() {
        let names: Vec<&str> = object.states.iter().map(|state| state.name.get(of.lang)).collect();
        inner.push(Entry::new(
            format!("{id}--state"),
            format!("{} ({})", of.say(say::STATES), names.join(", ")),
        ));
    }
    inner.extend(object.items.iter().map(|item| one_item(of, format!("{id}--item--{}", item.id), item)));
    if !object.line_items.is_empty() {
        let lines = object.line_items.iter();
        let lines = lines.map(|item| one_item(of, format!("{id}--line--{}", item.id), item)).collect();
        inner.push(Entry::led(format!("{id}--lines"), of.say(say::LINES), "").with(lines));
    }
    inner.extend(super::conduct::conduct(of, object));
    let name = object.name.get(of.lang);
    let lead =
        only_for(of, &object.groups).map_or_else(|| name.to_owned(), |whose| format!("{name} ({whose})"));
    Entry::led(id, lead, "").with(inner)
}

pub(super) fn sources(of: Of<'_>) -> Vec<Block> {
    let sources = of.rules.statement().sources.iter().map(|source| {
        let about = source.about.as_ref().map_or("", |about| about.get(of.lang));
        Entry::led(format!("source--{}", source.id), source.name.get(of.lang), about)
    });
    let mut blocks = list(sources.collect());
    if of.rules.statement().collection.is_some() {
        blocks.push(Block::Line(Entry::new("collected-only", of.say(say::COLLECTED_ONLY))));
    }
    blocks.extend(super::tracking::techniques(of));
    blocks
}

/// Retentions by category; within one, items that are kept alike stand together.
pub(super) fn retention(of: Of<'_>) -> Vec<Block> {
    let statement = of.rules.statement();
    let mut entries = Vec::new();
    for category in &statement.categories {
        let id = format!("retention--{}", category.id);
        let own = statement.items.iter().filter(|item| item.category.as_ref() == Some(&category.id));
        let own =
            own.filter_map(|item| Some((item.id.as_str(), item.name.get(of.lang), item.retention.as_ref()?)));
        let objects = statement.objects.iter().filter(|object| object.category == category.id);
        let objects = objects.map(|object| (object.id.as_str(), object.name.get(of.lang), &object.retention));
        // What is kept alike is known by the first of it.
        let mut alike: Vec<(&Retention, &str, Vec<&str>)> = Vec::new();
        for (first, name, retention) in own.chain(objects) {
            match alike.iter_mut().find(|(known, ..)| *known == retention) {
                Some((.., names)) => names.push(name),
                None => alike.push((retention, first, vec![name])),
            }
        }
        let mut inner: Vec<Entry> = Vec::new();
        for (retention, first, names) in &alike {
            let sentence = words::retention(retention, of.rules, of.lang);
            inner.push(Entry::led(format!("{id}--{first}"), names.join(", "), sentence));
        }
        inner.extend(replaced(of, &id, category.id.as_str()));
        inner.extend(withdrawn(of, &id, category));
        if !inner.is_empty() {
            let inner = super::ids::distinct(inner);
            entries.push(Entry::led(id, category.name.get(of.lang), "").with(inner));
        }
    }
    let mut blocks = list(entries);
    blocks.extend(super::keeping::keeping(of));
    blocks
}

/// What goes once the person has taken back the consents that alone carry it (GDPR 17(1)(b)).
fn withdrawn(of: Of<'_>, id: &str, category: &Category) -> Option<Entry> {
    let statement = of.rules.statement();
    let alone = |purposes: &[PurposeId], kept: Option<&Retention>| {
        !of.rules.consents_alone(purposes).is_empty() && kept.is_none_or(|kept| kept.floor.is_none())
    };
    let items = statement.items.iter().filter(|item| item.category.as_ref() == Some(&category.id));
    let items = items.filter(|item| alone(&item.purposes, item.retention.as_ref()));
    let kinds = statement.objects.iter().filter(|kind| kind.category == category.id);
    let kinds = kinds.filter(|kind| alone(&kind.purposes, Some(&kind.retention)));
    let names: Vec<&str> =
        items.map(|item| item.name.get(of.lang)).chain(kinds.map(|kind| kind.name.get(of.lang))).collect();
    let said = of.say(say::CONSENT_WITHDRAWN);
    (!names.is_empty()).then(|| Entry::led(format!("{id}--withdrawn"), names.join(", "), said))
}

/// How long older values are kept, where the statement says so.
fn replaced(of: Of<'_>, id: &str, category: &str) -> Vec<Entry> {
    let items = of.rules.statement().items.iter();
    let items = items.filter(|item| item.category.as_ref().is_some_and(|own| own.as_str() == category));
    let mut alike: Vec<(Period, &str, Vec<&str>)> = Vec::new();
    for item in items {
        let Some(period) = item.keep_replaced.as_ref().and_then(|keep| Period::parse(keep)) else { continue };
        match alike.iter_mut().find(|(known, ..)| *known == period) {
            Some((.., names)) => names.push(item.name.get(of.lang)),
            None => alike.push((period, item.id.as_str(), vec![item.name.get(of.lang)])),
        }
    }
    let entry = |(period, first, names): (Period, &str, Vec<&str>)| {
        let sentence = if period.is_zero() {
            of.say(say::REPLACED_AT_ONCE).to_owned()
        } else {
            format!("{} {}.", of.say(say::REPLACED), words::period(period, of.lang))
        };
        Entry::led(format!("{id}--replaced-{first}"), names.join(", "), sentence)
    };
    alike.into_iter().map(entry).collect()
}
