//! What the fields of the form hold, as text, and how it becomes a product.

use std::collections::BTreeMap;

use domain::{
    catalog::view::{ProductForm, VariantForm},
    kernel::{Money, ProductId, Slug, VariantId},
};
use serde::{Deserialize, Serialize};

/// The product as its fields hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductInput {
    /// Which product.
    pub id: ProductId,
    /// The version that the fields were filled from.
    pub version: i64,
    /// The name.
    pub title: String,
    /// The readable part of the address.
    pub slug: String,
    /// The description as HTML.
    pub description_html: String,
    /// The brand.
    pub brand: String,
    /// Whether shoppers see it; a box that is not ticked sends nothing.
    #[serde(default)]
    pub published: bool,
    /// The variants.
    #[serde(default)]
    pub variants: Vec<VariantInput>,
    /// What the pictures show, by [`picture_key`].
    #[serde(default)]
    pub alternative_texts: BTreeMap<String, String>,
}

/// A variant as its fields hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantInput {
    /// Which variant.
    pub id: VariantId,
    /// The stock-keeping unit.
    pub sku: String,
    /// The price, as "24.00" or "24,00".
    pub price: String,
    /// The former price, or nothing.
    pub compare_at: String,
    /// How many there are.
    pub on_hand: String,
    /// How many there were when the page was read.
    pub seen_on_hand: i64,
}

/// The key of a picture in the form: a letter first, so that it is never read as a position.
#[must_use]
pub fn picture_key(id: domain::kernel::ImageId) -> String {
    format!("p{id}")
}

/// The name of a form field: `variants.0.price` is `product[variants][0][price]`.
#[must_use]
pub fn field_name(path: &str) -> String {
    path.split('.').fold("product".to_owned(), |name, part| format!("{name}[{part}]"))
}

impl ProductInput {
    /// The fields as a saved product fills them.
    #[must_use]
    pub fn of(form: &ProductForm) -> Self {
        Self {
            id: form.id,
            version: form.version,
            title: form.title.clone(),
            slug: form.slug.as_str().to_owned(),
            description_html: form.description_html.clone(),
            brand: form.brand.clone(),
            published: form.published,
            variants: form.variants.iter().map(VariantInput::of).collect(),
            alternative_texts: form
                .pictures
                .iter()
                .map(|picture| (picture_key(picture.id), picture.alternative_text.clone()))
                .collect(),
        }
    }

    /// Writes the fields over a product.
    ///
    /// # Errors
    /// The fields that cannot be read, by path, with what to do.
    pub fn write_over(self, mut form: ProductForm) -> Result<ProductForm, Vec<(String, String)>> {
        let mut wrong = Vec::new();
        match Slug::parse(&self.slug) {
            Ok(slug) => form.slug = slug,
            Err(_) => wrong.push((
                "slug".to_owned(),
                "Use lower-case letters, digits and single hyphens, as in tide-mug.".to_owned(),
            )),
        }
        for (place, input) in self.variants.into_iter().enumerate() {
            let Some(variant) = form.variants.iter_mut().find(|variant| variant.id == input.id) else {
                wrong.push((format!("variants.{place}.sku"), "This variant is no longer there.".to_owned()));
                continue;
            };
            for (field, words) in input.write_over(variant) {
                wrong.push((format!("variants.{place}.{field}"), words));
            }
        }
        for picture in &mut form.pictures {
            if let Some(text) = self.alternative_texts.get(&picture_key(picture.id)) {
                picture.alternative_text.clone_from(text);
            }
        }
        form.version = self.version;
        form.title = self.title;
        form.description_html = self.description_html;
        form.brand = self.brand;
        form.published = self.published;
        if wrong.is_empty() { Ok(form) } else { Err(wrong) }
    }

