//! The controller's records of processing activities (GDPR 30(1)) from the effective rules: facts about the register, and one
//! row for each purpose. Not here: the spreadsheet file.

use super::{Block, Entry, build::Of, html::escaped, people, phrases as say, sharing, uses, words};
use crate::{
    id::CategoryId,
    statement::{
        Rules,
        model::{Purpose, Recipient},
    },
    text::{Lang, Phrase},
};

/// Records of processing before they have a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// Their language.
    pub lang: Lang,
    /// Their title, with the register's name.
    pub title: String,
    /// What holds for every row: controller, contact, security (GDPR 30(1)(a), (g)).
    pub facts: Vec<(String, String)>,
    /// Names of the columns.
    pub head: Vec<&'static str>,
    /// A row for each purpose (GDPR 30(1)(b) to (f)).
    pub rows: Vec<Vec<String>>,
}

/// The records of processing of a register.
#[must_use]
pub fn records(rules: &Rules, lang: Lang) -> Records {
    let of = Of::register(rules, lang);
    let statement = rules.statement();
    let title = Phrase::new(
        "Seloste käsittelytoimista",
        "Register över behandling",
        "Record of processing activities",
    );
    let head = [
        Phrase::new("Käsittelyn tarkoitus", "Ändamål", "Purpose"),
        Phrase::new("Oikeusperuste", "Rättslig grund", "Legal basis"),
        Phrase::new("Rekisteröityjen ryhmät", "Kategorier av registrerade", "Categories of data subjects"),
        Phrase::new("Henkilötietoryhmät", "Kategorier av personuppgifter", "Categories of personal data"),
        Phrase::new("Vastaanottajat", "Mottagare", "Recipients"),
        Phrase::new(
            "Siirrot EU:n tai ETA:n ulkopuolelle",
            "Överföringar utanför EU eller EES",
            "Transfers outside the EU or EEA",
        ),
        Phrase::new("Säilytysajat", "Bevaringstider", "Time limits for erasure"),
    ];
    Records {
        lang,
        title: format!("{}: {}", title.get(lang), statement.register.name.get(lang)),
        facts: facts(of),
        head: head.into_iter().map(|name| name.get(lang)).collect(),
        rows: statement.purposes.iter().map(|purpose| row(of, purpose)).collect(),
    }
}

fn facts(of: Of<'_>) -> Vec<(String, String)> {
    let statement = of.rules.statement();
    let article = Phrase::new(
        "yleinen tietosuoja-asetus, 30 artiklan 1 kohta",
        "allmänna dataskyddsförordningen, artikel 30.1",
        "GDPR, Article 30(1)",
    );
    let fact = |name: Phrase, value: String| (of.say(name).to_owned(), value);
    vec![
        fact(Phrase::new("Peruste", "Grund", "Under"), of.say(article).to_owned()),
        fact(say::DRAWN_UP, words::day(statement.register.drawn_up, of.lang)),
        fact(say::CONTROLLER, flat(&people::controller(of))),
        fact(say::CONTACT, flat(&people::contact(of))),
        fact(say::PROTECTION, flat(&sharing::protection(of))),
    ]
}

/// Blocks as running text.
fn flat(blocks: &[Block]) -> String {
    let entries = blocks.iter().flat_map(|block| match block {
        Block::Line(entry) => std::slice::from_ref(entry),
        Block::List(entries) => entries.as_slice(),
    });
    entries.map(said).collect::<Vec<_>>().join("\n")
}

fn said(entry: &Entry) -> String {
    let mut text = match &entry.lead {
        Some(lead) if entry.text.is_empty() => lead.clone(),
        Some(lead) => format!("{lead}: {}", entry.text),
        None => entry.text.clone(),
    };
    for inner in &entry.inner {
        text.push('\n');
        text.push_str(&said(inner));
    }
    text
}

