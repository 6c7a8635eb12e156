//! Quality of service: samples drawn so that anybody can draw them again. Not here: assessments and their figures, which the gate
//! keeps.

pub mod sample;
