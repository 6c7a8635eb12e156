//! Messages to everybody whom a purpose reaches: whom it reaches channel by channel and why not the others, a message as it will
//! leave, sending it, how far that has come, stopping it. Not here: who is reached (the gate), the sending (a job).

use crate::{
    app::Shared,
    messages::{campaign, mailing as say, page as frame_say},
    session::secret,
    web::{
        about::account_names,
        desk::{Desk, at_desk, may},
        errors::Trouble,
        find,
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::mailing,
};
use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderValue,
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    ask::Actor,
    campaign::{Campaign, SelectionTotals},
    card::{Filter, Page},
    errors::ItemProblem,
    mailing::{Mailing, MailingDraft, MailingState, TITLE, WORDS},
};
use seloste_register::{
    id::PurposeId,
    statement::{
        Rules,
        model::{Action, Channel},
        permitted::is_direct_marketing,
    },
    text::Lang,
};

type Place = Path<(String, String)>;
type Deeper = Path<(String, String, String)>;

/// Rows of receivers on a page.
const ROWS: u32 = 100;

/// Whether somebody may see whom a purpose reaches: it approaches people, and the role may count them.
pub(crate) fn counts(rules: &Rules, actor: &Actor, purpose: &PurposeId) -> bool {
    let approaches = rules
        .purpose(purpose)
        .is_some_and(|purpose| !purpose.channels.is_empty() || is_direct_marketing(purpose.class));
    approaches && may(rules, actor, purpose, Action::Count)
}

fn campaign(channel: Channel) -> Campaign {
    Campaign { channel, whose: None, targeting: None, filter: Filter::default() }
}

/// `GET .../reach`: how many are reached in each way, and why others are not.
pub(crate) async fn reach(State(app): State<Shared>, Path(place): Place, at: AtWork) -> Response {
    at_desk(app, at, place, |desk| {
        let ways = desk.rules.purpose(&desk.ask.purpose).map(|purpose| purpose.channels.clone());
        let ways = ways.unwrap_or_default();
        let mut told = Vec::new();
        for channel in when::CHANNELS.into_iter().filter(|one| ways.is_empty() || ways.contains(one)) {
            told.push((channel, desk.gate.selection_totals(&desk.ask, &campaign(channel))?));
        }
        let title = desk.say(&say::REACH);
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::REACH_LEAD)) }
            @for (channel, totals) in &told {
                section.sheet {
                    h2 { (when::channel(*channel).get(desk.lang())) }
                    (figures(desk, totals))
                    @if desk.may(Action::List) && totals.reached > 0 {
                        p.actions {
                            a.button href=(desk.at(&format!("reach/{}", when::channel_word(*channel)))) {
                                (desk.say(&say::NAMES)) span.hidden { ": " (when::channel(*channel).get(desk.lang())) }
                            }
                        }
                    }
                }
            }
            @if desk.may(Action::Send) {
                p.actions { a.button href=(desk.at("mailings")) { (desk.say(&say::TITLE)) } }
            }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn figures(desk: &Desk<'_>, totals: &SelectionTotals) -> Markup {
    let left_out: u64 = totals.left_out.values().sum();
    html! {
        ul.figures {
            li { span.figure { b { (totals.reached) } span { (desk.say(&say::REACHED)) } } }
            li { span.figure { b { (left_out) } span { (desk.say(&say::LEFT_OUT)) } } }
        }
        @if !totals.left_out.is_empty() {
            ul { @for (why, count) in &totals.left_out { li { (count) ": " (campaign::why(*why).get(desk.lang())) } } }
        }
    }
}

