//! What is known about the use of a person's data: why it is seen and by whom else, who has looked, what was changed.

use crate::{
    app::Shared,
    messages::{Message, page as frame_say, person as say},
    store::account,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        personal,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    ask::AccountId,
    card::{Past, Reading, SubjectRef},
};
use seloste_register::{
    id::{CategoryId, PurposeId},
    right::Named as _,
};
use std::collections::HashMap;

type Place = Path<(String, String, String)>;

/// `GET .../s/{subject}/why`.
pub(crate) async fn why(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let explained = desk.gate.explain(&desk.ask, &subject)?;
        let rows = html! {
            @for (category, reasons) in &explained.mine {
                tr {
                    th scope="row" { (category_name(desk, category)) }
                    td {
                        @if reasons.is_empty() { span.muted { (desk.say(&say::NOT_YOU)) } }
                        @for reason in reasons { div { (desk.read(&reason.words)) } }
                    }
                    td {
                        @let others = explained.others.iter().find(|(id, _)| id == category).map(|(_, roles)| roles);
                        @if others.is_none_or(Vec::is_empty) { span.muted { (desk.say(&say::NOBODY)) } }
                        @for (role, purposes) in others.into_iter().flatten() {
                            div {
                                @if let Some(role) = desk.rules.role(role) { (desk.read(&role.name)) ": " }
                                span.muted { (purpose_names(desk, purposes)) }
                            }
                        }
                    }
                }
            }
        };
        let heads = [&say::CATEGORY, &say::WHY_ME, &say::WHO_ELSE];
        Ok(table_page(desk, &subject, (&say::WHY, Some(&say::WHY_ABOUT)), &heads, &rows))
    })
    .await
}

/// `GET .../s/{subject}/readers`.
pub(crate) async fn readers(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let readings = desk.gate.readers(&desk.ask, &subject)?;
        let names = account_names(desk, readings.iter().filter_map(|reading| reading.by))?;
        let rows = html! { @for reading in &readings { (reading_row(desk, reading, &names)) } };
        let heads = [&say::WHEN, &say::WHO, &say::DID, &say::WHAT_FOR, &say::CATEGORY];
        Ok(table_page(desk, &subject, (&say::READERS, Some(&say::READERS_ABOUT)), &heads, &rows))
    })
    .await
}

fn reading_row(desk: &Desk<'_>, reading: &Reading, names: &HashMap<AccountId, String>) -> Markup {
    let categories: Vec<&str> = reading.categories.iter().map(|id| category_name(desk, id)).collect();
    html! {
        tr {
            td.nowrap { (when::moment(reading.at, desk.lang())) }
            td { (reading.by.and_then(|by| names.get(&by)).map_or("–", String::as_str)) }
            td {
                (action(&reading.action).map_or(reading.action.as_str(), |message| desk.say(message)))
                @if reading.refused.is_some() { " " span.tag.bad { (desk.say(&say::REFUSED)) } }
            }
            td { (purpose_names(desk, std::slice::from_ref(&reading.purpose))) }
            td { (categories.join(", ")) }
        }
    }
}

/// `GET .../s/{subject}/history`.
pub(crate) async fn history(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let past = desk.gate.history(&desk.ask, &subject)?;
        let names = account_names(desk, past.iter().map(|one| one.by))?;
        let rows = html! {
            @if past.is_empty() { tr { td colspan="4" { (desk.say(&say::HISTORY_EMPTY)) } } }
            @for one in &past { (past_row(desk, one, &names)) }
        };
        let heads = [&say::REPLACED, &say::ITEM, &say::WAS, &say::WHO];
        Ok(table_page(desk, &subject, (&say::HISTORY, None), &heads, &rows))
    })
    .await
}

