//! Fills the shelf from the database.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use domain::{
    catalog::{
        unit_price,
        view::{Picture, PriceRange, ProductTile, Swatch},
    },
    kernel::{CategoryId, Money, ProductId, ProductTypeId},
    media::Focus,
};
use futures::TryStreamExt as _;
use sqlx::{Row as _, any::AnyRow};

use super::{
    entry::{Attribute, AttributeValue, Entry, VariantOffer},
    index::Stock,
    tree::Category,
};
use crate::{
    catalog::{
        admin::goods,
        row::{currency, fields, packed_picture, picture, records},
        sql,
    },
    currency::{own, sql as currency_sql},
    db::{Database, DatabaseError, many, with_list},
};

const MOST_SWATCHES: usize = 6;
/// So many products are asked for at once.
const MOST_IDS: usize = 100;

/// Makes one allocation of each value that many products have.
#[derive(Debug, Default)]
pub(super) struct Words {
    values: HashSet<Arc<AttributeValue>>,
    texts: HashSet<Arc<str>>,
}

impl Words {
    fn share(&mut self, value: AttributeValue) -> Arc<AttributeValue> {
        if let Some(known) = self.values.get(&value) {
            return Arc::clone(known);
        }
        let shared = Arc::new(value);
        self.values.insert(Arc::clone(&shared));
        shared
    }

    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let shared: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&shared));
        shared
    }
}

/// Everything that is for sale. A shop opens when this is read, so it is read by two connections at once. Own prices are asked for only
/// where they are shown.
pub(super) async fn everything(database: &Database, has_currencies: bool) -> Result<Stock, DatabaseError> {
    let (mut entries, mut others) = tokio::try_join!(half(database, 0), half(database, 1))?;
    entries.append(&mut others);
    if has_currencies {
        let rows = sqlx::query(currency_sql::SHELF_PRICES).fetch_all(database.reader()).await?;
        for (product, offers) in offers(&rows)? {
            if let Some(entry) = entries.get_mut(&product) {
                Arc::make_mut(entry).offers = offers;
            }
        }
    }
    around(database, entries).await
}

/// What the variants of each product cost in every currency.
fn offers(rows: &[AnyRow]) -> Result<BTreeMap<ProductId, Vec<VariantOffer>>, DatabaseError> {
    let mut found: BTreeMap<ProductId, Vec<(i64, VariantOffer)>> = BTreeMap::new();
    for row in rows {
        let variants = found.entry(ProductId(row.try_get("product_id")?)).or_default();
        let id: i64 = row.try_get("id")?;
        if variants.iter().all(|(known, _)| *known != id) {
            variants.push((id, offer(row)?));
        }
        let known = variants.iter_mut().find(|(known, _)| *known == id);
        if let (Some((_, offer)), Some(own)) = (known, own::price(row, "own_price", "own_compare_at")?) {
            offer.own.push((currency(&row.try_get::<String, _>("currency")?)?, own));
        }
    }
    let without_ids = |offers: Vec<(i64, VariantOffer)>| offers.into_iter().map(|(_, offer)| offer).collect();
    Ok(found.into_iter().map(|(product, offers)| (product, without_ids(offers))).collect())
}

fn offer(row: &AnyRow) -> Result<VariantOffer, DatabaseError> {
    let base = currency(&row.try_get::<String, _>("base")?)?;
    let former: Option<i64> = row.try_get("compare_at")?;
    let unit: String = row.try_get("content_unit")?;
    Ok(VariantOffer {
        price: Money::new(row.try_get("price")?, base),
        compare_at: former.map(|former| Money::new(former, base)),
        content: row.try_get::<Option<i64>, _>("content_amount")?.map(|amount| (amount, unit.into())),
        own: Vec::new(),
    })
}

/// These products, with everything around them as it is now.
pub(super) async fn around(
    database: &Database,
    entries: BTreeMap<ProductId, Arc<Entry>>,
) -> Result<Stock, DatabaseError> {
    Ok(Stock {
        entries,
        categories: categories(database).await?,
        attributes: attributes(database).await?,
        collections: super::collection::load(database).await?,
    })
}

