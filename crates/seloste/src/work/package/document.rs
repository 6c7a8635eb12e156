//! A package as a document: headings, tables and short sentences. Readable personal data becomes text in `work/personal` alone.

use super::{Extent, Told, words as say};
use crate::{
    messages::{log, requests as requests_say},
    work::{personal, requests::recordings},
};
use jiff::{Timestamp, civil::Date};
use seloste_gate::{
    card::{OpenedCategory, OpenedItem, OpenedObject, Permission, PermissionKind},
    clock,
    disclosures::Disclosed,
    package::{COVERED, Goes, Part},
};
use seloste_letter::{Block, Document, Level, Line, Table};
use seloste_register::{
    id::{CategoryId, PurposeId, SourceId},
    right::Named as _,
    statement::{
        model::{Item, ObjectKind},
        notice,
    },
};
use std::collections::BTreeMap;

pub(super) fn document(told: &Told<'_>) -> Document {
    let statement = told.rules.statement();
    let all = told.extent == Extent::All;
    let (title, lead) = if all { (say::TITLE, say::LEAD) } else { (say::TITLE_GIVEN, say::LEAD_GIVEN) };
    let places = [("register", statement.register.name.get(told.lang)), ("date", &told.on.to_string())];
    let mut blocks = vec![Block::Paragraph(lead.fill(told.lang, &places).into())];
    categories(told, &mut blocks);
    objects(told, &mut blocks);
    if all {
        earlier(told, &mut blocks);
        choices(told, &mut blocks);
        requests(told, &mut blocks);
        used(told, &mut blocks);
        given(told, &mut blocks);
        holds(told, &mut blocks);
        needs(told, &mut blocks);
        let of = (told.rules, told.lang);
        blocks.extend(recordings::blocks(&told.package.recordings, of, &told.files));
        parts(told, &mut blocks);
        left_out(told, &mut blocks);
    }
    withheld(told, &mut blocks);
    let authority = told.rules.law().authority.name.get(told.lang);
    blocks.push(Block::Paragraph(say::COMPLAINT.fill(told.lang, &[("authority", authority)]).into()));
    Document {
        lang: told.lang,
        title: title.get(told.lang).to_owned(),
        author: statement.controller.name.clone(),
        date: told.on,
        blocks,
        footer: statement.register.name.get(told.lang).to_owned(),
    }
}

fn heading(told: &Told<'_>, text: &crate::messages::Message) -> Block {
    Block::Heading(Level::One, text.get(told.lang).to_owned())
}

