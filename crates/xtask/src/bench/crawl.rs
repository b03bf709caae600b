//! Which pages there are to ask for: found by following the shop's own links, as a visitor would.

use std::collections::BTreeSet;

use super::{
    address,
    client::{Connection, get, post},
    html,
};
use crate::Outcome;

const MOST_LISTS: usize = 60;
const MOST_PRODUCTS: usize = 400;
const MOST_WORDS: usize = 200;
/// So many of a variant are enough.
const MANY: &str = "60";

/// What was found.
pub struct Addresses {
    /// Category pages, plain, filtered and further pages.
    pub categories: Vec<String>,
    /// Product pages.
    pub products: Vec<String>,
    /// Variants of which enough are there for all who buy while it is measured.
    pub skus: Vec<String>,
    /// What people type: words of product names, every third with a typing error.
    pub words: Vec<String>,
}

/// Follows the links from the home page.
pub fn crawl(port: u16) -> Outcome<Addresses> {
    let mut connection = Connection::new(port);
    let home = page(&mut connection, "/")?;
    let mut categories = html::links(&home, "/categories/");
    let mut products: BTreeSet<String> = BTreeSet::new();
    let mut next = 0;
    while let Some(address) = categories.get(next).cloned() {
        next += 1;
        let list = page(&mut connection, &address)?;
        products.extend(html::links(&list, "/products/").into_iter().filter_map(plain));
        for link in html::links(&list, "/categories/") {
            if categories.len() < MOST_LISTS && !categories.contains(&link) {
                categories.push(link);
            }
        }
    }
    let products: Vec<String> = products.into_iter().take(MOST_PRODUCTS).collect();
    let mut skus = BTreeSet::new();
    for address in &products {
        for sku in skus_of(&page(&mut connection, address)?) {
            if is_plentiful(&mut connection, &sku)? {
                skus.insert(sku);
            }
        }
    }
    let words = words_of(&products);
    if categories.is_empty() || skus.is_empty() {
        return Err("the shop links to no category or no product that can be bought".to_owned());
    }
    Ok(Addresses { categories, products, skus: skus.into_iter().collect(), words })
}

fn page(connection: &mut Connection, path: &str) -> Outcome<String> {
    let answer = connection.send(&get(path, "")).map_err(|error| format!("{path}: {error}"))?;
    if answer.status == 200 { Ok(answer.text()) } else { Err(format!("{path} answers {}", answer.status)) }
}

/// Whether a bag takes many of it: what sells out would measure refusals.
fn is_plentiful(connection: &mut Connection, sku: &str) -> Outcome<bool> {
    let failed = |error: std::io::Error| format!("{sku}: {error}");
    let answer = connection.send(&post(address::CART_ADD, "", &[("sku", sku), ("quantity", MANY)])).map_err(failed)?;
    let cookie = format!("Cookie: cart={}\r\n", answer.cookie("cart").unwrap_or_default());
    let cart = connection.send(&get("/cart", &cookie)).map_err(failed)?.text();
    // The shop puts no more into a bag than there is.
    Ok(html::inputs(&cart).iter().any(|input| input.name == "quantity" && input.value == MANY))
}

fn plain(address: String) -> Option<String> {
    address.split(['?', '#']).next().map(str::to_owned)
}

fn skus_of(product: &str) -> Vec<String> {
    html::inputs(product)
        .into_iter()
        .filter(|input| input.name == "sku" && !input.value.is_empty())
        .map(|input| input.value)
        .collect()
}

fn words_of(products: &[String]) -> Vec<String> {
    let all: BTreeSet<&str> = products
        .iter()
        .flat_map(|address| address.trim_start_matches("/products/").split('-'))
        .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))
        .collect();
    let words = all.into_iter().take(MOST_WORDS).enumerate();
    words.map(|(number, word)| if number % 3 == 0 { mistyped(word) } else { word.to_owned() }).collect()
}

/// Two letters in the wrong order, as fingers do it.
fn mistyped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_third_word_is_mistyped() {
        let products = ["/products/linen-cushion".to_owned(), "/products/oak-teapot-2".to_owned()];
        assert_eq!(words_of(&products), ["csuhion", "linen", "teapot"]);
    }

    #[test]
    fn skus_are_read_from_the_form() {
        assert_eq!(skus_of(r#"<input type="hidden" name="sku" value="MUG-1"/>"#), ["MUG-1"]);
    }
}
