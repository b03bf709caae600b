//! What the fields of the form hold, as text, and how it becomes a product.

use std::collections::BTreeMap;

use domain::{
    catalog::view::ProductForm,
    kernel::{CategoryId, ProductId, Slug},
};
use serde::{Deserialize, Serialize};

use super::{
    attribute_input::{self, AttributesInput},
    parcel_input::ParcelInput,
    publish_input,
    variant_input::VariantInput,
};

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
    /// When it appears by itself, as "2026-12-01T08:00"; empty for never.
    #[serde(default)]
    pub publish_at: String,
    /// Words that it is found and grouped by.
    #[serde(default)]
    pub tags: String,
    /// The chosen categories, by [`category_key`].
    #[serde(default)]
    pub categories: BTreeMap<String, bool>,
    /// What a carrier and the customs ask.
    #[serde(default)]
    pub parcel: ParcelInput,
    /// The type's id, or nothing.
    #[serde(default)]
    pub type_id: String,
    /// The attributes.
    #[serde(default)]
    pub attributes: AttributesInput,
    /// The variants.
    #[serde(default)]
    pub variants: Vec<VariantInput>,
    /// What the pictures show, by [`picture_key`].
    #[serde(default)]
    pub alternative_texts: BTreeMap<String, String>,
}

/// The key of a picture in the form: a letter first, so that it is never read as a position.
#[must_use]
pub fn picture_key(id: domain::kernel::ImageId) -> String {
    format!("p{id}")
}

/// The key of a category in the form.
#[must_use]
pub fn category_key(id: CategoryId) -> String {
    format!("c{id}")
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
            publish_at: form.publish_at.map(publish_input::write).unwrap_or_default(),
            tags: form.tags.clone(),
            categories: form.categories.iter().map(|id| (category_key(*id), true)).collect(),
            parcel: ParcelInput::of(&form.parcel),
            type_id: form.type_id.map(|id| id.to_string()).unwrap_or_default(),
            attributes: attribute_input::of(&form.attributes),
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
    pub fn write_over(mut self, mut form: ProductForm) -> Result<ProductForm, Vec<(String, String)>> {
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
        match publish_input::read(&self.publish_at) {
            Ok(moment) => form.publish_at = moment.filter(|_| !self.published),
            Err(words) => wrong.push(("publish_at".to_owned(), words)),
        }
        for (field, words) in self.parcel.write_over(&mut form.parcel) {
            wrong.push((format!("parcel.{field}"), words));
        }
        wrong.extend(attribute_input::write_over(&self.attributes, &mut form.attributes));
        match self.type_id.trim() {
            "" => form.type_id = None,
            text => match text.parse() {
                Ok(id) => form.type_id = Some(id),
                Err(_) => wrong.push(("type".to_owned(), "Choose a type from the list.".to_owned())),
            },
        }
        self.categories.retain(|_, chosen| *chosen);
        form.categories = chosen_categories(&self.categories, &form.categories);
        form.tags = self.tags;
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
            text("publish_at", "Day of publication", &self.publish_at),
            text("tags", "Tags", &self.tags),
        ];
        fields.extend(self.parcel.fields());
        fields.push(text("type_id", "Product type", &self.type_id));
        fields.extend(attribute_input::fields(&self.attributes));
        for (place, variant) in self.variants.iter().enumerate() {
            let named = |field: &str, label: &str, text: &str| {
                (format!("variants.{place}.{field}"), format!("{label} of {}", variant.sku), text.to_owned())
            };
            fields.push(named("sku", "SKU", &variant.sku));
            fields.push(named("price", "Price", &variant.price));
            fields.push(named("compare_at", "Former price", &variant.compare_at));
            fields.push(named("cost", "Cost", &variant.cost));
            fields.push(named("barcode", "Barcode", &variant.barcode));
            fields.push(named("tax_class", "Tax class", &variant.tax_class));
            fields.push(named("weight_grams", "Weight", &variant.weight_grams));
            fields.push(named("content_amount", "Contents", &variant.content_amount));
            fields.push(named("content_unit", "Unit of the contents", &variant.content_unit));
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
        let terms = |input: &Self| -> Vec<[String; 5]> { input.variants.iter().map(VariantInput::terms).collect() };
        let goods = |input: &Self| -> Vec<[String; 4]> { input.variants.iter().map(VariantInput::goods).collect() };
        let stock =
            |input: &Self| -> Vec<String> { input.variants.iter().map(|variant| variant.on_hand.clone()).collect() };
        [
            (words, "words"),
            (self.published != saved.published || self.publish_at != saved.publish_at, "publication"),
            (self.categories != saved.categories || self.tags != saved.tags, "categories and tags"),
            (
                self.type_id != saved.type_id || attribute_input::differ(&self.attributes, &saved.attributes),
                "attributes",
            ),
            (terms(self) != terms(saved), "prices"),
            (stock(self) != stock(saved), "stock"),
            (self.parcel != saved.parcel || goods(self) != goods(saved), "parcel and codes"),
            (self.alternative_texts != saved.alternative_texts, "picture texts"),
        ]
        .into_iter()
        .filter_map(|(changed, part)| changed.then_some(part))
        .collect()
    }
}