fn head(told: &Told<'_>, names: &[crate::messages::Message]) -> Vec<String> {
    names.iter().map(|name| name.get(told.lang).to_owned()).collect()
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

fn source(told: &Told<'_>, id: &SourceId) -> String {
    told.rules.source(id).map_or_else(|| id.to_string(), |source| source.name.get(told.lang).to_owned())
}

fn purpose(told: &Told<'_>, id: &PurposeId) -> String {
    let own =
        || if id.as_str() == "own-data" { say::OWN_DATA.get(told.lang).to_owned() } else { id.to_string() };
    told.rules.purpose(id).map_or_else(own, |purpose| purpose.name.get(told.lang).to_owned())
}

fn categories(told: &Told<'_>, blocks: &mut Vec<Block>) {
    for opened in &told.package.categories {
        let Some(category) = told.rules.category(&opened.category) else { continue };
        let rows: Vec<Vec<String>> =
            opened.items.iter().flat_map(|one| rows(told, told.rules.item(&one.item), one)).collect();
        if rows.is_empty() && told.extent == Extent::Given {
            continue;
        }
        blocks.push(Block::Heading(Level::One, category.name.get(told.lang).to_owned()));
        if rows.is_empty() {
            blocks.push(Block::Paragraph(say::NOTHING.get(told.lang).into()));
            continue;
        }
        about(told, &category.id, &category.purposes, blocks);
        how_long(told, opened, blocks);
        let names = [say::ITEM, say::VALUE, say::SOURCE, say::RECORDED, say::KEPT];
        blocks.push(Block::Table(Table { head: head(told, &names), rows }));
        let derived = opened.items.iter().filter_map(|one| told.rules.item(&one.item));
        for (item, rule) in derived.filter_map(|item| Some((item, item.derived.as_ref()?))) {
            let lead = format!("{}. {}", item.name.get(told.lang), say::DERIVED.get(told.lang));
            blocks.push(Block::Paragraph(Line::led(lead, rule.get(told.lang))));
        }
    }
}

/// Purposes and recipients of a category.
fn about(told: &Told<'_>, category: &CategoryId, purposes: &[PurposeId], blocks: &mut Vec<Block>) {
    let names: Vec<String> = purposes.iter().map(|id| purpose(told, id)).collect();
    if !names.is_empty() {
        blocks.push(Block::Paragraph(Line::led(say::PURPOSES.get(told.lang), names.join(", "))));
    }
    let recipients = told.rules.statement().recipients.iter().filter(|one| one.categories.contains(category));
    let names: Vec<&str> = recipients.map(|one| one.name.get(told.lang)).collect();
    if !names.is_empty() {
        blocks.push(Block::Paragraph(Line::led(say::RECIPIENTS.get(told.lang), names.join(", "))));
    }
}

/// The rules by which the values of a category are kept, each once (GDPR 15(1)(d)).
fn how_long(told: &Told<'_>, opened: &OpenedCategory, blocks: &mut Vec<Block>) {
    let mut rules: Vec<(String, Vec<&str>)> = Vec::new();
    let there = opened.items.iter().filter_map(|one| {
        let item = told.rules.item(&one.item)?;
        (!told.of_item(item, one).is_empty()).then_some(item)
    });
    for item in there {
        let times = told.rules.times(item, &told.package.group);
        let said: Vec<String> = times.map(|time| notice::retention(time, told.rules, told.lang)).collect();
        let said = said.join(&format!(" {} ", say::AND_AT_MOST.get(told.lang)));
        let name = item.name.get(told.lang);
        match rules.iter_mut().find(|(rule, _)| *rule == said) {
            Some((_, names)) => names.push(name),
            None => rules.push((said, vec![name])),
        }
    }
    let many = rules.len() > 1;
    for (said, names) in rules {
        let said = if many { format!("{}: {said}", names.join(", ")) } else { said };
        blocks.push(Block::Paragraph(Line::led(say::HOW_LONG.get(told.lang), said)));
    }
}

/// A row for each value of an item.
fn rows(told: &Told<'_>, item: Option<&Item>, opened: &OpenedItem) -> Vec<Vec<String>> {
    let Some(item) = item else { return Vec::new() };
    let kept = |recorded: Date| {
        let until = told.kept_until(item, recorded);
        until.map_or_else(|| say::BY_RULE.get(told.lang).to_owned(), |day| day.to_string())
    };
    told.of_item(item, opened)
        .into_iter()
        .map(|value| {
            let recorded = clock::day(value.recorded);
            vec![
                item.name.get(told.lang).to_owned(),
                personal::value(value, item, told.lang).to_string(),
                source(told, &value.source),
                recorded.to_string(),
                kept(recorded),
            ]
        })
        .collect()
}

fn objects(told: &Told<'_>, blocks: &mut Vec<Block>) {
    if told.package.objects.is_empty() && told.package.past_objects.is_empty() {
        return;
    }
    blocks.push(heading(told, &say::DEALINGS));
    for object in &told.package.objects {
        one_object(told, object, None, blocks);
    }
    if told.extent == Extent::All {
        for (replaced, object) in &told.package.past_objects {
            one_object(told, object, Some(*replaced), blocks);
        }
    }
}

fn one_object(told: &Told<'_>, object: &OpenedObject, replaced: Option<Timestamp>, blocks: &mut Vec<Block>) {
    let Some(kind) = told.rules.object(&object.kind) else { return };
    let mut rows = Vec::new();
    let of_kind = object.items.iter().zip(std::iter::repeat(&kind.items));
    let of_lines = object.lines.iter().flatten().zip(std::iter::repeat(&kind.line_items));
    for (opened, declared) in of_kind.chain(of_lines) {
        rows.extend(self::rows(told, declared.iter().find(|item| item.id == opened.item), opened));
    }
    if rows.is_empty() && told.extent == Extent::Given {
        return;
    }
    let past = replaced.map(|at| format!(" ({} {})", say::REPLACED.get(told.lang), day(at)));
    let title = format!("{}{}", named(told, object, kind), past.unwrap_or_default());
    blocks.push(Block::Heading(Level::Two, title));
    about(told, &kind.category, &kind.purposes, blocks);
    let kept = notice::retention(&kind.retention, told.rules, told.lang);
    blocks.push(Block::Paragraph(Line::led(say::HOW_LONG.get(told.lang), kept)));
    if !rows.is_empty() {
        let names = [say::ITEM, say::VALUE, say::SOURCE, say::RECORDED, say::KEPT];
        blocks.push(Block::Table(Table { head: head(told, &names), rows }));
    }
}

fn named(told: &Told<'_>, object: &OpenedObject, kind: &ObjectKind) -> String {
    let state = kind.states.iter().find(|state| Some(&state.id) == object.state.as_ref());
    let state = state.map(|state| format!(", {}", state.name.get(told.lang))).unwrap_or_default();
    let ends = object.ends.map(|ends| format!(" – {ends}")).unwrap_or_default();
    format!("{} {}{ends}{state}", kind.name.get(told.lang), object.starts)
}

fn earlier(told: &Told<'_>, blocks: &mut Vec<Block>) {
    let mut rows = Vec::new();
    for past in &told.package.past {
        let Some(item) = told.rules.item(&past.item) else { continue };
        for value in &past.values {
            rows.push(vec![
                item.name.get(told.lang).to_owned(),
                personal::value(value, item, told.lang).to_string(),
                source(told, &value.source),
                day(past.replaced),
            ]);
        }
    }
    if !rows.is_empty() {
        blocks.push(heading(told, &say::EARLIER));
        let names = [say::ITEM, say::VALUE, say::SOURCE, say::REPLACED];
        blocks.push(Block::Table(Table { head: head(told, &names), rows }));
    }
}

fn choices(told: &Told<'_>, blocks: &mut Vec<Block>) {
    let row = |(permission, notice): &(Permission, Option<seloste_gate::personal::Personal>)| {
        let until = permission.until.map_or_else(|| say::IN_FORCE.get(told.lang).to_owned(), day);
        let notice = notice.as_ref().map(|notice| personal::text(notice).to_string());
        vec![choice(told, &permission.what), day(permission.from), until, notice.unwrap_or_default()]
    };
    let rows: Vec<Vec<String>> = told.package.permissions.iter().map(row).collect();
    if !rows.is_empty() {
        blocks.push(heading(told, &say::CHOICES));
        let names = [say::ITEM, say::SINCE, say::UNTIL, say::WORDS];
        blocks.push(Block::Table(Table { head: head(told, &names), rows }));
    }
}

fn choice(told: &Told<'_>, what: &PermissionKind) -> String {
    let statement = told.rules.statement();
    match what {
        PermissionKind::Consent(id) => {
            let declared = statement.consents.iter().find(|one| one.id == *id);
            declared.map_or_else(|| id.to_string(), |one| one.name.get(told.lang).to_owned())
        }
        PermissionKind::Prohibition(id) => {
            let declared = statement.prohibitions.iter().find(|one| one.id == *id);
            declared.map_or_else(|| id.to_string(), |one| one.name.get(told.lang).to_owned())
        }
    }
}

fn requests(told: &Told<'_>, blocks: &mut Vec<Block>) {
    if told.package.requests.is_empty() {
        return;
    }
    blocks.push(heading(told, &say::REQUESTS));
    for (line, happened) in &told.package.requests {
        let title = format!("{} {}", line.kind.name().get(told.lang), day(line.received));
        blocks.push(Block::Heading(Level::Two, title));
        blocks.push(Block::Paragraph(Line::led(
            format!("{}:", say::STATE.get(told.lang)),
            line.state.name().get(told.lang),
        )));
        let said = |one: &seloste_gate::request::Happened| {
            let texts = [&one.asker, &one.words].into_iter().flatten();
            let text: Vec<String> = texts.map(|text| personal::text(text).to_string()).collect();
            let step = requests_say::step(&one.code).map_or(one.code.as_str(), |step| step.get(told.lang));
            vec![minute(one.at), step.to_owned(), text.join("\n")]
        };
        let rows = happened.iter().map(said).collect();
        let names = [say::WHEN, say::WHAT, say::WORDS];
        blocks.push(Block::Table(Table { head: head(told, &names), rows }));
    }
}

fn used(told: &Told<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(told, &say::USED));
    blocks.push(Block::Paragraph(say::USED_LEAD.get(told.lang).into()));
    let who = |one: &seloste_gate::card::Reading| one.by.and_then(|by| told.names.get(&by)).cloned();
    let row = |one: &seloste_gate::card::Reading| {
        let action = log::action(&one.action).map_or(one.action.as_str(), |action| action.get(told.lang));
        let mut row = vec![minute(one.at), action.to_owned(), purpose(told, &one.purpose)];
        row.extend((!told.names.is_empty()).then(|| who(one).unwrap_or_default()));
        row
    };
    let rows = told.package.readings.iter().map(row).collect();
    let mut names = head(told, &[say::WHEN, say::WHAT, say::PURPOSE]);
    names.extend((!told.names.is_empty()).then(|| say::WHO.get(told.lang).to_owned()));
    blocks.push(Block::Table(Table { head: names, rows }));
    let reasons = &told.package.reasons;
    if !reasons.is_empty() {
        blocks.push(heading(told, &say::REASONS));
        let row = |(at, words): &(Timestamp, seloste_gate::personal::Personal)| {
            vec![minute(*at), personal::text(words).to_string()]
        };
        let names = [say::WHEN, say::WORDS];
        blocks
            .push(Block::Table(Table { head: head(told, &names), rows: reasons.iter().map(row).collect() }));
    }
}

