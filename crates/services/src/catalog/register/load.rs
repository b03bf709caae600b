//! Fills the register from the database. Row by row: those of all variants at once would take more memory than the register.

use std::collections::{BTreeSet, HashMap};

use domain::{catalog::view::TextField, kernel::Language};
use futures::{Stream, TryStreamExt as _};
use sqlx::{Row as _, any::AnyRow};

use super::entry::{Entry, NO_PRICE, Words};
use crate::{
    catalog::admin::sql,
    db::{Database, DatabaseError, many, with_list},
};

/// So many products are asked for at a time.
const CHUNK: usize = 400;

/// Every product there is.
pub(super) async fn everything(database: &Database, words: &mut Words) -> Result<Vec<Entry>, DatabaseError> {
    let rows = |statement: &'static str| sqlx::query(statement).fetch(database.reader());
    let (mut offers, mut shelved, mut said) = (Offers::default(), Shelved::default(), Said::default());
    tokio::try_join!(
        each(rows(sql::REGISTER_VARIANTS), |row| add_offer(&mut offers, row)),
        each(rows(sql::REGISTER_CATEGORIES), |row| add_shelved(&mut shelved, row)),
        each(rows(sql::REGISTER_TEXTS), |row| said.add(row)),
    )?;
    let mut found = Vec::with_capacity(offers.len());
    let add = |row: &AnyRow| {
        found.push(entry(row, &mut offers, &mut shelved, &said, words)?);
        Ok(())
    };
    each(rows(sql::REGISTER_PRODUCTS), add).await?;
    Ok(found)
}

/// These products, as far as they still exist.
pub(super) async fn some(
    database: &Database,
    products: &BTreeSet<i64>,
    words: &mut Words,
) -> Result<Vec<Entry>, DatabaseError> {
    let all: Vec<i64> = products.iter().copied().collect();
    let mut found = Vec::with_capacity(all.len());
    let (mut offers, mut shelved, mut said) = (Offers::default(), Shelved::default(), Said::default());
    for ids in all.chunks(CHUNK) {
        let rows = |statement| rows(database, statement, ids);
        rows(sql::REGISTER_VARIANTS_OF).await?.iter().try_for_each(|row| add_offer(&mut offers, row))?;
        rows(sql::REGISTER_CATEGORIES_OF).await?.iter().try_for_each(|row| add_shelved(&mut shelved, row))?;
        rows(sql::REGISTER_TEXTS_OF).await?.iter().try_for_each(|row| said.add(row))?;
        for row in rows(sql::REGISTER_PRODUCTS_OF).await? {
            found.push(entry(&row, &mut offers, &mut shelved, &said, words)?);
        }
    }
    Ok(found)
}

async fn rows(database: &Database, statement: &'static str, ids: &[i64]) -> Result<Vec<AnyRow>, DatabaseError> {
    let statement = with_list(statement, 1, ids.len());
    let query = ids.iter().fold(many(statement), |query, id| query.bind(*id));
    Ok(query.fetch_all(database.reader()).await?)
}

async fn each(
    mut rows: impl Stream<Item = Result<AnyRow, sqlx::Error>> + Unpin,
    mut take: impl FnMut(&AnyRow) -> Result<(), DatabaseError>,
) -> Result<(), DatabaseError> {
    while let Some(row) = rows.try_next().await? {
        take(&row)?;
    }
    Ok(())
}

type Offers = HashMap<i64, Offer>;
type Shelved = HashMap<i64, Vec<i64>>;

fn add_offer(offers: &mut Offers, row: &AnyRow) -> Result<(), DatabaseError> {
    offers.entry(row.try_get(0)?).or_default().add(row)
}

fn add_shelved(shelved: &mut Shelved, row: &AnyRow) -> Result<(), DatabaseError> {
    shelved.entry(row.try_get(0)?).or_default().push(row.try_get(1)?);
    Ok(())
}

/// What the variants of a product come to.
#[derive(Debug)]
struct Offer {
    price: i64,
    available: i64,
    fewest: i64,
    sellable: bool,
    count: i64,
    codes: String,
}

impl Default for Offer {
    fn default() -> Self {
        Self { price: NO_PRICE, available: 0, fewest: i64::MAX, sellable: false, count: 0, codes: String::new() }
    }
}

impl Offer {
    fn add(&mut self, row: &AnyRow) -> Result<(), DatabaseError> {
        let (price, available): (i64, i64) = (row.try_get(1)?, row.try_get(6)?);
        self.price = if self.price == NO_PRICE { price } else { self.price.min(price) };
        self.available = self.available.saturating_add(available);
        let (limited, stocked) = (row.try_get::<i64, _>(4)? == 1, row.try_get::<i64, _>(5)? == 1);
        self.sellable |= !limited || available > 0;
        if stocked {
            self.fewest = self.fewest.min(available);
        }
        self.count = self.count.saturating_add(1);
        for code in [row.try_get::<&str, _>(2)?, row.try_get(3)?] {
            if !code.is_empty() {
                self.codes.push('\n');
                self.codes.push_str(code);
            }
        }
        Ok(())
    }
}

/// In which languages names and descriptions are said: a bit for each.
#[derive(Debug, Default)]
struct Said {
    titles: HashMap<i64, u32>,
    descriptions: HashMap<i64, u32>,
}

impl Said {
    fn add(&mut self, row: &AnyRow) -> Result<(), DatabaseError> {
        if let Some(language) = Language::parse(row.try_get(1)?) {
            let is_title = TextField::from_key(row.try_get(2)?) == Some(TextField::Title);
            let of = if is_title { &mut self.titles } else { &mut self.descriptions };
            *of.entry(row.try_get(0)?).or_default() |= 1 << language.number();
        }
        Ok(())
    }

    fn told(&self, product: i64, is_described: bool) -> u32 {
        let of = |all: &HashMap<i64, u32>| all.get(&product).copied().unwrap_or_default();
        of(&self.titles) & if is_described { of(&self.descriptions) } else { u32::MAX }
    }
}

/// The product of this row; what is known beside it is taken.
fn entry(
    row: &AnyRow,
    offers: &mut Offers,
    shelved: &mut Shelved,
    said: &Said,
    words: &mut Words,
) -> Result<Entry, DatabaseError> {
    let id: i64 = row.try_get(0)?;
    let offer = offers.remove(&id).unwrap_or_default();
    let categories = shelved.remove(&id).unwrap_or_default();
    let (title, slug, brand, tags): (&str, &str, &str, &str) =
        (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
    let text = format!("{title}\n{brand}\n{slug}{}", offer.codes).to_lowercase();
    let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
    let mut tags: Vec<u32> = tags.map(|tag| words.number(tag)).collect();
    tags.sort_unstable();
    tags.dedup();
    Ok(Entry {
        id,
        title: title.to_lowercase().into(),
        brand: brand.to_lowercase().into(),
        text: text.into(),
        published: row.try_get::<i64, _>(5)? == 1,
        price: offer.price,
        available: offer.available,
        fewest: offer.fewest,
        sellable: offer.sellable,
        variants: offer.count,
        completeness: row.try_get(6)?,
        told: said.told(id, row.try_get::<i64, _>(8)? == 1),
        updated_at: row.try_get(7)?,
        brand_word: words.number(brand),
        tags: tags.into(),
        categories: categories.into(),
    })
}
