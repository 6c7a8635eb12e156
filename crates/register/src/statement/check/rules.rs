//! Whether the rule of a derived item can be carried out: its input is there and of a kind that the rule can take, and what
//! comes of it is what the item holds (claims R1-035, R6-032).

use super::{Check, Placed, text};
use crate::{
    diagnostics::Problem,
    item,
    statement::{
        model::{DerivedRule, Item, ItemType, ObjectKind, SourceKind, Take},
        period::Period,
    },
    text::Text,
};

/// What a rule's input is.
enum Input<'a> {
    /// An item of the person.
    OfPerson(&'a Item),
    /// An item of a kind of object, or of its lines.
    OfObject(&'a ObjectKind, &'a Item),
    /// A kind of object itself.
    Objects(&'a ObjectKind),
}

/// What is wrong with a rule, at a key of it.
type Wrong = (&'static str, [&'static str; 3]);

impl Check<'_> {
    pub(super) fn rules(&mut self) {
        let index = self.index;
        for placed in &index.items {
            let Placed { path, item, object } = placed;
            let Some(rule) = &item.rule else {
                if object.is_none() && item.derived.is_some() && !self.unsure("item") {
                    self.at(&format!("{path}.derived"), derived_without_rule(&item.name));
                }
                continue;
            };
            if self.unsure("item") || self.unsure("object") || self.unsure("source") {
                continue;
            }
            let found = match object {
                Some(_) => vec![("", ON_OBJECT)],
                None => self.judge(item, rule),
            };
            for (key, why) in found {
                let at = if key.is_empty() { format!("{path}.rule") } else { format!("{path}.rule.{key}") };
                self.at(&at, rule_does_not_fit(&item.name, why));
            }
        }
    }

    /// What takes something back of its parent names it in an item that both have (claim R4-024).
    pub(super) fn taken_back(&mut self) {
        let filled = self.filled;
        for (at, kind) in filled.objects.iter().enumerate() {
            let Some(from) = &kind.from_parent else { continue };
            let has = |kind: &ObjectKind, id: &crate::id::ItemId| {
                kind.items.iter().chain(&kind.line_items).any(|item| item.id == *id)
            };
            let both = |kind: &ObjectKind| {
                has(kind, &from.item) && from.amount.as_ref().is_none_or(|id| has(kind, id))
            };
            let parents = filled.objects.iter().filter(|one| kind.parents.contains(&one.id));
            let parents: Vec<&ObjectKind> = parents.collect();
            let in_states = |parent: &&ObjectKind| {
                from.states.iter().all(|state| parent.states.iter().any(|known| known.id == *state))
            };
            let fits =
                both(kind) && !parents.is_empty() && parents.iter().all(|one| both(one) && in_states(one));
            if !fits && !self.unsure("object") {
                self.at(&format!("object[{at}].from-parent"), not_of_parent(&kind.name));
            }
        }
    }

    fn judge(&self, item: &Item, rule: &DerivedRule) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if item.derived.is_none() {
            wrong.push(("", NO_WORDS));
        }
        let by_system = |id: &crate::id::SourceId| {
            self.filled.sources.iter().any(|one| one.id == *id && one.kind == SourceKind::System)
        };
        if !item.sources.iter().all(by_system) {
            wrong.push(("", NOT_BY_SYSTEM));
        }
        if item.required || item.unique || item.generated {
            wrong.push(("", REQUIRED));
        }
        let named = |name: &String| item.inputs.contains(name);
        if !named(&rule.of) || !rule.unless.as_ref().is_none_or(named) {
            wrong.push(("", NOT_AMONG_INPUTS));
        }
        // An input that is nowhere is told where `inputs` names it.
        let Some(input) = self.input(&rule.of) else { return wrong };
        wrong.extend(about_objects(self, rule, &input));
        wrong.extend(taken(item, rule, &input));
        wrong.extend(self.outcome(item, rule));
        wrong
    }

    fn input(&self, name: &str) -> Option<Input<'_>> {
        let Some((kind, item)) = name.split_once('.') else {
            let of_person = self.filled.items.iter().find(|item| item.id.as_str() == name);
            let kind = || self.filled.objects.iter().find(|kind| kind.id.as_str() == name);
            return of_person.map(Input::OfPerson).or_else(|| kind().map(Input::Objects));
        };
        let kind = self.filled.objects.iter().find(|one| one.id.as_str() == kind)?;
        let item = kind.items.iter().chain(&kind.line_items).find(|one| one.id.as_str() == item)?;
        Some(Input::OfObject(kind, item))
    }

    /// What comes of the rule against what the item is.
    fn outcome(&self, item: &Item, rule: &DerivedRule) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let numeric = matches!(rule.take, Take::Count | Take::Sum | Take::YearsSince | Take::Value);
        if !rule.bands.is_empty() {
            let known = |id: &crate::id::ChoiceId| item.choices.iter().any(|choice| choice.id == *id);
            if !numeric
                || item.item_type != ItemType::Choice
                || !rule.bands.iter().all(|band| known(&band.is))
            {
                wrong.push(("bands", BANDS));
            }
        } else if numeric && !NUMBERS.contains(&item.item_type) {
            wrong.push(("take", NUMBER));
        }
        let declared = |catalogue: &crate::id::CatalogueId| {
            self.filled.catalogues.iter().any(|one| one.id == *catalogue)
        };
        let fits = rule.take == Take::Fits;
        if fits != rule.catalogue.is_some() || !rule.catalogue.as_ref().is_none_or(declared) {
            wrong.push(("take", CATALOGUE));
        }
        if fits && item.item_type != ItemType::Text {
            wrong.push(("take", TEXT));
        }
        wrong
    }
}