/// `GET .../reach/{channel}`: who is reached, for those who may see them.
pub(crate) async fn names(
    State(app): State<Shared>,
    Path((register, purpose, channel)): Deeper,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let channel = when::read_channel(&channel).ok_or(Trouble::Absent)?;
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let after = fields.has("after").then(|| fields.get("after").to_owned());
        let page = Page { after, rows: ROWS };
        let found = desk.gate.select(&desk.ask, &campaign(channel), &page)?;
        let mut passed = std::collections::BTreeMap::<_, u64>::new();
        for (_, why) in &found.left_out {
            *passed.entry(*why).or_default() += 1;
        }
        let lang = desk.lang();
        let title = say::NAMES_OF.fill(lang, &[("channel", when::channel(channel).get(lang))]);
        let here = desk.at(&format!("reach/{}", when::channel_word(channel)));
        let content = html! {
            h1 { (title) }
            @if found.hits.is_empty() { div.empty { p { (desk.say(&say::NOBODY)) } } }
            @else { (find::rows(desk, &found.hits)) }
            @if !passed.is_empty() {
                section.sheet {
                    h2 { (desk.say(&say::PASSED_OVER)) }
                    ul { @for (why, count) in &passed { li { (count) ": " (campaign::why(*why).get(lang)) } } }
                }
            }
            p.actions {
                @if let Some(next) = &found.next {
                    a.button rel="next" href={ (here) "?after=" (next) } { (desk.say(&crate::messages::person::NEXT_PAGE)) }
                }
                a.button href=(desk.at("reach")) { (desk.say(&frame_say::BACK)) }
            }
        };
        Ok(desk.frame.page(&title, &content))
    })
    .await
}

/// `GET .../mailings`: what was sent, newest first.
pub(crate) async fn all(State(app): State<Shared>, Path(place): Place, at: AtWork) -> Response {
    at_desk(app, at, place, |desk| {
        let found = desk.gate.mailings(&desk.ask)?;
        let names = account_names(desk, found.iter().map(|one| one.by))?;
        let lang = desk.lang();
        let title = desk.say(&say::TITLE);
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::LEAD)) }
            p.actions {
                a.button.primary href=(desk.at("mailings/new")) { (desk.say(&say::NEW)) }
                @if desk.may(Action::Count) { a.button href=(desk.at("reach")) { (desk.say(&say::REACH)) } }
            }
            @if found.is_empty() { div.empty { p { (desk.say(&say::NONE)) } } }
            @else {
                div.scroll tabindex="0" role="region" aria-label=(title) {
                    table {
                        thead { tr {
                            th scope="col" { (desk.say(&say::MADE)) }
                            th scope="col" { (desk.say(&say::SUBJECT)) }
                            th scope="col" { (desk.say(&say::BY)) }
                            th.n scope="col" { (desk.say(&say::QUEUED)) }
                            th.n scope="col" { (desk.say(&say::SENT)) }
                            th scope="col" { (desk.say(&say::STATE)) }
                        } }
                        tbody {
                            @for one in &found {
                                tr {
                                    td.nowrap { (when::moment(one.made, lang)) }
                                    td { a href=(desk.at(&format!("mailings/{}", one.mailing))) { (one.title) } }
                                    td { (names.get(&one.by).map_or("–", String::as_str)) }
                                    td.n { (one.queued) }
                                    td.n { (one.sent) }
                                    td { (state(desk, one)) }
                                }
                            }
                        }
                    }
                }
            }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn state(desk: &Desk<'_>, one: &Mailing) -> Markup {
    let (class, message) = match one.state() {
        MailingState::GoingOn => ("tag accent", &say::GOES_ON),
        MailingState::InLine => ("tag accent", &say::ALL_IN_LINE),
        MailingState::Over => ("tag", &say::OVER),
        MailingState::Stopped => ("tag bad", &say::STOPPED),
    };
    html! { span class=(class) { (desk.say(message)) } }
}

/// `GET .../mailings/new`: the form.
pub(crate) async fn get_new(State(app): State<Shared>, Path(place): Place, at: AtWork) -> Response {
    at_desk(app, at, place, |desk| {
        // Asked before anybody writes in vain: who may not send is told, and it is on record.
        desk.gate.mailings(&desk.ask)?;
        Ok(form(desk, &MailingDraft { title: String::new(), words: String::new() }, &[]))
    })
    .await
}

