//! Which page of the admin an address names.

use domain::kernel::{
    BrandId, CategoryId, CollectionId, CouponId, Currency, CustomerId, DraftId, GiftCardId, ImageId, ImportRunId,
    LocationId, OrderId, PayoutId, ProductChangeId, ProductId, ProductTypeId, PurchaseOrderId, ShippingMethodId,
    ShippingZoneId, StockCountId, SupplierId, TaxRateId, VariantId,
};

use super::area::Area;

/// A page of the admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What needs doing, and how it goes.
    Home,
    /// The list of orders.
    Orders,
    /// One order.
    Order(OrderId),
    /// One order, to be changed.
    OrderEdit(OrderId),
    /// The drafts.
    Drafts,
    /// A new draft.
    NewDraft,
    /// One draft.
    Draft(DraftId),
    /// The gift cards.
    GiftCards,
    /// One gift card.
    GiftCard(GiftCardId),
    /// Where money and orders do not agree.
    Reconcile,
    /// What payment providers paid out.
    Payouts,
    /// One payout.
    Payout(PayoutId),
    /// The returns.
    Returns,
    /// What is low on stock.
    LowStock,
    /// What is owed.
    Owed,
    /// The locations.
    Locations,
    /// One location.
    Location(LocationId),
    /// The stock of a variant.
    VariantStock(VariantId),
    /// The counts.
    Counts,
    /// One count.
    Count(StockCountId),
    /// The purchase orders.
    Purchases,
    /// One purchase order.
    Purchase(PurchaseOrderId),
    /// The suppliers.
    Suppliers,
    /// One supplier.
    Supplier(SupplierId),
    /// The customers.
    Customers,
    /// One customer.
    Customer(CustomerId),
    /// The coupons.
    Coupons,
    /// One coupon.
    Coupon(CouponId),
    /// The list of products.
    Products,
    /// One product.
    Product(ProductId),
    /// The texts of a product in other languages.
    Texts(ProductId),
    /// Every language.
    Languages,
    /// The versions of a product.
    History(ProductId),
    /// The grid of chosen products.
    Grid,
    /// A rule for chosen products.
    Rule,
    /// The changes of many products.
    Changes,
    /// One of them.
    Change(ProductChangeId),
    /// The options of a product.
    Options(ProductId),
    /// The tree of categories.
    Categories,
    /// One category.
    Category(CategoryId),
    /// The collections.
    Collections,
    /// One collection.
    Collection(CollectionId),
    /// The product types.
    ProductTypes,
    /// One product type.
    ProductType(ProductTypeId),
    /// A new attribute of a product type.
    NewAttribute(ProductTypeId),
    /// An attribute of a product type, by its key.
    Attribute(ProductTypeId, String),
    /// The brands.
    Brands,
    /// One brand.
    Brand(BrandId),
    /// The media library.
    Media,
    /// One image.
    Image(ImageId),
    /// The imports.
    Imports,
    /// One import.
    Import(ImportRunId),
    /// How the search answers.
    Search,
    /// Old addresses.
    Redirects,
    /// Where the shop delivers, and how.
    Delivery,
    /// On which days it sends.
    DeliveryDays,
    /// A zone of delivery.
    DeliveryZone(ShippingZoneId),
    /// A way of delivery.
    DeliveryWay(ShippingMethodId),
    /// The rates of tax.
    Taxes,
    /// One rate.
    TaxRate(TaxRateId),
    /// The currencies that it sells in.
    Currencies,
    /// One of them.
    Currency(Currency),
    /// What the variants of a product cost in other currencies.
    Prices(ProductId),
    /// Where people sign in.
    SignIn,
    /// Where an invited person sets a password; the secret of the link.
    Welcome(String),
    /// No page.
    Unknown,
}

