use crate::{
    kernel::{Currency, Language, ShippingMethodId},
    shipping::{
        Basis, CalendarForm, FreeFrom, Holiday, MethodForm, MethodKind, Places, ShippingTable, Tier, TierForm, ZoneForm,
    },
};

const ID: ShippingMethodId = ShippingMethodId(7);

fn tier(step: &str, price: &str) -> TierForm {
    TierForm { step: step.to_owned(), price: price.to_owned() }
}

fn method() -> MethodForm {
    MethodForm {
        name: " Parcel ".to_owned(),
        names: [("de".to_owned(), "Paket".to_owned()), ("xx".to_owned(), "no language of the shop".to_owned())].into(),
        kind: "delivery".to_owned(),
        basis: "weight".to_owned(),
        tiers: vec![tier("", "4.90"), tier("2", "6,90"), tier("", ""), tier("10.5", "12")],
        free: "amount".to_owned(),
        free_from: "60".to_owned(),
        most_kilograms: "31.5".to_owned(),
        longest_centimetres: "120".to_owned(),
        days_least: "2".to_owned(),
        days_most: "3".to_owned(),
        position: "1".to_owned(),
        active: true,
    }
}

fn languages() -> Vec<Language> {
    vec![Language::parse("de").unwrap()]
}

#[test]
fn what_was_typed_becomes_a_way_of_delivery_and_its_fields_again() {
    let way = method().check((ID, "parcel"), Currency::EUR, &languages()).unwrap();
    assert_eq!((way.id, way.code.as_str(), way.name.as_str()), (ID, "parcel", "Parcel"));
    assert_eq!((way.kind, way.basis, way.free), (MethodKind::Delivery, Basis::Weight, FreeFrom::Amount(6_000)));
    let tiers = [(0, 490), (2_000, 690), (10_500, 1_200)].map(|(step, price)| Tier { step, price });
    assert_eq!(way.tiers, tiers);
    assert_eq!((way.limits.grams, way.limits.longest_mm, way.days), (Some(31_500), Some(1_200), (2, 3)));
    assert_eq!(way.names.len(), 1);
    assert_eq!(way.name(Language::parse("de")), "Paket");
    assert_eq!(way.name(None), "Parcel");
    let again = MethodForm::of(&way, Currency::EUR);
    assert_eq!(again.tiers[2], tier("10.5", "12.00"));
    assert_eq!(again.check((ID, "parcel"), Currency::EUR, &languages()), Ok(way));
}

#[test]
fn the_ways_that_a_new_shop_begins_with_can_be_edited_in_any_currency() {
    for code in ["EUR", "JPY", "KWD"] {
        let currency = Currency::parse(code).unwrap();
        for zone in ShippingTable::default().zones {
            for way in &zone.methods {
                let own = way.in_currency(currency).unwrap();
                let form = MethodForm::of(&own, currency);
                let checked = form.check((own.id, &own.code), currency, &[]).unwrap();
                assert_eq!(checked, own, "{code} {}", own.name);
            }
            let form = ZoneForm::of(&zone);
            assert_eq!(form.check(), Ok((zone.name, zone.places)));
        }
    }
}

