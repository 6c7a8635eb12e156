//! The tamper-evident log of every decision. Not here: who decides.