/// To whom data was given. A declared recipient is named by the statement, another by what was written down.
fn given(told: &Told<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(told, &say::GIVEN));
    if told.package.disclosures.is_empty() {
        blocks.push(Block::Paragraph(say::NOT_GIVEN.get(told.lang).into()));
        return;
    }
    let recipients = &told.rules.statement().recipients;
    let row = |one: &Disclosed| {
        let declared = one.recipient.as_ref().and_then(|id| recipients.iter().find(|found| found.id == *id));
        let to = declared.map_or_else(
            || personal::text(&one.words).to_string(),
            |found| found.name.get(told.lang).to_owned(),
        );
        let category = |id: &CategoryId| {
            told.rules.category(id).map_or(id.as_str(), |found| found.name.get(told.lang)).to_owned()
        };
        let what: Vec<String> = one.categories.iter().map(category).collect();
        vec![day(one.given), to, what.join(", ")]
    };
    let rows = told.package.disclosures.iter().map(row).collect();
    blocks.push(Block::Table(Table { head: head(told, &[say::WHEN, say::TO_WHOM, say::ITEM]), rows }));
}

fn holds(told: &Told<'_>, blocks: &mut Vec<Block>) {
    if told.package.holds.is_empty() {
        return;
    }
    blocks.push(heading(told, &say::HOLDS));
    let row = |(placed, review, because): &(Timestamp, Date, seloste_gate::personal::Personal)| {
        vec![day(*placed), review.to_string(), personal::text(because).to_string()]
    };
    let names = [say::SINCE, say::UNTIL, say::WORDS];
    let rows = told.package.holds.iter().map(row).collect();
    blocks.push(Block::Table(Table { head: head(told, &names), rows }));
}

