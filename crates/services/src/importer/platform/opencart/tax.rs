//! Classes of tax by their titles.

/// The class of a title; no class means no tax.
pub(super) fn class(id: &str, title: &str) -> &'static str {
    let title = title.to_lowercase();
    if matches!(id, "" | "0") || title.contains("zero") || title.contains("free") {
        "zero"
    } else if title.contains("reduced") || title.contains("ermäßigt") || title.contains("réduit") {
        "reduced"
    } else {
        "standard"
    }
}
