//! An order as its shopper sees it.

use domain::{
    catalog::ProductKind,
    customer::Address,
    fulfilment::FulfilmentState,
    inventory::later,
    kernel::{Currency, Money, OrderId, Timestamp},
    order::{
        OrderState,
        view::{OrderLineView, OrderView},
    },
    payment::{
        PaymentMethod, PaymentState,
        view::{PaymentOption, TransferInstructions},
    },
    pricing::{NetTotals, Totals},
    tax::view::{BuyerVat, VatProof},
};
use sqlx::{Row, any::AnyRow};

use super::{OrderError, OrderToken, row, sql};
use crate::{
    Shop, cart::CartToken, db::DatabaseError, document, fulfilment::download, gift_card, inventory::owed, payment,
    refund, returns,
};

/// The order behind a secret link.
///
/// # Errors
/// [`OrderError::NotFound`] for every text that is no link to an order.
pub async fn by_token(shop: &Shop, token: &str) -> Result<OrderView, OrderError> {
    by_id(shop, id_by_token(shop, token).await?).await
}

/// The path of the order that was made of a shopper's cart, and whether it waits for its payment.
///
/// # Errors
/// A database that does not answer.
pub async fn of_cart(shop: &Shop, cart: &CartToken) -> Result<Option<(String, bool)>, OrderError> {
    let row = sqlx::query(sql::OF_CART).bind(cart.digest()).fetch_optional(&mut shop.database.quick().await?).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let token = OrderToken::of(&shop.settings.secret, OrderId(row.try_get("id")?));
    let state: String = row.try_get("state")?;
    Ok(Some((token.path(), state == OrderState::PendingPayment.key())))
}

/// The id of the order behind a secret link.
pub(crate) async fn id_by_token(shop: &Shop, token: &str) -> Result<OrderId, OrderError> {
    let token = OrderToken::parse(token).ok_or(OrderError::NotFound)?;
    let row = sqlx::query(sql::ID_BY_TOKEN)
        .bind(token.digest())
        .fetch_optional(&mut shop.database.quick().await?)
        .await?
        .ok_or(OrderError::NotFound)?;
    Ok(OrderId(row.try_get("id")?))
}

/// The currency of an order; the caller has the right to see it.
///
/// # Errors
/// [`OrderError::NotFound`], or a database that does not answer.
pub async fn currency(shop: &Shop, order: OrderId) -> Result<Currency, OrderError> {
    let row = sqlx::query(sql::STATE).bind(order.0).fetch_optional(&mut shop.database.quick().await?).await?;
    Ok(row::currency(&row.ok_or(OrderError::NotFound)?)?)
}

/// The order with this id; the caller has the right to see it.
pub(crate) async fn by_id(shop: &Shop, order: OrderId) -> Result<OrderView, OrderError> {
    Ok(load(shop, order).await?.1)
}

