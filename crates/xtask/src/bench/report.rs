//! What was measured, as a table for people or as one JSON object a line.

use std::time::Duration;

use serde_json::{Value, json};

use super::{import::Imported, load::Measured, size::PageBytes};

/// One result.
pub enum Figure {
    /// Requests under load.
    Load {
        /// Which bench.
        name: &'static str,
        /// At 16 connections.
        measured: Measured,
        /// One visitor alone.
        alone: Option<Measured>,
        /// Whole purchases.
        flow: Option<Measured>,
    },
    /// Something that is done a few times, one after the other.
    Times {
        /// Which bench.
        name: &'static str,
        /// How long each took.
        measured: Measured,
        /// What was done each time.
        what: &'static str,
    },
    /// How long the server took to build its search index while nobody asked it anything.
    IndexBuild {
        /// Which bench.
        name: &'static str,
        /// As the server itself tells.
        time: Duration,
    },
    /// Buyers who want the same.
    Sale {
        /// Which bench.
        name: &'static str,
        /// On which database.
        engine: &'static str,
        /// Who got one.
        orders: usize,
        /// Who was told that there is none left.
        sold_out: usize,
        /// Who got another answer.
        errors: usize,
        /// Rules that the doctor finds broken afterwards.
        broken: usize,
        /// From the first request to the last answer.
        time: Duration,
        /// An unrelated page before the sale and during it.
        watched: Option<(Measured, Measured)>,
    },
    /// From the start of the program to its first page.
    ColdStart(Duration),
    /// Megabytes held by the server after all that was measured before.
    Memory(f64),
    /// What a visitor loads.
    Bytes(PageBytes),
    /// Another shop that moved in.
    Import {
        /// Which bench.
        name: &'static str,
        /// What was measured.
        imported: Imported,
    },
}

/// Collects figures and prints them as they come.
pub struct Report {
    json: bool,
    headed: bool,
}

impl Report {
    /// Nothing yet.
    pub fn new(json: bool) -> Self {
        Self { json, headed: false }
    }

    /// Prints one.
    pub fn add(&mut self, figure: Figure) {
        if self.json {
            println!("{}", figure.json());
            return;
        }
        if !self.headed {
            println!(
                "\n{:<20} {:>10} {:>9} {:>9} {:>13} {:>7}",
                "bench", "requests/s", "p50 ms", "p99 ms", "alone ms", "errors"
            );
            self.headed = true;
        }
        println!("{}", figure.row());
    }

    /// The end.
    pub fn close(&self) {
        if !self.json {
            println!(
                "\n16 connections (order_paid and sale: 128), each asking again when answered; `alone` is the median and p99 of one visitor; bytes as Brotli."
            );
        }
    }
}

impl Figure {
    fn json(&self) -> Value {
        match self {
            Self::Load { name, measured, alone, flow } => {
                let mut line = json!({
                    "bench": name,
                    "requests_per_s": rounded(measured.per_second()),
                    "p50_ms": rounded(measured.percentile_ms(50)),
                    "p99_ms": rounded(measured.percentile_ms(99)),
                    "errors": measured.errors,
                });
                if let Some(object) = line.as_object_mut() {
                    if let Some(alone) = alone {
                        object.insert("alone_p50_ms".to_owned(), rounded(alone.percentile_ms(50)).into());
                        object.insert("alone_p99_ms".to_owned(), rounded(alone.percentile_ms(99)).into());
                    }
                    if let Some(flow) = flow {
                        object.insert("purchases_per_s".to_owned(), rounded(flow.per_second()).into());
                        object.insert("purchase_p50_ms".to_owned(), rounded(flow.percentile_ms(50)).into());
                        object.insert("purchase_errors".to_owned(), flow.errors.into());
                    }
                }
                line
            }
            Self::Sale { name, engine, orders, sold_out, errors, broken, time, watched } => {
                let mut line = json!({
                    "bench": name, "database": engine, "orders": orders, "sold_out": sold_out, "errors": errors,
                    "broken_rules": broken, "seconds": rounded(time.as_secs_f64()),
                });
                if let (Some(object), Some((idle, busy))) = (line.as_object_mut(), watched) {
                    object.insert("other_page_idle_p99_ms".to_owned(), rounded(idle.percentile_ms(99)).into());
                    object.insert("other_page_p99_ms".to_owned(), rounded(busy.percentile_ms(99)).into());
                }
                line
            }
            Self::IndexBuild { name, time } => json!({ "bench": name, "seconds": rounded(time.as_secs_f64()) }),
            Self::Times { name, measured, .. } => json!({
                "bench": name,
                "p50_ms": rounded(measured.percentile_ms(50)),
                "worst_ms": rounded(measured.percentile_ms(100)),
            }),
            Self::ColdStart(time) => json!({ "bench": "cold_start", "ms": rounded(time.as_secs_f64() * 1_000.0) }),
            Self::Memory(megabytes) => json!({ "bench": "memory", "resident_mb": rounded(*megabytes) }),
            Self::Bytes(bytes) => bytes.json(),
            Self::Import { name, imported } => json!({
                "bench": name,
                "rows_per_s": rounded(imported.per_second()),
                "seconds": rounded(imported.time.as_secs_f64()),
                "memory": rounded(imported.memory),
                "rows": imported.rows,
            }),
        }
    }

