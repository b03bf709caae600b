//! Views in another language: field by field, what nobody said stays in the shop's own.

use domain::{
    catalog::view::{
        CategoryLink, CategoryPageView, CollectionPageView, FrameView, HomePageView, ProductListView, ProductPageView,
        ProductTile, SearchPageView, TextThing,
    },
    kernel::{CategoryId, ProductId},
};

use super::memory::Spoken;
use crate::catalog::html::paragraphs;

/// Can be told in another language.
pub(in crate::catalog) trait Say {
    /// Replaces what is said in the language.
    fn say(&mut self, spoken: &Spoken);
}

impl Spoken {
    fn title(&self, product: ProductId, text: &mut String) {
        replace(text, self.products.get(&product.0).map(|said| said.title.as_str()));
    }

    fn category(&self, category: CategoryId, name: &mut String) {
        replace(name, self.category_title(category));
    }

    /// What a category is called, if anybody said it.
    pub fn category_title(&self, category: CategoryId) -> Option<&str> {
        self.things
            .get(&TextThing::Category(category))
            .map(|said| said.title.as_str())
            .filter(|title| !title.is_empty())
    }

    fn word(&self, word: &mut String) {
        let said = self.words.get(word.as_str()).cloned();
        replace(word, said.as_deref());
    }

    /// Several values behind one label are separated by commas.
    fn words(&self, words: &mut String) {
        if self.words.contains_key(words.as_str()) || !words.contains(", ") {
            return self.word(words);
        }
        let each = words.split(", ").map(|word| self.words.get(word).map_or(word, String::as_str));
        *words = each.collect::<Vec<_>>().join(", ");
    }
}

fn replace(text: &mut String, said: Option<&str>) {
    if let Some(said) = said.filter(|said| !said.is_empty()) {
        *text = said.to_owned();
    }
}

impl<T: Say> Say for Vec<T> {
    fn say(&mut self, spoken: &Spoken) {
        self.iter_mut().for_each(|item| item.say(spoken));
    }
}

impl Say for ProductTile {
    fn say(&mut self, spoken: &Spoken) {
        spoken.title(self.id, &mut self.title);
        replace(&mut self.fact, spoken.products.get(&self.id.0).map(|said| said.fact.as_str()));
        self.swatches.iter_mut().for_each(|swatch| spoken.word(&mut swatch.label));
    }
}

impl Say for CategoryLink {
    fn say(&mut self, spoken: &Spoken) {
        spoken.category(self.id, &mut self.name);
        self.children.say(spoken);
    }
}

impl Say for ProductListView {
    fn say(&mut self, spoken: &Spoken) {
        self.tiles.say(spoken);
        for facet in &mut self.facets {
            spoken.word(&mut facet.label);
            facet.values.iter_mut().for_each(|value| spoken.word(&mut value.label));
        }
    }
}

impl Say for CategoryPageView {
    fn say(&mut self, spoken: &Spoken) {
        let here = self.path.last().and_then(|link| spoken.things.get(&TextThing::Category(link.id)));
        replace(&mut self.description, here.map(|said| said.description.as_str()));
        self.path.say(spoken);
        self.children.say(spoken);
        self.list.say(spoken);
    }
}

/// Its name and description are told where it is made: the view does not know which collection it shows.
impl Say for CollectionPageView {
    fn say(&mut self, spoken: &Spoken) {
        self.list.say(spoken);
    }
}

impl Say for SearchPageView {
    fn say(&mut self, spoken: &Spoken) {
        self.list.say(spoken);
        self.alternatives.say(spoken);
    }
}

impl Say for HomePageView {
    fn say(&mut self, spoken: &Spoken) {
        self.shelves.say(spoken);
        self.newest.say(spoken);
        self.most_loved.say(spoken);
        if let Some(story) = &mut self.story {
            story.tile.say(spoken);
        }
    }
}

impl Say for FrameView {
    fn say(&mut self, spoken: &Spoken) {
        self.menu.say(spoken);
    }
}

impl Say for ProductPageView {
    fn say(&mut self, spoken: &Spoken) {
        spoken.title(self.id, &mut self.title);
        self.path.say(spoken);
        self.related.say(spoken);
        for option in &mut self.options {
            spoken.word(&mut option.name);
            option.values.iter_mut().for_each(|value| spoken.word(&mut value.label));
        }
        for (label, values) in &mut self.details {
            spoken.word(label);
            spoken.words(values);
        }
        for (heading, html) in &mut self.rich_texts {
            if *heading == self.brand {
                let said = spoken.brands.get(heading.as_str()).map(|text| paragraphs(text));
                replace(html, said.as_deref());
            }
            spoken.word(heading);
        }
    }
}
