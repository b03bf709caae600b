//! Why shoppers cannot buy a product, from what stands in its form and what the shop as a whole offers.

use super::{ProductKind, view::ProductForm};
use crate::kernel::Timestamp;

/// What the shop as a whole can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShopAbility {
    /// Whether any way of delivery is offered.
    pub delivers: bool,
    /// Whether any way of payment is offered.
    pub takes_payment: bool,
}

/// What stands between shoppers and a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is not published, and will not be by itself.
    NotPublished,
    /// It appears by itself at this moment.
    Scheduled(Timestamp),
    /// There is nothing of it that can be sold.
    NoVariant,
    /// A variant costs nothing: somebody will get it for nothing.
    NoPrice,
    /// Nothing of it is free to be sold.
    NoStock,
    /// It is a bundle of nothing.
    NoParts,
    /// A part of the bundle is missing: it is sold out, or not sold any more.
    PartMissing,
    /// A variant without a file: its buyers would get nothing.
    NoFiles,
    /// Only search and links lead to it.
    NoCategory,
    /// The shop delivers nowhere.
    NoDelivery,
    /// The shop takes no payment.
    NoPayment,
}

impl Obstacle {
    /// Whether it keeps shoppers from buying; otherwise it only makes buying unlikely or costly.
    #[must_use]
    pub fn stops_buying(self) -> bool {
        !matches!(self, Self::NoCategory | Self::NoPrice)
    }
}

/// Everything that stands between shoppers and the product, what stops them first.
#[must_use]
pub fn obstacles(form: &ProductForm, shop: ShopAbility) -> Vec<Obstacle> {
    let hidden = match form.publish_at {
        _ if form.published => None,
        Some(moment) => Some(Obstacle::Scheduled(moment)),
        None => Some(Obstacle::NotPublished),
    };
    let variants = &form.variants;
    let when = |holds: bool, obstacle: Obstacle| holds.then_some(obstacle);
    let delivers = shop.delivers || !form.goods.kind.is_delivered();
    [
        hidden,
        when(variants.is_empty(), Obstacle::NoVariant),
        lacking(form),
        when(!delivers, Obstacle::NoDelivery),
        when(!shop.takes_payment, Obstacle::NoPayment),
        when(variants.iter().any(|variant| variant.price.minor == 0), Obstacle::NoPrice),
        when(form.categories.is_empty(), Obstacle::NoCategory),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is missing of the goods themselves, by the kind of the product.
fn lacking(form: &ProductForm) -> Option<Obstacle> {
    let (variants, goods) = (&form.variants, &form.goods);
    match goods.kind {
        ProductKind::Simple => {
            let sold_out = variants.iter().all(|variant| variant.track_stock && variant.on_hand <= variant.reserved);
            (!variants.is_empty() && sold_out).then_some(Obstacle::NoStock)
        }
        ProductKind::Bundle if goods.parts.is_empty() => Some(Obstacle::NoParts),
        ProductKind::Bundle => goods.bundles().is_some_and(|bundles| bundles <= 0).then_some(Obstacle::PartMissing),
        ProductKind::Digital => {
            variants.iter().any(|variant| !goods.has_file_for(variant.id)).then_some(Obstacle::NoFiles)
        }
        ProductKind::GiftCard => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        sample::{bare, full},
        view::{FileForm, PartForm},
    };
    use super::*;
    use crate::kernel::{Currency, Money, ProductFileId, ProductId, VariantId};

    fn part(quantity: i64, free: Option<i64>) -> PartForm {
        PartForm {
            variant: VariantId(8),
            product: ProductId(7),
            title: "Tin".to_owned(),
            variant_title: String::new(),
            sku: "TIN".to_owned(),
            quantity,
            price: Money::new(900, Currency::EUR),
            free,
            active: true,
        }
    }

    const OPEN: ShopAbility = ShopAbility { delivers: true, takes_payment: true };

    #[test]
    fn nothing_stands_between_shoppers_and_a_full_product() {
        assert_eq!(obstacles(&full(), OPEN), []);
    }

    #[test]
    fn a_new_product_lacks_everything_but_a_shop() {
        let expected = [Obstacle::NotPublished, Obstacle::NoStock, Obstacle::NoPrice, Obstacle::NoCategory];
        assert_eq!(obstacles(&bare(), OPEN), expected);
    }

    #[test]
    fn what_is_held_for_orders_is_not_for_sale_and_what_is_not_counted_is() {
        let mut form = full();
        form.variants[0].reserved = form.variants[0].on_hand;
        assert_eq!(obstacles(&form, OPEN), [Obstacle::NoStock]);
        form.variants[0].track_stock = false;
        assert_eq!(obstacles(&form, OPEN), []);
    }

    #[test]
    fn a_bundle_is_there_when_all_of_its_parts_are() {
        let mut form = full();
        form.variants[0].on_hand = 0;
        form.goods.kind = ProductKind::Bundle;
        assert_eq!(obstacles(&form, OPEN), [Obstacle::NoParts]);
        form.goods.parts = vec![part(2, Some(4)), part(1, None)];
        assert_eq!((form.goods.bundles(), obstacles(&form, OPEN)), (Some(2), vec![]));
        form.goods.parts.push(part(3, Some(2)));
        assert_eq!(obstacles(&form, OPEN), [Obstacle::PartMissing]);
        form.goods.parts[2].quantity = 2;
        assert_eq!(obstacles(&form, OPEN), []);
        form.goods.parts[1].active = false;
        assert_eq!(obstacles(&form, OPEN), [Obstacle::PartMissing], "what is not sold any more is not there");
    }

    #[test]
    fn each_variant_of_a_digital_product_needs_a_file() {
        let mut form = full();
        form.variants.push(form.variants[0].clone());
        form.variants[1].id = VariantId(9);
        form.goods.kind = ProductKind::Digital;
        assert_eq!(obstacles(&form, OPEN), [Obstacle::NoFiles]);
        let file =
            |variant| FileForm { id: ProductFileId(1), name: "book.pdf".to_owned(), bytes: 9, variant, buyers: 0 };
        form.goods.files = vec![file(Some(VariantId(9)))];
        assert_eq!(obstacles(&form, OPEN), [Obstacle::NoFiles], "one variant has none");
        form.goods.files.push(file(None));
        assert_eq!(obstacles(&form, OPEN), []);
    }

    #[test]
    fn what_is_not_delivered_needs_no_way_of_delivery() {
        let mut form = full();
        form.goods.kind = ProductKind::GiftCard;
        form.variants[0].on_hand = 0;
        assert_eq!(obstacles(&form, ShopAbility { delivers: false, takes_payment: true }), []);
    }

    #[test]
    fn a_day_of_publication_counts_only_until_it_is_published() {
        let mut form = full();
        form.publish_at = Some(Timestamp(7));
        assert_eq!(obstacles(&form, OPEN), []);
        form.published = false;
        assert_eq!(obstacles(&form, OPEN), [Obstacle::Scheduled(Timestamp(7))]);
    }

    #[test]
    fn without_variant_delivery_or_payment_nobody_buys() {
        let mut form = full();
        form.variants.clear();
        let closed = ShopAbility { delivers: false, takes_payment: false };
        assert_eq!(obstacles(&form, closed), [Obstacle::NoVariant, Obstacle::NoDelivery, Obstacle::NoPayment]);
    }
}
