//! Forms of the steps that a case may take next. The case itself refuses what is too early; what can't come any more has no form.

use crate::{
    messages::{Message, requests as say},
    web::{
        desk::{Desk, open_registers},
        errors::Trouble,
        form::Fields,
    },
    work::requests::{MEETING_MINUTES, Order},
};
use maud::{Markup, html};
use seloste_gate::{errors::ItemProblem, request::OpenedRequest};
use seloste_register::{
    diagnostics::Problem,
    id::RegisterId,
    right::{
        Assurance, DelayReason, Document, FeeReason, Form, Ground, Intake, Named, Outcome, RightKind,
        case::State,
    },
    text::Text,
};

/// The step that a form sends.
pub(super) fn order(fields: &Fields) -> Result<Order, Vec<ItemProblem>> {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let all = |name: &str| {
        let named = fields.all().filter(|(key, value)| *key == name && !value.trim().is_empty());
        named.map(|(_, value)| value.trim().to_owned()).collect::<Vec<_>>()
    };
    let number = |name: &str| given(name).map(|text| text.parse::<u32>().map_err(|_| not_a_number(name)));
    Ok(Order {
        step: fields.get("step").to_owned(),
        seen: fields.get("seen").parse().ok(),
        words: given("why"),
        subject: given("subject"),
        staff: given("staff"),
        method: given("method"),
        document: given("document"),
        level: given("level"),
        party: given("party"),
        kind: given("kind"),
        flaw: given("flaw"),
        months: number("months").transpose()?,
        reason: given("reason"),
        tasks: all("task"),
        form: given("form"),
        copy: fields.has("copy"),
        outcome: given("outcome"),
        grounds: all("ground"),
        fee_cents: given("fee").map(|fee| cents(&fee)).transpose()?,
        fee_reason: given("fee_reason"),
        what: given("what"),
        into: given("into"),
        assigned: given("assigned"),
        minutes: number("minutes").transpose()?,
    })
}

/// Euros as people write them, in cents: `5`, `5,00`, `5.5`.
fn cents(written: &str) -> Result<u32, Vec<ItemProblem>> {
    let mut halves = written.trim().splitn(2, [',', '.']);
    let (euros, rest) = (halves.next().unwrap_or_default(), halves.next().unwrap_or("00"));
    let rest = format!("{rest:0<2}");
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let read = |text: &str| text.parse::<u32>().ok().filter(|_| digits(text));
    let cents = read(euros).filter(|_| rest.len() == 2).and_then(|euros| {
        let cents = read(&rest)?;
        euros.checked_mul(100)?.checked_add(cents)
    });
    cents.ok_or_else(|| not_a_number("fee"))
}

fn not_a_number(part: &str) -> Vec<ItemProblem> {
    let problem = Problem::error(
        "not-a-number",
        Text::new("Tämä ei ole luku.", "Det här är inget tal.", "This is not a number."),
        Text::new("Kirjoita luku numeroin.", "Skriv talet med siffror.", "Write it in digits."),
    );
    vec![ItemProblem { item: part.to_owned(), problem }]
}

/// Forms of the steps that may come next, those that move the case on first.
pub(super) fn forms(desk: &Desk<'_>, opened: &OpenedRequest) -> Result<Markup, Trouble> {
    let over = opened.case.state.is_over();
    Ok(html! {
        section.sheet {
            h2 { (desk.say(&say::NEXT_STEP)) }
            @match opened.case.state {
                State::Open => (open(desk, opened)),
                State::Proposed => {
                    (step(desk, opened, ("confirm", &say::CONFIRM), &html! {}))
                    (step(desk, opened, ("return", &say::SEND_BACK), &why(desk, "return")))
                }
                State::Decided => (decided(desk, opened)),
                State::Answered => (step(desk, opened, ("close", &say::CLOSE), &html! {})),
                State::Closed | State::Merged | State::Passed => { p.muted { (desk.say(&say::STOPPED)) } }
            }
            h3 { (desk.say(&say::OTHER_STEPS)) }
            @if !over { (moving(desk, opened)?) }
            (step(desk, opened, ("note", &say::NOTE), &why(desk, "note")))
        }
    })
}