/// Why recordings are still needed, and until when (R6-016).
fn needs(told: &Told<'_>, blocks: &mut Vec<Block>) {
    if told.package.needs.is_empty() {
        return;
    }
    blocks.push(heading(told, &say::NEEDS));
    let row = |(_, ends, because): &(_, Date, seloste_gate::personal::Personal)| {
        vec![ends.to_string(), personal::text(because).to_string()]
    };
    let rows = told.package.needs.iter().map(row).collect();
    blocks.push(Block::Table(Table { head: head(told, &[say::UNTIL, say::WORDS]), rows }));
}

fn parts(told: &Told<'_>, blocks: &mut Vec<Block>) {
    if told.package.links.is_empty() {
        return;
    }
    blocks.push(heading(told, &say::PARTS));
    let (opened, closed): (Vec<&Part>, Vec<&Part>) =
        told.package.links.iter().partition(|part| part.object.is_some());
    let mut roles: BTreeMap<&str, (&OpenedObject, Vec<String>)> = BTreeMap::new();
    for part in opened {
        if let Some(object) = &part.object {
            roles.entry(&object.object.0).or_insert((object, Vec::new())).1.push(role_name(told, part));
        }
    }
    for (object, names) in roles.values() {
        one_object(told, object, None, blocks);
        blocks.push(Block::Paragraph(Line::led(say::ROLE.get(told.lang), names.join(", "))));
    }
    if closed.is_empty() {
        return;
    }
    blocks.push(Block::Paragraph(say::PARTS_WHY.get(told.lang).into()));
    let rows = closed.into_iter().map(|part| {
        let kind = told.rules.object(&part.kind).map_or(part.kind.as_str(), |kind| kind.name.get(told.lang));
        vec![kind.to_owned(), role_name(told, part), part.starts.to_string()]
    });
    let names = [say::ITEM, say::ROLE, say::WHEN];
    blocks.push(Block::Table(Table { head: head(told, &names), rows: rows.collect() }));
}

