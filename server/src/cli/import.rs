//! `mercer import FILE...`: takes over another shop.

use std::{
    io::IsTerminal as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use adapters::web::Web;
use clap::Args;
use domain::importer::report::{FailedRow, ImportReport};
use indicatif::{ProgressBar, ProgressStyle};
use services::{
    account::Actor,
    importer::{ImportError, ImportRequest, Mapping, Media, PictureArchive, Pictures, Platform, task},
};

use super::CliError;
use crate::{config::Config, startup};

/// So many rows of a kind are printed; `--json` tells all.
const MOST_PRINTED: usize = 40;

/// The name in the audit.
const ACTOR: &str = "mercer import";

/// What to import.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The files, as the other shop exported them
    #[arg(required_unless_present = "undo", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The platform they come from: shopify, woocommerce, magento, opencart, zencart, or table for any other CSV or XLSX;
    /// without it the columns tell
    #[arg(long, value_name = "PLATFORM", value_parser = platform)]
    from: Option<Platform>,
    /// What a column of such a table holds, when its name does not tell: "Artikel=title"; may be given several times
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<String>,
    /// Tell what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Take the last import back: what it made goes, what it changed becomes what it was
    #[arg(long, conflicts_with_all = ["files", "from", "map", "dry_run", "media", "images", "images_from", "no_images"])]
    undo: bool,
    /// End with the whole report as one JSON object
    #[arg(long)]
    json: bool,
    /// Look for pictures in this folder or ZIP first, by the ends of their paths; may be given several times
    #[arg(long, value_name = "DIR|ZIP", conflicts_with = "no_images")]
    media: Vec<PathBuf>,
    /// Take the pictures from this folder instead of the web, by the ends of their paths
    #[arg(long, value_name = "DIR", conflicts_with = "no_images")]
    images: Option<PathBuf>,
    /// Take pictures that are named by their files from below this address: "https://old.example/pub/media/catalog/product"
    #[arg(long, value_name = "URL", conflicts_with_all = ["images", "no_images"])]
    images_from: Option<String>,
    /// Leave the pictures out; a later import brings them
    #[arg(long)]
    no_images: bool,
}

fn platform(name: &str) -> Result<Platform, String> {
    let known = || Platform::ALL.map(Platform::name).join(", ");
    Platform::parse(name).ok_or_else(|| format!("{name:?} is not one of: {}", known()))
}

/// Imports the files and tells what became of them.
pub(super) async fn run(config: &Config, arguments: &Arguments) -> Result<(), CliError> {
    if arguments.undo {
        return undo(config, arguments.json).await;
    }
    let request = ImportRequest {
        paths: arguments.files.clone(),
        platform: arguments.from.or((!arguments.map.is_empty()).then_some(Platform::Table)),
        mapping: Mapping::parse(&arguments.map).map_err(CliError::Refused)?,
        dry_run: arguments.dry_run,
        pictures: pictures(arguments)?,
        media: arguments.media.iter().map(|path| media(path)).collect::<Result<_, _>>()?,
        actor: ACTOR.to_owned(),
        run: None,
    };
    let shop = startup::closed(config).await?;
    let bar = bar(arguments.json);
    let report = task::import(&shop, &request, &arguments.map, |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    })
    .await;
    bar.finish_and_clear();
    shop.database.close().await;
    match report {
        Ok(report) if arguments.json => print_json(&report),
        Ok(report) => {
            print(&report);
            Ok(())
        }
        Err(error) => {
            if arguments.json {
                print_json(&refused(arguments, &error))?;
            }
            Err(CliError::Refused(error.to_string()))
        }
    }
}

/// The report of files of which nothing was taken over.
fn refused(arguments: &Arguments, error: &ImportError) -> ImportReport {
    let row = FailedRow {
        file: String::new(),
        line: 0,
        column: String::new(),
        reason: error.to_string(),
        value: String::new(),
    };
    ImportReport { dry_run: arguments.dry_run, failed: vec![row], ..ImportReport::default() }
}

