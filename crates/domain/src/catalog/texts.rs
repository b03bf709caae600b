//! Texts of a product in another language, as the manager edits them; part of [`super::view`].

use serde::{Deserialize, Serialize};

use crate::kernel::{BrandId, CategoryId, CollectionId, Language, ProductId};

/// A text of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TextField {
    /// The name.
    Title,
    /// One line of facts.
    Fact,
    /// The description as HTML.
    Description,
    /// The title for search engines.
    MetaTitle,
    /// The description for search engines.
    MetaDescription,
}

impl TextField {
    /// Every text, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Title, Self::Fact, Self::Description, Self::MetaTitle, Self::MetaDescription];

    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Fact => "fact",
            Self::Description => "description_html",
            Self::MetaTitle => "meta_title",
            Self::MetaDescription => "meta_description",
        }
    }

    /// The text with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Name",
            Self::Fact => "Line of facts",
            Self::Description => "Description",
            Self::MetaTitle => "Title for search engines",
            Self::MetaDescription => "Description for search engines",
        }
    }

    /// How many letters fit.
    #[must_use]
    pub fn most_letters(self) -> usize {
        match self {
            Self::Title | Self::Fact => 200,
            Self::Description => 100_000,
            Self::MetaTitle => 120,
            Self::MetaDescription => 320,
        }
    }

    /// Whether it belongs to search engines only: the shop's own language says it here, too.
    #[must_use]
    pub fn is_meta(self) -> bool {
        matches!(self, Self::MetaTitle | Self::MetaDescription)
    }

    fn weight(self) -> u32 {
        match self {
            Self::Title | Self::Description => 35,
            Self::Fact => 10,
            Self::MetaTitle | Self::MetaDescription => 5,
        }
    }
}

/// What the words of options and attributes count together.
const WORDS_WEIGHT: u32 = 10;

/// A text beside its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRow {
    /// Which.
    pub field: TextField,
    /// In the shop's own language; may be empty.
    pub source: String,
    /// In the other language; empty when nobody wrote it.
    pub text: String,
}

/// A word of an option or attribute beside its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordRow {
    /// In the shop's own language.
    pub word: String,
    /// In the other language; empty when nobody wrote it.
    pub text: String,
}

/// How complete a product is in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageScore {
    /// The language.
    pub language: Language,
    /// 0 to 100.
    pub score: u8,
    /// What is missing: the key of a text, or `words`.
    pub missing: Vec<String>,
}

/// Tells how complete the texts are: of what is said in the shop's own language, how much is said in the other one.
#[must_use]
pub fn language_score(language: Language, texts: &[TextRow], words: &[WordRow]) -> LanguageScore {
    let (mut all, mut done) = (0_u32, 0_u32);
    let mut missing = Vec::new();
    let mut count = |weight: u32, is_there: bool, key: &str| {
        all = all.saturating_add(weight);
        if is_there {
            done = done.saturating_add(weight);
        } else {
            missing.push(key.to_owned());
        }
    };
    for row in texts.iter().filter(|row| !row.source.trim().is_empty()) {
        count(row.field.weight(), !row.text.trim().is_empty(), row.field.key());
    }
    if !words.is_empty() {
        count(WORDS_WEIGHT, words.iter().all(|word| !word.text.trim().is_empty()), "words");
    }
    let percent = done.saturating_mul(100).checked_div(all).unwrap_or(100);
    LanguageScore { language, score: u8::try_from(percent).unwrap_or(100), missing }
}

/// The texts of a product in one language, and how complete it is in all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextsView {
    /// The product.
    pub product: ProductId,
    /// Its name in the shop's own language.
    pub title: String,
    /// The shop's own language.
    pub own: Language,
    /// Which one this is; the shop's own has the texts for search engines only.
    pub language: Language,
    /// All texts.
    pub texts: Vec<TextRow>,
    /// The words of its options and attributes; none in the shop's own language.
    pub words: Vec<WordRow>,
    /// Every further language with its score.
    pub scores: Vec<LanguageScore>,
}

/// A product that lacks texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UntranslatedRow {
    /// The product.
    pub product: ProductId,
    /// Its name in the shop's own language.
    pub title: String,
    /// What is missing, in words.
    pub missing: Vec<String>,
}

