//! Products of this shop that come back in a file: what the file leaves out stays, and what it says is compared with what is here
//! now, so that an export that is imported again changes nothing.

use std::{collections::HashMap, sync::Arc};

use domain::kernel::{Date, ProductId};
use sqlx::Row as _;

use super::{
    Imported,
    file::{Header, Row},
    notes::Notes,
    platform::{OwnColumns, Platform, ReadContext},
    product::{ImportedProduct, ImportedText, ImportedVariant, Now, Own},
    sql,
};
use crate::{
    Shop,
    catalog::html,
    db::{DatabaseError, many, with_list},
    exporter::{self, column},
};

/// So many keys are looked for at once.
const LIST: usize = 200;

/// Looks at what is here of the products that the file names, and adds what the file leaves out. One that is not here is new.
pub(super) async fn complete(shop: &Shop, things: &mut [Imported], today: Date) -> Result<(), DatabaseError> {
    let owns = |thing: &Imported| match thing {
        Imported::Product(product) => product.own.as_ref().map(|own| own.id),
        _ => None,
    };
    let ids: Vec<ProductId> = things.iter().filter_map(owns).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut here = here(shop, &ids, today).await?;
    let missing: Vec<ProductId> = ids.into_iter().filter(|id| !here.contains_key(id)).collect();
    let moved = moved(shop, &missing).await?;
    here.extend(self::here(shop, &moved.values().copied().collect::<Vec<_>>(), today).await?);
    for thing in things {
        let Imported::Product(product) = thing else { continue };
        let Some(mut own) = product.own.take() else { continue };
        own.id = moved.get(&own.id).copied().unwrap_or(own.id);
        let Some(mut now) = here.remove(&own.id) else { continue };
        // The file may call it by the id of the shop that it came from.
        now.key.clone_from(&product.key);
        fill(product, &now, &own.lacks, &own.labels);
        fill_model(product, &now, &own);
        own.now = Some(Now {
            content: now.content_digest(),
            stock: now.stock_digest(),
            has_same_categories: product.categories == now.categories,
            attributes: now.attributes.clone(),
            options: now.options.clone(),
            model: now.model.clone(),
        });
        product.own = Some(own);
    }
    Ok(())
}

/// Which products here came with a file of another shop that has this software: by their ids there.
async fn moved(shop: &Shop, missing: &[ProductId]) -> Result<HashMap<ProductId, ProductId>, DatabaseError> {
    let mut moved = HashMap::new();
    for ids in missing.chunks(LIST) {
        let statement = with_list(sql::KEYS, 2, ids.len());
        let mut query = many(statement).bind(Platform::Table.name());
        for id in ids {
            query = query.bind(format!("id:{id}"));
        }
        for row in query.fetch_all(shop.database.reader()).await? {
            let key: &str = row.try_get(0)?;
            if let Some(id) = key.strip_prefix("id:").and_then(|id| id.parse().ok()) {
                moved.insert(ProductId(id), ProductId(row.try_get(1)?));
            }
        }
    }
    Ok(moved)
}

/// The products as a file of now would say them.
async fn here(
    shop: &Shop,
    ids: &[ProductId],
    today: Date,
) -> Result<HashMap<ProductId, ImportedProduct>, DatabaseError> {
    let (header, products) = exporter::current(shop, ids).await?;
    let columns = OwnColumns::new(&Arc::new(Header::new(header.iter().map(String::as_str))));
    let context = ReadContext { currency: shop.settings.currency, today };
    let mut here = HashMap::new();
    for (id, rows) in products {
        let as_written = |cells: &Vec<String>| cells.iter().map(|cell| exporter::kept(cell)).collect::<Vec<_>>();
        let rows: Vec<Row> = rows.iter().map(|cells| Row::of(&as_written(cells))).collect();
        if let Some(mut product) = columns.read(&rows, context, &mut Notes::default()) {
            // What is read from a file is sanitised once more when it is settled.
            product.description_html = html::sanitise(&product.description_html);
            here.insert(id, product);
        }
    }
    Ok(here)
}

