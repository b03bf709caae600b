use super::*;

fn definition(kind: AttributeKind) -> AttributeDefinition {
    let choice = |value: &str| AttributeChoice {
        value: value.to_owned(),
        label: value.to_uppercase(),
        colour: "1f3a5f".to_owned(),
    };
    AttributeDefinition {
        key: "size".to_owned(),
        label: "Size".to_owned(),
        kind,
        unit: "cm".to_owned(),
        decimals: 1,
        facet: true,
        choices: vec![choice("oak"), choice("ash")],
    }
}

fn read(kind: AttributeKind, text: &str) -> Result<Vec<(String, String)>, AttributeError> {
    let written = Written { text: text.to_owned(), chosen: text.split('+').map(str::to_owned).collect() };
    let values = read_attribute(&definition(kind), &written)?;
    Ok(values.into_iter().map(|value| (value.value, value.label)).collect())
}

fn one(value: &str, label: &str) -> Result<Vec<(String, String)>, AttributeError> {
    Ok(vec![(value.to_owned(), label.to_owned())])
}

#[test]
fn each_kind_reads_what_people_write() {
    use AttributeKind::{Choice, Date, Number, Text, YesNo};
    assert_eq!(read(Text, "  Thrown by hand "), one("thrown-by-hand", "Thrown by hand"));
    assert_eq!(read(Number, "12,50"), one("12.5", "12.5 cm"));
    assert_eq!(read(Number, "-007"), one("-7", "-7 cm"));
    assert_eq!(read(Number, "-0.0"), one("0", "0 cm"));
    assert_eq!(read(Choice, "ash"), one("ash", "ASH"));
    assert_eq!(read(YesNo, "no"), one("no", "No"));
    assert_eq!(read(Date, "2028-02-29"), one("2028-02-29", "29 Feb 2028"));
}

#[test]
fn nothing_written_is_no_value_whatever_the_kind() {
    for kind in AttributeKind::ALL {
        assert_eq!(read_attribute(&definition(kind), &Written::default()), Ok(Vec::new()), "{kind:?}");
    }
}

#[test]
fn what_a_kind_does_not_allow_is_told_in_words() {
    use AttributeKind::{Choice, Colour, Date, Number, YesNo};
    for (kind, text, words) in [
        (Number, "twelve", "Write a number like 12.5, without its unit."),
        (Number, "12 cm", "Write a number like 12.5, without its unit."),
        (Number, "1.000,5", "Write a number like 12.5, without its unit."),
        (Number, "1234567890123", "Write a number like 12.5, without its unit."),
        (Number, "12.55", "One digit behind the point is enough here."),
        (Choice, "elm", "“elm” is not among the choices any more; choose again."),
        (Colour, "oak+elm", "“elm” is not among the choices any more; choose again."),
        (YesNo, "maybe", "Choose yes or no."),
        (Date, "2026-02-30", "Write a day like 2026-03-31."),
        (Date, "31.03.2026", "Write a day like 2026-03-31."),
    ] {
        assert_eq!(read(kind, text).unwrap_err().to_string(), words, "{kind:?} {text}");
    }
    let long = "x".repeat(251);
    assert_eq!(read(AttributeKind::Text, &long), Err(AttributeError::TooLong { length: 251, most: 250 }));
}

#[test]
fn a_text_has_a_value_on_each_line_and_says_nothing_twice() {
    let values = read(AttributeKind::Text, "Oak\r\n\r\n oak \nÄsche\n木").unwrap();
    let words: Vec<&str> = values.iter().map(|(value, _)| value.as_str()).collect();
    assert_eq!(words[..2], ["oak", "aesche"]);
    assert!(words[2].starts_with('x'), "letters without a plain form have an address, too");
    let many = (0..51).map(|number| format!("value {number}")).collect::<Vec<_>>().join("\n");
    assert_eq!(read(AttributeKind::Text, &many), Err(AttributeError::TooMany { count: 51 }));
}

#[test]
fn what_a_field_shows_is_read_as_the_same_values() {
    let written = |text: &str, chosen: &[&str]| Written {
        text: text.to_owned(),
        chosen: chosen.iter().map(|word| (*word).to_owned()).collect(),
    };
    for (kind, written) in [
        (AttributeKind::Text, written("Oak\nAsh", &[])),
        (AttributeKind::Number, written("12.5", &[])),
        (AttributeKind::Choice, written("oak", &[])),
        (AttributeKind::Choices, written("", &["oak", "ash"])),
        (AttributeKind::Colour, written("", &["ash"])),
        (AttributeKind::YesNo, written("yes", &[])),
        (AttributeKind::Date, written("2026-03-31", &[])),
        (AttributeKind::RichText, written("<p>Wipe it.</p>", &[])),
    ] {
        let values = read_attribute(&definition(kind), &written).unwrap();
        assert_eq!(write_attribute(kind, &values), written, "{kind:?}");
    }
}

#[test]
fn an_attribute_becomes_only_what_its_values_can_be() {
    use AttributeKind::{Choice, Choices, Colour, Date, Number, RichText, Text, YesNo};
    for kind in AttributeKind::ALL {
        assert!(kind.can_become(kind));
        assert_eq!(AttributeKind::parse(kind.key()), Some(kind));
    }
    assert!(
        Text.can_become(Choices) && Choice.can_become(Choices) && Number.can_become(Text) && Colour.can_become(Text)
    );
    for (from, to) in [(Text, Choice), (Text, Number), (RichText, Text), (Text, RichText), (Date, YesNo)] {
        assert!(!from.can_become(to), "{from:?} to {to:?}");
    }
}
