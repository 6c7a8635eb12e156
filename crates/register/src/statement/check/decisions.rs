//! Decisions that the statement records: each settles what it names, and nothing else. One that names nothing, gives up
//! protection or is never looked at again is a mistake; one whose review is overdue settles nothing any more.

use super::{Check, passages, text};
use crate::{
    diagnostics::{Found, Problem, Severity},
    document::Places,
    statement::model::Decision,
    text::Text,
};
use serde_json::Value;

/// A problem that a decision of the statement has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What was found.
    pub problem: Problem,
    /// The number of the decision in the statement, from 0.
    pub decision: usize,
}

/// Rules whose problems come and go with the day, with the law or with a company's time in the group. A decision about
/// one may be needless today and needed tomorrow.
const DATED: [&str; 5] = [
    "company-outside-eea",
    "company-not-in-group",
    "partial-adequacy",
    "reference-repealed",
    "marketing-looser-than-law",
];

impl Check<'_> {
    /// Takes what is settled by a decision out of what was found, and says what is wrong with the decisions themselves.
    pub(super) fn settle(&mut self) -> Vec<Settled> {
        let decisions = &self.written.decisions;
        let sound: Vec<bool> = decisions.iter().enumerate().map(|(at, one)| self.is_sound(at, one)).collect();
        let found = std::mem::take(&mut self.problems).into_inner();
        let mut settled: Vec<Settled> = Vec::new();
        let mut left = Found::default();
        for problem in found {
            let fitting =
                (0..).zip(decisions).zip(&sound).find(|((_, one), sound)| **sound && covers(one, &problem));
            match fitting {
                Some(((decision, _), _)) => settled.push(Settled { problem, decision }),
                None => left.push(problem),
            }
        }
        self.problems = left;
        for (at, decision) in decisions.iter().enumerate() {
            if sound.get(at) == Some(&true) {
                self.used(at, decision, &settled);
            }
        }
        settled
    }

    /// Whether a decision is whole, so that it may settle something.
    fn is_sound(&mut self, at: usize, decision: &Decision) -> bool {
        let path = format!("decision[{at}]");
        if self.unsure(&path) {
            return false;
        }
        let mut sound = true;
        let mut bad = |check: &mut Self, key: &str, problem: Problem| {
            check.at(&format!("{path}{key}"), problem);
            sound = false;
        };
        if decision.passages.is_empty() {
            bad(self, ".passages", names_nothing(""));
        }
        let tree = &self.document.tree;
        for (number, name) in decision.passages.iter().enumerate() {
            if !passages::exists(tree, name) {
                bad(self, &format!(".passages[{number}]"), names_nothing(name));
            }
        }
        if decision.yields.as_ref().is_some_and(|yields| !decision.passages.contains(yields)) {
            bad(self, ".yields", names_nothing(decision.yields.as_deref().unwrap_or_default()));
        }
        if decision.who.trim().is_empty() {
            bad(self, ".who", by_nobody());
        }
        if decision.when > self.on {
            bad(self, ".when", in_the_future());
        } else if decision.review <= decision.when {
            bad(self, ".review", without_review());
        } else if decision.review < self.on {
            bad(self, ".review", overdue());
        }
        sound
    }

    /// A decision that settles nothing was written about something else than its author thought.
    fn used(&mut self, at: usize, decision: &Decision, settled: &[Settled]) {
        let path = format!("decision[{at}]");
        let mut own = settled.iter().filter(|one| one.decision == at).map(|one| &one.problem);
        let Some(first) = own.next() else {
            let still_open = self
                .problems
                .any(|problem| problem.rule == decision.rule && problem.severity == Severity::Decision);
            let dated = DATED.contains(&decision.rule.as_str()) && !still_open;
            let problem = if dated { not_needed(&decision.rule) } else { settles_nothing(&decision.rule) };
            return self.at(&format!("{path}.rule"), problem);
        };
        let [looser, _, ..] = first.passages.as_slice() else { return };
        match &decision.yields {
            None => self.at(&path, which_yields(looser)),
            Some(yields) if !passages::covers(yields, looser) => {
                self.at(&format!("{path}.yields"), gives_up_protection(looser));
            }
            Some(_) => {}
        }
    }
}

/// Whether a decision is about a problem: the same rule, and each passage of the problem is named.
fn covers(decision: &Decision, problem: &Problem) -> bool {
    let named = |passage: &String| decision.passages.iter().any(|name| passages::covers(name, passage));
    problem.severity == Severity::Decision
        && decision.rule == problem.rule
        && !problem.passages.is_empty()
        && problem.passages.iter().all(named)
}

/// Names the passages of a problem, the place of the first of them being its place.
pub(super) fn name_passages(problem: &mut Problem, places: &Places, tree: &Value, paths: &[&str]) {
    problem.place = paths.first().and_then(|path| places.of(path));
    problem.passages = paths.iter().map(|path| passages::name(tree, path)).collect();
}

fn names_nothing(name: &str) -> Problem {
    Problem::error(
        "decision-names-nothing",
        text(
            format!("Päätös koskee kohtaa ”{name}”, jota selosteessa ei ole."),
            format!("Beslutet gäller stället ”{name}”, som inte finns i beskrivningen."),
            format!("The decision is about the passage “{name}”, which the statement does not have."),
        ),
        Text::new(
            "Kirjoita kohdat (passages) niin kuin tarkistus ne nimeää, esimerkiksi \"group-company.emo.country\".",
            "Skriv ställena (passages) så som kontrollen nämner dem, till exempel \"group-company.moder.country\".",
            "Write the passages as the check names them, for example \"group-company.parent.country\".",
        ),
    )
}

