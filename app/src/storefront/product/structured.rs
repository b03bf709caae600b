//! What search engines read of a product: schema.org's `Product` as JSON-LD.

use domain::catalog::view::{ProductPageView, VariantView};

use super::choice;
use crate::context;

/// Scheme and host of the shop.
pub fn base_url() -> String {
    context::shop().map(|shop| shop.settings.base_url.clone()).unwrap_or_default()
}

/// The description of the product, with one offer for each variant.
pub fn data(product: &ProductPageView) -> String {
    let base = base_url();
    let address = format!("{base}/products/{}", product.slug);
    let pictures: Vec<String> =
        product.pictures.iter().take(4).map(|picture| quote(&format!("{base}{}", picture.address_for(1200)))).collect();
    let offers: Vec<String> = product.variants.iter().map(|variant| offer(&address, variant)).collect();
    let brand = if product.brand.is_empty() {
        String::new()
    } else {
        format!(r#","brand":{{"@type":"Brand","name":{}}}"#, quote(&product.brand))
    };
    format!(
        r#"{{"@context":"https://schema.org","@type":"Product","name":{},"description":{},"url":{},"image":[{}]{brand},"offers":[{}]}}"#,
        quote(&product.title),
        quote(if product.meta_description.is_empty() { &product.fact } else { &product.meta_description }),
        quote(&address),
        pictures.join(","),
        offers.join(","),
    )
}

fn offer(address: &str, variant: &VariantView) -> String {
    let availability = if choice::can_be_bought(variant) { "InStock" } else { "OutOfStock" };
    format!(
        r#"{{"@type":"Offer","sku":{},"url":{},"price":"{}","priceCurrency":"{}","availability":"https://schema.org/{availability}"}}"#,
        quote(&variant.sku),
        quote(&format!("{address}?variant={}", variant.sku)),
        variant.price.decimal(),
        variant.price.currency.code(),
    )
}

/// A JSON string that cannot end the script it stands in.
fn quote(text: &str) -> String {
    use core::fmt::Write as _;
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn no_product_name_can_end_the_script() {
        assert_eq!(quote("</script> \"x\" \\ \n"), r#""\u003c/script\u003e \"x\" \\ \u000a""#);
    }
}
