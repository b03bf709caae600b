//! A product as its form reads it, and what the form offers to choose from.

use std::collections::HashMap;

use domain::{
    catalog::view::{ParcelForm, Picture, ProductChoices, ProductForm, ProductSheet, VariantForm},
    kernel::{CategoryId, Destination, Money, ProductId, ProductTypeId, Slug, Timestamp, VariantId},
    media::Focus,
    shipping::{Delivery, Parcel},
};
use sqlx::{Row as _, any::AnyRow};

use super::{attribute, brand, goods, picks, sql};
use crate::{
    Shop,
    catalog::{
        CatalogError,
        row::{currency, picture},
        sql as shopper_sql,
    },
    db::DatabaseError,
    payment,
};

/// A chain of categories longer than this is a ring.
const DEEPEST: usize = 20;

/// A product as the form edits it.
///
/// # Errors
/// A product that does not exist; a database that does not answer.
pub async fn form(shop: &Shop, id: ProductId) -> Result<ProductForm, CatalogError> {
    let reader = shop.database.reader();
    let product = sqlx::query(sql::PRODUCT).bind(id.0).fetch_optional(reader).await?.ok_or(CatalogError::NotFound)?;
    let variants = sqlx::query(sql::VARIANTS).bind(id.0).fetch_all(reader).await?;
    let categories = sqlx::query(sql::PRODUCT_CATEGORIES).bind(id.0).fetch_all(reader).await?;
    let pictures = sqlx::query(shopper_sql::PICTURES).bind(id.0).fetch_all(reader).await?;
    let slug: &str = product.try_get(3)?;
    let brand: String = product.try_get(5)?;
    let type_id = product.try_get::<Option<i64>, _>(15)?.map(ProductTypeId);
    Ok(ProductForm {
        id,
        version: product.try_get(1)?,
        title: product.try_get(2)?,
        slug: Slug::parse(slug).map_err(|_| DatabaseError::Corrupt { what: "slug", value: slug.to_owned() })?,
        description_html: product.try_get(4)?,
        safety: brand::safety(shop, &brand).await?,
        brand,
        type_id,
        attributes: attribute::field::read(reader, id, type_id).await?,
        published: product.try_get::<i64, _>(6)? == 1,
        publish_at: product.try_get::<Option<i64>, _>(8)?.map(Timestamp),
        tags: product.try_get(9)?,
        categories: categories.iter().map(|row| row.try_get(0).map(CategoryId)).collect::<Result<_, _>>()?,
        parcel: ParcelForm {
            length_mm: product.try_get(10)?,
            width_mm: product.try_get(11)?,
            height_mm: product.try_get(12)?,
            customs_code: product.try_get(13)?,
            origin_country: product.try_get(14)?,
        },
        goods: goods::goods(shop, id).await?,
        pictures: pictures.iter().map(form_picture).collect::<Result<_, _>>()?,
        variants: variants.iter().map(variant).collect::<Result<_, _>>()?,
        updated_at: Timestamp(product.try_get(7)?),
    })
}

fn form_picture(row: &AnyRow) -> Result<Picture, DatabaseError> {
    Ok(Picture { focus: Focus::parse(row.try_get(8)?), ..picture(row, 0, row.try_get(6)?)? })
}

fn variant(row: &AnyRow) -> Result<VariantForm, DatabaseError> {
    let currency = currency(row.try_get(5)?)?;
    let on_hand = row.try_get(6)?;
    Ok(VariantForm {
        id: VariantId(row.try_get(0)?),
        title: row.try_get(1)?,
        sku: row.try_get(2)?,
        price: Money::new(row.try_get(3)?, currency),
        compare_at: row.try_get::<Option<i64>, _>(4)?.map(|minor| Money::new(minor, currency)),
        cost: row.try_get::<Option<i64>, _>(8)?.map(|minor| Money::new(minor, currency)),
        barcode: row.try_get(9)?,
        tax_class: row.try_get(14)?,
        weight_grams: row.try_get(10)?,
        content_amount: row.try_get(12)?,
        content_unit: row.try_get(13)?,
        track_stock: row.try_get::<i64, _>(11)? == 1,
        on_hand,
        seen_on_hand: on_hand,
        reserved: row.try_get(7)?,
    })
}

/// A product with what its page needs.
///
/// # Errors
/// A product that does not exist; a database that does not answer.
pub async fn sheet(shop: &Shop, id: ProductId) -> Result<ProductSheet, CatalogError> {
    let related = picks::list(shop, picks::Place::Related(id)).await?;
    Ok(ProductSheet { form: form(shop, id).await?, choices: choices(shop).await?, related })
}

async fn choices(shop: &Shop) -> Result<ProductChoices, CatalogError> {
    let reader = shop.database.reader();
    let brands = sqlx::query(sql::BRANDS).fetch_all(reader).await?;
    let types = sqlx::query(attribute::sql::TYPE_NAMES).fetch_all(reader).await?;
    let named = |row: &AnyRow| Ok::<_, sqlx::Error>((ProductTypeId(row.try_get(0)?), row.try_get(1)?));
    let home = shop.settings.country.as_str();
    let delivery = Delivery {
        home,
        destination: Destination::country(home),
        parcel: Parcel::worth(Money::zero(shop.settings.currency)),
        free_from: shop.settings.free_shipping_from,
        language: None,
        now: shop.clock.now(),
    };
    let shipping = shop.shipping.now();
    Ok(ProductChoices {
        categories: category_paths(shop).await?,
        types: types.iter().map(named).collect::<Result<_, _>>()?,
        brands: brands.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?,
        delivers: shipping.table.options(&delivery).is_ok_and(|options| !options.is_empty()),
        takes_payment: !payment::offer::options(shop, true).is_empty(),
    })
}

/// Every category by its path.
pub(in crate::catalog) async fn category_paths(shop: &Shop) -> Result<Vec<(CategoryId, String)>, DatabaseError> {
    paths(&sqlx::query(shopper_sql::CATEGORIES).fetch_all(shop.database.reader()).await?)
}

/// Every category with the names from the root to it, sorted by them.
pub(super) fn paths(rows: &[AnyRow]) -> Result<Vec<(CategoryId, String)>, DatabaseError> {
    let mut known: HashMap<i64, (Option<i64>, String)> = HashMap::new();
    for row in rows {
        known.insert(row.try_get(0)?, (row.try_get(1)?, row.try_get(3)?));
    }
    let path = |id: i64| {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some((parent, name)) = next.and_then(|id| known.get(&id)).filter(|_| names.len() < DEEPEST) {
            names.push(name.as_str());
            next = *parent;
        }
        names.reverse();
        names.join(" / ")
    };
    let mut paths: Vec<(CategoryId, String)> = known.keys().map(|id| (CategoryId(*id), path(*id))).collect();
    paths.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(paths)
}