fn by_nobody() -> Problem {
    Problem::error(
        "decision-by-nobody",
        Text::new(
            "Päätöksestä puuttuu, kuka sen teki.",
            "Det framgår inte vem som fattade beslutet.",
            "It is not said who made the decision.",
        ),
        Text::new("Lisää who = \"...\".", "Lägg till who = \"...\".", "Add who = \"...\"."),
    )
}

fn in_the_future() -> Problem {
    Problem::error(
        "decision-in-the-future",
        Text::new(
            "Päätös on päivätty tulevaisuuteen.",
            "Beslutet är daterat i framtiden.",
            "The decision is dated in the future.",
        ),
        Text::new("Korjaa päivä (when).", "Rätta datumet (when).", "Correct the day (when)."),
    )
}

fn without_review() -> Problem {
    Problem::error(
        "decision-without-review",
        Text::new(
            "Päätöksen tarkistuspäivä ei ole päätöksen jälkeen.",
            "Beslutets översynsdag är inte efter beslutet.",
            "The day of the review is not after the decision.",
        ),
        Text::new(
            "Anna tarkistuspäivä (review), jona asiaa harkitaan uudelleen.",
            "Ange den dag (review) då saken prövas på nytt.",
            "Give the day (review) on which the matter is looked at again.",
        ),
    )
}

fn overdue() -> Problem {
    Problem::note(
        "decision-overdue",
        Text::new(
            "Päätöksen tarkistuspäivä on mennyt, eikä päätös enää ratkaise asiaa.",
            "Beslutets översynsdag har passerat, och beslutet avgör inte längre saken.",
            "The day of the review has passed, and the decision settles the matter no more.",
        ),
        Text::new(
            "Harkitse asia uudelleen: uusi päätös, uusi päivä (when) ja uusi tarkistuspäivä (review).",
            "Pröva saken på nytt: ett nytt beslut, ny dag (when) och ny översynsdag (review).",
            "Consider the matter again: a new decision, a new day (when) and a new review.",
        ),
    )
}

fn not_needed(rule: &str) -> Problem {
    Problem::note(
        "decision-not-needed",
        text(
            format!("Päätöstä säännöstä ”{rule}” ei juuri nyt tarvita."),
            format!("Beslutet om regeln ”{rule}” behövs inte just nu."),
            format!("The decision about “{rule}” is not needed at present."),
        ),
        Text::new(
            "Se voi jäädä: laki tai konserni voi muuttua. Poista se, jos asia on lopullisesti ohi.",
            "Det kan vara kvar: lagen eller koncernen kan ändras. Ta bort det om saken är slutgiltigt avgjord.",
            "It may stay: the law or the group may change. Remove it if the matter is over for good.",
        ),
    )
}

fn settles_nothing(rule: &str) -> Problem {
    Problem::error(
        "decision-settles-nothing",
        text(
            format!(
                "Päätös koskee sääntöä ”{rule}”, mutta tarkistus ei pyydä siitä päätöstä näissä kohdissa."
            ),
            format!(
                "Beslutet gäller regeln ”{rule}”, men kontrollen begär inget beslut om den på dessa ställen."
            ),
            format!(
                "The decision is about “{rule}”, but the check asks for no decision about it in these passages."
            ),
        ),
        Text::new(
            "Nimeä sääntö ja kaikki sen kohdat niin kuin tarkistus ne tulostaa, tai poista päätös.",
            "Ange regeln och alla dess ställen så som kontrollen skriver ut dem, eller ta bort beslutet.",
            "Name the rule and all its passages as the check prints them, or remove the decision.",
        ),
    )
}

fn which_yields(looser: &str) -> Problem {
    Problem::error(
        "decision-says-not-which-yields",
        Text::new(
            "Kaksi kohtaa on ristiriidassa, eikä päätös sano, kumpi väistyy.",
            "Två ställen strider mot varandra, och beslutet säger inte vilket som viker.",
            "Two passages disagree, and the decision does not say which yields.",
        ),
        text(
            format!("Lisää yields = \"{looser}\"."),
            format!("Lägg till yields = \"{looser}\"."),
            format!("Add yields = \"{looser}\"."),
        ),
    )
}

fn gives_up_protection(looser: &str) -> Problem {
    Problem::error(
        "decision-gives-up-protection",
        Text::new(
            "Päätöksessä väistyisi se kohta, joka suojaa ihmisiä paremmin.",
            "Enligt beslutet skulle det ställe vika som skyddar människor bättre.",
            "The decision would make the passage yield that protects people better.",
        ),
        text(
            format!(
                "Vain ”{looser}” voi väistyä. Jos suojaa on tarkoitus vähentää, muuta selostetta ja kerro siitä rekisteröidyille."
            ),
            format!(
                "Bara ”{looser}” kan vika. Ska skyddet minskas måste beskrivningen ändras och de registrerade informeras."
            ),
            format!(
                "Only “{looser}” can yield. If protection is to be less, change the statement and tell the people in the register."
            ),
        ),
    )
}
