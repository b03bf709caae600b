//! The search's desk: a search tried out as shoppers see it, what stands first in it and what never, words that mean the same, and
//! what shoppers searched for.

pub mod api;
pub mod page;
mod preview;
mod report;
mod rules;
mod synonyms;

stylance::import_style!(style, "search.module.css");
