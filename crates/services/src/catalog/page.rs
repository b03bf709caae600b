//! A product's page, made from the database once and kept until the product changes.

use std::{collections::HashMap, sync::Arc};

use domain::{
    catalog::{
        ProductKind, is_told_by, parts_price, unit_price,
        view::{OptionView, PartView, Picture, ProductPageView, ProductTile, SafetyView, StockView, VariantView},
    },
    currency::{OwnPrice, Selling},
    kernel::{Date, Money, MoneyError, ProductId, Quantity, VariantId},
    media::Focus,
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    CatalogError,
    admin::{attribute::together, goods},
    fields,
    html::{excerpt, paragraphs, plain_text},
    row::{contact, currency, json, picture},
    shelf::{Index, told_in},
    sql, texts, video,
};
use crate::{Shop, currency::own, db::DatabaseError};

const MOST_RELATED: usize = 4;
/// What search engines show of a description.
pub(super) const META_LENGTH: usize = 155;

/// The page of the published product with this slug; `None` when there is none, or nothing of it is for sale.
pub(super) async fn make(shop: &Shop, slug: &str) -> Result<Option<Arc<ProductPageView>>, CatalogError> {
    let (generation, selling) = (shop.shelf.kept().page_generation(), shop.selling());
    let reader = shop.database.reader();
    let Some(product) = sqlx::query(sql::PAGE).bind(slug.to_owned()).fetch_optional(reader).await? else {
        return Ok(None);
    };
    let id: i64 = product.try_get(0)?;
    let pictures = sqlx::query(sql::PICTURES).bind(id).fetch_all(reader).await?;
    let positions: Vec<i64> = pictures.iter().map(|row| row.try_get(7)).collect::<Result<_, _>>()?;
    let variants = sqlx::query(sql::VARIANTS).bind(id).fetch_all(reader).await?;
    if variants.is_empty() {
        return Ok(None);
    }
    let details = sqlx::query(sql::DETAILS).bind(id).fetch_all(reader).await?;
    let kind = goods::kind(product.try_get(7)?)?;
    let (parts, parts_price) = parts(shop, ProductId(id), kind).await?;
    let brand: String = product.try_get(5)?;
    let (safety, about) = about_brand(shop, &brand).await?;
    let about = Some((brand.clone(), about)).filter(|(_, html)| !html.is_empty());
    let mut connection = shop.database.connect().await?;
    let fields = fields::of_product(&mut connection, ProductId(id), kind, shop.settings.currency).await?;
    let fields = fields::sold_in(fields, &selling).map_err(beyond)?;
    let own = own::of_product(&mut connection, ProductId(id), &selling).await?;
    drop(connection);
    let related = sqlx::query(sql::RELATED).bind(id).fetch_all(reader).await?;
    let related: Vec<i64> = related.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;

    let index = shop.shelf.index_in(&selling);
    let description_html: String = product.try_get(4)?;
    let entry = index.entry(ProductId(id));
    let category = entry.and_then(|entry| entry.categories.first().copied());
    let pictures: Vec<Picture> = pictures.iter().map(picture_with_words).collect::<Result<_, _>>()?;
    let films = video::shown(shop, ProductId(id), &pictures).await?;
    let options = json::<Vec<OptionView>>("product options", product.try_get(6)?)?;
    let mut page = ProductPageView {
        id: ProductId(id),
        slug: product.try_get(1)?,
        kind,
        title: product.try_get(2)?,
        path: category
            .map(|category| index.tree.path(category).into_iter().map(|category| index.link(category)).collect())
            .unwrap_or_default(),
        fact: product.try_get(3)?,
        meta_title: String::new(),
        meta_description: excerpt(&plain_text(&description_html), META_LENGTH),
        description_html,
        pictures,
        films,
        variants: variants
            .iter()
            .map(|row| variant(row, &positions, (shop.settings.low_stock, shop.clock.now().date()), (&selling, &own)))
            .collect::<Result<_, _>>()?,
        details: joined(&details, &options)?,
        options,
        rich_texts: rich_texts(&details)?.into_iter().chain(about).collect(),
        brand,
        safety,
        fields,
        parts,
        parts_price,
        related: related_tiles(&index, ProductId(id), &related),
        is_new: entry.is_some_and(|entry| entry.tile.is_new),
    };
    texts::page(shop, &mut page, shop.settings.language).await?;
    let page = Arc::new(page);
    shop.shelf.kept().keep_page(generation, told_in(&selling), &page);
    Ok(Some(page))
}

/// What a bundle is made of, and what that costs when each is bought by itself.
async fn parts(
    shop: &Shop,
    product: ProductId,
    kind: ProductKind,
) -> Result<(Vec<PartView>, Option<Money>), CatalogError> {
    if kind != ProductKind::Bundle {
        return Ok((Vec::new(), None));
    }
    let rows = sqlx::query(goods::sql::SHOWN_PARTS).bind(product.0).fetch_all(shop.database.reader()).await?;
    let part = |row: &AnyRow| {
        Ok(PartView {
            slug: row.try_get(0)?,
            title: row.try_get(1)?,
            variant_title: row.try_get::<String, _>(2)?.replace(" / ", ", "),
            sku: row.try_get(3)?,
            quantity: row.try_get(4)?,
        })
    };
    let selling = shop.selling();
    let own = if selling.is_base() {
        HashMap::new()
    } else {
        own::of_parts(&mut shop.database.connect().await?, product, &selling).await?
    };
    let price = |row: &AnyRow| {
        let base = Money::new(row.try_get(5)?, currency(row.try_get(6)?)?);
        let own = own.get(&row.try_get::<String, _>(3)?).copied();
        Ok((selling.price(own, (base, None)).map_err(beyond)?.0, row.try_get(4)?))
    };
    let prices = rows.iter().map(price).collect::<Result<Vec<(Money, i64)>, CatalogError>>()?;
    // A sum that cannot be told is not told.
    let sum = parts_price(selling.currency, prices).ok();
    Ok((rows.iter().map(part).collect::<Result<_, CatalogError>>()?, sum))
}

