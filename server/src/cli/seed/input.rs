//! From the demo shop's words to the words of the services.

use std::collections::BTreeSet;

use demo::{
    DemoCategory, DemoProduct, DemoShop, DemoVariant,
    orders::{DemoOrder, DemoOutcome},
    people::DemoCustomer,
};
use domain::{
    catalog::view::{OptionValueView, OptionView},
    kernel::{ImageId, Slug, Timestamp},
    payment::PaymentMethod,
};
use services::demo::input::{
    AttributeInput, CategoryInput, CustomerInput, OrderInput, OutcomeInput, ProductInput, ValueInput, VariantInput,
};

use super::pictures::Pictures;

/// Who made everything.
const BRAND: &str = "Marram";

/// What is needed to translate.
pub(super) struct Mapping<'a> {
    /// The demo shop.
    pub content: &'a DemoShop,
    /// Its pictures.
    pub pictures: &'a Pictures,
    /// The day on which its story ends.
    pub now: Timestamp,
}

impl Mapping<'_> {
    /// All categories, each with the first picture that stands on its shelf.
    pub fn categories(&self) -> Vec<CategoryInput> {
        self.content.categories.iter().map(|category| self.category(category)).collect()
    }

    fn category(&self, category: &DemoCategory) -> CategoryInput {
        let below = |slug: &str| {
            slug == category.slug
                || self.content.categories.iter().any(|child| child.slug == slug && child.parent == Some(category.slug))
        };
        let product = self.content.products.iter().find(|product| below(product.category));
        let image = product.and_then(|product| product.pictures.first()).and_then(|picture| self.image(picture));
        CategoryInput {
            slug: category.slug.to_owned(),
            name: category.name.to_owned(),
            description: category.description.to_owned(),
            parent: category.parent.map(str::to_owned),
            image,
        }
    }

    fn image(&self, picture: &demo::DemoPicture) -> Option<ImageId> {
        self.pictures.get(&picture.spec.key()).copied()
    }

    /// What products are described by.
    pub fn attributes(&self) -> Vec<AttributeInput> {
        let attributes = self.content.attributes.iter().map(|attribute| AttributeInput {
            key: attribute.key.to_owned(),
            label: attribute.label.to_owned(),
            colour: attribute.colour,
            facet: attribute.facet,
        });
        attributes.collect()
    }

    /// A product.
    pub fn product(&self, product: &DemoProduct) -> ProductInput {
        let pictures = product.pictures.iter();
        let pictures = pictures.filter_map(|picture| Some((self.image(picture)?, picture.alternative_text.clone())));
        ProductInput {
            slug: product.slug.clone(),
            title: product.title.clone(),
            fact: product.fact.clone(),
            description_html: product.description_html.clone(),
            brand: BRAND.to_owned(),
            tags: product.tags.join(", "),
            category: product.category.to_owned(),
            values: values(product),
            options: options(product),
            variants: product.variants.iter().map(|variant| self::variant(product, variant)).collect(),
            pictures: pictures.collect(),
            popularity: i64::from(product.popularity),
            created_at: self.now.plus(-i64::from(product.age_days) * Timestamp::DAY),
            related: product.related.clone(),
        }
    }

    /// An order.
    pub fn order(&self, order: DemoOrder) -> OrderInput {
        let lines = order.lines.iter().filter_map(|line| {
            let product = self.content.products.get(line.product)?;
            Some((product.variants.get(line.variant)?.sku.clone(), line.quantity))
        });
        OrderInput {
            customer: order.customer,
            placed_at: order.placed_at,
            lines: lines.collect(),
            shipping: order.shipping,
            method: if order.by_transfer { PaymentMethod::Transfer } else { PaymentMethod::Test },
            outcome: outcome(order.outcome),
        }
    }
}

/// A customer.
pub(super) fn customer(customer: DemoCustomer) -> CustomerInput {
    CustomerInput {
        email: customer.email,
        full_name: customer.full_name,
        street: customer.street,
        postcode: customer.postcode,
        town: customer.town,
        country: customer.country.to_owned(),
    }
}

fn outcome(outcome: DemoOutcome) -> OutcomeInput {
    match outcome {
        DemoOutcome::Sent { paid_at, sent_at, tracking_number } => {
            OutcomeInput::Sent { paid_at, sent_at, tracking_number }
        }
        DemoOutcome::Paid { paid_at } => OutcomeInput::Paid { paid_at },
        DemoOutcome::AwaitingTransfer => OutcomeInput::Awaiting,
        DemoOutcome::Cancelled { at } => OutcomeInput::Cancelled { at },
    }
}

/// Each value once: two labels may read alike in an address.
fn values(product: &DemoProduct) -> Vec<ValueInput> {
    let mut seen = BTreeSet::new();
    let mut values = Vec::with_capacity(product.attributes.len());
    for attribute in &product.attributes {
        let Some(value) = Slug::from_title(&attribute.label) else { continue };
        if seen.insert((attribute.key, value.as_str().to_owned())) {
            values.push(ValueInput {
                key: attribute.key.to_owned(),
                value: value.as_str().to_owned(),
                label: attribute.label.clone(),
                colour: attribute.colour.clone(),
            });
        }
    }
    values
}

fn options(product: &DemoProduct) -> Vec<OptionView> {
    let options = product.options.iter().map(|option| {
        let values = option.values.iter().map(|(label, colour)| OptionValueView {
            label: label.clone(),
            colour: (!colour.is_empty()).then(|| colour.clone()),
        });
        OptionView { name: option.name.to_owned(), values: values.collect() }
    });
    options.collect()
}

fn variant(product: &DemoProduct, variant: &DemoVariant) -> VariantInput {
    let choice = product.options.iter().zip(&variant.choice);
    let choice = choice.filter_map(|(option, value)| option.values.iter().position(|(label, _)| label == value));
    VariantInput {
        sku: variant.sku.clone(),
        choice: choice.collect(),
        price: variant.price,
        compare_at: variant.compare_at,
        cost: variant.cost,
        barcode: variant.gtin.clone(),
        weight_grams: variant.weight_grams,
        content_grams: variant.content_grams,
        picture: variant.picture,
        available: variant.stock,
    }
}
