//! Items as fields of a form: how they are asked for, what was typed, what became of it. One way for people and objects.

use crate::{
    messages::{page as frame_say, person as say},
    web::{desk::Desk, form::Fields, personal, when},
};
use maud::{Markup, html};
use seloste_gate::{
    card::{Card, ItemChange, NewValue, OpenedItem},
    errors::ItemProblem,
};
use seloste_register::{
    diagnostics::{Problem, Severity},
    id::{ChoiceId, GroupId, ObjectKindId, SourceId},
    item::{self, Input},
    statement::model::{Item, ItemType, ObjectKind, Source, SourceKind},
    text::{Lang, Text},
};
use zeroize::Zeroizing;

/// What stands in one field: text, and the kind of value (home, work).
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Slot {
    text: Zeroizing<String>,
    label: String,
}

/// What stands in the fields of one item.
#[derive(Clone, Default)]
pub(crate) struct Filled(Vec<Slot>);

impl Filled {
    /// As opened.
    pub(crate) fn opened(opened: Option<&OpenedItem>, item: &Item, lang: Lang) -> Self {
        let values = opened.into_iter().flat_map(|opened| &opened.values);
        let slots = values.map(|value| Slot {
            text: personal::in_field(value, item, lang),
            label: value.label.as_ref().map(ToString::to_string).unwrap_or_default(),
        });
        Self(slots.collect())
    }

    /// As typed.
    pub(crate) fn typed(fields: &Fields, prefix: &str, item: &Item) -> Self {
        let slots = (0..item.max_values.max(1)).map(|n| Slot {
            text: Zeroizing::new(fields.get(&name(prefix, item, n as usize)).replace("\r\n", "\n")),
            label: fields.get(&label_name(prefix, item, n as usize)).to_owned(),
        });
        Self(slots.filter(|slot| !slot.text.trim().is_empty()).collect())
    }

    /// As it stood when the form was made.
    pub(crate) fn was(fields: &Fields, prefix: &str, item: &Item) -> Self {
        let written = fields.get(&was_name(prefix, item));
        let pairs: Vec<(String, String)> = serde_json::from_str(written).unwrap_or_default();
        let slots = pairs.into_iter().map(|(label, text)| Slot { text: Zeroizing::new(text), label });
        Self(slots.collect())
    }

    /// Whether nothing stands there.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is the same to the letter.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let text = |slot: &Slot| (slot.text.trim().to_owned(), slot.label.clone());
        self.0.iter().map(text).eq(other.0.iter().map(text))
    }

    /// The first text.
    pub(crate) fn first(&self) -> &str {
        self.0.first().map_or("", |slot| slot.text.as_str())
    }

    /// A hidden field that remembers it, so that what the editor left alone is left alone.
    pub(crate) fn remember(&self, prefix: &str, item: &Item) -> Markup {
        let pairs: Vec<(&str, &str)> =
            self.0.iter().map(|slot| (slot.label.as_str(), slot.text.as_str())).collect();
        let written = Zeroizing::new(serde_json::to_string(&pairs).unwrap_or_default());
        html! { input type="hidden" name=(was_name(prefix, item)) value=(written.as_str()); }
    }

    /// The change that it makes.
    pub(crate) fn change(&self, item: &Item, source: &SourceId) -> Result<ItemChange, Vec<ItemProblem>> {
        let mut values = Vec::new();
        let mut problems = Vec::new();
        for slot in &self.0 {
            let label = ChoiceId::new(&slot.label).ok();
            match item::read(item, &slot.text, label.as_ref()) {
                Ok(value) => values.push(NewValue { value, source: source.clone() }),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() {
            return Ok(ItemChange { item: item.id.clone(), values });
        }
        let item = item.id.to_string();
        Err(problems.into_iter().map(|problem| ItemProblem { item: item.clone(), problem }).collect())
    }
}

fn name(prefix: &str, item: &Item, n: usize) -> String {
    format!("{prefix}.{}.{n}", item.id)
}

fn label_name(prefix: &str, item: &Item, n: usize) -> String {
    format!("{prefix}.kind.{}.{n}", item.id)
}

fn was_name(prefix: &str, item: &Item) -> String {
    format!("was.{prefix}.{}", item.id)
}

/// Whether members of a group have an item.
pub(crate) fn belongs(item: &Item, group: &GroupId) -> bool {
    item.groups.is_empty() || item.groups.contains(group)
}

/// Whether a form asks for an item: not for what the system makes.
pub(crate) fn asked(desk: &Desk<'_>, item: &Item) -> bool {
    let by_people = |id: &SourceId| desk.rules.source(id).is_some_and(|source| by_hand(source.kind));
    !item.generated && item.derived.is_none() && item.sources.iter().any(by_people)
}

/// Whether what comes from a kind of source may be typed in: the system's own values and bought updates come by themselves.
fn by_hand(kind: SourceKind) -> bool {
    !matches!(kind, SourceKind::System | SourceKind::UpdateService)
}

/// Whether the roles may change a category for the purpose. The gate decides; this only spares a field.
pub(crate) fn may_change(desk: &Desk<'_>, category: &seloste_register::id::CategoryId) -> bool {
    let roles = desk.ask.actor.roles.iter().filter_map(|role| desk.rules.role(role));
    roles
        .flat_map(|role| &role.grants)
        .any(|grant| grant.purposes.contains(&desk.ask.purpose) && grant.change.contains(category))
}

/// Kinds of object that may be added for the purpose.
pub(crate) fn addable_kinds<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = &'d ObjectKind> {
    let kinds = desk.rules.statement().objects.iter();
    let by_hand = kinds.filter(|kind| kind.confirmation.is_none());
    by_hand.filter(|kind| kind.purposes.contains(&desk.ask.purpose) && may_change(desk, &kind.category))
}

