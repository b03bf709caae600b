//! The cells of the grid as fields of a plain form.

use domain::{
    catalog::bulk::{Field, Subject},
    kernel::ProductId,
};

/// The key of a cell: product, whose value it is, and which: `p3.variant.17.price`.
#[must_use]
pub fn cell_key(product: ProductId, subject: Subject, field: Field) -> String {
    let (kind, id) = subject.key();
    format!("p{product}.{kind}.{id}.{}", field.key())
}

#[cfg(any(feature = "ssr", test))]
fn read_key(key: &str) -> Option<(ProductId, Subject, Field)> {
    let mut parts = key.strip_prefix('p')?.splitn(4, '.');
    let product = parts.next()?.parse().ok()?;
    let (kind, id) = (parts.next()?, parts.next()?.parse().ok()?);
    Some((product, Subject::from_key(kind, id)?, Field::from_key(parts.next()?)?))
}

/// The changes that fields hold.
///
/// # Errors
/// Words about the first field that cannot be read.
#[cfg(feature = "ssr")]
pub fn typed(
    cells: &std::collections::BTreeMap<String, String>,
    before: &std::collections::BTreeMap<String, String>,
    currency: domain::kernel::Currency,
) -> Result<Vec<domain::catalog::bulk::Change>, String> {
    let mut changes = Vec::new();
    for (key, text) in cells {
        let Some((product, subject, field)) = read_key(key) else { continue };
        let Some(before) = before.get(key) else { continue };
        if domain::catalog::bulk::show_cell(field, before, currency) == text.trim() {
            continue;
        }
        let after = domain::catalog::bulk::read_cell(field, text, currency)
            .map_err(|error| format!("{} “{text}”: {error}", field.label()))?;
        changes.push(domain::catalog::bulk::Change { product, subject, field, before: before.clone(), after });
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use domain::kernel::VariantId;

    use super::*;

    #[test]
    fn a_key_names_one_cell_and_is_read_again() {
        let cell = (ProductId(3), Subject::Variant(VariantId(17)), Field::Price);
        assert_eq!(cell_key(cell.0, cell.1, cell.2), "p3.variant.17.price");
        assert_eq!(read_key("p3.variant.17.price"), Some(cell));
        for key in ["", "p3", "p3.order.17.price", "p3.variant.17.colour", "px.variant.1.price"] {
            assert_eq!(read_key(key), None, "{key}");
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn only_what_somebody_changed_is_a_change() {
        use domain::kernel::Currency;
        let map = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        let before = map(&[("p3.variant.17.price", "2400"), ("p3.variant.17.sku", "MUG")]);
        let cells = map(&[("p3.variant.17.price", "25,00"), ("p3.variant.17.sku", "MUG"), ("p3.variant.18.sku", "X")]);
        let changes = typed(&cells, &before, Currency::EUR).unwrap();
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("2400", "2500"));
        let cells = map(&[("p3.variant.17.price", "dear")]);
        assert!(typed(&cells, &before, Currency::EUR).unwrap_err().starts_with("Price “dear”"));
    }
}
