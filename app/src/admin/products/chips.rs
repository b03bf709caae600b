//! The filters that are on, each as a chip that takes it off.

use domain::catalog::{CompletenessLevel, ProductFilter, StockLevel, view::FilterChoices};
use leptos::prelude::*;

use super::{ProductsQuery, style};
use crate::admin::parts::{
    icon::{Drawing, Icon},
    style as part,
};

/// One chip for each filter, and "Clear all".
#[component]
pub fn Chips(
    /// What is asked.
    query: ProductsQuery,
    /// Where the names of categories are.
    choices: FilterChoices,
    /// The code of the shop's currency.
    currency: String,
) -> impl IntoView {
    let chips = chips(&query, &choices, &currency);
    (!chips.is_empty()).then(|| {
        view! {
            <p class=style::chips>
                {chips
                    .into_iter()
                    .map(|(label, value, without)| {
                        view! {
                            <a class=style::chip href=without.address()>
                                {label}
                                ": "
                                <strong>{value}</strong>
                                <Drawing icon=Icon::Close />
                                <span class=part::hidden>"remove"</span>
                            </a>
                        }
                    })
                    .collect_view()}
                <a class=style::clear href=query.cleared().address()>
                    "Clear all"
                </a>
            </p>
        }
    })
}

type Chip = (&'static str, String, ProductsQuery);

/// What is said of each filter, and the question without it.
fn chips(query: &ProductsQuery, choices: &FilterChoices, currency: &str) -> Vec<Chip> {
    let filter = &query.filter;
    let mut chips: Vec<Chip> = Vec::new();
    let mut add = |label: &'static str, value: String, without: fn(&mut ProductFilter)| {
        if !value.is_empty() {
            chips.push((label, value, query.with(without)));
        }
    };
    add("Search", filter.text.clone(), |filter| filter.text.clear());
    let published = filter.published.map(|published| if published { "published" } else { "hidden" });
    add("Status", published.unwrap_or_default().to_owned(), |filter| filter.published = None);
    let stock = filter.stock.map(|level| match level {
        StockLevel::In => "in stock",
        StockLevel::Low => "low",
        StockLevel::Out => "sold out",
    });
    add("Stock", stock.unwrap_or_default().to_owned(), |filter| filter.stock = None);
    let complete = filter.completeness.map(|level| match level {
        CompletenessLevel::Incomplete => "something important is missing",
        CompletenessLevel::Enough => "nothing important is missing",
        CompletenessLevel::Full => "nothing is missing",
    });
    add("Completeness", complete.unwrap_or_default().to_owned(), |filter| filter.completeness = None);
    let untold = filter.untold.map(|language| format!("not in {}", language.name()));
    add("Texts", untold.unwrap_or_default(), |filter| filter.untold = None);
    let category = filter.category.map(|id| {
        let known = choices.categories.iter().find(|(known, _)| *known == id);
        known.map_or_else(|| "one that is gone".to_owned(), |(_, path)| path.clone())
    });
    add("Category", category.unwrap_or_default(), |filter| filter.category = None);
    add("Brand", filter.brand.clone(), |filter| filter.brand.clear());
    add("Tag", filter.tag.clone(), |filter| filter.tag.clear());
    let amount =
        |amount: &str| if amount.is_empty() { String::new() } else { format!("{amount} {currency}").trim().to_owned() };
    add("Price from", amount(&filter.price_from), |filter| filter.price_from.clear());
    add("Price up to", amount(&filter.price_to), |filter| filter.price_to.clear());
    chips
}

#[cfg(test)]
mod tests {
    use domain::kernel::CategoryId;

    use super::*;

    #[test]
    fn each_filter_has_a_chip_that_takes_only_it_off() {
        let filter = ProductFilter {
            published: Some(true),
            category: Some(CategoryId(7)),
            price_to: "40".to_owned(),
            ..ProductFilter::default()
        };
        let query = ProductsQuery { filter, ..ProductsQuery::default() };
        let categories = vec![(CategoryId(7), "Kitchen / Mugs".to_owned())];
        let chips = chips(&query, &FilterChoices { categories, ..FilterChoices::default() }, "EUR");
        let said: Vec<_> = chips.iter().map(|(label, value, _)| format!("{label}: {value}")).collect();
        assert_eq!(said, ["Status: published", "Category: Kitchen / Mugs", "Price up to: 40 EUR"]);
        assert_eq!(chips[1].2.address(), "/admin/products?published=yes&most=40");
    }
}
