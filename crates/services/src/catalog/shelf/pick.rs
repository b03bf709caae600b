//! Picks for pages that are not lists: the home page, what goes with a product.

use std::collections::HashSet;

use domain::{
    catalog::{
        Sort,
        view::{FrameView, HomePageView, Picture, ProductTile},
    },
    kernel::{CategoryId, ProductId},
};

use super::{entry::Entry, index::Index, list::Base};

const HERO_PICTURES: usize = 3;
const HOME_TILES: usize = 8;
/// So few new products do not fill a page: then the newest stand there, new or not.
const FEWEST_NEW: u32 = 8;
const NEWEST: usize = 48;

impl Index {
    /// The products of a category and its descendants.
    pub fn in_category(&self, category: CategoryId) -> Option<Base<'_>> {
        self.members(category).map(Base::set)
    }

    /// What is reduced.
    pub fn on_sale(&self) -> Base<'_> {
        Base::set(&self.reduced)
    }

    /// What is new, newest first.
    pub fn new_products(&self) -> Base<'_> {
        let newest = self.orders.positions(Sort::Newest, self.len());
        let best_first = if self.new.count() >= FEWEST_NEW {
            newest.filter(|position| self.new.contains(*position)).collect()
        } else {
            newest.take(NEWEST).collect()
        };
        Base::ranked(self.len(), best_first)
    }

    /// Everything.
    pub fn everything(&self) -> Base<'_> {
        Base::set(&self.everything)
    }

    /// These products, best match first; those that are not for sale are left out.
    pub fn found(&self, products: &[ProductId]) -> Base<'_> {
        Base::ranked(self.len(), products.iter().filter_map(|id| self.position(*id)).collect())
    }

    /// The products that sell most and can be bought.
    pub fn most_loved(&self, most: usize) -> Vec<ProductTile> {
        self.first(&self.in_stock, Sort::MostLoved, most)
    }

    /// What stands beside a product in its category, best first.
    pub fn neighbours(&self, id: ProductId, most: usize) -> Vec<ProductTile> {
        let category = self.entry(id).and_then(|entry| entry.categories.first());
        let Some(members) = category.and_then(|category| self.members(*category)) else {
            return Vec::new();
        };
        let neighbours = members.iter().filter_map(|position| self.at(position)).filter(|entry| entry.id() != id);
        neighbours.take(most).map(|entry| entry.tile.clone()).collect()
    }

    /// The home page, and the product to tell a story about. Its words are not in the index.
    pub fn home(&self) -> (HomePageView, Option<ProductTile>) {
        let hero = self.hero();
        let in_hero: HashSet<&str> = hero.iter().map(|(slug, _)| slug.as_str()).collect();
        let story = self
            .entries
            .iter()
            .find(|entry| entry.tile.pictures.len() > 1 && !in_hero.contains(entry.tile.slug.as_str()));
        let page = HomePageView {
            headline: String::new(),
            introduction: String::new(),
            shelves: self.links_below(None, 0),
            newest: self.first(&self.everything, Sort::Newest, HOME_TILES),
            new_count: self.new.count(),
            story: None,
            most_loved: self.most_loved(HOME_TILES),
            hero,
        };
        (page, story.map(|entry| entry.tile.clone()))
    }

    /// Pictures of the best products of different top categories.
    fn hero(&self) -> Vec<(String, Picture)> {
        let mut tops = HashSet::new();
        let shown = self.entries.iter().filter_map(|entry| {
            let picture = entry.tile.pictures.first()?;
            tops.insert(self.top(entry)).then(|| (entry.tile.slug.clone(), picture.clone()))
        });
        shown.take(HERO_PICTURES).collect()
    }

    fn top(&self, entry: &Entry) -> Option<CategoryId> {
        let category = entry.categories.first()?;
        self.tree.path(*category).first().map(|top| top.id)
    }

    /// What stands in the frame of every page.
    pub fn frame(&self, shop_name: &str, announcement: &str) -> FrameView {
        FrameView {
            shop_name: shop_name.to_owned(),
            announcement: announcement.to_owned(),
            menu: self.menu.clone(),
            product_count: self.everything.count(),
            has_sale: self.reduced.count() > 0,
        }
    }
}