fn past_row(desk: &Desk<'_>, past: &Past, names: &HashMap<AccountId, String>) -> Markup {
    let Some(item) = desk.rules.item(&past.item) else { return html! {} };
    html! {
        tr {
            td.nowrap {
                (when::moment(past.replaced, desk.lang()))
                @if let Some(flaw) = past.flaw { " " span.tag.warn { (flaw.name().get(desk.lang())) } }
            }
            th scope="row" { (desk.read(&item.name)) }
            td {
                @if past.values.is_empty() { span.muted { (desk.say(&say::WAS_EMPTY)) } }
                @for value in &past.values {
                    div {
                        (personal::shown(&value.value, item, desk.lang()))
                        span.origin {
                            @if let Some(source) = desk.rules.source(&value.source) { (desk.read(&source.name)) ", " }
                            (when::day(when::date_of(value.recorded), desk.lang()))
                        }
                    }
                }
            }
            td { (names.get(&past.by).map_or("–", String::as_str)) }
        }
    }
}

fn table_page(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    (title, about): (&Message, Option<&Message>),
    heads: &[&Message],
    rows: &Markup,
) -> Response {
    let content = html! {
        h1 { (desk.say(title)) }
        @if let Some(about) = about { p.lead { (desk.say(about)) } }
        div.scroll tabindex="0" role="region" aria-label=(desk.say(title)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                tbody { (rows) }
            }
        }
        p.actions { a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) } }
    };
    desk.frame.page(desk.say(title), &content)
}

fn category_name<'d>(desk: &'d Desk<'_>, id: &'d CategoryId) -> &'d str {
    desk.rules.category(id).map_or_else(|| id.as_str(), |category| desk.read(&category.name))
}

