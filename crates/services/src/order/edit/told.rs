//! A change in words, for the history: without names and addresses, which can be erased.

use domain::catalog::full_name;
use serde_json::{Value, json};

use super::{plan::Plan, standing::Standing};

impl Standing {
    /// What it was of.
    pub fn lines_for_history(&self) -> Vec<Value> {
        let line = |line: &super::standing::StandingLine| json!({ "title": line.title, "quantity": line.quantity, "total": line.line_total.minor });
        self.lines.iter().map(line).collect()
    }
}

impl Plan {
    /// What it is of.
    pub fn lines_for_history(&self, before: &Standing) -> Vec<Value> {
        let titles = self.titles(before);
        let line = |(title, priced): (String, &domain::pricing::PricedLine)| json!({ "title": title, "quantity": priced.quantity, "total": priced.line_total.minor });
        titles.into_iter().zip(&self.priced.lines).map(line).collect()
    }

    fn titles(&self, before: &Standing) -> Vec<String> {
        let kept = self.kept.iter().map(|kept| {
            let line = before.lines.iter().find(|line| line.id == kept.id);
            line.map(|line| line.title.clone()).unwrap_or_default()
        });
        kept.chain(self.added.iter().map(|added| full_name(&added.title, &added.variant_title))).collect()
    }

    /// What is different, in one sentence.
    pub fn told(&self, before: &Standing) -> String {
        let mut parts = Vec::new();
        for line in &before.lines {
            match self.kept.iter().find(|kept| kept.id == line.id) {
                None => parts.push(format!("{} × {} taken out", line.quantity, line.title)),
                Some(kept) if kept.quantity != line.quantity => {
                    parts.push(format!("{}: {} instead of {}", line.title, kept.quantity, line.quantity));
                }
                Some(_) => {}
            }
        }
        for added in &self.added {
            let title = full_name(&added.title, &added.variant_title);
            parts.push(format!("{} × {title} added", added.quantity.get()));
        }
        if self.address != before.address {
            parts.push("another address".to_owned());
        }
        if self.email != before.email {
            parts.push("another e-mail address".to_owned());
        }
        let (was, is) = (before.totals.shown(), self.priced.totals.shown());
        if self.shipping_code != before.shipping_code {
            parts.push(format!("{} instead of {}", self.shipping_name, before.shipping_name));
        }
        if was.shipping_before != is.shipping_before {
            parts.push(format!("delivery {} instead of {}", is.shipping_before, was.shipping_before));
        }
        let (total, earlier) = (self.priced.totals.total, before.totals.total);
        parts.push(if total == earlier {
            format!("{total} as before")
        } else {
            format!("{total} instead of {earlier}")
        });
        format!("Order changed: {}", parts.join("; "))
    }
}