fn print_json(report: &ImportReport) -> Result<(), CliError> {
    let json = serde_json::to_string(report).map_err(|error| CliError::Refused(error.to_string()))?;
    println!("{json}");
    Ok(())
}

/// Takes the last import back and tells what stays.
async fn undo(config: &Config, json: bool) -> Result<(), CliError> {
    let shop = startup::closed(config).await?;
    let report = task::undo_last(&shop, &Actor::system(ACTOR)).await;
    shop.database.close().await;
    let report = report.map_err(|error| CliError::Refused(error.to_string()))?;
    if json {
        return print_json(&report);
    }
    println!("The last import is taken back");
    list("kept", &report.warnings);
    Ok(())
}

fn media(path: &Path) -> Result<Media, CliError> {
    if path.is_dir() {
        return Ok(Media::Folder(path.to_owned()));
    }
    let archive = PictureArchive::open(path);
    let archive = archive.map_err(|reason| CliError::Refused(format!("{}: {reason}", path.display())))?;
    Ok(Media::Archive(Arc::new(archive)))
}

fn pictures(arguments: &Arguments) -> Result<Pictures, CliError> {
    if arguments.no_images {
        return Ok(Pictures::None);
    }
    if let Some(folder) = &arguments.images {
        return if folder.is_dir() {
            Ok(Pictures::Folder(folder.clone()))
        } else {
            Err(CliError::Refused(format!("{} is no folder", folder.display())))
        };
    }
    let web = Web::new().map_err(|error| CliError::Refused(error.to_string()))?;
    let web = Arc::new(web);
    Ok(match &arguments.images_from {
        Some(base) => Pictures::Site(web, base.clone()),
        None => Pictures::Web(web),
    })
}

/// A bar on a terminal, nothing elsewhere or beside JSON.
fn bar(quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("Importing {bar:32} {pos:>7} of {len} {elapsed:>5}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn print(report: &ImportReport) {
    let will = if report.dry_run { " (dry run: nothing was written)" } else { "" };
    println!("{} rows of {}{will}", report.rows, report.platform);
    println!(
        "  products    {} new, {} changed, {} unchanged",
        report.products_new, report.products_changed, report.products_unchanged
    );
    println!("  variants    {}", report.variants);
    println!("  customers   {}", report.customers);
    println!("  orders      {}", report.orders);
    println!("  categories  {}", report.categories);
    println!("  pictures    {}", report.images);
    list("not taken over", &report.failed);
    list("pictures that could not be brought", &report.images_failed);
    list("to know", &report.warnings);
}

fn list(heading: &str, rows: &[FailedRow]) {
    if rows.is_empty() {
        return;
    }
    println!("{} {heading}:", rows.len());
    for row in rows.iter().take(MOST_PRINTED) {
        println!("  {}", sentence(row));
    }
    if let Some(more) = rows.len().checked_sub(MOST_PRINTED).filter(|more| *more > 0) {
        println!("  … and {more} more; --json tells all");
    }
}

/// "line 4, Variant Price "ten": is no amount".
fn sentence(row: &FailedRow) -> String {
    let column = if row.column.is_empty() { String::new() } else { format!(", {}", row.column) };
    let value = if row.value.is_empty() { String::new() } else { format!(" {:?}", row.value) };
    let file = if row.file.is_empty() { String::new() } else { format!("{}, ", row.file) };
    format!("{file}line {}{column}{value}: {}", row.line, row.reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_told_with_line_column_value_and_reason() {
        let row = |column: &str, value: &str| FailedRow {
            file: String::new(),
            line: 4,
            column: column.to_owned(),
            reason: "is no amount".to_owned(),
            value: value.to_owned(),
        };
        assert_eq!(sentence(&row("Variant Price", "ten")), "line 4, Variant Price \"ten\": is no amount");
        assert_eq!(sentence(&row("", "")), "line 4: is no amount");
    }
}
