//! What a key reaches: its register, the purposes that it may use, and what the register's statement declares. Touches no
//! subject, so that no purpose is named.

use super::{
    answers::Refusals,
    caller::{self, Caller},
    problem::Problem,
    wire::{Name, Words},
};
use axum::Json;
use seloste_gate::ask::Standing;
use seloste_register::{
    id::{CategoryId, ChoiceId, GroupId, ItemId, LinkId, PurposeId, RegisterId, RoleId, SourceId},
    statement::{
        Rules,
        model::{Action, Choice, Item, ItemType, LinkRole, ObjectKind, Role},
    },
    text::Text,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// The registers that a key reaches.
#[derive(Serialize, ToSchema)]
pub(super) struct Registers {
    /// In order of name.
    registers: Vec<RegisterBody>,
}

/// A register, as far as a key reaches it.
#[derive(Serialize, ToSchema)]
#[schema(as = Register)]
struct RegisterBody {
    /// Its name in addresses.
    #[schema(value_type = Name)]
    register: RegisterId,
    /// Its name for people.
    #[schema(value_type = Words)]
    name: Text,
    /// The role that the key carries.
    #[schema(value_type = Name)]
    role: RoleId,
    /// Whether the key works: the person is engaged and bound to secrecy.
    active: bool,
    /// The purposes that the key may name, with what it may do for each.
    purposes: BTreeMap<String, MayBody>,
}

/// What a key may do for one purpose.
#[derive(Serialize, ToSchema, Default)]
#[schema(as = May)]
struct MayBody {
    /// Its name for people.
    #[schema(value_type = Words)]
    name: Option<Text>,
    /// Whether each call must carry a reason.
    reason_required: bool,
    /// Groups that it is about; empty: all. With others it does nothing.
    #[schema(value_type = Vec<Name>)]
    groups: Vec<GroupId>,
    /// Categories that are opened.
    #[schema(value_type = Vec<Name>)]
    read: BTreeSet<CategoryId>,
    /// Categories that may be changed.
    #[schema(value_type = Vec<Name>)]
    change: BTreeSet<CategoryId>,
    /// What else may be done.
    #[schema(value_type = Vec<Name>)]
    actions: BTreeSet<Action>,
}

/// What a register's statement declares.
#[derive(Serialize, ToSchema)]
#[schema(as = Declared)]
pub(super) struct DeclaredBody {
    /// The register, as far as the key reaches it.
    register: RegisterBody,
    /// Groups of subjects.
    groups: Vec<NamedBody>,
    /// Sources of values.
    sources: Vec<NamedBody>,
    /// Areas of business.
    areas: Vec<NamedBody>,
    /// Categories: what is opened together.
    categories: Vec<NamedBody>,
    /// Items of a subject.
    items: Vec<ItemBody>,
    /// Kinds of object.
    objects: Vec<KindBody>,
    /// Kinds of consent.
    consents: Vec<NamedBody>,
    /// Kinds of prohibition.
    prohibitions: Vec<NamedBody>,
}

/// Something that is declared.
#[derive(Serialize, ToSchema)]
#[schema(as = Named)]
struct NamedBody {
    /// Its name in calls.
    #[schema(value_type = Name)]
    id: String,
    /// Its name for people.
    #[schema(value_type = Words)]
    name: Text,
}

/// A declared item.
#[derive(Serialize, ToSchema)]
#[schema(as = Item)]
struct ItemBody {
    /// Its name in calls.
    #[schema(value_type = Name)]
    id: ItemId,
    /// Its name for people.
    #[schema(value_type = Words)]
    name: Text,
    /// Its type.
    #[serde(rename = "type")]
    #[schema(value_type = Name)]
    item_type: ItemType,
    /// The category that it is opened with.
    #[schema(value_type = Option<Name>)]
    category: Option<CategoryId>,
    /// Groups that it is kept about; empty: all.
    #[schema(value_type = Vec<Name>)]
    groups: Vec<GroupId>,
    /// Sources that may write it.
    #[schema(value_type = Vec<Name>)]
    sources: Vec<SourceId>,
    /// How many values there may be.
    max_values: u32,
    /// Whether it can't be missing.
    required: bool,
    /// Whether a value names one subject only.
    unique: bool,
    /// Whether the system gives the value itself.
    generated: bool,
    /// Whether it is derived from other items, so that nobody writes it.
    derived: bool,
    /// Values of a choice, or labels of the kinds of a value.
    choices: Vec<NamedBody>,
    /// Longest text in characters.
    max_length: Option<u32>,
}

/// A declared kind of object.
#[derive(Serialize, ToSchema)]
#[schema(as = ObjectKind)]
struct KindBody {
    /// Its name in calls.
    #[schema(value_type = Name)]
    id: String,
    /// Its name for people.
    #[schema(value_type = Words)]
    name: Text,
    /// The category that it is opened with.
    #[schema(value_type = Name)]
    category: CategoryId,
    /// Groups whose members may have it; empty: all.
    #[schema(value_type = Vec<Name>)]
    groups: Vec<GroupId>,
    /// Sources that may write it.
    #[schema(value_type = Vec<Name>)]
    sources: Vec<SourceId>,
    /// Roles in which people are linked to it.
    links: Vec<LinkBody>,
    /// Its states, the first one first.
    states: Vec<NamedBody>,
    /// States in which it is over.
    #[schema(value_type = Vec<Name>)]
    closed_states: Vec<ChoiceId>,
    /// Kinds that it may belong to.
    #[schema(value_type = Vec<Name>)]
    parents: Vec<String>,
    /// Whether it must belong to one.
    parent_required: bool,
    /// Whether it has a start and an end; otherwise it has one date.
    period: bool,
    /// Its items.
    items: Vec<ItemBody>,
    /// Items of each of its lines.
    line_items: Vec<ItemBody>,
}

/// A role in which people are linked to a kind of object.
#[derive(Serialize, ToSchema)]
#[schema(as = LinkRole)]
struct LinkBody {
    /// Its name in calls.
    #[schema(value_type = Name)]
    id: LinkId,
    /// Its name for people.
    #[schema(value_type = Words)]
    name: Text,
    /// Groups whose members may be linked in it.
    #[schema(value_type = Vec<Name>)]
    groups: Vec<GroupId>,
    /// Whether colleagues may be linked in it.
    staff: bool,
    /// How many, at most.
    most: Option<u32>,
}

/// The registers that this key reaches
#[utoipa::path(
    get, path = "/api/v1/registers", tag = "registers",
    responses((status = 200, description = "The key's registers", body = Registers), Refusals)
)]
pub(super) async fn all(caller: Caller) -> Result<Json<Registers>, Problem> {
    caller
        .run(|app, holder| {
            let (controller, actor) = caller::reached(app, holder, &holder.register)?;
            let rules = controller.gate.rules(&holder.register).ok_or_else(Problem::absent)?;
            let reached = actor.roles.iter().filter_map(|role| rules.role(role));
            let active = actor.standing == Standing::Active;
            let registers = reached.map(|role| register(&rules, role, active)).collect();
            Ok(Json(Registers { registers }))
        })
        .await
}

