//! How fast the released server is on a shop of 10,000 products, with the load on the same machine.
//!
//! A benchmark, not a test: it reports and never fails a build. Every loaded figure is taken at 16 connections that each send the
//! next request when the last one is answered; `alone` is the median of one visitor. `place_order` measures the one request that
//! places an order for a cart made ready before, and tells beside it how many whole purchases (cart, checkout, order, payment, order
//! page) are done a second. The admin is measured at 4 connections ([`desk`]).

pub mod address;
pub mod client;
mod crawl;
mod desk;
pub mod html;
mod import;
mod load;
mod market;
mod purchase;
mod report;
mod sale;
mod shop;
mod size;

use std::{io::Result as IoResult, sync::Arc};

use clap::Args;

use self::{
    client::{Connection, ask, encode, get, post},
    crawl::Addresses,
    desk::Desk,
    load::{Load, Measured, drive},
    market::Market,
    report::{Figure, Report},
    shop::Server,
};
use crate::{Outcome, build, postgres::Cluster, step::step};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Only this one: home_page, category_page, product_page, search_page, suggestion, cart_add, checkout_page, place_order,
    /// admin_products, bulk_save, cold_start, memory, page_bytes, order_paid, last_unit, sale, import_new, import_again,
    /// import_magento; or one that asks a shop of 100,000 products: search_100k, suggestion_100k, category_page_100k, admin_products_100k, bulk_save_100k, index_build_100k,
    /// edit_visible_100k; admin_orders_100k asks a shop of 100,000 orders.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Everything that asks a shop of 100,000 products, all of one shop.
    #[arg(long, conflicts_with = "only")]
    large: bool,
    /// One JSON object a line instead of the table.
    #[arg(long)]
    json: bool,
    /// Measure what was built last, whatever has changed since.
    #[arg(long)]
    as_built: bool,
    /// How many products the shop has.
    #[arg(long, default_value_t = 10_000)]
    products: u32,
    /// How many orders are placed for `place_order` and `order_paid`.
    #[arg(long, default_value_t = 3_000)]
    orders: usize,
    /// Where order_paid, last_unit and sale put their shop: "postgres" starts a server that waits for the disk, an address takes an
    /// empty database; without it SQLite.
    #[arg(long, value_name = "URL|postgres")]
    database: Option<String>,
}

/// A bench of this ending asks a large shop, and is measured only when it is named or with `--large`: filling that shop takes
/// minutes.
const LARGE: &str = "_100k";
const LARGE_SHOP: u32 = 100_000;

const NAMES: [&str; 27] = [
    "home_page",
    "category_page",
    "product_page",
    "search_page",
    "suggestion",
    "cart_add",
    "checkout_page",
    "place_order",
    "admin_products",
    "bulk_save",
    "cold_start",
    "memory",
    "page_bytes",
    "order_paid",
    "last_unit",
    "sale",
    "import_new",
    "import_again",
    "import_magento",
    "index_build_100k",
    "search_100k",
    "suggestion_100k",
    "category_page_100k",
    "admin_products_100k",
    "bulk_save_100k",
    "edit_visible_100k",
    "admin_orders_100k",
];

/// Those that need somebody who is signed in.
const OF_DESK: [&str; 3] = ["admin_products", "bulk_save", "edit_visible"];

/// Those that have a shop of their own.
const OF_MARKET: [&str; 4] = ["order_paid", "last_unit", "sale", "admin_orders_100k"];

/// Those that need no server.
const OF_PROGRAMS: [&str; 3] = ["import_new", "import_again", "import_magento"];