/// Conditions about objects, where the input is of objects; and what takes it away.
fn about_objects(check: &Check<'_>, rule: &DerivedRule, input: &Input<'_>) -> Vec<Wrong> {
    let (Input::Objects(kind) | Input::OfObject(kind, _)) = input else {
        let conditions = !rule.states.is_empty() || rule.within.is_some() || rule.unless.is_some();
        return if conditions || rule.amount.is_some() { vec![("", OF_OBJECTS_ONLY)] } else { Vec::new() };
    };
    let mut wrong = Vec::new();
    if !rule.states.iter().all(|state| kind.states.iter().any(|known| known.id == *state)) {
        wrong.push(("states", STATES));
    }
    if rule.within.as_deref().is_some_and(|within| Period::parse(within).is_none_or(Period::is_zero)) {
        wrong.push(("within", WITHIN));
    }
    let amount = |kind: &ObjectKind| {
        let is = |item: &Item| Some(&item.id) == rule.amount.as_ref() && item.item_type == ItemType::Number;
        rule.amount.is_none() || kind.items.iter().chain(&kind.line_items).any(is)
    };
    let unless = rule.unless.as_deref().map(|name| check.input(name));
    let taken_by = match unless {
        Some(Some(Input::OfObject(other, _))) => Some(other),
        Some(_) => {
            wrong.push(("unless", UNLESS));
            None
        }
        None => None,
    };
    if !amount(kind) || !taken_by.is_none_or(amount) {
        wrong.push(("amount", AMOUNT));
    }
    wrong
}

/// Types to reckon with.
const NUMBERS: [ItemType; 3] = [ItemType::Number, ItemType::Money, ItemType::Decimal];

/// Whether an item has room for all the decimals of its input; a band has, for it asks only what is reached.
fn keeps_decimals(item: &Item, input: &Input<'_>) -> bool {
    let (Input::OfPerson(from) | Input::OfObject(_, from)) = input else { return true };
    let decimals = |item: &Item| match item.item_type {
        ItemType::Decimal => item::decimal::decimals(item),
        ItemType::Money => 2,
        _ => 0,
    };
    item.item_type == ItemType::Choice
        || from.item_type != ItemType::Decimal
        || decimals(item) >= decimals(from)
}

/// Whether the input is of a kind that can be taken so.
fn taken(item: &Item, rule: &DerivedRule, input: &Input<'_>) -> Vec<Wrong> {
    let of = match input {
        Input::OfPerson(from) | Input::OfObject(_, from) => from.item_type,
        Input::Objects(_) => ItemType::Date,
    };
    let fits = match rule.take {
        Take::Count | Take::Fits => true,
        // What a number can't hold of its input would be lost without a word.
        Take::Sum | Take::Value => NUMBERS.contains(&of) && keeps_decimals(item, input),
        Take::YearsSince => matches!(of, ItemType::Date | ItemType::BirthDate | ItemType::Moment),
        Take::Latest | Take::First => of == item.item_type,
    };
    if fits { Vec::new() } else { vec![("take", INPUT)] }
}

