//! Files of several tables: which platform's they are, and the stream of what is in them: categories, products,
//! customers, orders.

use super::{
    Platform, ReadContext, opencart,
    shop::{Orders, People},
    zencart,
};
use crate::importer::{
    category::ImportedCategory,
    file::{FileError, Tables},
    imported::Imported,
    notes::Notes,
    product::ImportedProduct,
};

/// What a file of several tables holds.
pub(in crate::importer) struct Store {
    categories: std::vec::IntoIter<ImportedCategory>,
    category_count: usize,
    products: Products,
    people: Option<People>,
    orders: Option<Orders>,
}

enum Products {
    OpenCart(Box<opencart::Dump>),
    OpenCartSheets(Box<opencart::Sheets>),
    ZenCart(Box<zencart::Dump>),
}

impl Store {
    /// Whether it tells of customers or orders.
    pub fn tells_of_people(&self) -> bool {
        self.people.is_some() || self.orders.is_some()
    }

    /// Whether a table of a dump is of any use, whatever prefix its name has.
    pub fn wants(table: &str) -> bool {
        let is_named =
            |name: &str| table.strip_suffix(name).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('_'));
        opencart::TABLES.iter().chain(&zencart::TABLES).any(|name| is_named(name))
    }

    /// What is in a dump; `None` when its tables are not the platform's.
    pub fn of_dump(
        tables: &mut Tables,
        platform: Option<Platform>,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Self>, FileError> {
        let may_be = |wanted: Platform| platform.is_none_or(|platform| platform == wanted);
        if let Some(prefix) = opencart::prefix(tables).filter(|_| may_be(Platform::OpenCart))
            && let Some(dump) = opencart::Dump::new(tables, &prefix, context, notes)?
        {
            let people = opencart::people(tables, &prefix)?;
            let orders = opencart::orders(tables, &prefix, dump.language())?;
            return Ok(Some(Self::new(Products::OpenCart(Box::new(dump)), people, orders)));
        }
        if let Some(prefix) = zencart::prefix(tables).filter(|_| may_be(Platform::ZenCart))
            && let Some(dump) = zencart::Dump::new(tables, &prefix, notes)?
        {
            let people = zencart::people(tables, &prefix)?;
            let orders = zencart::orders(tables, &prefix, dump.language())?;
            return Ok(Some(Self::new(Products::ZenCart(Box::new(dump)), people, orders)));
        }
        Ok(None)
    }

    /// What is in a workbook of OpenCart's export tool; `None` when it is another one.
    pub fn of_workbook(
        tables: &mut Tables,
        platform: Option<Platform>,
        notes: &mut Notes,
    ) -> Result<Option<Self>, FileError> {
        if platform.is_some_and(|platform| platform != Platform::OpenCart) {
            return Ok(None);
        }
        let Some(sheets) = opencart::Sheets::new(tables, notes)? else { return Ok(None) };
        let people = opencart::people_of_sheets(tables)?;
        Ok(Some(Self::new(Products::OpenCartSheets(Box::new(sheets)), people, None)))
    }

    fn new(mut products: Products, people: Option<People>, orders: Option<Orders>) -> Self {
        let categories = products.take_categories();
        Self { category_count: categories.len(), categories: categories.into_iter(), products, people, orders }
    }

    /// The platform.
    pub fn platform(&self) -> Platform {
        match self.products {
            Products::OpenCart(_) | Products::OpenCartSheets(_) => Platform::OpenCart,
            Products::ZenCart(_) => Platform::ZenCart,
        }
    }

    /// The next thing; `Some(None)` when it is not taken over, which is noted.
    pub fn next(&mut self, context: ReadContext, notes: &mut Notes) -> Result<Option<Option<Imported>>, FileError> {
        if let Some(category) = self.categories.next() {
            return Ok(Some(Some(Imported::Category(category))));
        }
        if let Some(product) = self.products.next(context, notes)? {
            return Ok(Some(product.map(|product| Imported::Product(Box::new(product)))));
        }
        if let Some(people) = &mut self.people
            && let Some(customer) = people.next(notes)?
        {
            return Ok(Some(customer.map(|customer| Imported::Customer(Box::new(customer)))));
        }
        if let Some(orders) = &mut self.orders
            && let Some(order) = orders.next(context, notes)?
        {
            return Ok(Some(order.map(|order| Imported::Order(Box::new(order)))));
        }
        Ok(None)
    }

    /// How many things there are.
    pub fn count(&self) -> usize {
        let people = self.people.as_ref().map_or(0, People::count);
        let orders = self.orders.as_ref().map_or(0, Orders::count);
        self.category_count.saturating_add(self.products.count()).saturating_add(people).saturating_add(orders)
    }
}

impl Products {
    fn take_categories(&mut self) -> Vec<ImportedCategory> {
        match self {
            Self::OpenCart(dump) => dump.take_categories(),
            Self::OpenCartSheets(sheets) => sheets.take_categories(),
            Self::ZenCart(dump) => dump.take_categories(),
        }
    }

    fn next(&mut self, context: ReadContext, notes: &mut Notes) -> Result<Option<Option<ImportedProduct>>, FileError> {
        match self {
            Self::OpenCart(dump) => dump.next(context, notes),
            Self::OpenCartSheets(sheets) => sheets.next(context, notes),
            Self::ZenCart(dump) => dump.next(context, notes),
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::OpenCart(dump) => dump.count(),
            Self::OpenCartSheets(sheets) => sheets.count(),
            Self::ZenCart(dump) => dump.count(),
        }
    }
}