impl Place {
    /// The page at a path.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty()).skip(1);
        if let Some(place) = Self::of_model(&parts.clone().collect::<Vec<_>>()) {
            return place;
        }
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::Home,
            (Some("orders"), None, _) => Self::Orders,
            (Some("orders"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::Order),
            (Some("orders"), Some(id), Some("edit")) => id.parse().map_or(Self::Unknown, Self::OrderEdit),
            (Some("gift-cards"), None, _) => Self::GiftCards,
            (Some("gift-cards"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::GiftCard),
            (Some("reconcile"), None, _) => Self::Reconcile,
            (Some("returns"), None, _) => Self::Returns,
            (Some("customers"), None, _) => Self::Customers,
            (Some("customers"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::Customer),
            (Some("products"), None, _) => Self::Products,
            (Some("products"), Some("bulk"), None) => Self::Grid,
            (Some("products"), Some("change"), None) => Self::Rule,
            (Some("products"), Some("changes"), None) => Self::Changes,
            (Some("products"), Some("changes"), Some(id)) => id.parse().map_or(Self::Unknown, Self::Change),
            (Some("products"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::Product),
            (Some("products"), Some(id), Some("history")) => id.parse().map_or(Self::Unknown, Self::History),
            (Some("products"), Some(id), Some("texts")) => id.parse().map_or(Self::Unknown, Self::Texts),
            (Some("languages"), None, _) => Self::Languages,
            (Some("media"), None, _) => Self::Media,
            (Some("media"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::Image),
            (Some("imports"), None, _) => Self::Imports,
            (Some("imports"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::Import),
            (Some("search"), None, _) => Self::Search,
            (Some("redirects"), None, _) => Self::Redirects,
            (Some("delivery"), None, _) => Self::Delivery,
            (Some("delivery"), Some("days"), None) => Self::DeliveryDays,
            (Some("taxes"), None, _) => Self::Taxes,
            (Some("taxes"), Some(id), None) => id.parse().map_or(Self::Unknown, Self::TaxRate),
            (Some("currencies"), None, _) => Self::Currencies,
            (Some("currencies"), Some(code), None) => Currency::parse(code).map_or(Self::Unknown, Self::Currency),
            (Some("sign-in"), None, _) => Self::SignIn,
            (Some("welcome"), Some(token), None) => Self::Welcome(token.to_owned()),
            _ => Self::Unknown,
        }
    }

    /// A page of a part of something.
    fn of_model(parts: &[&str]) -> Option<Self> {
        match parts {
            ["product-types"] => Some(Self::ProductTypes),
            ["product-types", id] => id.parse().ok().map(Self::ProductType),
            ["product-types", id, "add"] => id.parse().ok().map(Self::NewAttribute),
            ["product-types", id, "attributes", key] => Some(Self::Attribute(id.parse().ok()?, (*key).to_owned())),
            ["products", id, "options"] => id.parse().ok().map(Self::Options),
            ["products", id, "prices"] => id.parse().ok().map(Self::Prices),
            ["categories"] => Some(Self::Categories),
            ["categories", id] => id.parse().ok().map(Self::Category),
            ["collections"] => Some(Self::Collections),
            ["collections", id] => id.parse().ok().map(Self::Collection),
            ["reconcile", "payouts"] => Some(Self::Payouts),
            ["reconcile", "payouts", id] => id.parse().ok().map(Self::Payout),
            ["stock"] => Some(Self::LowStock),
            ["stock", "owed"] => Some(Self::Owed),
            ["stock", "locations"] => Some(Self::Locations),
            ["stock", "locations", id] => id.parse().ok().map(Self::Location),
            ["stock", "variants", id] => id.parse().ok().map(Self::VariantStock),
            ["stock", "counts"] => Some(Self::Counts),
            ["stock", "counts", id] => id.parse().ok().map(Self::Count),
            ["purchase-orders"] => Some(Self::Purchases),
            ["purchase-orders", id] => id.parse().ok().map(Self::Purchase),
            ["drafts"] => Some(Self::Drafts),
            ["drafts", "new"] => Some(Self::NewDraft),
            ["drafts", id] => id.parse().ok().map(Self::Draft),
            ["suppliers"] => Some(Self::Suppliers),
            ["suppliers", id] => id.parse().ok().map(Self::Supplier),
            ["coupons"] => Some(Self::Coupons),
            ["coupons", id] => id.parse().ok().map(Self::Coupon),
            ["delivery", "zones", id] => id.parse().ok().map(Self::DeliveryZone),
            ["delivery", "ways", id] => id.parse().ok().map(Self::DeliveryWay),
            ["brands"] => Some(Self::Brands),
            ["brands", id] => id.parse().ok().map(Self::Brand),
            _ => None,
        }
    }

    /// Whether the page is for people who are not signed in yet.
    #[must_use]
    pub fn is_before_sign_in(&self) -> bool {
        matches!(self, Self::SignIn | Self::Welcome(_))
    }

    /// The part of the admin that it belongs to.
    #[must_use]
    pub fn area(&self) -> Option<Area> {
        match self {
            Self::Home => Some(Area::Home),
            Self::Orders | Self::Order(_) | Self::OrderEdit(_) | Self::GiftCards | Self::Reconcile | Self::Returns => {
                Some(Area::Orders)
            }
            Self::Payouts | Self::Payout(_) => Some(Area::Orders),
            Self::Owed | Self::Locations | Self::Location(_) => Some(Area::Stock),
            Self::LowStock | Self::VariantStock(_) | Self::Counts | Self::Count(_) => Some(Area::Stock),
            Self::Purchases | Self::Purchase(_) | Self::Suppliers | Self::Supplier(_) => Some(Area::Stock),
            Self::Grid | Self::Rule | Self::Changes | Self::Change(_) | Self::Options(_) => Some(Area::Products),
            Self::Products | Self::Product(_) | Self::History(_) | Self::Texts(_) | Self::Languages => {
                Some(Area::Products)
            }
            Self::Categories | Self::Category(_) => Some(Area::Categories),
            Self::Collections | Self::Collection(_) => Some(Area::Collections),
            Self::ProductTypes | Self::ProductType(_) | Self::NewAttribute(_) | Self::Attribute(..) => {
                Some(Area::ProductTypes)
            }
            Self::Drafts | Self::NewDraft | Self::Draft(_) => Some(Area::Drafts),
            Self::Customers | Self::Customer(_) => Some(Area::Customers),
            Self::Coupons | Self::Coupon(_) => Some(Area::Coupons),
            Self::Brands | Self::Brand(_) => Some(Area::Brands),
            Self::Media | Self::Image(_) => Some(Area::Media),
            Self::Imports | Self::Import(_) => Some(Area::Imports),
            Self::Search | Self::Redirects => Some(Area::Site),
            Self::Prices(_) => Some(Area::Products),
            Self::Delivery | Self::DeliveryDays | Self::DeliveryZone(_) | Self::DeliveryWay(_) => Some(Area::Delivery),
            Self::Taxes | Self::TaxRate(_) => Some(Area::Taxes),
            Self::Currencies | Self::Currency(_) => Some(Area::Currencies),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_names_one_page_or_none() {
        assert_eq!(Place::at("/admin"), Place::Home);
        assert_eq!(Place::at("/admin/orders/"), Place::Orders);
        assert_eq!(Place::at("/admin/orders/17"), Place::Order(OrderId(17)));
        assert_eq!(Place::at("/admin/orders/17/edit"), Place::OrderEdit(OrderId(17)));
        assert_eq!(Place::at("/admin/drafts/new"), Place::NewDraft);
        assert_eq!(Place::at("/admin/drafts/17"), Place::Draft(DraftId(17)));
        assert_eq!(Place::at("/admin/returns"), Place::Returns);
        assert_eq!(Place::at("/admin/customers/17"), Place::Customer(CustomerId(17)));
        assert_eq!(Place::at("/admin/products/17"), Place::Product(ProductId(17)));
        assert_eq!(Place::at("/admin/products/17/history"), Place::History(ProductId(17)));
        assert_eq!(Place::at("/admin/products/bulk"), Place::Grid);
        assert_eq!(Place::at("/admin/products/changes/17"), Place::Change(ProductChangeId(17)));
        assert_eq!(Place::at("/admin/product-types/17"), Place::ProductType(ProductTypeId(17)));
        let attribute = Place::Attribute(ProductTypeId(17), "made-in".to_owned());
        assert_eq!(Place::at("/admin/product-types/17/attributes/made-in"), attribute);
        assert_eq!(Place::at("/admin/categories/17"), Place::Category(CategoryId(17)));
        assert_eq!(Place::at("/admin/coupons/17"), Place::Coupon(CouponId(17)));
        assert_eq!(Place::at("/admin/delivery/zones/17"), Place::DeliveryZone(ShippingZoneId(17)));
        assert_eq!(Place::at("/admin/stock"), Place::LowStock);
        assert_eq!(Place::at("/admin/stock/variants/17"), Place::VariantStock(VariantId(17)));
        assert_eq!(Place::at("/admin/stock/counts/17"), Place::Count(StockCountId(17)));
        assert_eq!(Place::at("/admin/purchase-orders/17"), Place::Purchase(PurchaseOrderId(17)));
        assert_eq!(Place::at("/admin/suppliers/17"), Place::Supplier(SupplierId(17)));
        assert_eq!(Place::at("/admin/reconcile"), Place::Reconcile);
        assert_eq!(Place::at("/admin/reconcile/payouts/17"), Place::Payout(PayoutId(17)));
        assert_eq!(Place::at("/admin/delivery/days"), Place::DeliveryDays);
        assert_eq!(Place::at("/admin/taxes/17"), Place::TaxRate(TaxRateId(17)));
        assert_eq!(Place::at("/admin/currencies/EUR"), Place::Currency(Currency::EUR));
        assert_eq!(Place::at("/admin/currencies/euro"), Place::Unknown);
        assert_eq!(Place::at("/admin/products/17/prices"), Place::Prices(ProductId(17)));
        assert_eq!(Place::at("/admin/brands/x"), Place::Unknown);
        assert_eq!(Place::at("/admin/media/17"), Place::Image(ImageId(17)));
        assert_eq!(Place::at("/admin/welcome/abc"), Place::Welcome("abc".to_owned()));
        for path in ["/admin/orders/x", "/admin/orders/1/2", "/admin/nothing", "/admin/welcome"] {
            assert_eq!(Place::at(path), Place::Unknown, "{path}");
        }
    }
}