fn form(desk: &Desk<'_>, draft: &MailingDraft, problems: &[ItemProblem]) -> Response {
    let lang = desk.lang();
    let title = desk.say(&say::NEW);
    let content = html! {
        div.narrow {
            h1 { (title) }
            @for one in problems {
                (banner(Banner::Error, "", &html! { p { (one.problem.what.get(lang)) " " (one.problem.remedy.get(lang)) } }))
            }
            form.sheet method="post" action=(desk.at("mailings/new")) {
                (desk.frame.token())
                div.field {
                    label for="title" { (desk.say(&say::SUBJECT)) }
                    input #title name="title" required maxlength=(TITLE) value=(draft.title) autocomplete="off";
                }
                div.field {
                    label for="words" { (desk.say(&say::WORDS)) }
                    textarea #words name="words" required maxlength=(WORDS) rows="14" aria-describedby="words-hint" { (draft.words) }
                    p.hint #words-hint { (desk.say(&say::WORDS_HINT)) }
                }
                p.actions {
                    button.primary type="submit" { (desk.say(&say::PREVIEW)) }
                    a.button href=(desk.at("mailings")) { (desk.say(&frame_say::CANCEL)) }
                }
            }
        }
    };
    desk.frame.page(title, &content)
}

fn draft(fields: &Fields) -> MailingDraft {
    MailingDraft {
        title: fields.get("title").trim().to_owned(),
        words: fields.get("words").replace("\r\n", "\n"),
    }
}

/// `POST .../mailings/new`: the message as it will leave, and to how many. Nothing is sent yet.
pub(crate) async fn post_new(State(app): State<Shared>, Path(place): Place, posted: Posted) -> Response {
    let draft = draft(&posted.fields);
    let again = posted.fields.has("change");
    at_desk(app, posted.at, place, move |desk| {
        let wrong = mailing::wrong(&draft);
        if again || !wrong.is_empty() {
            return Ok(form(desk, &draft, &wrong));
        }
        preview(desk, &draft)
    })
    .await
}

fn preview(desk: &Desk<'_>, draft: &MailingDraft) -> Result<Response, Trouble> {
    desk.gate.mailings(&desk.ask)?;
    let totals = match desk.may(Action::Count) {
        true => Some(desk.gate.selection_totals(&desk.ask, &campaign(Channel::Email))?),
        false => None,
    };
    let once = secret::token().map_err(|error| Trouble::Failed(error.to_string()))?;
    let lang = desk.lang();
    let nobody = totals.as_ref().is_some_and(|totals| totals.reached == 0);
    let title = desk.say(&say::PREVIEW_TITLE);
    let press = totals.as_ref().map_or_else(
        || desk.say(&say::SEND).to_owned(),
        |totals| say::SEND_TO.fill(lang, &[("n", &totals.reached.to_string())]),
    );
    let content = html! {
        div.narrow {
            h1 { (title) }
            @if nobody { (banner(Banner::Warning, "", &html! { p { (desk.say(&say::NOBODY)) } })) }
            @if let Some(totals) = &totals { section.sheet { (figures(desk, totals)) } }
            @for of in Lang::ALL {
                section.sheet {
                    h2 { (say::IN_LANGUAGE.fill(lang, &[("lang", language(of, lang))])) }
                    p { strong { (draft.title) } }
                    pre.letter lang=(of.code()) { (mailing::sample((desk.app, &desk.rules), &desk.ask.purpose, draft, of)) }
                }
            }
            form method="post" action=(desk.at("mailings")) {
                (desk.frame.token())
                (kept(draft))
                input type="hidden" name="once" value=(once.as_str());
                @if !nobody { p.actions { button.primary type="submit" { (press) } } }
            }
            form method="post" action=(desk.at("mailings/new")) {
                (desk.frame.token())
                (kept(draft))
                p.actions { button type="submit" name="change" value="yes" { (desk.say(&say::CHANGE)) } }
            }
        }
    };
    Ok(desk.frame.page(title, &content))
}

