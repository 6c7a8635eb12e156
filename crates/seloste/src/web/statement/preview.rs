//! What a draft changes for whom, counted over everyone; the decisions that it needs; and the steps on: proposing it,
//! putting it into force, giving it up.

use super::{apart, as_statement_keeper, at_draft, base, must, named, words};
use crate::{
    app::Shared,
    messages::editor as say,
    store::{
        count::{Act, Count, Going},
        draft::{Draft, State as DraftState},
    },
    web::{
        desk::Hall,
        errors::{self, Trouble},
        form::{Posted, see_other},
        own::time,
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::versions::{
        Keeper, VersionError,
        count::Counted,
        judge::{Deciding, Judged, passage},
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode},
    response::Response,
};
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_register::{
    diagnostics::{Problem, Severity},
    text::{Lang, Text},
};

type Place = Path<(String, String)>;

/// `GET .../draft/{draft}/preview`.
pub(super) async fn get(State(app): State<Shared>, Path((register, id)): Place, at: AtWork) -> Response {
    as_statement_keeper(app, at, register, move |hall, keeper| {
        let draft = named(keeper, &id)?;
        page(hall, keeper, &draft, None)
    })
    .await
}

/// `POST .../draft/{draft}/decide`.
pub(super) async fn decide(
    State(app): State<Shared>,
    Path((register, id)): Place,
    posted: Posted,
) -> Response {
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        let (draft, fields) = (named(keeper, &id)?, posted.fields);
        let review = when::read_day(fields.get("review"));
        let deciding = review.map(|review| Deciding {
            rule: fields.get("rule"),
            passage: fields.get("passage"),
            why: fields.get("why"),
            yields: fields.get("yields"),
            review,
        });
        let done =
            deciding.map_or(Err(VersionError::ReviewPast), |deciding| keeper.decide(draft.id, &deciding));
        match apart(done)? {
            Ok(draft) => Ok(see_other(&format!("{}/preview", at_draft(hall, &draft)))),
            Err(error) => page(hall, keeper, &draft, Some(&error)),
        }
    })
    .await
}

/// `POST .../draft/{draft}/move`: proposes, activates, rebases or withdraws.
pub(super) async fn on(State(app): State<Shared>, Path((register, id)): Place, posted: Posted) -> Response {
    as_statement_keeper(app, posted.at, register, move |hall, keeper| {
        let draft = named(keeper, &id)?;
        let seen = posted.fields.get("revision").parse().unwrap_or(0);
        let done = match posted.fields.get("do") {
            "count" => keeper.order(&draft, Act::Look).map(|_| format!("{}/preview", at_draft(hall, &draft))),
            "propose" => {
                keeper.propose_or_order(&draft).map(|_| format!("{}/preview", at_draft(hall, &draft)))
            }
            "activate" if seen != draft.revision => Err(VersionError::Changed),
            "activate" => keeper.activate_or_order(&draft).map(|done| match done {
                Some(number) => format!("{}/version/{number}", base(hall)),
                None => format!("{}/preview", at_draft(hall, &draft)),
            }),
            "rebase" => keeper.rebase(draft.id, seen).map(|draft| at_draft(hall, &draft)),
            "withdraw" => keeper.withdraw(draft.id).map(|_| base(hall)),
            _ => Err(VersionError::Absent),
        };
        match apart(done)? {
            Ok(next) => Ok(see_other(&next)),
            Err(error) => page(hall, keeper, &draft, Some(&error)),
        }
    })
    .await
}

fn page(
    hall: &Hall<'_>,
    keeper: &Keeper<'_>,
    draft: &Draft,
    wrong: Option<&VersionError>,
) -> Result<Response, Trouble> {
    let lang = hall.lang();
    let counted = if draft.state.is_live() { Some(must(keeper.counted(draft))?) } else { None };
    let count = must(keeper.count_of(draft.id))?.filter(|count| count.revision == draft.revision);
    let title = say::PREVIEW.get(lang);
    let content = html! {
        h1 { (title) @if !draft.why.is_empty() { ": " (draft.why) } }
        p { (words::state(draft.state, lang)) }
        (words::wrong(wrong, lang))
        (stopped(count.as_ref(), lang))
        @if let Some(Counted::UnderWay(count)) = &counted { (counting(hall, draft, count)) }
        @if let Some(Counted::Known(judged, at)) = &counted {
            (figures(judged, *at, lang))
            (count_again(hall, draft))
            (obstacles(hall, draft, judged))
            section.sheet {
                h2 { (say::CHANGES.get(lang)) }
                (words::changes(&judged.changes, judged.survey.as_ref().map(|survey| survey.by_change.as_slice()), lang))
            }
            (steps(hall, draft, judged))
        }
        p.actions {
            a.button href=(at_draft(hall, draft)) { (say::EDIT.get(lang)) }
            a.button href=(base(hall)) { (say::BACK.get(lang)) }
        }
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = errors::with(status, hall.frame.page(title, &content));
    if matches!(counted, Some(Counted::UnderWay(_))) {
        // The page comes back by itself while the job counts, without any script.
        response.headers_mut().insert("refresh", HeaderValue::from_static("3"));
    }
    Ok(response)
}

/// How far the job is that counts everyone, and what it does then.
fn counting(hall: &Hall<'_>, draft: &Draft, count: &Count) -> Markup {
    let lang = hall.lang();
    let (done, everyone) = (count.done.to_string(), count.everyone.to_string());
    let follows = match count.act {
        Act::Look => &say::THEN_LOOK,
        Act::Propose => &say::THEN_PROPOSE,
        Act::Activate => &say::THEN_ACTIVATE,
    };
    html! {
        section.sheet role="status" {
            h2 { (say::COUNTING.get(lang)) }
            @if count.everyone > 0 {
                progress max=(count.everyone) value=(count.done) aria-label=(say::COUNTING.get(lang)) {}
                p { (say::COUNTED_SO_FAR.fill(lang, &[("done", &done), ("of", &everyone)])) }
            } @else {
                progress aria-label=(say::COUNTING.get(lang)) {}
            }
            p { (follows.get(lang)) }
            p.actions { a.button href={ (at_draft(hall, draft)) "/preview" } { (say::LOOK_AGAIN.get(lang)) } }
        }
    }
}

/// Why the last count, or what was to follow it, stopped.
fn stopped(count: Option<&Count>, lang: Lang) -> Markup {
    let said = count.filter(|count| count.going == Going::Stopped).and_then(|count| count.said.as_deref());
    let said: Option<Text> = said.and_then(|said| serde_json::from_str(said).ok());
    html! { @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said.get(lang)) } })) } }
}