fn row(of: Of<'_>, purpose: &Purpose) -> Vec<String> {
    let statement = of.rules.statement();
    let groups: Vec<String> =
        uses::persons(of, purpose).map(|group| group.name.get(of.lang).to_owned()).collect();
    let recipients: Vec<&Recipient> =
        statement.recipients.iter().filter(|one| one.purposes.contains(&purpose.id)).collect();
    let names: Vec<String> = recipients.iter().map(|one| sharing::named(of, one)).collect();
    let outside = recipients.iter().filter(|one| !of.rules.law().in_eea(&one.country, of.rules.on()));
    let outside: Vec<String> =
        outside.map(|one| format!("{}: {}", sharing::named(of, one), sharing::safeguard(of, one))).collect();
    let none = || Phrase::new("ei ole", "inga", "none").get(of.lang).to_owned();
    let or_none = |all: Vec<String>| if all.is_empty() { none() } else { all.join("\n") };
    vec![
        format!(
            "{}{}",
            purpose.name.get(of.lang),
            purpose.about.as_ref().map_or(String::new(), |about| format!("\n{}", about.get(of.lang)))
        ),
        basis(of, purpose),
        or_none(groups),
        or_none(data(of, purpose)),
        or_none(names),
        or_none(outside),
        or_none(limits(of, purpose)),
    ]
}

/// The legal basis, with the provision where the law obliges.
fn basis(of: Of<'_>, purpose: &Purpose) -> String {
    let basis = of.say(words::basis(purpose.basis));
    let provision = purpose.provision.as_ref().map(|provision| provision.get(of.lang));
    provision.map_or_else(|| basis.to_owned(), |provision| format!("{basis}, {provision}"))
}

/// The categories that a purpose uses, each with its items.
fn data(of: Of<'_>, purpose: &Purpose) -> Vec<String> {
    each_category(
        of,
        |category| {
            let statement = of.rules.statement();
            let own = statement.items.iter();
            let own = own
                .filter(|item| item.category.as_ref() == Some(category) && uses::takes_item(purpose, item));
            let objects = statement.objects.iter();
            let objects =
                objects.filter(|object| object.category == *category && uses::takes_object(purpose, object));
            own.map(|item| item.name.get(of.lang))
                .chain(objects.map(|object| object.name.get(of.lang)))
                .map(str::to_owned)
                .collect()
        },
        ", ",
    )
}

/// Time limits of the categories that a purpose uses.
fn limits(of: Of<'_>, purpose: &Purpose) -> Vec<String> {
    each_category(
        of,
        |category| {
            let statement = of.rules.statement();
            let own = statement.items.iter();
            let own = own
                .filter(|item| item.category.as_ref() == Some(category) && uses::takes_item(purpose, item));
            let own = own.filter_map(|item| item.retention.as_ref());
            let objects = statement.objects.iter();
            let objects =
                objects.filter(|object| object.category == *category && uses::takes_object(purpose, object));
            let mut said = Vec::new();
            for retention in own.chain(objects.map(|object| &object.retention)) {
                let one = words::retention(retention, of.rules, of.lang);
                if !said.contains(&one) {
                    said.push(one);
                }
            }
            said
        },
        " ",
    )
}

fn each_category(of: Of<'_>, inside: impl Fn(&CategoryId) -> Vec<String>, between: &str) -> Vec<String> {
    let categories = of.rules.statement().categories.iter();
    let told = categories.filter_map(|category| {
        let inside = inside(&category.id);
        (!inside.is_empty()).then(|| format!("{}: {}", category.name.get(of.lang), inside.join(between)))
    });
    told.collect()
}

/// Records as a whole HTML document with one table.
#[must_use]
pub fn records_html(records: &Records, stylesheet: &str) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
        records.lang.code()
    );
    let title = escaped(&records.title);
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!(
        "<title>{title}</title>\n<link rel=\"stylesheet\" href=\"{}\">\n",
        escaped(stylesheet)
    ));
    out.push_str("</head>\n<body class=\"wide\">\n<main>\n");
    out.push_str(&records_fragment(records, &title));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn records_fragment(records: &Records, title: &str) -> String {
    let mut out = format!(
        "<article class=\"records\" lang=\"{}\">\n<h1 id=\"records-title\">{title}</h1>\n<dl>\n",
        records.lang.code()
    );
    for (name, value) in &records.facts {
        out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), lines(value)));
    }
    out.push_str("</dl>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"records-title\" tabindex=\"0\">\n<table>\n<thead><tr>");
    for name in &records.head {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(name)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &records.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let (open, close) = if at == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
            out.push_str(&format!("{open}{}{close}", lines(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</article>\n");
    out
}

fn lines(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("<br>")
}
