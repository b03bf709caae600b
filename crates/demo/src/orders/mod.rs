//! Eighteen months of orders with the shape of a real year: a peak before Christmas, quiet weekends, growth, and
//! customers who come back.
//!
//! Orders come oldest first, one at a time. Their sums are not here: the shop's own pricing computes them.

mod season;

use crate::model::{DemoProduct, DemoShop};
use crate::rng::Rng;
use domain::kernel::{Date, Timestamp};

/// How many days the story goes back.
pub const DAYS: i64 = 548;

/// An order as it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOrder {
    /// Which customer: a position in the list of customers; a new one always has the next position.
    pub customer: usize,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// What was bought.
    pub lines: Vec<DemoLine>,
    /// Which of the ways of delivery was chosen: a position among those on offer, the usual one first.
    pub shipping: usize,
    /// Whether it was paid by bank transfer rather than at once.
    pub by_transfer: bool,
    /// What became of it.
    pub outcome: DemoOutcome,
}

/// One line of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoLine {
    /// Position of the product in the shop.
    pub product: usize,
    /// Position of the variant in the product.
    pub variant: usize,
    /// How many.
    pub quantity: i64,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoOutcome {
    /// Paid and sent.
    Sent {
        /// When the money came.
        paid_at: Timestamp,
        /// When the parcel left.
        sent_at: Timestamp,
        /// The parcel's number.
        tracking_number: String,
    },
    /// Paid, and waiting to be sent.
    Paid {
        /// When the money came.
        paid_at: Timestamp,
    },
    /// Waiting for a bank transfer.
    AwaitingTransfer,
    /// Cancelled before it was paid.
    Cancelled {
        /// When.
        at: Timestamp,
    },
}

/// All orders up to now, oldest first.
pub fn orders(shop: &DemoShop, customers: usize, now: Timestamp) -> Orders<'_> {
    let mut sum = 0_u64;
    let weights = shop.products.iter().map(|product| {
        sum += u64::from(product.popularity);
        sum
    });
    Orders {
        weights: weights.collect(),
        shop,
        rng: Rng::for_part(shop.seed, "orders"),
        customers,
        known: 0,
        now,
        day: now.date().days() - DAYS,
        waiting: Vec::new(),
    }
}

/// The orders of a shop, made one after the other.
#[derive(Debug)]
pub struct Orders<'shop> {
    shop: &'shop DemoShop,
    /// Running sums of popularity, to pick what is loved more often.
    weights: Vec<u64>,
    rng: Rng,
    customers: usize,
    known: usize,
    now: Timestamp,
    day: i64,
    /// Milliseconds of the day at which the orders of the current day come, latest first.
    waiting: Vec<i64>,
}

impl Iterator for Orders<'_> {
    type Item = DemoOrder;

    fn next(&mut self) -> Option<DemoOrder> {
        loop {
            if let Some(moment) = self.waiting.pop() {
                let placed_at = Timestamp(self.day.saturating_sub(1) * Timestamp::DAY + moment);
                if placed_at < self.now {
                    return Some(self.order(placed_at));
                }
                continue;
            }
            let today = self.now.date().days();
            if self.day > today {
                return None;
            }
            let count = season::count(Date::from_days(self.day), today - self.day, &mut self.rng);
            self.waiting = (0..count).map(|_| season::moment(&mut self.rng)).collect();
            self.waiting.sort_unstable_by(|one, other| other.cmp(one));
            self.day += 1;
        }
    }
}

impl Orders<'_> {
    fn order(&mut self, placed_at: Timestamp) -> DemoOrder {
        let customer = self.customer();
        let count = self.rng.pick(&[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5]);
        let mut lines: Vec<DemoLine> = Vec::with_capacity(count);
        for _ in 0..count {
            let line = self.line(placed_at);
            if !lines.iter().any(|other| (other.product, other.variant) == (line.product, line.variant)) {
                lines.push(line);
            }
        }
        let by_transfer = self.rng.chance(17);
        let shipping = self.rng.pick(&[0, 0, 0, 0, 0, 0, 1, 1, 2]);
        let outcome = self.outcome(placed_at, by_transfer);
        DemoOrder { customer, placed_at, lines, shipping, by_transfer, outcome }
    }

    /// A new customer, or one who comes back; those who came lately come back more often.
    fn customer(&mut self) -> usize {
        if self.known < self.customers && (self.known < 20 || self.rng.chance(42)) {
            self.known += 1;
            return self.known - 1;
        }
        let share = self.rng.unit();
        let position = (self.known as f64 * (1.0 - share * share)) as usize;
        position.min(self.known.saturating_sub(1))
    }

    fn line(&mut self, placed_at: Timestamp) -> DemoLine {
        let product = self.product(placed_at);
        let variants = self.shop.products.get(product).map_or(0, |product| product.variants.len());
        let quantity = self.rng.pick(&[1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4]);
        DemoLine { product, variant: self.rng.below(variants), quantity }
    }

    /// A product that was on sale then.
    fn product(&mut self, placed_at: Timestamp) -> usize {
        let age = (self.now.0 - placed_at.0) / Timestamp::DAY;
        let total = self.weights.last().copied().unwrap_or_default();
        let on_sale = |product: &DemoProduct| i64::from(product.age_days) > age;
        for _ in 0..12 {
            let mark = self.rng.next() % total.max(1);
            let position = self.weights.partition_point(|sum| *sum <= mark);
            if self.shop.products.get(position).is_some_and(on_sale) {
                return position;
            }
        }
        self.shop.products.iter().position(on_sale).unwrap_or_default()
    }

    fn outcome(&mut self, placed_at: Timestamp, by_transfer: bool) -> DemoOutcome {
        let hour = 3_600_000;
        let age_hours = (self.now.0 - placed_at.0) / hour;
        if self.rng.chance(3) {
            let at = placed_at.plus(self.rng.range(1, 70) * hour);
            if at < self.now {
                return DemoOutcome::Cancelled { at };
            }
        }
        let paid_at = if by_transfer {
            placed_at.plus(self.rng.range(18, 96) * hour + self.rng.range(0, hour))
        } else {
            placed_at.plus(self.rng.range(20_000, 160_000))
        };
        if paid_at >= self.now {
            return if by_transfer { DemoOutcome::AwaitingTransfer } else { DemoOutcome::Paid { paid_at: self.now } };
        }
        let sent_at = season::sending_time(paid_at, &mut self.rng);
        if sent_at >= self.now || age_hours < 4 {
            return DemoOutcome::Paid { paid_at };
        }
        let tracking_number = format!("0034{:016}", self.rng.next() % 10_000_000_000_000_000);
        DemoOutcome::Sent { paid_at, sent_at, tracking_number }
    }
}
