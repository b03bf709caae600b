//! Looking into a cart.

use std::collections::HashMap;

use domain::{
    cart::view::CartView,
    catalog::{ProductKind, view::VariantView},
    checkout::CheckoutForm,
    coupon::TypedCoupon,
    currency::Selling,
    gift_card::{
        Coverage, PayingCard, cover,
        view::{AppliedCard, CodeRefusal},
    },
    kernel::{CartId, Currency, Date, Destination, Email, Money, Timestamp},
    pricing::PricingError,
    tax::VatClaim,
};
use sqlx::{Row, any::AnyRow};

use super::{CartError, CartToken, StoredLine, line, part, sql};
use crate::{
    Shop,
    catalog::fields,
    coupon,
    db::{Connection, DatabaseError},
    gift_card,
    pricing::{AgreedDelivery, Question, QuestionLine, Quote, quote},
};

/// A cart that is not ordered, as the database keeps it.
pub(crate) struct StoredCart {
    pub version: i64,
    pub checkout_form: String,
    pub checkout_tried: bool,
    pub checkout_notice: String,
    pub lines: Vec<StoredLine>,
    /// The discount code that was typed in.
    pub coupon: Option<TypedCoupon>,
    /// The gift cards that are to pay.
    pub cards: Vec<PayingCard>,
    /// Why the last code of a card was not taken.
    pub card_refusal: Option<CodeRefusal>,
    /// What was agreed about the delivery.
    pub agreed: Option<AgreedDelivery>,
}

impl StoredCart {
    /// What the cards pay of a total, for an order of this address.
    pub fn cover(&self, total: Money, email: &str, now: Timestamp) -> Result<Coverage, CartError> {
        if self.cards.is_empty() {
            return Ok(Coverage::none(total));
        }
        let bought = bought_cards(total.currency, &self.lines)?;
        Ok(cover((total, bought), &self.cards, email, now).map_err(PricingError::from)?)
    }

