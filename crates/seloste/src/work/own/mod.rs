//! What people do for themselves: come in by a link or an invitation, ask for their rights, end what they are sent. Called by the pages, the jobs and the API. Not
//! here: what the gate lets them do.

pub mod federated;
pub mod invite;
pub mod link;
pub mod request;
pub mod stop;
pub mod subscribe;
