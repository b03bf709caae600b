//! Reading and changing the catalogue.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use domain::{
    catalog::{
        ListQuery, ProductFilter, StockLevel,
        view::{OptionValueView, OptionView, ProductForm, ProductPageView, StockView},
    },
    kernel::{Currency, ImageId, Money, ProductId, Slug, Timestamp},
};
use futures::TryStreamExt as _;
use services::{
    Shop,
    account::Actor,
    catalog::{
        CatalogError,
        admin::{self, ProductListQuery, SaveError},
        job,
        read::{self, ProductRead},
    },
    db::Database,
    demo::{
        Outflow,
        input::{AttributeInput, CategoryInput, ProductInput, ValueInput, VariantInput},
        write_catalogue,
    },
    port::{Images, ImagesError, PreparedFile, PreparedImage, Search, SearchDocument, SearchDocuments, SearchError},
    testing::{self, StoppedClock, for_each_database},
};
use sqlx::Row as _;

pub const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// Remembers what it was given, and finds all of it.
#[derive(Debug, Default)]
struct Notebook(std::sync::Mutex<Vec<SearchDocument>>);

#[async_trait]
impl Search for Notebook {
    async fn replace_all(&self, documents: SearchDocuments<'_>) -> Result<(), SearchError> {
        let parts: Vec<Vec<SearchDocument>> = documents.try_collect().await?;
        *self.0.lock().unwrap() = parts.concat();
        Ok(())
    }

    async fn update(&self, documents: Vec<SearchDocument>, gone: Vec<ProductId>) -> Result<(), SearchError> {
        let mut known = self.0.lock().unwrap();
        known.retain(|old| !gone.contains(&ProductId(old.id)) && documents.iter().all(|new| new.id != old.id));
        known.extend(documents);
        Ok(())
    }

    async fn find(&self, ways: &[String], most: usize) -> Result<Vec<ProductId>, SearchError> {
        let known = self.0.lock().unwrap();
        let is_found = |title: &str| ways.iter().any(|way| title.to_lowercase().contains(&way.to_lowercase()));
        let found = known.iter().filter(|document| is_found(&document.title));
        Ok(found.take(most).map(|document| ProductId(document.id)).collect())
    }

    async fn suggest(&self, ways: &[String], most: usize) -> Result<Vec<ProductId>, SearchError> {
        self.find(ways, most).await
    }

    async fn did_you_mean(&self, text: &str) -> Result<Option<String>, SearchError> {
        // It guesses whatever it is asked, as an index may.
        Ok(Some(if text == "lamp" { "lantern" } else { "mug" }.to_owned()))
    }

    fn size(&self) -> Option<u64> {
        Some(self.0.lock().unwrap().len() as u64)
    }
}

/// Takes every text as a picture.
#[derive(Debug)]
struct AnyPicture;

impl Images for AnyPicture {
    fn prepare(&self, bytes: &[u8]) -> Result<PreparedImage, ImagesError> {
        let hash = String::from_utf8(bytes.to_vec()).map_err(|_| ImagesError::UnknownFormat)?;
        Ok(PreparedImage {
            format: "png",
            width: 320,
            height: 200,
            widths: vec![160, 320],
            placeholder: "ffffff,ffffff,000000,000000".to_owned(),
            files: vec![PreparedFile { key: format!("{hash}-160.webp"), bytes: Bytes::from_static(b"picture") }],
            hash,
        })
    }
}

fn category(slug: &str, parent: Option<&str>) -> CategoryInput {
    CategoryInput {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        description: format!("All {slug}."),
        parent: parent.map(str::to_owned),
        image: None,
    }
}

