//! The frame around every page: skip link, register, purpose, search, language, theme, sign-out. Not here: any one page.

use crate::{
    messages::{Message, page as say},
    session::SignedIn,
    web::{
        assets,
        portal::frame::{self as own_side, OwnSide},
        visit::{Look, Theme, Visit},
    },
};
use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse as _, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use seloste_register::{
    id::{CompanyId, PurposeId, RegisterId},
    text::{Lang, Text},
};

/// Everything in a page that is not its own content.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// How the reader reads.
    pub(crate) look: Look,
    /// Where the reader is, to come back to.
    pub(crate) path: String,
    /// Who is signed in: name and form token.
    pub(crate) who: Option<Who>,
    /// The registers that the reader may enter.
    pub(crate) registers: Vec<(RegisterId, Text)>,
    /// The register that the page is about.
    pub(crate) here: Option<Here>,
    /// On people's own pages: whose register it is, instead of what staff have there.
    pub(crate) own: Option<OwnSide>,
}

/// The reader, as the frame shows it.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    /// Name.
    pub(crate) name: String,
    /// Token of the session's forms.
    pub(crate) csrf: String,
    /// The controller whose account it is, for addresses that belong to no register.
    pub(crate) at: CompanyId,
}

/// The register and the work at hand.
#[derive(Debug, Clone)]
pub(crate) struct Here {
    /// Which register.
    pub(crate) register: RegisterId,
    /// Its name.
    pub(crate) name: Text,
    /// The purpose of the work at hand.
    pub(crate) purpose: Option<(PurposeId, Text)>,
    /// The purposes that the reader's roles serve.
    pub(crate) purposes: Vec<(PurposeId, Text)>,
    /// What the menu offers for the purpose: path below the purpose, and words.
    pub(crate) menu: Vec<(&'static str, &'static Message)>,
    /// Whether the roles let the reader search for the purpose.
    pub(crate) search: Search,
}

/// Whether the frame shows its search field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Search {
    /// It does.
    Offered,
    /// It does not.
    Absent,
}

/// Address of a purpose's pages in a register.
pub(crate) fn base(register: &RegisterId, purpose: &PurposeId) -> String {
    format!("/r/{register}/for/{purpose}")
}

impl Frame {
    /// A frame without a register.
    pub(crate) fn plain(visit: &Visit) -> Self {
        Self {
            look: visit.look,
            path: visit.path.clone(),
            who: visit.signed.as_ref().map(Who::of),
            registers: Vec::new(),
            here: None,
            own: None,
        }
    }

    /// The reader's language.
    pub(crate) fn lang(&self) -> Lang {
        self.look.lang
    }

    /// A hidden field with the session's form token. Every form that is posted has it.
    pub(crate) fn token(&self) -> Markup {
        let own = self.own.as_ref().and_then(|own| own.csrf.as_deref());
        let csrf = self.who.as_ref().map(|who| who.csrf.as_str()).or(own);
        html! { @if let Some(csrf) = csrf { input type="hidden" name="csrf" value=(csrf); } }
    }

