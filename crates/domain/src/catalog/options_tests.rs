use super::*;

fn options(text: &str) -> Vec<OptionView> {
    let value = |label: &str| OptionValueView { label: label.to_owned(), colour: Some("112233".to_owned()) };
    let options = text.split(';').filter(|option| !option.is_empty()).filter_map(|option| option.split_once(':'));
    options
        .map(|(name, values)| OptionView { name: name.to_owned(), values: values.split(',').map(value).collect() })
        .collect()
}

/// "Size@0:S@0,M@1,L" is the option that was the first, with its two values and a new one.
fn edits(text: &str) -> Vec<OptionEdit> {
    let split = |word: &str| match word.split_once('@') {
        Some((name, place)) => (name.to_owned(), Some(place.parse().unwrap())),
        None => (word.to_owned(), None),
    };
    let option = |option: &str| {
        let (name, values) = option.split_once(':').unwrap();
        let (name, before) = split(name);
        let values = values.split(',').map(|value| {
            let (label, before) = split(value);
            ValueEdit { before, label }
        });
        OptionEdit { before, name, values: values.collect() }
    };
    text.split(';').filter(|text| !text.is_empty()).map(option).collect()
}

fn variants(choices: &[&[usize]]) -> Vec<KeptVariant> {
    (1..).zip(choices).map(|(id, choice)| KeptVariant { id: VariantId(id), choice: choice.to_vec() }).collect()
}

fn told(plan: &OptionPlan) -> (Vec<(i64, String)>, Vec<i64>, Vec<String>) {
    (
        plan.kept.iter().map(|variant| (variant.id.0, plan.title(&variant.choice))).collect(),
        plan.retired.iter().map(|id| id.0).collect(),
        plan.missing.iter().map(|choice| plan.title(choice)).collect(),
    )
}

fn kept(list: &[(i64, &str)]) -> Vec<(i64, String)> {
    list.iter().map(|(id, title)| (*id, (*title).to_owned())).collect()
}

#[test]
fn a_new_value_makes_combinations_that_are_missing() {
    let plan = rearrange(&options("Size:S,M"), &variants(&[&[0], &[1]]), &edits("Size@0:S@0,M@1,L")).unwrap();
    assert_eq!(told(&plan), (kept(&[(1, "S"), (2, "M")]), vec![], vec!["L".to_owned()]));
    assert_eq!(plan.options[0].values[0].colour.as_deref(), Some("112233"), "a value keeps its colour");
}

#[test]
fn a_renamed_value_and_another_order_lose_no_variant() {
    let plan = rearrange(&options("Size:S,M"), &variants(&[&[0], &[1]]), &edits("Width@0:Medium@1,S@0")).unwrap();
    assert_eq!(told(&plan), (kept(&[(2, "Medium"), (1, "S")]), vec![], vec![]));
}

#[test]
fn a_value_that_is_gone_takes_its_variants_along() {
    let before = options("Size:S,M;Glaze:Sea,Sand");
    let all = variants(&[&[0, 0], &[0, 1], &[1, 0], &[1, 1]]);
    let plan = rearrange(&before, &all, &edits("Size@0:S@0, ;Glaze@1:Sea@0,Sand@1")).unwrap();
    assert_eq!(told(&plan), (kept(&[(1, "S / Sea"), (2, "S / Sand")]), vec![3, 4], vec![]));
}

#[test]
fn an_option_that_is_gone_leaves_the_first_variant_of_each_kind() {
    let all = variants(&[&[0, 0], &[0, 1], &[1, 0]]);
    let plan = rearrange(&options("Size:S,M;Glaze:Sea,Sand"), &all, &edits("Glaze@1:Sea@0,Sand@1")).unwrap();
    assert_eq!(told(&plan), (kept(&[(1, "Sea"), (2, "Sand")]), vec![3], vec![]));
    let plan = rearrange(&options("Size:S,M"), &variants(&[&[0], &[1]]), &[]).unwrap();
    assert_eq!(told(&plan), (kept(&[(1, "")]), vec![2], vec![]));
}

#[test]
fn the_only_variant_becomes_the_first_of_a_new_option() {
    let plan = rearrange(&[], &variants(&[&[]]), &edits("Size:S,M")).unwrap();
    assert_eq!(told(&plan), (kept(&[(1, "S")]), vec![], vec!["M".to_owned()]));
}

#[test]
fn options_that_a_product_cannot_have_are_refused_in_words() {
    let many: Vec<String> = (0..16).map(|number| number.to_string()).collect();
    let many = many.join(",");
    for (text, words) in [
        ("A:1;B:1;C:1;D:1".to_owned(), "A product has at most 3 options.".to_owned()),
        (" :S".to_owned(), "Name every option, as in Size.".to_owned()),
        ("Size: ".to_owned(), "“Size” needs at least one value.".to_owned()),
        ("Size:S,s".to_owned(), "“s” is there twice.".to_owned()),
        ("Size:S;size:M".to_owned(), "“size” is there twice.".to_owned()),
        (format!("A:{many};B:{many}"), "These options make 256 variants; 250 fit. Take away some values.".to_owned()),
        (format!("Size:{}", "x".repeat(81)), format!("“{}” is too long; 80 characters fit.", "x".repeat(81))),
    ] {
        assert_eq!(rearrange(&[], &[], &edits(&text)).unwrap_err().to_string(), words, "{text}");
    }
}

#[test]
fn two_hundred_and_fifty_variants_fit() {
    let values: Vec<String> = (0..25).map(|number| format!("v{number}")).collect();
    let text = format!("A:{};B:0,1,2,3,4;C:x,y", values.join(","));
    let plan = rearrange(&[], &variants(&[&[]]), &edits(&text)).unwrap();
    assert_eq!((plan.kept.len(), plan.missing.len()), (1, 249));
    let before = plan.options.clone();
    let all: Vec<KeptVariant> = (1..)
        .zip(std::iter::once(&plan.kept[0].choice).chain(&plan.missing))
        .map(|(id, choice)| KeptVariant { id: VariantId(id), choice: choice.clone() })
        .collect();
    let same = before.iter().enumerate().map(|(place, option)| OptionEdit::unchanged(place, option));
    let same: Vec<OptionEdit> = same.collect();
    let again = rearrange(&before, &all, &same).unwrap();
    assert_eq!((again.kept.len(), again.retired.len(), again.missing.len()), (250, 0, 0));
}
