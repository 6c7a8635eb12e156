//! Pages for people: HTML that works without scripts. Each page is one file; `page` is the frame around them, `desk` what
//! a page works with, `form` what people send. Personal values become HTML in `personal` alone.

pub(crate) mod assets;
pub(crate) mod caller;
pub(crate) mod desk;
pub(crate) mod errors;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod personal;
pub(crate) mod reason;
pub mod routes;
pub(crate) mod visit;
pub(crate) mod when;

mod about;
mod account;
mod breach;
mod card;
mod colleague;
mod disclosure;
mod edit;
mod factors;
mod fields;
mod filter;
mod find;
mod front;
mod import;
mod leaving;
mod list;
mod new;
mod notice;
mod object;
mod object_form;
mod own;
mod people;
mod permission;
pub(crate) mod portal;
mod proof;
mod request;
mod requests;
mod second;
mod sessions;
mod setup;
mod sign_in;
mod staff;
mod statement;
mod timeline;
mod undertakings;