fn purpose_names(desk: &Desk<'_>, ids: &[PurposeId]) -> String {
    let name = |id: &PurposeId| {
        desk.rules.purpose(id).map_or_else(|| id.to_string(), |purpose| desk.read(&purpose.name).to_owned())
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Names of colleagues.
pub(crate) fn account_names(
    desk: &Desk<'_>,
    ids: impl Iterator<Item = AccountId>,
) -> Result<HashMap<AccountId, String>, Trouble> {
    let wanted: std::collections::BTreeSet<AccountId> = ids.collect();
    let named = desk.gate.data().read(|tx| {
        let mut named = HashMap::from([(AccountId::PERSON, desk.say(&say::THE_PERSON).to_owned())]);
        for id in wanted {
            if let Some(account) = account::by_id(tx, id)? {
                named.insert(id, account.name);
            }
        }
        Ok(named)
    });
    named.map_err(|failure: seloste_db::Failure| failure.into())
}

/// What each verb is called.
const NAMES: &[(&str, Message)] = &[
    ("open", Message::new("Avasi kortin", "Öppnade kortet", "Opened the card")),
    ("find", Message::new("Näki haussa", "Såg i en sökning", "Saw in a search")),
    ("list", Message::new("Näki luettelossa", "Såg i en lista", "Saw in a list")),
    ("create", Message::new("Lisäsi", "Lade till", "Added")),
    ("edit", Message::new("Muutti", "Ändrade", "Changed")),
    ("close", Message::new("Merkitsi päättyneeksi", "Markerade som avslutad", "Marked as ended")),
    ("reopen", Message::new("Perui päättymisen", "Öppnade på nytt", "Began the relationship again")),
    (
        "permit",
        Message::new(
            "Kirjasi luvan tai kiellon",
            "Antecknade samtycke eller förbud",
            "Recorded a permission",
        ),
    ),
    (
        "permissions",
        Message::new(
            "Katsoi suostumuksia ja kieltoja",
            "Såg samtycken och förbud",
            "Looked at consents and prohibitions",
        ),
    ),
    ("history", Message::new("Katsoi muutoshistoriaa", "Såg ändringshistoriken", "Looked at the history")),
    ("readers", Message::new("Katsoi käyttölokia", "Såg användningsloggen", "Looked at who had looked")),
    ("import", Message::new("Toi tiedostosta", "Importerade från fil", "Brought in from a file")),
    ("export", Message::new("Vei tiedot", "Exporterade", "Took out")),
    ("receive", Message::new("Pyyntö saapui", "En begäran kom in", "A request came in")),
    ("requests", Message::new("Katsoi pyyntöjä", "Såg begäranden", "Looked at requests")),
    (
        "link",
        Message::new("Kirjautumislinkki lähetettiin", "Inloggningslänk skickades", "A sign-in link was sent"),
    ),
    (
        "enter",
        Message::new("Kirjautui omille sivuille", "Loggade in på egna sidor", "Signed in to their own pages"),
    ),
    (
        "bind",
        Message::new(
            "Liitti tunnuksen muualta",
            "Anslöt en identitet från en annan tjänst",
            "Connected an identity from elsewhere",
        ),
    ),
    (
        "unbind",
        Message::new("Irrotti tunnuksen", "Kopplade bort en identitet", "Let an identity from elsewhere go"),
    ),
    ("take", Message::new("Otti vastaan tallenteen", "Tog emot en inspelning", "Took in a recording")),
    ("listen", Message::new("Kuunteli tallennetta", "Lyssnade på en inspelning", "Listened to a recording")),
    (
        "calls",
        Message::new(
            "Näki tallenteiden luettelossa",
            "Såg i listan över inspelningar",
            "Saw in the list of recordings",
        ),
    ),
    (
        "merge",
        Message::new(
            "Vertasi tai yhdisti kortteja",
            "Jämförde eller slog ihop kort",
            "Compared or merged cards",
        ),
    ),
    (
        "invite",
        Message::new("Kutsui omille sivuille", "Bjöd in till egna sidor", "Invited to their own pages"),
    ),
    ("send", Message::new("Lähetti viestin", "Skickade ett meddelande", "Sent a message")),
    ("mail", Message::new("Sähköposti lähetettiin", "E-post skickades", "Mail was sent")),
    ("explain", Message::new("Katsoi, ketkä näkevät", "Såg vilka som får se", "Looked at who may see")),
    ("count", Message::new("Laski mukaan lukumäärään", "Räknade med i ett antal", "Counted in a total")),
    (
        "taken",
        Message::new(
            "Tarkisti, onko tieto jo rekisterissä",
            "Kontrollerade om uppgiften redan finns",
            "Checked whether a value is there already",
        ),
    ),
    ("erase", Message::new("Poisti tietoja", "Raderade uppgifter", "Erased data")),
    (
        "preview",
        Message::new(
            "Katsoi, mitä poisto veisi",
            "Såg vad en radering skulle ta",
            "Looked at what an erasure would take",
        ),
    ),
    ("redact", Message::new("Peitti mainintoja", "Täckte omnämnanden", "Covered mentions")),
    (
        "hold",
        Message::new(
            "Kirjasi säilyttämisen syyn",
            "Antecknade ett skäl att bevara",
            "Recorded a reason to keep data",
        ),
    ),
    (
        "restrict",
        Message::new(
            "Rajoitti käsittelyä tai perui rajoituksen",
            "Begränsade behandlingen eller hävde begränsningen",
            "Restricted the use or lifted the restriction",
        ),
    ),
    (
        "disclose",
        Message::new(
            "Luovutti tietoja tai katsoi luovutuksia",
            "Lämnade ut uppgifter eller såg utlämnanden",
            "Disclosed data or looked at disclosures",
        ),
    ),
    (
        "package",
        Message::new(
            "Kokosi tiedoista jäljennöksen",
            "Gjorde en kopia av uppgifterna",
            "Made a copy of the data",
        ),
    ),
    ("reply", Message::new("Vastasi arviointiin", "Svarade på en bedömning", "Answered an assessment")),
    (
        "need",
        Message::new(
            "Kirjasi tallenteen tarpeen",
            "Antecknade ett behov av en inspelning",
            "Recorded a need of a recording",
        ),
    ),
    (
        "breach",
        Message::new(
            "Selvitti tietoturvaloukkausta",
            "Utredde en personuppgiftsincident",
            "Looked into a data breach",
        ),
    ),
    (
        "investigate",
        Message::new(
            "Tutki lokia nimetyssä asiassa",
            "Granskade loggen i ett namngivet ärende",
            "Searched the log in a named case",
        ),
    ),
];

/// What a verb is called.
pub(crate) fn action(verb: &str) -> Option<&'static Message> {
    NAMES.iter().find(|(name, _)| *name == verb).map(|(_, message)| message)
}