/// Who answers for what has this brand, and what the brand says of itself as HTML.
async fn about_brand(shop: &Shop, brand: &str) -> Result<(SafetyView, String), CatalogError> {
    let row = sqlx::query(sql::SAFETY).bind(brand.to_owned()).fetch_optional(shop.database.reader()).await?;
    let Some(row) = row else { return Ok((SafetyView::default(), String::new())) };
    let known = |first: usize| contact(&row, first).map(|contact| Some(contact).filter(|known| !known.is_empty()));
    let safety = SafetyView { manufacturer: known(0)?, responsible: known(3)? };
    Ok((safety, paragraphs(row.try_get(7)?)))
}

fn beyond(error: MoneyError) -> CatalogError {
    DatabaseError::Corrupt { what: "a price in another currency", value: error.to_string() }.into()
}

fn picture_with_words(row: &AnyRow) -> Result<Picture, CatalogError> {
    Ok(Picture { focus: Focus::parse(row.try_get(8)?), ..picture(row, 0, row.try_get(6)?)? })
}

fn variant(
    row: &AnyRow,
    positions: &[i64],
    (low_stock, today): (i64, Date),
    (selling, own): (&Selling, &HashMap<VariantId, OwnPrice>),
) -> Result<VariantView, CatalogError> {
    let currency = currency(row.try_get(5)?)?;
    let id = VariantId(row.try_get(0)?);
    let money = |minor: i64| Money::new(minor, currency);
    let base = (money(row.try_get(3)?), row.try_get::<Option<i64>, _>(4)?.map(money));
    let (price, compare_at) = selling.price(own.get(&id).copied(), base).map_err(beyond)?;
    let content: Option<i64> = row.try_get(6)?;
    let content_unit: &str = row.try_get(7)?;
    let tracked = row.try_get::<i64, _>(9)? == 1;
    let (available, on_shelf): (i64, i64) = (row.try_get(10)?, row.try_get(12)?);
    let expected_on: Option<i64> = row.try_get(13)?;
    let picture: Option<i64> = row.try_get(8)?;
    Ok(VariantView {
        id,
        sku: row.try_get(1)?,
        barcode: row.try_get(11)?,
        choice: json("variant choice", row.try_get(2)?)?,
        price,
        compare_at,
        unit_price: content.and_then(|amount| unit_price(price, amount, content_unit)),
        stock: match on_shelf {
            _ if !tracked => StockView::InStock,
            ..=0 if available > 0 => StockView::Later(expected_on.map(Date::from_days).filter(|day| *day >= today)),
            ..=0 => StockView::SoldOut,
            _ if on_shelf <= low_stock => StockView::Low(on_shelf),
            _ => StockView::InStock,
        },
        most: if tracked { available.clamp(0, Quantity::MOST) } else { Quantity::MOST },
        picture: picture.and_then(|wanted| positions.iter().position(|position| *position == wanted)),
    })
}

/// Heading and HTML of each rich text.
fn rich_texts(rows: &[AnyRow]) -> Result<Vec<(String, String)>, CatalogError> {
    let texts = rows.iter().map(|row| Ok::<_, sqlx::Error>((row.try_get(0)?, row.try_get::<String, _>(2)?)));
    Ok(texts.filter(|text| !text.as_ref().is_ok_and(|(_, html)| html.is_empty())).collect::<Result<_, _>>()?)
}

/// Label and value of each attribute but rich texts and what the options say: that differs from variant to variant. Several
/// values of one attribute stand behind one label. What stands under a heading follows it, and it has no value; what has none
/// stands first.
fn joined(rows: &[AnyRow], options: &[OptionView]) -> Result<Vec<(String, String)>, CatalogError> {
    let mut details: Vec<(String, String, String)> = Vec::new();
    for row in rows {
        if !row.try_get::<&str, _>(2)?.is_empty() {
            continue;
        }
        let (label, value, heading): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(3)?);
        if is_told_by(options, &label, &value) {
            continue;
        }
        match details.last_mut().filter(|(last, ..)| *last == label) {
            Some((_, values, _)) => {
                values.push_str(", ");
                values.push_str(&value);
            }
            None => details.push((label, value, heading)),
        }
    }
    details.sort_by_key(|(.., heading)| !heading.is_empty());
    let mut under = String::new();
    let mut shown = Vec::with_capacity(details.len());
    for (label, value, heading) in together(details, |(.., heading)| heading.clone()) {
        if heading != under {
            shown.push((heading.clone(), String::new()));
            under = heading;
        }
        shown.push((label, value));
    }
    Ok(shown)
}

/// What goes with the product: as the manager said, else the best of its category.
fn related_tiles(index: &Index, id: ProductId, related: &[i64]) -> Vec<ProductTile> {
    let chosen = related.iter().filter_map(|id| index.entry(ProductId(*id))).map(|entry| entry.tile.clone());
    let chosen: Vec<ProductTile> = chosen.take(MOST_RELATED).collect();
    if chosen.is_empty() { index.neighbours(id, MOST_RELATED) } else { chosen }
}
