//! Many products at once: the register behind the list, the grid's save, rules with preview and undo, and what people keep for
//! their lists.

use domain::{
    catalog::{
        ProductFilter, ProductOrder, ProductSort, StockLevel,
        bulk::{
            BulkVariant, Change, Field, RuleInput, Subject,
            view::{ChangeState, Selection},
        },
        register::Turn,
        view::ProductRows,
    },
    kernel::{ProductChangeId, ProductId},
};
use services::{
    Shop,
    account::{AccountError, preference, read, write},
    catalog::{
        admin::{self, ProductListQuery},
        bulk::{self, BulkError},
        history,
    },
    testing::for_each_database,
};

use crate::{
    catalog::{filled, manager, page},
    selling::World,
};

async fn list(shop: &Shop, filter: ProductFilter, sort: ProductSort) -> ProductRows {
    let order = ProductOrder { sort, descending: false };
    admin::list(shop, &ProductListQuery { filter, order, turn: Turn::First }).await.unwrap()
}

fn titles(rows: &ProductRows) -> Vec<&str> {
    rows.rows.iter().map(|row| row.title.as_str()).collect()
}

async fn everything(shop: &Shop) -> Selection {
    let all = admin::all(shop, &ProductFilter::default()).await.unwrap();
    Selection::of(&all)
}

async fn grid(shop: &Shop) -> Vec<(ProductId, BulkVariant)> {
    let grid = bulk::grid(shop, &everything(shop).await).await.unwrap();
    grid.products
        .into_iter()
        .flat_map(|product| product.variants.into_iter().map(move |variant| (product.id, variant)))
        .collect()
}

