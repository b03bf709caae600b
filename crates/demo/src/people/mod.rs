//! People who could have ordered: hand-written names and addresses, mixed by chance. None of them exists; all mail
//! addresses end in example.org.

mod lists;

use crate::rng::Rng;
use crate::text::slug;
use lists::{COUNTRIES, Country};
use std::collections::BTreeSet;

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCustomer {
    /// Their mail address, unique among the customers.
    pub email: String,
    /// First and last name.
    pub full_name: String,
    /// Street and house number as their country writes it.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Two letters of ISO 3166.
    pub country: &'static str,
}

/// As many customers as asked for, in the order in which they first bought.
pub fn customers(seed: u64, count: usize) -> Vec<DemoCustomer> {
    let mut rng = Rng::for_part(seed, "customers");
    let mut taken = BTreeSet::new();
    (0..count).map(|_| customer(&mut rng, &mut taken)).collect()
}

fn customer(rng: &mut Rng, taken: &mut BTreeSet<String>) -> DemoCustomer {
    let country = country(rng);
    let (first, last) = (rng.pick(country.first_names), rng.pick(country.last_names));
    let (postcode, town) = rng.pick(country.towns);
    let number = rng.range(1, 128);
    let street = rng.pick(country.streets);
    DemoCustomer {
        email: email(rng, taken, first, last),
        full_name: format!("{first} {last}"),
        street: if country.number_first { format!("{number} {street}") } else { format!("{street} {number}") },
        postcode: postcode.to_owned(),
        town: town.to_owned(),
        country: country.code,
    }
}

fn country(rng: &mut Rng) -> &'static Country {
    let mut left = rng.below(COUNTRIES.iter().map(|country| country.weight).sum());
    for country in &COUNTRIES {
        if left < country.weight {
            return country;
        }
        left -= country.weight;
    }
    &COUNTRIES[0]
}

fn email(rng: &mut Rng, taken: &mut BTreeSet<String>, first: &str, last: &str) -> String {
    let (first, last) = (slug(first), slug(last));
    let initial: String = first.chars().take(1).collect();
    let wish = match rng.below(4) {
        0 => format!("{initial}.{last}"),
        1 => format!("{first}{last}"),
        _ => format!("{first}.{last}"),
    };
    let mut email = format!("{wish}@example.org");
    let mut number = 2;
    while !taken.insert(email.clone()) {
        email = format!("{wish}{number}@example.org");
        number += 1;
    }
    email
}
