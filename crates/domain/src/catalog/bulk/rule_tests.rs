use super::*;
use crate::{
    catalog::ProductKind,
    kernel::{ProductId, VariantId},
};

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn variant(id: i64, price: i64) -> BulkVariant {
    BulkVariant {
        id: VariantId(id),
        title: String::new(),
        sku: format!("SKU-{id}"),
        price: euros(price),
        compare_at: None,
        cost: None,
        on_hand: 10,
        reserved: 2,
        weight_grams: 0,
        barcode: String::new(),
        tax_class: "standard".to_owned(),
    }
}

fn mug() -> BulkProduct {
    BulkProduct {
        id: ProductId(1),
        kind: ProductKind::Simple,
        follows_parts: false,
        title: "Mug".to_owned(),
        published: false,
        brand: "Marram".to_owned(),
        tags: "cup, Gift".to_owned(),
        categories: vec![CategoryId(7)],
        attribute: None,
        variants: vec![variant(11, 2_400), variant(12, 3_000)],
    }
}

fn input(action: &str, value: &str) -> RuleInput {
    RuleInput { action: action.to_owned(), value: value.to_owned(), ..RuleInput::default() }
}

fn told(input: &RuleInput) -> Effect {
    Rule::read(input, Currency::EUR, None).unwrap().effect(&mug())
}

/// Which values become which.
fn changed(input: &RuleInput) -> Vec<(Field, String, String)> {
    let changes = told(input).changes;
    changes.into_iter().map(|change| (change.field, change.before, change.after)).collect()
}

#[test]
fn each_action_changes_what_it_says_and_nothing_that_is_so_already() {
    let table = [
        (input("publish", ""), vec![(Field::Published, "0", "1")]),
        (input("hide", ""), vec![]),
        (input("price-percent", "+5 %"), vec![(Field::Price, "2400", "2520"), (Field::Price, "3000", "3150")]),
        (input("price-by", "-2.50"), vec![(Field::Price, "2400", "2150"), (Field::Price, "3000", "2750")]),
        (input("price-to", "24"), vec![(Field::Price, "3000", "2400")]),
        (input("clear-former", ""), vec![]),
        (input("add-tag", "sale"), vec![(Field::Tags, "cup, Gift", "cup, Gift, sale")]),
        (input("add-tag", "gift"), vec![]),
        (input("remove-tag", "GIFT"), vec![(Field::Tags, "cup, Gift", "cup")]),
        (input("remove-tag", "sale"), vec![]),
        (input("add-category", "9"), vec![(Field::Categories, "7", "7,9")]),
        (input("remove-category", "7"), vec![(Field::Categories, "7", "")]),
        (input("brand", "Dune"), vec![(Field::Brand, "Marram", "Dune")]),
        (
            input("tax-class", "reduced"),
            vec![(Field::TaxClass, "standard", "reduced"), (Field::TaxClass, "standard", "reduced")],
        ),
        (input("stock-by", "+5"), vec![(Field::OnHand, "10", "15"), (Field::OnHand, "10", "15")]),
        (input("stock-to", "2"), vec![(Field::OnHand, "10", "2"), (Field::OnHand, "10", "2")]),
    ];
    for (input, expected) in table {
        let expected: Vec<_> =
            expected.into_iter().map(|(field, old, new)| (field, old.to_owned(), new.to_owned())).collect();
        assert_eq!(changed(&input), expected, "{input:?}");
    }
}

#[test]
fn a_price_rule_rounds_and_keeps_the_old_price_where_it_falls() {
    let mut rule = input("price-percent", "-20");
    rule.rounding = "90/100".to_owned();
    rule.keep_former = "yes".to_owned();
    let expected = [
        (Field::Price, "2400", "1890"),
        (Field::CompareAt, "", "2400"),
        (Field::Price, "3000", "2390"),
        (Field::CompareAt, "", "3000"),
    ];
    assert_eq!(changed(&rule), expected.map(|(field, old, new)| (field, old.to_owned(), new.to_owned())));
    rule.value = "20".to_owned();
    assert!(changed(&rule).iter().all(|(field, ..)| *field == Field::Price), "a price that rises has no former one");
}

