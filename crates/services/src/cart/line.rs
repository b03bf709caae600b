//! A line as the database keeps it, beside what is known of its variant now.

use domain::{
    cart::view::{CartLineView, LineProblem},
    catalog::{
        ProductKind,
        personalisation::{Answer, PersonalisationField, still_right, surcharge},
        view::Picture,
    },
    currency::Selling,
    inventory::{Later, Need, Share, shares},
    kernel::{CartLineId, Date, ImageId, Money, MoneyError, ProductId, Quantity, Timestamp, VariantId},
    media::Focus,
    pricing::PricingError,
    tax::TaxClass,
};
use sqlx::{Row, any::AnyRow};

use super::StoredPart;
use crate::{catalog::admin::goods, currency::own, db::DatabaseError, pricing::QuestionLine};

/// A line of a cart.
#[derive(Clone, Debug)]
pub(crate) struct StoredLine {
    pub id: CartLineId,
    pub variant: VariantId,
    pub product: ProductId,
    pub product_slug: String,
    pub title: String,
    pub variant_title: String,
    pub sku: String,
    pub picture: Option<Picture>,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub kind: ProductKind,
    pub tax_class: TaxClass,
    /// What it is to be made with.
    pub answers: Vec<Answer>,
    /// What a bundle is made of.
    pub parts: Vec<StoredPart>,
    grams: i64,
    longest_mm: i64,
    sellable: bool,
    /// Whether the answers are those that the product asks for now.
    is_current: bool,
    is_limited: bool,
    available: i64,
    /// How many of those are there.
    on_shelf: i64,
    expected_on: Option<Date>,
    added_at: Timestamp,
    /// How many can be had beside the other lines.
    share: Share,
    /// How many of those come later.
    late: i64,
}

impl StoredLine {
    pub fn from_row(row: &AnyRow, selling: &Selling) -> Result<Self, DatabaseError> {
        let quantity: i64 = row.try_get("quantity")?;
        let corrupt = |_| DatabaseError::Corrupt { what: "a quantity", value: quantity.to_string() };
        Ok(Self {
            id: CartLineId(row.try_get("id")?),
            variant: VariantId(row.try_get("variant_id")?),
            product: ProductId(row.try_get("product_id")?),
            product_slug: row.try_get("slug")?,
            title: row.try_get("title")?,
            variant_title: row.try_get::<String, _>("variant_title")?.replace(" / ", ", "),
            sku: row.try_get("sku")?,
            picture: picture(row)?,
            quantity: Quantity::new(quantity).map_err(corrupt)?,
            unit_price: match row.try_get::<Option<i64>, _>("agreed_price")? {
                Some(agreed) => Money::new(agreed, selling.currency),
                None => price(row, selling)?,
            },
            kind: goods::kind(row.try_get("kind")?)?,
            tax_class: TaxClass::of(row.try_get("tax_class")?),
            answers: answers(row)?,
            parts: Vec::new(),
            grams: row.try_get("grams")?,
            longest_mm: longest(row)?,
            is_current: true,
            sellable: row.try_get::<i64, _>("sellable")? == 1,
            is_limited: row.try_get::<i64, _>("is_limited")? == 1,
            available: row.try_get("available")?,
            on_shelf: row.try_get("on_shelf")?,
            expected_on: row.try_get::<Option<i64>, _>("expected_on")?.map(Date::from_days),
            added_at: Timestamp(row.try_get("added_at")?),
            share: Share { has: quantity, most: quantity },
            late: 0,
        })
    }

    /// What stands in the way of ordering it.
    pub fn problem(&self) -> Option<LineProblem> {
        let share = self.limited(self.share.has);
        if !self.sellable {
            Some(LineProblem::Unavailable)
        } else if !self.is_current {
            Some(LineProblem::Outdated)
        } else if share >= self.quantity.get() {
            None
        } else if share <= 0 {
            Some(LineProblem::SoldOut)
        } else {
            Some(LineProblem::OnlyLeft(share))
        }
    }

