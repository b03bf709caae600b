//! What the manager writes about a product besides its words: parcel, barcodes, categories, the day of publication, and how
//! complete all that is.

use std::sync::Arc;

use domain::{
    catalog::{CompletenessLevel, Obstacle, ProductFilter, ShopAbility, obstacles, view::ProductForm},
    kernel::{CategoryId, Money, ProductId, Timestamp},
};
use services::{
    Shop,
    catalog::{
        admin::{self, ProductListQuery, SaveError, schedule, score},
        read::{self, ProductRead},
    },
    testing::{self, StoppedClock, for_each_database},
};
use sqlx::Row as _;

use crate::catalog::{NOW, filled, manager, page};

async fn shelf_shows(shop: &Shop, slug: &str) -> bool {
    matches!(read::product(shop, slug).await, Ok(ProductRead::Found(_)))
}

async fn score_of(shop: &Shop, id: ProductId) -> i64 {
    let statement = "SELECT completeness FROM product WHERE id = $1";
    sqlx::query(statement).bind(id.0).fetch_one(shop.database.reader()).await.unwrap().try_get(0).unwrap()
}

fn fields(error: SaveError) -> Vec<String> {
    match error {
        SaveError::Fields(fields) => fields.into_iter().map(|(path, _)| path).collect(),
        other => panic!("{other}"),
    }
}

async fn form_of(shop: &Shop, slug: &str) -> ProductForm {
    admin::form(shop, page(shop, slug).await.id).await.unwrap()
}

