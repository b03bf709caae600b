//! How much of what a good product page needs is there: a number from 0 to 100 and what is missing.
//!
//! Not here: whether it can be bought ([`super::obstacles`]). A product may be sold long before it is complete. What nobody asks
//! of a product (attributes of a type that it has not, safety outside of the European Union) does not count.

use super::{ProductKind, SafetyState, view::ProductForm};

/// A description shorter than this leaves questions open.
const LEAST_DESCRIPTION: usize = 150;

/// Something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// No name.
    Title,
    /// No description, or one that leaves questions open.
    Description,
    /// No picture.
    Picture,
    /// A picture without words for those who do not see it.
    AlternativeText,
    /// A variant that costs nothing, or no variant.
    Price,
    /// In no category.
    Category,
    /// No brand.
    Brand,
    /// A variant without a barcode.
    Barcode,
    /// A variant without a weight.
    Weight,
    /// A variant whose cost is not known: its margin cannot be told.
    Cost,
    /// No country of origin.
    Origin,
    /// An attribute that its type requires has no value.
    Attributes,
    /// Nobody is named who answers for its safety in the European Union.
    Safety,
}

impl Gap {
    /// Everything that counts, in the order of the form.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Description,
        Self::Picture,
        Self::AlternativeText,
        Self::Price,
        Self::Category,
        Self::Brand,
        Self::Barcode,
        Self::Weight,
        Self::Cost,
        Self::Origin,
        Self::Attributes,
        Self::Safety,
    ];

    /// How much it counts.
    #[must_use]
    pub fn weight(self) -> u8 {
        match self {
            Self::Description | Self::Picture | Self::Price | Self::Attributes => 15,
            Self::Title | Self::AlternativeText | Self::Category => 10,
            Self::Brand | Self::Barcode | Self::Weight | Self::Cost | Self::Origin | Self::Safety => 5,
        }
    }

    /// Whether it is asked of this product: of files and gift cards nobody asks for weight or bars, and a bundle's parts have
    /// their own.
    fn counts(self, form: &ProductForm) -> bool {
        match self {
            Self::Barcode | Self::Origin | Self::Cost => form.goods.kind == ProductKind::Simple,
            Self::Weight => form.goods.kind.is_delivered(),
            Self::Attributes => form.attributes.iter().any(|field| field.required),
            Self::Safety => form.goods.kind.is_delivered() && form.safety != SafetyState::NotAsked,
            _ => true,
        }
    }

    fn is_open(self, form: &ProductForm) -> bool {
        let variants = &form.variants;
        match self {
            Self::Title => form.title.trim().is_empty(),
            Self::Description => visible_length(&form.description_html) < LEAST_DESCRIPTION,
            Self::Picture => form.pictures.is_empty(),
            Self::AlternativeText => {
                form.pictures.is_empty()
                    || form.pictures.iter().any(|picture| picture.alternative_text.trim().is_empty())
            }
            Self::Price => variants.is_empty() || variants.iter().any(|variant| variant.price.minor == 0),
            Self::Category => form.categories.is_empty(),
            Self::Brand => form.brand.trim().is_empty(),
            Self::Barcode => variants.is_empty() || variants.iter().any(|variant| variant.barcode.trim().is_empty()),
            Self::Weight => variants.is_empty() || variants.iter().any(|variant| variant.weight_grams == 0),
            Self::Cost => variants.is_empty() || variants.iter().any(|variant| variant.cost.is_none()),
            Self::Origin => form.parcel.origin_country.is_empty(),
            Self::Attributes => form.attributes.iter().any(|field| field.required && field.values.is_empty()),
            Self::Safety => form.safety == SafetyState::Missing,
        }
    }
}

/// What a product's score is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    /// 0 to 100.
    pub score: u8,
    /// What is missing, in the order of the form.
    pub missing: Vec<Gap>,
}

