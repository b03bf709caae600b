//! What shoppers see of the catalogue.

use std::sync::Arc;

use domain::{
    catalog::{
        ListQuery,
        view::{
            CategoryPageView, CollectionPageView, FrameView, HomePageView, ProductListView, ProductPageView,
            SearchPageView, Story, SuggestedCategory, SuggestedProduct, Suggestions,
        },
    },
    kernel::{CategoryId, ProductId},
    search::{key, surfaces, view::SearchPreview, words},
};
use sqlx::Row as _;

use super::{
    CatalogError,
    html::plain_text,
    matching, page, ranking,
    shelf::{Base, Index, Scope, told_in},
    sql,
    texts::{self, say::Say},
};
use crate::{Shop, search};

/// The most products that a search looks at.
const MOST_FOUND: usize = 2_000;
const MOST_SUGGESTED_PRODUCTS: usize = 8;
const MOST_SUGGESTED_CATEGORIES: usize = 3;
const ALTERNATIVES: usize = 8;
/// Where no more is found, other words are offered.
const NEXT_TO_NOTHING: u32 = 2;
/// Fewer letters name no category.
const LEAST_BEGINNING: usize = 2;

/// What became of the question for a product's page.
#[derive(Clone, Debug)]
pub enum ProductRead {
    /// Here it is.
    Found(Arc<ProductPageView>),
    /// It lives under this slug now.
    MovedTo(String),
}

/// The frame of every storefront page.
///
/// # Errors
/// None at present; the catalogue lies in memory.
pub async fn frame(shop: &Shop) -> Result<FrameView, CatalogError> {
    Ok(told(shop, shop.shelf.index_in(&shop.selling()).frame(&shop.settings.name, &shop.settings.announcement)))
}

/// The home page.
///
/// # Errors
/// A database that does not answer.
pub async fn home(shop: &Shop) -> Result<HomePageView, CatalogError> {
    let (page, story) = shop.shelf.index_in(&shop.selling()).home();
    let story = match story {
        Some(tile) => Some(Story { lead: lead(shop, &tile.slug).await?, tile }),
        None => None,
    };
    let (headline, introduction) = (shop.settings.headline.clone(), shop.settings.introduction.clone());
    Ok(told(shop, HomePageView { headline, introduction, story, ..page }))
}

/// The first paragraph of a product's description, without markup.
async fn lead(shop: &Shop, slug: &str) -> Result<String, CatalogError> {
    Ok(match product(shop, slug).await {
        Ok(ProductRead::Found(page)) => {
            plain_text(page.description_html.split("</p>").next().unwrap_or_default()).trim().to_owned()
        }
        Ok(ProductRead::MovedTo(_)) | Err(CatalogError::NotFound) => String::new(),
        Err(error) => return Err(error),
    })
}

/// Whether something is shown at a path: nothing there may lead elsewhere.
#[must_use]
pub fn is_page(shop: &Shop, path: &str) -> bool {
    const PAGES: [&str; 6] = ["/", "/new", "/sale", "/search", "/cart", "/checkout"];
    const ROOMS: [&str; 7] = ["/admin", "/api/", "/feeds/", "/media/", "/orders/", "/pay", "/pkg/"];
    let index = shop.shelf.index();
    let is_product = |slug: &str| index.stock.entries.values().any(|entry| entry.tile.slug == slug);
    PAGES.contains(&path)
        || ROOMS.iter().any(|room| path.starts_with(room))
        || path.strip_prefix("/categories/").is_some_and(|slug| index.tree.by_slug(slug).is_some())
        || path.strip_prefix("/products/").is_some_and(is_product)
        || path.strip_prefix("/collections/").is_some_and(|slug| index.collection(slug).is_some())
}

