//! One id type per entity, so that an order's id can never be passed where a product's is wanted.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        ///
        /// A time-ordered 63-bit integer made by the application. It is no secret and gives no right.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl core::str::FromStr for $name {
            type Err = core::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A product.
    ProductId,
    /// A variant: what is priced, stocked and sold.
    VariantId,
    /// A category of the catalogue's tree.
    CategoryId,
    /// A kind of products, which says what describes them.
    ProductTypeId,
    /// A brand.
    BrandId,
    /// A collection: products put together by hand or by a rule.
    CollectionId,
    /// A picture of the media library.
    ImageId,
    /// A version of a product.
    VersionId,
    /// A film of a product.
    VideoId,
    /// A place that holds stock.
    LocationId,
    /// A hold on stock for one order.
    ReservationId,
    /// A shopper's cart.
    CartId,
    /// A line of a cart.
    CartLineId,
    /// An order.
    OrderId,
    /// A line of an order.
    OrderLineId,
    /// A payment: one way in which an order is to be paid.
    PaymentId,
    /// What a gift card pays of an order.
    PaymentPartId,
    /// One try at a payment; the key under which the provider remembers it.
    AttemptId,
    /// Money that goes back; the key under which the provider remembers it.
    RefundId,
    /// Items that a shopper sends back, or a contract that they withdraw from.
    ReturnId,
    /// An invoice or a credit note.
    DocumentId,
    /// A file of a digital product.
    ProductFileId,
    /// A field that shoppers fill for a product that is made to order.
    PersonalisationFieldId,
    /// A gift card.
    GiftCardId,
    /// A coupon: a code that takes something off.
    CouponId,
    /// An offer that the shop writes for a customer.
    DraftId,
    /// Somebody who sells to the shop.
    SupplierId,
    /// A purchase order: what the shop buys of a supplier.
    PurchaseOrderId,
    /// A line of a purchase order.
    PurchaseLineId,
    /// Goods that came by a purchase order at once.
    PurchaseReceiptId,
    /// A count of what is there.
    StockCountId,
    /// Money that a payment provider paid out to the bank.
    PayoutId,
    /// A zone of delivery.
    ShippingZoneId,
    /// A way of delivery within a zone.
    ShippingMethodId,
    /// A rate of tax.
    TaxRateId,
    /// The right to fetch a file that was bought.
    DownloadId,
    /// A parcel, or what else brings items to the shopper.
    FulfilmentId,
    /// A customer.
    CustomerId,
    /// An address that a customer keeps.
    AddressId,
    /// What somebody of the shop noted about a customer.
    CustomerNoteId,
    /// A person who works in the admin.
    StaffId,
    /// A signed-in browser.
    SessionId,
    /// An entry of an order's history.
    EventId,
    /// An import in the browser.
    ImportRunId,
    /// A change of many products at once.
    ProductChangeId,
    /// A view of a list that somebody keeps.
    SavedViewId,
    /// An effect that waits to be delivered.
    OutboxId,
}
