//! A catalogue of any size for measuring: the 240 products, then variations of them that reuse their pictures.

use crate::model::{DemoProduct, DemoShop, DemoVariant};
use crate::rng::Rng;
use crate::text::{gtin, slug};

/// Variants and pictures of a variation; fewer than the original has, as most shops of that size have fewer.
const VARIANTS: usize = 4;
const PICTURES: usize = 4;

/// The first `count` products of an endless catalogue. Its first ones are the shop's own.
pub fn large_catalogue(shop: &DemoShop, count: usize) -> impl Iterator<Item = DemoProduct> {
    let size = shop.products.len().max(1);
    (0..count).filter_map(move |number| {
        let base = shop.products.get(number % size)?;
        let round = number / size;
        Some(if round == 0 { base.clone() } else { variation(shop.seed, base, number, round) })
    })
}

fn variation(seed: u64, base: &DemoProduct, number: usize, round: usize) -> DemoProduct {
    let mut rng = Rng::for_part(seed, &format!("{} {round}", base.slug));
    let edition = round + 1;
    let title = format!("{}, edition {edition}", base.title);
    let factor = rng.range(70, 150);
    let mut product = base.clone();
    product.slug = slug(&title);
    product.summary = format!("{} This is edition {edition}.", base.summary);
    product.description_html = base.description_html.replacen("</p>", &format!(" This is edition {edition}.</p>"), 1);
    product.title = title;
    product.age_days = u32::try_from(rng.range(15, 1200)).unwrap_or_default();
    product.popularity = (rng.unit() * rng.unit() * 300.0) as u32;
    product.pictures.truncate(PICTURES);
    product.variants.truncate(VARIANTS);
    for (place, variant) in product.variants.iter_mut().enumerate() {
        vary(&mut rng, variant, factor, (number, place, edition));
    }
    for (place, option) in product.options.iter_mut().enumerate() {
        option
            .values
            .retain(|(value, _)| product.variants.iter().any(|variant| variant.choice.get(place) == Some(value)));
    }
    product.related = base.related.iter().map(|slug| format!("{slug}-edition-{edition}")).collect();
    product
}

fn vary(rng: &mut Rng, variant: &mut DemoVariant, factor: i64, (number, place, edition): (usize, usize, usize)) {
    let priced = |cents: i64| (cents * factor / 1000 * 10).max(90);
    variant.sku = format!("{}-E{edition}", variant.sku);
    variant.gtin = gtin((number as u64 + 1) * 100 + place as u64);
    variant.compare_at = variant.compare_at.map(priced);
    variant.price = priced(variant.price);
    variant.cost = variant.cost * factor / 100 * 9 / 10;
    variant.stock = if rng.chance(5) { 0 } else { rng.range(3, 120) };
    variant.picture = variant.picture.filter(|picture| *picture < PICTURES);
}
