//! Erasing, holding and restricting somebody's data: what would go and what would stay is told first.

use crate::{
    app::Shared,
    messages::{leaving as say, mention as mention_say, page as frame_say},
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Posted, see_other},
        page::{Banner, banner},
        personal,
        visit::AtWork,
        when,
    },
    work::{
        mentions::{self, A_MOMENT},
        requests::part_name,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{Limit, Set, SubjectRef},
    erasure::{Course, Erasure, Hold, HoldDraft, What, Why},
    errors::ItemProblem,
};
use seloste_register::id::HoldId;

type Place = Path<(String, String, String)>;

/// `GET .../s/{subject}/leave`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| page(desk, &SubjectRef(subject))).await
}

/// `POST .../s/{subject}/leave`: one press each.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let back = desk.at(&format!("s/{}/leave", subject.0));
        let pressed = fields.get("do");
        match pressed.split_once(' ').unwrap_or((pressed, "")) {
            ("erase", _) => {
                let told = mentions::erase(desk.gate, &desk.ask, &subject, A_MOMENT)?;
                return Ok(done(desk, &told));
            }
            ("restrict", _) => desk.gate.restrict(&desk.ask, &subject, Set::InForce)?,
            ("open", _) => desk.gate.restrict(&desk.ask, &subject, Set::TakenBack)?,
            ("hold", _) => {
                let Ok(review) = fields.get("review").trim().parse() else {
                    return Ok(wrong(desk, &subject, &html! { p { (desk.say(&say::HOLD_BAD_DATE)) } }));
                };
                let kind = HoldId::new(fields.get("kind")).ok();
                let case = fields.get("case").to_owned();
                let draft = HoldDraft { kind, case, objects: Vec::new(), review };
                if let Err(GateError::Problems(problems)) = desk.gate.hold(&desk.ask, &subject, draft) {
                    return Ok(refused(desk, &subject, &problems));
                }
            }
            ("release", number) => {
                let number = number.parse().map_err(|_| Trouble::Absent)?;
                let followed = mentions::release(desk.gate, &desk.ask, (&subject, number), A_MOMENT)?;
                if let Some(told) = followed
                    && told.course == Course::Whole
                {
                    return Ok(done(desk, &told));
                }
            }
            _ => return Err(Trouble::Absent),
        }
        Ok(see_other(&back))
    })
    .await
}

fn page(desk: &Desk<'_>, subject: &SubjectRef) -> Result<Response, Trouble> {
    let told = mentions::preview(desk.gate, &desk.ask, subject, A_MOMENT)?;
    let holds = desk.gate.holds(&desk.ask, subject)?;
    let limits = desk.gate.open_card(&desk.ask, subject)?.limits;
    let title = desk.say(&say::TITLE);
    let content = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (desk.say(&say::UNCHANGED)) }
            (told_of(desk, &told))
            form method="post" action=(desk.frame.path) {
                (desk.frame.token())
                section.sheet {
                    h2 { (desk.say(&say::ERASE)) }
                    p { (desk.say(if told.course == Course::Waits { &say::WAITS } else { &say::ERASE_SURE })) }
                    button.danger type="submit" name="do" value="erase" { (desk.say(&say::ERASE)) }
                }
            }
            (restriction(desk, limits.contains(&Limit::Restricted).then_some(Limit::Restricted)))
            (holds_of(desk, &holds))
            p.actions { a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) } }
        }
    };
    Ok(desk.frame.page(title, &content))
}

fn restriction(desk: &Desk<'_>, limit: Option<Limit>) -> Markup {
    let (press, value) = match limit {
        Some(_) => (&say::END_RESTRICTION, "open"),
        None => (&say::RESTRICT, "restrict"),
    };
    html! {
        form method="post" action=(desk.frame.path) {
            (desk.frame.token())
            section.sheet {
                h2 { (desk.say(&say::RESTRICTION)) }
                p { (desk.say(&say::RESTRICTION_HINT)) }
                @if limit.is_some() { p { span.tag.bad { (desk.say(&say::RESTRICTED)) } } }
                button type="submit" name="do" value=(value) { (desk.say(press)) }
            }
        }
    }
}

