//! The life of a hold on stock.

/// Where a reservation stands. It leaves `Held` exactly once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReservationState {
    /// The stock is held for an order that is not paid yet.
    Held,
    /// The order is paid: the items have left the sellable stock.
    Committed,
    /// The order was cancelled: the items are free again.
    Released,
    /// The order was not paid in time: the items are free again.
    Expired,
}

impl ReservationState {
    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Committed => "committed",
            Self::Released => "released",
            Self::Expired => "expired",
        }
    }
}
