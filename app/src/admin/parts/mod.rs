//! What several pages of the admin are made of. Not here: anything that belongs to one page.

pub mod badge;
pub mod form;
pub mod icon;
pub mod leave;
pub mod list;
pub mod picture;
pub mod refusal;
pub mod site_tabs;
pub mod upload;
pub mod views;

stylance::import_style!(pub style, "parts.module.css");
stylance::import_style!(pub record, "record.module.css");