/// A category's page.
///
/// # Errors
/// A category that does not exist; a database that does not answer.
pub async fn category(shop: &Shop, slug: &str, query: &ListQuery) -> Result<CategoryPageView, CatalogError> {
    let generation = shop.shelf.kept().list_generation();
    let index = shop.shelf.index_in(&shop.selling());
    let category = index.tree.by_slug(slug).ok_or(CatalogError::NotFound)?;
    let scope = Scope::Category(category.id);
    let list = list(shop, generation, scope, query, || Some((&index, index.in_category(category.id)?))).await?;
    let mut view = CategoryPageView {
        path: index.tree.path(category.id).into_iter().map(|category| index.link(category)).collect(),
        description: category.description.clone(),
        meta_title: String::new(),
        meta_description: String::new(),
        children: index.links_below(Some(category.id), 0),
        list: list.ok_or(CatalogError::NotFound)?,
    };
    texts::category(shop, &mut view);
    Ok(told(shop, view))
}

/// The list of what is reduced.
///
/// # Errors
/// A database that does not answer, where a colour is chosen; the rest of the catalogue lies in memory.
pub async fn sale(shop: &Shop, query: &ListQuery) -> Result<ProductListView, CatalogError> {
    let generation = shop.shelf.kept().list_generation();
    let index = shop.shelf.index_in(&shop.selling());
    let list = list(shop, generation, Scope::Sale, query, || Some((&index, index.on_sale()))).await?;
    list.map(|list| told(shop, list)).ok_or(CatalogError::NotFound)
}

/// The list of what is new, newest first.
///
/// # Errors
/// A database that does not answer, where a colour is chosen; the rest of the catalogue lies in memory.
pub async fn new(shop: &Shop, query: &ListQuery) -> Result<ProductListView, CatalogError> {
    let generation = shop.shelf.kept().list_generation();
    let index = shop.shelf.index_in(&shop.selling());
    let list = list(shop, generation, Scope::New, query, || Some((&index, index.new_products()))).await?;
    list.map(|list| told(shop, list)).ok_or(CatalogError::NotFound)
}

/// A collection's page.
///
/// # Errors
/// A collection that does not exist or is not published; a database that does not answer.
pub async fn collection(shop: &Shop, slug: &str, query: &ListQuery) -> Result<CollectionPageView, CatalogError> {
    let generation = shop.shelf.kept().list_generation();
    let index = shop.shelf.index_in(&shop.selling());
    let (collection, base) = index.collection(slug).ok_or(CatalogError::NotFound)?;
    let list = list(shop, generation, Scope::Collection(collection.id), query, || Some((&index, base))).await?;
    let mut view = CollectionPageView {
        slug: collection.slug.clone(),
        name: collection.name.clone(),
        description: collection.description.clone(),
        meta_title: String::new(),
        meta_description: String::new(),
        list: list.ok_or(CatalogError::NotFound)?,
    };
    texts::collection(shop, collection.id, &mut view);
    Ok(told(shop, view))
}

/// A list that was kept, or is made and kept now. `generation` was read before the index was: so a list that is made from an
/// old index is never kept among the new ones.
async fn list<'a>(
    shop: &Shop,
    generation: u64,
    scope: Scope,
    query: &ListQuery,
    base: impl FnOnce() -> Option<(&'a Index, Base<'a>)>,
) -> Result<Option<ProductListView>, CatalogError> {
    // Words are for searches; here they would only keep the same list many times.
    let query = ListQuery { text: String::new(), ..query.clone() };
    let (kept, told) = (shop.shelf.kept(), told_in(&shop.selling()));
    if let Some(list) = kept.list(told, scope, &query) {
        return Ok(Some(list.as_ref().clone()));
    }
    let Some(mut list) = base().map(|(index, base)| index.list(&base, &query)) else { return Ok(None) };
    matching::show(shop, &mut list).await?;
    let list = Arc::new(list);
    kept.keep_list(generation, (told, scope), &query, &list);
    Ok(Some(Arc::unwrap_or_clone(list)))
}

