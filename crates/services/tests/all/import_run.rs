//! Imports in the browser: checked, imported in the background, gone on with after a crash, and undone.

use std::sync::Arc;

use domain::{
    catalog::view::ProductForm,
    importer::{
        kind::OtherKind,
        view::{ImportRunView, ImportState},
    },
    kernel::{Currency, ImportRunId, Money, ProductId, Timestamp},
};
use services::{
    Shop,
    account::Actor,
    catalog::admin,
    db::{Database, DatabaseError},
    importer::{
        Pictures,
        task::{self, KeptFile, TaskError, read, write},
    },
    setting::ShopSettings,
    testing::{self, StoppedClock, for_each_database},
};
use sqlx::Row as _;
use tempfile::TempDir;

const NOW: Timestamp = Timestamp(1_795_435_200_000);
const HEADER: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
    Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src";

struct World {
    shop: Shop,
    clock: Arc<StoppedClock>,
    directory: TempDir,
}

fn manager() -> Actor {
    Actor { staff: None, name: "Maren".to_owned() }
}

impl World {
    fn open(database: Database) -> Self {
        let (clock, directory) = (Arc::new(StoppedClock::at(NOW)), TempDir::new().unwrap());
        let shop = testing::shop(database, Arc::clone(&clock) as Arc<dyn services::port::Clock>);
        let settings = ShopSettings { data_dir: directory.path().to_owned(), ..(*shop.settings).clone() };
        let shop = testing::with_parts(&shop, |parts| parts.settings = Arc::new(settings));
        std::fs::create_dir_all(task::directory(&shop)).unwrap();
        Self { shop, clock, directory }
    }

    fn keep(&self, key: &str, rows: &[&str]) -> KeptFile {
        let text = format!("{HEADER}\n{}\n", rows.join("\n"));
        std::fs::write(self.directory.path().join("imports").join(key), text).unwrap();
        KeptFile { name: format!("{key}.csv"), key: key.to_owned() }
    }

    /// Begins an import of these rows and checks it.
    async fn begin(&self, key: &str, rows: &[&str]) -> ImportRunId {
        let id = write::begin(&self.shop, &manager(), &[self.keep(key, rows)]).await.unwrap();
        self.work().await;
        id
    }

    async fn import(&self, key: &str, rows: &[&str]) -> ImportRunId {
        let id = self.begin(key, rows).await;
        write::start(&self.shop, &manager(), id).await.unwrap();
        self.work().await;
        assert_eq!(self.look(id).await.row.state, ImportState::Imported);
        id
    }

    async fn undo(&self, id: ImportRunId) -> ImportRunView {
        write::undo(&self.shop, &manager(), id).await.unwrap();
        self.work().await;
        self.look(id).await
    }

    async fn work(&self) {
        self.clock.advance(1);
        assert!(task::work(&self.shop, &Pictures::None).await.unwrap(), "an import waits");
    }

    async fn look(&self, id: ImportRunId) -> ImportRunView {
        read::detail(&self.shop, id).await.unwrap()
    }

    async fn number(&self, statement: &'static str) -> i64 {
        sqlx::query(statement).fetch_one(self.shop.database.reader()).await.unwrap().get(0)
    }

    async fn product(&self) -> ProductForm {
        let id = self.number("SELECT id FROM product ORDER BY id LIMIT 1").await;
        admin::form(&self.shop, ProductId(id)).await.unwrap()
    }

    async fn run(&self, statement: &'static str) {
        self.shop
            .database
            .write(move |transaction| {
                Box::pin(async move {
                    sqlx::query(statement).execute(transaction.connection()).await?;
                    Ok::<_, DatabaseError>(())
                })
            })
            .await
            .unwrap();
    }
}

const MUG: &str =
    "tide-mug,Tide mug,<p>Thrown.</p>,Marram,Kitchen > Mugs,sea,true,Glaze,Sea,TM-1,400,shopify,5,deny,24.00,";
const BOWL: &str =
    "dune-bowl,Dune bowl,,Marram,Kitchen > Bowls,,true,Title,Default Title,DB-1,700,shopify,2,deny,31.00,";