fn fill(product: &mut ImportedProduct, now: &ImportedProduct, lacks: &[&str], labels: &[String]) {
    let has = |name: &str| !lacks.contains(&name);
    let texts = [
        (column::HANDLE, &mut product.handle, &now.handle),
        (column::TITLE, &mut product.title, &now.title),
        (column::FACT, &mut product.fact, &now.fact),
        (column::DESCRIPTION, &mut product.description_html, &now.description_html),
        (column::BRAND, &mut product.brand, &now.brand),
    ];
    for (name, text, now) in texts {
        if !has(name) {
            text.clone_from(now);
        }
    }
    if !has(column::TAGS) {
        product.tags.clone_from(&now.tags);
    }
    if !has(column::CATEGORIES) {
        product.categories.clone_from(&now.categories);
    }
    if !has(column::PUBLISHED) {
        product.published = now.published;
    }
    if !has(column::IMAGES) {
        product.pictures.clone_from(&now.pictures);
    }
    let mut attributes = std::mem::take(&mut product.attributes);
    attributes.extend(now.attributes.iter().filter(|attribute| !labels.contains(&attribute.label)).cloned());
    let place = |label: &str| now.attributes.iter().position(|known| known.label == label).unwrap_or(usize::MAX);
    attributes.sort_by_key(|attribute| place(&attribute.label));
    product.attributes = attributes;
    if product.options.is_empty() && product.variants.len() > 1 {
        product.options.clone_from(&now.options);
    }
    for variant in &mut product.variants {
        if let Some(known) = now.variants.iter().find(|known| known.sku == variant.sku) {
            fill_variant(variant, known, lacks);
        }
    }
}

fn fill_model(product: &mut ImportedProduct, now: &ImportedProduct, own: &Own) {
    let has = |name: &str| !own.lacks.contains(&name);
    let (model, parcel) = (&mut product.model, &mut product.parcel);
    if !has(column::PRODUCT_TYPE) {
        model.product_type.clone_from(&now.model.product_type);
    }
    if !has(column::PUBLISH_AT) {
        model.publish_at = now.model.publish_at;
    }
    let (links, here) = (&mut model.links, &now.model.links);
    if !has(column::PARTS) {
        links.parts.clone_from(&here.parts);
    }
    if !has(column::DISCOUNT) {
        links.discount = here.discount;
    }
    if !has(column::RELATED) {
        links.related.clone_from(&here.related);
    }
    if !has(column::COLLECTIONS) {
        links.collections.clone_from(&here.collections);
    }
    let is_unsaid = |text: &&ImportedText| !own.texts.contains(&(text.language, text.field));
    model.texts.extend(now.model.texts.iter().filter(is_unsaid).cloned());
    model.texts.sort_by_key(|text| (text.language, text.field));
    let sides = [
        (column::LENGTH, &mut parcel.length_mm, now.parcel.length_mm),
        (column::WIDTH, &mut parcel.width_mm, now.parcel.width_mm),
        (column::HEIGHT, &mut parcel.height_mm, now.parcel.height_mm),
    ];
    for (name, side, now) in sides {
        if !has(name) {
            *side = now;
        }
    }
    let texts = [
        (column::CUSTOMS_CODE, &mut parcel.customs_code, &now.parcel.customs_code),
        (column::ORIGIN, &mut parcel.origin_country, &now.parcel.origin_country),
    ];
    for (name, text, now) in texts {
        if !has(name) {
            text.clone_from(now);
        }
    }
}

fn fill_variant(variant: &mut ImportedVariant, now: &ImportedVariant, lacks: &[&str]) {
    for name in lacks {
        match *name {
            column::PRICE => variant.price = now.price,
            column::COMPARE_AT => variant.compare_at = now.compare_at,
            column::COST => variant.cost = now.cost,
            column::BARCODE => variant.barcode.clone_from(&now.barcode),
            column::WEIGHT => variant.weight_grams = now.weight_grams,
            column::CONTENT_AMOUNT | column::CONTENT_UNIT => variant.content.clone_from(&now.content),
            column::TAX_CLASS => variant.tax_class = now.tax_class,
            column::QUANTITY => (variant.track_stock, variant.on_hand) = (now.track_stock, now.on_hand),
            column::IMAGES | column::VARIANT_IMAGE => variant.picture = now.picture,
            _ => {}
        }
    }
    if variant.choice.is_empty() {
        variant.choice.clone_from(&now.choice);
    }
}