fn open(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let case = &opened.case;
    html! {
        @if opened.subject.is_none() {
            (step(desk, opened, ("link", &say::LINK), &line(desk, ("link", "subject"), &say::SUBJECT_NAMED)))
        }
        (step(desk, opened, ("identify", &say::IDENTIFY), &html! {
            (pick(desk, ("identify", "method"), &say::METHOD, case.method))
            (document(desk, case.document))
        }))
        @if case.party.needs_authority() && !case.authority {
            (step(desk, opened, ("authority", &say::AUTHORITY), &why(desk, "authority")))
        }
        @if case.clock.paused_since.is_some() { (step(desk, opened, ("resume", &say::RESUME), &html! {})) }
        @else {
            (step(desk, opened, ("doubt", &say::DOUBT), &html! {
                (pick(desk, ("doubt", "level"), &say::LEVEL, Some(Assurance::Substantial)))
                (why(desk, "doubt"))
            }))
        }
        (step(desk, opened, ("decide", &say::DECIDE), &decision(desk, case.kind)))
    }
}

/// Which identity document was seen at the desk: its kind alone (R5-120).
fn document(desk: &Desk<'_>, seen: Option<Document>) -> Markup {
    html! {
        div.field {
            label for="identify-document" { (desk.say(&say::DOCUMENT)) }
            select #identify-document name="document" aria-describedby="identify-document-hint" {
                option value="" { (desk.say(&say::NOT_SEEN)) }
                @for one in Document::ALL { option value=(one.code()) selected[seen == Some(*one)] { (one.name().get(desk.lang())) } }
            }
            p.hint #identify-document-hint { (desk.say(&say::DOCUMENT_HINT)) }
        }
    }
}

fn decided(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let case = &opened.case;
    let shows = matches!(case.kind, RightKind::Inspect | RightKind::Portability);
    let to_do = case.kind.is_carried_out() && !case.done && case.outcome != Some(Outcome::Refused);
    html! {
        @if to_do { (super::acts::carry_form(desk, opened)) }
        (step(desk, opened, ("agree", &say::AGREE), &html! {
            (pick::<Form>(desk, ("agree", "form"), &say::FORM, case.form))
            (copy(desk))
            (why(desk, "agree"))
        }))
        (step(desk, opened, ("address", &say::ADDRESS), &why(desk, "address")))
        @if shows && !case.names { (step(desk, opened, ("name-readers", &say::NAME_READERS), &why(desk, "name-readers"))) }
        @if case.showing.is_some() {
            (step(desk, opened, ("shown", &say::SHOWN), &copy(desk)))
        } @else if shows && case.outcome != Some(Outcome::Refused) {
            (step(desk, opened, ("show", &say::SHOW), &meeting(desk)))
        }
        (step(desk, opened, ("answer", &say::ANSWER), &pick(desk, ("answer", "form"), &say::FORM, case.form)))
    }
}

/// Steps that a case may take in every state before its end.
fn moving(desk: &Desk<'_>, opened: &OpenedRequest) -> Result<Markup, Trouble> {
    let undecided = opened.case.state == State::Open;
    let extendable = !matches!(opened.case.state, State::Answered);
    Ok(html! {
        (step(desk, opened, ("assign", &say::ASSIGN), &html! {
            div.field {
                label for="assign-assigned" { (desk.say(&say::ASSIGN_TO)) }
                input #assign-assigned name="assigned" maxlength="64" autocomplete="off" spellcheck="false";
            }
        }))
        @if extendable {
            (step(desk, opened, ("extend", &say::EXTEND), &html! {
                div.field {
                    label for="extend-months" { (desk.say(&say::MONTHS)) }
                    select #extend-months name="months" { option value="1" { "1" } option value="2" { "2" } }
                }
                (pick::<DelayReason>(desk, ("extend", "reason"), &say::DELAY, None))
                (why(desk, "extend"))
            }))
            (ask_form(desk, opened))
        }
        @if undecided && matches!(opened.case.kind, RightKind::Inspect | RightKind::Portability) { (withhold_form(desk, opened)) }
        @if opened.line.channel == Intake::Letter && !opened.case.paper_gone {
            (step(desk, opened, ("paper-destroyed", &say::PAPER_GONE), &html! {}))
        }
        @if undecided && opened.case.kind == RightKind::Rectify {
            (step(desk, opened, ("flaw", &say::FLAW), &pick(desk, ("flaw", "flaw"), &say::FLAW, opened.case.flaw)))
        }
        @if undecided {
            (step(desk, opened, ("party", &say::PARTY), &pick(desk, ("party", "party"), &say::PARTY, Some(opened.case.party))))
            (step(desk, opened, ("remark", &say::REMARK), &pick(desk, ("remark", "kind"), &say::KIND, Some(opened.case.kind))))
            @if opened.subject.is_some() { (step(desk, opened, ("unlink", &say::UNLINK), &why(desk, "unlink"))) }
            (merge_form(desk, opened))
            (pass_form(desk, opened)?)
        }
    })
}