/// Builds, prepares and measures.
pub fn run_all(options: &Options) -> Outcome {
    if let Some(only) = options.only.as_deref().filter(|only| !NAMES.contains(only)) {
        return Err(format!("there is no bench {only}; there are: {}", NAMES.join(", ")));
    }
    if !options.as_built {
        build::release()?;
    }
    let mut report = Report::new(options.json);
    let is_wanted = |name: &&str| match options.only.as_deref() {
        Some(only) => only == *name,
        None => name.ends_with(LARGE) == options.large,
    };
    let wanted = NAMES.into_iter().filter(is_wanted);
    let (of_programs, wanted): (Vec<&str>, Vec<&str>) = wanted.partition(|name| OF_PROGRAMS.contains(name));
    let (of_market, of_server): (Vec<&str>, Vec<&str>) = wanted.into_iter().partition(|name| OF_MARKET.contains(name));
    if !of_server.is_empty() {
        let is_large = of_server.iter().any(|name| name.ends_with(LARGE));
        let data = shop::data(if is_large { LARGE_SHOP } else { options.products })?;
        let server = step("Server", || Server::start(&data))?;
        if is_large {
            step("Search index", || server.index_build())?;
        }
        let addresses = step("Addresses of the shop", || crawl::crawl(server.port))?;
        let of_desk = of_server.iter().any(|name| OF_DESK.contains(&plain(name)));
        let desk = of_desk.then(|| Desk::open(server.port, &data)).transpose()?;
        for name in of_server {
            for figure in measure(name, options, &server, &addresses, desk.as_ref())? {
                report.add(figure);
            }
        }
    }
    if !of_market.is_empty() {
        let cluster = if options.database.as_deref() == Some("postgres") { Some(Cluster::that_keeps()?) } else { None };
        let url = cluster.as_ref().map(Cluster::local_url).or_else(|| options.database.clone());
        let market = step("The shop of the sale", || Market::open(url))?;
        for name in of_market {
            report.add(match name {
                "order_paid" => sale::order_paid(name, &market, options.orders)?,
                "last_unit" => sale::last_unit(&market)?,
                "admin_orders_100k" => sale::order_desk(name, &market)?,
                _ => sale::sale(&market)?,
            });
        }
    }
    for figure in imports(&of_programs)? {
        report.add(figure);
    }
    report.close();
    Ok(())
}

/// The imports of these names; the second one of a file needs the first.
fn imports(names: &[&'static str]) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    if names.contains(&"import_new") || names.contains(&"import_again") {
        let (new, again) = step("Imports of Shopify", import::new_and_again)?;
        figures.extend([("import_new", new), ("import_again", again)]);
    }
    if names.contains(&"import_magento") {
        figures.push(("import_magento", step("Import of Magento", import::magento)?));
    }
    figures.retain(|(name, _)| names.contains(name));
    Ok(figures.into_iter().map(|(name, imported)| Figure::Import { name, imported }).collect())
}

/// The name of a bench, whatever the size of the shop.
fn plain(name: &str) -> &str {
    name.strip_suffix(LARGE).unwrap_or(name)
}

fn measure(
    name: &'static str,
    options: &Options,
    server: &Server,
    addresses: &Addresses,
    desk: Option<&Desk>,
) -> Outcome<Vec<Figure>> {
    let port = server.port;
    let pages_of = |paths: &[String]| paths.iter().map(|path| get(path, "")).collect();
    let words = || addresses.words.iter().map(|word| encode(word));
    Ok(match plain(name) {
        "home_page" => vec![repeat(name, port, vec![get("/", "")])],
        "category_page" => vec![repeat(name, port, pages_of(&addresses.categories))],
        "product_page" => vec![repeat(name, port, pages_of(&addresses.products))],
        "search_page" | "search" => {
            vec![repeat(name, port, words().map(|word| get(&format!("/search?q={word}"), "")).collect())]
        }
        "suggestion" => {
            vec![repeat(name, port, words().map(|word| ask(&format!("{}{word}", address::SUGGEST))).collect())]
        }
        "cart_add" => vec![cart_add(port, addresses)],
        "checkout_page" => vec![checkout_page(name, port, addresses)?],
        "place_order" => vec![place_order(port, addresses, options.orders)],
        "admin_products" => desk.map(|desk| desk.products(name)).transpose()?.into_iter().collect(),
        "bulk_save" => desk.map(|desk| desk.bulk_save(name)).transpose()?.into_iter().collect(),
        "edit_visible" => desk.map(|desk| desk.edit_visible(name)).transpose()?.into_iter().collect(),
        "index_build" => vec![Figure::IndexBuild { name, time: server.index_build()? }],
        "cold_start" => vec![Figure::ColdStart(server.cold_start)],
        "memory" => server.resident_megabytes().map(Figure::Memory).into_iter().collect(),
        _ => page_bytes(port, addresses)?,
    })
}

