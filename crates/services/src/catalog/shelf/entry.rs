//! What the shelf knows of one published product.

use std::sync::Arc;

use domain::{
    catalog::{
        unit_price,
        view::{PriceRange, ProductTile, UnitPrice},
    },
    currency::{OwnPrice, Selling},
    kernel::{CategoryId, Currency, Money, MoneyError, ProductId, ProductTypeId},
};

/// A value of an attribute; the same value is one allocation for all products.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::catalog) struct AttributeValue {
    /// The attribute.
    pub key: String,
    /// The word in addresses.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// `rrggbb`, or empty.
    pub colour: String,
}

/// A published product: what lists, facets and tiles need.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::catalog) struct Entry {
    /// As it stands in lists. `is_new` is decided when the index is made.
    pub tile: ProductTile,
    /// Its categories, the first is the one in its path.
    pub categories: Vec<CategoryId>,
    /// Its attributes' values.
    pub attributes: Vec<Arc<AttributeValue>>,
    /// Its brand, or empty.
    pub brand: Arc<str>,
    /// Its tags, with commas between.
    pub tags: Arc<str>,
    /// Its type.
    pub product_type: Option<ProductTypeId>,
    /// How well it sells.
    pub popularity: i64,
    /// When it was made, in milliseconds.
    pub created_at: i64,
    /// How much is in the cheapest variant, and its unit.
    pub content: Option<(i64, Arc<str>)>,
    /// What its variants cost, where any of them has a price of its own in another currency; else the range says it all.
    pub offers: Vec<VariantOffer>,
}

/// What a variant costs, here and in other currencies.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::catalog) struct VariantOffer {
    /// What it costs.
    pub price: Money,
    /// What it cost before.
    pub compare_at: Option<Money>,
    /// How much is in it, and its unit.
    pub content: Option<(i64, Arc<str>)>,
    /// Its own prices.
    pub own: Vec<(Currency, OwnPrice)>,
}

impl VariantOffer {
    fn sold_in(&self, selling: &Selling) -> Result<(Money, Option<Money>), MoneyError> {
        let own = self.own.iter().find(|(currency, _)| *currency == selling.currency).map(|(_, own)| *own);
        selling.price(own, (self.price, self.compare_at))
    }
}

impl Entry {
    /// The product.
    pub fn id(&self) -> ProductId {
        self.tile.id
    }

    /// The same with its prices in another currency; `None` where they cannot be told in it.
    pub fn sold_in(&self, selling: &Selling) -> Option<Self> {
        let (price, unit_price) = self.prices_in(selling).ok()?;
        Some(Self { tile: ProductTile { price, unit_price, ..self.tile.clone() }, ..self.clone() })
    }

    fn prices_in(&self, selling: &Selling) -> Result<(PriceRange, Option<UnitPrice>), MoneyError> {
        let per = |price: Money, content: &Option<(i64, Arc<str>)>| {
            content.as_ref().and_then(|(amount, unit)| unit_price(price, *amount, unit))
        };
        if self.offers.is_empty() {
            let PriceRange { from, to, compare_at } = &self.tile.price;
            let (from, compare_at) = selling.price(None, (*from, *compare_at))?;
            return Ok((PriceRange { from, to: selling.convert(*to)?, compare_at }, per(from, &self.content)));
        }
        let sold = |offer: &VariantOffer| Ok((offer.sold_in(selling)?, offer.content.clone()));
        let sold = self.offers.iter().map(sold).collect::<Result<Vec<_>, MoneyError>>()?;
        let Some(((from, compare_at), content)) = sold.iter().min_by_key(|((price, _), _)| price.minor) else {
            return Err(MoneyError::Overflow);
        };
        let highest = sold.iter().map(|((price, _), _)| price.minor).max().unwrap_or(from.minor);
        let range = PriceRange { from: *from, to: Money::new(highest, from.currency), compare_at: *compare_at };
        Ok((range, per(*from, content)))
    }

    /// Whether its price is reduced.
    pub fn is_reduced(&self) -> bool {
        self.tile.price.percent_off().is_some()
    }
}

/// An attribute that describes products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Attribute {
    /// The key in addresses.
    pub key: String,
    /// The heading.
    pub label: String,
    /// Whether shoppers filter by it.
    pub facet: bool,
    /// Whether its values are colours.
    pub is_colour: bool,
}