fn withhold_form(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let statement = desk.rules.statement();
    let fields = html! {
        p.muted { (desk.say(&say::WITHHOLD_HINT)) }
        div.field {
            label for="withhold-what" { (desk.say(&say::WITHHOLD_WHAT)) }
            select #withhold-what name="what" {
                @for one in &statement.categories { option value={ "category:" (one.id) } { (desk.read(&one.name)) } }
                @for one in &statement.items { option value={ "item:" (one.id) } { (desk.read(&one.name)) } }
                @for kind in &statement.objects { @for one in &kind.items {
                    option value={ "item:" (one.id) } { (desk.read(&kind.name)) ": " (desk.read(&one.name)) }
                } }
            }
        }
        (why(desk, "withhold"))
    };
    step(desk, opened, ("withhold", &say::WITHHOLD), &fields)
}

fn merge_form(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let fields = html! {
        div.field {
            label for="merge-into" { (desk.say(&say::MERGE_INTO)) }
            input #merge-into name="into" maxlength="26" required spellcheck="false" value=[opened.same.first().map(|one| one.0.as_str())];
        }
    };
    step(desk, opened, ("merge", &say::MERGE), &fields)
}

fn pass_form(desk: &Desk<'_>, opened: &OpenedRequest) -> Result<Markup, Trouble> {
    let Some(signed) = &desk.signed else { return Ok(html! {}) };
    let others: Vec<_> = open_registers(desk.app, signed)?;
    let others: Vec<_> = others.into_iter().filter(|(id, _)| *id != desk.ask.register).collect();
    Ok(html! {
        @if !others.is_empty() {
            details {
                summary { (desk.say(&say::PASS)) }
                form method="post" action=(desk.at(&format!("requests/{}/pass", opened.line.request.0))) {
                    (desk.frame.token())
                    div.field {
                        label for="pass-to" { (desk.say(&say::PASS_TO)) }
                        select #pass-to name="to" { @for (id, name) in &others { option value=(id) { (desk.read(name)) } } }
                    }
                    label.check { input type="checkbox" name="also" value="1"; span { (desk.say(&say::PASS_ALSO)) } }
                    p.actions { button type="submit" { (desk.say(&say::PASS)) } }
                }
            }
        }
    })
}

/// Systems and companies that have not been asked yet.
fn ask_form(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let statement = desk.rules.statement();
    let systems = statement.systems.iter().map(|one| format!("system:{}", one.id));
    let companies = statement.group_companies.iter().map(|one| format!("company:{}", one.id));
    let mut all: Vec<String> = systems.chain(companies).collect();
    all.retain(|one| !opened.tasks.iter().any(|task| task.asked_of == *one));
    all.dedup();
    let fields = html! {
        fieldset {
            legend { (desk.say(&say::ASK_WHOM)) }
            @for one in &all {
                label.check { input type="checkbox" name="task" value=(one); span { (asked_of(desk, one)) } }
            }
        }
    };
    if all.is_empty() {
        html! {}
    } else {
        step(desk, opened, ("ask", &say::ASK), &fields)
    }
}

/// A company or a system by its own name.
pub(super) fn asked_of(desk: &Desk<'_>, task: &str) -> String {
    let statement = desk.rules.statement();
    let found = match task.split_once(':') {
        Some(("system", id)) => {
            let system = statement.systems.iter().find(|one| one.id.as_str() == id);
            system.map(|one| desk.read(&one.name).to_owned())
        }
        Some(("company", id)) => {
            let company = statement.group_companies.iter().find(|one| one.id.as_str() == id);
            company.map(|one| one.name.clone())
        }
        Some(("register", id)) => {
            let there = RegisterId::new(id).ok().and_then(|id| desk.app.register(&id));
            there.map(|(_, rules)| desk.read(&rules.statement().register.name).to_owned())
        }
        Some(("item", id)) => {
            let item = statement.items.iter().find(|one| one.id.as_str() == id);
            item.map(|one| desk.read(&one.name).to_owned())
        }
        _ => None,
    };
    found.unwrap_or_else(|| task.to_owned())
}

/// Where the answers of those who were asked are written down.
pub(super) fn answers(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let waiting: Vec<&str> = opened
        .tasks
        .iter()
        .filter(|task| task.answered.is_none())
        .map(|task| task.asked_of.as_str())
        .collect();
    let fields = html! {
        div.field {
            label for="task-answered-task" { (desk.say(&say::TASKS)) }
            select #task-answered-task name="task" { @for one in &waiting { option value=(one) { (asked_of(desk, one)) } } }
        }
        (why(desk, "task-answered"))
    };
    if waiting.is_empty() {
        html! {}
    } else {
        step(desk, opened, ("task-answered", &say::TASK_ANSWERED), &fields)
    }
}