/// The order's row and the whole view.
pub(super) async fn load(shop: &Shop, order: OrderId) -> Result<(AnyRow, OrderView), OrderError> {
    let mut connection = shop.database.quick().await?;
    let head =
        sqlx::query(sql::ORDER).bind(order.0).fetch_optional(&mut connection).await?.ok_or(OrderError::NotFound)?;
    let lines = sqlx::query(sql::LINES).bind(order.0).fetch_all(&mut connection).await?;
    let payment = sqlx::query(sql::PAYMENT).bind(order.0).fetch_optional(&mut connection).await?;
    let difference = if head.try_get::<i64, _>("awaited")? > 0 {
        sqlx::query(sql::DIFFERENCE).bind(order.0).fetch_optional(&mut connection).await?
    } else {
        None
    };
    let parcels = sqlx::query(sql::PARCELS).bind(order.0).fetch_all(&mut connection).await?;
    let items = if parcels.is_empty() {
        Vec::new()
    } else {
        sqlx::query(sql::PARCEL_ITEMS).bind(order.0).fetch_all(&mut connection).await?
    };
    let currency = row::currency(&head)?;
    let owes = lines.iter().any(|line| line.try_get::<i64, _>("owes").is_ok_and(|owes| owes == 1));
    let mut lines = lines.iter().map(|line| row::line(line, currency)).collect::<Result<Vec<_>, _>>()?;
    if lines.iter().any(|line| line.kind == ProductKind::Bundle) {
        let parts = sqlx::query(sql::PARTS).bind(order.0).fetch_all(&mut connection).await?;
        for part in &parts {
            let (id, part) = row::part(part)?;
            if let Some(line) = lines.iter_mut().find(|line| line.id == id) {
                line.parts.push(part);
            }
        }
    }
    if owes {
        let open: Vec<_> = lines.iter().map(|line| (line.id, line.open())).collect();
        let needs = owed::of_order::needs(&mut connection, order).await?;
        for (line, later) in lines.iter_mut().zip(later(&open, &needs)) {
            line.later = later.map(|later| later.told(shop.clock.now().date()));
        }
    }
    let on_cards: i64 = head.try_get("on_cards")?;
    let paid_cards =
        if on_cards > 0 { gift_card::pay::of_order(&mut connection, order, currency).await? } else { Vec::new() };
    drop(connection);
    let totals = totals(&head, currency)?;
    let has_files = lines.iter().any(|line| matches!(line.kind, ProductKind::Digital | ProductKind::Bundle));
    let has_cards = lines.iter().any(|line| line.kind == ProductKind::GiftCard);
    let all_for_cash = lines.iter().all(|line| line.is_delivered && line.answers.is_empty());
    let state = row::state(&head)?;
    let payment = payment.as_ref().map(|row| Payment::from_row(row, currency, on_cards > 0)).transpose()?;
    let open = difference.as_ref().map(|row| Payment::from_row(row, currency, false)).transpose()?;
    // What a change made it cost more is paid as an order is that was not paid at all.
    let (payable, payable_state) = match &open {
        Some(difference) => (Some(difference), OrderState::PendingPayment),
        None => (payment.as_ref(), state),
    };
    let all_for_cash = all_for_cash && open.is_none();
    let view = OrderView {
        number: row::number(&head)?,
        state,
        payment_state: payment.as_ref().map_or(PaymentState::Pending, |payment| payment.state),
        fulfilment_state: fulfilment_state(&lines),
        placed_at: Timestamp(head.try_get("placed_at")?),
        email: head.try_get("email")?,
        lines,
        totals,
        coupon: head.try_get("coupon_code")?,
        paid_cards,
        address: address(&head)?,
        vat: buyer_vat(&head)?,
        shipping_name: head.try_get("shipping_name")?,
        arrives: row::arrives(&head)?,
        payment_name: payment.as_ref().map(Payment::name).unwrap_or_default(),
        payment_by_hand: payment.as_ref().is_some_and(Payment::is_by_hand),
        cash_due: payment.as_ref().and_then(|payment| payment.cash_due(state)),
        transfer: payable.and_then(|payment| payment.instructions(shop, payable_state)),
        pay_at: payable.and_then(|payment| payment.pay_at(payable_state)),
        awaited: open.as_ref().map(|payment| payment.amount),
        downloads: if has_files { download::of_order(shop, order).await? } else { Vec::new() },
        documents: document::read::of_order(shop, order).await?,
        language: head.try_get("language")?,
        refunds: refund::read::of_order(shop, order).await?,
        returns: returns::read::of_order(shop, order).await?,
        gift_cards: if has_cards { gift_card::read::of_order(shop, order).await? } else { Vec::new() },
        pay_otherwise: payable.map(|payment| payment.otherwise(shop, payable_state, all_for_cash)).unwrap_or_default(),
        parcels: parcels.iter().map(|parcel| row::parcel(parcel, &items)).collect::<Result<_, _>>()?,
    };
    Ok((head, view))
}

struct Payment {
    method: PaymentMethod,
    state: PaymentState,
    reference: String,
    amount: Money,
    /// Whether gift cards pay the rest.
    has_cards: bool,
    continue_at: String,
}

impl Payment {
    fn from_row(row: &AnyRow, currency: Currency, has_cards: bool) -> Result<Self, DatabaseError> {
        let method: String = row.try_get("method")?;
        Ok(Self {
            method: PaymentMethod::from_key(&method).ok_or_else(|| row::corrupt("a way of payment", &method))?,
            state: row::payment_state(row, "state")?,
            reference: row.try_get("reference")?,
            amount: Money::new(row.try_get("amount")?, currency),
            has_cards,
            continue_at: row.try_get("continue_at")?,
        })
    }

    /// Whether people move its money: what gift cards pay wholly has none.
    fn is_by_hand(&self) -> bool {
        self.method.is_by_hand() && !(self.has_cards && self.amount.minor == 0)
    }

