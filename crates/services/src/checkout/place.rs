//! The transaction that makes an order of a cart: all of it, or nothing.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use domain::{
    cart::view::LineProblem,
    checkout::{CheckedForm, Field, FieldError, view::CheckoutNotice},
    coupon::TypedCoupon,
    gift_card::Coverage,
    inventory::{Demand, combined_demand, may_hold_unpaid},
    kernel::{CartId, Currency, CustomerId, Money, MoneyError, OrderId, ProductId, Timestamp, VariantId},
    payment::PaymentMethod,
    pricing::PricingError,
    tax::{VatClaim, VatStanding},
};
use sqlx::{Row, any::AnyRow};

use super::{
    CheckoutError,
    order::{self, NewOrder},
    sql,
};
use crate::{
    Shop,
    cart::{StoredLine, read},
    coupon::{self, Claim},
    currency::order as currency,
    db::{DatabaseError, Transaction, WriteError},
    draft::{self, Seen},
    failpoint,
    gift_card::pay as gift_card,
    inventory::write::{self as inventory, Taken},
    order::{
        Held,
        patience::{self, Payer},
    },
    payment,
    pricing::{AgreedDelivery, Question, Quote, quote},
};

/// Everything that the transaction needs to know.
pub(super) struct Placing {
    pub shop: Shop,
    pub cart_digest: String,
    pub key: String,
    pub request_digest: String,
    pub seen_total: i64,
    /// The currency of what was seen.
    pub seen_currency: Currency,
    /// What was left to pay after gift cards.
    pub seen_due: i64,
    pub form: CheckedForm,
    /// The number for value added tax, with what is known of it.
    pub vat: Option<VatClaim>,
    pub method: PaymentMethod,
    /// Where the request came from; empty when unknown.
    pub address: String,
    pub now: Timestamp,
    /// Who is signed in.
    pub customer: Option<CustomerId>,
    /// Whether they keep the address.
    pub saves_address: bool,
    /// The draft whose cart it is, as it was seen.
    pub draft: Option<Seen>,
    /// The number of the order, where it is not taken with it.
    pub number: Option<Held>,
}

impl Placing {
    fn payer(&self) -> Payer<'_> {
        Payer { email: self.form.email.as_str(), address: &self.address, customer: self.customer }
    }
}

/// Why no order was made. The transaction is undone, so the cart and the key are as before.
#[derive(Debug)]
pub(super) enum PlaceError {
    Refused(CheckoutNotice),
    Invalid(FieldError),
    EmptyCart,
    Failed(CheckoutError),
}

impl<E: Into<CheckoutError>> From<E> for PlaceError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl WriteError for PlaceError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => error.database(),
            _ => None,
        }
    }
}

/// The order that stands.
pub(super) struct Placed {
    pub order: OrderId,
    /// Products of which few or none are left now.
    pub low: Vec<ProductId>,
    /// Whether it was made now.
    is_new: bool,
}

/// Makes the order, or finds the one that the same request made before.
pub(super) async fn run(placing: Placing) -> Result<Placed, PlaceError> {
    let placing = Arc::new(placing);
    let (database, shared) = (placing.shop.database.clone(), Arc::clone(&placing));
    let placed = database
        .write(move |tx| {
            let placing = Arc::clone(&shared);
            Box::pin(async move {
                let Some(taken) = take_cart(tx, &placing).await? else {
                    return earlier_answer(tx, &placing).await;
                };
                // After the cart, as everybody does who changes a draft: it is as it was seen until this transaction has ended.
                if let Some(seen) = &placing.draft
                    && !draft::hold(tx, seen).await?
                {
                    return Err(PlaceError::Refused(CheckoutNotice::PriceChanged));
                }
                let placed = make_order(tx, &placing, taken).await;
                failpoint::reach("place.before_commit");
                placed
            })
        })
        .await;
    failpoint::reach("place.after_commit");
    // Whether the order of an error stands, nobody knows. What was refused, or made before, leaves its number to the next.
    let is_used = matches!(&placed, Ok(Placed { is_new: true, .. }) | Err(PlaceError::Failed(_)));
    if is_used && let Some(number) = &placing.number {
        number.use_up();
    }
    placed
}

/// A cart that nobody has ordered.
struct TakenCart {
    id: CartId,
    /// The discount code that was typed in; empty without one.
    code: String,
    /// The gift cards that are to pay, as the cart keeps them.
    cards: String,
    /// What was agreed about the delivery.
    agreed: Option<AgreedDelivery>,
}

async fn take_cart(tx: &mut Transaction, placing: &Placing) -> Result<Option<TakenCart>, DatabaseError> {
    let row = sqlx::query(sql::TAKE_CART)
        .bind(placing.cart_digest.clone())
        .bind(placing.now.0)
        .fetch_optional(tx.connection())
        .await?;
    let taken = |row: AnyRow| {
        let (code, cards) = (row.try_get("coupon_code")?, row.try_get("gift_cards")?);
        let agreed = read::agreed(&row, placing.shop.selling().currency)?;
        Ok(TakenCart { id: CartId(row.try_get("id")?), code, cards, agreed })
    };
    row.map(taken).transpose()
}