/// A product's page, or where it has moved.
///
/// # Errors
/// A product that does not exist or is not published; a database that does not answer.
pub async fn product(shop: &Shop, slug: &str) -> Result<ProductRead, CatalogError> {
    let kept = shop.shelf.kept().page(told_in(&shop.selling()), slug);
    let page = if kept.is_some() { kept } else { page::make(shop, slug).await? };
    if let Some(page) = page {
        return Ok(ProductRead::Found(told_page(shop, page).await?));
    }
    let moved = sqlx::query(sql::MOVED).bind(slug.to_owned()).fetch_optional(shop.database.reader()).await?;
    let target: String = moved.ok_or(CatalogError::NotFound)?.try_get(0)?;
    Ok(ProductRead::MovedTo(target))
}

/// In the language of the shopper.
fn told<T: Say>(shop: &Shop, mut view: T) -> T {
    if let Some(language) = shop.language() {
        let all = shop.shelf.texts().read();
        if let Some(spoken) = all.get(&language) {
            view.say(spoken);
        }
    }
    view
}

/// The same for a product's page, whose long texts do not lie in memory.
async fn told_page(shop: &Shop, page: Arc<ProductPageView>) -> Result<Arc<ProductPageView>, CatalogError> {
    let Some(language) = shop.language() else { return Ok(page) };
    let mut view = Arc::unwrap_or_clone(page);
    texts::page(shop, &mut view, language).await?;
    Ok(Arc::new(told(shop, view)))
}

/// What the words find. Without words it is everything.
///
/// # Errors
/// A search index that failed.
pub async fn search(shop: &Shop, query: &ListQuery) -> Result<SearchPageView, CatalogError> {
    let (kept, said) = (shop.shelf.kept(), told_in(&shop.selling()));
    let list = match kept.list(said, Scope::Search, query) {
        Some(list) => list,
        None => {
            let generation = kept.list_generation();
            let list = Arc::new(search_list(shop, query).await?);
            kept.keep_list(generation, (said, Scope::Search), query, &list);
            list
        }
    };
    note(shop, query, &list);
    let is_whole = list.query.facets.is_empty();
    let did_you_mean = if is_whole { did_you_mean(shop, &query.text, list.total).await? } else { None };
    let index = shop.shelf.index_in(&shop.selling());
    let alternatives = if is_whole && list.total == 0 { index.most_loved(ALTERNATIVES) } else { Vec::new() };
    let categories = suggested_categories(shop, &index, &query.text);
    Ok(told(shop, SearchPageView { list: list.as_ref().clone(), categories, did_you_mean, alternatives }))
}

async fn search_list(shop: &Shop, query: &ListQuery) -> Result<ProductListView, CatalogError> {
    if query.text.trim().is_empty() {
        let index = shop.shelf.index_in(&shop.selling());
        return Ok(index.list(&index.everything(), query));
    }
    let book = shop.rulebook.now();
    let found = shop.search.find(&book.ways(&query.text), MOST_FOUND).await?;
    let index = shop.shelf.index_in(&shop.selling());
    let found = ranking::arrange(&index, &book.rules(&query.text), &found);
    let mut list = index.list(&index.found(&found), query);
    matching::show(shop, &mut list).await?;
    Ok(list)
}

/// Other words, where those that were typed find next to nothing and others find more. Words that find something are right, and so
/// are those of which the manager said what they mean.
async fn did_you_mean(shop: &Shop, text: &str, found: u32) -> Result<Option<String>, CatalogError> {
    if found > NEXT_TO_NOTHING || shop.rulebook.now().ways(text).len() > 1 {
        return Ok(None);
    }
    let Some(words) = shop.search.did_you_mean(text).await? else { return Ok(None) };
    let more = shop.search.find(std::slice::from_ref(&words), MOST_FOUND).await?.len();
    Ok((more > found as usize).then_some(words))
}

/// Takes note of a search: of its first page, before anything is chosen.
fn note(shop: &Shop, query: &ListQuery, list: &ProductListView) {
    if query.page.get() == 1 && query.facets.is_empty() {
        search::job::note(shop, &query.text, list.total > 0);
    }
}

/// Takes note of a search whose page was kept, so that nobody asked for it here.
pub fn note_again(shop: &Shop, query: &ListQuery) {
    if let Some(list) = shop.shelf.kept().list(told_in(&shop.selling()), Scope::Search, query) {
        note(shop, query, &list);
    }
}

