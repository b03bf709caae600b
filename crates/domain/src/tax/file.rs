//! Rates as a file has them: of WooCommerce, of Magento, of a provider of American tables by ZIP code, or as this shop writes them.

use std::collections::{BTreeMap, BTreeSet};

use super::{TaxClass, TaxPercent, postcode_range, state};
use crate::kernel::{Columns, LineProblem, country, is_postcode_start, plain_postcode};

/// So many lines are read at once.
const MOST_LINES: usize = 50_000;
/// So many beginnings of postcodes has a region.
const MOST_POSTCODES: usize = 500;
/// The longest name of a region.
const MOST_NAME: usize = 60;

const COUNTRY: &[&str] = &["country", "country code"];
const STATE: &[&str] = &["state", "state code"];
const REGION: &[&str] = &["region", "taxregionname", "tax region name", "city"];
const POSTCODES: &[&str] = &["postcodes", "postcode / zip", "zip/post code", "zipcode", "zip code", "zip", "postcode"];
const PERCENT: &[&str] = &["rate %", "percent", "rate"];
const FRACTION: &[&str] = &["estimatedcombinedrate", "combinedrate", "combined rate", "estimated combined rate"];
const CLASS: &[&str] = &["class", "tax class"];
const PRIORITY: &[&str] = &["priority"];
const SHIPPING: &[&str] = &["shipping"];
const RANGE: [&[&str]; 2] = [&["range from", "zip from"], &["range to", "zip to"]];

/// A rate of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRate {
    /// The line that it stands on first.
    pub line: u64,
    /// The class that it belongs to.
    pub class: TaxClass,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The name of its region; empty for the whole country.
    pub region: String,
    /// How the postcodes of that region begin.
    pub postcodes: Vec<String>,
    /// How much it is.
    pub rate: TaxPercent,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateFile {
    /// Its rates, one for each class and place.
    pub rates: Vec<FileRate>,
    /// How many lines say that delivery is not taxed. Here it is taxed as what is delivered.
    pub untaxed_deliveries: usize,
}

/// Reads a file: the names of its columns, and its lines with their numbers. Lines of one region with one rate become one rate.
///
/// # Errors
/// What is wrong with which line; then nothing of the file is of use.
pub fn read_rates(names: &[String], rows: &[(u64, Vec<String>)]) -> Result<RateFile, Vec<LineProblem>> {
    let columns = Columns { names };
    let has_rate = columns.place(PERCENT).or(columns.place(FRACTION)).is_some();
    let has_place = [COUNTRY, STATE].iter().any(|wanted| columns.place(wanted).is_some());
    if !has_rate || !has_place {
        let words = "The columns “Country” or “State”, and “Rate”, are missing: bring the tax rates that WooCommerce or Magento export, or a table by ZIP code.";
        return Err(vec![LineProblem::new(1, words)]);
    }
    if rows.len() > MOST_LINES {
        return Err(vec![LineProblem::new(1, "The file has more than 50,000 lines: bring it state by state.")]);
    }
    let (mut problems, mut lines, mut untaxed) = (Vec::new(), Vec::new(), 0_usize);
    for (line, cells) in rows.iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())) {
        match line_rate(&columns, *line, cells) {
            Ok(Some(rate)) => {
                untaxed = untaxed.saturating_add(usize::from(columns.cell(cells, SHIPPING) == "0"));
                lines.push(rate);
            }
            Ok(None) => {}
            Err(words) => problems.push(LineProblem { line: *line, words }),
        }
    }
    let rates = joined(lines, &mut problems);
    if problems.is_empty() && rates.is_empty() {
        problems.push(LineProblem::new(1, "There is no rate in this file."));
    }
    if problems.is_empty() { Ok(RateFile { rates, untaxed_deliveries: untaxed }) } else { Err(problems) }
}

/// The rate of a line; nothing of a class that has none.
fn line_rate(columns: &Columns<'_>, line: u64, cells: &[String]) -> Result<Option<FileRate>, String> {
    let cell = |wanted: &[&str]| columns.cell(cells, wanted);
    let Some(class) = class_of(cell(CLASS))? else { return Ok(None) };
    if !matches!(cell(PRIORITY), "" | "0" | "1") {
        return Err(
            "Rates of a higher priority are added to others: bring one combined rate for each place.".to_owned()
        );
    }
    let code = match cell(COUNTRY) {
        "" if columns.place(COUNTRY).is_none() => "US".to_owned(),
        code => code.to_uppercase(),
    };
    let place = country(&code).ok_or_else(|| format!("“{code}” is no country that the shop knows."))?;
    let rate = match cell(PERCENT) {
        "" => TaxPercent::parse(&hundredfold(cell(FRACTION))),
        text => TaxPercent::parse(&without_zeros(text)),
    };
    let rate = rate.map_err(|_| "The rate is no percentage from 0 to 50 with at most four decimals.")?;
    let state = Some(cell(STATE)).filter(|state| !is_any(state)).unwrap_or_default().to_uppercase();
    let postcodes = postcodes_of(columns, cells, place.code, &state)?;
    let region = if postcodes.is_empty() { String::new() } else { region_of(columns, cells, &state, &postcodes) };
    Ok(Some(FileRate { line, class, country: place.code.to_owned(), region, postcodes, rate }))
}