/// The cart is ordered, or there is none: only the very same request gets the order.
async fn earlier_answer(tx: &mut Transaction, placing: &Placing) -> Result<Placed, PlaceError> {
    let row = sqlx::query(sql::ANSWER)
        .bind(placing.cart_digest.clone())
        .bind(placing.key.clone())
        .fetch_optional(tx.connection())
        .await?
        .ok_or(PlaceError::EmptyCart)?;
    if row.try_get::<String, _>("request_hash")? != placing.request_digest {
        return Err(PlaceError::EmptyCart);
    }
    let answer: String = row.try_get("answer")?;
    let order =
        answer.parse().map_err(|_| DatabaseError::Corrupt { what: "the answer to a request", value: answer })?;
    Ok(Placed { order, low: Vec::new(), is_new: false })
}

async fn make_order(tx: &mut Transaction, placing: &Placing, taken: TakenCart) -> Result<Placed, PlaceError> {
    let TakenCart { id: cart, code, cards, agreed } = taken;
    let lines = read::lines(tx.connection(), &placing.shop.selling(), cart).await?;
    if lines.is_empty() {
        return Err(PlaceError::EmptyCart);
    }
    let is_gone = |line: &StoredLine| matches!(line.problem(), Some(LineProblem::Unavailable | LineProblem::Outdated));
    if lines.iter().any(is_gone) {
        return Err(PlaceError::Refused(CheckoutNotice::StockChanged));
    }
    // The form was checked for the cart as it was read before: what has come in since may need an address.
    if lines.iter().any(StoredLine::is_delivered) && placing.form.address.street.is_empty() {
        let message = "Enter street and number".to_owned();
        return Err(PlaceError::Invalid(FieldError { field: Field::Street, message }));
    }
    if placing.method.is_paid_on_arrival() && !lines.iter().all(StoredLine::is_for_cash) {
        let message = "Choose another way to pay: not all of this can be paid when it is brought".to_owned();
        return Err(PlaceError::Invalid(FieldError { field: Field::Payment, message }));
    }
    let typed = if code.is_empty() { None } else { Some(coupon::typed(tx, code, placing.form.email.as_str()).await?) };
    let quote = price(placing, &lines, agreed.as_ref(), typed.as_ref())?;
    let total = quote.priced.totals.total;
    if (total.minor, total.currency) != (placing.seen_total, placing.seen_currency) {
        let is_short = lines.iter().any(|line| line.problem().is_some());
        let notice = if is_short { CheckoutNotice::StockChanged } else { other_total(&quote) };
        return Err(PlaceError::Refused(notice));
    }
    let coverage = cover(tx, placing, (total, &lines), &cards).await?;
    // What costs nothing, or is paid by cards alone, waits for no money.
    let waits = placing.method.is_by_hand() && coverage.due.minor > 0;
    if waits && !patience::may_wait(tx, &placing.shop.settings, placing.payer(), placing.now).await? {
        return Err(PlaceError::Refused(CheckoutNotice::TooManyUnpaid));
    }
    let typed = typed.filter(|_| quote.coupon_problem.is_none());
    let claim = claim(tx, placing, typed.as_ref()).await?;
    gift_card::claim(tx, &coverage, placing.now)
        .await?
        .map_err(|_| PlaceError::Refused(CheckoutNotice::CardChanged))?;
    let demand = demand(&lines).ok_or(PricingError::from(MoneyError::Overflow))?;
    let Some(taken) = inventory::take(tx, &demand).await? else {
        return Err(PlaceError::Refused(CheckoutNotice::StockChanged));
    };
    // What the shop itself has offered, it wants to hold: the limit is for strangers.
    if waits && placing.draft.is_none() && takes_much(placing, &lines, &demand) {
        return Err(PlaceError::Refused(CheckoutNotice::TooMuchUnpaid));
    }
    let low = low_products(placing, &lines, &taken);
    let id = OrderId(placing.shop.database.next_id());
    let shipping = quote.chosen.ok_or(PlaceError::EmptyCart)?;
    let coupon = typed.map(|typed| typed.typed).unwrap_or_default();
    let order = NewOrder {
        id,
        cart,
        lines,
        priced: quote.priced,
        coverage,
        shipping,
        shipping_revision: quote.shipping_revision,
        tax_revision: quote.tax_revision,
        is_without_tax: quote.vat == Some(VatStanding::Exempt),
        coupon,
        taken,
    };
    let payment = order::insert(tx, placing, &order).await?;
    currency::note(tx, id, &placing.shop.selling()).await?;
    gift_card::note_claimed(tx, &placing.shop.database, &order.coverage, id, placing.now).await?;
    if let Some(claim) = claim {
        let (database, by) = (&placing.shop.database, (placing.form.email.as_str(), placing.now));
        coupon::note_use(tx, database, claim, id, by).await?.map_err(refused)?;
    }
    if waits {
        patience::note(tx, placing.payer(), id, placing.now).await?;
    }
    if order.coverage.due.minor == 0 {
        payment::settle_nothing(tx, &placing.shop, payment, placing.method, placing.now).await?;
    }
    sqlx::query(sql::REMEMBER_ANSWER)
        .bind(format!("cart {cart}"))
        .bind(placing.key.clone())
        .bind(placing.request_digest.clone())
        .bind(id.to_string())
        .bind(placing.now.0)
        .execute(tx.connection())
        .await?;
    Ok(Placed { order: id, low, is_new: true })
}

