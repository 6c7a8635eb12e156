//! Covering spans of a recording for good, by order. Asked for on a page of its own, since it can't be undone.

use super::{address, read_clock};
use crate::{
    app::Shared,
    messages::recording as say,
    web::{
        desk::{Desk, at_desk},
        errors::{self, Trouble, problem_list},
        form::{Posted, see_other},
        page::{Banner, banner},
        visit::AtWork,
    },
    work::recording::redact,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{GateError, ask::Ask, card::ObjectRef};
use std::ops::Range;

type Place = Path<(String, String, String)>;

/// `GET .../recording/{object}/cover`.
pub(super) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let object = ObjectRef(object);
        desk.gate.medium(&desk.ask, &object)?;
        Ok(page(desk, &object, ("", "", &html! {})))
    })
    .await
}

/// `POST .../recording/{object}/cover`.
pub(super) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, object)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let object = ObjectRef(object);
        let (spans, order) = (fields.get("spans"), fields.get("order").trim());
        // Who ordered it stands beside the entry, sealed, as the reason.
        let reason = (!order.is_empty()).then(|| order.chars().take(300).collect());
        let ask = Ask { reason: reason.or_else(|| desk.ask.reason.clone()), ..desk.ask.clone() };
        match redact::cover(desk.gate, &ask, &object, &read(spans)) {
            Ok(()) => Ok(see_other(&address(desk, &object))),
            Err(GateError::Problems(found)) => {
                let told = banner(Banner::Error, "", &problem_list(&found, &desk.frame, &desk.rules));
                let page = page(desk, &object, (spans, order, &told));
                Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page))
            }
            Err(error) => Err(Trouble::from(error)),
        }
    })
    .await
}

/// Spans in milliseconds; nothing when a line is none.
pub(crate) fn read(typed: &str) -> Vec<Range<u64>> {
    let span = |line: &str| {
        let (from, to) = line.split_once(['–', '-'])?;
        Some(read_clock(from)? * 1_000..read_clock(to)? * 1_000)
    };
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(span).collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn page(desk: &Desk<'_>, object: &ObjectRef, (spans, order, told): (&str, &str, &Markup)) -> Response {
    let title = desk.say(&say::COVER);
    let content = html! {
        div.narrow {
            h1 { (title) }
            (told)
            (banner(Banner::Warning, "", &html! { p { (desk.say(&say::COVER_ABOUT)) } }))
            form method="post" action={ (address(desk, object)) "/cover" } autocomplete="off" {
                (desk.frame.token())
                div.field {
                    label for="spans" { (desk.say(&say::SPANS)) }
                    textarea #spans name="spans" rows="4" required maxlength="2000" aria-describedby="spans-hint" { (spans) }
                    p.hint #spans-hint { (desk.say(&say::SPANS_HINT)) }
                }
                div.field {
                    label for="order" { (desk.say(&say::ORDER)) }
                    input #order name="order" required maxlength="300" value=(order);
                }
                p.actions {
                    button.danger type="submit" { (desk.say(&say::COVER_NOW)) }
                    a.button href=(address(desk, object)) { (desk.say(&crate::messages::page::BACK)) }
                }
            }
        }
    };
    desk.frame.page(title, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_line_by_line_and_a_wrong_line_spoils_them_all() {
        assert_eq!(read("0:10–0:15\n\n 1:00 - 1:01 \n"), [10_000..15_000, 60_000..61_000]);
        for wrong in ["0:10", "0:10–", "a–b", "0:10–0:15\nx"] {
            assert!(read(wrong).is_empty(), "{wrong}");
        }
    }
}
