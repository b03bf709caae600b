//! What something that is sold is called in one line.

/// "Tide mug, Sea", or the product alone where there is but one variant.
#[must_use]
pub fn full_name(title: &str, variant: &str) -> String {
    if variant.is_empty() { title.to_owned() } else { format!("{title}, {variant}") }
}

#[cfg(test)]
mod tests {
    use super::full_name;

    #[test]
    fn a_variant_is_named_behind_its_product() {
        assert_eq!(full_name("Tide mug", "Sea"), "Tide mug, Sea");
        assert_eq!(full_name("Tide mug", ""), "Tide mug");
    }
}