#[tokio::test]
async fn nothing_is_changed_before_the_manager_says_so() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let id = world.begin("one", &[MUG, BOWL, "broken,,,,,,true,,,X,1,,1,deny,abc,"]).await;
        let view = world.look(id).await;
        let report = view.report.unwrap();
        assert_eq!(view.row.state, ImportState::Checked);
        assert_eq!((report.products_new, report.rows, view.failed), (2, 3, 1));
        assert_eq!(world.number("SELECT COUNT(*) FROM product").await, 0);
        assert_eq!(read::failed_rows(&world.shop, id).await.unwrap()[0].line, 4);
        assert!(matches!(write::undo(&world.shop, &manager(), id).await, Err(TaskError::NotNow)));
        write::start(&world.shop, &manager(), id).await.unwrap();
        assert!(matches!(write::start(&world.shop, &manager(), id).await, Err(TaskError::NotNow)));
        world.work().await;
        assert_eq!(world.look(id).await.report.unwrap().products_new, 2);
        assert_eq!(world.number("SELECT COUNT(*) FROM product").await, 2);
        assert!(!task::work(&world.shop, &Pictures::None).await.unwrap(), "nothing waits any more");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn an_import_is_undone_without_a_trace_and_can_be_done_again() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let id = world.import("one", &[MUG, BOWL]).await;
        assert_eq!(world.number("SELECT COUNT(*) FROM category").await, 2);
        let view = world.undo(id).await;
        assert_eq!((view.row.state, view.report.unwrap().warnings.len()), (ImportState::Undone, 0));
        let left =
            "SELECT (SELECT COUNT(*) FROM product) + (SELECT COUNT(*) FROM variant) + (SELECT COUNT(*) FROM stock)
            + (SELECT COUNT(*) FROM stock_move) + (SELECT COUNT(*) FROM category) + (SELECT COUNT(*) FROM import_key)
            + (SELECT COUNT(*) FROM import_change)";
        assert_eq!(world.number(left).await, 0);
        write::start(&world.shop, &manager(), id).await.unwrap();
        world.work().await;
        assert_eq!(world.number("SELECT COUNT(*) FROM product").await, 2);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_an_import_changed_is_as_before_and_what_was_sold_since_stays_sold() {
    for_each_database(|database| async move {
        let world = World::open(database);
        world.import("one", &[MUG]).await;
        let mut form = world.product().await;
        form.title = "Tide mug, by hand".to_owned();
        form.variants[0].price = Money::new(2_600, Currency::EUR);
        admin::save(&world.shop, &manager(), form).await.unwrap();
        let before = world.product().await;
        let dearer = MUG.replace("24.00", "29.00").replace(",5,deny", ",9,deny").replace("Tide mug", "Tide mug XL");
        let second = world.import("two", &[&dearer]).await;
        let changed = world.product().await;
        assert_eq!((changed.title.as_str(), changed.variants[0].on_hand), ("Tide mug XL", 9));
        world.run("UPDATE stock SET on_hand = on_hand - 1").await;
        world.undo(second).await;
        let after = world.product().await;
        assert_eq!(after.title, before.title);
        assert_eq!(after.variants[0].price, before.variants[0].price);
        assert_eq!(after.variants[0].on_hand, before.variants[0].on_hand - 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM product_category").await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_is_told() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let id = world.import("one", &[MUG, BOWL]).await;
        let mut form = world.product().await;
        form.title.push_str(", glazed");
        admin::save(&world.shop, &manager(), form).await.unwrap();
        let view = world.undo(id).await;
        let warnings = view.report.unwrap().warnings;
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert_eq!(warnings[0].reason, "it was changed since; it stays as it is");
        assert_eq!(world.number("SELECT COUNT(*) FROM product").await, 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_worker_that_died_is_followed_by_another_and_nothing_is_imported_twice() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let id = world.begin("one", &[MUG, BOWL]).await;
        write::start(&world.shop, &manager(), id).await.unwrap();
        world.run("UPDATE import_run SET lease_until = 1795435220000").await;
        assert!(!task::work(&world.shop, &Pictures::None).await.unwrap(), "the first worker may still live");
        world.clock.advance(60_000);
        world.work().await;
        assert_eq!(world.look(id).await.row.state, ImportState::Imported);
        assert_eq!(world.number("SELECT COUNT(*) FROM product").await, 2);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn f51_an_import_that_ends_the_program_twice_is_given_up_until_somebody_begins_it_again() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let id = write::begin(&world.shop, &manager(), &[world.keep("one", &[MUG])]).await.unwrap();
        // Whatever ends a worker without a word: here, what it cannot read.
        world.run("UPDATE import_run SET mapping = 'broken'").await;
        for _ in 0..2 {
            world.clock.advance(60_000);
            assert!(task::work(&world.shop, &Pictures::None).await.is_err());
        }
        world.clock.advance(60_000);
        assert!(!task::work(&world.shop, &Pictures::None).await.unwrap(), "it is not taken a third time");
        world.run("UPDATE import_run SET mapping = '[]'").await;
        let view = world.look(id).await;
        assert_eq!(view.row.state, ImportState::Failed);
        assert!(view.error.contains("ended twice"), "{}", view.error);
        assert!(view.columns.is_empty(), "not even to look at it is such a file opened");
        write::check_again(&world.shop, id, "", Vec::new(), false).await.unwrap();
        world.work().await;
        assert_eq!(world.look(id).await.row.state, ImportState::Checked);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn v04_an_import_that_tells_of_people_is_known_even_when_nobody_could_be_taken_over() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let products = world.begin("one", &[MUG]).await;
        let path = world.directory.path().join("imports/people");
        let text = "First Name,Last Name,Email,Accepts Marketing,Total Spent\nOle,Berg,no address,no,5\n";
        std::fs::write(&path, text).unwrap();
        let file = KeptFile { name: "people.csv".to_owned(), key: "people".to_owned() };
        let people = write::begin(&world.shop, &manager(), &[file]).await.unwrap();
        let (maren, ole) = (manager(), Actor { staff: None, name: "Ole".to_owned() });
        let holds = async |id, actor| read::holds_people(&world.shop, id, actor).await.unwrap();
        assert!(holds(people, &ole).await && !holds(people, &maren).await, "nobody knows yet");
        world.work().await;
        assert_eq!(world.look(people).await.report.unwrap().customers, 0);
        assert!(holds(people, &maren).await && !holds(products, &ole).await);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_file_that_nobody_knows_is_told_and_its_columns_can_be_named() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let path = world.directory.path().join("imports/odd");
        std::fs::write(&path, "Was,Kostet\nTide mug,24.00\n").unwrap();
        let file = KeptFile { name: "odd.csv".to_owned(), key: "odd".to_owned() };
        let id = write::begin(&world.shop, &manager(), &[file]).await.unwrap();
        world.work().await;
        let view = world.look(id).await;
        assert_eq!(view.row.state, ImportState::Failed);
        assert!(view.error.starts_with("odd.csv: these columns belong to no platform"), "{}", view.error);
        let columns: Vec<_> =
            view.columns.iter().map(|column| (column.name.as_str(), column.example.as_str())).collect();
        assert_eq!(columns, [("Was", "Tide mug"), ("Kostet", "24.00")]);
        let wrong = write::check_again(&world.shop, id, "table", vec!["Was=nothing".to_owned()], true).await;
        assert!(matches!(wrong, Err(TaskError::Mapping(_))));
        let mapping = vec!["Was=title".to_owned(), "Kostet=price".to_owned()];
        write::check_again(&world.shop, id, "table", mapping, true).await.unwrap();
        world.work().await;
        assert_eq!(world.look(id).await.report.unwrap().products_new, 1);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_stopped_import_keeps_what_it_has_and_can_go_on() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let id = world.begin("one", &[MUG]).await;
        write::start(&world.shop, &manager(), id).await.unwrap();
        write::stop(&world.shop, id).await.unwrap();
        assert!(!task::work(&world.shop, &Pictures::None).await.unwrap());
        assert!(matches!(write::stop(&world.shop, id).await, Err(TaskError::NotNow)));
        write::start(&world.shop, &manager(), id).await.unwrap();
        world.work().await;
        assert_eq!(world.number("SELECT COUNT(*) FROM product").await, 1);
        assert!(matches!(write::begin(&world.shop, &manager(), &[]).await, Err(TaskError::Files { .. })));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_file_that_holds_no_table_is_refused_before_an_import_begins() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let table = world.keep("table", &[MUG]);
        std::fs::write(world.directory.path().join("imports").join("leaflet"), b"%PDF-1.7\n").unwrap();
        let leaflet = KeptFile { name: "leaflet.pdf".to_owned(), key: "leaflet".to_owned() };
        let refused = write::begin(&world.shop, &manager(), &[table, leaflet]).await.unwrap_err();
        assert!(matches!(refused, TaskError::OtherKind { kind: OtherKind::Pdf, .. }));
        assert!(refused.to_string().starts_with("“leaflet.pdf”: A PDF holds no table."));
        assert_eq!(world.number("SELECT COUNT(*) FROM import_run").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_first_rows_are_kept_with_what_is_wrong_in_their_cells() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let many: Vec<String> =
            (0..30).map(|number| format!("p{number},P,,,,,true,,,P-{number},1,,1,deny,5.00,")).collect();
        let mut rows: Vec<&str> = vec![MUG, "broken,Broken,,,,,true,,,X,1,,-3,deny,abc,"];
        rows.extend(many.iter().map(String::as_str));
        let id = world.begin("one", &rows).await;
        let preview = world.look(id).await.preview.unwrap();
        assert_eq!(preview.rows.len(), 20);
        let price = preview.columns.iter().position(|name| name == "Variant Price").unwrap();
        assert!(!preview.columns.contains(&"Image Src".to_owned()), "columns that hold nothing are not shown");
        assert_eq!((preview.rows[0].line, preview.rows[0].cells[price].as_str()), (2, "24.00"));
        assert_eq!(preview.rows[0].problems, []);
        let broken = &preview.rows[1];
        assert_eq!(broken.cells[price], "abc");
        assert!(broken.problems.iter().any(|problem| problem.fails && problem.column == Some(price)));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_the_manager_said_of_columns_is_remembered_for_the_next_file_like_it() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let keep = |key: &str, text: &str| {
            std::fs::write(world.directory.path().join("imports").join(key), text).unwrap();
            KeptFile { name: format!("{key}.csv"), key: key.to_owned() }
        };
        let first = write::begin(&world.shop, &manager(), &[keep("a", "Was,Kostet\nTide mug,24.00\n")]).await.unwrap();
        world.work().await;
        assert_eq!(world.look(first).await.row.state, ImportState::Failed);
        let mapping = vec!["Was=title".to_owned(), "Kostet=price".to_owned()];
        write::check_again(&world.shop, first, "table", mapping.clone(), true).await.unwrap();
        world.work().await;
        let next = write::begin(&world.shop, &manager(), &[keep("b", "Was,Kostet\nBowl,31.00\n")]).await.unwrap();
        world.work().await;
        let view = world.look(next).await;
        assert_eq!((view.row.state, view.mapping), (ImportState::Checked, mapping));
        assert_eq!(view.report.unwrap().products_new, 1);
        // Other columns are another file.
        let other = write::begin(&world.shop, &manager(), &[keep("c", "Was,Wieviel\nBowl,31.00\n")]).await.unwrap();
        world.work().await;
        assert_eq!(world.look(other).await.row.state, ImportState::Failed);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_template_is_imported_as_it_stands() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let path = world.directory.path().join("imports/template");
        std::fs::write(&path, domain::importer::view::TEMPLATE).unwrap();
        let file = KeptFile { name: "template.csv".to_owned(), key: "template".to_owned() };
        let id = write::begin(&world.shop, &manager(), &[file]).await.unwrap();
        world.work().await;
        let report = world.look(id).await.report.unwrap();
        assert_eq!((report.rows, report.products_new, report.variants), (3, 2, 3));
        assert_eq!((report.failed, report.warnings), (vec![], vec![]));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn rows_that_failed_are_given_back_in_their_own_columns_and_come_in_when_they_are_corrected() {
    for_each_database(|database| async move {
        let world = World::open(database);
        let broken = "broken,\"Broken, blue\",,,,,true,,,X-1,1,,3,deny,abc,";
        let id = world.import("one", &[MUG, broken]).await;
        let rows = task::failed::rows(&world.shop, id).await.unwrap().unwrap();
        let mut lines = rows.lines();
        assert_eq!(lines.next().map(|header| header.starts_with("Handle,Title") && header.ends_with(',')), Some(true));
        let row = lines.next().unwrap();
        assert!(row.starts_with("broken,\"Broken, blue\",") && row.contains("Variant Price: is no amount"), "{row}");
        assert_eq!(lines.next(), None);
        std::fs::write(world.directory.path().join("imports/two"), rows.replace(",abc,", ",7.50,")).unwrap();
        let file = KeptFile { name: "two.csv".to_owned(), key: "two".to_owned() };
        let again = write::begin(&world.shop, &manager(), &[file]).await.unwrap();
        world.work().await;
        let report = world.look(again).await.report.unwrap();
        assert_eq!((report.products_new, report.failed, report.warnings), (1, vec![], vec![]));
    })
    .await
    .unwrap();
}
