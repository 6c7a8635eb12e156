//! `/api/v1`: JSON for programs, RFC 9457 problems.

pub mod routes;