    fn row(&self) -> String {
        match self {
            Self::Load { name, measured, alone, flow } => {
                let alone = alone.as_ref().map_or_else(String::new, |alone| {
                    format!("{:.2} / {:.2}", alone.percentile_ms(50), alone.percentile_ms(99))
                });
                let row = load_row(name, measured, &alone);
                match flow {
                    Some(flow) => format!("{row}\n{}", load_row("  whole flow", flow, "")),
                    None => row,
                }
            }
            Self::Sale { name, engine, orders, sold_out, errors, broken, time, watched } => {
                let buyers = (orders + sold_out + errors) as f64;
                let row = format!(
                    "{name:<20} {:>10.0} {orders} orders, {sold_out} sold out, {errors} errors, {broken} broken rules ({engine})",
                    buyers / time.as_secs_f64().max(f64::EPSILON),
                );
                match watched {
                    Some((idle, busy)) => format!(
                        "{row}\n  another product's page: p99 {:.2} ms before, {:.2} ms meanwhile",
                        idle.percentile_ms(99),
                        busy.percentile_ms(99)
                    ),
                    None => row,
                }
            }
            Self::IndexBuild { name, time } => format!("{name:<20} {:>10.2} s", time.as_secs_f64()),
            Self::Times { name, measured, what } => format!(
                "{name:<20} {:>20.1} ms in the middle, {:.1} ms at worst, {what}",
                measured.percentile_ms(50),
                measured.percentile_ms(100)
            ),
            Self::ColdStart(time) => {
                format!("{:<20} {:>10.0} ms to the first page", "cold_start", time.as_secs_f64() * 1_000.0)
            }
            Self::Memory(megabytes) => format!("{:<20} {megabytes:>10.1} MB resident after the run", "memory"),
            Self::Bytes(bytes) => format!(
                "{:<20} {:<10} html {:>7.1} kB   css {:>6.1} kB   js {:>6.1} kB   wasm {:>6.1} kB",
                "page_bytes",
                bytes.page,
                kilo(bytes.html),
                kilo(bytes.css),
                kilo(bytes.js),
                kilo(bytes.wasm)
            ),
            Self::Import { name, imported } => format!(
                "{name:<20} {:>10.0} rows/s   {:>8.2} s for {} rows   {:>6.1} MB at most",
                imported.per_second(),
                imported.time.as_secs_f64(),
                imported.rows,
                imported.memory
            ),
        }
    }
}

fn load_row(name: &str, measured: &Measured, alone: &str) -> String {
    format!(
        "{name:<20} {:>10.0} {:>9.2} {:>9.2} {alone:>13} {:>7}",
        measured.per_second(),
        measured.percentile_ms(50),
        measured.percentile_ms(99),
        measured.errors
    )
}

fn kilo(bytes: usize) -> f64 {
    bytes as f64 / 1_000.0
}

fn rounded(number: f64) -> f64 {
    (number * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_promised_fields() {
        let measured = Measured::new(vec![Duration::from_millis(4); 10], 0, Duration::from_secs(1));
        let line = Figure::Load { name: "home_page", measured, alone: None, flow: None }.json();
        assert_eq!(
            line,
            json!({"bench": "home_page", "requests_per_s": 10.0, "p50_ms": 4.0, "p99_ms": 4.0, "errors": 0})
        );
    }

    #[test]
    fn an_import_tells_rows_a_second_seconds_and_memory() {
        let imported = Imported { rows: 100, time: Duration::from_millis(500), memory: 12.5 };
        assert_eq!(
            Figure::Import { name: "import_new", imported }.json(),
            json!({"bench": "import_new", "rows_per_s": 200.0, "seconds": 0.5, "memory": 12.5, "rows": 100})
        );
    }

    #[test]
    fn numbers_are_rounded_to_thousandths() {
        assert_eq!(rounded(1.234_56), 1.235);
    }
}
