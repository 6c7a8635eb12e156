//! People who work here: adding and ending accounts, giving roles, signing in. Not here: whether a request may do
//! something (`session::standing` and the gate).
