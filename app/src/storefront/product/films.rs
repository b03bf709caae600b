//! Films of the product: each a picture with a link. Nothing is asked of anybody else before the click, and nobody is told
//! where the shopper came from.

use domain::catalog::view::VideoView;
use leptos::prelude::*;

use super::style;
use crate::storefront::parts::PictureView;

/// The films, when there are any.
#[component]
pub fn Films(films: Vec<VideoView>) -> impl IntoView {
    let one = |film: VideoView| {
        let place = film.link.host.words();
        let title = if film.title.is_empty() { "Film".to_owned() } else { film.title };
        view! {
            <li>
                <a
                    href=film.link.address
                    target="_blank"
                    rel="external noopener noreferrer"
                    referrerpolicy="no-referrer"
                >
                    <span class=style::poster>
                        {film.poster.map(|picture| {
                            view! { <PictureView picture sizes="(max-width: 44rem) 88vw, 28rem" decorative=true /> }
                        })}
                        <svg viewBox="0 0 64 64" aria-hidden="true">
                            <circle cx="32" cy="32" r="31" />
                            <path d="M26 20.5v23L45 32z" />
                        </svg>
                    </span>
                    <strong>{title}</strong>
                    <small>{place}</small>
                </a>
            </li>
        }
    };
    (!films.is_empty())
        .then(|| {
            view! {
                <section class=style::films>
                    <h2>"Watch"</h2>
                    <ul>{films.into_iter().map(one).collect_view()}</ul>
                </section>
            }
        })
        .into_any()
}