fn kept(draft: &MailingDraft) -> Markup {
    html! {
        input type="hidden" name="title" value=(draft.title);
        input type="hidden" name="words" value=(draft.words);
    }
}

const fn language(of: Lang, lang: Lang) -> &'static str {
    match (of, lang) {
        (Lang::Fi, Lang::Fi) => "suomi",
        (Lang::Fi, Lang::Sv) => "finska",
        (Lang::Fi, Lang::En) => "Finnish",
        (Lang::Sv, Lang::Fi) => "ruotsi",
        (Lang::Sv, Lang::Sv) => "svenska",
        (Lang::Sv, Lang::En) => "Swedish",
        (Lang::En, Lang::Fi) => "englanti",
        (Lang::En, Lang::Sv) => "engelska",
        (Lang::En, Lang::En) => "English",
    }
}

/// `POST .../mailings`: orders it; the job sends. Pressed twice it is one mailing.
pub(crate) async fn send(State(app): State<Shared>, Path(place): Place, posted: Posted) -> Response {
    let draft = draft(&posted.fields);
    let once = posted.fields.get("once").to_owned();
    at_desk(app, posted.at, place, move |desk| {
        let once = (!once.is_empty()).then_some(once.as_str());
        let begun = mailing::begin((desk.app, desk.gate), &desk.ask, &draft, once)?;
        Ok(see_other(&desk.at(&format!("mailings/{}", begun.mailing))))
    })
    .await
}

/// `GET .../mailings/{mailing}`: how far it has come.
pub(crate) async fn one(
    State(app): State<Shared>,
    Path((register, purpose, mailing)): Deeper,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let one = desk.gate.mailing(&desk.ask, &mailing)?;
        let names = account_names(desk, std::iter::once(one.by))?;
        let lang = desk.lang();
        let going = matches!(one.state(), MailingState::GoingOn | MailingState::InLine);
        let content = html! {
            div.narrow {
                h1 { (one.title) }
                section.sheet {
                    p role="status" { (state(desk, &one)) }
                    dl.facts {
                        div { dt { (desk.say(&say::MADE)) } dd { (when::moment(one.made, lang)) } }
                        div { dt { (desk.say(&say::BY)) } dd { (names.get(&one.by).map_or("–", String::as_str)) } }
                        div { dt { (desk.say(&say::QUEUED)) } dd { (one.queued) } }
                        div { dt { (desk.say(&say::SENT)) } dd { (one.sent) } }
                        div { dt { (desk.say(&say::UNSENT)) } dd { (one.unsent) } }
                        div { dt { (desk.say(&say::LEFT_OUT)) } dd { (one.left_out) } }
                    }
                }
                @if going {
                    form method="post" action=(desk.at(&format!("mailings/{}/stop", one.mailing))) {
                        (desk.frame.token())
                        section.sheet {
                            p { (desk.say(&say::STOP_SURE)) }
                            p.actions { button.danger type="submit" { (desk.say(&say::STOP)) } }
                        }
                    }
                }
                p.actions { a.button href=(desk.at("mailings")) { (desk.say(&frame_say::BACK)) } }
            }
        };
        let mut response = desk.frame.page(&one.title, &content);
        if going {
            response.headers_mut().insert("refresh", HeaderValue::from_static("5"));
        }
        Ok(response)
    })
    .await
}

/// `POST .../mailings/{mailing}/stop`: what waits in line leaves no more.
pub(crate) async fn stop(
    State(app): State<Shared>,
    Path((register, purpose, mailing)): Deeper,
    posted: Posted,
) -> Response {
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let stopped = desk.gate.stop_mailing(&desk.ask, &mailing)?;
        Ok(see_other(&desk.at(&format!("mailings/{}", stopped.mailing))))
    })
    .await
}
