//! The program's rooms. Data flows one way: an edge (`web`, `api`, `cli`) calls a use case (`work`), that asks the gate.
//! `web`, `api` and `jobs` don't know each other; what two of them do alike stands in `work`.

pub mod api;
pub mod app;
pub mod bench;
pub mod cli;
pub mod demo;
pub mod door;
pub mod installation;
pub mod jobs;
pub mod mail;
pub mod messages;
pub mod metrics;
pub mod oidc;
pub mod patience;
pub mod server;
pub mod session;
pub mod store;
pub mod web;
pub mod work;