/// How far the shop is in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageProgress {
    /// The language.
    pub language: Language,
    /// How many products there are.
    pub products: i64,
    /// How many of them lack a name or a description.
    pub incomplete: i64,
}

/// What is still to be said in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageWork {
    /// Every further language.
    pub languages: Vec<LanguageProgress>,
    /// The one that is looked at.
    pub language: Option<Language>,
    /// The products that lack texts, so many as fit.
    pub rows: Vec<UntranslatedRow>,
    /// The list goes on behind this product.
    pub next: Option<ProductId>,
}

/// What is no product and says something all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TextThing {
    /// A category.
    Category(CategoryId),
    /// A collection.
    Collection(CollectionId),
    /// A brand.
    Brand(BrandId),
}

impl TextThing {
    /// Its word in forms and addresses: "category-7".
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Category(id) => format!("category-{id}"),
            Self::Collection(id) => format!("collection-{id}"),
            Self::Brand(id) => format!("brand-{id}"),
        }
    }

    /// The thing with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, id) = key.split_once('-')?;
        match kind {
            "category" => id.parse().ok().map(Self::Category),
            "collection" => id.parse().ok().map(Self::Collection),
            "brand" => id.parse().ok().map(Self::Brand),
            _ => None,
        }
    }

    /// Its id among the things of its kind.
    #[must_use]
    pub fn id(self) -> i64 {
        match self {
            Self::Category(id) => id.0,
            Self::Collection(id) => id.0,
            Self::Brand(id) => id.0,
        }
    }

    /// What it says, in the order of the form. A brand's name is the same everywhere.
    #[must_use]
    pub fn fields(self) -> &'static [TextField] {
        match self {
            Self::Category(_) | Self::Collection(_) => {
                &[TextField::Title, TextField::Description, TextField::MetaTitle, TextField::MetaDescription]
            }
            Self::Brand(_) => &[TextField::Description],
        }
    }
}

/// A thing beside what it says in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingTexts {
    /// The thing.
    pub thing: TextThing,
    /// Its name in the shop's own language.
    pub name: String,
    /// What it says.
    pub texts: Vec<TextRow>,
}

/// The words of an attribute beside what they are in another language: its name, then its values. The headings of attributes come as
/// one more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeWords {
    /// The word of the attribute in addresses.
    pub key: String,
    /// Its name in the shop's own language.
    pub label: String,
    /// The words.
    pub words: Vec<WordRow>,
}

impl AttributeWords {
    /// How many of the words nobody has said yet.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.words.iter().filter(|row| row.text.trim().is_empty()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(field: TextField, source: &str, text: &str) -> TextRow {
        TextRow { field, source: source.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn only_what_is_said_at_home_counts_abroad() {
        let german = Language::parse("de").unwrap();
        let score = |texts: &[TextRow], words: &[WordRow]| {
            let score = language_score(german, texts, words);
            (score.score, score.missing)
        };
        assert_eq!(score(&[row(TextField::Title, "Mug", "Becher"), row(TextField::Fact, "", "")], &[]), (100, vec![]));
        let half = [row(TextField::Title, "Mug", "Becher"), row(TextField::Description, "Clay", " ")];
        assert_eq!(score(&half, &[]), (50, vec!["description_html".to_owned()]));
        let words = [WordRow { word: "Red".to_owned(), text: String::new() }];
        let (percent, missing) = score(&[row(TextField::Title, "Mug", "Becher")], &words);
        assert_eq!((percent, missing), (77, vec!["words".to_owned()]));
        assert_eq!(score(&[], &[]), (100, vec![]));
    }

    #[test]
    fn a_thing_has_a_word_that_is_read_again() {
        for thing in
            [TextThing::Category(CategoryId(7)), TextThing::Collection(CollectionId(8)), TextThing::Brand(BrandId(9))]
        {
            assert_eq!(TextThing::from_key(&thing.key()), Some(thing));
        }
        for key in ["", "category", "category-x", "product-7"] {
            assert_eq!(TextThing::from_key(key), None, "{key}");
        }
    }

    #[test]
    fn every_text_has_a_word_of_its_own() {
        for field in TextField::ALL {
            assert_eq!(TextField::from_key(field.key()), Some(field));
        }
    }
}