/// Asks where new values come from: one answer for a form.
pub(crate) fn source_field(desk: &Desk<'_>, allowed: &[SourceId], chosen: &str) -> Markup {
    let sources = desk.rules.statement().sources.iter();
    let sources = sources.filter(|source| allowed.contains(&source.id) && by_hand(source.kind));
    source_select(desk, &sources.collect::<Vec<_>>(), chosen)
}

/// Asks what values were taken from, where one of the sources has to say so (R7-019): an object of the person's, from those that are
/// on the card, or by its own name, for it need not be readable for the purpose at hand.
pub(crate) fn origin_field(desk: &Desk<'_>, allowed: &[SourceId], (card, chosen): (&Card, &str)) -> Markup {
    let sources = desk.rules.statement().sources.iter().filter(|source| allowed.contains(&source.id));
    let kinds: Vec<&ObjectKindId> = sources.flat_map(|source| &source.taken_from).collect();
    let kind = |id: &ObjectKindId| desk.rules.object(id).map_or("", |kind| desk.read(&kind.name));
    html! {
        @if !kinds.is_empty() {
            div.field {
                label for="from" { (desk.say(&say::TAKEN_FROM)) }
                input #from name="from" list="origins" value=(chosen) autocomplete="off" aria-describedby="from-hint";
                datalist #origins {
                    @for object in card.objects.iter().filter(|object| kinds.contains(&&object.kind)) {
                        option value=(object.object.0) { (kind(&object.kind)) ", " (when::day(object.starts, desk.lang())) }
                    }
                }
                p.hint #from-hint { (desk.say(&say::TAKEN_FROM_HINT)) }
            }
        }
    }
}

/// Asks where a file comes from: any source but the system itself.
pub(crate) fn file_source_field(desk: &Desk<'_>) -> Markup {
    let sources = desk.rules.statement().sources.iter().filter(|source| source.kind != SourceKind::System);
    source_select(desk, &sources.collect::<Vec<_>>(), "")
}

fn source_select(desk: &Desk<'_>, sources: &[&Source], chosen: &str) -> Markup {
    html! {
        div.field {
            label for="source" { (desk.say(&say::SOURCE)) }
            select #source name="source" aria-describedby="source-hint" {
                @for source in sources {
                    option value=(source.id) selected[source.id.as_str() == chosen] { (desk.read(&source.name)) }
                }
            }
            p.hint #source-hint { (desk.say(&say::SOURCE_HINT)) }
        }
    }
}

/// Sources that any of some items allow.
pub(crate) fn sources<'i>(items: impl Iterator<Item = &'i Item>) -> Vec<SourceId> {
    let mut all: Vec<SourceId> = items.flat_map(|item| item.sources.clone()).collect();
    all.sort();
    all.dedup();
    all
}

