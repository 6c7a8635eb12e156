//! Whether a caller is known in another register of the same controller: looked for when the reader asks for it, never by itself. What
//! is found is a suggestion; nothing is joined, copied or written down about who it is. Looking stands on record in both
//! registers, and what the reader does not reach there is not found.

use crate::{
    app::Shared,
    messages::{person as person_say, recording as say},
    web::{
        desk::{Desk, at_desk, may},
        errors::Trouble,
        find::name,
        form::Posted,
        page::base,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    ask::Actor,
    card::{Hit, ObjectRef},
};
use seloste_register::{
    id::RegisterId,
    statement::{Rules, model::Action},
};
use std::sync::Arc;

/// A register that the reader may look into for the purpose at hand.
struct There {
    rules: Arc<Rules>,
    actor: Actor,
}

impl There {
    fn register(&self) -> &RegisterId {
        &self.rules.statement().register.id
    }
}

fn registers(desk: &Desk<'_>) -> Result<Vec<There>, Trouble> {
    let Some(signed) = &desk.signed else { return Ok(Vec::new()) };
    let mut open = Vec::new();
    for register in desk.gate.callers_elsewhere(&desk.ask) {
        let Some(rules) = desk.gate.rules(&register) else { continue };
        let actor = signed.actor(desk.app, &register)?;
        if may(&rules, &actor, &desk.ask.purpose, Action::Find) {
            open.push(There { rules, actor });
        }
    }
    Ok(open)
}

/// Buttons that look for the caller elsewhere, one for each register that the reader may look into.
pub(super) fn ways(desk: &Desk<'_>, recording: &ObjectRef) -> Result<Markup, Trouble> {
    let open = registers(desk)?;
    Ok(html! {
        @for one in &open {
            li {
                form method="post" action={ (super::address(desk, recording)) "/elsewhere" } {
                    (desk.frame.token())
                    input type="hidden" name="register" value=(one.register());
                    button.small-button type="submit" {
                        (say::LOOK_ELSEWHERE.fill(desk.lang(), &[("register", desk.read(&one.rules.statement().register.name))]))
                    }
                }
            }
        }
    })
}

/// `POST .../recording/{object}/elsewhere`.
pub(super) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, object)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let open = registers(desk)?;
        let named = open.iter().find(|one| one.register().as_str() == fields.get("register"));
        show(desk, &ObjectRef(object), named.ok_or(Trouble::Absent)?)
    })
    .await
}

fn show(desk: &Desk<'_>, recording: &ObjectRef, there: &There) -> Result<Response, Trouble> {
    let hits = desk.gate.caller_elsewhere(&desk.ask, recording, (there.register(), there.actor.clone()))?;
    let register = desk.read(&there.rules.statement().register.name);
    let title = say::ELSEWHERE.fill(desk.lang(), &[("register", register)]);
    let content = html! {
        h1 { (title) }
        @if hits.is_empty() { div.empty { p { (desk.say(&say::NOBODY_ELSEWHERE)) } } }
        @else {
            p.lead { (desk.say(&say::MAYBE)) }
            (cards(desk, there, &hits))
        }
        p.actions { a.button href=(super::address(desk, recording)) { (desk.say(&say::TO_RECORDING)) } }
    };
    Ok(desk.frame.page(&title, &content))
}

fn cards(desk: &Desk<'_>, there: &There, hits: &[Hit]) -> Markup {
    html! {
        ul.hits {
            @for hit in hits {
                li {
                    a href={ (base(there.register(), &desk.ask.purpose)) "/s/" (hit.subject.0) } {
                        strong { (name(&there.rules, &hit.items, desk).as_str()) }
                        @if let Some(closed) = hit.closed {
                            span.tag.bad { (person_say::CLOSED.fill(desk.lang(), &[("day", &when::day(closed, desk.lang()))])) }
                        }
                    }
                }
            }
        }
    }
}