/// Tells how complete a product is: the share of what is there in what counts for it, rounded down.
#[must_use]
pub fn completeness(form: &ProductForm) -> Completeness {
    let counted = Gap::ALL.into_iter().filter(|gap| gap.counts(form));
    let (missing, there): (Vec<Gap>, Vec<Gap>) = counted.partition(|gap| gap.is_open(form));
    let sum = |gaps: &[Gap]| gaps.iter().map(|gap| u32::from(gap.weight())).sum::<u32>();
    let (there, missed) = (sum(&there), sum(&missing));
    let score = there.saturating_mul(100).checked_div(there.saturating_add(missed)).unwrap_or(100);
    Completeness { score: u8::try_from(score).unwrap_or(100), missing }
}

/// How many characters of HTML are seen: what stands outside of tags, with runs of blanks as one.
fn visible_length(html: &str) -> usize {
    let mut inside_tag = false;
    let mut after_blank = true;
    let mut length: usize = 0;
    for letter in html.chars() {
        match letter {
            '<' => inside_tag = true,
            '>' if inside_tag => inside_tag = false,
            _ if inside_tag => {}
            letter if letter.is_whitespace() => {
                length = length.saturating_add(usize::from(!after_blank));
                after_blank = true;
            }
            _ => {
                length = length.saturating_add(1);
                after_blank = false;
            }
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::super::{
        AttributeField, AttributeValue,
        sample::{bare, full},
    };
    use super::*;

    #[test]
    fn what_counts_for_every_product_makes_a_hundred_together() {
        let always = Gap::ALL.into_iter().filter(|gap| gap.counts(&bare()));
        assert_eq!(always.map(|gap| u32::from(gap.weight())).sum::<u32>(), 100);
    }

    #[test]
    fn an_attribute_counts_when_the_type_requires_it() {
        let mut form = full();
        form.attributes = vec![AttributeField::default()];
        assert_eq!(completeness(&form).score, 100);
        form.attributes[0].required = true;
        assert_eq!(completeness(&form), Completeness { score: 86, missing: vec![Gap::Attributes] });
        form.attributes[0].values = vec![AttributeValue::default()];
        assert_eq!(completeness(&form).score, 100);
    }

    #[test]
    fn who_answers_for_its_safety_counts_where_the_law_asks() {
        let mut form = full();
        form.safety = SafetyState::Missing;
        assert_eq!(completeness(&form), Completeness { score: 95, missing: vec![Gap::Safety] });
        form.safety = SafetyState::Told;
        assert_eq!(completeness(&form).score, 100);
    }

    #[test]
    fn a_full_product_has_a_hundred_and_a_name_alone_has_ten() {
        assert_eq!(completeness(&full()), Completeness { score: 100, missing: Vec::new() });
        let bare = completeness(&bare());
        assert_eq!(bare.score, 10);
        assert_eq!(bare.missing.len(), 10);
    }

    #[test]
    fn one_variant_without_a_barcode_is_enough_to_miss_it() {
        let mut form = full();
        let mut second = form.variants[0].clone();
        second.barcode.clear();
        form.variants.push(second);
        assert_eq!(completeness(&form), Completeness { score: 95, missing: vec![Gap::Barcode] });
    }

    #[test]
    fn files_need_no_weight_and_no_country_of_origin() {
        let mut form = full();
        form.variants[0].weight_grams = 0;
        form.variants[0].barcode.clear();
        form.parcel.origin_country.clear();
        assert_eq!(completeness(&form).missing, [Gap::Barcode, Gap::Weight, Gap::Origin]);
        form.goods.kind = ProductKind::Bundle;
        assert_eq!(completeness(&form).missing, [Gap::Weight]);
        form.goods.kind = ProductKind::Digital;
        assert_eq!(completeness(&form).missing, []);
    }

    #[test]
    fn tags_and_blanks_make_no_description() {
        assert_eq!(visible_length("<p class=\"long long long\">Two  \n words</p>"), 9);
        let mut form = full();
        form.description_html = format!("<p>{}</p>", " ".repeat(500));
        assert_eq!(completeness(&form).missing, [Gap::Description]);
    }
}
