//! The customers of a shop whose tables keep addresses apart: OpenCart and Zen Cart.

use super::Dictionary;
use crate::importer::{
    customer::{ImportedAddress, ImportedCustomer},
    file::{FileError, Grouped, NamedRow, Table},
    notes::Notes,
    platform::person::{self, AddressNames, CustomerNames},
};

const CUSTOMER: CustomerNames = CustomerNames {
    id: &["customer_id", "customers_id"],
    email: &["email", "customers_email_address"],
    full_name: &[],
    first_name: &["firstname", "customers_firstname"],
    last_name: &["lastname", "customers_lastname"],
    phone: &["telephone", "customers_telephone"],
    note: &[],
    tags: &[],
    wants_news: &["newsletter", "customers_newsletter"],
    since: &["date_added"],
};

const ADDRESS: AddressNames = AddressNames {
    full_name: &[],
    first_name: &["firstname", "entry_firstname"],
    last_name: &["lastname", "entry_lastname"],
    company: &["company", "entry_company"],
    street: &["address_1", "entry_street_address"],
    extra: &["address_2", "entry_suburb"],
    postcode: &["postcode", "entry_postcode"],
    town: &["city", "entry_city"],
    region: &["zone", "entry_state"],
    country: &["country"],
    phone: &[],
};

/// The customers with what belongs to them.
pub(in crate::importer::platform) struct People {
    pub customers: Table,
    /// By the id of the customer.
    pub addresses: Grouped,
    /// Codes of countries and names of regions by their ids.
    pub countries: Dictionary,
    pub regions: Dictionary,
    /// The id of the last customer: a dump may leave it to the database to count them.
    pub last: u64,
}

impl People {
    /// How many customers there are.
    pub fn count(&self) -> usize {
        self.customers.rows()
    }

    /// The next customer; `Some(None)` when they are not taken over, which is noted.
    pub fn next(&mut self, notes: &mut Notes) -> Result<Option<Option<ImportedCustomer>>, FileError> {
        let Some(row) = self.customers.next_named()? else { return Ok(None) };
        let written = row.first(CUSTOMER.id);
        self.last = written.parse().unwrap_or_else(|_| self.last.saturating_add(1));
        let id = self.last.to_string();
        let addresses = self.addresses.of(&id)?;
        let addresses = addresses.iter().map(|row| self.address(row)).collect();
        let customer = person::customer(&row, &CUSTOMER, addresses, notes);
        Ok(Some(customer.map(|customer| ImportedCustomer { key: format!("id:{id}"), ..customer })))
    }

    fn address(&self, row: &NamedRow) -> ImportedAddress {
        let mut address = person::address(row, &ADDRESS);
        if address.country.is_empty() {
            let id = row.first(&["country_id", "entry_country_id"]);
            self.countries.name(id).clone_into(&mut address.country);
        }
        if address.region.is_empty() {
            self.regions.name(row.first(&["zone_id", "entry_zone_id"])).clone_into(&mut address.region);
        }
        address
    }
}