/// The role that a person has in something, in the reader's language.
fn role_name(told: &Told<'_>, part: &Part) -> String {
    let kind = told.rules.object(&part.kind);
    let role = kind.and_then(|kind| kind.links.iter().find(|one| one.id.as_str() == part.role.as_str()));
    role.map_or_else(|| part.role.to_string(), |role| role.name.get(told.lang).to_owned())
}

/// What was left out because it is about somebody else, each with the reason.
fn withheld(told: &Told<'_>, blocks: &mut Vec<Block>) {
    if told.package.withheld.is_empty() {
        return;
    }
    blocks.push(heading(told, &say::WITHHELD));
    blocks.push(Block::Paragraph(say::WITHHELD_LEAD.get(told.lang).into()));
    let row = |(what, why): &(String, seloste_gate::personal::Personal)| {
        vec![withheld_name(told, what), personal::text(why).to_string()]
    };
    let rows = told.package.withheld.iter().map(row).collect();
    blocks.push(Block::Table(Table { head: head(told, &[say::ITEM, say::WITHHELD_WHY]), rows }));
}

fn withheld_name(told: &Told<'_>, what: &str) -> String {
    let statement = told.rules.statement();
    let kinds = || statement.objects.iter().flat_map(|kind| kind.items.iter().chain(&kind.line_items));
    let found = match what.split_once(':') {
        Some(("item", id)) => {
            statement.items.iter().chain(kinds()).find(|one| one.id.as_str() == id).map(|one| &one.name)
        }
        Some(("category", id)) => {
            statement.categories.iter().find(|one| one.id.as_str() == id).map(|one| &one.name)
        }
        _ => None,
    };
    found.map_or_else(|| say::ONE_DEALING.get(told.lang), |name| name.get(told.lang)).to_owned()
}

fn left_out(told: &Told<'_>, blocks: &mut Vec<Block>) {
    blocks.push(heading(told, &say::LEFT_OUT));
    let mut whys: Vec<&str> = Vec::new();
    for (_, goes) in COVERED {
        if let Goes::LeftOut(why) = goes
            && !whys.contains(why)
        {
            whys.push(why);
        }
    }
    let lines = whys.into_iter().map(|why| say::left_out(why).get(told.lang).into()).collect();
    blocks.push(Block::List(lines));
}
