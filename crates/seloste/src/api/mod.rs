//! `/api/v1`: JSON for programs, RFC 9457 problems. Every call about a subject names a purpose and goes to the gate. Not here:
//! who may see what (the statement says it, the gate decides), pages.

pub mod openapi;
pub mod routes;

mod about;
mod answers;
mod authority;
mod body;
mod caller;
mod calls;
mod cards;
mod cases;
mod catalogues;
mod disclosures;
mod duplicates;
mod extracts;
mod hand_over;
mod health;
mod imports;
mod investigation;
mod invitations;
mod leaving;
mod links;
mod lists;
mod mailings;
mod mentions;
mod objects;
mod once;
mod permissions;
mod personal;
pub(crate) mod problem;
mod quality;
mod recorded;
mod recordings;
mod registers;
mod requests;
mod selections;
mod source_notices;
mod statistics;
mod stop;
mod subjects;
mod wire;
