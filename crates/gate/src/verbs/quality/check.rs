//! Whether what an assessment says of form, score and points is what the form makes of the answers, whoever writes it. Pure.

use crate::{
    errors::ItemProblem,
    values::{Checked, problem, problem_at},
};
use seloste_register::{
    diagnostics::Problem,
    id::{ChoiceId, ItemId},
    statement::{
        model::{Assessment, ObjectKind},
        quality::{Score, Unfit},
    },
};

/// Problems of an assessment on its way in. One without a form has neither score nor lines.
pub(in crate::verbs) fn problems(
    (kind, state): (&ObjectKind, Option<&ChoiceId>),
    items: &[Checked<'_>],
    lines: &[Vec<Checked<'_>>],
) -> Vec<ItemProblem> {
    let Some(assessment) = &kind.assessment else { return Vec::new() };
    let at = |id: &ItemId, problem: Problem| vec![problem_at(id.as_str(), problem)];
    let replied = [&assessment.acknowledged, &assessment.disputed].into_iter().any(|one| Some(one) == state);
    if replied || normal(items, &assessment.reply_item).is_some() {
        return at(&assessment.reply_item, not_yours());
    }
    let Some(form) = normal(items, &assessment.form_item) else {
        let scored = [&assessment.score_item, &assessment.failed_item];
        let loose = scored.into_iter().any(|id| normal(items, id).is_some()) || !lines.is_empty();
        return if loose { at(&assessment.form_item, no_form()) } else { Vec::new() };
    };
    let form = ChoiceId::new(form).ok().and_then(|id| assessment.form(&id));
    let Some(form) = form else { return at(&assessment.form_item, no_form()) };
    let score = match form.score(&answers(assessment, lines)) {
        Ok(score) => score,
        Err(unfit) => return at(&assessment.question_item, misfit(&unfit)),
    };
    let given = |id| normal(items, id).map(str::to_owned);
    let same = given(&assessment.score_item) == Some(score.percent.to_string())
        && given(&assessment.failed_item).as_deref() == Some(flag(score));
    if same { Vec::new() } else { at(&assessment.score_item, other_score(score)) }
}

/// How a flag item tells whether an assessment failed.
pub(super) const fn flag(score: Score) -> &'static str {
    if score.failed { "yes" } else { "no" }
}

fn normal<'c>(items: &'c [Checked<'_>], id: &ItemId) -> Option<&'c str> {
    let one = items.iter().find(|one| one.item.id == *id)?;
    one.normals().next().map(|(normal, _)| normal)
}

/// The answers on the lines. A line without a question or points answers nothing, and so leaves its question unanswered.
fn answers(assessment: &Assessment, lines: &[Vec<Checked<'_>>]) -> Vec<(ChoiceId, u32)> {
    let answer = |line: &Vec<Checked<'_>>| {
        let question = ChoiceId::new(normal(line, &assessment.question_item)?).ok()?;
        Some((question, normal(line, &assessment.points_item)?.parse().ok()?))
    };
    lines.iter().filter_map(answer).collect()
}

/// What is wrong with the answers to a form.
pub(super) fn misfit(unfit: &Unfit) -> Problem {
    let (rule, what, remedy) = match unfit {
        Unfit::Unanswered(_) => (
            "question-unanswered",
            [
                "Kaikkiin lomakkeen kysymyksiin ei ole vastattu.",
                "Alla frågor i blanketten har inte besvarats.",
                "Not all questions of the form are answered.",
            ],
            ["Anna pisteet jokaiselle.", "Ge poäng för var och en.", "Give points for each."],
        ),
        Unfit::NotAsked(_) => (
            "question-not-asked",
            [
                "Lomake ei kysy tätä, tai siihen on vastattu kahdesti.",
                "Blanketten frågar inte detta, eller så har det besvarats två gånger.",
                "The form does not ask this, or it is answered twice.",
            ],
            ["Poista ylimääräinen rivi.", "Ta bort den extra raden.", "Remove the extra line."],
        ),
        Unfit::TooMany(_) => (
            "too-many-points",
            [
                "Pisteitä on enemmän kuin kysymyksestä voi saada.",
                "Poängen är fler än frågan kan ge.",
                "There are more points than the question gives.",
            ],
            ["Pienennä pisteitä.", "Minska poängen.", "Give fewer points."],
        ),
    };
    problem(rule, what, remedy)
}

pub(super) fn no_form() -> Problem {
    problem(
        "no-such-form",
        [
            "Pisteet annetaan lomakkeella, jonka rekisteriseloste tuntee.",
            "Poäng ges med en blankett som registerbeskrivningen känner till.",
            "Points are given by a form that the statement declares.",
        ],
        ["Valitse lomake.", "Välj en blankett.", "Choose a form."],
    )
}

fn not_yours() -> Problem {
    problem(
        "reply-is-theirs",
        [
            "Vastineen antaa se, jonka työtä on arvioitu.",
            "Genmälet ges av den vars arbete har bedömts.",
            "The reply is given by whoever was assessed.",
        ],
        [
            "Jätä vastine ja sen tila pois.",
            "Utelämna genmälet och dess tillstånd.",
            "Leave out the reply and its state.",
        ],
    )
}

fn other_score(score: Score) -> Problem {
    let Score { percent, .. } = score;
    let failed = flag(score);
    problem(
        "other-score",
        [
            &format!("Vastauksista tulee {percent} pistettä (hylkäävä puute: {failed})."),
            &format!("Svaren ger {percent} poäng (underkännande brist: {failed})."),
            &format!("The answers come to {percent} (failing fault: {failed})."),
        ],
        ["Käytä näitä.", "Använd dessa.", "Use these."],
    )
}
