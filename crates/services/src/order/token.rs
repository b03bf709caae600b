//! The secret link of an order.

use domain::kernel::OrderId;

use crate::setting::{ShopSecret, digest, is_token};

/// 128 bits that open an order's page. Made from the shop's secret, so that every mail about the order can carry it, while
/// the database holds only its SHA-256.
pub struct OrderToken(String);

impl OrderToken {
    /// The token of an order.
    #[must_use]
    pub fn of(secret: &ShopSecret, order: OrderId) -> Self {
        Self(secret.derive("order link", &order.to_string()))
    }

    /// Reads a token that came from outside; `None` for anything that cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_token(text).then(|| Self(text.to_owned()))
    }

    /// The path of the order's page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/orders/{}", self.0)
    }

    /// What the database knows of it: the value of `orders.token_hash`.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}