/// The class of a word of a file; nothing for a class without tax, which needs no rate.
fn class_of(word: &str) -> Result<Option<TaxClass>, String> {
    let word = word.to_lowercase();
    match word.trim_end_matches("rate").trim_end_matches(['-', ' ', '_']) {
        "" | "standard" => Ok(Some(TaxClass::Standard)),
        "reduced" => Ok(Some(TaxClass::Reduced)),
        "zero" => Ok(None),
        _ => Err(format!("“{word}” is no class of rates: write standard or reduced.")),
    }
}

/// Whether a cell means every place.
fn is_any(cell: &str) -> bool {
    cell.is_empty() || cell == "*"
}

/// How the postcodes begin that a line is about: those of its cell or range, else those of its state; none for a whole country.
fn postcodes_of(columns: &Columns<'_>, cells: &[String], country: &str, state: &str) -> Result<Vec<String>, String> {
    let range = RANGE.map(|wanted| columns.cell(cells, wanted));
    if let [from, to] = range
        && !from.is_empty()
    {
        return postcode_range::beginnings(from, to);
    }
    let mut starts = BTreeSet::new();
    let cell = columns.cell(cells, POSTCODES);
    for part in cell.split([';', ',']).map(str::trim).filter(|part| !is_any(part)) {
        if let Some((from, to)) = part.split_once("...") {
            starts.extend(postcode_range::beginnings(from, to)?);
            continue;
        }
        let start = plain_postcode(part.trim_end_matches('*'));
        if !is_postcode_start(&start) {
            return Err(format!("“{part}” is no postcode, nor the beginning of one."));
        }
        starts.insert(start);
    }
    if starts.is_empty() && !state.is_empty() {
        if country != "US" {
            return Err(format!("Which postcodes “{state}” has is not known: write how they begin."));
        }
        starts.extend(state::zip_beginnings(state));
        if starts.is_empty() {
            return Err(format!("“{state}” is no state of the United States: write its two letters."));
        }
    }
    if starts.len() > MOST_POSTCODES {
        return Err("A region has at most 500 beginnings of postcodes.".to_owned());
    }
    Ok(starts.into_iter().collect())
}

/// The name of the region of a line: its state and the name in the file, else its only postcode.
fn region_of(columns: &Columns<'_>, cells: &[String], state: &str, postcodes: &[String]) -> String {
    let name = columns.cell(cells, REGION);
    let name = match (is_any(name), columns.cell(cells, POSTCODES)) {
        (false, _) => name.to_owned(),
        (true, cell) if is_any(cell) && !state.is_empty() => String::new(),
        (true, _) => match postcodes {
            [first, .., last] => format!("{first} to {last}"),
            _ => postcodes.concat(),
        },
    };
    let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
    format!("{state} {name}").trim().chars().take(MOST_NAME).collect()
}

/// Joins the lines of one region that have one rate. Where a region has several, each line of it is a region of its own, named by its
/// postcodes: names stay the same when the next file comes.
fn joined(lines: Vec<FileRate>, problems: &mut Vec<LineProblem>) -> Vec<FileRate> {
    let mut regions: BTreeMap<(String, String, &'static str), Vec<FileRate>> = BTreeMap::new();
    for line in lines {
        regions.entry((line.country.clone(), line.region.clone(), line.class.key())).or_default().push(line);
    }
    let mut rates: Vec<FileRate> = Vec::new();
    for of_region in regions.into_values() {
        let Some(first) = of_region.first().cloned() else { continue };
        if of_region.iter().all(|line| line.rate == first.rate) {
            let postcodes: BTreeSet<String> = of_region.into_iter().flat_map(|line| line.postcodes).collect();
            if postcodes.len() > MOST_POSTCODES {
                problems
                    .push(LineProblem::new(first.line, "Its region has more than 500 postcodes: split it by name."));
            }
            rates.push(FileRate { postcodes: postcodes.into_iter().collect(), ..first });
        } else if first.postcodes.is_empty() {
            problems.push(LineProblem::new(first.line, "The country stands there again with another rate."));
        } else {
            rates.extend(of_region.into_iter().map(|line| {
                let name = format!("{} {}", line.region, line.postcodes.first().map_or("", String::as_str));
                let skipped = name.chars().count().saturating_sub(MOST_NAME);
                FileRate { region: name.chars().skip(skipped).collect(), ..line }
            }));
        }
    }
    let mut seen = BTreeSet::new();
    for rate in &rates {
        if !seen.insert((rate.country.clone(), rate.region.clone(), rate.class.key())) {
            problems.push(LineProblem::new(rate.line, "The place stands there again with another rate."));
        }
    }
    rates
}

/// "0.0925", a part of one, in percent: "9.25".
fn hundredfold(fraction: &str) -> String {
    let (whole, rest) = fraction.split_once('.').unwrap_or((fraction, ""));
    let (tens, rest) = rest.split_at_checked(2).unwrap_or((rest, ""));
    without_zeros(&format!("{whole}{tens:0<2}.{rest}"))
}

/// "7.2500" without what says nothing: "7.25".
fn without_zeros(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, rest)) => format!("{whole}.{}", rest.trim_end_matches('0')).trim_end_matches('.').to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
