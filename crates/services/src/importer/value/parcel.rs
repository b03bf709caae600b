//! What a parcel is like: sides, the customs code, the country of origin.

use domain::kernel::COUNTRIES;

/// Nobody sends a longer side: ten metres.
const LONGEST_MM: f64 = 10_000.0;

/// Countries that goods come from beside those that the shop can write to, by their English names.
const ELSEWHERE: [(&str, &str); 44] = [
    ("argentina", "AR"),
    ("australia", "AU"),
    ("bangladesh", "BD"),
    ("bosnia and herzegovina", "BA"),
    ("brazil", "BR"),
    ("cambodia", "KH"),
    ("canada", "CA"),
    ("chile", "CL"),
    ("china", "CN"),
    ("colombia", "CO"),
    ("czech republic", "CZ"),
    ("egypt", "EG"),
    ("ethiopia", "ET"),
    ("great britain", "GB"),
    ("hong kong", "HK"),
    ("hong kong sar china", "HK"),
    ("iceland", "IS"),
    ("india", "IN"),
    ("indonesia", "ID"),
    ("israel", "IL"),
    ("japan", "JP"),
    ("jordan", "JO"),
    ("kenya", "KE"),
    ("malaysia", "MY"),
    ("mexico", "MX"),
    ("morocco", "MA"),
    ("nepal", "NP"),
    ("new zealand", "NZ"),
    ("pakistan", "PK"),
    ("peru", "PE"),
    ("philippines", "PH"),
    ("serbia", "RS"),
    ("singapore", "SG"),
    ("south africa", "ZA"),
    ("south korea", "KR"),
    ("sri lanka", "LK"),
    ("taiwan", "TW"),
    ("thailand", "TH"),
    ("tunisia", "TN"),
    ("turkey", "TR"),
    ("ukraine", "UA"),
    ("united states", "US"),
    ("united states of america", "US"),
    ("vietnam", "VN"),
];

/// A side in whole millimetres, rounded. The unit is `mm`, `cm`, `m`, `in`, `ft` or `yd`. A blank cell and zero are `None`.
pub(crate) fn millimetres(cell: &str, unit: &str) -> Result<Option<i64>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number: f64 = cell.replace(',', ".").parse().map_err(|_| "is no length".to_owned())?;
    let factor = match unit.trim().trim_end_matches('.').to_lowercase().as_str() {
        "mm" | "millimeter" | "millimeters" | "millimetre" => 1.0,
        "cm" | "centimeter" | "centimeters" | "centimetre" | "" => 10.0,
        "m" | "meter" | "metre" => 1_000.0,
        "in" | "inch" | "inches" | "\"" | "дюйм" => 25.4,
        "ft" | "foot" | "feet" => 304.8,
        "yd" | "yard" => 914.4,
        other => return Err(format!("has the unknown unit {other:?}")),
    };
    let millimetres = (number * factor).round();
    if !(0.0..=LONGEST_MM).contains(&millimetres) {
        return Err("is no length of a parcel".to_owned());
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked above to lie within ten metres")]
    Ok(Some(millimetres as i64).filter(|side| *side > 0))
}

/// A customs code: 6 to 10 digits, whatever stands between them. A blank cell is empty.
pub(crate) fn customs_code(cell: &str) -> Result<String, String> {
    let code: String = cell.chars().filter(|character| !matches!(character, ' ' | '.' | '-')).collect();
    let is_code = (6..=10).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if code.is_empty() || is_code { Ok(code) } else { Err("is no customs code of 6 to 10 digits".to_owned()) }
}

/// The code of a country (ISO 3166-1 alpha-2) from its code or its English name. A blank cell is empty.
pub(crate) fn origin(cell: &str) -> Result<String, String> {
    let name = cell.trim().to_lowercase();
    if name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(if name == "uk" { "GB".to_owned() } else { name.to_uppercase() });
    }
    let near = COUNTRIES.iter().find(|country| country.name.to_lowercase() == name).map(|found| found.code);
    let far = || ELSEWHERE.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    match near.or_else(far) {
        Some(code) => Ok(code.to_owned()),
        None if name.is_empty() => Ok(String::new()),
        None => Err("is no country that is known here".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_become_millimetres() {
        assert_eq!(millimetres("12,5", "cm"), Ok(Some(125)));
        assert_eq!(millimetres("10", "in"), Ok(Some(254)));
        assert_eq!(millimetres("0.5", "m"), Ok(Some(500)));
        assert_eq!(millimetres("0.00000000", "mm"), Ok(None));
        assert_eq!(millimetres("", "mm"), Ok(None));
        for (cell, unit) in [("-1", "mm"), ("NaN", "cm"), ("x", "cm"), ("1", "ell"), ("1e30", "mm"), ("11", "m")] {
            assert!(millimetres(cell, unit).is_err(), "{cell} {unit}");
        }
    }

    #[test]
    fn customs_codes_are_digits_and_countries_known_by_code_or_name() {
        assert_eq!(customs_code("6912.00.23"), Ok("69120023".to_owned()));
        assert_eq!(customs_code(""), Ok(String::new()));
        assert!(customs_code("69").is_err() && customs_code("mugs").is_err());
        for (cell, code) in
            [("de", "DE"), ("Germany", "DE"), ("china", "CN"), ("United States", "US"), ("UK", "GB"), ("", "")]
        {
            assert_eq!(origin(cell), Ok(code.to_owned()), "{cell}");
        }
        assert!(origin("Utopia").is_err());
    }
}
