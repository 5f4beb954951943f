//! Parts of which the pages are made.

pub mod apart;
pub mod bars;
pub mod empty;
pub mod fields;
pub mod icon;
pub mod level;
pub mod link;
pub mod page;
pub mod verdict;

pub use apart::apart;
pub use bars::{Bars, BarsSize};
pub use empty::Empty;
pub use fields::{
    CheckGroup, Choice, DateField, MoneyField, NumberField, RadioGroup, SelectField, TextArea, TextField,
};
pub use icon::Icon;
pub use level::{LevelMark, LevelRadios};
pub use link::Link;
pub use page::{Dialog, Page, Tab, Tabs};
pub use verdict::VerdictMark;