fn product(number: i64) -> ProductInput {
    let value =
        |label: &str, colour: &str| OptionValueView { label: label.to_owned(), colour: Some(colour.to_owned()) };
    let variant = |place: usize| VariantInput {
        sku: format!("SKU-{number}-{place}"),
        choice: vec![place],
        price: 2_400 + i64::try_from(place).unwrap() * 100,
        compare_at: (number == 2).then_some(3_000),
        cost: 900,
        barcode: format!("20000000{number}{place}"),
        weight_grams: 100,
        content_grams: (number == 3).then_some(80),
        picture: None,
        available: if number == 4 { 0 } else { 3 + i64::try_from(place).unwrap() * 10 },
    };
    let colour = if number % 2 == 0 { "plum" } else { "cobalt" };
    ProductInput {
        slug: format!("mug-{number}"),
        title: format!("Mug {number}"),
        fact: "Stoneware".to_owned(),
        description_html: "<p>Thrown by hand.</p>".to_owned(),
        brand: "Marram".to_owned(),
        tags: "ceramic, cup".to_owned(),
        category: "mugs".to_owned(),
        values: vec![ValueInput {
            key: "colour".to_owned(),
            value: colour.to_owned(),
            label: colour.to_uppercase(),
            colour: "1f3a5f".to_owned(),
        }],
        options: vec![OptionView {
            name: "Glaze".to_owned(),
            values: vec![value("Sea", "112233"), value("Sand", "ddccbb")],
        }],
        variants: vec![variant(0), variant(1)],
        pictures: Vec::new(),
        popularity: number,
        created_at: NOW.plus(-10 * Timestamp::DAY * number),
        related: if number == 1 { vec!["mug-3".to_owned()] } else { Vec::new() },
    }
}

pub async fn filled(database: Database) -> Shop {
    let shop = testing::shop(database, Arc::new(StoppedClock::at(NOW)));
    let shop = testing::with_parts(&shop, |parts| {
        parts.search = Arc::new(Notebook::default());
        parts.images = Arc::new(AnyPicture);
    });
    let colour = AttributeInput { key: "colour".to_owned(), label: "Colour".to_owned(), colour: true, facet: true };
    let frame = (vec![category("kitchen", None), category("mugs", Some("kitchen"))], vec![colour]);
    let nothing_sold = Outflow::new(&[]);
    write_catalogue(&shop.database, (Currency::EUR, NOW), frame, (1..=6).map(product), &nothing_sold, |_| {})
        .await
        .unwrap();
    shop.shelf.reload().await.unwrap();
    job::index_everything(&shop).await.unwrap();
    shop
}

pub fn manager() -> Actor {
    Actor { staff: None, name: "Maren".to_owned() }
}

pub async fn page(shop: &Shop, slug: &str) -> Arc<ProductPageView> {
    match read::product(shop, slug).await.unwrap() {
        ProductRead::Found(page) => page,
        ProductRead::MovedTo(slug) => panic!("moved to {slug}"),
    }
}

async fn form_of(shop: &Shop, slug: &str) -> ProductForm {
    admin::form(shop, page(shop, slug).await.id).await.unwrap()
}

async fn number(shop: &Shop, statement: &'static str) -> i64 {
    sqlx::query(statement).fetch_one(shop.database.reader()).await.unwrap().try_get(0).unwrap()
}