    /// No more than there are.
    fn limited(&self, number: i64) -> i64 {
        if self.is_limited { number.min(self.available) } else { number }
    }

    /// What one item takes out of which stock.
    pub fn needs(&self) -> Vec<Need> {
        match self.kind {
            ProductKind::Simple if self.is_limited => {
                vec![Need { variant: self.variant, each: 1, free: self.available }]
            }
            ProductKind::Bundle => self.parts.iter().filter_map(StoredPart::need).collect(),
            ProductKind::Simple | ProductKind::Digital | ProductKind::GiftCard => Vec::new(),
        }
    }

    /// What one item takes out of that which is there.
    fn needs_on_shelf(&self) -> Vec<Need> {
        match self.kind {
            ProductKind::Bundle => self.parts.iter().filter_map(StoredPart::need_on_shelf).collect(),
            _ => self.needs().into_iter().map(|need| Need { free: self.on_shelf, ..need }).collect(),
        }
    }

    /// How many of it come later, and when; `None` when all are there.
    pub fn later(&self, today: Date) -> Option<Later> {
        let later = Later { quantity: self.late, expected_on: self.expected_on };
        (self.late > 0).then(|| later.told(today))
    }

    /// Of which product a piece of stock is that the line takes from.
    pub fn product_of(&self, variant: VariantId) -> Option<ProductId> {
        let part = self.parts.iter().find(|part| part.variant == variant).map(|part| part.product);
        part.or((self.variant == variant).then_some(self.product))
    }

    /// Whether it counts in the sums: what cannot be had at all costs nothing.
    pub fn is_priced(&self) -> bool {
        !matches!(self.problem(), Some(LineProblem::Unavailable | LineProblem::SoldOut | LineProblem::Outdated))
    }

    /// Compares the answers with what the product asks for now, and adds what they cost.
    pub fn personalise(&mut self, fields: &[PersonalisationField]) -> Result<(), MoneyError> {
        self.is_current = still_right(fields, &self.answers);
        let surcharge = surcharge(self.unit_price.currency, fields, &self.answers)?;
        self.unit_price = self.unit_price.plus(surcharge)?;
        Ok(())
    }

    /// Whether a parcel brings it: a bundle when one of its parts comes in one.
    pub fn is_delivered(&self) -> bool {
        match self.kind {
            ProductKind::Bundle => self.parts.is_empty() || self.parts.iter().any(|part| part.kind.is_delivered()),
            kind => kind.is_delivered(),
        }
    }

    /// Whether it can be paid to whoever brings it: a parcel does, and somebody else will want it when nobody pays.
    pub fn is_for_cash(&self) -> bool {
        self.is_delivered() && self.answers.is_empty()
    }

    /// What its price and its delivery depend on.
    pub fn question(&self) -> QuestionLine {
        QuestionLine {
            unit_price: self.unit_price,
            quantity: self.quantity,
            kind: self.kind,
            tax_class: self.tax_class,
            is_delivered: self.is_delivered(),
            grams: self.grams(),
            longest_mm: self.parts.iter().map(|part| part.longest_mm).fold(self.longest_mm, i64::max),
        }
    }

    /// What one weighs: a bundle of which nobody has said it as much as its parts.
    fn grams(&self) -> i64 {
        if self.grams > 0 {
            return self.grams;
        }
        let delivered = self.parts.iter().filter(|part| part.kind.is_delivered());
        delivered.fold(0_i64, |sum, part| sum.saturating_add(part.grams.saturating_mul(part.view.quantity)))
    }

    /// How many there can be in all, beside the other lines.
    fn most(&self) -> i64 {
        self.limited(self.share.most).clamp(0, Quantity::MOST)
    }

    /// By how many it can grow.
    pub fn room(&self) -> i64 {
        self.most().saturating_sub(self.quantity.get()).max(0)
    }