#[tokio::test]
async fn what_carriers_and_customs_ask_is_saved_and_read_again() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let sheet = admin::sheet(&shop, page(&shop, "mug-1").await.id).await.unwrap();
        assert_eq!(
            sheet.choices.categories.iter().map(|(_, path)| path.as_str()).collect::<Vec<_>>(),
            ["kitchen", "kitchen / mugs"]
        );
        assert_eq!(sheet.choices.brands, ["Marram"]);
        assert!(sheet.choices.delivers);
        let kitchen = sheet.choices.categories[0].0;
        let mut form = sheet.form;
        form.tags = "cup, gift".to_owned();
        form.categories.insert(0, kitchen);
        form.parcel.length_mm = Some(120);
        form.parcel.customs_code = "691200".to_owned();
        form.parcel.origin_country = "PT".to_owned();
        form.variants[0].cost = Some(Money::new(850, form.variants[0].price.currency));
        form.variants[0].barcode = "4006381333931".to_owned();
        form.variants[0].weight_grams = 380;
        let saved = admin::save(&shop, &manager(), form.clone()).await.unwrap();
        assert_eq!(ProductForm { version: saved.version, updated_at: saved.updated_at, ..form }, saved);
        let path: Vec<_> = page(&shop, "mug-1").await.path.iter().map(|link| link.name.clone()).collect();
        assert_eq!(path, ["kitchen"], "the first category is the one in the path");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn contents_make_the_price_of_a_unit_and_stand_in_the_history() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = form_of(&shop, "mug-1").await;
        (form.variants[0].content_amount, form.variants[0].content_unit) = (Some(750), "ml".to_owned());
        let saved = admin::save(&shop, &manager(), form).await.unwrap();
        let told = || async { page(&shop, "mug-1").await.variants[0].unit_price.clone() };
        let unit_price = told().await.unwrap();
        assert_eq!((unit_price.price.to_string().as_str(), unit_price.per.as_str()), ("€32.00", "1 l"));
        let version = services::catalog::history::read(&shop, saved.id, None).await.unwrap().versions.remove(0);
        let labels: Vec<&str> = version.changes.iter().map(|change| change.label.as_str()).collect();
        assert_eq!(labels.len(), 2);
        assert!(labels[0].ends_with(" · Contents") && labels[1].ends_with(" · Unit of the contents"), "{labels:?}");

        let mut wrong = saved.clone();
        (wrong.variants[0].content_amount, wrong.variants[0].content_unit) = (Some(0), "barrel".to_owned());
        let refused = fields(admin::save(&shop, &manager(), wrong).await.unwrap_err());
        assert_eq!(refused, ["variants.0.content_amount", "variants.0.content_unit"]);
        let mut none = saved;
        none.variants[0].content_amount = None;
        let saved = admin::save(&shop, &manager(), none).await.unwrap();
        assert_eq!(saved.variants[0].content_unit, "", "without an amount there is no unit");
        assert!(told().await.is_none());
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn wrong_codes_sizes_and_categories_are_told_by_field() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let right = form_of(&shop, "mug-1").await;
        assert_eq!(right.variants[0].barcode, "2000000010");
        admin::save(&shop, &manager(), right).await.expect("a wrong barcode that was there before may stay");
        let mut wrong = form_of(&shop, "mug-1").await;
        wrong.parcel.width_mm = Some(0);
        wrong.parcel.customs_code = "6912".to_owned();
        wrong.parcel.origin_country = "Portugal".to_owned();
        wrong.variants[1].barcode = "4006381333932".to_owned();
        wrong.variants[1].weight_grams = -1;
        let told = fields(admin::save(&shop, &manager(), wrong).await.unwrap_err());
        let expected = ["parcel.width_mm", "parcel.customs_code", "parcel.origin_country", "variants.1.weight_grams"];
        assert_eq!(told, [&expected[..], &["variants.1.barcode"]].concat());
        let mut nowhere = form_of(&shop, "mug-1").await;
        nowhere.categories.push(CategoryId(7));
        assert_eq!(fields(admin::save(&shop, &manager(), nowhere).await.unwrap_err()), ["categories"]);
        assert_eq!(form_of(&shop, "mug-1").await.categories.len(), 1, "nothing of a refused save stays");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_scheduled_product_appears_at_its_moment_and_not_before() {
    for_each_database(|database| async move {
        let clock = Arc::new(StoppedClock::at(NOW));
        let shop = testing::with_parts(&filled(database).await, |parts| parts.clock = clock.clone());
        let mut form = form_of(&shop, "mug-1").await;
        form.published = false;
        form.publish_at = Some(NOW.plus(60_000));
        let form = admin::save(&shop, &manager(), form).await.unwrap();
        let open = ShopAbility { delivers: true, takes_payment: true };
        assert_eq!(obstacles(&form, open), [Obstacle::Scheduled(NOW.plus(60_000))]);
        assert_eq!(schedule::publish_due(&shop).await.unwrap(), 0);
        assert!(!shelf_shows(&shop, "mug-1").await);
        clock.advance(60_000);
        assert_eq!(schedule::publish_due(&shop).await.unwrap(), 1);
        assert!(shelf_shows(&shop, "mug-1").await);
        assert_eq!(schedule::publish_due(&shop).await.unwrap(), 0);
        let now = form_of(&shop, "mug-1").await;
        assert_eq!((now.published, now.publish_at, now.version), (true, None, form.version + 1));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn publishing_by_hand_forgets_the_day() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = form_of(&shop, "mug-2").await;
        form.published = false;
        form.publish_at = Some(Timestamp(NOW.0 + 5_000));
        let form = admin::save(&shop, &manager(), form).await.unwrap();
        admin::set_published(&shop, &manager(), form.id, true).await.unwrap();
        assert_eq!(form_of(&shop, "mug-2").await.publish_at, None);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn completeness_follows_every_change_whoever_made_it() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let form = form_of(&shop, "mug-1").await;
        assert_eq!(score_of(&shop, form.id).await, 0, "nobody has looked yet");
        assert_eq!(score::catch_up(&shop, 100).await.unwrap(), 6);
        assert_eq!(score::catch_up(&shop, 100).await.unwrap(), 0, "nothing has changed since");
        // Name, price, category, brand, barcode, weight and cost are there; a long description, pictures, origin and who answers
        // for its safety are not: 55 of 105.
        assert_eq!(score_of(&shop, form.id).await, 52);
        assert_eq!(score::count_incomplete(&shop).await.unwrap(), 6);
        for (level, total) in [(CompletenessLevel::Enough, 0), (CompletenessLevel::Incomplete, 6)] {
            let filter = ProductFilter { completeness: Some(level), ..ProductFilter::default() };
            assert_eq!(admin::list(&shop, &ProductListQuery::of(filter)).await.unwrap().total, total, "{level:?}");
        }
        let mut better = form.clone();
        better.description_html = format!("<p>{}</p>", "Thrown by hand. ".repeat(12));
        better.parcel.origin_country = "PT".to_owned();
        admin::save(&shop, &manager(), better).await.unwrap();
        assert_eq!(score_of(&shop, form.id).await, 71, "a save tells it at once");
        shop.database
            .write(move |transaction| {
                Box::pin(async move {
                    let statement = "UPDATE product SET brand = '', updated_at = updated_at + 1 WHERE id = $1";
                    sqlx::query(statement).bind(form.id.0).execute(transaction.connection()).await?;
                    Ok::<(), services::db::DatabaseError>(())
                })
            })
            .await
            .unwrap();
        assert_eq!(score::catch_up(&shop, 100).await.unwrap(), 1);
        assert_eq!(score_of(&shop, form.id).await, 66);
    })
    .await
    .unwrap();
}
