//! What the registers' statements claim, tried from outside on a running program: each test is named after its claims.
//! Each runs twice: on a sample register, and on a copy of it in which purposes, groups, sources, categories, items,
//! objects, roles and the rest bear other names, so that nothing can be tuned to names.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test says what went wrong by failing"
)]

#[path = "../common/mod.rs"]
mod common;

mod agency;
mod answers;
mod asking;
mod attacks;
mod bound;
mod business;
mod calls;
mod clients;
mod codes;
mod content;
mod contexts;
mod corrections;
mod derived;
mod evidence;
mod ground;
mod invited;
mod leavers;
mod letters;
mod lists;
mod misuse;
mod newsletter;
mod outside;
mod payments;
mod people;
mod places;
mod renamed;
mod retail;
mod said;
mod service;
mod sister;
mod statements;
mod store;
mod support;
mod tasks;
mod told;
mod trained;
mod webshop;
mod written;