#[test]
fn a_condition_on_the_price_is_for_those_variants_alone() {
    let only = |condition: &str, value: &str| {
        let mut rule = input("price-by", "1");
        (rule.condition, rule.condition_value) = (condition.to_owned(), value.to_owned());
        changed(&rule).into_iter().map(|(_, old, _)| old).collect::<Vec<_>>()
    };
    assert_eq!(only("price-below", "25"), ["2400"]);
    assert_eq!(only("price-above", "25"), ["3000"]);
    assert_eq!(only("brand", "marram"), ["2400", "3000"]);
    assert!(only("brand", "Dune").is_empty());
    assert_eq!(only("tag", "gift").len(), 2);
    assert_eq!(only("category", "7").len(), 2);
    assert!(only("category", "8").is_empty());
    assert_eq!(only("stock-below", "11").len(), 2);
    assert!(only("stock-below", "10").is_empty());
}

#[test]
fn what_cannot_be_done_is_told_and_leaves_the_variant_as_it_is() {
    for (action, value, words) in [
        ("price-by", "-25", "The price of €24.00 would be out of range."),
        ("stock-by", "-11", "There are only 10."),
        ("stock-to", "1", "2 are held for orders."),
    ] {
        let effect = told(&input(action, value));
        assert_eq!(effect.problems[0], (Subject::Variant(VariantId(11)), words.to_owned()));
        assert!(effect.changes.iter().all(|change| change.subject != Subject::Variant(VariantId(11))));
    }
    let mut product = mug();
    product.variants[0].compare_at = Some(euros(2_600));
    let rule = Rule::read(&input("price-percent", "10"), Currency::EUR, None).unwrap();
    let effect = rule.effect(&product);
    assert_eq!(effect.problems.len(), 1, "the price would pass the former one: {effect:?}");
    assert_eq!(effect.changes.len(), 1);
    product.kind = ProductKind::Bundle;
    product.follows_parts = true;
    for (action, value) in [("price-percent", "10"), ("stock-by", "1")] {
        let effect = Rule::read(&input(action, value), Currency::EUR, None).unwrap().effect(&product);
        assert_eq!((effect.changes.len(), effect.problems.len()), (0, 2), "a bundle's parts decide: {action}");
    }
}

#[test]
fn a_rule_that_cannot_be_read_names_the_field() {
    for (action, value, field) in [
        ("", "", "action"),
        ("paint", "", "action"),
        ("price-percent", "much", "value"),
        ("price-percent", "-101", "value"),
        ("price-to", "-1", "value"),
        ("add-tag", "a,b", "value"),
        ("add-tag", " ", "value"),
        ("add-category", "mugs", "value"),
        ("stock-to", "-1", "value"),
        ("tax-class", "", "value"),
    ] {
        assert_eq!(
            Rule::read(&input(action, value), Currency::EUR, None).unwrap_err().field,
            field,
            "{action} {value}"
        );
    }
    let mut rule = input("price-percent", "5");
    rule.rounding = "100/90".to_owned();
    assert_eq!(Rule::read(&rule, Currency::EUR, None).unwrap_err().field, "rounding");
    rule.rounding.clear();
    rule.condition = "price-below".to_owned();
    assert_eq!(Rule::read(&rule, Currency::EUR, None).unwrap_err().field, "condition_value");
}

#[test]
fn an_attribute_is_set_or_cleared_and_a_product_that_has_it_already_stays() {
    let definition = AttributeDefinition {
        key: "organic".to_owned(),
        label: "Organic".to_owned(),
        kind: crate::catalog::AttributeKind::YesNo,
        ..AttributeDefinition::default()
    };
    let rule = |action: &str, value: &str| Rule::read(&input(action, value), Currency::EUR, Some(&definition));
    let yes = rule("attribute", "yes").unwrap();
    let effect = yes.effect(&mug());
    assert_eq!((effect.changes.len(), effect.changes[0].field), (1, Field::Attribute));
    let held = Held::read(&effect.changes[0].after);
    assert_eq!(held.as_ref().map(Held::words), Some("Organic: Yes".to_owned()));
    let organic = BulkProduct { attribute: held, ..mug() };
    assert!(yes.effect(&organic).changes.is_empty());
    assert!(rule("clear-attribute", "").unwrap().effect(&mug()).changes.is_empty());
    assert_eq!(rule("clear-attribute", "").unwrap().effect(&organic).changes.len(), 1);
    assert_eq!(rule("attribute", "perhaps").unwrap_err().field, "value");
    let missing = Rule::read(&input("attribute", "yes"), Currency::EUR, None).unwrap_err();
    assert_eq!(missing.field, "attribute");
}
