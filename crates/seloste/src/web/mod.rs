//! Pages for people: HTML that works without scripts.

pub mod routes;
