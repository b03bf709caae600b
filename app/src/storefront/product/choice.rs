//! Which variant is chosen, and which one a click leads to.

use domain::catalog::view::{StockView, VariantView};

/// The variant that the address names, or else the cheapest that can be bought: lists name its price.
#[cfg(any(feature = "ssr", test))]
pub fn selected(variants: &[VariantView], sku: Option<&str>) -> usize {
    let named = sku.and_then(|sku| variants.iter().position(|variant| variant.sku == sku));
    let buyable = variants.iter().enumerate().filter(|(_, variant)| can_be_bought(variant));
    named.or_else(|| buyable.min_by_key(|(_, variant)| variant.price.minor).map(|(index, _)| index)).unwrap_or(0)
}

/// Whether there is one of it.
pub fn can_be_bought(variant: &VariantView) -> bool {
    variant.stock != StockView::SoldOut
}

/// The variant that differs from the current one in this option only; when there is none, the best one with that value.
pub fn with_value(variants: &[VariantView], current: usize, option: usize, value: usize) -> Option<usize> {
    let mut wanted = variants.get(current)?.choice.clone();
    *wanted.get_mut(option)? = value;
    let has_value = |variant: &VariantView| variant.choice.get(option) == Some(&value);
    variants
        .iter()
        .position(|variant| variant.choice == wanted)
        .or_else(|| variants.iter().position(|variant| has_value(variant) && can_be_bought(variant)))
        .or_else(|| variants.iter().position(has_value))
}

/// The pictures to show: the chosen variant's first, none that shows another variant only.
pub fn pictures(count: usize, by_variant: &[Option<usize>], current: usize) -> Vec<usize> {
    let first = by_variant.get(current).copied().flatten().filter(|index| *index < count);
    let is_of_another = |index: usize| by_variant.contains(&Some(index));
    let shared: Vec<usize> =
        (0..count).filter(|index| Some(*index) != first && (first.is_none() || !is_of_another(*index))).collect();
    first.into_iter().chain(shared).collect()
}

#[cfg(test)]
mod tests {
    use domain::kernel::{Currency, Money, VariantId};

    use super::*;

    fn variant(sku: &str, choice: [usize; 2], stock: StockView) -> VariantView {
        VariantView {
            id: VariantId(1),
            sku: sku.to_owned(),
            barcode: String::new(),
            choice: choice.to_vec(),
            price: Money::new(2400, Currency::EUR),
            compare_at: None,
            unit_price: None,
            stock,
            most: 9,
            picture: None,
        }
    }

    fn mugs() -> Vec<VariantView> {
        vec![
            variant("a", [0, 0], StockView::SoldOut),
            variant("b", [0, 1], StockView::InStock),
            variant("c", [1, 1], StockView::Low(2)),
        ]
    }

    #[test]
    fn without_a_wish_the_first_that_can_be_bought_is_chosen() {
        assert_eq!(selected(&mugs(), None), 1);
        assert_eq!(selected(&mugs(), Some("a")), 0);
        assert_eq!(selected(&mugs(), Some("nonsense")), 1);
        assert_eq!(selected(&[], None), 0);
    }

    #[test]
    fn of_several_prices_the_one_that_lists_name_is_chosen() {
        let mut prints = mugs();
        prints[1].price.minor = 5_400;
        assert_eq!(selected(&prints, None), 2);
        assert_eq!(selected(&prints, Some("b")), 1);
    }

    #[test]
    fn a_click_keeps_the_other_options_when_it_can() {
        assert_eq!(with_value(&mugs(), 1, 0, 1), Some(2));
        assert_eq!(with_value(&mugs(), 2, 1, 0), Some(0));
        assert_eq!(with_value(&mugs(), 0, 1, 7), None);
    }

    #[test]
    fn the_pictures_of_other_variants_stay_away() {
        let by_variant = [Some(0), Some(0), Some(1)];
        assert_eq!(pictures(4, &by_variant, 2), [1, 2, 3]);
        assert_eq!(pictures(4, &by_variant, 9), [0, 1, 2, 3]);
    }
}
