//! Cookies and other techniques by which the use of the controller's own services is followed.

use crate::{
    id::{ConsentId, PurposeId, TrackingId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A technique that stores or reads something in a visitor's device, or follows its use in another way (claim R7-018). What is not
/// declared is not used, and one that is not necessary is off until the visitor has consented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tracking {
    /// Name.
    pub id: TrackingId,
    /// Name shown to people.
    pub name: Text,
    /// By what technique.
    pub technique: Technique,
    /// The names by which a visitor's browser knows it, such as those of the cookies.
    #[serde(default)]
    pub known_as: Vec<String>,
    /// What it is used for.
    pub purpose: PurposeId,
    /// How long it lasts in the device, ISO 8601; `P0D`: until the browser is closed.
    #[schemars(regex(pattern = r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$"))]
    pub keep: String,
    /// Whose it is, if not the controller's: who learns of the visit.
    pub provider: Option<String>,
    /// The consent before which it is off.
    pub consent: Option<ConsentId>,
    /// Why the service that the visitor asks for can't do without it; then it needs no consent (Directive 2002/58/EC, article 5(3)).
    pub necessary: Option<Text>,
}

/// Techniques of following use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Technique {
    /// A cookie.
    Cookie,
    /// Storage of the browser's that a page's script writes.
    BrowserStorage,
    /// A picture or another part of a page or a message that tells its server of being loaded.
    Pixel,
    /// An identifier of a device or an application.
    DeviceId,
    /// A log of what was asked for.
    Log,
}
