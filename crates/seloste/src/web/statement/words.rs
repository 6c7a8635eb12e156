//! Problems, changes and texts of a statement as parts of pages.

use super::{Changes, Counted};
use crate::{
    messages::{editor as say, versions as told},
    store::draft::State,
    web::page::{Banner, banner},
    work::versions::VersionError,
};
use maud::{Markup, html};
use seloste_register::{
    diagnostics::{Problem, Severity},
    statement::diff::{Change, Follow},
    text::Lang,
};

/// Why something was not done.
pub(super) fn wrong(error: Option<&VersionError>, lang: Lang) -> Markup {
    html! {
        @if let Some(error) = error {
            (banner(Banner::Error, "", &html! {
                p { (told::wrong(error, lang)) }
                @if let VersionError::Errors(problems) | VersionError::Undecided(problems) = error { (list(problems, lang)) }
            }))
        }
    }
}

/// The state of a draft as a mark.
pub(super) fn state(state: State, lang: Lang) -> Markup {
    let class = match state {
        State::Open => "tag",
        State::Proposed => "tag warn",
        State::Activated => "tag good",
        State::Withdrawn => "tag bad",
    };
    html! { span class=(class) { (told::state_name(state).get(lang)) } }
}

/// Problems with their places, which lead to the line of the text.
pub(super) fn list(problems: &[Problem], lang: Lang) -> Markup {
    html! {
        ul.findings { @for one in problems { li { (problem(one, lang)) } } }
    }
}

/// One problem.
pub(super) fn problem(problem: &Problem, lang: Lang) -> Markup {
    let (class, name) = match problem.severity {
        Severity::Error => ("tag bad", &say::ERROR),
        Severity::Decision => ("tag warn", &say::DECISION),
        Severity::Note => ("tag", &say::NOTE),
    };
    html! {
        span class=(class) { (name.get(lang)) } " "
        @if let Some(place) = problem.place { a.line href={ "#line-" (place.line) } data-line=(place.line) { (say::LINE.get(lang)) " " (place.line) } " " }
        (problem.what.get(lang)) " "
        span.muted { (problem.remedy.get(lang)) " " code.small { (problem.rule) } }
    }
}

/// A summing up of what the check found.
pub(super) fn found(problems: &[Problem], lang: Lang) -> Markup {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, decisions) = (count(Severity::Error), count(Severity::Decision));
    html! {
        p {
            @if errors > 0 { span.tag.bad { (say::ERRORS.fill(lang, &[("n", &errors.to_string())])) } " " }
            @if decisions > 0 { span.tag.warn { (say::DECISIONS.fill(lang, &[("n", &decisions.to_string())])) } " " }
            @if errors == 0 && decisions == 0 { span.tag.good { (say::CLEAN.get(lang)) } }
        }
        @if !problems.is_empty() { (list(problems, lang)) }
    }
}

/// Changes in words, with whom they concern and what follows, and how many people where they were counted.
pub(super) fn changes(changes: Changes<'_>, counts: Counted<'_>, lang: Lang) -> Markup {
    html! {
        @if changes.is_empty() { p.muted { (say::NO_CHANGES.get(lang)) } }
        @else {
            ul.findings {
                @for (at, one) in changes.iter().enumerate() {
                    li { (change(one, counts.and_then(|counts| counts.get(at)).copied(), lang)) }
                }
            }
        }
    }
}

fn change(change: &Change, people: Option<u64>, lang: Lang) -> Markup {
    html! {
        div { (change.what.get(lang)) }
        div.small {
            span.muted { (change.whom_said.get(lang)) }
            @if let Some(people) = people.filter(|people| *people > 0) { " " strong { (say::CONCERNS.fill(lang, &[("n", &people.to_string())])) } }
            @for follow in &change.follows { " " span class=(follow_class(*follow)) { (follow.words().get(lang)) } }
        }
    }
}

const fn follow_class(follow: Follow) -> &'static str {
    match follow {
        Follow::Undeclared | Follow::Weaker => "tag bad",
        Follow::Longer
        | Follow::WiderAccess
        | Follow::Told13
        | Follow::Told14
        | Follow::NewConsent
        | Follow::MayNotFit
        | Follow::Reworded => "tag warn",
        Follow::Shorter | Follow::NarrowerAccess => "tag good",
        Follow::StaffAgain => "tag",
    }
}

/// A text with its lines numbered, each a place that links can lead to.
pub(super) fn numbered(text: &str, label: &str) -> Markup {
    html! {
        pre.numbered tabindex="0" role="region" aria-label=(label) {
            @for (at, line) in text.lines().enumerate() { span id={ "line-" (at + 1) } { (line) "\n" } }
        }
    }
}
