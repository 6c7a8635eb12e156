//! Asking for a recording of one's own: a copy, or a time to listen to it. The recording is held from then on; what is given of
//! it is weighed by whoever answers.

use super::{at_home, below, guest::PostedHome};
use crate::{
    app::Shared,
    messages::asked as say,
    web::{desk::Desk, errors::Trouble, form::see_other},
    work::own::request,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    card::{ObjectRef, OpenedObject},
    recorded::Wish,
};
use seloste_register::statement::model::ObjectKind;

/// The way to ask, beside a recording that is there.
pub(super) fn section(desk: &Desk<'_>, kind: &ObjectKind, object: &OpenedObject) -> Result<Markup, Trouble> {
    let Some(recording) = &kind.recording else { return Ok(html! {}) };
    if !desk.gate.may_be_asked_for(&desk.ask.register, &object.object)? {
        return Ok(html! {});
    }
    let places: Vec<&str> = recording.listening_places.iter().map(|place| desk.read(place)).collect();
    Ok(html! {
        section.sheet {
            h2 { (desk.say(&say::OWN_TITLE)) }
            p { (desk.say(&say::OWN_LEAD)) }
            @if !places.is_empty() { p { (say::OWN_PLACES.fill(desk.lang(), &[("places", &places.join("; "))])) } }
            form method="post" action={ (below(desk, &format!("events/{}/ask", object.object.0))) } {
                (desk.frame.token())
                p.actions {
                    button.primary type="submit" name="wish" value=(Wish::Copy.code()) { (desk.say(&say::OWN_COPY)) }
                    button type="submit" name="wish" value=(Wish::Listen.code()) { (desk.say(&say::OWN_LISTEN)) }
                }
            }
        }
    })
}

/// `POST /my/{register}/events/{object}/ask`.
pub(super) async fn ask(
    State(app): State<Shared>,
    Path((_, object)): Path<(String, String)>,
    posted: PostedHome,
) -> Response {
    let PostedHome { at, fields } = posted;
    let subject = at.subject.clone();
    at_home(app, at, move |desk| {
        let wish = Wish::read(fields.get("wish")).ok_or(Trouble::Absent)?;
        let (owner, object) = desk.gate.open_object(&desk.ask, &ObjectRef(object))?;
        let kind = desk.rules.object(&object.kind).filter(|_| owner == subject).ok_or(Trouble::Absent)?;
        let what = format!("{} {}", desk.read(&kind.name), object.starts);
        let words = match wish {
            Wish::Copy => &say::OWN_WORDS_COPY,
            Wish::Listen => &say::OWN_WORDS_LISTEN,
        };
        let said = words.fill(desk.lang(), &[("what", &what)]);
        let home = desk.app.register(&desk.ask.register).ok_or(Trouble::Absent)?.0;
        request::for_recording(home, (&desk.ask.register, &subject), ((&object.object, wish), said))?;
        Ok(see_other(&below(desk, "requests")))
    })
    .await
}