async fn half(database: &Database, number: i64) -> Result<BTreeMap<ProductId, Arc<Entry>>, DatabaseError> {
    let mut words = Words::default();
    let mut entries = BTreeMap::new();
    let mut rows = sqlx::query(sql::SHELF_HALF).bind(number).fetch(database.reader());
    while let Some(row) = rows.try_next().await? {
        if let Some(entry) = entry(&row, &mut words)? {
            entries.insert(entry.id(), Arc::new(entry));
        }
    }
    Ok(entries)
}

/// Those of these products that shoppers can see and buy, as they are now.
pub(super) async fn products(
    database: &Database,
    ids: &[ProductId],
    has_currencies: bool,
) -> Result<Vec<Entry>, DatabaseError> {
    let mut words = Words::default();
    let mut found: Vec<Entry> = Vec::new();
    for part in ids.chunks(MOST_IDS) {
        for row in of_products(database, sql::SHELF_PRODUCTS, part).await? {
            found.extend(entry(&row, &mut words)?);
        }
        if has_currencies {
            let mut offers = offers(&of_products(database, currency_sql::SHELF_PRICES_OF, part).await?)?;
            for entry in &mut found {
                if let Some(offers) = offers.remove(&entry.id()) {
                    entry.offers = offers;
                }
            }
        }
    }
    Ok(found)
}

/// The bundles that these products have a part in.
pub(super) async fn bundles_with(database: &Database, ids: &[ProductId]) -> Result<Vec<ProductId>, DatabaseError> {
    let mut found = Vec::new();
    for part in ids.chunks(MOST_IDS) {
        for row in of_products(database, goods::sql::BUNDLES_WITH, part).await? {
            found.push(ProductId(row.try_get(0)?));
        }
    }
    Ok(found)
}

async fn of_products(
    database: &Database,
    statement: &'static str,
    ids: &[ProductId],
) -> Result<Vec<AnyRow>, DatabaseError> {
    let query = many(with_list(statement, 1, ids.len()));
    Ok(ids.iter().fold(query, |query, id| query.bind(id.0)).fetch_all(database.reader()).await?)
}

/// All categories in the order in which they are shown.
async fn categories(database: &Database) -> Result<Vec<Category>, DatabaseError> {
    let rows = sqlx::query(sql::CATEGORIES).fetch_all(database.reader()).await?;
    let category = |row: &AnyRow| {
        let name: String = row.try_get(3)?;
        Ok(Category {
            id: CategoryId(row.try_get(0)?),
            parent: row.try_get::<Option<i64>, _>(1)?.map(CategoryId),
            slug: row.try_get(2)?,
            description: row.try_get(4)?,
            picture: category_picture(row, &name)?,
            name,
        })
    };
    rows.iter().map(category).collect()
}

fn category_picture(row: &AnyRow, name: &str) -> Result<Option<Picture>, DatabaseError> {
    if row.try_get::<Option<i64>, _>(5)?.is_none() {
        return Ok(None);
    }
    Ok(Some(Picture { focus: Focus::parse(row.try_get(11)?), ..picture(row, 5, name.to_owned())? }))
}

/// All attributes in the order in which they are shown.
async fn attributes(database: &Database) -> Result<Vec<Attribute>, DatabaseError> {
    let rows = sqlx::query(sql::ATTRIBUTES).fetch_all(database.reader()).await?;
    let attribute = |row: &AnyRow| {
        Ok(Attribute {
            key: row.try_get(0)?,
            label: row.try_get(1)?,
            facet: row.try_get::<i64, _>(2)? == 1,
            is_colour: row.try_get::<&str, _>(3)? == "colour",
        })
    };
    rows.iter().map(attribute).collect()
}

