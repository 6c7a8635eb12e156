//! The list of assessments of a period, with figures for those who may see totals.

use super::{address, at_desk_kinds, choice_name};
use crate::{
    app::Shared,
    messages::{Message, quality as say},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::Fields,
        personal, timeline,
        visit::AtWork,
        when,
    },
    work::statements::today,
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use jiff::ToSpan as _;
use maud::{Markup, html};
use seloste_gate::{
    ask::AccountId,
    quality::{Assessed, AssessmentFilter, GroupKey, Grouping, Totals},
};
use seloste_register::statement::model::Action;
use std::collections::HashMap;

const GROUPINGS: [(&str, Grouping, &Message); 4] = [
    ("form", Grouping::Form, &say::BY_FORM),
    ("agent", Grouping::Agent, &say::BY_AGENT),
    ("number", Grouping::Number, &say::BY_NUMBER),
    ("month", Grouping::Month, &say::BY_MONTH),
];

type Names = HashMap<AccountId, String>;

/// `GET /r/{register}/for/{purpose}/quality`.
pub(super) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        page(desk, &fields)
    })
    .await
}

fn page(desk: &Desk<'_>, fields: &Fields) -> Result<Response, Trouble> {
    let today = today(desk.gate.clock().as_ref());
    let filter = AssessmentFilter {
        from: when::read_day(fields.get("from")).unwrap_or_else(|| today.saturating_sub(3.months())),
        until: when::read_day(fields.get("until")).unwrap_or(today),
        of: None,
    };
    let chosen = GROUPINGS.iter().find(|(code, ..)| *code == fields.get("by")).unwrap_or(&GROUPINGS[0]);
    let found = desk.gate.assessments(&desk.ask, &filter)?;
    let counts = desk.may(Action::Count);
    let totals = if counts { Some(desk.gate.assessment_totals(&desk.ask, &filter, chosen.1)?) } else { None };
    let people = found.iter().flat_map(|one| one.agents.iter().copied().chain(one.assessor));
    let grouped = totals.iter().flat_map(|totals| &totals.groups).filter_map(|group| match group.key {
        GroupKey::Agent(account) => Some(account),
        _ => None,
    });
    let names = account_names(desk, people.chain(grouped))?;
    let title = desk.say(&say::TITLE);
    let content = html! {
        div.person {
            h1 { (title) }
            @if counts { div.actions { a.button href=(desk.at("quality/sample")) { (desk.say(&say::SAMPLE)) } } }
        }
        p.lead { (desk.say(if counts { &say::LEAD } else { &say::MINE_LEAD })) }
        (filters(desk, &filter, (counts, chosen.0)))
        @if let Some(totals) = &totals { (figures(desk, totals, (chosen.2, &names))) }
        h2 { (desk.say(&say::ASSESSMENTS)) }
        @if found.is_empty() { div.empty { p { (desk.say(&say::NONE)) } } } @else { (table(desk, &found, &names)) }
    };
    Ok(desk.frame.page(title, &content))
}

fn filters(desk: &Desk<'_>, filter: &AssessmentFilter, (counts, by): (bool, &str)) -> Markup {
    html! {
        form.sheet method="get" action=(desk.at("quality")) {
            div.filters {
                div.field { label for="from" { (desk.say(&say::FROM)) } input #from type="date" name="from" value=(filter.from); }
                div.field { label for="until" { (desk.say(&say::UNTIL)) } input #until type="date" name="until" value=(filter.until); }
                @if counts {
                    div.field {
                        label for="by" { (desk.say(&say::BY)) }
                        select #by name="by" {
                            @for (code, _, name) in &GROUPINGS { option value=(code) selected[*code == by] { (desk.say(name)) } }
                        }
                    }
                }
                div.field { button.primary type="submit" { (desk.say(&say::SHOW)) } }
            }
        }
    }
}

fn figures(desk: &Desk<'_>, totals: &Totals, (by, names): (&Message, &Names)) -> Markup {
    let count = totals.smallest.to_string();
    html! {
        h2 { (desk.say(&say::FIGURES)) }
        @if totals.groups.is_empty() { p { (desk.say(&say::NO_FIGURES)) } } @else {
            div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::FIGURES)) {
                table {
                    thead { tr {
                        th scope="col" { (desk.say(by)) }
                        @for head in [&say::RECORDINGS, &say::MEAN, &say::FAILED] { th.number scope="col" { (desk.say(head)) } }
                    } }
                    tbody {
                        @for group in &totals.groups {
                            tr {
                                th scope="row" { (key(desk, &group.key, names)) }
                                td.number { (group.recordings) } td.number { (group.mean) } td.number { (group.failed) }
                            }
                        }
                    }
                }
            }
        }
        @if totals.some_too_small { p.muted { (say::TOO_SMALL.fill(desk.lang(), &[("count", &count)])) } }
    }
}

fn key(desk: &Desk<'_>, key: &GroupKey, names: &Names) -> String {
    match key {
        GroupKey::Agent(account) => names.get(account).cloned().unwrap_or_else(|| "–".to_owned()),
        GroupKey::Month(first) => first.strftime("%-m/%Y").to_string(),
        GroupKey::Form(form) => {
            let mut kinds = at_desk_kinds(desk);
            let name = kinds.find_map(|(kind, it)| {
                let name = choice_name(desk, &kind.items, (&it.form_item, form.as_str()));
                Some(name).filter(|name| *name != "–")
            });
            name.unwrap_or_else(|| form.as_str()).to_owned()
        }
        GroupKey::Number(number) => {
            let kinds = desk.rules.statement().objects.iter();
            let mut numbers = kinds.filter_map(|kind| kind.recording.as_ref()).flat_map(|it| &it.numbers);
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let found = numbers.find(|one| bare(&one.number) == *number);
            found.map_or_else(|| number.clone(), |one| desk.read(&one.name).to_owned())
        }
    }
}

fn table(desk: &Desk<'_>, found: &[Assessed], names: &Names) -> Markup {
    let heads = [&say::DATE, &say::SCORE, &say::AGENT, &say::ASSESSOR];
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::ASSESSMENTS)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } th scope="col" {} } }
                tbody { @for one in found { (row(desk, one, names)) } }
            }
        }
    }
}

fn row(desk: &Desk<'_>, one: &Assessed, names: &Names) -> Markup {
    let Some(kind) = desk.rules.object(&one.object.kind) else { return html! {} };
    let name = |account: &AccountId| names.get(account).cloned().unwrap_or_default();
    let agents: Vec<String> = one.agents.iter().map(name).collect();
    let assessment = kind.assessment.as_ref();
    let score = assessment.and_then(|it| {
        let item = kind.items.iter().find(|item| item.id == it.score_item)?;
        Some((one.object.items.iter().find(|opened| opened.item == item.id)?, item))
    });
    let failed = assessment.is_some_and(|it| {
        let flag = one.object.items.iter().find(|opened| opened.item == it.failed_item);
        flag.is_some_and(|flag| flag.values.iter().any(|value| personal::is_code(&value.value, "yes")))
    });
    html! {
        tr {
            th scope="row" { a href=(address(desk, &one.recording)) { (when::day(one.object.starts, desk.lang())) } }
            td {
                @if let Some((opened, item)) = score { (personal::values(opened, item, desk.lang())) }
                @if failed { " " span.tag.bad { (desk.say(&say::FAILS)) } }
            }
            td { (agents.join(", ")) }
            td { @if let Some(assessor) = &one.assessor { (name(assessor)) } }
            td { (timeline::state(desk, kind, &one.object)) }
        }
    }
}
