//! Who may be the same person twice, two cards side by side, and putting them together (R5-061). Not here: what is alike, what a merge
//! does (the gate).

use crate::{
    app::Shared,
    messages::{duplicates as say, page as frame_say},
    web::{
        card::to_card,
        desk::{Desk, at_desk},
        errors::Trouble,
        find,
        form::{Posted, see_other},
        page::{Banner, banner},
        personal,
        visit::AtWork,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    card::{Card, SubjectRef},
    merging::{Duplicate, MergePlan},
};
use seloste_register::{id::ItemId, statement::model::Item};

type Place = Path<(String, String, String)>;
type Deeper = Path<(String, String, String, String)>;

/// `GET .../s/{subject}/duplicates`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let found = desk.gate.duplicates(&desk.ask, &subject)?;
        let title = desk.say(&say::TITLE);
        let content = html! {
            div.narrow {
                h1 { (title) }
                p.lead { (desk.say(&say::LEAD)) }
                @if found.is_empty() { div.empty { p { (desk.say(&say::NONE)) } } }
                @for one in &found { (alike(desk, &subject, one)) }
                p.actions { a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) } }
            }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

fn alike(desk: &Desk<'_>, subject: &SubjectRef, one: &Duplicate) -> Markup {
    let lang = desk.lang();
    let names = one.same.iter().filter_map(|id| desk.rules.item(id)).map(|item| item.name.get(lang));
    let names = names.collect::<Vec<_>>().join(", ");
    html! {
        section.sheet {
            (find::rows(desk, std::slice::from_ref(&one.hit)))
            p.muted { (say::SAME.fill(lang, &[("items", &names)])) }
            p.actions {
                a.button href=(desk.at(&format!("s/{}/duplicates/{}", subject.0, one.hit.subject.0))) { (desk.say(&say::COMPARE)) }
            }
        }
    }
}

/// `GET .../s/{subject}/duplicates/{other}`: both side by side, and what a merge would do. Nothing is changed.
pub(crate) async fn compare(
    State(app): State<Shared>,
    Path((register, purpose, subject, other)): Deeper,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let (stays, goes) = (SubjectRef(subject), SubjectRef(other));
        let plan = desk.gate.preview_merge(&desk.ask, &stays, &goes)?;
        let cards = [desk.gate.open_card(&desk.ask, &stays)?, desk.gate.open_card(&desk.ask, &goes)?];
        Ok(side_by_side(desk, &cards, &plan))
    })
    .await
}

fn side_by_side(desk: &Desk<'_>, [stays, goes]: &[Card; 2], plan: &MergePlan) -> Response {
    let lang = desk.lang();
    let title = desk.say(&say::SIDE_BY_SIDE);
    let number = |message: &crate::messages::Message, n: u64| message.fill(lang, &[("n", &n.to_string())]);
    let content = html! {
        h1 { (title) }
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table {
                thead { tr {
                    th scope="col" { (desk.say(&say::ITEM)) }
                    th scope="col" { (desk.say(&say::STAYS)) }
                    th scope="col" { (desk.say(&say::GOES)) }
                    th scope="col" { (desk.say(&say::OUTCOME)) }
                } }
                tbody {
                    @for (id, settled) in &plan.items {
                        @if let Some(item) = desk.rules.item(id) {
                            tr {
                                th scope="row" { (item.name.get(lang)) }
                                td { (values(desk, stays, id, item)) }
                                td { (values(desk, goes, id, item)) }
                                td { (say::settled(*settled).get(lang)) }
                            }
                        }
                    }
                }
            }
        }
        section.sheet {
            ul {
                li { (number(&say::OBJECTS, plan.objects)) }
                li { (number(&say::PROHIBITIONS, plan.prohibitions)) }
                @if plan.consents_ending > 0 { li { (number(&say::CONSENTS, plan.consents_ending)) } }
            }
            (banner(Banner::Warning, "", &html! { p { (desk.say(&say::FINAL)) } }))
            form method="post" action=(desk.frame.path) {
                (desk.frame.token())
                p.actions {
                    button.danger type="submit" name="do" value="merge" { (desk.say(&say::MERGE)) }
                    button type="submit" name="do" value="apart" { (desk.say(&say::APART)) }
                    a.button href=(desk.at(&format!("s/{}/duplicates/{}", goes.subject.0, stays.subject.0))) { (desk.say(&say::SWAP)) }
                    a.button href=(desk.at(&format!("s/{}/duplicates", stays.subject.0))) { (desk.say(&frame_say::BACK)) }
                }
            }
        }
    };
    desk.frame.page(title, &content)
}

fn values(desk: &Desk<'_>, card: &Card, id: &ItemId, item: &Item) -> Markup {
    let mut items = card.categories.iter().flat_map(|category| &category.items);
    let opened = items.find(|opened| opened.item == *id).filter(|opened| !opened.values.is_empty());
    html! { @match opened { Some(opened) => { (personal::values(opened, item, desk.lang())) } None => { "–" } } }
}

/// `POST .../s/{subject}/duplicates/{other}`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, subject, other)): Deeper,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let (stays, goes) = (SubjectRef(subject), SubjectRef(other));
        match fields.get("do") {
            "merge" => {
                desk.gate.merge(&desk.ask, &stays, &goes)?;
                to_card(desk, &stays)
            }
            "apart" => {
                desk.gate.not_duplicates(&desk.ask, &stays, &goes)?;
                Ok(see_other(&desk.at(&format!("s/{}/duplicates", stays.0))))
            }
            _ => Err(Trouble::Absent),
        }
    })
    .await
}
