//! How the register itself comes to know something: rules by which a person's item is computed from others, and the
//! catalogues that they look things up in.

use crate::{
    id::{CatalogueId, ChoiceId, ItemId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A catalogue: what fits or belongs to what, such as accessories to products. Loaded as a file, the same for everybody; it
/// holds no personal data (claim R1-035).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Catalogue {
    /// Name.
    pub id: CatalogueId,
    /// Name shown to people.
    pub name: Text,
    /// Where its rows come from and who keeps them, for the notice.
    pub about: Option<Text>,
}

/// The rule by which a person's item is computed. Whatever changes what it comes from, changes the item in the same unit of
/// work; nobody writes it by hand (claims R1-035, R6-032).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DerivedRule {
    /// What is made of the input.
    pub take: Take,
    /// The input: an item of the person, `object.item` for an item or line item of a kind of object, or a kind of object itself.
    pub of: String,
    /// Only objects in these states; empty: in any.
    #[serde(default)]
    pub states: Vec<ChoiceId>,
    /// Only objects that began within this time before today, ISO 8601.
    pub within: Option<String>,
    /// What takes an input away again, as `object.item`: a return takes away the product that it names from the purchase that it
    /// belongs to.
    pub unless: Option<String>,
    /// The item of the same object or line, there and in `unless`, that says how many there are; left out: one each.
    pub amount: Option<ItemId>,
    /// For `fits`: the catalogue to look in.
    pub catalogue: Option<CatalogueId>,
    /// What a number becomes: the choice of the highest band that it reaches. Empty: the number itself.
    #[serde(default)]
    pub bands: Vec<Band>,
}

/// What a rule makes of its input. Where there has never been any input, nothing comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Take {
    /// How many different values there are; of a kind of object, how many objects.
    Count,
    /// The sum of numbers or amounts.
    Sum,
    /// The newest value; of a kind of object, the newest one's date.
    Latest,
    /// The oldest value; of a kind of object, the oldest one's date.
    First,
    /// Whole years from a date to today, such as an age.
    YearsSince,
    /// The number as it is, to be put in bands.
    Value,
    /// What the catalogue says fits the values.
    Fits,
}

/// A band of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Band {
    /// The least number in it (of money: whole euros).
    pub from: i64,
    /// The choice that it is.
    pub is: ChoiceId,
}
