//! A door: one address of the service, what opens it, and who may pass. The lists of doors are the sitemap; a test sends
//! strangers to each.

use crate::app::Shared;
use axum::{Router, http::Method, routing::MethodRouter};

/// Who may pass a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone: public notices, signing in, health. The list of these may only shrink.
    Anyone,
    /// A person who is signed in; the gate decides the rest.
    Staff,
    /// A person on their own pages; the gate decides the rest.
    Person,
    /// A program with an API key; the gate decides the rest.
    Key,
}

/// One address.
pub struct Door {
    /// Path as axum writes it: `/r/{register}/people`.
    pub path: &'static str,
    /// Methods that it answers.
    pub methods: &'static [Method],
    /// Who may pass.
    pub access: Access,
    /// What answers.
    pub answer: MethodRouter<Shared>,
}

impl Door {
    /// A door from its parts.
    #[must_use]
    pub fn new(
        path: &'static str,
        methods: &'static [Method],
        access: Access,
        answer: MethodRouter<Shared>,
    ) -> Self {
        Self { path, methods, access, answer }
    }
}

/// What was being waited for at a door when the time was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waited {
    /// The rest of what the other side was sending.
    ForBody,
    /// Our own answer.
    ForAnswer,
}

/// A router of doors.
pub fn router(doors: Vec<Door>) -> Router<Shared> {
    doors.into_iter().fold(Router::new(), |router, door| router.route(door.path, door.answer))
}
