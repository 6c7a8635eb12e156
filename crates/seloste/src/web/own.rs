//! What a person's own pages share: the frame, the controller whose account it is, times as people write them.

use crate::{
    app::{App, Controller, Shared},
    messages::account as words,
    session::SignedIn,
    web::{
        errors::{self, Trouble},
        page::{Banner, Frame, banner},
        visit::AtWork,
        when,
    },
    work::staff::{StaffError, Wrong},
};
use axum::response::Response;
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_register::text::Lang;

/// What a person's own page works with.
pub(crate) struct Own<'a> {
    /// The opened installation.
    pub(crate) app: &'a App,
    /// The controller whose account it is.
    pub(crate) home: &'a Controller,
    /// The session.
    pub(crate) signed: SignedIn,
    /// The frame of the page.
    pub(crate) frame: Frame,
}

impl Own<'_> {
    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.frame.lang()
    }

    /// An address of one's own pages, with the controller's name where there are several.
    pub(crate) fn address(&self, path: &str) -> String {
        address(self.app, &self.signed, path)
    }
}

/// An address of one's own pages, with the controller's name where there are several.
pub(crate) fn address(app: &App, signed: &SignedIn, path: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    if app.controllers().count() > 1 {
        format!("{path}{joint}at={}", signed.controller)
    } else {
        path.to_owned()
    }
}

/// Does the work of an own page on the pool, and turns trouble into its page.
pub(crate) async fn on_own(
    app: Shared,
    at: AtWork,
    work: impl FnOnce(&Own<'_>) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let visit = at.visit.clone();
    let done = app.run(move |app| {
        let mut frame = Frame::plain(&at.visit);
        let Some(home) = app.controller(&at.signed.controller) else { return errors::absent(&at.visit) };
        match crate::web::desk::open_registers(app, &at.signed) {
            Ok(registers) => frame.registers = registers,
            Err(trouble) => return answer(trouble, &at.visit),
        }
        let own = Own { app, home, signed: at.signed.clone(), frame };
        work(&own).unwrap_or_else(|trouble| answer(trouble, &at.visit))
    });
    done.await.unwrap_or_else(|lost| errors::failed(&lost.to_string(), &Frame::plain(&visit)))
}

fn answer(trouble: Trouble, visit: &crate::web::visit::Visit) -> Response {
    match trouble {
        Trouble::Failed(why) => errors::failed(&why, &Frame::plain(visit)),
        Trouble::Absent | Trouble::Refused(_) | Trouble::Problems(_) | Trouble::Conflict(_) => {
            errors::absent(visit)
        }
    }
}

/// What did not fit, apart from failures of the machine.
pub(crate) fn wrongs_of<T>(done: Result<T, StaffError>) -> Result<Result<T, Vec<Wrong>>, Trouble> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(StaffError::Wrong(wrong)) => Ok(Err(wrong)),
        Err(StaffError::Failed(failure)) => Err(failure.into()),
    }
}

/// What did not fit, in words.
pub(crate) fn wrong_banner(wrong: &[Wrong], lang: Lang) -> Markup {
    html! {
        @if !wrong.is_empty() {
            (banner(Banner::Error, "", &html! {
                ul.problems { @for one in wrong { li { (words::wrong(one, lang)) } } }
            }))
        }
    }
}

/// The day of a moment.
pub(crate) fn day_of(moment: Timestamp, lang: Lang) -> String {
    when::day(when::date_of(moment), lang)
}

/// A moment for machines and people.
pub(crate) fn time(moment: Timestamp, lang: Lang) -> Markup {
    html! { time datetime=(moment) { (when::moment(moment, lang)) } }
}