/// The problem of an item that a source may not write; said here with the sources that may.
pub(crate) fn source_problem(desk: &Desk<'_>, item: &Item, source: &SourceId) -> Option<ItemProblem> {
    if item.sources.contains(source) {
        return None;
    }
    let named = |lang: Lang| {
        let names =
            item.sources.iter().filter_map(|id| desk.rules.source(id)).map(|source| source.name.get(lang));
        let names: Vec<&str> = names.collect();
        say::BAD_SOURCE.fill(lang, &[("sources", &names.join(", "))])
    };
    let what = Text::new(&named(Lang::Fi), &named(Lang::Sv), &named(Lang::En));
    let problem = Problem {
        severity: Severity::Error,
        rule: "source-not-allowed",
        place: None,
        also: None,
        what,
        remedy: Text::new("", "", ""),
        passages: Vec::new(),
    };
    Some(ItemProblem { item: item.id.to_string(), problem })
}

/// How an item's fields are drawn.
pub(crate) struct Drawn<'a> {
    /// What begins the names of the fields.
    pub(crate) prefix: &'a str,
    /// What is wrong, of all items.
    pub(crate) problems: &'a [ItemProblem],
    /// What stands below the field.
    pub(crate) below: Markup,
}

/// An item's fields, with what is wrong beside them.
pub(crate) fn draw(desk: &Desk<'_>, item: &Item, filled: &Filled, drawn: &Drawn<'_>) -> Markup {
    let wrong: Vec<&ItemProblem> =
        drawn.problems.iter().filter(|problem| problem.item == item.id.as_str()).collect();
    let id = format!("{}-{}", drawn.prefix, item.id);
    let (said, guided) = (format!("{id}-wrong"), format!("{id}-guide"));
    let guide = guide(desk, item);
    let described = [guide.map(|_| guided.as_str()), (!wrong.is_empty()).then_some(said.as_str())];
    let described: Vec<&str> = described.into_iter().flatten().collect();
    let described = described.join(" ");
    let label = html! {
        (desk.read(&item.name))
        @if item.required { " " span.muted.small { "(" (desk.say(&say::REQUIRED)) ")" } }
    };
    let limit = item.max_values.max(1) as usize;
    let empty = Slot::default();
    let shown =
        if limit == 1 { 1 } else { limit.min(filled.0.len() + if filled.is_empty() { 2 } else { 1 }) };
    let rows = html! {
        @for n in 0..shown {
            @let slot = filled.0.get(n).unwrap_or(&empty);
            @let one = One { item, slot, n, prefix: drawn.prefix, id: &id, wrong: !wrong.is_empty(), described: &described };
            div.row {
                (input(desk, &one))
                @if !item.choices.is_empty() && item.item_type != ItemType::Choice { (label_select(desk, &one)) }
            }
        }
    };
    html! {
        div.field {
            @if shown == 1 { label for={ (id) "-0" } { (label) } (rows) }
            @else { fieldset { legend { (label) } (rows) } }
            @if let Some(guide) = guide { p.hint id=(guided) { (guide) } }
            @if !wrong.is_empty() {
                div id=(said) {
                    @for one in &wrong { p.wrong { (desk.read(&one.problem.what)) " " (desk.read(&one.problem.remedy)) } }
                }
            }
            (drawn.below)
        }
    }
}

struct One<'a> {
    item: &'a Item,
    slot: &'a Slot,
    n: usize,
    prefix: &'a str,
    id: &'a str,
    wrong: bool,
    /// What describes it: its guide, what is wrong.
    described: &'a str,
}

/// What may be written into a free text, in words: its own guide, or for a longer one the program's (R5-087).
fn guide<'d>(desk: &'d Desk<'_>, item: &'d Item) -> Option<&'d str> {
    let own = item.guide.as_ref().map(|guide| desk.read(guide));
    own.or_else(|| (widget(item).input == Input::Area).then(|| desk.say(&say::GUIDE)))
}

impl One<'_> {
    fn name(&self) -> String {
        name(self.prefix, self.item, self.n)
    }
    fn id(&self) -> String {
        format!("{}-{}", self.id, self.n)
    }
    /// What the second field of an item is called, since the legend names them all.
    fn spoken(&self, desk: &Desk<'_>) -> Option<String> {
        let n = (self.n + 1).to_string();
        let several = self.item.max_values > 1;
        several.then(|| say::VALUE_N.fill(desk.lang(), &[("item", desk.read(&self.item.name)), ("n", &n)]))
    }
}

/// Texts of up to so many characters are asked for on one line.
const ONE_LINE: u32 = 120;

fn widget(item: &Item) -> item::Widget {
    let widget = item::widget(item);
    let short = widget.input == Input::Area && widget.max_length <= ONE_LINE;
    item::Widget { input: if short { Input::Text } else { widget.input }, ..widget }
}

