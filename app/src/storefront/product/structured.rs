//! What search engines read of a product: schema.org's `Product` with one offer for each variant, and the way to it.

use domain::{
    catalog::{
        check_barcode,
        view::{ProductPageView, StockView, VariantView},
    },
    kernel::Money,
};
use serde_json::{Value, json};

use super::super::structured::{base_url, breadcrumb, script};

/// The text of the script.
pub fn data(product: &ProductPageView) -> String {
    let path = format!("/products/{}", product.slug);
    script(vec![thing(product, &base_url()), breadcrumb(&product.path, Some((&product.title, &path)))])
}

fn thing(product: &ProductPageView, base: &str) -> Value {
    let address = format!("{base}/products/{}", product.slug);
    let pictures = product.pictures.iter().take(8).map(|picture| format!("{base}{}", picture.address_for(1200)));
    let description = if product.meta_description.is_empty() { &product.fact } else { &product.meta_description };
    let mut thing = json!({
        "@type": "Product",
        "@id": address,
        "name": product.title,
        "description": description,
        "url": address,
        "image": pictures.collect::<Vec<_>>(),
        "offers": product.variants.iter().map(|variant| offer(&address, variant)).collect::<Vec<_>>(),
    });
    if !product.brand.is_empty() {
        put(&mut thing, "brand", json!({ "@type": "Brand", "name": product.brand }));
    }
    if let Some(category) = product.path.last() {
        put(&mut thing, "category", json!(category.name));
    }
    // One thing has one number; several variants have theirs on their offers.
    if let [only] = product.variants.as_slice() {
        put(&mut thing, "sku", json!(only.sku));
        if check_barcode(&only.barcode).is_ok() {
            put(&mut thing, "gtin", json!(only.barcode));
        }
    }
    thing
}

fn offer(address: &str, variant: &VariantView) -> Value {
    let availability = match variant.stock {
        StockView::InStock | StockView::Low(_) => "InStock",
        StockView::Later(_) => "BackOrder",
        StockView::SoldOut => "OutOfStock",
    };
    let mut offer = json!({
        "@type": "Offer",
        "sku": variant.sku,
        "url": format!("{address}?variant={}", variant.sku),
        "price": variant.price.decimal(),
        "priceCurrency": variant.price.currency.code(),
        "itemCondition": "https://schema.org/NewCondition",
        "availability": format!("https://schema.org/{availability}"),
    });
    if check_barcode(&variant.barcode).is_ok() {
        put(&mut offer, "gtin", json!(variant.barcode));
    }
    if let Some(former) = variant.compare_at {
        put(
            &mut offer,
            "priceSpecification",
            json!([
                price_specification(variant.price, None),
                price_specification(former, Some("https://schema.org/StrikethroughPrice")),
            ]),
        );
    }
    offer
}

fn price_specification(price: Money, kind: Option<&str>) -> Value {
    let mut specification = json!({
        "@type": "UnitPriceSpecification",
        "price": price.decimal(),
        "priceCurrency": price.currency.code(),
    });
    if let Some(kind) = kind {
        put(&mut specification, "priceType", json!(kind));
    }
    specification
}

/// Says one thing more.
fn put(thing: &mut Value, name: &str, value: Value) {
    if let Some(members) = thing.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}
