use super::*;

const ID: TaxRateId = TaxRateId(7);

fn form() -> TaxRateForm {
    TaxRateForm {
        class: "standard".to_owned(),
        country: "ES".to_owned(),
        region: " Canary Islands ".to_owned(),
        postcodes: "38, 35".to_owned(),
        percent: "25,5 %".to_owned(),
        from: "2026-12-01".to_owned(),
        until: "2026-12-31".to_owned(),
    }
}

#[test]
fn what_was_typed_becomes_a_rate_and_its_fields_again() {
    let rate = form().check(ID, 3).unwrap();
    assert_eq!(
        (rate.id, rate.version, rate.rate.millionths(), rate.region.as_str()),
        (ID, 3, 255_000, "Canary Islands")
    );
    assert_eq!(rate.postcodes, ["35", "38"]);
    assert!(rate.holds_on(rate.from) && rate.holds_on(Date { year: 2026, month: 12, day: 31 }), "the last day counts");
    let again = TaxRateForm::of(&rate);
    assert_eq!(again.percent, "25.5");
    assert_eq!(again.check(ID, 3), Ok(rate));
    let finer = TaxRateForm { percent: "8.8750".to_owned(), ..form() }.check(ID, 1).unwrap();
    assert_eq!(TaxRateForm::of(&finer).percent, "8.875");
}

#[test]
fn each_field_of_a_rate_that_cannot_stay_is_named() {
    let wrong = |change: fn(&mut TaxRateForm)| {
        let mut form = form();
        change(&mut form);
        let fields = form.check(ID, 1).unwrap_err();
        fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(wrong(|form| form.class = "zero".into()), "class", "what has no tax needs no rate");
    assert_eq!(wrong(|form| form.country = "XX".into()), "country");
    assert_eq!(wrong(|form| form.region = "x".repeat(61)), "region");
    assert_eq!(wrong(|form| form.region = String::new()), "postcodes");
    assert_eq!(wrong(|form| form.postcodes = String::new()), "postcodes");
    assert_eq!(wrong(|form| form.postcodes = "3%".into()), "postcodes");
    for percent in ["", "-1", "50.01", "7.12345", "many", ".5", "99999999999999999999"] {
        let fields = TaxRateForm { percent: percent.to_owned(), ..form() }.check(ID, 1).unwrap_err();
        assert_eq!(fields[0].0, "percent", "{percent}");
    }
    assert_eq!(wrong(|form| form.from = "1.12.2026".into()), "from");
    assert_eq!(wrong(|form| form.until = "2026-11-30".into()), "until");
    assert_eq!(wrong(|form| form.until = "soon".into()), "until");
}

#[test]
fn a_tick_counts_only_where_something_follows_from_it() {
    let ticked = ["DE", "FR", "GB", "XX"].map(|code| (code.to_owned(), "true".to_owned()));
    let form = TaxSettingsForm { oss: false, adds_tax: true, registered: ticked.into() };
    assert_eq!(form.check("DE", 2).registered, ["GB"]);
    assert_eq!(form.check("CH", 2).registered, ["DE", "FR", "GB"]);
    let settings = form.check("CH", 2);
    assert_eq!(TaxSettingsForm::of(&settings).check("CH", 2), settings);
}
