//! A product in a list: the whole tile is one link.

use domain::catalog::view::ProductTile;
use leptos::prelude::*;
use leptos_router::location::Url;

use super::{PictureView, PriceRangeView, style, unit_price::unit_price_words};

/// How wide a tile is shown in a grid.
const SIZES: &str = "(max-width: 44rem) 50vw, (max-width: 64rem) 33vw, 330px";

/// A product.
#[component]
pub fn Tile(
    /// The product.
    tile: ProductTile,
    /// Whether it is seen at once.
    eager: bool,
) -> impl IntoView {
    let badge = match (tile.price.percent_off(), tile.in_stock, tile.is_new) {
        (_, false, _) => Some((style::badge, "Sold out".to_owned())),
        (Some(percent), true, _) => Some((style::badge_sale, format!("−{percent} %"))),
        (None, true, true) => Some((style::badge, "New".to_owned())),
        (None, true, false) => None,
    };
    let fact = match &tile.unit_price {
        Some(unit_price) if tile.fact.is_empty() => unit_price_words(unit_price),
        Some(unit_price) => format!("{} · {}", tile.fact, unit_price_words(unit_price)),
        None => tile.fact.clone(),
    };
    let address = match &tile.variant {
        Some(sku) => format!("/products/{}?variant={}", tile.slug, Url::escape(sku)),
        None => format!("/products/{}", tile.slug),
    };
    let mut pictures = tile.pictures.into_iter();
    let (first, second) = (pictures.next(), pictures.next());
    view! {
        <li class=style::tile>
            <a href=address>
                <span class=style::ground>
                    {first.map(|picture| view! { <PictureView picture sizes=SIZES eager decorative=true /> })}
                    {second.map(|picture| view! {
                        <img
                            class=style::second
                            src=picture.address_for(480)
                            alt=""
                            width=picture.width
                            height=picture.height
                            loading="lazy"
                            decoding="async"
                        />
                    })}
                    {badge.map(|(class, words)| view! { <span class=class>{words}</span> })}
                </span>
                <span class=style::head>
                    <span class=style::title>{tile.title}</span>
                    <PriceRangeView price=tile.price />
                </span>
                <span class=style::fact>{fact}</span>
            </a>
            {(tile.swatches.len() > 1)
                .then(|| {
                    let words: Vec<&str> = tile.swatches.iter().map(|swatch| swatch.label.as_str()).collect();
                    let label = format!("Colours: {}", words.join(", "));
                    view! {
                        <svg class=style::swatches role="img" aria-label=label width=tile.swatches.len() * 20 height="16">
                            {tile
                                .swatches
                                .iter()
                                .enumerate()
                                .map(|(index, swatch)| view! {
                                    <circle cx=index * 20 + 8 cy="8" r="7" fill=format!("#{}", swatch.colour)></circle>
                                })
                                .collect_view()}
                        </svg>
                    }
                })}
        </li>
    }
    .into_any()
}

/// Tiles in a grid.
#[component]
pub fn TileGrid(
    /// The products.
    tiles: Vec<ProductTile>,
    /// How many of the first are seen at once.
    #[prop(optional)]
    eager: usize,
    /// Whether the grid stands beside facets: three columns instead of four.
    #[prop(optional)]
    narrow: bool,
) -> impl IntoView {
    let class = if narrow { format!("{} {}", style::grid, style::narrow) } else { style::grid.to_owned() };
    view! {
        <ul class=class>
            {tiles
                .into_iter()
                .enumerate()
                .map(|(index, tile)| view! { <Tile tile eager=index < eager /> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// A heading, a link to all, and four tiles.
#[component]
pub fn TileRow(
    /// The heading.
    title: &'static str,
    /// Where all of them are, and the words for it.
    more: Option<(&'static str, String)>,
    /// The products.
    tiles: Vec<ProductTile>,
) -> impl IntoView {
    (!tiles.is_empty())
        .then(|| {
            view! {
                <section class=style::section>
                    <div class=style::section_head>
                        <h2>{title}</h2>
                        {more.map(|(href, words)| view! { <a class=ui::UNDERLINED href=href>{words}</a> })}
                    </div>
                    <TileGrid tiles />
                </section>
            }
        })
        .into_any()
}
