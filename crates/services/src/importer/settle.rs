//! What only the whole file can tell: keys and SKUs that occur twice, and texts that are longer than the shop keeps.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher as _, RandomState},
};

use domain::{
    catalog::limit::{MOST_BRAND, MOST_DESCRIPTION, MOST_TITLE},
    importer::report::ImportReport,
};

use super::{notes::note, platform::MOST_IMPORTED_VARIANTS, product::ImportedProduct};

/// What was seen of a file so far: eight bytes and a line for each key and SKU.
#[derive(Debug, Default)]
pub(super) struct SeenInFile {
    hasher: RandomState,
    keys: HashMap<u64, u64>,
    skus: HashMap<u64, u64>,
    skus_without_case: HashMap<u64, u64>,
}

/// Categories counted over all files.
#[derive(Debug, Default)]
pub(super) struct SeenCategories(HashSet<Vec<String>>);

impl SeenInFile {
    /// Makes the product fit beside those before it; `false` when it cannot be taken over, which is noted.
    pub fn settle(&mut self, product: &mut ImportedProduct, report: &mut ImportReport) -> bool {
        let key = self.hasher.hash_one(&product.key);
        if let Some(line) = self.keys.get(&key) {
            let reason = format!("the product of line {line} has the same key");
            report.failed.push(note(product.line, "", &product.key, reason));
            return false;
        }
        self.keys.insert(key, product.line);
        if product.variants.len() > MOST_IMPORTED_VARIANTS {
            let count = product.variants.len();
            let reason = format!(
                "has {count} variants; a product has at most {MOST_IMPORTED_VARIANTS}, so it is left out as a whole"
            );
            report.failed.push(note(product.line, "", &product.title, reason));
            return false;
        }
        shorten(product, report);
        for variant in &mut product.variants {
            if variant.sku.is_empty() {
                continue;
            }
            let sku = self.hasher.hash_one(&variant.sku);
            if let Some(line) = self.skus.get(&sku) {
                let reason = format!("the variant of line {line} has the same SKU; a new one is made");
                report.warnings.push(note(variant.line, "SKU", &variant.sku, reason));
                variant.sku.clear();
                continue;
            }
            self.skus.insert(sku, variant.line);
            let without_case = self.hasher.hash_one(variant.sku.to_lowercase());
            if let Some(line) = self.skus_without_case.insert(without_case, variant.line) {
                let reason = format!("the SKU of line {line} differs in letter case only; both are kept");
                report.warnings.push(note(variant.line, "SKU", &variant.sku, reason));
            }
        }
        true
    }
}

impl SeenCategories {
    /// Takes note of a category and of those above it.
    pub fn see(&mut self, path: &[String]) {
        for length in 1..=path.len() {
            if let Some(beginning) = path.get(..length).filter(|beginning| !self.0.contains(*beginning)) {
                self.0.insert(beginning.to_vec());
            }
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }
}

fn shorten(product: &mut ImportedProduct, report: &mut ImportReport) {
    let line = product.line;
    let texts = [
        (&mut product.title, "title", MOST_TITLE),
        (&mut product.brand, "brand", MOST_BRAND),
        (&mut product.description_html, "description", MOST_DESCRIPTION),
    ];
    for (text, what, most) in texts {
        // No text has more letters than bytes.
        if text.len() <= most {
            continue;
        }
        if let Some((end, _)) = text.char_indices().nth(most) {
            let reason = format!("the {what} is longer than {most} characters; the rest is left out");
            report.warnings.push(note(line, "", text, reason));
            text.truncate(end);
            if what == "description" {
                // The cut may have left an element open.
                *text = crate::catalog::html::sanitise(text);
            }
        }
    }
}