/// What a search shows now, and how it was asked. Nobody takes note of it.
///
/// # Errors
/// A search index that failed.
pub async fn preview(shop: &Shop, text: &str) -> Result<SearchPreview, CatalogError> {
    let list = search_list(shop, &ListQuery { text: text.to_owned(), ..ListQuery::default() }).await?;
    Ok(SearchPreview {
        text: text.to_owned(),
        term: key(text),
        ways: shop.rulebook.now().ways(text).into_iter().skip(1).collect(),
        total: list.total,
        did_you_mean: did_you_mean(shop, text, list.total).await?,
        results: list.tiles,
    })
}

/// All categories with the names of those above them: "Kitchen > Mugs".
#[must_use]
pub fn category_names(shop: &Shop) -> Vec<(CategoryId, String)> {
    let index = shop.shelf.index();
    let named = |id: CategoryId| {
        index.tree.path(id).iter().map(|category| category.name.as_str()).collect::<Vec<_>>().join(" > ")
    };
    let mut names: Vec<(CategoryId, String)> =
        index.tree.all().iter().map(|category| (category.id, named(category.id))).collect();
    names.sort_by(|left, right| left.1.cmp(&right.1));
    names
}

/// What the search field offers while one types.
///
/// # Errors
/// A search index that failed.
pub async fn suggest(shop: &Shop, text: &str) -> Result<Suggestions, CatalogError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Suggestions::default());
    }
    let book = shop.rulebook.now();
    let rules = book.rules(text);
    // What is hidden leaves room for what comes after it.
    let most = if rules.is_empty() { MOST_SUGGESTED_PRODUCTS } else { MOST_SUGGESTED_PRODUCTS * 4 };
    let found = shop.search.suggest(&book.ways(text), most).await?;
    let index = shop.shelf.index_in(&shop.selling());
    let mut found = ranking::arrange(&index, &rules, &found);
    found.truncate(MOST_SUGGESTED_PRODUCTS);
    Ok(Suggestions {
        products: suggested_products(shop, &index, &found),
        categories: suggested_categories(shop, &index, text),
    })
}

fn suggested_products(shop: &Shop, index: &Index, found: &[ProductId]) -> Vec<SuggestedProduct> {
    let tiles = found.iter().filter_map(|id| index.entry(*id)).map(|entry| told(shop, entry.tile.clone()));
    tiles
        .map(|tile| SuggestedProduct {
            price: tile.price.from,
            picture: tile.pictures.into_iter().next(),
            slug: tile.slug,
            title: tile.title,
        })
        .collect()
}

/// Categories in whose name, here or in the shop's own language, every typed word begins a word; those that are called exactly so
/// come first.
fn suggested_categories(shop: &Shop, index: &Index, text: &str) -> Vec<SuggestedCategory> {
    let (typed, meant) = (surfaces(text), words(text));
    if text.trim().chars().count() < LEAST_BEGINNING {
        return Vec::new();
    }
    let fit = |name: &str| {
        if words(name) == meant {
            return Some(Fit::Exact);
        }
        let words = surfaces(name);
        let begins = |typed: &String| words.iter().any(|word| word.starts_with(typed.as_str()));
        typed.iter().all(begins).then_some(Fit::Beginning)
    };
    let all = shop.shelf.texts().read();
    let spoken = shop.language().and_then(|language| all.get(&language));
    let said = |category: CategoryId| spoken.and_then(|spoken| spoken.category_title(category));
    let named = index.tree.all().iter().filter(|category| index.count_in(category.id) > 0);
    let mut found: Vec<(Fit, SuggestedCategory)> = named
        .filter_map(|category| {
            let said = said(category.id);
            let fit = fit(&category.name).into_iter().chain(said.and_then(fit)).min()?;
            let name = said.unwrap_or(&category.name).to_owned();
            Some((fit, SuggestedCategory { slug: category.slug.clone(), name }))
        })
        .collect();
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().take(MOST_SUGGESTED_CATEGORIES).map(|(_, category)| category).collect()
}

/// How a category is called beside what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Beginning,
}