fn change(row: &(ProductId, BulkVariant), field: Field, before: &str, after: &str) -> Change {
    Change {
        product: row.0,
        subject: Subject::Variant(row.1.id),
        field,
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

fn rule(action: &str, value: &str) -> RuleInput {
    RuleInput { action: action.to_owned(), value: value.to_owned(), ..RuleInput::default() }
}

async fn prices(shop: &Shop) -> Vec<i64> {
    grid(shop).await.into_iter().map(|(_, variant)| variant.price.minor).collect()
}

async fn state(shop: &Shop, id: ProductChangeId) -> ChangeState {
    bulk::view(shop, id).await.unwrap().change.state
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_follows_every_change_at_once() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let none = ProductFilter::default;
        let rows = list(&shop, none(), ProductSort::Title).await;
        assert_eq!(titles(&rows), ["Mug 1", "Mug 2", "Mug 3", "Mug 4", "Mug 5", "Mug 6"]);
        assert_eq!((rows.rows[0].category.as_str(), rows.rows[0].sku.as_str()), ("mugs", "SKU-1-0"));
        let mut form = admin::form(&shop, page(&shop, "mug-2").await.id).await.unwrap();
        form.title = "A cup".to_owned();
        form.tags = "sale, Cup".to_owned();
        form.variants[0].price.minor = 100;
        form.variants[0].compare_at = None;
        admin::save(&shop, &manager(), form.clone()).await.unwrap();
        assert_eq!(titles(&list(&shop, none(), ProductSort::Title).await)[0], "A cup");
        assert_eq!(titles(&list(&shop, none(), ProductSort::Price).await)[0], "A cup");
        let tagged = ProductFilter { tag: "SALE".to_owned(), ..none() };
        assert_eq!(list(&shop, tagged, ProductSort::Title).await.total, 1);
        let dear = ProductFilter { price_from: "24.00".to_owned(), ..none() };
        assert_eq!(list(&shop, dear, ProductSort::Title).await.total, 5);
        admin::set_published(&shop, &manager(), form.id, false).await.unwrap();
        let hidden = ProductFilter { published: Some(false), ..none() };
        assert_eq!(titles(&list(&shop, hidden, ProductSort::Title).await), ["A cup"]);
        let made = admin::create(&shop, &manager(), "A new one").await.unwrap();
        let newest = admin::list(&shop, &ProductListQuery::default()).await.unwrap();
        assert_eq!(newest.rows[0].id, made);
        let kitchen = admin::filter_choices(&shop).await.unwrap();
        let below = ProductFilter { category: Some(kitchen.categories[0].0), ..none() };
        assert_eq!(list(&shop, below, ProductSort::Title).await.total, 6, "what is below a category counts");
        assert_eq!(kitchen.brands, [("Marram".to_owned(), 6)]);
        assert!(kitchen.tags.contains(&("cup".to_owned(), 6)), "capital letters make no other tag: {:?}", kitchen.tags);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_wrote_is_found_by_its_time() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        assert_eq!(list(&shop, ProductFilter::default(), ProductSort::Title).await.total, 6);
        let elsewhere = shop.database.write(|tx| {
            Box::pin(async move {
                let statement = "UPDATE product SET title = 'Zebra', updated_at = updated_at + 1 WHERE slug = 'mug-1'";
                sqlx::query(statement).execute(tx.connection()).await?;
                Ok::<_, services::db::DatabaseError>(())
            })
        });
        elsewhere.await.unwrap();
        let text = ProductFilter { text: "zebra".to_owned(), ..ProductFilter::default() };
        assert_eq!(list(&shop, text, ProductSort::Title).await.total, 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sold_leaves_the_list_of_what_is_in_stock() {
    for_each_database(|database| async move {
        let world = World::open(database, 1, 5).await;
        let in_stock = ProductFilter { stock: Some(StockLevel::In), ..ProductFilter::default() };
        assert_eq!(list(&world.shop, in_stock.clone(), ProductSort::Stock).await.total, 2);
        world.order(&[("mug", 1)], "transfer").await;
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(5);
        // The shelf hears of a sale beside the request.
        while list(&world.shop, in_stock.clone(), ProductSort::Stock).await.total == 2 {
            assert!(std::time::Instant::now() < deadline, "the list never heard of the sale");
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        let out = ProductFilter { stock: Some(StockLevel::Out), ..ProductFilter::default() };
        assert_eq!(titles(&list(&world.shop, out, ProductSort::Stock).await), ["A mug"]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_grid_saves_everything_or_nothing_and_can_be_undone() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let rows = grid(&shop).await;
        assert_eq!(rows.len(), 12);
        let (one, two) = (&rows[0], &rows[1]);
        let (sku, other) = (one.1.sku.clone(), two.1.sku.clone());
        let product = Subject::Product(one.0);
        let changes = vec![
            change(one, Field::Price, "2400", "2650"),
            change(one, Field::CompareAt, "", "3000"),
            change(one, Field::Cost, "900", ""),
            change(one, Field::OnHand, &one.1.on_hand.to_string(), "40"),
            change(one, Field::Weight, "100", "250"),
            // Two SKUs change places.
            change(one, Field::Sku, &sku, &other),
            change(two, Field::Sku, &other, &sku),
            Change {
                subject: product,
                field: Field::Published,
                before: "1".to_owned(),
                after: "0".to_owned(),
                ..change(one, Field::Title, "", "")
            },
        ];
        let id = bulk::save(&shop, &manager(), changes.clone()).await.unwrap();
        let now = grid(&shop).await;
        let saved = &now[0].1;
        assert_eq!((saved.price.minor, saved.compare_at.unwrap().minor, saved.cost), (2_650, 3_000, None));
        assert_eq!((saved.on_hand, saved.weight_grams, saved.sku.as_str()), (40, 250, other.as_str()));
        assert_eq!(now[1].1.sku, sku);
        let hidden = ProductFilter { published: Some(false), ..ProductFilter::default() };
        assert_eq!(list(&shop, hidden.clone(), ProductSort::Title).await.total, 1);

        let again = bulk::save(&shop, &manager(), changes).await;
        let Err(BulkError::Conflict(conflicts)) = again else { panic!("{again:?}") };
        let price = conflicts.iter().find(|conflict| conflict.field == Field::Price).unwrap();
        assert_eq!(price.theirs.as_deref(), Some("2650"), "the other's value is told");

        bulk::undo(&shop, &manager(), id).await.unwrap();
        assert_eq!(grid(&shop).await, rows, "every value is what it was");
        assert_eq!(list(&shop, hidden, ProductSort::Title).await.total, 0);
        assert!(matches!(bulk::undo(&shop, &manager(), id).await, Err(BulkError::NotNow)), "only once");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_many_are_saved_at_once_and_the_version_has_the_number_of_its_save() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let before = bulk::grid(&shop, &everything(&shop).await).await.unwrap().products;
        let mut changes = Vec::new();
        for (product, row) in before.iter().zip(grid(&shop).await) {
            let of_product = |field, before: &str, after: &str| Change {
                subject: Subject::Product(product.id),
                ..change(&row, field, before, after)
            };
            changes.push(of_product(Field::Title, &product.title, &format!("Old {}", product.title)));
            changes.push(of_product(Field::Brand, &product.brand, "Kiln & Co"));
            changes.push(of_product(Field::Tags, &product.tags, "blue, old"));
        }
        let rows = grid(&shop).await;
        changes.extend(rows.iter().map(|row| change(row, Field::TaxClass, "standard", "reduced")));
        changes.push(change(&rows[0], Field::Barcode, &rows[0].1.barcode, "4006381333931"));
        bulk::save(&shop, &manager(), changes).await.unwrap();

        for (now, before) in bulk::grid(&shop, &everything(&shop).await).await.unwrap().products.iter().zip(&before) {
            assert_eq!(now.title, format!("Old {}", before.title));
            assert_eq!((now.brand.as_str(), now.tags.as_str()), ("Kiln & Co", "blue, old"));
            assert!(now.variants.iter().all(|variant| variant.tax_class == "reduced"));
            let version = history::read(&shop, now.id, None).await.unwrap().versions.remove(0);
            assert_eq!(version.number, admin::form(&shop, now.id).await.unwrap().version);
        }
        assert_eq!(grid(&shop).await[0].1.barcode, "4006381333931");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cells_that_cannot_stay_are_told_and_nothing_is_saved() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let rows = grid(&shop).await;
        let (one, two) = (&rows[0], &rows[1]);
        let mut product = change(one, Field::Brand, "Marram", "Dune");
        product.subject = Subject::Variant(one.1.id);
        for (changes, field) in [
            (vec![change(one, Field::Price, "2400", "-1")], Field::Price),
            (vec![change(one, Field::Price, "2400", "24.00")], Field::Price),
            (vec![change(one, Field::Barcode, &one.1.barcode, "123")], Field::Barcode),
            (vec![change(one, Field::CompareAt, "", "2400")], Field::CompareAt),
            (vec![change(one, Field::Sku, &one.1.sku, &two.1.sku)], Field::Sku),
            (vec![change(one, Field::TaxClass, "standard", "luxury")], Field::TaxClass),
            (vec![change(one, Field::Title, "Mug 1", "")], Field::Title),
        ] {
            let mut changes = changes;
            changes.push(change(two, Field::Weight, "100", "111"));
            let refused = bulk::save(&shop, &manager(), changes).await;
            let Err(BulkError::Refused(refused)) = refused else { panic!("{field:?}: {refused:?}") };
            assert_eq!(refused[0].field, field);
        }
        assert_eq!(grid(&shop).await, rows);
        assert!(matches!(bulk::save(&shop, &manager(), Vec::new()).await, Err(BulkError::Nothing)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_previewed_made_and_undone_except_for_what_was_changed_since() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let before = prices(&shop).await;
        let mut rise = rule("price-percent", "+5 %");
        rise.rounding = "90/100".to_owned();
        let view = Selection { all: "1".to_owned(), ..Selection::default() };
        let preview = bulk::preview(&shop, &view, &rise).await.unwrap();
        assert_eq!((preview.products, preview.changed_products, preview.changes, preview.problems), (6, 6, 12, 0));
        assert_eq!((preview.first[0].before.as_str(), preview.first[0].after.as_str()), ("24.00", "24.90"));
        assert_eq!(prices(&shop).await, before, "a preview changes nothing");

        let id = bulk::start(&shop, &manager(), &view, &rise).await.unwrap();
        let detail = bulk::view(&shop, id).await.unwrap();
        assert_eq!((detail.change.state, detail.change.changed), (ChangeState::Done, 12));
        assert_eq!(detail.change.title, "Price +5 %, rounded to end in 0.90");
        assert_eq!(prices(&shop).await[..2], [2_490, 2_590]);
        let product = detail.first[0].change.product;
        let versions = history::read(&shop, product, None).await.unwrap();
        assert!(format!("{versions:?}").contains("24.90"), "the product's history tells: {versions:?}");
        let bounds = ProductFilter { price_from: "24.90".to_owned(), ..ProductFilter::default() };
        assert_eq!(list(&shop, bounds, ProductSort::Price).await.total, 6, "the list knows");

        let rows = grid(&shop).await;
        bulk::save(&shop, &manager(), vec![change(&rows[0], Field::Price, "2490", "1111")]).await.unwrap();
        bulk::undo(&shop, &manager(), id).await.unwrap();
        let detail = bulk::view(&shop, id).await.unwrap();
        assert_eq!((detail.change.state, detail.change.kept), (ChangeState::Undone, 1));
        assert_eq!(detail.kept[0].title, "Mug 1");
        let after = prices(&shop).await;
        assert_eq!(after[0], 1_111, "what was changed since stays");
        assert_eq!(after[1..], before[1..]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_categories_and_stock_change_for_many_and_come_back() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let before = bulk::grid(&shop, &everything(&shop).await).await.unwrap();
        let kitchen = admin::filter_choices(&shop).await.unwrap().categories[0].0;
        let selection = everything(&shop).await;
        let mut done = Vec::new();
        for rule in [
            rule("add-tag", "sale"),
            rule("remove-tag", "Cup"),
            rule("add-category", &kitchen.to_string()),
            rule("brand", "Dune"),
            rule("stock-by", "5"),
            rule("tax-class", "reduced"),
            rule("hide", ""),
        ] {
            done.push(bulk::start(&shop, &manager(), &selection, &rule).await.unwrap());
        }
        let now = bulk::grid(&shop, &selection).await.unwrap();
        let first = &now.products[0];
        assert_eq!((first.tags.as_str(), first.brand.as_str(), first.published), ("ceramic, sale", "Dune", false));
        assert_eq!(first.categories.len(), 2);
        assert_eq!(first.variants[0].on_hand, before.products[0].variants[0].on_hand + 5);
        for id in done.into_iter().rev() {
            bulk::undo(&shop, &manager(), id).await.unwrap();
            assert_eq!(bulk::view(&shop, id).await.unwrap().change.kept, 0);
        }
        assert_eq!(bulk::grid(&shop, &selection).await.unwrap().products, before.products);
        let unknown = bulk::start(&shop, &manager(), &selection, &rule("tax-class", "luxury")).await;
        assert!(matches!(unknown, Err(BulkError::Rule(_))));
        let nothing = bulk::start(&shop, &manager(), &Selection::default(), &rule("hide", "")).await;
        assert!(matches!(nothing, Err(BulkError::Nothing)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_a_crash_interrupted_goes_on_where_it_was() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let selection = everything(&shop).await;
        let id = bulk::start(&shop, &manager(), &selection, &rule("add-tag", "sale")).await.unwrap();
        let interrupt = shop.database.write(move |tx| {
            Box::pin(async move {
                for statement in [
                    "UPDATE product_change SET state = 'running', done = 4, changed = 4, lease_until = 0",
                    "DELETE FROM product_change_value WHERE product_id IN (SELECT id FROM product ORDER BY id DESC LIMIT 2)",
                    "UPDATE product SET tags = 'ceramic, cup' WHERE id IN (SELECT id FROM product ORDER BY id DESC LIMIT 2)",
                ] {
                    sqlx::query(statement).execute(tx.connection()).await?;
                }
                Ok::<_, services::db::DatabaseError>(())
            })
        });
        interrupt.await.unwrap();
        assert!(bulk::work(&shop).await.unwrap());
        assert!(!bulk::work(&shop).await.unwrap(), "nothing waits any more");
        assert_eq!(state(&shop, id).await, ChangeState::Done);
        assert_eq!(bulk::view(&shop, id).await.unwrap().change.changed, 6);
        let tagged = ProductFilter { tag: "sale".to_owned(), ..ProductFilter::default() };
        assert_eq!(list(&shop, tagged, ProductSort::Title).await.total, 6);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn people_keep_their_own_views_and_nobody_elses() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut people = Vec::new();
        for email in ["one@example.org", "two@example.org"] {
            let link = write::invite_owner(&shop).await.unwrap();
            let welcome = write::Welcome {
                token: link.rsplit('/').next().unwrap().to_owned(),
                name: "Somebody".to_owned(),
                email: email.to_owned(),
                password: "a long and quiet harbour".to_owned(),
            };
            let token = write::accept_invitation(&shop, welcome).await.unwrap();
            people.push(read::staff(&shop, Some(&token)).await.unwrap().unwrap().id);
        }
        let (one, two) = (people[0], people[1]);
        let id = preference::add_view(&shop, one, "products", " Low ", "stock=low").await.unwrap();
        let taken = preference::add_view(&shop, one, "products", "Low", "").await;
        assert!(matches!(taken, Err(AccountError::ViewNameTaken)), "{taken:?}");
        preference::add_view(&shop, two, "products", "Low", "").await.unwrap();
        assert!(matches!(preference::set_view(&shop, two, id, "q=x").await, Err(AccountError::NoSuchView)));
        preference::delete_view(&shop, two, id).await.unwrap();
        preference::rename_view(&shop, one, id, "Nearly gone").await.unwrap();
        preference::set_view(&shop, one, id, "stock=out").await.unwrap();
        let views = preference::views(&shop, one, "products").await.unwrap();
        assert_eq!(views.len(), 1);
        assert_eq!((views[0].name.as_str(), views[0].query.as_str()), ("Nearly gone", "stock=out"));
        preference::delete_view(&shop, one, id).await.unwrap();
        assert!(preference::views(&shop, one, "products").await.unwrap().is_empty());
        for look in ["{}", "{\"compact\":true}"] {
            preference::keep(&shop, one, "products", look).await.unwrap();
            assert_eq!(preference::read(&shop, one, "products").await.unwrap(), look);
        }
        assert_eq!(preference::read(&shop, two, "products").await.unwrap(), "");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_sets_an_attribute_where_the_brand_is_right_and_undo_brings_back_what_was_there() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let selection = everything(&shop).await;
        let before: Vec<_> = page(&shop, "mug-1").await.details.clone();
        let set = RuleInput {
            attribute: "colour".to_owned(),
            condition: "brand".to_owned(),
            condition_value: "Marram".to_owned(),
            ..rule("attribute", "cobalt")
        };
        let preview = bulk::preview(&shop, &selection, &set).await.unwrap();
        assert!(preview.changed_products > 0 && preview.changed_products < 6, "{preview:?}");
        assert_eq!(preview.first[0].after, "Colour: COBALT");
        assert!(preview.first[0].before.starts_with("Colour: "));
        let change = bulk::start(&shop, &manager(), &selection, &set).await.unwrap();
        assert_eq!(
            bulk::view(&shop, change).await.unwrap().change.title,
            "Colour: COBALT, where the brand is “Marram”"
        );
        for number in 1..=6 {
            let form = admin::form(&shop, page(&shop, &format!("mug-{number}")).await.id).await.unwrap();
            let colour = form.attributes.iter().find(|field| field.definition.key == "colour").unwrap();
            assert_eq!(colour.values.iter().map(|value| value.value.as_str()).collect::<Vec<_>>(), ["cobalt"]);
        }
        let id = page(&shop, "mug-2").await.id;
        let versions = history::read(&shop, id, None).await.unwrap().versions;
        assert_eq!(versions.first().map(|version| version.changes.len()), Some(1));
        // What was changed since stays.
        let mut form = admin::form(&shop, id).await.unwrap();
        form.attributes.iter_mut().for_each(|field| field.values.clear());
        admin::save(&shop, &manager(), form).await.unwrap();
        bulk::undo(&shop, &manager(), change).await.unwrap();
        assert_eq!(bulk::view(&shop, change).await.unwrap().change.kept, 1);
        assert_eq!(page(&shop, "mug-1").await.details, before);
        let clear = RuleInput { attribute: "colour".to_owned(), ..rule("clear-attribute", "") };
        bulk::start(&shop, &manager(), &selection, &clear).await.unwrap();
        assert!(page(&shop, "mug-1").await.details.iter().all(|(label, _)| label != "Colour"));
        for (wrong, field) in [
            (RuleInput { attribute: "colour".to_owned(), ..rule("attribute", "sand of nowhere") }, "value"),
            (RuleInput { attribute: "shape".to_owned(), ..rule("attribute", "round") }, "attribute"),
        ] {
            let refused = bulk::preview(&shop, &selection, &wrong).await;
            assert!(matches!(&refused, Err(BulkError::Rule(error)) if error.field == field), "{refused:?}");
        }
        let smuggled = Change {
            product: id,
            subject: Subject::Product(id),
            field: Field::Attribute,
            before: String::new(),
            after: "colour\u{1f}Colour\u{1e}x\u{1f}X\u{1f}\u{1f}<script>".to_owned(),
        };
        let refused = bulk::save(&shop, &manager(), vec![smuggled]).await;
        assert!(matches!(refused, Err(BulkError::Refused(_))), "{refused:?}");
    })
    .await
    .unwrap();
}