const ON_OBJECT: [&str; 3] = [
    "säännöllä lasketaan vain henkilön omia tietoja, ei tapahtuman",
    "en regel räknar ut uppgifter om personen, inte om ett objekt",
    "a rule computes items of the person, not of an object",
];
const NO_WORDS: [&str; 3] = [
    "henkilölle ei kerrota sanoin (derived), miten tieto syntyy",
    "personen får inte veta i ord (derived) hur uppgiften uppstår",
    "the person is not told in words (derived) how it comes about",
];
const NOT_BY_SYSTEM: [&str; 3] = [
    "laskettua tietoa ei kirjoita kukaan muu, joten sen lähteiden (sources) on oltava lajia system",
    "en uträknad uppgift skrivs inte av någon annan, så dess källor (sources) ska vara av slaget system",
    "nobody else writes what is computed, so its sources must be of kind system",
];
const REQUIRED: [&str; 3] = [
    "laskettu tieto ei voi olla pakollinen, yksilöivä eikä järjestelmän antama (required, unique, generated)",
    "en uträknad uppgift kan inte vara obligatorisk, unik eller genererad (required, unique, generated)",
    "what is computed can't be required, unique or generated",
];
const NOT_AMONG_INPUTS: [&str; 3] = [
    "luettelosta inputs puuttuu jotakin, mitä sääntö käyttää (of, unless)",
    "i listan inputs saknas något som regeln använder (of, unless)",
    "inputs lacks something that the rule uses (of, unless)",
];
const OF_OBJECTS_ONLY: [&str; 3] = [
    "ehdot states, within, unless ja amount koskevat vain tapahtumia",
    "villkoren states, within, unless och amount gäller bara objekt",
    "states, within, unless and amount are about objects alone",
];
const STATES: [&str; 3] = [
    "jotakin tiloista (states) ei ole",
    "något av tillstånden (states) finns inte",
    "one of the states does not exist",
];
const WITHIN: [&str; 3] = [
    "within ei ole pituus, kuten \"P2Y\"",
    "within är inte en längd, som \"P2Y\"",
    "within is not a length such as \"P2Y\"",
];
const UNLESS: [&str; 3] = [
    "unless ei nimeä tapahtuman tietoa, kuten \"return.product\"",
    "unless anger inte en uppgift i ett objekt, som \"return.product\"",
    "unless does not name an item of an object, such as \"return.product\"",
];
const AMOUNT: [&str; 3] = [
    "amount ei ole luku kummassakin tapahtumassa",
    "amount är inte ett tal i båda objekten",
    "amount is not a number in both kinds of object",
];
const INPUT: [&str; 3] = [
    "lähtötieto (of) ei ole sitä tyyppiä, josta näin voi laskea",
    "ingångsuppgiften (of) är inte av en typ som kan räknas så",
    "the input (of) is not of a type that can be taken so",
];
const BANDS: [&str; 3] = [
    "luokat (bands) tehdään luvusta, ja jokaisen on oltava tiedon vaihtoehto (choices)",
    "klasser (bands) görs av ett tal, och var och en ska vara ett av uppgiftens alternativ (choices)",
    "bands are made of a number, and each is one of the item's choices",
];
const NUMBER: [&str; 3] = [
    "tuloksena on luku, joten tiedon tyypin on oltava number tai money, tai säännöllä on luokat (bands)",
    "resultatet är ett tal, så typen ska vara number eller money, eller regeln ha klasser (bands)",
    "a number comes of it, so the item's type must be number or money, or the rule has bands",
];
const CATALOGUE: [&str; 3] = [
    "fits ja catalogue kuuluvat yhteen, ja luettelon on oltava selosteessa ([[catalogue]])",
    "fits och catalogue hör ihop, och katalogen ska finnas i beskrivningen ([[catalogue]])",
    "fits and catalogue go together, and the catalogue must be declared ([[catalogue]])",
];
const TEXT: [&str; 3] = [
    "luettelosta saadaan tekstiä, joten tiedon tyypin on oltava text",
    "ur katalogen fås text, så typen ska vara text",
    "texts come out of a catalogue, so the item's type must be text",
];

fn rule_does_not_fit(name: &Text, [fi, sv, en]: [&str; 3]) -> Problem {
    Problem::error(
        "rule-does-not-fit",
        text(
            format!("Tiedon ”{}” sääntöä ei voi noudattaa: {fi}.", name.fi),
            format!("Regeln för ”{}” kan inte följas: {sv}.", name.sv),
            format!("The rule of “{}” can't be carried out: {en}.", name.en),
        ),
        Text::new(
            "Korjaa kohta rule; docs/derived.md kertoo säännöt esimerkein.",
            "Rätta till rule; docs/derived.md beskriver reglerna med exempel.",
            "Correct rule; docs/derived.md tells of the rules with examples.",
        ),
    )
}

fn not_of_parent(name: &Text) -> Problem {
    Problem::error(
        "not-of-parent",
        text(
            format!("”{}” ottaa takaisin jotakin, mitä siinä tai sen emossa ei ole.", name.fi),
            format!("”{}” tar tillbaka något som inte finns i det eller i det som det hör till.", name.sv),
            format!("“{}” takes back something that it or what it belongs to does not have.", name.en),
        ),
        Text::new(
            "Nimeä kohdassa from-parent tieto (ja määrä), joka on molemmissa, ja tilat, jotka emolla on; anna emo kohdassa parents.",
            "Ange i from-parent en uppgift (och ett antal) som finns i båda och tillstånd som det överordnade har; ange det i parents.",
            "Name in from-parent an item (and an amount) that both have, and states that the parent has; name the parent in parents.",
        ),
    )
}

fn derived_without_rule(name: &Text) -> Problem {
    Problem::note(
        "derived-without-rule",
        text(
            format!("Tiedon ”{}” kerrotaan syntyvän muista, mutta mikään ei laske sitä.", name.fi),
            format!("”{}” sägs komma ur andra uppgifter, men inget räknar ut den.", name.sv),
            format!("“{}” is said to come from other items, but nothing computes it.", name.en),
        ),
        Text::new(
            "Anna tiedolle sääntö (rule), tai tuo arvo ohjelmalla, joka laskee sen.",
            "Ge uppgiften en regel (rule), eller låt ett program som räknar ut den föra in den.",
            "Give it a rule, or have the program that computes it bring it in.",
        ),
    )
}