fn entry(row: &AnyRow, words: &mut Words) -> Result<Option<Entry>, DatabaseError> {
    let packed = |column: usize| row.try_get::<Option<&str>, _>(column);
    let Some(offer) = Offer::of(packed(8)?)? else {
        // Nothing of it can be bought: it has no price to show.
        return Ok(None);
    };
    let attributes: Vec<Arc<AttributeValue>> =
        records(packed(7)?).filter_map(attribute_value).map(|value| words.share(value)).collect();
    let swatches = attributes.iter().filter(|value| !value.colour.is_empty()).take(MOST_SWATCHES);
    let tile = ProductTile {
        id: ProductId(row.try_get(0)?),
        slug: row.try_get(1)?,
        title: row.try_get(2)?,
        fact: row.try_get(3)?,
        price: offer.price,
        unit_price: offer.unit_price,
        pictures: records(packed(9)?).filter_map(packed_picture).collect(),
        swatches: swatches.map(|value| Swatch { label: value.label.clone(), colour: value.colour.clone() }).collect(),
        is_new: false,
        in_stock: offer.in_stock,
        variant: None,
    };
    let categories = records(packed(6)?).filter_map(|id| id.parse().ok()).map(CategoryId).collect();
    Ok(Some(Entry {
        tile,
        categories,
        attributes,
        brand: words.text(row.try_get(10)?),
        tags: words.text(row.try_get(11)?),
        product_type: row.try_get::<Option<i64>, _>(12)?.map(ProductTypeId),
        popularity: row.try_get(4)?,
        created_at: row.try_get(5)?,
        content: offer.content.map(|(amount, unit)| (amount, words.text(&unit))),
        offers: Vec::new(),
    }))
}

fn attribute_value(record: &str) -> Option<AttributeValue> {
    let mut fields = fields(record).map(str::to_owned);
    Some(AttributeValue { key: fields.next()?, value: fields.next()?, label: fields.next()?, colour: fields.next()? })
}

/// What all variants together cost.
struct Offer {
    price: PriceRange,
    unit_price: Option<domain::catalog::view::UnitPrice>,
    content: Option<(i64, String)>,
    in_stock: bool,
}

/// A variant's part of an offer.
struct Priced<'a> {
    price: Money,
    compare_at: Option<Money>,
    available: bool,
    content_amount: Option<i64>,
    content_unit: &'a str,
}

impl<'a> Priced<'a> {
    fn parse(record: &'a str) -> Result<Option<Self>, DatabaseError> {
        let mut fields = fields(record);
        let mut next = || fields.next().unwrap_or_default();
        let (price, compare_at, code, available) = (next(), next(), next(), next());
        let Ok(minor) = price.parse() else {
            return Ok(None);
        };
        let currency = currency(code)?;
        Ok(Some(Self {
            price: Money::new(minor, currency),
            compare_at: compare_at.parse().ok().map(|minor| Money::new(minor, currency)),
            available: available.parse::<i64>().is_ok_and(|available| available > 0),
            content_amount: next().parse().ok(),
            content_unit: next(),
        }))
    }
}

impl Offer {
    fn of(packed: Option<&str>) -> Result<Option<Self>, DatabaseError> {
        let variants = records(packed).filter_map(|record| Priced::parse(record).transpose());
        let variants = variants.collect::<Result<Vec<Priced<'_>>, _>>()?;
        let Some(cheapest) = variants.iter().min_by_key(|variant| variant.price.minor) else {
            return Ok(None);
        };
        let highest = variants.iter().map(|variant| variant.price.minor).max().unwrap_or(cheapest.price.minor);
        let compare_at = cheapest.compare_at.filter(|former| former.minor > cheapest.price.minor);
        Ok(Some(Self {
            price: PriceRange { from: cheapest.price, to: Money::new(highest, cheapest.price.currency), compare_at },
            unit_price: cheapest
                .content_amount
                .and_then(|amount| unit_price(cheapest.price, amount, cheapest.content_unit)),
            content: cheapest.content_amount.map(|amount| (amount, cheapest.content_unit.to_owned())),
            in_stock: variants.iter().any(|variant| variant.available),
        }))
    }
}