fn meeting(desk: &Desk<'_>) -> Markup {
    let forms = [Form::Meeting, Form::RemoteMeeting, Form::Listening];
    html! {
        p.muted { (desk.say(&say::SHOW_HINT)) }
        div.field {
            label for="show-form" { (desk.say(&say::FORM)) }
            select #show-form name="form" { @for one in forms { option value=(one.code()) { (one.name().get(desk.lang())) } } }
        }
        div.field {
            label for="show-minutes" { (desk.say(&say::MINUTES)) }
            input #show-minutes name="minutes" type="number" min="1" max="240" value=(MEETING_MINUTES);
        }
        div.field {
            label for="show-why" { (desk.say(&say::WHERE_AND_WHO)) }
            textarea #show-why name="why" rows="2" maxlength="2000" required {}
        }
    }
}

pub(super) fn step(
    desk: &Desk<'_>,
    opened: &OpenedRequest,
    (code, name): (&str, &Message),
    fields: &Markup,
) -> Markup {
    html! {
        details {
            summary { (desk.say(name)) }
            form method="post" action=(desk.at(&format!("requests/{}", opened.line.request.0))) autocomplete="off" {
                (desk.frame.token())
                input type="hidden" name="step" value=(code);
                input type="hidden" name="seen" value=(opened.line.version);
                (fields)
                p.actions { button type="submit" { (desk.say(name)) } }
            }
        }
    }
}

fn decision(desk: &Desk<'_>, kind: RightKind) -> Markup {
    let lang = desk.lang();
    let grounds: Vec<&Ground> = Ground::ALL.iter().filter(|ground| ground.stands_against(kind)).collect();
    html! {
        (pick::<Outcome>(desk, ("decide", "outcome"), &say::OUTCOME, None))
        @if !grounds.is_empty() {
            fieldset {
                legend { (desk.say(&say::GROUND)) }
                @for ground in grounds {
                    label.check { input type="checkbox" name="ground" value=(ground.code()); span { (ground.name().get(lang)) } }
                }
            }
        }
        (why(desk, "decide"))
        details {
            summary { (desk.say(&say::FEE)) }
            p.muted { (desk.say(&say::FEE_HINT)) }
            div.field {
                label for="decide-fee" { (desk.say(&say::FEE_EUROS)) }
                input #decide-fee name="fee" inputmode="decimal" maxlength="8";
            }
            div.field {
                label for="decide-fee-reason" { (desk.say(&say::FEE_REASON)) }
                select #decide-fee-reason name="fee_reason" {
                    @for one in FeeReason::ALL { option value=(one.code()) { (one.name().get(lang)) } }
                }
            }
        }
    }
}

/// A field with the members of a closed list; the name of the step keeps its id apart from those of other forms.
fn pick<T: Named>(desk: &Desk<'_>, (step, name): (&str, &str), label: &Message, chosen: Option<T>) -> Markup {
    let id = format!("{step}-{name}");
    html! {
        div.field {
            label for=(id) { (desk.say(label)) }
            select id=(id) name=(name) {
                @for one in T::ALL { option value=(one.code()) selected[chosen == Some(*one)] { (one.name().get(desk.lang())) } }
            }
        }
    }
}

fn copy(desk: &Desk<'_>) -> Markup {
    html! { label.check { input type="checkbox" name="copy" value="1"; span { (desk.say(&say::COPY)) } } }
}

pub(super) fn why(desk: &Desk<'_>, step: &str) -> Markup {
    let id = format!("{step}-why");
    let label = if step == "address" { &say::ADDRESS_PROVED } else { &say::WHY };
    html! {
        div.field { label for=(id) { (desk.say(label)) } textarea id=(id) name="why" rows="2" maxlength="20000" {} }
    }
}

fn line(desk: &Desk<'_>, (step, name): (&str, &str), label: &Message) -> Markup {
    let id = format!("{step}-{name}");
    html! {
        div.field { label for=(id) { (desk.say(label)) } input id=(id) name=(name) maxlength="26" required spellcheck="false"; }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euros_are_read_as_people_write_them() {
        for (written, read) in [
            ("5", Some(500)),
            ("5,00", Some(500)),
            ("5.5", Some(550)),
            ("0,05", Some(5)),
            ("5,005", None),
            ("viisi", None),
            ("-5", None),
            ("5,-1", None),
        ] {
            assert_eq!(cents(written).ok(), read, "{written}");
        }
    }
}