fn fields(error: SaveError) -> Vec<String> {
    match error {
        SaveError::Fields(fields) => fields.into_iter().map(|(field, _)| field).collect(),
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn shoppers_read_lists_pages_and_the_home_page() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let frame = read::frame(&shop).await.unwrap();
        assert_eq!((frame.product_count, frame.has_sale, frame.menu[0].children.len()), (6, true, 1));
        let category = read::category(&shop, "kitchen", &ListQuery::default()).await.unwrap();
        assert_eq!((category.list.total, category.children[0].count, category.path.len()), (6, 6, 1));
        assert_eq!(category.list.tiles.last().unwrap().slug, "mug-4", "sold out comes last");
        let plum = ListQuery::from_pairs([("colour", "plum"), ("availability", "in-stock")]);
        assert_eq!(read::category(&shop, "mugs", &plum).await.unwrap().list.total, 2);
        assert_eq!(read::sale(&shop, &ListQuery::default()).await.unwrap().tiles[0].slug, "mug-2");
        assert_eq!(read::home(&shop).await.unwrap().most_loved[0].slug, "mug-6");
        assert!(matches!(read::category(&shop, "nowhere", &ListQuery::default()).await, Err(CatalogError::NotFound)));

        let mug = page(&shop, "mug-3").await;
        assert_eq!(mug.path.iter().map(|link| link.slug.as_str()).collect::<Vec<_>>(), ["kitchen", "mugs"]);
        assert_eq!(mug.options[0].values[1].label, "Sand");
        assert_eq!(
            mug.variants.iter().map(|variant| variant.stock).collect::<Vec<_>>(),
            [StockView::Low(3), StockView::InStock]
        );
        assert_eq!(mug.variants[0].unit_price.as_ref().unwrap().to_owned().price.to_string(), "€30.00");
        assert_eq!(mug.details, [("Colour".to_owned(), "COBALT".to_owned())]);
        assert_eq!(page(&shop, "mug-1").await.related[0].slug, "mug-3");
        assert_eq!(page(&shop, "mug-4").await.variants[0].stock, StockView::SoldOut);
        assert!(matches!(read::product(&shop, "mug-77").await, Err(CatalogError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn shoppers_find_by_words() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let ask = |text: &'static str| ListQuery::from_pairs([("q", text)]);
        let found = read::search(&shop, &ask("mug 5")).await.unwrap();
        assert_eq!((found.list.total, found.alternatives.len()), (1, 0));
        let nothing = read::search(&shop, &ask("lamp")).await.unwrap();
        assert_eq!((nothing.list.total, nothing.alternatives.len()), (0, 5));
        assert_eq!(read::search(&shop, &ask("")).await.unwrap().list.total, 6);
        let suggested = read::suggest(&shop, "mug").await.unwrap();
        assert_eq!((suggested.products.len(), suggested.categories[0].slug.as_str()), (6, "mugs"));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_saved_product_shows_at_once_everywhere() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = form_of(&shop, "mug-1").await;
        read::search(&shop, &ListQuery::from_pairs([("q", "mug")])).await.unwrap();
        form.title = " Gale mug ".to_owned();
        form.description_html = "<p>New.</p><script>alert(1)</script>".to_owned();
        form.variants[0].price = Money::new(1_999, Currency::EUR);
        form.variants[0].compare_at = Some(Money::new(2_500, Currency::EUR));
        let saved = admin::save(&shop, &manager(), form.clone()).await.unwrap();
        assert_eq!((saved.version, saved.title.as_str()), (form.version + 1, "Gale mug"));

        let shown = page(&shop, "mug-1").await;
        assert_eq!((shown.title.as_str(), shown.description_html.as_str()), ("Gale mug", "<p>New.</p>"));
        assert_eq!(shown.variants[0].price.minor, 1_999);
        let sale = read::sale(&shop, &ListQuery::default()).await.unwrap();
        assert!(sale.tiles.iter().any(|tile| tile.title == "Gale mug"));

        assert_eq!(number(&shop, "SELECT COUNT(*) FROM outbox WHERE kind = 'search.index'").await, 1);
        job::index_products(&shop, &[form.id]).await.unwrap();
        assert_eq!(shop.search.find(&["gale".to_owned()], 5).await.unwrap(), [form.id]);
        let audit = "SELECT COUNT(*) FROM audit WHERE action = 'product.save' AND actor = 'Maren'";
        assert_eq!(number(&shop, audit).await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_save_from_an_old_version_changes_nothing_and_shows_what_stands_there() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (mut mine, mut theirs) = (form_of(&shop, "mug-1").await, form_of(&shop, "mug-1").await);
        theirs.title = "Theirs".to_owned();
        admin::save(&shop, &manager(), theirs).await.unwrap();
        mine.title = "Mine".to_owned();
        match admin::save(&shop, &manager(), mine.clone()).await.unwrap_err() {
            SaveError::Conflict(current) => assert_eq!(current.title, "Theirs"),
            error => panic!("{error:?}"),
        }
        assert_eq!(page(&shop, "mug-1").await.title, "Theirs");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn f26_of_many_saves_of_one_version_exactly_one_wins() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let form = form_of(&shop, "mug-1").await;
        let saves = (0..8).map(|number| {
            let (shop, mut form) = (shop.clone(), form.clone());
            form.title = format!("Mug by {number}");
            tokio::spawn(async move { admin::save(&shop, &manager(), form).await })
        });
        let results = futures::future::join_all(saves).await;
        let won = results.iter().filter(|result| result.as_ref().unwrap().is_ok()).count();
        assert_eq!(won, 1);
        assert_eq!(form_of(&shop, "mug-1").await.version, form.version + 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn an_old_address_leads_to_the_product_until_another_product_takes_it() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = form_of(&shop, "mug-1").await;
        form.slug = Slug::parse("gale-mug").unwrap();
        let mut form = admin::save(&shop, &manager(), form).await.unwrap();
        assert_eq!(page(&shop, "gale-mug").await.title, "Mug 1");
        match read::product(&shop, "mug-1").await.unwrap() {
            ProductRead::MovedTo(slug) => assert_eq!(slug, "gale-mug"),
            ProductRead::Found(page) => panic!("{page:?}"),
        }
        let mut other = form_of(&shop, "mug-2").await;
        other.slug = Slug::parse("mug-3").unwrap();
        assert_eq!(fields(admin::save(&shop, &manager(), other).await.unwrap_err()), ["slug"], "it is in use");
        form.slug = Slug::parse("mug-1").unwrap();
        let mut form = admin::save(&shop, &manager(), form).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.title, "Mug 1");
        assert!(matches!(read::product(&shop, "gale-mug").await.unwrap(), ProductRead::MovedTo(_)));
        form.slug = Slug::parse("storm-mug").unwrap();
        admin::save(&shop, &manager(), form).await.unwrap();
        let mut other = form_of(&shop, "mug-2").await;
        other.slug = Slug::parse("mug-1").unwrap();
        admin::save(&shop, &manager(), other).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.title, "Mug 2", "an address that is taken again shows who has it now");
        for (old, now) in [("gale-mug", "storm-mug"), ("mug-2", "mug-1")] {
            match read::product(&shop, old).await.unwrap() {
                ProductRead::MovedTo(slug) => assert_eq!(slug, now, "{old}"),
                ProductRead::Found(page) => panic!("{page:?}"),
            }
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn stock_is_moved_by_the_difference_and_never_below_what_is_held() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = form_of(&shop, "mug-1").await;
        assert_eq!((form.variants[0].on_hand, form.variants[0].reserved), (3, 0));
        // While the form is open, two of three are held for an order.
        sqlx::query("UPDATE stock SET reserved = 2 WHERE variant_id = $1")
            .bind(form.variants[0].id.0)
            .execute(&write_pool(&shop).await)
            .await
            .unwrap();
        form.variants[0].on_hand = 1;
        assert_eq!(fields(admin::save(&shop, &manager(), form.clone()).await.unwrap_err()), ["variants.0.on_hand"]);
        form.variants[0].on_hand = 10;
        let saved = admin::save(&shop, &manager(), form).await.unwrap();
        assert_eq!((saved.variants[0].on_hand, saved.variants[0].reserved), (10, 2));
        let moves = "SELECT CAST(SUM(delta_on_hand) AS BIGINT) FROM stock_move WHERE reason = 'correction'";
        assert_eq!(number(&shop, moves).await, 7);
        assert_eq!(page(&shop, "mug-1").await.variants[0].stock, StockView::InStock);
    })
    .await
    .unwrap();
}

/// Readers may not write, and a test must.
async fn write_pool(shop: &Shop) -> sqlx::AnyPool {
    let options = shop.database.reader().connect_options();
    sqlx::any::AnyPoolOptions::new().max_connections(1).connect_with((*options).clone()).await.unwrap()
}

#[tokio::test]
async fn f15_wrong_fields_are_named_and_nothing_is_changed() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let form = form_of(&shop, "mug-1").await;
        let mut wrong = form.clone();
        wrong.title = "   ".to_owned();
        wrong.variants[0].price = Money::new(-1, Currency::EUR);
        wrong.variants[0].compare_at = Some(Money::new(i64::MAX, Currency::EUR));
        wrong.variants[1].on_hand = 1_000_000_000_000;
        wrong.variants[1].sku = wrong.variants[0].sku.clone();
        assert_eq!(
            fields(admin::save(&shop, &manager(), wrong).await.unwrap_err()),
            ["title", "variants.0.price", "variants.0.compare_at", "variants.1.on_hand", "variants.1.sku"]
        );
        let mut dollars = form.clone();
        dollars.variants[0].price = Money::new(100, Currency::parse("USD").unwrap());
        assert_eq!(fields(admin::save(&shop, &manager(), dollars).await.unwrap_err()), ["variants.0.price"]);
        let mut taken = form.clone();
        taken.variants[1].sku = "SKU-2-0".to_owned();
        taken.title = "Half".to_owned();
        assert_eq!(fields(admin::save(&shop, &manager(), taken).await.unwrap_err()), ["variants.1.sku"]);
        assert_eq!(form_of(&shop, "mug-1").await, form);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_hidden_product_is_gone_for_shoppers_at_once() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let id = page(&shop, "mug-1").await.id;
        admin::set_published(&shop, &manager(), id, false).await.unwrap();
        assert!(matches!(read::product(&shop, "mug-1").await, Err(CatalogError::NotFound)));
        assert_eq!(read::category(&shop, "mugs", &ListQuery::default()).await.unwrap().list.total, 5);
        job::index_products(&shop, &[id]).await.unwrap();
        assert_eq!(shop.search.size(), Some(5));
        admin::set_published(&shop, &manager(), id, true).await.unwrap();
        admin::set_published(&shop, &manager(), id, true).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.title, "Mug 1");
        assert_eq!(number(&shop, "SELECT COUNT(*) FROM audit WHERE action = 'product.publish'").await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_manager_finds_products_by_name_and_code() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let find = |text: &str, published| {
            ProductListQuery::of(ProductFilter { text: text.to_owned(), published, ..ProductFilter::default() })
        };
        for (text, total) in
            [("", 6), ("MUG 3", 1), ("sku-4-1", 1), ("2000000050", 1), ("marram", 6), ("100%", 0), ("_", 0)]
        {
            assert_eq!(admin::list(&shop, &find(text, None)).await.unwrap().total, total, "{text}");
        }
        let rows = admin::list(&shop, &find("mug 2", Some(true))).await.unwrap();
        let row = &rows.rows[0];
        assert_eq!((row.variants, row.available, row.price.unwrap().minor), (2, 16, 2_400));
        assert_eq!(admin::list(&shop, &find("", Some(false))).await.unwrap().total, 0);
        let low = ProductFilter { stock: Some(StockLevel::Low), ..ProductFilter::default() };
        let low = ProductListQuery::of(low);
        assert_eq!(admin::list(&shop, &low).await.unwrap().total, 6);
        assert!(matches!(admin::form(&shop, ProductId(7)).await, Err(CatalogError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_new_product_is_hidden_until_it_is_published() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let id = admin::create(&shop, &manager(), "Mug 1").await.unwrap();
        let mut form = admin::form(&shop, id).await.unwrap();
        assert!(!form.published && form.slug.as_str().starts_with("mug-1-") && form.variants.len() == 1);
        form.published = true;
        form.slug = Slug::parse("fresh-mug").unwrap();
        form.variants[0].on_hand = 4;
        admin::save(&shop, &manager(), form).await.unwrap();
        let shown = page(&shop, "fresh-mug").await;
        assert_eq!(shown.variants[0].stock, StockView::Low(4));
        assert!(matches!(admin::create(&shop, &manager(), "  ").await, Err(SaveError::Fields(_))));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn pictures_come_go_and_change_places() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let id = page(&shop, "mug-1").await.id;
        let mut pictures: Vec<ImageId> = Vec::new();
        for name in ["front", "back", "handle"] {
            let bytes = Bytes::from(name);
            let added = admin::add_image(&shop, &manager(), id, bytes, &format!("mug_{name}.jpg")).await.unwrap();
            pictures.push(added.id);
        }
        let again = admin::add_image(&shop, &manager(), id, Bytes::from("back"), "x.jpg").await.unwrap();
        assert_eq!(again.id, pictures[1], "the same content is the same picture");
        assert!(shop.files.exists("front-160.webp").await.unwrap());
        let shown = async || {
            let page = page(&shop, "mug-1").await;
            let words = page.pictures.iter().map(|picture| picture.alternative_text.as_str()).collect::<String>();
            assert_eq!(words, "", "the name of a file says nothing to those who do not see it");
            page.pictures.iter().map(|picture| picture.hash.clone()).collect::<Vec<_>>()
        };
        assert_eq!(shown().await, ["front", "back", "handle"]);
        admin::move_image(&shop, &manager(), id, pictures[2], 0).await.unwrap();
        assert_eq!(shown().await, ["handle", "front", "back"]);
        admin::remove_image(&shop, &manager(), id, pictures[0]).await.unwrap();
        assert_eq!(shown().await, ["handle", "back"]);
        let tile = read::category(&shop, "mugs", &ListQuery::default()).await.unwrap().list.tiles;
        assert_eq!(tile.iter().find(|tile| tile.id == id).unwrap().pictures.len(), 2);
        assert!(matches!(
            admin::add_image(&shop, &manager(), ProductId(7), Bytes::from("x"), "").await,
            Err(CatalogError::NotFound)
        ));
        assert!(matches!(
            admin::add_image(&shop, &manager(), id, Bytes::from_static(b"\xff\xfe"), "x").await,
            Err(CatalogError::Media(_))
        ));
    })
    .await
    .unwrap();
}