fn input(desk: &Desk<'_>, one: &One<'_>) -> Markup {
    let widget = widget(one.item);
    let invalid = one.wrong.then_some("true");
    let described = Some(one.described).filter(|described| !described.is_empty());
    let required = one.item.required && one.n == 0;
    let text = one.slot.text.as_str();
    let kind = match widget.input {
        Input::Tel => "tel",
        Input::Email => "email",
        Input::Text | Input::Select | Input::Flag | Input::Area => "text",
    };
    let mode = (!widget.inputmode.is_empty()).then_some(widget.inputmode);
    let hint = (!widget.placeholder.is_empty()).then_some(widget.placeholder);
    match widget.input {
        Input::Area => html! {
            textarea id=(one.id()) name=(one.name()) maxlength=(widget.max_length) rows="3" required[required]
                aria-invalid=[invalid] aria-describedby=[described] aria-label=[one.spoken(desk)] { (text) }
        },
        Input::Select | Input::Flag => html! {
            select id=(one.id()) name=(one.name()) required[required] aria-invalid=[invalid] aria-describedby=[described]
                aria-label=[one.spoken(desk)] {
                option value="" { (desk.say(&frame_say::NOT_KNOWN)) }
                @for (value, shown) in options(desk, one.item, text) {
                    option value=(value) selected[value == text] { (shown) }
                }
            }
        },
        Input::Text | Input::Tel | Input::Email => html! {
            input id=(one.id()) type=(kind) name=(one.name()) value=(text) maxlength=(widget.max_length)
                inputmode=[mode] placeholder=[hint] autocomplete="off" required[required] aria-invalid=[invalid]
                aria-describedby=[described] aria-label=[one.spoken(desk)];
        },
    }
}

/// What a list offers: value, and how it reads. A value that is not in the list stays in it.
fn options(desk: &Desk<'_>, item: &Item, present: &str) -> Vec<(String, String)> {
    let lang = desk.lang();
    let show = |value: &str| item::show(item, value, lang).to_string();
    let mut list: Vec<(String, String)> = match item.item_type {
        ItemType::Flag => vec![
            ("yes".to_owned(), desk.say(&frame_say::YES).to_owned()),
            ("no".to_owned(), desk.say(&frame_say::NO).to_owned()),
        ],
        ItemType::Country => {
            item::countries(lang).map(|(code, name)| (code.to_owned(), name.to_owned())).collect()
        }
        ItemType::Language => item::languages().map(|code| (code.to_owned(), show(code))).collect(),
        _ => item.choices.iter().map(|one| (one.id.to_string(), desk.read(&one.name).to_owned())).collect(),
    };
    if !present.is_empty() && !list.iter().any(|(value, _)| value == present) {
        list.push((present.to_owned(), show(present)));
    }
    list
}

fn label_select(desk: &Desk<'_>, one: &One<'_>) -> Markup {
    html! {
        select.kind name=(label_name(one.prefix, one.item, one.n))
            aria-label={ (desk.say(&say::KIND)) ": " (one.spoken(desk).unwrap_or_default()) } {
            option value="" { "–" }
            @for choice in &one.item.choices {
                option value=(choice.id) selected[choice.id.as_str() == one.slot.label] { (desk.read(&choice.name)) }
            }
        }
    }
}

/// One field without a label of its own, for a cell of a table.
pub(crate) fn bare_input(
    desk: &Desk<'_>,
    item: &Item,
    (prefix, filled): (&str, &Filled),
    spoken: &str,
) -> Markup {
    let widget = widget(item);
    let text = filled.first();
    let wrong = !filled.is_empty() && item::read(item, text, None).is_err();
    let invalid = wrong.then_some("true");
    let mode = (!widget.inputmode.is_empty()).then_some(widget.inputmode);
    html! {
        @match widget.input {
            Input::Select | Input::Flag => {
                select name=(name(prefix, item, 0)) aria-label=(spoken) aria-invalid=[invalid] {
                    option value="" { "–" }
                    @for (value, shown) in options(desk, item, text) { option value=(value) selected[value == text] { (shown) } }
                }
            }
            Input::Text | Input::Tel | Input::Email | Input::Area => {
                input name=(name(prefix, item, 0)) value=(text) maxlength=(widget.max_length) inputmode=[mode]
                    autocomplete="off" aria-label=(spoken) aria-invalid=[invalid];
            }
        }
    }
}