    /// Prices what can be had of it, with its discount code, for somebody with this number for value added tax.
    pub fn price(&self, shop: &Shop, way: (Destination<'_>, &str), vat: Option<&VatClaim>) -> Result<Quote, CartError> {
        let (lines, (destination, shipping)) = (questions(&self.lines), way);
        let (agreed, coupon, now) = (self.agreed.as_ref(), self.coupon.as_ref(), shop.clock.now());
        Ok(quote(shop, &Question { lines: &lines, destination, shipping, agreed, coupon, vat, now })?)
    }
}

/// A draft of the checkout's form that cannot be read is an empty one: it was typed into an older version of the page.
pub(crate) fn stored_form(text: &str) -> CheckoutForm {
    serde_json::from_str(text).unwrap_or_default()
}

/// The cart behind the token: an empty one when there is none, or when it was ordered.
///
/// # Errors
/// A database that does not answer, or prices that cannot be summed.
pub async fn view(shop: &Shop, token: Option<&CartToken>) -> Result<CartView, CartError> {
    let cart = match token {
        Some(token) => load(shop, token).await?,
        None => None,
    };
    let Some(cart) = cart else { return empty(shop, &shop.settings.country) };
    let quote = cart.price(shop, (Destination::country(&shop.settings.country), ""), None)?;
    into_view(shop, cart, quote)
}

/// A cart with nothing in it.
pub(crate) fn empty(shop: &Shop, country: &str) -> Result<CartView, CartError> {
    let quote = price_nothing(shop, country)?;
    let coverage = Coverage::none(quote.priced.totals.total);
    view_of((0, shop.clock.now().date()), Vec::new(), None, (coverage, None), quote)
}

/// How many of each of these variants can be added to the cart behind the token. What the cart does not have is told as the page
/// of the product knows it; the addition itself looks again.
///
/// # Errors
/// A database that does not answer.
pub async fn rooms(shop: &Shop, token: Option<&CartToken>, variants: &[VariantView]) -> Result<Vec<i64>, CartError> {
    let cart = match token {
        Some(token) => load(shop, token).await?,
        None => None,
    };
    let lines = cart.map(|cart| cart.lines).unwrap_or_default();
    let room = |variant: &VariantView| {
        let of_it = lines.iter().filter(|line| line.variant == variant.id);
        of_it.map(StoredLine::room).min().unwrap_or(variant.most)
    };
    Ok(variants.iter().map(room).collect())
}

/// How many items are in the cart behind the token: none when there is no cart, or when it was ordered.
///
/// # Errors
/// A database that does not answer.
pub async fn item_count(shop: &Shop, token: Option<&CartToken>) -> Result<i64, CartError> {
    let Some(token) = token else {
        return Ok(0);
    };
    let row = sqlx::query(sql::ITEM_COUNT).bind(token.digest()).fetch_one(&mut shop.database.quick().await?).await?;
    Ok(row.try_get("item_count")?)
}

/// Reads a cart that is not ordered.
pub(crate) async fn load(shop: &Shop, token: &CartToken) -> Result<Option<StoredCart>, CartError> {
    let mut connection = shop.database.quick().await?;
    let Some(row) = sqlx::query(sql::CART).bind(token.digest()).fetch_optional(&mut connection).await? else {
        return Ok(None);
    };
    let cart = CartId(row.try_get("id")?);
    let lines = lines(&mut connection, &shop.selling(), cart).await?;
    let checkout_form: String = row.try_get("checkout_form")?;
    let email = || Email::parse(&stored_form(&checkout_form).email).ok();
    let refusal: String = row.try_get("card_refusal")?;
    Ok(Some(StoredCart {
        coupon: coupon::of_cart(&mut connection, &row, email).await?,
        cards: gift_card::pay::of_cart(&mut connection, &row.try_get::<String, _>("gift_cards")?).await?,
        card_refusal: CodeRefusal::from_key(&refusal),
        agreed: agreed(&row, shop.selling().currency)?,
        version: row.try_get("version")?,
        checkout_form,
        checkout_tried: row.try_get::<i64, _>("checkout_tried")? == 1,
        checkout_notice: row.try_get("checkout_notice")?,
        lines,
    }))
}

/// Reads the lines of a cart on this connection, all priced in the currency that is paid in.
pub(crate) async fn lines(
    connection: &mut Connection,
    selling: &Selling,
    cart: CartId,
) -> Result<Vec<StoredLine>, DatabaseError> {
    let (base, paid) = (selling.base, selling.currency);
    let rows = sqlx::query(sql::LINES)
        .bind(cart.0)
        .bind(base.code().to_owned())
        .bind(paid.code().to_owned())
        .fetch_all(&mut *connection)
        .await?;
    let mut lines =
        rows.iter().map(|row| StoredLine::from_row(row, selling)).collect::<Result<Vec<StoredLine>, _>>()?;
    if lines.iter().any(|line| line.kind == ProductKind::Bundle) {
        let mut parts = part::of_cart(connection, cart).await?;
        for line in &mut lines {
            line.parts = parts.remove(&line.id).unwrap_or_default();
        }
    }
    let mut by_product = HashMap::new();
    let with_fields = |row: &AnyRow| row.try_get::<i64, _>("has_fields");
    if rows.iter().map(with_fields).collect::<Result<Vec<i64>, _>>()?.contains(&1) {
        for (product, fields) in fields::of_cart(connection, cart, base).await? {
            let beyond = |_| DatabaseError::Corrupt { what: "a surcharge", value: product.to_string() };
            by_product.insert(product, fields::sold_in(fields, selling).map_err(beyond)?);
        }
    }
    for line in &mut lines {
        let of_kind = fields::of_kind(line.kind, paid);
        let fields = of_kind.as_ref().or_else(|| by_product.get(&line.product)).map(Vec::as_slice).unwrap_or_default();
        if line.personalise(fields).is_err() {
            return Err(DatabaseError::Corrupt { what: "a surcharge", value: line.sku.clone() });
        }
    }
    line::share_out(&mut lines);
    Ok(lines)
}

/// Prices a cart with nothing in it.
pub(crate) fn price_nothing(shop: &Shop, country: &str) -> Result<Quote, CartError> {
    let destination = Destination::country(country);
    let question = Question {
        lines: &[],
        destination,
        shipping: "",
        agreed: None,
        coupon: None,
        vat: None,
        now: shop.clock.now(),
    };
    Ok(quote(shop, &question)?)
}

/// What is priced: what can be had of the lines.
fn questions(lines: &[StoredLine]) -> Vec<QuestionLine> {
    lines.iter().filter(|line| line.is_priced()).map(StoredLine::question).collect()
}

/// What was agreed about the delivery, in the columns that begin with `agreed_`.
pub(crate) fn agreed(row: &AnyRow, currency: Currency) -> Result<Option<AgreedDelivery>, sqlx::Error> {
    let (code, country): (String, String) = (row.try_get("agreed_shipping")?, row.try_get("agreed_country")?);
    let (postcode, price): (String, Option<i64>) = (row.try_get("agreed_postcode")?, row.try_get("agreed_price")?);
    let price = price.map(|minor| Money::new(minor, currency));
    Ok((!code.is_empty()).then_some(AgreedDelivery { country, postcode, code, price }))
}

/// What of the lines is gift cards: they have no tax, and nothing makes them cheaper.
pub(crate) fn bought_cards(currency: Currency, lines: &[StoredLine]) -> Result<Money, PricingError> {
    let cards = lines.iter().filter(|line| line.is_priced() && line.kind == ProductKind::GiftCard);
    let costs = cards.map(|line| line.unit_price.times(line.quantity.get()));
    Ok(Money::sum(currency, costs.collect::<Result<Vec<_>, _>>()?)?)
}

/// The cart as the page shows it.
pub(crate) fn into_view(shop: &Shop, cart: StoredCart, quote: Quote) -> Result<CartView, CartError> {
    let email = gift_card::address_of(&cart.checkout_form);
    let coverage = cart.cover(quote.priced.totals.total, &email, shop.clock.now())?;
    let today = shop.clock.now().date();
    view_of((cart.version, today), cart.lines, cart.coupon, (coverage, cart.card_refusal), quote)
}

fn view_of(
    (version, today): (i64, Date),
    lines: Vec<StoredLine>,
    coupon: Option<TypedCoupon>,
    (coverage, card_refusal): (Coverage, Option<CodeRefusal>),
    quote: Quote,
) -> Result<CartView, CartError> {
    let item_count = lines.iter().map(|line| line.quantity.get()).fold(0_i64, i64::saturating_add);
    let is_delivered = lines.is_empty() || lines.iter().any(StoredLine::is_delivered);
    let mut priced = quote.priced.lines.iter();
    let view = |line: StoredLine| {
        let is_priced = line.is_priced();
        let mut view = line.into_view(today)?;
        // Where the tax is taken out, one costs something else than the product's page says.
        if let Some(line) = priced.by_ref().take(usize::from(is_priced)).next() {
            view.unit_price = line.unit_price;
            view.line_total = line.unit_price.times(line.quantity).map_err(PricingError::from)?;
        }
        Ok::<_, CartError>(view)
    };
    let lines = lines.into_iter().map(view).collect::<Result<_, _>>()?;
    Ok(CartView {
        version,
        lines,
        totals: quote.priced.totals,
        is_delivered,
        item_count,
        missing_for_free_shipping: quote.missing_for_free,
        coupon: coupon.map(|coupon| coupon.view(quote.coupon_problem)),
        cards: coverage.parts.into_iter().map(AppliedCard::from).collect(),
        card_refusal: card_refusal.map(CodeRefusal::words).unwrap_or_default().to_owned(),
        due: coverage.due,
    })
}
