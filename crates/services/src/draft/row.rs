//! From rows to drafts.

use domain::{
    customer::AddressForm,
    draft::{DraftForm, DraftGoods, DraftOrder, DraftState, StoredState, view::DraftRow},
    kernel::{Currency, Date, DraftId, Language, Money, OrderId, Timestamp},
    order::OrderState,
};
use sqlx::{Row as _, any::AnyRow};

use crate::{Shop, cart::CartToken, db::DatabaseError};

/// A draft as the database keeps it.
#[derive(Clone, Debug)]
pub(super) struct StoredDraft {
    pub id: DraftId,
    pub version: i64,
    pub number: String,
    pub link: i64,
    pub state: DraftState,
    pub currency: Currency,
    pub language: Language,
    pub email: String,
    pub full_name: String,
    pub address: AddressForm,
    pub goods: DraftGoods,
    pub note: String,
    pub last_day: Date,
    pub total: Money,
    pub actor: String,
    pub updated_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub order: Option<(OrderId, String)>,
    /// Where its order stands.
    pub order_state: Option<OrderState>,
}

fn corrupt(what: &'static str, value: String) -> DatabaseError {
    DatabaseError::Corrupt { what, value }
}

impl StoredDraft {
    pub fn read(row: &AnyRow, today: Date) -> Result<Self, DatabaseError> {
        let text = |column: &str| row.try_get::<String, _>(column);
        let (state, currency, language) = (text("state")?, text("currency")?, text("language")?);
        let stored = StoredState::from_key(&state).ok_or_else(|| corrupt("the state of a draft", state))?;
        let currency = Currency::parse(&currency).map_err(|_| corrupt("a currency", currency))?;
        let last_day = Date::from_days(row.try_get("last_day")?);
        let (address, content) = (text("address")?, text("content")?);
        let order: Option<i64> = row.try_get("order_id")?;
        let order_number: Option<String> = row.try_get("order_number")?;
        let order_state = match row.try_get::<Option<String>, _>("order_state")? {
            None => None,
            Some(key) => Some(OrderState::from_key(&key).ok_or_else(|| corrupt("the state of an order", key))?),
        };
        let became = match order_state {
            _ if row.try_get::<i64, _>("is_ordered")? == 0 => DraftOrder::None,
            Some(OrderState::Cancelled) => DraftOrder::CalledOff,
            _ => DraftOrder::Stands,
        };
        Ok(Self {
            id: DraftId(row.try_get("id")?),
            version: row.try_get("version")?,
            number: text("number")?,
            link: row.try_get("link")?,
            state: DraftState::of(stored, became, (last_day, today)),
            currency,
            language: Language::parse(&language).ok_or_else(|| corrupt("a language", language))?,
            email: text("email")?,
            full_name: text("full_name")?,
            address: serde_json::from_str(&address).map_err(|_| corrupt("the address of a draft", address))?,
            goods: serde_json::from_str(&content).map_err(|_| corrupt("the content of a draft", content))?,
            note: text("note")?,
            last_day,
            total: Money::new(row.try_get("total")?, currency),
            actor: text("actor")?,
            updated_at: Timestamp(row.try_get("updated_at")?),
            sent_at: row.try_get::<Option<i64>, _>("sent_at")?.map(Timestamp),
            order: order.map(|id| (OrderId(id), order_number.unwrap_or_default())),
            order_state,
        })
    }

    /// Its order, while that waits for its money.
    pub fn waiting(&self) -> Option<OrderId> {
        let order = self.order.as_ref().map(|(order, _)| *order);
        order.filter(|_| self.order_state == Some(OrderState::PendingPayment))
    }

    /// What stands in the manager's fields.
    pub fn form(&self) -> DraftForm {
        let goods = self.goods.clone();
        DraftForm {
            currency: self.currency.code().to_owned(),
            language: self.language.code().to_owned(),
            email: self.email.clone(),
            address: self.address.clone(),
            lines: goods.lines,
            shipping: goods.shipping,
            shipping_price: goods.shipping_price,
            note: self.note.clone(),
            last_day: self.last_day.iso(),
        }
    }

    pub fn into_row(self) -> DraftRow {
        DraftRow {
            id: self.id,
            number: self.number,
            state: self.state,
            customer: if self.full_name.is_empty() { self.email } else { self.full_name },
            last_day: self.last_day,
            total: self.total,
            updated_at: self.updated_at,
        }
    }

    /// The secret of its cart.
    pub fn cart(&self, shop: &Shop) -> CartToken {
        CartToken::of_draft(&shop.settings.secret, self.id)
    }
}

/// The shop as the customer of a draft sees it; `None` where it no longer sells in that currency.
pub(super) fn sold(shop: &Shop, currency: Currency, language: Language) -> Option<Shop> {
    let shop = shop.clone().in_language(Some(language)).in_currency(Some(currency));
    (shop.selling().currency == currency).then_some(shop)
}

/// Today, where the shop is.
pub(super) fn today(shop: &Shop) -> Date {
    shop.shipping.now().local(shop.clock.now()).date()
}
