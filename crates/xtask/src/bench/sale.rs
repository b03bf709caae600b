//! Many buyers at once: orders that are placed and paid, one unit that many want, and a sale that is sold out.
//!
//! Every cart is filled before anything counts. What counts are the requests that place the order (and pay it), and what a shopper
//! who has nothing to do with the sale waits for a page meanwhile. A crowd is larger than a usual load: 128 connections.

use std::{
    io::{Error, Result as IoResult},
    sync::{
        Barrier, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    client::{Connection, get},
    load::{Load, Measured},
    market::{self, LAST, Market, OTHER, SALE},
    purchase::{self, Answer, Ready},
    report::Figure,
};
use crate::Outcome;

/// So many want the one unit.
const RIVALS: usize = 64;
/// So many want one of the sale.
const BUYERS: usize = 50_000;
/// So many orders has a large desk.
const ORDERS: usize = 100_000;
/// So many send at the same time.
const AT_ONCE: usize = 128;
/// How long an unrelated page is watched while nothing else happens, and how often it is asked for.
const IDLE: Duration = Duration::from_secs(3);
const PULSE: Duration = Duration::from_millis(5);

/// What became of the buyers.
#[derive(Default)]
struct Counted {
    orders: usize,
    sold_out: usize,
    errors: usize,
}

/// Orders of products of which there is plenty: placed, paid at the test provider, confirmed on the way back.
pub fn order_paid(name: &'static str, market: &Market, orders: usize) -> Outcome<Figure> {
    Ok(Figure::Load { name, measured: pay(market, orders)?, alone: None, flow: None })
}

fn pay(market: &Market, orders: usize) -> Outcome<Measured> {
    let port = market.server.port;
    let queue = Mutex::new(fill(port, orders, &market::others())?);
    let begin = Instant::now();
    let parts: Vec<(Vec<Duration>, usize)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(|| pay_all(port, &queue))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let elapsed = begin.elapsed();
    let errors = parts.iter().map(|(_, errors)| errors).sum();
    let latencies = parts.into_iter().flat_map(|(latencies, _)| latencies).collect();
    Ok(Measured::new(latencies, errors, elapsed))
}

/// The desk of a shop with so many orders, all of them paid.
pub fn order_desk(name: &'static str, market: &Market) -> Outcome<Figure> {
    let errors = pay(market, ORDERS)?.errors;
    if errors > 0 {
        return Err(format!("{errors} of {ORDERS} orders were not paid"));
    }
    market.desk()?.orders(name)
}

fn pay_all(port: u16, queue: &Mutex<Vec<Ready>>) -> (Vec<Duration>, usize) {
    let mut connection = Connection::new(port);
    let (mut latencies, mut errors) = (Vec::new(), 0);
    while let Some(buyer) = queue.lock().ok().and_then(|mut queue| queue.pop()) {
        let begin = Instant::now();
        match purchase::place_and_pay(&mut connection, &buyer) {
            Ok(true) => latencies.push(begin.elapsed()),
            Ok(false) | Err(_) => errors += 1,
        }
    }
    (latencies, errors)
}

/// All at the same moment want the one unit.
pub fn last_unit(market: &Market) -> Outcome<Figure> {
    let port = market.server.port;
    let buyers = fill(port, RIVALS, &[LAST.to_owned()])?;
    let barrier = Barrier::new(buyers.len());
    let begin = Instant::now();
    let answers: Vec<IoResult<Answer>> = thread::scope(|scope| {
        let threads: Vec<_> = buyers
            .iter()
            .map(|buyer| {
                let barrier = &barrier;
                scope.spawn(move || {
                    let mut connection = Connection::new(port);
                    connection.send(&get("/health", ""))?;
                    barrier.wait();
                    purchase::place(&mut connection, buyer)
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let time = begin.elapsed();
    let mut counted = Counted::default();
    answers.iter().for_each(|answer| counted.add(answer));
    figure("last_unit", market, &counted, time, None)
}

/// The sale: far more buyers than units, and somebody who looks at another product.
pub fn sale(market: &Market) -> Outcome<Figure> {
    let port = market.server.port;
    let queue = Mutex::new(fill(port, BUYERS, &[SALE.to_owned()])?);
    let is_over = AtomicBool::new(false);
    let page = other_page(port)?;
    let idle = watch(port, &page, || false, IDLE);
    let begin = Instant::now();
    let (counted, time, busy) = thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(port, &page, || is_over.load(Ordering::Relaxed), Duration::MAX));
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(|| buy_all(port, &queue))).collect();
        let mut counted = Counted::default();
        for part in threads.into_iter().filter_map(|thread| thread.join().ok()) {
            counted.orders += part.orders;
            counted.sold_out += part.sold_out;
            counted.errors += part.errors;
        }
        let time = begin.elapsed();
        is_over.store(true, Ordering::Relaxed);
        (counted, time, watcher.join().unwrap_or_default())
    });
    figure("sale", market, &counted, time, Some((idle, busy)))
}

fn buy_all(port: u16, queue: &Mutex<Vec<Ready>>) -> Counted {
    let mut connection = Connection::new(port);
    let mut counted = Counted::default();
    while let Some(buyer) = queue.lock().ok().and_then(|mut queue| queue.pop()) {
        counted.add(&purchase::place(&mut connection, &buyer));
    }
    counted
}

impl Counted {
    fn add(&mut self, answer: &IoResult<Answer>) {
        match answer {
            Ok(Answer::PaymentPage(_)) => self.orders += 1,
            Ok(Answer::Refused) => self.sold_out += 1,
            Err(_) => self.errors += 1,
        }
    }
}

fn figure(
    name: &'static str,
    market: &Market,
    counted: &Counted,
    time: Duration,
    watched: Option<(Measured, Measured)>,
) -> Outcome<Figure> {
    let Counted { orders, sold_out, errors } = *counted;
    let (engine, broken) = (market.engine(), market.broken()?);
    Ok(Figure::Sale { name, engine, orders, sold_out, errors, broken, time, watched })
}

/// Carts with one of these each, and a form that is filled in.
fn fill(port: u16, count: usize, skus: &[String]) -> Outcome<Vec<Ready>> {
    let first = skus.first().map(String::as_str).unwrap_or_default();
    let template = purchase::ready(&mut Connection::new(port), first).map_err(|error| error.to_string())?;
    let connections = Load::FULL.connections;
    let share = |number: usize| {
        let mut connection = Connection::new(port);
        let buyer = |order: usize| {
            let sku = skus.get(order % skus.len().max(1)).ok_or_else(|| Error::other("nothing to buy"))?;
            purchase::cart(&mut connection, sku).map(|cookie| template.of(cookie, order))
        };
        (number..count).step_by(connections).map(buyer).collect::<IoResult<Vec<Ready>>>()
    };
    let share = &share;
    let buyers: Vec<Ready> = thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|number| scope.spawn(move || share(number))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()?.ok()).flatten().collect()
    });
    if buyers.len() == count { Ok(buyers) } else { Err(format!("only {} of {count} carts are full", buyers.len())) }
}

/// The page of a product that is not in the sale.
fn other_page(port: u16) -> Outcome<Vec<u8>> {
    let page = format!("/products/{}", OTHER.replace("OTHER-", "other-mug-"));
    let answer = Connection::new(port).send(&get(&page, "")).map(|answer| answer.status);
    match answer {
        Ok(200) => Ok(get(&page, "")),
        Ok(status) => Err(format!("{page} answers {status}")),
        Err(error) => Err(error.to_string()),
    }
}

/// How long the page takes, asked for again and again.
fn watch(port: u16, request: &[u8], is_over: impl Fn() -> bool, most: Duration) -> Measured {
    let (begin, mut connection) = (Instant::now(), Connection::new(port));
    let (mut latencies, mut errors) = (Vec::new(), 0);
    while begin.elapsed() < most && !is_over() {
        let asked = Instant::now();
        match connection.send(request) {
            Ok(answer) if answer.status == 200 => latencies.push(asked.elapsed()),
            Ok(_) | Err(_) => errors += 1,
        }
        thread::sleep(PULSE);
    }
    Measured::new(latencies, errors, begin.elapsed())
}