    /// A whole page.
    pub(crate) fn page(&self, title: &str, content: &Markup) -> Response {
        let (lang, theme) = (self.look.lang, self.look.theme);
        let page = html! {
            (DOCTYPE)
            html lang=(lang.code()) data-theme=(theme.as_str()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    meta name="color-scheme" content=(scheme(theme));
                    title { (title) " · Seloste" }
                    link rel="icon" href=(assets::icon()) type="image/svg+xml";
                    link rel="stylesheet" href=(assets::style());
                    script src=(assets::script()) defer {}
                }
                body {
                    a.skip href="#main" { (say::SKIP.get(lang)) }
                    (self.header())
                    main #main tabindex="-1" { (content) }
                    (self.footer())
                }
            }
        };
        let mut response = Html(page.into_string()).into_response();
        let language = HeaderValue::from_static(lang.code());
        response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
        response
    }

    fn header(&self) -> Markup {
        let lang = self.lang();
        if let Some(own) = &self.own {
            return own_side::header(self, own);
        }
        html! {
            header.top {
                div.top-row {
                    a.mark href="/" { (mark()) span { "Seloste" } }
                    @if let Some(here) = &self.here { (self.register_menu(here)) (purpose_menu(here, lang)) }
                    @if let Some(here) = &self.here { (self.search(here)) }
                    (self.person_menu())
                }
                @if let Some(here) = &self.here { (self.tabs(here)) }
            }
        }
    }

    fn register_menu(&self, here: &Here) -> Markup {
        let lang = self.lang();
        html! {
            details.menu {
                summary { span.menu-label { (say::REGISTER.get(lang)) } span.menu-value { (here.name.get(lang)) } }
                ul {
                    @for (id, name) in &self.registers {
                        li { a href={ "/r/" (id) } aria-current=[(*id == here.register).then_some("true")] { (name.get(lang)) } }
                    }
                    li.apart { a href={ "/r/" (here.register) "/notice" } { (say::NOTICE.get(lang)) } }
                }
            }
        }
    }

    fn search(&self, here: &Here) -> Markup {
        let Some((purpose, _)) = here.purpose.as_ref().filter(|_| here.search == Search::Offered) else {
            return html! {};
        };
        self.search_field(&here.register, purpose, ("find-top", "quiet"))
    }

    /// A field that searches a register's people for a purpose: its `id`, and how its button looks.
    pub(crate) fn search_field(
        &self,
        register: &RegisterId,
        purpose: &PurposeId,
        (id, button): (&str, &str),
    ) -> Markup {
        let lang = self.lang();
        html! {
            form.search role="search" method="post" action={ (base(register, purpose)) "/find" } autocomplete="off" {
                (self.token())
                label.hidden for=(id) { (say::FIND_PERSON.get(lang)) }
                input #(id) type="search" name="words" maxlength="200" placeholder=(say::FIND_HINT.get(lang))
                    aria-keyshortcuts="/" data-find-words="" enterkeyhint="search";
                button class=(button) type="submit" { (say::FIND.get(lang)) }
            }
        }
    }

    fn tabs(&self, here: &Here) -> Markup {
        let lang = self.lang();
        let Some((purpose, _)) = here.purpose.as_ref().filter(|_| !here.menu.is_empty()) else {
            return html! {};
        };
        let base = base(&here.register, purpose);
        html! {
            nav.tabs aria-label=(say::MENU.get(lang)) {
                @for (below, words) in &here.menu {
                    @let address = format!("{base}/{below}");
                    a href=(address) aria-current=[(self.path == address).then_some("page")] { (words.get(lang)) }
                }
            }
        }
    }

    fn person_menu(&self) -> Markup {
        let lang = self.lang();
        html! {
            details.menu.right {
                summary {
                    @match &self.who {
                        Some(who) => { span.menu-value { (who.name) } }
                        None => { span.menu-value { (say::MENU.get(lang)) } }
                    }
                }
                div.panel {
                    @if let Some(who) = &self.who {
                        ul {
                            li { a href={ "/account?at=" (who.at) } { (say::ACCOUNT.get(lang)) } }
                            li { a href={ "/sessions?at=" (who.at) } { (say::SESSIONS.get(lang)) } }
                        }
                    } @else {
                        ul { li { a href="/sign-in" { (say::SIGN_IN.get(lang)) } } }
                    }
                    (self.preferences())
                    @if let Some(who) = &self.who {
                        form method="post" action={ "/sign-out?at=" (who.at) } {
                            (self.token())
                            button.wide type="submit" { (say::SIGN_OUT.get(lang)) }
                        }
                    }
                }
            }
        }
    }

    /// Language and theme, each one press away.
    pub(crate) fn preferences(&self) -> Markup {
        let lang = self.lang();
        let at = self.who.as_ref().map(|who| format!("?at={}", who.at)).unwrap_or_default();
        html! {
            form.preferences method="post" action={ "/preferences" (at) } {
                (self.token())
                input type="hidden" name="back" value=(self.path);
                fieldset {
                    legend { (say::LANGUAGE.get(lang)) }
                    div.choices {
                        @for one in Lang::ALL {
                            button type="submit" name="lang" value=(one.code()) lang=(one.code())
                                aria-pressed=(pressed(one == lang)) { (own_name(one)) }
                        }
                    }
                }
                fieldset {
                    legend { (say::THEME.get(lang)) }
                    div.choices {
                        @for one in Theme::ALL {
                            button type="submit" name="theme" value=(one.as_str())
                                aria-pressed=(pressed(one == self.look.theme)) { (theme_name(one).get(lang)) }
                        }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let lang = self.lang();
        html! {
            footer.bottom {
                nav aria-label=(say::NOTICE.get(lang)) {
                    @if let Some(own) = &self.own {
                        a href={ "/r/" (own.register) "/notice" } { (say::NOTICE.get(lang)) ": " (own.name.get(lang)) }
                    } @else if let Some(here) = &self.here {
                        a href={ "/r/" (here.register) "/notice" } { (say::NOTICE.get(lang)) ": " (here.name.get(lang)) }
                    } @else {
                        a href="/notices" { (say::REGISTERS.get(lang)) }
                    }
                }
            }
        }
    }
}

impl Who {
    fn of(signed: &SignedIn) -> Self {
        Self { name: signed.name.clone(), csrf: signed.csrf.clone(), at: signed.controller.clone() }
    }
}

fn purpose_menu(here: &Here, lang: Lang) -> Markup {
    let chosen = here.purpose.as_ref().map(|(id, _)| id);
    html! {
        details.menu {
            summary {
                span.menu-label { (say::DOING.get(lang)) }
                span.menu-value {
                    @match &here.purpose {
                        Some((_, name)) => { (name.get(lang)) }
                        None => { (say::CHOOSE_PURPOSE.get(lang)) }
                    }
                }
            }
            ul {
                @for (id, name) in &here.purposes {
                    li { a href=(base(&here.register, id)) aria-current=[(chosen == Some(id)).then_some("true")] { (name.get(lang)) } }
                }
            }
        }
    }
}

fn pressed(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

fn scheme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "light dark",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme_name(theme: Theme) -> &'static Message {
    match theme {
        Theme::Auto => &say::THEME_AUTO,
        Theme::Light => &say::THEME_LIGHT,
        Theme::Dark => &say::THEME_DARK,
    }
}

/// A language's name in itself.
pub(crate) const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Fi => "Suomi",
        Lang::Sv => "Svenska",
        Lang::En => "English",
    }
}

/// The word mark's picture, drawn in the text's colour.
pub(crate) fn mark() -> Markup {
    PreEscaped(
        concat!(
            r#"<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">"#,
            r#"<rect x="3.5" y="2.5" width="17" height="19" rx="4" fill="none" stroke="currentColor" stroke-width="2"/>"#,
            r#"<path d="M8 8h8M8 12h8M8 16h4" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>"#
        )
        .to_owned(),
    )
}

/// A box that draws attention.
pub(crate) fn banner(kind: Banner, title: &str, content: &Markup) -> Markup {
    let (class, role) = match kind {
        Banner::Note => ("banner note", "status"),
        Banner::Warning => ("banner warning", "alert"),
        Banner::Error => ("banner error", "alert"),
        Banner::Done => ("banner done", "status"),
    };
    html! { div class=(class) role=(role) { @if !title.is_empty() { h2 { (title) } } (content) } }
}

/// What a banner is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Banner {
    /// Worth knowing.
    Note,
    /// Needs care.
    Warning,
    /// Did not work.
    Error,
    /// Worked.
    Done,
}
