//! The built site, end to end, in a real browser. One program for all of it: it is compiled and linked
//! once. `cargo test --package foreproof-site --test browser storage::` runs the tests of one file.

#[path = "../harness/mod.rs"]
mod harness;
#[path = "../story/mod.rs"]
mod story;

mod bad_input;
mod edits;
mod embed;
mod hostile;
mod journey;
mod keyboard;
mod loads;
mod pages;
mod parts;
mod policy;
mod quick;
mod storage;
mod watched;