#[test]
fn each_field_of_a_way_that_cannot_stay_is_named() {
    let wrong = |change: fn(&mut MethodForm)| {
        let mut form = method();
        change(&mut form);
        let fields = form.check((ID, "parcel"), Currency::EUR, &languages()).unwrap_err();
        fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(wrong(|form| form.name = "  ".into()), "name");
    assert_eq!(wrong(|form| drop(form.names.insert("de".into(), "x".repeat(81)))), "names.de");
    assert_eq!(wrong(|form| form.kind = "drone".into()), "kind");
    assert_eq!(wrong(|form| form.basis = "mood".into()), "basis");
    assert_eq!(wrong(|form| form.tiers = Vec::new()), "tiers.0.price");
    assert_eq!(wrong(|form| form.tiers[0].price = "-1".into()), "tiers.0.price");
    assert_eq!(wrong(|form| form.tiers[0].price = "92233720368547758.08".into()), "tiers.0.price");
    assert_eq!(wrong(|form| form.tiers[0].step = "1".into()), "tiers.0.step");
    assert_eq!(wrong(|form| form.tiers[3].step = "2".into()), "tiers.3.step");
    assert_eq!(wrong(|form| form.tiers[1].step = "2.0001".into()), "tiers.1.step");
    assert_eq!(wrong(|form| form.free = "soon".into()), "free");
    assert_eq!(wrong(|form| form.free_from = "0".into()), "free_from");
    assert_eq!(wrong(|form| form.most_kilograms = "0".into()), "most_kilograms");
    assert_eq!(wrong(|form| form.longest_centimetres = "long".into()), "longest_centimetres");
    assert_eq!(wrong(|form| form.days_least = "4".into()), "days_most");
    assert_eq!(wrong(|form| form.days_most = "-1".into()), "days_most");
    assert_eq!(wrong(|form| form.position = "0".into()), "position");
    assert_eq!(wrong(|form| (form.name, form.position) = (String::new(), String::new())), "name position");
}

#[test]
fn a_zone_has_countries_or_one_country_with_postcodes() {
    let zone = |countries: &[&str], postcodes: &str| ZoneForm {
        name: "Islands".to_owned(),
        places: "countries".to_owned(),
        countries: countries.iter().map(|code| ((*code).to_owned(), "true".to_owned())).collect(),
        postcodes: postcodes.to_owned(),
    };
    let islands = zone(&["ES"], " 38, 35;38 ").check().unwrap();
    let places = Places::Countries { codes: vec!["ES".to_owned()], postcodes: vec!["35".to_owned(), "38".to_owned()] };
    assert_eq!(islands, ("Islands".to_owned(), places));
    assert_eq!(islands.1.words(), "Spain: postcodes 35 …, 38 …");
    assert!(zone(&["AT", "CH"], "").check().is_ok());
    for (form, field) in [
        (zone(&[], ""), "countries"),
        (zone(&["XX"], ""), "countries"),
        (zone(&["AT", "ES"], "38"), "postcodes"),
        (zone(&["ES"], "38%"), "postcodes"),
        (ZoneForm { places: "moon".to_owned(), ..zone(&["ES"], "") }, "places"),
        (ZoneForm { name: String::new(), ..zone(&["ES"], "") }, "name"),
    ] {
        assert_eq!(form.check().unwrap_err()[0].0, field);
    }
}

#[test]
fn what_was_typed_becomes_a_calendar_and_its_fields_again() {
    let form = CalendarForm {
        time_zone: "Europe/Berlin".to_owned(),
        cut_off: "16:30".to_owned(),
        handling_days: "1".to_owned(),
        working_days: [("mon".to_owned(), "true".to_owned()), ("sat".to_owned(), "true".to_owned())].into(),
        holidays: "12-25 Christmas Day\n\n 2027-03-26   Good Friday \n02-29".to_owned(),
    };
    let calendar = form.check(3).unwrap();
    assert_eq!((calendar.version, calendar.cut_off_minute, calendar.handling_days), (3, 990, 1));
    assert_eq!(calendar.working_days, [true, false, false, false, false, true, false]);
    let names: Vec<(Option<i32>, &str)> = calendar.holidays.iter().map(|day| (day.year, day.name.as_str())).collect();
    assert_eq!(names, [(None, "Christmas Day"), (Some(2027), "Good Friday"), (None, "")]);
    assert_eq!(CalendarForm::of(&calendar).check(3), Ok(calendar));
    assert_eq!(Holiday::parse("2027-02-29 never"), None);
    let wrong = |change: fn(&mut CalendarForm)| {
        let mut form = form.clone();
        change(&mut form);
        form.check(1).unwrap_err()[0].0.clone()
    };
    assert_eq!(wrong(|form| form.cut_off = "24:00".into()), "cut_off");
    assert_eq!(wrong(|form| form.cut_off = "noon".into()), "cut_off");
    assert_eq!(wrong(|form| form.handling_days = "91".into()), "handling_days");
    assert_eq!(wrong(|form| form.working_days.clear()), "working_days");
    assert_eq!(wrong(|form| form.holidays = "25.12.".into()), "holidays");
}
