//! Lengths of keeping, compared.

use super::{Follow, Notes, Whom, words::say};
use crate::{
    statement::{model::Retention, notice, period::Period},
    text::{Lang, Text},
};
use serde_json::Value;

/// A day and those after it in months of every length: from all of them a longer term ends later.
const FROM: [jiff::civil::Date; 3] =
    [jiff::civil::date(2023, 1, 31), jiff::civil::date(2023, 3, 1), jiff::civil::date(2024, 2, 29)];

/// Which way a term moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Same,
    Shorter,
    Longer,
    /// It depends on the person.
    Either,
}

impl Notes<'_> {
    /// A retention changes, from nothing when the first is null (then what is around it counted).
    pub(super) fn retention(&mut self, about: &str, name: &Text, terms: (&Value, &Value), whom: Whom) {
        self.term(about, name, terms, (whom, way(terms.0, terms.1)));
    }

    /// The limit of a group comes, changes or goes: without one nothing ends the members' items sooner.
    pub(super) fn limit(&mut self, about: &str, name: &Text, terms: (&Value, &Value), whom: Whom) {
        self.term(about, name, terms, (whom, limit(terms.0, terms.1)));
    }

    fn term(&mut self, about: &str, name: &Text, (old, new): (&Value, &Value), (whom, way): (Whom, Way)) {
        let (kind, told): (_, &[Follow]) = match way {
            Way::Same => ("retention-reworded", &[]),
            Way::Shorter => ("retention-shorter", &[Follow::Shorter]),
            Way::Longer => ("retention-longer", &[Follow::Longer, Follow::Weaker]),
            Way::Either => ("retention-counted-anew", &[Follow::Shorter, Follow::Longer, Follow::Weaker]),
        };
        let mut follows = told.to_vec();
        if follows.contains(&Follow::Longer) {
            follows.extend(self.told(&whom));
        }
        let (was, is) = (self.kept(old), self.kept(new));
        let what = say(
            [
                "{name}, säilytysaika. Ennen: {was} Nyt: {is}",
                "{name}, bevaringstid. Tidigare: {was} Nu: {is}",
                "{name}, how long it is kept. Before: {was} Now: {is}",
            ],
            &[("name", &super::words::quoted(std::slice::from_ref(name))), ("was", &was), ("is", &is)],
        );
        let whom = if way == Way::Same { Whom::Nobody } else { whom };
        self.add(kind, about, what, (whom, &follows));
    }

    /// How long replaced values are kept changes. Without a length they are kept as long as the newest.
    pub(super) fn replaced(&mut self, about: &str, name: &Text, (old, new): (&Value, &Value), whom: Whom) {
        let (was, is) = (old.as_str().and_then(Period::parse), new.as_str().and_then(Period::parse));
        let (kind, follows): (_, Vec<Follow>) = match (was, is) {
            (None, Some(_)) => ("history-shorter", vec![Follow::Shorter]),
            (Some(was), Some(is)) if compare(was, is) == Way::Shorter => {
                ("history-shorter", vec![Follow::Shorter])
            }
            (Some(was), Some(is)) if compare(was, is) == Way::Same => ("history-reworded", Vec::new()),
            _ => {
                let told = self.told(&whom);
                ("history-longer", [vec![Follow::Longer, Follow::Weaker], told].concat())
            }
        };
        let length = |period: Option<Period>| {
            let endless =
                say(["yhtä kauan kuin uusin", "lika länge som den nyaste", "as long as the newest"], &[]);
            let of = |lang: Lang| period.map(|length| notice::period(length, lang));
            match (of(Lang::Fi), of(Lang::Sv), of(Lang::En)) {
                (Some(fi), Some(sv), Some(en)) => Text { fi, sv, en },
                _ => endless,
            }
        };
        let what = say(
            [
                "{name}, vanhan arvon säilytys: {was} → {is}.",
                "{name}, hur länge ett gammalt värde bevaras: {was} → {is}.",
                "{name}, how long an old value is kept: {was} → {is}.",
            ],
            &[
                ("name", &super::words::quoted(std::slice::from_ref(name))),
                ("was", &length(was)),
                ("is", &length(is)),
            ],
        );
        self.add(kind, about, what, (whom, &follows));
    }

    fn kept(&self, retention: &Value) -> Text {
        let Ok(read) = serde_json::from_value::<Retention>(retention.clone()) else {
            return say(["ei omaa säilytysaikaa.", "ingen egen bevaringstid.", "no term of its own."], &[]);
        };
        let rules = self.new.rules;
        let of = |lang: Lang| notice::retention(&read, rules, lang);
        Text { fi: of(Lang::Fi), sv: of(Lang::Sv), en: of(Lang::En) }
    }
}

/// Which way a retention moves.
fn way(old: &Value, new: &Value) -> Way {
    let rest = |value: &Value, key: &str| value.get(key).cloned().unwrap_or_default();
    let limits = limit(&rest(old, "at-latest"), &rest(new, "at-latest"));
    let floors = match (rest(old, "floor"), rest(new, "floor")) {
        (was, is) if was == is => Way::Same,
        (Value::Null, _) => Way::Longer,
        (_, Value::Null) => Way::Shorter,
        _ => Way::Either,
    };
    [limits, floors].into_iter().fold(span(old, new), both)
}

/// Which way a limit moves that need not be there.
fn limit(old: &Value, new: &Value) -> Way {
    match (old.is_null(), new.is_null()) {
        (true, true) => Way::Same,
        (true, false) => Way::Shorter,
        (false, true) => Way::Longer,
        (false, false) => span(old, new),
    }
}

/// Which way a length after an event moves.
fn span(old: &Value, new: &Value) -> Way {
    let length = |value: &Value| value.get("keep").and_then(Value::as_str).and_then(Period::parse);
    let (Some(was), Some(is)) = (length(old), length(new)) else { return Way::Either };
    let after = |value: &Value| value.get("after").cloned().unwrap_or_default();
    let anchors = match (rank(&after(old)), rank(&after(new))) {
        _ if after(old) == after(new) => Way::Same,
        (Some(was), Some(is)) if was < is => Way::Longer,
        (Some(was), Some(is)) if was > is => Way::Shorter,
        _ => Way::Either,
    };
    both(compare(was, is), anchors)
}

/// Two moves of one term together.
fn both(sum: Way, one: Way) -> Way {
    match (sum, one) {
        (sum, Way::Same) => sum,
        (Way::Same, one) => one,
        (sum, one) if sum == one => sum,
        _ => Way::Either,
    }
}

fn compare(was: Period, is: Period) -> Way {
    if was == is {
        return Way::Same;
    }
    let ends: Option<Vec<_>> = FROM.iter().map(|day| Some((was.after(*day)?, is.after(*day)?))).collect();
    match ends {
        Some(ends) if ends.iter().all(|(was, is)| was <= is) => Way::Longer,
        Some(ends) if ends.iter().all(|(was, is)| was >= is) => Way::Shorter,
        _ => Way::Either,
    }
}

/// How late an anchor comes in the life of a person's data; `None` of those that can't be compared.
fn rank(anchor: &Value) -> Option<u8> {
    match anchor.as_str()? {
        "recorded" => Some(0),
        "last-activity" => Some(1),
        "relationship-end" => Some(2),
        _ => None,
    }
}
