//! The parts of the admin, as the side bar and the keyboard name them.

/// A part of the admin, as the side bar lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The home page.
    Home,
    /// Orders.
    Orders,
    /// Drafts, below orders.
    Drafts,
    /// Customers, below orders.
    Customers,
    /// Products.
    Products,
    /// Categories, below products.
    Categories,
    /// Collections, below products.
    Collections,
    /// Brands, below products.
    Brands,
    /// Product types, below products.
    ProductTypes,
    /// Coupons, below products.
    Coupons,
    /// Stock, purchases and counts, below products.
    Stock,
    /// Images.
    Media,
    /// Moving in.
    Imports,
    /// How the shop is found.
    Site,
    /// Where it delivers, below the site.
    Delivery,
    /// Which taxes it charges, below the site.
    Taxes,
    /// In which currencies it sells, below the site.
    Currencies,
}

impl Area {
    /// Every part, in the order of the side bar.
    pub const ALL: [Self; 17] = [
        Self::Home,
        Self::Orders,
        Self::Drafts,
        Self::Customers,
        Self::Products,
        Self::Categories,
        Self::Collections,
        Self::Brands,
        Self::ProductTypes,
        Self::Coupons,
        Self::Stock,
        Self::Media,
        Self::Imports,
        Self::Site,
        Self::Delivery,
        Self::Taxes,
        Self::Currencies,
    ];

    /// Whether it belongs to the part before it: it stands below it in the side bar and has no place in a phone's bottom bar, where
    /// the tabs on that part's pages lead to it.
    #[must_use]
    pub fn is_below(self) -> bool {
        self.above().is_some()
    }

    /// The part that it belongs to.
    fn above(self) -> Option<Self> {
        match self {
            Self::Categories | Self::Collections | Self::Brands | Self::ProductTypes | Self::Coupons => {
                Some(Self::Products)
            }
            Self::Stock => Some(Self::Products),
            Self::Drafts | Self::Customers => Some(Self::Orders),
            Self::Delivery | Self::Taxes | Self::Currencies => Some(Self::Site),
            _ => None,
        }
    }

    /// Whether it stands for the pages of the other part in a phone's bottom bar.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        other.above() == Some(self)
    }

    /// The words for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Orders => "Orders",
            Self::Drafts => "Drafts",
            Self::Customers => "Customers",
            Self::Products => "Products",
            Self::Categories => "Categories",
            Self::Collections => "Collections",
            Self::Brands => "Brands",
            Self::ProductTypes => "Product types",
            Self::Coupons => "Coupons",
            Self::Stock => "Stock",
            Self::Media => "Media",
            Self::Imports => "Import",
            Self::Site => "Site",
            Self::Delivery => "Delivery",
            Self::Taxes => "Taxes",
            Self::Currencies => "Currencies",
        }
    }

    /// Its address.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Home => "/admin",
            Self::Orders => "/admin/orders",
            Self::Drafts => "/admin/drafts",
            Self::Customers => "/admin/customers",
            Self::Products => "/admin/products",
            Self::Categories => "/admin/categories",
            Self::Collections => "/admin/collections",
            Self::Brands => "/admin/brands",
            Self::ProductTypes => "/admin/product-types",
            Self::Coupons => "/admin/coupons",
            Self::Stock => "/admin/stock",
            Self::Media => "/admin/media",
            Self::Imports => "/admin/imports",
            Self::Site => "/admin/search",
            Self::Delivery => "/admin/delivery",
            Self::Taxes => "/admin/taxes",
            Self::Currencies => "/admin/currencies",
        }
    }

    /// The letter that goes there after `G`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Home => "H",
            Self::Orders => "O",
            Self::Drafts => "F",
            Self::Customers => "U",
            Self::Products => "P",
            Self::Categories => "A",
            Self::Collections => "C",
            Self::Brands => "B",
            Self::ProductTypes => "T",
            Self::Coupons => "D",
            Self::Stock => "K",
            Self::Media => "M",
            Self::Imports => "I",
            Self::Site => "S",
            Self::Delivery => "V",
            Self::Taxes => "X",
            Self::Currencies => "Y",
        }
    }
}