    /// Every field with its path, its words and its text, in the order of the page.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String, String)> {
        let text = |path: &str, label: &str, text: &str| (path.to_owned(), label.to_owned(), text.to_owned());
        let mut fields = vec![
            text("title", "Name", &self.title),
            text("description_html", "Description", &self.description_html),
            text("published", "Published", if self.published { "true" } else { "" }),
            text("slug", "Address", &self.slug),
            text("brand", "Brand", &self.brand),
        ];
        for (place, variant) in self.variants.iter().enumerate() {
            let named = |field: &str, label: &str, text: &str| {
                (format!("variants.{place}.{field}"), format!("{label} of {}", variant.sku), text.to_owned())
            };
            fields.push(named("sku", "SKU", &variant.sku));
            fields.push(named("price", "Price", &variant.price));
            fields.push(named("compare_at", "Former price", &variant.compare_at));
            fields.push(named("on_hand", "Stock", &variant.on_hand));
        }
        for (key, words) in &self.alternative_texts {
            fields.push((format!("alternative_texts.{key}"), "Text of a picture".to_owned(), words.clone()));
        }
        fields
    }

    /// Which parts of the page differ from `saved`.
    #[must_use]
    pub fn changed_parts(&self, saved: &Self) -> Vec<&'static str> {
        let words = self.title != saved.title
            || self.slug != saved.slug
            || self.brand != saved.brand
            || same_lines(&self.description_html) != same_lines(&saved.description_html);
        let terms = |input: &Self| -> Vec<[String; 3]> {
            input
                .variants
                .iter()
                .map(|variant| [variant.sku.clone(), variant.price.clone(), variant.compare_at.clone()])
                .collect()
        };
        let stock =
            |input: &Self| -> Vec<String> { input.variants.iter().map(|variant| variant.on_hand.clone()).collect() };
        [
            (words, "words"),
            (self.published != saved.published, "published"),
            (terms(self) != terms(saved), "prices"),
            (stock(self) != stock(saved), "stock"),
            (self.alternative_texts != saved.alternative_texts, "picture texts"),
        ]
        .into_iter()
        .filter_map(|(changed, part)| changed.then_some(part))
        .collect()
    }
}

/// Browsers send line ends of their own.
fn same_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

impl VariantInput {
    fn of(form: &VariantForm) -> Self {
        Self {
            id: form.id,
            sku: form.sku.clone(),
            price: form.price.decimal(),
            compare_at: form.compare_at.map(Money::decimal).unwrap_or_default(),
            on_hand: form.on_hand.to_string(),
            seen_on_hand: form.on_hand,
        }
    }

    fn write_over(self, form: &mut VariantForm) -> Vec<(&'static str, String)> {
        let mut wrong = Vec::new();
        let currency = form.price.currency;
        let amount = |text: &str| Money::parse_decimal(text, currency);
        match amount(&self.price) {
            Ok(price) => form.price = price,
            Err(_) => wrong.push(("price", "Write the price like 24.00.".to_owned())),
        }
        match self.compare_at.trim() {
            "" => form.compare_at = None,
            text => match amount(text) {
                Ok(former) => form.compare_at = Some(former),
                Err(_) => wrong.push(("compare_at", "Write the price like 24.00, or leave it empty.".to_owned())),
            },
        }
        match self.on_hand.trim().parse() {
            Ok(on_hand) => form.on_hand = on_hand,
            Err(_) => wrong.push(("on_hand", "Write a whole number from 0 up.".to_owned())),
        }
        form.seen_on_hand = self.seen_on_hand;
        form.sku = self.sku;
        wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::kernel::{Currency, Timestamp};

    fn form() -> ProductForm {
        ProductForm {
            id: ProductId(1),
            version: 3,
            title: "Tide mug".to_owned(),
            slug: Slug::parse("tide-mug").unwrap(),
            description_html: "<p>Stoneware</p>".to_owned(),
            brand: "Marram".to_owned(),
            published: true,
            pictures: Vec::new(),
            variants: vec![VariantForm {
                id: VariantId(2),
                title: String::new(),
                sku: "MUG".to_owned(),
                price: Money::new(2400, Currency::EUR),
                compare_at: None,
                on_hand: 7,
                seen_on_hand: 7,
                reserved: 1,
            }],
            updated_at: Timestamp(0),
        }
    }

    #[test]
    fn fields_that_nobody_touched_change_nothing() {
        assert_eq!(ProductInput::of(&form()).write_over(form()), Ok(form()));
        assert!(ProductInput::of(&form()).changed_parts(&ProductInput::of(&form())).is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_told_by_field_and_all_at_once() {
        let mut input = ProductInput::of(&form());
        input.slug = "Tide Mug".to_owned();
        input.variants[0].price = "cheap".to_owned();
        input.variants[0].on_hand = "many".to_owned();
        let wrong: Vec<String> = input.write_over(form()).unwrap_err().into_iter().map(|(path, _)| path).collect();
        assert_eq!(wrong, ["slug", "variants.0.price", "variants.0.on_hand"]);
        assert_eq!(field_name("variants.0.price"), "product[variants][0][price]");
    }

    #[test]
    fn the_save_bar_names_what_changed() {
        let mut input = ProductInput::of(&form());
        input.variants[0].on_hand = "9".to_owned();
        input.title = "Tide cup".to_owned();
        assert_eq!(input.changed_parts(&ProductInput::of(&form())), ["words", "stock"]);
    }
}
