//! Undertakings of secrecy: what a person with roles is asked before any of them works (claim R4-040).

use crate::{
    app::Shared,
    messages::own as say,
    store::undertaking::{Given, Manner},
    web::{
        errors::{self, Trouble},
        form::{Posted, see_other},
        own::{Own, on_own, wrongs_of},
        page::{Banner, banner},
        sign_in::field,
        visit::AtWork,
        when,
    },
    work::staff::undertaking::{self, Outcome},
};
use axum::{extract::State, http::StatusCode, response::Response};
use maud::{Markup, html};
use seloste_register::{
    id::RegisterId,
    statement::{Rules, model::UndertakingKind},
};

/// `GET /undertakings`.
pub(crate) async fn get(State(app): State<Shared>, at: AtWork) -> Response {
    on_own(app, at, |own| page(own, (StatusCode::OK, None))).await
}

fn page(own: &Own<'_>, (status, said): (StatusCode, Option<String>)) -> Result<Response, Trouble> {
    let lang = own.lang();
    let asked = undertaking::asked_of(own.app, &own.signed.controller, own.signed.account)?;
    let content = html! {
        div.narrow {
            h1 { (say::UNDERTAKINGS.get(lang)) }
            @if let Some(said) = said { (banner(Banner::Error, "", &html! { p { (said) } })) }
            @if asked.is_empty() { p.lead { (say::NO_UNDERTAKINGS.get(lang)) } }
            @else { p.lead { (say::UNDERTAKINGS_LEAD.get(lang)) } }
            @for (rules, given) in &asked { (sheet(own, rules, given.as_ref())) }
        }
    };
    Ok(errors::with(status, own.frame.page(say::UNDERTAKINGS.get(lang), &content)))
}

fn sheet(own: &Own<'_>, rules: &Rules, given: Option<&Given>) -> Markup {
    let lang = own.lang();
    let register = &rules.statement().register;
    let asked = &register.undertaking;
    let button = match asked.kind {
        UndertakingKind::Statutory => &say::READ_IT,
        UndertakingKind::Duty => &say::I_UNDERTAKE,
        UndertakingKind::Agreement => &say::I_SIGN,
    };
    let signature = format!("signature-{}", register.id);
    html! {
        section.sheet {
            h2 { (register.name.get(lang)) }
            @if let Some(given) = given {
                p { (given.words) }
                p.muted {
                    (say::GIVEN.fill(lang, &[("time", &when::moment(given.at, lang))])) " "
                    (say::VERSION.fill(lang, &[("n", &given.version.to_string())])) "."
                }
            } @else {
                p { (asked.text.get(lang)) }
                p.muted.small { (say::VERSION.fill(lang, &[("n", &asked.version.to_string())])) }
                form method="post" action=(own.address("/undertakings")) {
                    (own.frame.token())
                    input type="hidden" name="register" value=(register.id);
                    input type="hidden" name="version" value=(asked.version);
                    @if asked.kind == UndertakingKind::Agreement {
                        (field(&signature, &say::SIGNATURE, lang, html! {
                            input id=(signature) name="signature" required maxlength="100" autocomplete="name";
                        }))
                    }
                    p.actions { button.primary type="submit" { (button.get(lang)) } }
                }
            }
        }
    }
}

/// `POST /undertakings`.
pub(crate) async fn post(State(app): State<Shared>, posted: Posted) -> Response {
    let Ok(register) = RegisterId::new(posted.fields.get("register")) else {
        return errors::absent(&posted.at.visit);
    };
    let version: u32 = posted.fields.get("version").parse().unwrap_or_default();
    let signature = posted.fields.get("signature").to_owned();
    on_own(app, posted.at, move |own| {
        let lang = own.lang();
        let (_, rules) = own.app.register(&register).ok_or(Trouble::Absent)?;
        let signs = rules.statement().register.undertaking.kind == UndertakingKind::Agreement;
        if signs && plain(&signature) != plain(&own.signed.name) {
            let said = say::SIGNATURE_DIFFERS.fill(lang, &[("name", &own.signed.name)]);
            return page(own, (StatusCode::UNPROCESSABLE_ENTITY, Some(said)));
        }
        let person = (own.signed.account, own.signed.name.as_str());
        let given = undertaking::give(
            own.app,
            &own.signed.controller,
            &register,
            person,
            (version, lang, Manner::Page),
        );
        match wrongs_of(given)? {
            Ok(Outcome::Given) => onward(own),
            Ok(Outcome::TextChanged) => {
                page(own, (StatusCode::CONFLICT, Some(say::TEXT_CHANGED.get(lang).to_owned())))
            }
            Err(_) => Err(Trouble::Absent),
        }
    })
    .await
}

/// On to work when nothing more is asked.
fn onward(own: &Own<'_>) -> Result<Response, Trouble> {
    let asked = undertaking::asked_of(own.app, &own.signed.controller, own.signed.account)?;
    let more = asked.iter().any(|(_, given)| given.is_none());
    Ok(see_other(&if more { own.address("/undertakings") } else { "/".to_owned() }))
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
