//! The words that every room uses: ids, money, text that was checked, time, pages of a list.
//!
//! Not here: anything that belongs to one room only. A value of these types is valid by construction.

mod country;
mod destination;
mod id;
mod language;
mod money;
mod month;
mod page;
mod quantity;
mod sheet;
mod text;
mod time;
pub(crate) mod words;
mod world;

pub use country::{COUNTRIES, Country, PostcodeError, check_postcode, country};
pub use destination::{Destination, closest, is_postcode_start, plain_postcode};
pub use id::{
    AddressId, AttemptId, BrandId, CartId, CartLineId, CategoryId, CollectionId, CouponId, CustomerId, CustomerNoteId,
    DocumentId, DownloadId, DraftId, EventId, FulfilmentId, GiftCardId, ImageId, ImportRunId, LocationId, OrderId,
    OrderLineId, OutboxId, PaymentId, PaymentPartId, PayoutId, PersonalisationFieldId, ProductChangeId, ProductFileId,
    ProductId, ProductTypeId, PurchaseLineId, PurchaseOrderId, PurchaseReceiptId, RefundId, ReservationId, ReturnId,
    SavedViewId, SessionId, ShippingMethodId, ShippingZoneId, StaffId, StockCountId, SupplierId, TaxRateId, VariantId,
    VersionId, VideoId,
};
pub use language::{Language, UnknownLanguage};
pub use money::{Currency, Money, MoneyError};
pub use page::{PAGE_LIMIT, PageNumber};
pub use quantity::{Quantity, QuantityError};
pub use sheet::{Columns, LineProblem};
pub use text::{Email, Sku, Slug, TextError};
pub use time::{Date, DateWindow, Timestamp};
pub use world::WORLD;
