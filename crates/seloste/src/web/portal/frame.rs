//! What stands around a person's own page: whose register it is, the person's pages, language, theme, the way out. Not here:
//! the frame itself (`web/page.rs`).

use crate::{
    messages::{Message, page as frame_say, portal as say},
    web::page::{Frame, mark},
};
use maud::{Markup, html};
use seloste_register::{id::RegisterId, text::Text};

/// The person's side of a register, as the frame shows it.
#[derive(Debug, Clone)]
pub(crate) struct OwnSide {
    /// Which register.
    pub(crate) register: RegisterId,
    /// Its name.
    pub(crate) name: Text,
    /// The token of the session's forms; `None` for somebody who is not signed in here.
    pub(crate) csrf: Option<String>,
}

/// The person's pages, by their address and name.
const PAGES: [(&str, &Message); 4] =
    [("data", &say::DATA), ("choices", &say::CHOICES), ("requests", &say::REQUESTS), ("log", &say::LOG)];

/// The header of a person's own page.
pub(crate) fn header(frame: &Frame, own: &OwnSide) -> Markup {
    let lang = frame.lang();
    let base = format!("/my/{}", own.register);
    html! {
        header.top.own {
            div.top-row {
                a.mark href=(base) { (mark()) span { (own.name.get(lang)) } }
                details.menu.right {
                    summary { span.menu-value { (frame_say::MENU.get(lang)) } }
                    div.panel {
                        (frame.preferences())
                        @if own.csrf.is_some() {
                            form method="post" action={ (base) "/out" } {
                                (frame.token())
                                button.wide type="submit" { (say::SIGN_OUT.get(lang)) }
                            }
                        }
                    }
                }
            }
            @if own.csrf.is_some() {
                nav.tabs aria-label=(say::MY_PAGES.get(lang)) {
                    @for (page, name) in PAGES {
                        @let address = format!("{base}/{page}");
                        a href=(address) aria-current=[(frame.path == address).then_some("page")] { (name.get(lang)) }
                    }
                }
            }
        }
    }
}
