//! Files of several tables: which platform's they are, and the stream of their products.

use super::{Platform, ReadContext, opencart, zencart};
use crate::importer::{
    file::{FileError, Tables},
    notes::Notes,
    product::ImportedProduct,
};

/// The products of a file of several tables.
pub(in crate::importer) enum Store {
    OpenCart(Box<opencart::Dump>),
    OpenCartSheets(Box<opencart::Sheets>),
    ZenCart(Box<zencart::Dump>),
}

impl Store {
    /// Whether a table of a dump is of any use, whatever prefix its name has.
    pub fn wants(table: &str) -> bool {
        let known = opencart::TABLES.iter().chain(&zencart::TABLES);
        known
            .into_iter()
            .any(|name| table.strip_suffix(name).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('_')))
    }

    /// The products of a dump; `None` when its tables are not the platform's.
    pub fn of_dump(
        tables: &mut Tables,
        platform: Option<Platform>,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Self>, FileError> {
        let may_be = |wanted: Platform| platform.is_none_or(|platform| platform == wanted);
        if may_be(Platform::OpenCart)
            && let Some(dump) = opencart::Dump::new(tables, context, notes)?
        {
            return Ok(Some(Self::OpenCart(Box::new(dump))));
        }
        if may_be(Platform::ZenCart)
            && let Some(dump) = zencart::Dump::new(tables, notes)?
        {
            return Ok(Some(Self::ZenCart(Box::new(dump))));
        }
        Ok(None)
    }

    /// The products of a workbook of OpenCart's export tool; `None` when it is another one.
    pub fn of_workbook(
        tables: &mut Tables,
        platform: Option<Platform>,
        notes: &mut Notes,
    ) -> Result<Option<Self>, FileError> {
        if platform.is_some_and(|platform| platform != Platform::OpenCart) {
            return Ok(None);
        }
        Ok(opencart::Sheets::new(tables, notes)?.map(|sheets| Self::OpenCartSheets(Box::new(sheets))))
    }

    /// The platform.
    pub fn platform(&self) -> Platform {
        match self {
            Self::OpenCart(_) | Self::OpenCartSheets(_) => Platform::OpenCart,
            Self::ZenCart(_) => Platform::ZenCart,
        }
    }

    /// The next product; `Some(None)` when it is not taken over, which is noted.
    pub fn next(
        &mut self,
        context: ReadContext,
        notes: &mut Notes,
    ) -> Result<Option<Option<ImportedProduct>>, FileError> {
        match self {
            Self::OpenCart(dump) => dump.next(context, notes),
            Self::OpenCartSheets(sheets) => sheets.next(context, notes),
            Self::ZenCart(dump) => dump.next(context, notes),
        }
    }

    /// How many products there are.
    pub fn count(&self) -> usize {
        match self {
            Self::OpenCart(dump) => dump.count(),
            Self::OpenCartSheets(sheets) => sheets.count(),
            Self::ZenCart(dump) => dump.count(),
        }
    }
}