    pub fn into_view(self, today: Date) -> Result<CartLineView, PricingError> {
        let (problem, most, later) = (self.problem(), self.most(), self.later(today));
        Ok(CartLineView {
            id: self.id,
            variant: self.variant,
            product_slug: self.product_slug,
            title: self.title,
            variant_title: self.variant_title,
            sku: self.sku,
            answers: self.answers,
            parts: self.parts.into_iter().map(|part| part.view).collect(),
            picture: self.picture,
            quantity: self.quantity,
            unit_price: self.unit_price,
            line_total: self.unit_price.times(self.quantity.get())?,
            problem,
            later,
            most,
            added_at: self.added_at,
        })
    }
}

/// What one costs in the currency that is paid in.
fn price(row: &AnyRow, selling: &Selling) -> Result<Money, DatabaseError> {
    let base = Money::new(row.try_get("price")?, selling.base);
    if selling.is_base() {
        return Ok(base);
    }
    let own = own::price(row, "own_price", "own_compare_at")?;
    let beyond = |_| DatabaseError::Corrupt { what: "a price in another currency", value: base.to_string() };
    Ok(selling.price(own, (base, None)).map_err(beyond)?.0)
}

/// The longest side in the columns of a product's measures; 0 when nobody knows.
pub(crate) fn longest(row: &AnyRow) -> Result<i64, sqlx::Error> {
    let mut longest = 0;
    for column in ["length_mm", "width_mm", "height_mm"] {
        longest = longest.max(row.try_get::<Option<i64>, _>(column)?.unwrap_or(0));
    }
    Ok(longest)
}

/// The answers as they were written down with the line of a cart or an order.
pub(crate) fn answers(row: &AnyRow) -> Result<Vec<Answer>, DatabaseError> {
    let text: String = row.try_get("personalisation")?;
    serde_json::from_str(&text).map_err(|_| DatabaseError::Corrupt { what: "a personalisation", value: text })
}

/// Tells each line how much it can have of the stock that it shares with others.
pub(super) fn share_out(lines: &mut [StoredLine]) {
    let needs: Vec<Vec<Need>> =
        lines.iter().map(|line| if line.sellable { line.needs() } else { Vec::new() }).collect();
    let wanted = needs.iter().zip(lines.iter()).map(|(needs, line)| (needs.as_slice(), line.quantity.get()));
    let shares = shares(wanted);
    for (line, share) in lines.iter_mut().zip(shares) {
        line.share = share;
    }
    let there: Vec<Vec<Need>> =
        lines.iter().map(|line| if line.sellable { line.needs_on_shelf() } else { Vec::new() }).collect();
    let there = domain::inventory::shares(
        there.iter().zip(lines.iter()).map(|(needs, line)| (needs.as_slice(), line.share.has)),
    );
    for (line, there) in lines.iter_mut().zip(there) {
        line.late = line.share.has.saturating_sub(there.has).max(0);
    }
}

/// The picture in the columns that begin with `image_`, when there is one.
pub(crate) fn picture(row: &AnyRow) -> Result<Option<Picture>, DatabaseError> {
    let Some(id) = row.try_get::<Option<i64>, _>("image_id")? else {
        return Ok(None);
    };
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    let widths: String = row.try_get("image_widths")?;
    let widths = widths.trim_matches(['[', ']']).split(',').filter_map(|width| width.trim().parse().ok()).collect();
    Ok(Some(Picture {
        id: ImageId(id),
        hash: row.try_get("image_hash")?,
        width: number(row.try_get("image_width")?),
        height: number(row.try_get("image_height")?),
        widths,
        alternative_text: row.try_get::<Option<String>, _>("image_text")?.unwrap_or_default(),
        placeholder: row.try_get("image_placeholder")?,
        focus: Focus::parse(row.try_get("image_focus")?),
    }))
}