fn count_again(hall: &Hall<'_>, draft: &Draft) -> Markup {
    html! {
        form.actions method="post" action={ (at_draft(hall, draft)) "/move" } {
            (hall.frame.token())
            input type="hidden" name="revision" value=(draft.revision);
            button type="submit" name="do" value="count" { (say::COUNT_AGAIN.get(hall.lang())) }
        }
    }
}

fn figures(judged: &Judged, at: Timestamp, lang: Lang) -> Markup {
    let Some(survey) = &judged.survey else { return html! {} };
    html! {
        ul.figures {
            li { span.figure { b { (survey.people) } span { (say::PEOPLE.get(lang)) } } }
            @for (follow, people) in &survey.by_follow { li { span.figure { b { (people) } span { (follow.words().get(lang)) } } } }
        }
        p.muted { (say::COUNTED_AT.get(lang)) " " (time(at, lang)) ". " (say::NOTHING_CHANGED.get(lang)) }
    }
}

fn obstacles(hall: &Hall<'_>, draft: &Draft, judged: &Judged) -> Markup {
    let lang = hall.lang();
    let open = judged.undecided();
    let told: Vec<&Problem> =
        judged.problems.iter().chain(&judged.obstacles).filter(|problem| !open.contains(problem)).collect();
    html! {
        @if !open.is_empty() {
            section.sheet {
                h2 { (say::TO_DECIDE.get(lang)) }
                p { (say::TO_DECIDE_ABOUT.get(lang)) }
                @for (at, problem) in open.iter().enumerate() { (decision_form(hall, draft, problem, at)) }
            }
        }
        @if !told.is_empty() {
            section.sheet {
                h2 { (say::FOUND.get(lang)) }
                ul.findings {
                    @for problem in told { li {
                        (words::problem(problem, lang))
                        @if let Some(decision) = judged.decision(problem) {
                            div.small { span.tag.good { (say::DECIDED.get(lang)) } " " (decision.why) " (" (when::day(decision.review, lang)) ")" }
                        }
                    } }
                }
            }
        }
    }
}

fn decision_form(hall: &Hall<'_>, draft: &Draft, problem: &Problem, at: usize) -> Markup {
    let lang = hall.lang();
    html! {
        form.decision method="post" action={ (at_draft(hall, draft)) "/decide" } {
            p { (words::problem(problem, lang)) }
            (hall.frame.token())
            input type="hidden" name="rule" value=(problem.rule);
            input type="hidden" name="passage" value=(passage(problem));
            div.filters {
                div.field { label for={ "why-" (at) } { (say::DECISION_WHY.get(lang)) } input #{ "why-" (at) } name="why" required maxlength="1000"; }
                @if problem.passages.len() > 1 {
                    div.field { label for={ "yields-" (at) } { (say::YIELDS.get(lang)) } select #{ "yields-" (at) } name="yields" {
                        @for one in &problem.passages { option value=(one) { (one) } }
                    } }
                }
                div.field { label for={ "review-" (at) } { (say::REVIEW.get(lang)) } input #{ "review-" (at) } type="date" name="review" required; }
                p.actions { button type="submit" { (say::RECORD_DECISION.get(lang)) } }
            }
        }
    }
}

fn steps(hall: &Hall<'_>, draft: &Draft, judged: &Judged) -> Markup {
    let lang = hall.lang();
    let ready = judged.rules.is_some()
        && judged.undecided().is_empty()
        && !judged
            .problems
            .iter()
            .chain(&judged.obstacles)
            .any(|problem| problem.severity == Severity::Error);
    let own = |by| by == hall.actor.account;
    let mine = own(draft.made_by) || own(draft.changed_by) || draft.proposed.is_some_and(|(_, by)| own(by));
    html! {
        section.sheet.narrow {
            h2 { (say::NEXT.get(lang)) }
            @match (draft.state, mine) {
                (DraftState::Proposed, true) => (banner(Banner::Note, "", &html! { p { (say::OTHER_PERSON.get(lang)) } })),
                (DraftState::Proposed, false) => p { (say::ACTIVATE_ABOUT.get(lang)) },
                _ => p { (say::PROPOSE_ABOUT.get(lang)) },
            }
            form.actions method="post" action={ (at_draft(hall, draft)) "/move" } {
                (hall.frame.token())
                input type="hidden" name="revision" value=(draft.revision);
                @if draft.state == DraftState::Open && ready { button.primary type="submit" name="do" value="propose" { (say::PROPOSE.get(lang)) } }
                @if draft.state == DraftState::Proposed && !mine && ready { button.primary type="submit" name="do" value="activate" { (say::ACTIVATE.get(lang)) } }
                button.danger type="submit" name="do" value="withdraw" { (say::WITHDRAW.get(lang)) }
            }
        }
    }
}
