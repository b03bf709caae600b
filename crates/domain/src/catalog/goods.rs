//! What crosses the wire about the kind of a product and what belongs to it; part of [`super::view`].

use serde::{Deserialize, Serialize};

use super::{ProductKind, bundle_price, full_name, parts_price, personalisation::PersonalisationField};
use crate::kernel::{Currency, Money, MoneyError, ProductFileId, ProductId, VariantId};

/// The kind of a product, and what belongs to it. Each change to it is saved by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsForm {
    /// The kind.
    pub kind: ProductKind,
    /// What a bundle is made of.
    pub parts: Vec<PartForm>,
    /// By how many basis points a bundle is cheaper than its parts; `None` when it has a price of its own.
    pub discount: Option<i64>,
    /// The files of a digital product.
    pub files: Vec<FileForm>,
    /// How often a buyer can fetch each file; `None` for as often as they like.
    pub download_most: Option<i64>,
    /// For how many days a buyer can fetch the files; `None` for ever.
    pub download_days: Option<i64>,
    /// What shoppers fill when it is made to order.
    pub fields: Vec<PersonalisationField>,
}

/// A file of a digital product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileForm {
    /// The id.
    pub id: ProductFileId,
    /// The name under which buyers get it.
    pub name: String,
    /// How large it is.
    pub bytes: i64,
    /// The variant that it belongs to; `None` for all of them.
    pub variant: Option<VariantId>,
    /// How many buyers may fetch it.
    pub buyers: i64,
}

/// A part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartForm {
    /// What it is.
    pub variant: VariantId,
    /// Its product.
    pub product: ProductId,
    /// The product's name.
    pub title: String,
    /// The option values; empty for a product without options.
    pub variant_title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// How many are in one bundle.
    pub quantity: i64,
    /// What one costs by itself.
    pub price: Money,
    /// How many are free; `None` when its stock is not counted.
    pub free: Option<i64>,
    /// Whether it is still sold at all.
    pub active: bool,
}

impl PartForm {
    /// For how many bundles there are enough of it; `None` when its stock is not counted.
    #[must_use]
    pub fn suffices_for(&self) -> Option<i64> {
        if self.active { Some(self.free?.checked_div(self.quantity).unwrap_or(0)) } else { Some(0) }
    }
}

impl GoodsForm {
    /// Whether buyers of this variant would get a file.
    #[must_use]
    pub fn has_file_for(&self, variant: VariantId) -> bool {
        self.files.iter().any(|file| file.variant.is_none_or(|one| one == variant))
    }

    /// How many bundles the parts suffice for; `None` when no part's stock is counted.
    #[must_use]
    pub fn bundles(&self) -> Option<i64> {
        self.parts.iter().filter_map(PartForm::suffices_for).min()
    }

    /// What the parts cost by themselves, and what the bundle costs when its price follows them.
    ///
    /// # Errors
    /// Amounts that overflow or are of another currency.
    pub fn prices(&self, currency: Currency) -> Result<(Money, Option<Money>), MoneyError> {
        let parts = parts_price(currency, self.parts.iter().map(|part| (part.price, part.quantity)))?;
        Ok((parts, self.discount.map(|discount| bundle_price(parts, discount)).transpose()?))
    }
}

/// A variant that can be chosen as a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartChoice {
    /// The stock-keeping unit.
    pub sku: String,
    /// The product's name with the option values.
    pub title: String,
}

/// A part of a bundle, as shoppers read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    /// The product's address part, while it is for sale by itself.
    pub slug: Option<String>,
    /// The product's name.
    pub title: String,
    /// The option values.
    pub variant_title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// How many are in one bundle.
    pub quantity: i64,
}

impl PartView {
    /// "2 × Tide mug, Terracotta".
    #[must_use]
    pub fn words(&self) -> String {
        let times = if self.quantity == 1 { String::new() } else { format!("{} × ", self.quantity) };
        format!("{times}{}", full_name(&self.title, &self.variant_title))
    }
}
