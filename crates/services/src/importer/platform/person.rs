//! People and addresses, whichever names their columns have.

use domain::kernel::{COUNTRIES, Email, Timestamp};

use crate::importer::{
    customer::{ImportedAddress, ImportedCustomer},
    file::NamedRow,
    notes::Notes,
    value,
};

/// Names of columns; the first that has content counts.
pub(super) type Names = &'static [&'static str];

/// The columns of an address.
#[derive(Clone, Copy, Debug)]
pub(super) struct AddressNames {
    pub full_name: Names,
    pub first_name: Names,
    pub last_name: Names,
    pub company: Names,
    pub street: Names,
    pub extra: Names,
    pub postcode: Names,
    pub town: Names,
    pub region: Names,
    pub country: Names,
    pub phone: Names,
}

/// The columns of a customer.
#[derive(Clone, Copy, Debug)]
pub(super) struct CustomerNames {
    pub id: Names,
    pub email: Names,
    pub full_name: Names,
    pub first_name: Names,
    pub last_name: Names,
    pub phone: Names,
    pub note: Names,
    pub tags: Names,
    pub wants_news: Names,
    pub since: Names,
}

/// A cell as a line of text, without the apostrophe that keeps spreadsheets from taking it for a number.
pub(super) fn line(row: &NamedRow, names: Names) -> String {
    let cell = row.first(names);
    let bare =
        cell.strip_prefix('\'').filter(|rest| rest.starts_with(|sign: char| sign.is_alphanumeric() || sign == '+'));
    value::clean_line(bare.unwrap_or(cell))
}

fn name(row: &NamedRow, full: Names, first: Names, last: Names) -> String {
    let whole = line(row, full);
    if !whole.is_empty() {
        return whole;
    }
    format!("{} {}", line(row, first), line(row, last)).trim().to_owned()
}

/// The address of a row.
pub(super) fn address(row: &NamedRow, names: &AddressNames) -> ImportedAddress {
    // A street of two lines has its second line as the extra one.
    let street = row.first(names.street);
    let (street, below) = street.split_once('\n').unwrap_or((street, ""));
    let extra = line(row, names.extra);
    ImportedAddress {
        full_name: name(row, names.full_name, names.first_name, names.last_name),
        company: line(row, names.company),
        street: value::clean_line(street.strip_prefix('\'').unwrap_or(street)),
        extra: if extra.is_empty() { value::clean_line(below) } else { extra },
        postcode: line(row, names.postcode),
        town: line(row, names.town),
        region: line(row, names.region),
        country: country_code(&line(row, names.country)),
        phone: line(row, names.phone),
    }
}

/// The code of a country that is named; what is not known stays as it is.
pub(super) fn country_code(text: &str) -> String {
    let named = COUNTRIES.iter().find(|country| country.name.eq_ignore_ascii_case(text));
    match named {
        Some(country) => country.code.to_owned(),
        None if text.len() == 2 => text.to_uppercase(),
        None => text.to_owned(),
    }
}

/// The customer of a row; `None` without an address for mails, which is noted.
pub(super) fn customer(
    row: &NamedRow,
    names: &CustomerNames,
    addresses: Vec<ImportedAddress>,
    notes: &mut Notes,
) -> Option<ImportedCustomer> {
    let written = line(row, names.email);
    let column = names.email.first().copied().unwrap_or_default();
    let Ok(email) = Email::parse(&written) else {
        let reason = if written.is_empty() {
            "the customer has no e-mail address, by which this shop knows people"
        } else {
            "is no e-mail address"
        };
        notes.fail(row.line(), column, &written, reason);
        return None;
    };
    let id = line(row, names.id);
    let own = name(row, names.full_name, names.first_name, names.last_name);
    let addresses: Vec<ImportedAddress> = addresses.into_iter().filter(ImportedAddress::is_place).collect();
    let elsewhere = || addresses.first().map(|address| address.full_name.clone()).unwrap_or_default();
    let tags = value::split_list(row.first(names.tags), ',');
    Some(ImportedCustomer {
        key: if id.is_empty() { email.as_str().to_owned() } else { format!("id:{id}") },
        line: row.line(),
        full_name: if own.is_empty() { elsewhere() } else { own },
        email,
        phone: line(row, names.phone),
        note: value::clean_line(row.first(names.note)),
        tags,
        wants_news: value::flag(row.first(names.wants_news)) == Some(true),
        since: since(row, names.since, notes),
        addresses,
    })
}

fn since(row: &NamedRow, names: Names, notes: &mut Notes) -> Option<Timestamp> {
    let cell = row.first(names);
    value::moment(cell).unwrap_or_else(|reason| {
        notes.warn(row.line(), names.first().copied().unwrap_or_default(), cell, format!("{reason}; left out"));
        None
    })
}
