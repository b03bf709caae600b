//! Product types with their attributes, and brands: what they give to products, and what they refuse.

use domain::{
    catalog::{
        AttributeChoice, AttributeEdit, AttributeKind, Contact, ListQuery, SafetyState, Written, completeness,
        read_attribute, view::ProductForm,
    },
    kernel::{ProductId, ProductTypeId},
};
use services::{
    Shop,
    catalog::{
        admin::{self, ModelError, SaveError, attribute, brand, score},
        read,
    },
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::catalog::{filled, manager, page};

fn edit(label: &str, kind: AttributeKind) -> AttributeEdit {
    AttributeEdit { label: label.to_owned(), kind, decimals: 1, ..AttributeEdit::default() }
}

fn choices(labels: &[&str]) -> Vec<AttributeChoice> {
    let choice =
        |label: &&str| AttributeChoice { value: String::new(), label: (*label).to_owned(), colour: String::new() };
    labels.iter().map(choice).collect()
}

fn fields(error: &ModelError) -> Vec<&str> {
    match error {
        ModelError::Fields(fields) => fields.iter().map(|(field, _)| field.as_str()).collect(),
        error => panic!("{error:?}"),
    }
}

async fn form_of(shop: &Shop, slug: &str) -> ProductForm {
    admin::form(shop, page(shop, slug).await.id).await.unwrap()
}

async fn score_of(shop: &Shop, id: ProductId) -> i64 {
    let statement = "SELECT completeness FROM product WHERE id = $1";
    sqlx::query(statement).bind(id.0).fetch_one(shop.database.reader()).await.unwrap().try_get(0).unwrap()
}

/// A type with an attribute of each kind that matters here.
async fn ceramics(shop: &Shop) -> ProductTypeId {
    let actor = manager();
    let id = attribute::create(shop, &actor, " Ceramics ").await.unwrap();
    let mut material = edit("Material", AttributeKind::Choice);
    material.choices = choices(&["Stoneware", "Porcelain"]);
    (material.heading, material.required, material.facet) = ("Material".to_owned(), true, true);
    attribute::add(shop, &actor, id, material).await.unwrap();
    let mut height = edit("Height", AttributeKind::Number);
    (height.unit, height.heading) = ("cm".to_owned(), "Dimensions".to_owned());
    attribute::add(shop, &actor, id, height).await.unwrap();
    let mut care = edit("Care", AttributeKind::RichText);
    (care.heading, care.facet) = ("Material".to_owned(), true);
    attribute::add(shop, &actor, id, care).await.unwrap();
    attribute::attach(shop, &actor, id, "colour", ("Material", false)).await.unwrap();
    id
}

/// Writes into the field of an attribute.
fn write(form: &mut ProductForm, key: &str, text: &str) {
    let field = form.attributes.iter_mut().find(|field| field.definition.key == key).unwrap();
    let written = Written { text: text.to_owned(), chosen: Vec::new() };
    field.values = read_attribute(&field.definition, &written).unwrap();
}

async fn typed(shop: &Shop, slug: &str, id: ProductTypeId) -> ProductForm {
    let form = ProductForm { type_id: Some(id), ..form_of(shop, slug).await };
    admin::save(shop, &manager(), form).await.unwrap()
}

#[tokio::test]
async fn a_type_gives_its_attributes_to_a_product_and_asks_for_those_that_are_required() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let id = ceramics(&shop).await;
        let mut form = typed(&shop, "mug-1", id).await;
        let told: Vec<_> = form.attributes.iter().map(|field| field.definition.key.as_str()).collect();
        assert_eq!(told, ["material", "care", "colour", "height"], "what has one heading stands together");
        assert_eq!(form.attributes[2].values[0].label, "COBALT", "what it had before is still there");
        assert_eq!(form.attributes[2].definition.choices.len(), 2, "what other products have can be chosen");
        let before = score_of(&shop, form.id).await;
        assert!(completeness(&form).missing.contains(&domain::catalog::Gap::Attributes));

        write(&mut form, "material", "stoneware");
        write(&mut form, "height", "9,5");
        write(&mut form, "care", "<p>Wipe it.</p><script>alert(1)</script>");
        let saved = admin::save(&shop, &manager(), form).await.unwrap();
        assert!(score_of(&shop, saved.id).await > before);
        assert_eq!(saved.attributes[1].values[0].html, "<p>Wipe it.</p>", "made harmless before it is kept");
        let shown = page(&shop, "mug-1").await;
        for row in [("Material", "Stoneware"), ("Height", "9.5 cm"), ("Colour", "COBALT")] {
            assert!(shown.details.contains(&(row.0.to_owned(), row.1.to_owned())), "{row:?} in {:?}", shown.details);
        }
        let labels: Vec<&str> = shown.details.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(
            labels,
            ["Material", "Material", "Colour", "Dimensions", "Height"],
            "headings stand above what they head"
        );
        assert_eq!((shown.details[0].1.as_str(), shown.details[3].1.as_str()), ("", ""));
        assert_eq!(shown.rich_texts, [("Care".to_owned(), "<p>Wipe it.</p>".to_owned())]);
        let stoneware = ListQuery::from_pairs([("material", "stoneware")]);
        let list = read::category(&shop, "mugs", &stoneware).await.unwrap().list;
        assert_eq!(list.total, 1, "what shoppers filter by is a facet at once");
        assert!(list.facets.iter().all(|facet| facet.key != "care"), "nobody filters by a rich text");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_value_that_its_kind_does_not_allow_is_told_by_its_field_and_nothing_is_saved() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = typed(&shop, "mug-1", ceramics(&shop).await).await;
        write(&mut form, "material", "stoneware");
        form.attributes[0].values[0].value = "wood".to_owned();
        write(&mut form, "height", "9.5");
        form.attributes[3].values[0].value = "tall".to_owned();
        match admin::save(&shop, &manager(), form.clone()).await.unwrap_err() {
            SaveError::Fields(wrong) => {
                let paths: Vec<_> = wrong.iter().map(|(path, _)| path.as_str()).collect();
                assert_eq!(paths, ["attributes.amaterial.text", "attributes.aheight.text"]);
            }
            error => panic!("{error:?}"),
        }
        assert_eq!(form_of(&shop, "mug-1").await.version, form.version);
        let gone = ProductForm { type_id: Some(ProductTypeId(7)), ..form_of(&shop, "mug-1").await };
        assert!(matches!(admin::save(&shop, &manager(), gone).await, Err(SaveError::Fields(_))));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_choice_is_renamed_on_every_product_and_goes_only_when_none_has_it() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (id, actor) = (ceramics(&shop).await, manager());
        let sheet = attribute::attribute(&shop, id, "colour").await.unwrap();
        assert_eq!((sheet.products, sheet.attribute.definition.choices.len()), (6, 2));
        let mut changed = edit("Colour", AttributeKind::Colour);
        (changed.choices, changed.facet) = (sheet.attribute.definition.choices, true);
        let cobalt = changed.choices.iter().position(|choice| choice.value == "cobalt").unwrap();
        changed.choices[cobalt].label = "Deep cobalt".to_owned();
        attribute::save(&shop, &actor, id, "colour", changed.clone()).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.details[0].1, "Deep cobalt");
        let list = read::category(&shop, "mugs", &ListQuery::default()).await.unwrap().list;
        assert!(list.facets.iter().flat_map(|facet| &facet.values).any(|value| value.label == "Deep cobalt"));

        changed.choices.remove(cobalt);
        let refused = attribute::save(&shop, &actor, id, "colour", changed.clone()).await.unwrap_err();
        assert_eq!(fields(&refused), ["choices"]);
        changed.kind = AttributeKind::Number;
        let refused = attribute::save(&shop, &actor, id, "colour", changed).await.unwrap_err();
        assert_eq!(fields(&refused), ["kind"], "colours are no numbers");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_text_that_becomes_a_choice_offers_what_products_have() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (id, actor) = (ceramics(&shop).await, manager());
        let origin = attribute::add(&shop, &actor, id, edit("Made in", AttributeKind::Text)).await.unwrap();
        let mut form = typed(&shop, "mug-1", id).await;
        write(&mut form, &origin, "Alentejo");
        admin::save(&shop, &actor, form).await.unwrap();
        let mut changed = edit("Made in", AttributeKind::Choices);
        changed.choices = choices(&["Porto"]);
        attribute::save(&shop, &actor, id, &origin, changed).await.unwrap();
        let sheet = attribute::attribute(&shop, id, &origin).await.unwrap();
        let offered: Vec<_> = sheet.attribute.definition.choices.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(offered, ["Porto", "Alentejo"]);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_number_is_said_in_its_new_unit_everywhere() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (id, actor) = (ceramics(&shop).await, manager());
        let mut form = typed(&shop, "mug-1", id).await;
        write(&mut form, "height", "95");
        admin::save(&shop, &actor, form).await.unwrap();
        let changed = AttributeEdit { unit: "mm".to_owned(), ..edit("Height", AttributeKind::Number) };
        attribute::save(&shop, &actor, id, "height", changed).await.unwrap();
        assert!(page(&shop, "mug-1").await.details.iter().any(|(_, value)| value == "95 mm"));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_would_be_there_twice_or_is_needed_is_refused() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (id, actor) = (ceramics(&shop).await, manager());
        assert_eq!(fields(&attribute::create(&shop, &actor, "Ceramics").await.unwrap_err()), ["name"]);
        assert_eq!(fields(&attribute::create(&shop, &actor, "  ").await.unwrap_err()), ["name"]);
        let again = edit("material", AttributeKind::Text);
        assert_eq!(fields(&attribute::add(&shop, &actor, id, again).await.unwrap_err()), ["label"]);
        let empty = edit("Finish", AttributeKind::Choice);
        assert_eq!(fields(&attribute::add(&shop, &actor, id, empty).await.unwrap_err()), ["choices"]);
        let form = typed(&shop, "mug-1", id).await;
        assert!(matches!(attribute::remove(&shop, &actor, id).await, Err(ModelError::InUse(_))));
        let form = ProductForm { type_id: None, ..form };
        let form = admin::save(&shop, &actor, form).await.unwrap();
        let kept: Vec<_> = form.attributes.iter().map(|field| field.definition.key.as_str()).collect();
        assert_eq!(kept, ["colour"], "without a type it keeps what it has");
        attribute::remove(&shop, &actor, id).await.unwrap();
        assert!(attribute::list(&shop).await.unwrap().is_empty());
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_a_type_asks_for_changes_the_score_of_its_products() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (id, actor) = (ceramics(&shop).await, manager());
        let mut form = typed(&shop, "mug-1", id).await;
        write(&mut form, "material", "stoneware");
        let saved = admin::save(&shop, &actor, form).await.unwrap();
        score::catch_up(&shop, 100).await.unwrap();
        let before = score_of(&shop, saved.id).await;
        attribute::detach(&shop, &actor, id, "height").await.unwrap();
        attribute::attach(&shop, &actor, id, "height", ("Dimensions", true)).await.unwrap();
        assert_eq!(score::catch_up(&shop, 100).await.unwrap(), 1, "only products of the type are looked at again");
        assert!(score_of(&shop, saved.id).await < before);
        attribute::move_attribute(&shop, &actor, id, "height", true).await.unwrap();
        let keys: Vec<_> = attribute::sheet(&shop, id).await.unwrap().attributes;
        assert_eq!(keys[0].definition.key, "height", "it took its heading along");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_brand_tells_shoppers_who_made_a_product_and_makes_it_more_complete() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (actor, slug) = (manager(), "mug-1");
        let form = form_of(&shop, slug).await;
        assert_eq!(form.safety, SafetyState::Missing);
        score::catch_up(&shop, 100).await.unwrap();
        let before = score_of(&shop, form.id).await;
        assert_eq!(page(&shop, slug).await.safety.manufacturer, None);

        let known = brand::list(&shop).await.unwrap();
        assert_eq!((known.len(), known[0].name.as_str(), known[0].products), (1, "Marram", 6), "a name is a brand");
        let mut marram = brand::form(&shop, known[0].id).await.unwrap();
        marram.manufacturer = Contact {
            name: "Marram Ceramica Lda".to_owned(),
            address: "Rua das Dunas 4, Porto".to_owned(),
            email: "Hello".to_owned(),
        };
        marram.country = "PT".to_owned();
        let refused = brand::save(&shop, &actor, marram.clone()).await.unwrap_err();
        assert_eq!(fields(&refused), ["manufacturer.email"]);
        marram.manufacturer.email = "hello@marram.example".to_owned();
        brand::save(&shop, &actor, marram.clone()).await.unwrap();
        assert_eq!(page(&shop, slug).await.safety.manufacturer.as_ref(), Some(&marram.manufacturer));
        assert_eq!(form_of(&shop, slug).await.safety, SafetyState::Told);
        assert_eq!(score::catch_up(&shop, 100).await.unwrap(), 6);
        assert!(score_of(&shop, form.id).await > before);
        assert!(matches!(brand::save(&shop, &actor, marram).await, Err(ModelError::Conflict)), "an old version");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_brand_is_renamed_on_its_products_and_stays_while_they_have_it() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let actor = manager();
        let other = brand::create(&shop, &actor, "Dune").await.unwrap();
        let id = brand::list(&shop).await.unwrap().iter().find(|row| row.name == "Marram").unwrap().id;
        let mut form = brand::form(&shop, id).await.unwrap();
        form.name = "Dune".to_owned();
        assert_eq!(fields(&brand::save(&shop, &actor, form.clone()).await.unwrap_err()), ["name"]);
        form.name = "Marram & Sons".to_owned();
        brand::save(&shop, &actor, form).await.unwrap();
        assert_eq!(page(&shop, "mug-2").await.brand, "Marram & Sons");
        assert!(matches!(brand::remove(&shop, &actor, id).await, Err(ModelError::InUse(_))));
        brand::remove(&shop, &actor, other).await.unwrap();
        let mut mug = form_of(&shop, "mug-2").await;
        mug.brand = "Gale".to_owned();
        admin::save(&shop, &actor, mug).await.unwrap();
        let gale = ListQuery::from_pairs([("brand", "gale")]);
        let list = read::category(&shop, "mugs", &gale).await.unwrap().list;
        assert_eq!(list.total, 1, "two brands are a choice");
    })
    .await
    .unwrap();
}
