//! Why stock moved.

/// The reasons that the shop writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveReason {
    /// It was there when the shop began to count.
    Received,
    /// A file said how many there are.
    Import,
    /// Somebody wrote another number on the product's page.
    Correction,
    /// An order waits for its payment.
    Held,
    /// An order was paid.
    Sold,
    /// An order was called off before it was paid.
    Released,
    /// An order was not paid in time.
    Expired,
    /// An order was called off, or sent back.
    Returned,
    /// A purchase order was received.
    Purchase,
    /// Somebody counted.
    Count,
    /// It went from one location to another.
    Transfer,
}

impl MoveReason {
    const ALL: [(&'static str, Self); 11] = [
        ("received", Self::Received),
        ("import", Self::Import),
        ("correction", Self::Correction),
        ("held", Self::Held),
        ("sold", Self::Sold),
        ("released", Self::Released),
        ("expired", Self::Expired),
        ("returned", Self::Returned),
        ("purchase", Self::Purchase),
        ("count", Self::Count),
        ("transfer", Self::Transfer),
    ];

    /// The reason with this word in the database.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.0 == key).map(|known| known.1)
    }

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|known| known.1 == self).map_or("", |known| known.0)
    }

    /// The words in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Received => "First stock",
            Self::Import => "Import",
            Self::Correction => "Corrected by hand",
            Self::Held => "Held for an order",
            Self::Sold => "Sold",
            Self::Released => "Order called off",
            Self::Expired => "Not paid in time",
            Self::Returned => "Came back",
            Self::Purchase => "Received from a supplier",
            Self::Count => "Counted",
            Self::Transfer => "Moved to another location",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::MoveReason;

    #[test]
    fn every_reason_is_read_back_from_its_word() {
        for (key, reason) in MoveReason::ALL {
            assert_eq!((reason.key(), MoveReason::from_key(key)), (key, Some(reason)));
            assert!(!reason.label().is_empty());
        }
        assert_eq!(MoveReason::from_key("moved"), None);
    }
}
