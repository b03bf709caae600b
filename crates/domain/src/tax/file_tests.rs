//! What files of others say, and what is wrong with one.

use super::*;

fn file(head: &str, lines: &[&str]) -> Result<RateFile, Vec<LineProblem>> {
    let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<String>>();
    let rows: Vec<(u64, Vec<String>)> = (2..).zip(lines).map(|(number, line)| (number, cells(line))).collect();
    read_rates(&cells(head), &rows)
}

fn told(file: &RateFile) -> Vec<(String, String, usize, String)> {
    let mut told: Vec<_> = file
        .rates
        .iter()
        .map(|rate| {
            let place = format!("{} {}", rate.country, rate.region);
            (rate.class.key().to_owned(), place, rate.postcodes.len(), rate.rate.to_string())
        })
        .collect();
    told.sort();
    told
}

const WOO: &str = "Country code|State code|Postcode / ZIP|City|Rate %|Tax name|Priority|Compound|Shipping|Tax class";

#[test]
fn the_rates_of_woocommerce_are_read_with_states_cities_and_ranges() {
    let file = file(
        WOO,
        &[
            "DE|*|*|*|19.0000|MwSt|1|0|1|",
            "DE|*|*|*|7.0000|MwSt|1|0|1|reduced-rate",
            "DE|*|*|*|0.0000|MwSt|1|0|1|zero-rate",
            "US|CA|*|*|7.2500|CA Tax|1|0|0|",
            "US|CA|90210;90211|BEVERLY HILLS|9.5000|Tax|1|0|0|",
            "ES|*|35*;38*|Canarias|0|IGIC|1|0|1|",
            "US|TX|78700...78799|AUSTIN|8.2500|Tax|1|0|1|",
            "US|NY|10001;10002|NEW YORK CITY|8.8750|Tax|1|0|1|",
            "|||||||||",
        ],
    )
    .unwrap();
    let row = |class: &str, place: &str, postcodes, rate: &str| {
        (class.to_owned(), place.to_owned(), postcodes, rate.to_owned())
    };
    assert_eq!(
        told(&file),
        [
            row("reduced", "DE ", 0, "7"),
            row("standard", "DE ", 0, "19"),
            row("standard", "ES Canarias", 2, "0"),
            row("standard", "US CA", 60, "7.25"),
            row("standard", "US CA BEVERLY HILLS", 2, "9.5"),
            row("standard", "US NY NEW YORK CITY", 2, "8.875"),
            row("standard", "US TX AUSTIN", 1, "8.25"),
        ]
    );
    assert_eq!(file.untaxed_deliveries, 2);
}

#[test]
fn a_table_by_zip_code_becomes_a_rate_for_each_region() {
    let head = "State|ZipCode|TaxRegionName|EstimatedCombinedRate|StateRate";
    let file = file(
        head,
        &[
            "CA|90001|LOS ANGELES|0.0975|0.06",
            "CA|90002|LOS ANGELES|0.097500|0.06",
            "CA|94501|ALAMEDA|0.1075|0.06",
            "CA|94601|OAKLAND|0.1025|0.06",
            "CA|94602|OAKLAND|0.1075|0.06",
            "OR|97035|OREGON|0|0",
            "NM|87501|SANTA FE|0.078125|0.04875",
            "NY|10001|NEW YORK CITY|0.088750|0.04",
        ],
    )
    .unwrap();
    let row =
        |place: &str, postcodes, rate: &str| ("standard".to_owned(), place.to_owned(), postcodes, rate.to_owned());
    assert_eq!(
        told(&file),
        [
            row("US CA ALAMEDA", 1, "10.75"),
            row("US CA LOS ANGELES", 2, "9.75"),
            row("US CA OAKLAND 94601", 1, "10.25"),
            row("US CA OAKLAND 94602", 1, "10.75"),
            row("US NM SANTA FE", 1, "7.8125"),
            row("US NY NEW YORK CITY", 1, "8.875"),
            row("US OR OREGON", 1, "0"),
        ]
    );
}

#[test]
fn the_rates_of_magento_are_read_with_their_ranges() {
    let head = "Code|Country|State|Zip/Post Code|Rate|Range From|Range To";
    let file =
        file(head, &["US-CA-*-Rate 1|US|CA|*|8.2500||", "US-NY-Rate|US|NY|10000-10009|8.8750|10000|10009"]).unwrap();
    let row =
        |place: &str, postcodes, rate: &str| ("standard".to_owned(), place.to_owned(), postcodes, rate.to_owned());
    assert_eq!(told(&file), [row("US CA", 60, "8.25"), row("US NY 1000", 1, "8.875")]);
}

#[test]
fn what_is_wrong_stands_line_by_line_and_then_nothing_counts() {
    let problems = file(
        WOO,
        &[
            "XX|*|*|*|19|a|1|0|1|",
            "DE|*|*|*|-1|a|1|0|1|",
            "DE|*|*|*|1e3|a|1|0|1|",
            "US|NY|10001|NEW YORK|8.87501|a|1|0|1|",
            "US|ZZ|*|*|5|a|1|0|1|",
            "CA|BC|*|*|7|a|1|0|1|",
            "US|CA|90210|X|1|a|2|0|1|",
            "DE|*|a b!|X|1|a|1|0|1|",
            "DE|*|*|*|19|a|1|0|1|luxury",
            "FR|*|*|*|20|a|1|0|1|",
            "FR|*|*|*|21|a|1|0|1|",
        ],
    )
    .unwrap_err();
    let lines: Vec<u64> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], "{problems:?}");
    assert_eq!(file("Name|Price", &["a|1"]).unwrap_err().len(), 1);
    assert_eq!(file(WOO, &[]).unwrap_err().first().unwrap().words, "There is no rate in this file.");
}

#[test]
fn what_is_cut_for_its_length_stays_apart() {
    let long = "A".repeat(80);
    let lines = [format!("US|CA|90210|{long}|1|a|1|0|1|"), format!("US|CA|90211|{long}|2|a|1|0|1|")];
    let file = file(WOO, &lines.each_ref().map(String::as_str)).unwrap();
    assert!(file.rates.iter().all(|rate| rate.region.chars().count() <= 60));
    assert_eq!(file.rates.len(), 2);
}
