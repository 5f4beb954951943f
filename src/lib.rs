//! Foreproof tells an organisation whether it can *prove* control of its AI before somebody asks.
//!
//! The crate is a pure engine with edges switched on by features. Its rooms, lowest first; a room
//! imports only from rooms above it in this list (`tests/tidy.rs` holds that):
//!
//! | room | holds |
//! |---|---|
//! | [`units`] | scores, levels, dates, money: types that can't hold a wrong value |
//! | [`decode`] | reading JSON so that every fault is told at once, with its path |
//! | [`rules`] | the rule pack: everything that can be tuned, checked as a whole |
//! | [`assessment`] | ground state: what the user said, the only thing that is stored |
//! | [`report`] | derived state: plain data, with the reasons of every number |
//! | [`engine`] | `assess()`: the scoring method, one rule family a file |
//! | [`quant`] | the loss simulation: the same bits everywhere for the same seed |
//! | [`route`] | the cheapest route to being ready, to proven optimality |
//! | [`exchange`] | files: envelope, versions, digest, reading and writing; changes by path, joining two sides |
//! | [`update`] | the one reducer, with undo and the change log |
//! | [`api`] | JSON in, JSON out |
//! | `cli`, `app`, `js` | the edges: standard input, the browser, JavaScript |

pub mod units;

pub mod decode;

pub mod assessment;
pub mod rules;

pub mod builtin;
pub mod report;

pub mod engine;

pub mod quant;
pub mod route;

pub mod exchange;

pub mod update;

pub mod api;

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "js")]
pub mod js;