/// What was chosen before keeps its order, as the first one is in the product's path; what is new follows.
fn chosen_categories(chosen: &BTreeMap<String, bool>, before: &[CategoryId]) -> Vec<CategoryId> {
    let kept = before.iter().copied().filter(|id| chosen.contains_key(&category_key(*id)));
    let new = chosen.keys().filter_map(|key| key.strip_prefix('c')?.parse().ok()).filter(|id| !before.contains(id));
    kept.chain(new).collect()
}

/// Browsers send line ends of their own.
fn same_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        catalog::view::{GoodsForm, ParcelForm, VariantForm},
        kernel::{Currency, Money, Timestamp, VariantId},
    };

    fn form() -> ProductForm {
        ProductForm {
            id: ProductId(1),
            version: 3,
            title: "Tide mug".to_owned(),
            slug: Slug::parse("tide-mug").unwrap(),
            description_html: "<p>Stoneware</p>".to_owned(),
            brand: "Marram".to_owned(),
            published: true,
            publish_at: None,
            tags: "cup".to_owned(),
            categories: vec![CategoryId(9), CategoryId(4)],
            parcel: ParcelForm { length_mm: Some(120), origin_country: "PT".to_owned(), ..ParcelForm::default() },
            goods: GoodsForm::default(),
            type_id: None,
            attributes: Vec::new(),
            safety: domain::catalog::SafetyState::NotAsked,
            pictures: Vec::new(),
            variants: vec![VariantForm {
                id: VariantId(2),
                title: String::new(),
                sku: "MUG".to_owned(),
                price: Money::new(2400, Currency::EUR),
                compare_at: None,
                cost: Some(Money::new(900, Currency::EUR)),
                barcode: "96385074".to_owned(),
                tax_class: "reduced".to_owned(),
                weight_grams: 380,
                content_amount: Some(350),
                content_unit: "ml".to_owned(),
                track_stock: true,
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
    fn contents_are_whole_numbers_with_a_unit_or_nothing() {
        let written = |amount: &str, unit: &str| {
            let mut input = ProductInput::of(&form());
            (input.variants[0].content_amount, input.variants[0].content_unit) = (amount.to_owned(), unit.to_owned());
            let variant = input.write_over(form()).map(|form| form.variants[0].clone());
            variant.map(|variant| (variant.content_amount, variant.content_unit))
        };
        assert_eq!(written(" 500 ", "g"), Ok((Some(500), "g".to_owned())));
        assert_eq!(written("", "g"), Ok((None, String::new())));
        assert_eq!(written("1.5", "kg").unwrap_err()[0].0, "variants.0.content_amount");
    }

    #[test]
    fn the_save_bar_names_what_changed() {
        let mut input = ProductInput::of(&form());
        input.variants[0].on_hand = "9".to_owned();
        input.title = "Tide cup".to_owned();
        assert_eq!(input.changed_parts(&ProductInput::of(&form())), ["words", "stock"]);
    }

    #[test]
    fn the_first_category_stays_the_first_and_new_ones_follow() {
        let mut input = ProductInput::of(&form());
        input.categories.insert(category_key(CategoryId(1)), true);
        input.categories.remove(&category_key(CategoryId(4)));
        let written = input.write_over(form()).unwrap();
        assert_eq!(written.categories, [CategoryId(9), CategoryId(1)]);
    }

    #[test]
    fn a_day_of_publication_counts_only_for_what_is_not_published() {
        let mut input = ProductInput::of(&form());
        input.publish_at = "2026-12-01T08:00".to_owned();
        assert_eq!(input.clone().write_over(form()).unwrap().publish_at, None);
        input.published = false;
        assert!(input.clone().write_over(form()).unwrap().publish_at.is_some());
        input.publish_at = "soon".to_owned();
        assert_eq!(input.write_over(form()).unwrap_err()[0].0, "publish_at");
    }
}
