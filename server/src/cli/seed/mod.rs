//! `mercer seed --demo`: fills an empty shop with the demo shop, from the same seed always the same one.

mod input;
mod pictures;

use std::time::{Duration, Instant};

use clap::Args;
use demo::{DemoProduct, DemoShop, large_catalogue, orders, people};
use domain::{catalog::Contact, kernel::Timestamp};
use indicatif::{ProgressBar, ProgressStyle};
use services::{
    Shop,
    account::Actor,
    catalog::{
        CatalogError,
        admin::{ModelError, brand},
    },
    coupon::{self, CouponError},
    demo::{
        DemoError, Outflow, Shelves, begin, finish,
        input::{CustomerInput, OrderInput},
        write_catalogue, write_history, write_synonyms,
    },
    ledger,
    media::MediaError,
};

use self::{input::Mapping, pictures::Pictures};
use super::CliError;
use crate::{config::Config, startup};

/// How many customers the history has.
const CUSTOMERS: usize = 2_500;

/// What to fill the shop with.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Fill the shop with the demo shop (there is no other content yet)
    #[arg(long, required = true)]
    demo: bool,
    /// How many products; above 240 they are variations that reuse the pictures
    #[arg(long, default_value_t = 240, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    products: u32,
    /// The seed of everything that chance decides
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
}

/// Why the demo shop could not be built.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The shop, or its database.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// A picture.
    #[error("a picture of the demo shop could not be kept: {0}")]
    Media(#[from] MediaError),
    /// What is known of a brand.
    #[error("the brands of the demo shop could not be read: {0}")]
    Catalog(#[from] CatalogError),
    /// What is written of a brand.
    #[error("the brands of the demo shop could not be written: {0}")]
    Brand(#[from] ModelError),
    /// A discount code.
    #[error("the discount codes of the demo shop could not be written: {0}")]
    Coupon(#[from] CouponError),
    /// A part of the work was interrupted.
    #[error("drawing the pictures was interrupted")]
    Interrupted,
}

/// Fills the shop, unless it was filled from the same seed before.
pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), CliError> {
    let shop = startup::shop(config).await?;
    fill(&shop, arguments.seed, arguments.products as usize).await?;
    shop.database.close().await;
    Ok(())
}

/// Fills the shop with the demo shop of this seed and so many products.
///
/// # Errors
/// A shop that is not empty, or a store or database that failed.
pub async fn fill(shop: &Shop, seed: u64, products: usize) -> Result<(), SeedError> {
    if begin(&shop.database, seed, products).await? == Shelves::Filled {
        println!("The demo shop of seed {seed} with {products} products is here already.");
        return Ok(());
    }
    let start = Instant::now();
    let now = shop.clock.now();
    let mut content = demo::shop(seed);
    content.products.truncate(products);
    let pictures = draw(shop, &content).await?;
    let mapping = Mapping { content: &content, pictures: &pictures, now };
    let (customers, orders) = history(&content, &mapping, now);
    let bar = progress("Products", products);
    let goods = large_catalogue(&content, products).map(|product: DemoProduct| mapping.product(&product));
    let outflow = Outflow::new(&orders);
    let frame = (mapping.categories(), mapping.attributes());
    let terms = (shop.settings.currency, now);
    let sold =
        write_catalogue(&shop.database, terms, frame, goods, &outflow, |written| bar.set_position(written as u64))
            .await?;
    finish_bar(&bar);
    let bar = progress("Orders", orders.len());
    write_history(shop, &customers, &orders, &sold, |written| bar.set_position(written as u64)).await?;
    finish_bar(&bar);
    ledger::job::catch_up(shop, Duration::ZERO).await.map_err(DemoError::from)?;
    write_synonyms(&shop.database, &demo::SYNONYMS, now).await?;
    introduce(shop).await?;
    write_coupons(shop).await?;
    finish(&shop.database, seed, products).await?;
    println!("The demo shop of seed {seed} is ready after {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Says who makes what is sold under the demo shop's brand, as the law on product safety asks.
async fn introduce(shop: &Shop) -> Result<(), SeedError> {
    let actor = Actor { staff: None, name: "Demo".to_owned() };
    for row in brand::list(shop).await? {
        let mut form = brand::form(shop, row.id).await?;
        form.manufacturer = Contact {
            name: format!("{} Werkstatt GmbH", form.name),
            address: "Am Deich 12\n25813 Husum\nGermany".to_owned(),
            email: "hello@marram.example".to_owned(),
        };
        form.country = "DE".to_owned();
        brand::save(shop, &actor, form).await?;
    }
    Ok(())
}

/// Makes the discount codes that are not there yet.
async fn write_coupons(shop: &Shop) -> Result<(), SeedError> {
    let actor = Actor { staff: None, name: "Demo".to_owned() };
    for form in demo::coupons() {
        match coupon::write::create(shop, &actor, &form).await {
            Ok(_) | Err(CouponError::Fields(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn draw(shop: &Shop, content: &DemoShop) -> Result<Pictures, SeedError> {
    let specs = pictures::distinct(content);
    let bar = progress("Pictures", specs.len());
    let pictures = pictures::draw(shop, specs, &bar).await?;
    finish_bar(&bar);
    Ok(pictures)
}

fn history(content: &DemoShop, mapping: &Mapping<'_>, now: Timestamp) -> (Vec<CustomerInput>, Vec<OrderInput>) {
    let customers = people::customers(content.seed, CUSTOMERS).into_iter().map(input::customer).collect();
    let orders = orders::orders(content, CUSTOMERS, now).map(|order| mapping.order(order)).collect();
    (customers, orders)
}

/// A bar on a terminal, nothing elsewhere.
fn progress(what: &'static str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64).with_message(what);
    let style = ProgressStyle::with_template("{msg:9} {bar:32} {pos:>7} of {len} {elapsed:>5}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// One lasting line, on a terminal or not.
fn finish_bar(bar: &ProgressBar) {
    bar.finish_and_clear();
    println!("{:9} {:>7} in {:.1} s", bar.message(), bar.position(), bar.elapsed().as_secs_f64());
}
