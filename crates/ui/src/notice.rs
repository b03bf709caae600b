//! A message on the page, beside what it is about.

use leptos::prelude::*;

use crate::{
    icon::{Icon, IconName},
    style,
};

/// What a message means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something worked.
    Good,
    /// Something to know before going on.
    Warn,
    /// Something did not work.
    Bad,
}

/// A message. Screen readers say it when it appears.
#[component]
pub fn Notice(
    /// What it means.
    kind: NoticeKind,
    /// The words.
    children: Children,
) -> impl IntoView {
    let (tone, icon) = match kind {
        NoticeKind::Good => (style::good, IconName::Check),
        NoticeKind::Warn => (style::warn, IconName::Alert),
        NoticeKind::Bad => (style::bad, IconName::Alert),
    };
    view! {
        <div class=format!("{} {tone}", style::notice) role="status">
            <Icon name=icon />
            <div>{children()}</div>
        </div>
    }
}
