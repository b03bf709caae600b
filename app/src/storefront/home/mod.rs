//! The home page: what the shop is about, and the first things to look at.

mod api;

use domain::catalog::view::{CategoryLink, HomePageView, Picture, Story};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::{ButtonKind, LinkButton, PAGE};

use super::{
    page::page_of,
    parts::{PictureView, TileRow},
};

stylance::import_style!(style, "home.module.css");

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    page_of(api::home(), content)
}

fn content(page: HomePageView) -> AnyView {
    let all_new = format!("All {} new things", page.new_count);
    view! {
        <Title text="" />
        <Meta name="description" content=page.introduction.clone() />
        <main id="main" class=PAGE>
            <section class=style::hero>
                <div class=style::words>
                    <h1>{page.headline}</h1>
                    {(!page.introduction.is_empty()).then(|| view! { <p>{page.introduction}</p> })}
                    <LinkButton href="/new">"See what is new"</LinkButton>
                </div>
                {hero(page.hero)}
            </section>
            {shelves(page.shelves)}
            <TileRow title="New this week" more=Some(("/new", all_new)) tiles=page.newest />
            {page.story.map(story)}
            <TileRow title="Most loved" more=None tiles=page.most_loved />
        </main>
    }
    .into_any()
}

fn hero(pictures: Vec<(String, Picture)>) -> AnyView {
    pictures
        .into_iter()
        .map(|(slug, picture)| {
            let label = picture.alternative_text.clone();
            view! {
                <a class=style::scene href=format!("/products/{slug}") aria-label=label>
                    <PictureView picture sizes="(max-width: 44rem) 60vw, 440px" eager=true decorative=true />
                </a>
            }
        })
        .collect_view()
        .into_any()
}

fn shelves(shelves: Vec<CategoryLink>) -> AnyView {
    view! {
        <section class=style::shelves>
            <h2>"Shop by shelf"</h2>
            <ul>
                {shelves
                    .into_iter()
                    .map(|shelf| view! {
                        <li>
                            <a href=format!("/categories/{}", shelf.slug)>
                                <span class=style::square>
                                    {shelf.picture.map(|picture| view! {
                                        <PictureView picture sizes="(max-width: 44rem) 40vw, 210px" decorative=true />
                                    })}
                                </span>
                                <span>{shelf.name} " " <span class=style::number>{shelf.count}</span></span>
                            </a>
                        </li>
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn story(story: Story) -> AnyView {
    let Story { tile, lead } = story;
    let href = format!("/products/{}", tile.slug);
    view! {
        <section class=style::story>
            <a class=style::story_picture href=href.clone() aria-label=tile.title.clone()>
                {tile.pictures.into_iter().next().map(|picture| view! {
                    <PictureView picture sizes="(max-width: 44rem) 100vw, 660px" decorative=true />
                })}
            </a>
            <div class=style::story_words>
                <h2>{tile.title.clone()}</h2>
                <p>{if lead.is_empty() { tile.fact } else { lead }}</p>
                <LinkButton href kind=ButtonKind::Light>{format!("See {}", tile.title)}</LinkButton>
            </div>
        </section>
    }
    .into_any()
}
