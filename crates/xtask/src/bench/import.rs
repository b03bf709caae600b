//! How fast another shop moves in: `mercer import` of a file into an empty shop on SQLite, from the start of the program to its end.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use super::shop::{mercer, resident_kilobytes};
use crate::{Outcome, paths};

/// So many product rows has the file that is imported.
const ROWS: usize = 100_000;
/// As many as Magento's public sample has.
const MAGENTO_ROWS: usize = 1_994;
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// An import that was measured.
pub struct Imported {
    /// Data rows of the file.
    pub rows: usize,
    /// From the start of the program to its end.
    pub time: Duration,
    /// The most memory that it held, in megabytes.
    pub memory: f64,
}

impl Imported {
    /// Rows a second.
    pub fn per_second(&self) -> f64 {
        self.rows as f64 / self.time.as_secs_f64().max(f64::EPSILON)
    }
}

/// Imports 100,000 rows of Shopify into an empty shop, and then the same file once more.
pub fn new_and_again() -> Outcome<(Imported, Imported)> {
    let folder = empty_folder()?;
    let file = folder.join("shopify.csv");
    write(&file, &shopify(ROWS))?;
    let data = folder.join("data");
    Ok((import(&file, &data, ROWS)?, import(&file, &data, ROWS)?))
}

/// Imports a file of Magento into an empty shop.
pub fn magento() -> Outcome<Imported> {
    let folder = empty_folder()?;
    let file = folder.join("magento.csv");
    write(&file, &magento_rows(MAGENTO_ROWS))?;
    import(&file, &folder.join("data"), MAGENTO_ROWS)
}

fn empty_folder() -> Outcome<PathBuf> {
    let folder = paths::target().join("bench").join("import");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn import(file: &Path, data: &Path, rows: usize) -> Outcome<Imported> {
    let mut command = mercer();
    command.arg("import").arg(file).args(["--no-images", "--json", "--data"]).arg(data);
    let begin = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("mercer does not start: {error}"))?;
    let mut most = 0.0_f64;
    let time = loop {
        most = most.max(resident_kilobytes(child.id()).unwrap_or(0.0));
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(_) => break begin.elapsed(),
            None => thread::sleep(LOOK_EVERY),
        }
    };
    let ended = child.wait_with_output().map_err(|error| error.to_string())?;
    let told = String::from_utf8_lossy(&ended.stdout);
    let report: serde_json::Value = serde_json::from_str(told.lines().last().unwrap_or_default())
        .map_err(|_| format!("the import told nothing\n{}", String::from_utf8_lossy(&ended.stderr)))?;
    let number = |name: &str| report.get(name).and_then(serde_json::Value::as_u64);
    let failed = report.get("failed").and_then(serde_json::Value::as_array).map_or(0, Vec::len);
    if number("rows") != u64::try_from(rows).ok() || failed > 0 {
        return Err(format!("the import took over {:?} rows of {rows}; {failed} failed", number("rows")));
    }
    Ok(Imported { rows, time, memory: most * 1_024.0 / 1_000_000.0 })
}

/// Products of one to four rows, the same every time.
fn shopify(rows: usize) -> String {
    let mut text = String::from(
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,\
Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,\
Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Gift Card,Status\n",
    );
    const SIZES: [&str; 4] = ["S", "M", "L", "XL"];
    let (mut product, mut row) = (0, 0);
    while row < rows {
        product += 1;
        let variants = (product % 4 + 1).min(rows - row);
        for (place, size) in SIZES.iter().enumerate().take(variants) {
            let first = if place == 0 {
                format!(
                    "Product {product},\"<p>Number {product} of many, made of <b>wool</b> and care.</p><ul><li>Warm</li></ul>\",\
Maker {},Type {},\"tag {}, tag {}\",true",
                    product % 40,
                    product % 60,
                    product % 25,
                    product % 31,
                )
            } else {
                ",,,,,".to_owned()
            };
            let (option, price) = (if place == 0 { "Size" } else { "" }, product % 90 + 10);
            let _ = writeln!(
                text,
                "product-{product},{first},{option},{size},SKU-{product}-{size},250,shopify,{},deny,manual,{price}.90,,true,true,,,,false,{}",
                row % 40,
                if place == 0 { "active" } else { "" },
            );
            row += 1;
        }
    }
    text
}

/// Configurable products behind their fifteen variants, as Magento's sample holds them.
fn magento_rows(rows: usize) -> String {
    const COLOURS: [&str; 3] = ["Black", "Blue", "Red"];
    const SIZES: [&str; 5] = ["XS", "S", "M", "L", "XL"];
    let mut text = String::from(
        "sku,store_view_code,attribute_set_code,product_type,categories,product_websites,name,description,weight,product_online,\
tax_class_name,visibility,price,url_key,base_image,additional_attributes,qty,is_in_stock,manage_stock,configurable_variations,\
configurable_variation_labels\n",
    );
    let words =
        "<p>Layered or alone, this piece keeps you warm on the way and back again, whatever the weather says.</p>"
            .repeat(4);
    let (mut product, mut row) = (0, 0);
    while row < rows {
        product += 1;
        let mut named = Vec::new();
        for size in SIZES {
            for colour in COLOURS {
                // The last row is left for the product itself.
                if row + 1 >= rows {
                    continue;
                }
                let sku = format!("MG{product:03}-{size}-{colour}");
                let _ = writeln!(
                    text,
                    "{sku},,Top,simple,\"Default Category/Men/Tops {}\",base,Piece {product}-{size}-{colour},\"{words}\",0.5,1,Taxable Goods,\
Not Visible Individually,{}.0000,piece-{product}-{size}-{colour},/m/g/mg{product:03}-{colour}.jpg,\
\"has_options=0,size={size},color={colour},material=Wool|Cotton,climate=Cool\",100.0000,1,1,,",
                    product % 6,
                    product % 70 + 20,
                );
                named.push(format!("sku={sku},size={size},color={colour}"));
                row += 1;
            }
        }
        let kind = if named.is_empty() { "simple" } else { "configurable" };
        let _ = writeln!(
            text,
            "MG{product:03},,Top,{kind},\"Default Category/Men/Tops {}\",base,Piece {product},\"{words}\",0.5,1,Taxable Goods,\
\"Catalog, Search\",{}.0000,piece-{product},/m/g/mg{product:03}.jpg,\"has_options=1,material=Wool|Cotton\",0.0000,1,1,\"{}\",\"{}\"",
            product % 6,
            product % 70 + 20,
            named.join("|"),
            if named.is_empty() { "" } else { "size=Size,color=Colour" },
        );
        row += 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_have_as_many_rows_as_they_should() {
        assert_eq!(shopify(1_001).lines().count(), 1_002);
        assert_eq!(magento_rows(MAGENTO_ROWS).lines().count(), MAGENTO_ROWS + 1);
        let columns = |line: &str| line.matches(',').count();
        let text = shopify(8);
        let header = columns(text.lines().next().unwrap_or_default());
        // The second row of a product holds no quoted commas.
        let plain = text.lines().find(|line| line.contains(",,,,,,,")).unwrap_or_default();
        assert_eq!(columns(plain), header);
    }
}
