//! `mercer export products FILE`: a list as a file, which `mercer import` reads again.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::catalog::{ProductFilter, ProductOrder};
use futures::TryStreamExt as _;
use services::exporter::{self, Format};
use tokio::{fs::File, io::AsyncWriteExt as _};

use super::CliError;
use crate::{config::Config, startup};

/// What to export.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The list
    #[arg(value_enum)]
    list: List,
    /// The file to write; its ending says what it is: csv, xlsx or json, or zip for products with their pictures
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only products with this in a name, brand, SKU or barcode
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Only products that shoppers see
    #[arg(long, conflicts_with = "hidden")]
    published: bool,
    /// Only products that shoppers do not see
    #[arg(long)]
    hidden: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum List {
    Products,
    Customers,
    Orders,
}

/// Writes the file. It has its name only when it is whole.
pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), CliError> {
    let refused = |error: &dyn std::fmt::Display| CliError::Refused(error.to_string());
    let ending = arguments.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_zip = ending.eq_ignore_ascii_case("zip") && matches!(arguments.list, List::Products);
    let format = if is_zip { Some(Format::Csv) } else { Format::parse(ending) };
    let format = format.ok_or_else(|| {
        let words = "the file's name must end in .csv, .xlsx or .json, or that of products in .zip";
        CliError::Refused(words.to_owned())
    })?;
    let shop = startup::shop(config).await?;
    let sheet = match arguments.list {
        List::Products => {
            let published = (arguments.published || arguments.hidden).then_some(arguments.published);
            let text = arguments.text.clone().unwrap_or_default();
            let filter = ProductFilter { text, published, ..ProductFilter::default() };
            exporter::products(&shop, &filter, ProductOrder::default(), format == Format::Xlsx)
                .await
                .map_err(|error| refused(&error))?
        }
        List::Customers => exporter::customers(&shop),
        List::Orders => exporter::orders(&shop),
    };
    let pieces = if is_zip { exporter::zipped(&shop, sheet).await } else { format.write(sheet).await };
    let mut pieces = pieces.map_err(|error| refused(&error))?;
    let unfinished = arguments.file.with_extension(format!("{ending}.part"));
    let mut file = File::create(&unfinished).await.map_err(|error| refused(&error))?;
    let mut bytes = 0_u64;
    while let Some(piece) = pieces.try_next().await.map_err(|error| refused(&error))? {
        file.write_all(&piece).await.map_err(|error| refused(&error))?;
        bytes += piece.len() as u64;
    }
    file.sync_all().await.map_err(|error| refused(&error))?;
    tokio::fs::rename(&unfinished, &arguments.file).await.map_err(|error| refused(&error))?;
    shop.database.close().await;
    println!("{} written, {bytes} bytes", arguments.file.display());
    Ok(())
}
