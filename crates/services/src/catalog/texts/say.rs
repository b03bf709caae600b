//! Views in another language: field by field, what nobody said stays in the shop's own.

use domain::{
    catalog::view::{
        CategoryLink, CategoryPageView, FrameView, HomePageView, ProductListView, ProductPageView, ProductTile,
        SearchPageView,
    },
    kernel::{CategoryId, ProductId},
};

use super::memory::Spoken;

/// Can be told in another language.
pub(in crate::catalog) trait Say {
    /// Replaces what is said in the language.
    fn say(&mut self, spoken: &Spoken);
}

impl Spoken {
    fn title(&self, product: ProductId, text: &mut String) {
        replace(text, self.products.get(&product.0).map(|pair| pair.title.as_str()));
    }

    fn category(&self, category: CategoryId, name: &mut String) {
        replace(name, self.categories.get(&category.0).map(|pair| pair.title.as_str()));
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
        replace(&mut self.fact, spoken.products.get(&self.id.0).map(|pair| pair.second.as_str()));
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
        let here = self.path.last().and_then(|link| spoken.categories.get(&link.id.0));
        replace(&mut self.description, here.map(|pair| pair.second.as_str()));
        self.path.say(spoken);
        self.children.say(spoken);
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
    }
}
