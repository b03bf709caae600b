//! For tests: a product that has everything, and one that has a name only.

use super::{
    SafetyState,
    view::{GoodsForm, ParcelForm, Picture, ProductForm, VariantForm},
};
use crate::{
    kernel::{CategoryId, Currency, ImageId, Money, ProductId, Slug, Timestamp, VariantId},
    media::Focus,
};

pub(super) fn bare() -> ProductForm {
    ProductForm {
        id: ProductId(1),
        version: 1,
        title: "Tide mug".to_owned(),
        slug: Slug::parse("tide-mug").unwrap(),
        description_html: String::new(),
        brand: String::new(),
        published: false,
        publish_at: None,
        tags: String::new(),
        categories: Vec::new(),
        parcel: ParcelForm::default(),
        goods: GoodsForm::default(),
        type_id: None,
        attributes: Vec::new(),
        safety: SafetyState::NotAsked,
        pictures: Vec::new(),
        variants: vec![VariantForm {
            id: VariantId(2),
            title: String::new(),
            sku: "MUG".to_owned(),
            price: Money::new(0, Currency::EUR),
            compare_at: None,
            cost: None,
            barcode: String::new(),
            tax_class: "standard".to_owned(),
            weight_grams: 0,
            content_amount: None,
            content_unit: String::new(),
            track_stock: true,
            on_hand: 0,
            seen_on_hand: 0,
            reserved: 0,
        }],
        updated_at: Timestamp(0),
    }
}

pub(super) fn full() -> ProductForm {
    let mut form = bare();
    form.description_html = format!("<p>{}</p>", "Thrown by hand. ".repeat(12));
    form.brand = "Marram".to_owned();
    form.published = true;
    form.categories = vec![CategoryId(3)];
    form.parcel.origin_country = "PT".to_owned();
    form.pictures = vec![Picture {
        id: ImageId(4),
        hash: "ab".to_owned(),
        width: 400,
        height: 500,
        widths: vec![400],
        alternative_text: "A mug".to_owned(),
        placeholder: String::new(),
        focus: Focus::default(),
    }];
    form.variants[0].price = Money::new(2_400, Currency::EUR);
    form.variants[0].cost = Some(Money::new(900, Currency::EUR));
    form.variants[0].barcode = "4006381333931".to_owned();
    form.variants[0].weight_grams = 380;
    form.variants[0].on_hand = 5;
    form.variants[0].seen_on_hand = 5;
    form
}