/// What the gift cards of the cart pay, as the shopper saw it. Nothing is asked where there are none.
async fn cover(
    tx: &mut Transaction,
    placing: &Placing,
    (total, lines): (Money, &[StoredLine]),
    cards: &str,
) -> Result<Coverage, PlaceError> {
    let cards = gift_card::of_cart(tx.connection(), cards).await?;
    let email = placing.form.email.as_str();
    let bought = read::bought_cards(total.currency, lines)?;
    let coverage = domain::gift_card::cover((total, bought), &cards, email, placing.now).map_err(PricingError::from)?;
    if coverage.due.minor == placing.seen_due {
        Ok(coverage)
    } else {
        Err(PlaceError::Refused(CheckoutNotice::CardChanged))
    }
}

/// Counts the use of the discount code that takes something off.
async fn claim(
    tx: &mut Transaction,
    placing: &Placing,
    typed: Option<&TypedCoupon>,
) -> Result<Option<Claim>, PlaceError> {
    let Some(typed) = typed else { return Ok(None) };
    Ok(Some(coupon::claim(tx, &typed.typed, placing.now).await?.map_err(refused)?))
}

/// Somebody was faster with the code, or this customer has used it: nothing is ordered, and the page says why.
fn refused(_: coupon::Refused) -> PlaceError {
    PlaceError::Refused(CheckoutNotice::CouponRefused)
}

/// Why a total is not the one that was seen: a discount code that takes nothing off says more than the sum.
pub(super) fn other_total(quote: &Quote) -> CheckoutNotice {
    if quote.coupon_problem.is_some() { CheckoutNotice::CouponRefused } else { CheckoutNotice::PriceChanged }
}

fn low_products(placing: &Placing, lines: &[StoredLine], taken: &Taken) -> Vec<ProductId> {
    let low: Vec<VariantId> = taken.low(placing.shop.settings.low_stock).collect();
    let products = lines.iter().flat_map(|line| low.iter().filter_map(|variant| line.product_of(*variant)));
    products.collect::<BTreeSet<ProductId>>().into_iter().collect()
}

/// What all lines together take out of the stock; `None` when that has no place in 64 bits.
fn demand(lines: &[StoredLine]) -> Option<Vec<Demand>> {
    let mut needs = Vec::new();
    for line in lines {
        for need in line.needs() {
            needs.push((need.variant, need.each.checked_mul(line.quantity.get())?));
        }
    }
    combined_demand(needs)
}

/// Whether it would hold more of something than an order may that nobody has paid for.
fn takes_much(placing: &Placing, lines: &[StoredLine], demand: &[Demand]) -> bool {
    let free: HashMap<VariantId, i64> =
        lines.iter().flat_map(StoredLine::needs).map(|need| (need.variant, need.free)).collect();
    let is_much = |part: &Demand| {
        let free = free.get(&part.variant).copied().unwrap_or(0);
        !may_hold_unpaid(part.quantity, free, placing.shop.settings.unpaid_percent)
    };
    demand.iter().any(is_much)
}

/// Prices every line at what the database says now.
fn price(
    placing: &Placing,
    lines: &[StoredLine],
    agreed: Option<&AgreedDelivery>,
    coupon: Option<&TypedCoupon>,
) -> Result<Quote, PlaceError> {
    let priced: Vec<_> = lines.iter().map(StoredLine::question).collect();
    let question = Question {
        lines: &priced,
        destination: placing.form.address.destination(),
        shipping: &placing.form.shipping,
        agreed,
        coupon,
        vat: placing.vat.as_ref(),
        now: placing.now,
    };
    let quote = quote(&placing.shop, &question)?;
    if quote.is_as_asked {
        Ok(quote)
    } else if quote.options.is_empty() {
        Err(PlaceError::Refused(CheckoutNotice::NotDelivered))
    } else {
        let message = "Choose one of the ways of delivery to this address".to_owned();
        Err(PlaceError::Invalid(FieldError { field: Field::Shipping, message }))
    }
}
