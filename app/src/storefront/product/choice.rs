//! Which variant is chosen, and where each other choice leads.

use domain::catalog::view::{ProductPageView, StockView, VariantView};

/// The index of the variant in the address; otherwise of the first that can be bought.
pub fn chosen_variant(variants: &[VariantView], sku: &str) -> usize {
    let named = variants.iter().position(|variant| variant.sku == sku);
    let first = || variants.iter().position(|variant| variant.stock != StockView::SoldOut);
    named.or_else(first).unwrap_or(0)
}

/// The variant that a value of an option leads to: the other choices stay where such a variant exists, and one that can be
/// bought comes before one that is sold out.
pub fn variant_with<'a>(
    product: &'a ProductPageView,
    chosen: usize,
    option: usize,
    value: usize,
) -> Option<&'a VariantView> {
    let current = product.variants.get(chosen).map(|variant| variant.choice.as_slice()).unwrap_or_default();
    let candidates = product.variants.iter().filter(|variant| variant.choice.get(option) == Some(&value));
    candidates.max_by_key(|variant| {
        let same = variant.choice.iter().zip(current).filter(|(theirs, ours)| theirs == ours).count();
        (same, variant.stock != StockView::SoldOut)
    })
}

#[cfg(test)]
mod tests {
    use domain::kernel::{Currency, Money, ProductId, VariantId};

    use super::*;

    fn variant(sku: &str, choice: [usize; 2], stock: StockView) -> VariantView {
        VariantView {
            id: VariantId(1),
            sku: sku.to_owned(),
            choice: choice.to_vec(),
            price: Money::new(100, Currency::EUR),
            compare_at: None,
            unit_price: None,
            stock,
            picture: None,
        }
    }

    fn product() -> ProductPageView {
        ProductPageView {
            id: ProductId(1),
            slug: "tide-mug".to_owned(),
            title: "Tide mug".to_owned(),
            path: Vec::new(),
            fact: String::new(),
            description_html: String::new(),
            meta_description: String::new(),
            pictures: Vec::new(),
            options: Vec::new(),
            variants: vec![
                variant("red-small", [0, 0], StockView::SoldOut),
                variant("red-large", [0, 1], StockView::InStock),
                variant("blue-small", [1, 0], StockView::InStock),
            ],
            details: Vec::new(),
            brand: String::new(),
            related: Vec::new(),
            is_new: false,
        }
    }

    #[test]
    fn without_a_wish_the_first_variant_that_can_be_bought_is_chosen() {
        let product = product();
        assert_eq!(chosen_variant(&product.variants, ""), 1);
        assert_eq!(chosen_variant(&product.variants, "blue-small"), 2);
        assert_eq!(chosen_variant(&product.variants, "no-such"), 1);
        assert_eq!(chosen_variant(&[], ""), 0);
    }

    #[test]
    fn another_value_keeps_the_other_choices_where_it_can() {
        let product = product();
        assert_eq!(variant_with(&product, 2, 0, 0).map(|variant| variant.sku.as_str()), Some("red-small"));
        assert_eq!(variant_with(&product, 1, 0, 1).map(|variant| variant.sku.as_str()), Some("blue-small"));
        assert!(variant_with(&product, 1, 0, 7).is_none());
    }
}
