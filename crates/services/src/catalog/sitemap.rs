//! The pages that anybody may find, for search engines. All of it lies in memory.

use domain::catalog::view::Picture;

use crate::Shop;

/// What is no product and no category.
const FIXED: [&str; 3] = ["/", "/new", "/sale"];
/// The width of pictures that search engines show.
const WIDTH: u32 = 1_200;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitemapPage {
    /// Its path.
    pub path: String,
    /// The paths of its pictures.
    pub pictures: Vec<String>,
}

/// How many pages there are.
#[must_use]
pub fn size(shop: &Shop) -> usize {
    let index = shop.shelf.index();
    FIXED.len() + index.tree.all().len() + index.filled_collections().count() + index.stock.entries.len()
}

/// So many pages from the one at a place on: the home page, lists, categories, collections, products in the order of their making.
#[must_use]
pub fn pages(shop: &Shop, first: usize, most: usize) -> Vec<SitemapPage> {
    let index = shop.shelf.index();
    let fixed = FIXED.iter().map(|path| SitemapPage { path: (*path).to_owned(), pictures: Vec::new() });
    let categories = index.tree.all().iter().map(|category| SitemapPage {
        path: format!("/categories/{}", category.slug),
        pictures: category.picture.iter().map(address).collect(),
    });
    let collections = index
        .filled_collections()
        .map(|collection| SitemapPage { path: format!("/collections/{}", collection.slug), pictures: Vec::new() });
    let products = index.stock.entries.values().map(|entry| SitemapPage {
        path: format!("/products/{}", entry.tile.slug),
        pictures: entry.tile.pictures.iter().map(address).collect(),
    });
    fixed.chain(categories).chain(collections).chain(products).skip(first).take(most).collect()
}

fn address(picture: &Picture) -> String {
    picture.address_for(WIDTH)
}
