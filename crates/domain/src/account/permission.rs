//! Rights and the roles that bundle them.

use serde::{Deserialize, Serialize};

/// One thing that a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Permission {
    /// See orders and customers.
    ReadOrders,
    /// Send, cancel, refund and annotate orders, confirm transfers.
    WriteOrders,
    /// See products that are not published.
    ReadProducts,
    /// Change products, prices, stock and pictures.
    WriteProducts,
    /// Import and export.
    MoveData,
    /// Change settings and people.
    ManageShop,
}

impl Permission {
    /// Every right.
    pub const ALL: [Self; 6] = [
        Self::ReadOrders,
        Self::WriteOrders,
        Self::ReadProducts,
        Self::WriteProducts,
        Self::MoveData,
        Self::ManageShop,
    ];

    /// The words for it: "Change products".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ReadOrders => "See orders",
            Self::WriteOrders => "Change orders",
            Self::ReadProducts => "See products",
            Self::WriteProducts => "Change products",
            Self::MoveData => "Import and export",
            Self::ManageShop => "Manage the shop",
        }
    }
}

/// A bundle of rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// May do everything.
    Owner,
    /// Products only.
    Editor,
    /// Orders only.
    Packer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Editor, Self::Packer];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Packer => "packer",
        }
    }

    /// The role with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether the role has the right.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        match self {
            Self::Owner => true,
            Self::Editor => {
                matches!(permission, Permission::ReadProducts | Permission::WriteProducts | Permission::MoveData)
            }
            Self::Packer => matches!(permission, Permission::ReadOrders | Permission::WriteOrders),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_manages_the_shop() {
        let allowed: Vec<Role> = Role::ALL.into_iter().filter(|role| role.may(Permission::ManageShop)).collect();
        assert_eq!(allowed, [Role::Owner]);
        assert!(Permission::ALL.into_iter().all(|permission| Role::Owner.may(permission)));
    }

    #[test]
    fn a_packer_cannot_change_a_price() {
        assert!(!Role::Packer.may(Permission::WriteProducts));
    }
}
