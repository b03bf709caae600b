//! Which kind of return, why, and in which state the items came back.

use serde::{Deserialize, Serialize};

/// The right on which it rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReturnKind {
    /// Withdrawal from the contract (Directive 2011/83/EU, Article 9).
    Withdrawal,
    /// What the shop promises besides.
    Return,
}

impl ReturnKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Withdrawal, Self::Return];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Withdrawal => "withdrawal",
            Self::Return => "return",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The word in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Withdrawal => "Withdrawal",
            Self::Return => "Return",
        }
    }
}

/// Why something is sent back. [`super::Words`] says it to the shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReturnReason {
    /// The shopper changed their mind.
    ChangedMind,
    /// The size, or that it does not go with something else.
    DoesNotFit,
    /// It is another thing than the page said.
    NotAsDescribed,
    /// It came damaged.
    Damaged,
    /// It does not work.
    Defective,
    /// Another item came.
    WrongItem,
    /// It came too late.
    ArrivedLate,
    /// Something else.
    Other,
}

impl ReturnReason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::ChangedMind,
        Self::DoesNotFit,
        Self::NotAsDescribed,
        Self::Damaged,
        Self::Defective,
        Self::WrongItem,
        Self::ArrivedLate,
        Self::Other,
    ];

    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ChangedMind => "changed_mind",
            Self::DoesNotFit => "does_not_fit",
            Self::NotAsDescribed => "not_as_described",
            Self::Damaged => "damaged",
            Self::Defective => "defective",
            Self::WrongItem => "wrong_item",
            Self::ArrivedLate => "arrived_late",
            Self::Other => "other",
        }
    }

    /// The reason with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// Whether the item itself is wrong: then it is taken back although it was made to order, and its delivery is paid back, too.
    #[must_use]
    pub fn is_fault(self) -> bool {
        matches!(self, Self::NotAsDescribed | Self::Damaged | Self::Defective | Self::WrongItem)
    }
}

/// In which state items came back, as the inspection says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Condition {
    /// It can be sold as it is.
    #[default]
    AsNew,
    /// Unpacked and looked at, as in a shop.
    Opened,
    /// Used beyond that.
    Used,
    /// Broken.
    Damaged,
    /// Something is missing.
    Incomplete,
    /// It did not come.
    Missing,
}

impl Condition {
    /// Every condition, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::AsNew, Self::Opened, Self::Used, Self::Damaged, Self::Incomplete, Self::Missing];

    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AsNew => "as_new",
            Self::Opened => "opened",
            Self::Used => "used",
            Self::Damaged => "damaged",
            Self::Incomplete => "incomplete",
            Self::Missing => "missing",
        }
    }

    /// The condition with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.key() == key)
    }

    /// The words in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AsNew => "As new",
            Self::Opened => "Opened",
            Self::Used => "Used",
            Self::Damaged => "Damaged",
            Self::Incomplete => "Incomplete",
            Self::Missing => "Did not come",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_in_the_database_names_one_kind_reason_and_condition() {
        for kind in ReturnKind::ALL {
            assert_eq!(ReturnKind::from_key(kind.key()), Some(kind));
        }
        for reason in ReturnReason::ALL {
            assert_eq!(ReturnReason::from_key(reason.key()), Some(reason));
        }
        for condition in Condition::ALL {
            assert_eq!(Condition::from_key(condition.key()), Some(condition));
        }
        assert_eq!((ReturnReason::from_key(""), Condition::from_key("As new")), (None, None));
    }
}