fn holds_of(desk: &Desk<'_>, holds: &[Hold]) -> Markup {
    let kinds = &desk.rules.statement().holds;
    let called = |hold: &Hold| {
        let kind = kinds.iter().find(|kind| hold.kind.as_ref() == Some(&kind.id));
        kind.map(|kind| format!("{}: ", desk.read(&kind.name))).unwrap_or_default()
    };
    html! {
        section.sheet {
            h2 { (desk.say(&say::HOLDS)) }
            p { (desk.say(&say::HOLDS_HINT)) }
            @if !holds.is_empty() {
                form method="post" action=(desk.frame.path) {
                    (desk.frame.token())
                    ul.related {
                        @for hold in holds {
                            li {
                                span { (called(hold)) (personal::text(&hold.case)) span.origin { (desk.say(&say::HOLD_REVIEW)) " " (when::day(hold.review, desk.lang())) } }
                                button.small-button type="submit" name="do" value={ "release " (hold.number) } { (desk.say(&say::HOLD_RELEASE)) }
                            }
                        }
                    }
                }
            }
            form method="post" action=(desk.frame.path) {
                (desk.frame.token())
                @if !kinds.is_empty() {
                    div.field {
                        label for="kind" { (desk.say(&say::HOLD_KIND)) }
                        select #kind name="kind" required {
                            @for one in kinds { option value=(one.id) { (desk.read(&one.name)) } }
                        }
                    }
                }
                div.field {
                    label for="case" { (desk.say(&say::HOLD_CASE)) }
                    input #case name="case" required maxlength="1000" autocomplete="off";
                }
                div.field {
                    label for="review" { (desk.say(&say::HOLD_REVIEW)) }
                    input #review name="review" type="date" required;
                }
                button type="submit" name="do" value="hold" { (desk.say(if kinds.is_empty() { &say::HOLD_EVERYTHING } else { &say::HOLD_PLACE })) }
            }
        }
    }
}

/// What goes and what stays, as two tables.
fn told_of(desk: &Desk<'_>, told: &Erasure) -> Markup {
    let lang = desk.lang();
    let items: Vec<&str> = told
        .fingerprints
        .iter()
        .filter_map(|id| desk.rules.item(id))
        .map(|item| item.name.get(lang))
        .collect();
    html! {
        @if !told.goes.is_empty() {
            section.sheet {
                h2 { (desk.say(&say::GOES)) }
                ul.related { @for part in &told.goes { li { span { (name(desk, &part.what)) } span { (part.many) } } } }
            }
        }
        section.sheet {
            h2 { (desk.say(&say::STAYS)) }
            @if told.stays.is_empty() { p.muted { (desk.say(&say::NOTHING_STAYS)) } } @else {
                div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::STAYS)) {
                    table {
                        thead { tr { th scope="col" { (desk.say(&say::WHAT)) } th scope="col" { (desk.say(&say::MANY)) } th scope="col" { (desk.say(&say::WHY)) } th scope="col" { (desk.say(&say::UNTIL)) } } }
                        tbody {
                            @for kept in &told.stays {
                                tr { td { (name(desk, &kept.what)) } td { (kept.many) } td { (why(desk, &kept.why)) } td { (when::day(kept.until, lang)) } }
                            }
                        }
                    }
                }
            }
            @if !items.is_empty() { p { (say::FINGERPRINTS.fill(lang, &[("items", &items.join(", "))])) } }
            @if told.mentions > 0 { p { (mention_say::FOUND.fill(lang, &[("many", &told.mentions.to_string())])) } }
            @if told.searching { p.muted { (desk.say(&mention_say::SEARCHING)) } }
            @if told.recipients > 0 { p { (say::RECIPIENTS.fill(lang, &[("many", &told.recipients.to_string())])) } }
        }
    }
}

fn why(desk: &Desk<'_>, why: &Why) -> Markup {
    html! {
        @match why {
            Why::Law { name, source } => { (name.get(desk.lang())) span.origin { (source) } }
            Why::Case => { (desk.say(&say::CASE)) }
        }
    }
}

fn name<'d>(desk: &'d Desk<'_>, what: &'d What) -> &'d str {
    part_name(&desk.rules, what, desk.lang())
}

fn done(desk: &Desk<'_>, told: &Erasure) -> Response {
    let title = desk.say(&say::DONE);
    let words = if told.course == Course::Waits { &say::WAITS } else { &say::DONE };
    let content = html! {
        div.narrow {
            h1 { (title) }
            (banner(Banner::Done, "", &html! { p { (desk.say(words)) } }))
            (told_of(desk, told))
            p.actions {
                a.button href=(desk.at("find")) { (desk.say(&frame_say::BACK)) }
                @if told.mentions > 0 || told.searching { a.button href=(desk.at("mentions")) { (desk.say(&mention_say::TITLE)) } }
            }
        }
    };
    desk.frame.page(title, &content)
}

/// Why nothing was held, and what to do.
fn refused(desk: &Desk<'_>, subject: &SubjectRef, problems: &[ItemProblem]) -> Response {
    let told = html! {
        @for one in problems { p { (desk.read(&one.problem.what)) " " (desk.read(&one.problem.remedy)) } }
    };
    wrong(desk, subject, &told)
}

fn wrong(desk: &Desk<'_>, subject: &SubjectRef, told: &Markup) -> Response {
    let title = desk.say(&say::TITLE);
    let content = html! {
        div.narrow {
            h1 { (title) }
            (banner(Banner::Error, "", told))
            p.actions { a.button href=(desk.at(&format!("s/{}/leave", subject.0))) { (desk.say(&frame_say::BACK)) } }
        }
    };
    desk.frame.page(title, &content)
}