/// Sends these requests in turn.
fn repeat(name: &'static str, port: u16, requests: Vec<Vec<u8>>) -> Figure {
    let requests: Arc<[Vec<u8>]> = requests.into();
    let visitor = |number: usize| {
        let requests = Arc::clone(&requests);
        let mut next = number * 31;
        move |connection: &mut Connection| -> IoResult<bool> {
            next += 1;
            let request = requests.get(next % requests.len().max(1)).map(Vec::as_slice).unwrap_or_default();
            Ok(connection.send(request)?.status == 200)
        }
    };
    let alone = drive(port, Load::ALONE, visitor);
    Figure::Load { name, measured: drive(port, Load::FULL, visitor), alone: Some(alone), flow: None }
}

/// The checkout of carts that hold one thing each.
fn checkout_page(name: &'static str, port: u16, addresses: &Addresses) -> Outcome<Figure> {
    let mut connection = Connection::new(port);
    let carts = addresses.skus.iter().take(100).map(|sku| purchase::cart(&mut connection, sku));
    let carts = carts.collect::<IoResult<Vec<String>>>().map_err(|error| error.to_string())?;
    Ok(repeat(name, port, carts.iter().map(|cookie| get("/checkout", cookie)).collect()))
}

/// Three variants into each cart, then a new visitor.
fn cart_add(port: u16, addresses: &Addresses) -> Figure {
    let visitor = |number: usize| {
        let mut next = number * 7_919;
        let mut cookie = String::new();
        move |connection: &mut Connection| -> IoResult<bool> {
            next += 1;
            if next.is_multiple_of(3) {
                cookie.clear();
            }
            let sku = addresses.skus.get(next % addresses.skus.len().max(1)).map(String::as_str).unwrap_or_default();
            let answer = connection.send(&post(address::CART_ADD, &cookie, &[("sku", sku), ("quantity", "1")]))?;
            if let Some(token) = answer.cookie("cart") {
                cookie = format!("Cookie: cart={token}\r\n");
            }
            Ok((300..400).contains(&answer.status) && !cookie.is_empty())
        }
    };
    let alone = drive(port, Load::ALONE, visitor);
    Figure::Load { name: "cart_add", measured: drive(port, Load::FULL, visitor), alone: Some(alone), flow: None }
}

fn place_order(port: u16, addresses: &Addresses, orders: usize) -> Figure {
    let measured: Measured = purchase::placement(port, &addresses.skus, orders);
    let flow = purchase::whole_flow(port, &addresses.skus);
    Figure::Load { name: "place_order", measured, alone: None, flow: Some(flow) }
}

fn page_bytes(port: u16, addresses: &Addresses) -> Outcome<Vec<Figure>> {
    let first = |list: &[String]| list.first().cloned().unwrap_or_default();
    let search = format!("/search?q={}", first(&addresses.words));
    let sku = first(&addresses.skus);
    let mut connection = Connection::new(port);
    let add = post(address::CART_ADD, "", &[("sku", sku.as_str()), ("quantity", "1")]);
    let answer = connection.send(&add).map_err(|error| error.to_string())?;
    let cookie = format!("Cookie: cart={}\r\n", answer.cookie("cart").unwrap_or_default());
    let kinds: [(&'static str, &str); 6] = [
        ("home", "/"),
        ("category", &first(&addresses.categories)),
        ("product", &first(&addresses.products)),
        ("search", &search),
        ("cart", "/cart"),
        ("checkout", "/checkout"),
    ];
    kinds.into_iter().map(|(page, path)| size::weigh(port, page, path, &cookie).map(Figure::Bytes)).collect()
}