    /// How it is paid, in words.
    fn name(&self) -> String {
        match (self.amount.minor, self.has_cards) {
            (0, true) => "Gift card".to_owned(),
            (0, false) => "Nothing to pay".to_owned(),
            _ => self.method.label().to_owned(),
        }
    }

    fn instructions(&self, shop: &Shop, state: OrderState) -> Option<TransferInstructions> {
        let is_awaited = self.method == PaymentMethod::Transfer
            && self.state == PaymentState::Pending
            && state == OrderState::PendingPayment;
        let account = shop.settings.transfer.as_ref().filter(|_| is_awaited)?;
        Some(TransferInstructions {
            account_holder: account.holder.clone(),
            iban: account.iban.clone(),
            bic: account.bic.clone(),
            reference: self.reference.clone(),
            amount: self.amount,
        })
    }

    /// What is paid to whoever brings the parcel, as long as it was not.
    fn cash_due(&self, state: OrderState) -> Option<Money> {
        let is_due = self.method.is_paid_on_arrival()
            && self.state == PaymentState::Pending
            && matches!(state, OrderState::Confirmed | OrderState::Completed);
        is_due.then_some(self.amount)
    }

    /// Whether the shopper may pay: never while we do not know whether it is paid already.
    fn is_open(&self, state: OrderState) -> bool {
        let brought_nothing =
            matches!(self.state, PaymentState::Pending | PaymentState::Declined | PaymentState::Cancelled);
        state == OrderState::PendingPayment && brought_nothing
    }

    fn pay_at(&self, state: OrderState) -> Option<String> {
        (self.is_open(state) && !self.continue_at.is_empty()).then(|| self.continue_at.clone())
    }

    /// The other ways, and the same way again when its payment page is gone.
    fn otherwise(&self, shop: &Shop, state: OrderState, all_for_cash: bool) -> Vec<PaymentOption> {
        if !self.is_open(state) {
            return Vec::new();
        }
        let goes_on = self.pay_at(state).is_some() || self.instructions(shop, state).is_some();
        let options = payment::offer::options_in(shop, self.amount.currency, all_for_cash).into_iter();
        options.filter(|option| !(goes_on && option.method == self.method)).collect()
    }
}

fn fulfilment_state(lines: &[OrderLineView]) -> FulfilmentState {
    let sum = |count: fn(&OrderLineView) -> i64| lines.iter().map(count).fold(0_i64, i64::saturating_add);
    FulfilmentState::derive(sum(|line| line.sent.saturating_add(line.open())), sum(|line| line.sent))
}

pub(super) fn totals(head: &AnyRow, currency: Currency) -> Result<Totals, DatabaseError> {
    let money = |column: &str| -> Result<Money, DatabaseError> { Ok(Money::new(head.try_get(column)?, currency)) };
    let taxes: String = head.try_get("taxes")?;
    Ok(Totals {
        goods: money("goods")?,
        discount: money("discount")?,
        shipping: money("shipping")?,
        shipping_discount: money("shipping_discount")?,
        taxes: serde_json::from_str(&taxes).map_err(|_| row::corrupt("the taxes of an order", &taxes))?,
        total: money("total")?,
        net: net_totals(head)?,
    })
}

fn net_totals(head: &AnyRow) -> Result<Option<NetTotals>, DatabaseError> {
    let text: String = head.try_get("net_totals")?;
    let read = |text: &String| serde_json::from_str(text).map_err(|_| row::corrupt("the net sums of an order", text));
    Some(&text).filter(|text| !text.is_empty()).map(read).transpose()
}

fn buyer_vat(head: &AnyRow) -> Result<Option<BuyerVat>, DatabaseError> {
    let number: String = head.try_get("vat_number")?;
    let checked_at = Timestamp(head.try_get("vat_checked_at")?);
    let (name, inquiry) = (head.try_get("vat_name")?, head.try_get("vat_inquiry")?);
    let proof = (checked_at.0 > 0).then_some(VatProof { name, inquiry, checked_at });
    Ok((!number.is_empty()).then_some(BuyerVat { number, proof }))
}

pub(super) fn address(head: &AnyRow) -> Result<Address, DatabaseError> {
    Ok(Address {
        full_name: head.try_get("full_name")?,
        street: head.try_get("street")?,
        extra: head.try_get("extra")?,
        postcode: head.try_get("postcode")?,
        town: head.try_get("town")?,
        country: head.try_get("country")?,
    })
}