/// What a register's statement declares
#[utoipa::path(
    get, path = "/api/v1/registers/{register}", tag = "registers",
    params(("register" = String, Path, description = "The register")),
    responses((status = 200, description = "Items, kinds of object, groups, sources", body = DeclaredBody), Refusals)
)]
pub(super) async fn one(caller: Caller) -> Result<Json<DeclaredBody>, Problem> {
    let asked = caller.register().cloned();
    caller
        .run(move |app, holder| {
            let asked = asked.ok_or_else(Problem::absent)?;
            let (controller, actor) = caller::reached(app, holder, &asked)?;
            let rules = controller.gate.rules(&asked).ok_or_else(Problem::absent)?;
            let role = actor.roles.first().and_then(|role| rules.role(role)).ok_or_else(Problem::absent)?;
            Ok(Json(declared(&rules, role, actor.standing == Standing::Active)))
        })
        .await
}

fn register(rules: &Rules, role: &Role, active: bool) -> RegisterBody {
    let statement = rules.statement();
    let mut purposes: BTreeMap<String, MayBody> = BTreeMap::new();
    for grant in &role.grants {
        for purpose in &grant.purposes {
            let may = purposes.entry(purpose.as_str().to_owned()).or_insert_with(|| may(rules, purpose));
            may.read.extend(grant.read.iter().cloned());
            may.change.extend(grant.change.iter().cloned());
            may.actions.extend(grant.actions.iter().copied());
        }
    }
    let (register, name) = (statement.register.id.clone(), statement.register.name.clone());
    RegisterBody { register, name, role: role.id.clone(), active, purposes }
}

fn may(rules: &Rules, purpose: &PurposeId) -> MayBody {
    let declared = rules.purpose(purpose);
    MayBody {
        name: declared.map(|purpose| purpose.name.clone()),
        reason_required: declared.is_some_and(|purpose| purpose.reason_required),
        groups: declared.map(|purpose| purpose.groups.clone()).unwrap_or_default(),
        ..MayBody::default()
    }
}

fn declared(rules: &Rules, role: &Role, active: bool) -> DeclaredBody {
    let statement = rules.statement();
    let named = |id: &str, name: &Text| NamedBody { id: id.to_owned(), name: name.clone() };
    DeclaredBody {
        register: register(rules, role, active),
        groups: statement.subject_groups.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        sources: statement.sources.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        areas: statement.areas.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        categories: statement.categories.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        items: statement.items.iter().map(ItemBody::from).collect(),
        objects: statement.objects.iter().map(KindBody::from).collect(),
        consents: statement.consents.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
        prohibitions: statement.prohibitions.iter().map(|one| named(one.id.as_str(), &one.name)).collect(),
    }
}

impl From<&Choice> for NamedBody {
    fn from(choice: &Choice) -> Self {
        Self { id: choice.id.as_str().to_owned(), name: choice.name.clone() }
    }
}

impl From<&Item> for ItemBody {
    fn from(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            name: item.name.clone(),
            item_type: item.item_type,
            category: item.category.clone(),
            groups: item.groups.clone(),
            sources: item.sources.clone(),
            max_values: item.max_values,
            required: item.required,
            unique: item.unique,
            generated: item.generated,
            derived: item.derived.is_some(),
            choices: item.choices.iter().map(NamedBody::from).collect(),
            max_length: item.max_length,
        }
    }
}

impl From<&LinkRole> for LinkBody {
    fn from(link: &LinkRole) -> Self {
        let (id, name, groups) = (link.id.clone(), link.name.clone(), link.groups.clone());
        Self { id, name, groups, staff: link.staff, most: link.most }
    }
}

impl From<&ObjectKind> for KindBody {
    fn from(kind: &ObjectKind) -> Self {
        Self {
            id: kind.id.as_str().to_owned(),
            name: kind.name.clone(),
            category: kind.category.clone(),
            groups: kind.groups.clone(),
            sources: kind.sources.clone(),
            links: kind.links.iter().map(LinkBody::from).collect(),
            states: kind.states.iter().map(NamedBody::from).collect(),
            closed_states: kind.closed_states.clone(),
            parents: kind.parents.iter().map(ToString::to_string).collect(),
            parent_required: kind.parent_required,
            period: kind.period,
            items: kind.items.iter().map(ItemBody::from).collect(),
            line_items: kind.line_items.iter().map(ItemBody::from).collect(),
        }
    }
}
