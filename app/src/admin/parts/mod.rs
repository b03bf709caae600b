//! What several pages of the admin are made of. Not here: anything that belongs to one page.

pub mod announce;
pub mod badge;
pub mod country;
pub mod day;
pub mod file_text;
pub mod form;
pub mod icon;
pub mod leave;
pub mod list;
pub mod local;
pub mod picture;
pub mod refusal;
pub mod register;
pub mod rest;
pub mod rich_text;
pub mod section_tabs;
pub mod skeleton;
pub mod slug;
pub mod upload;
pub mod words;
pub mod wrong;

stylance::import_style!(pub style, "parts.module.css");
stylance::import_style!(pub record, "record.module.css");
