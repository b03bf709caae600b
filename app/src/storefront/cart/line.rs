//! A line of the cart.

use domain::{
    cart::view::{CartLineView, LineProblem},
    kernel::Quantity,
};
use leptos::{ev, prelude::*};
use leptos_router::location::Url;
use ui::Stepper;

use super::{change::CartChange, style};
use crate::storefront::parts::{PictureView, answer_list, part_list};

/// Picture, name, number, price. The forms work by themselves; with a script the page stays.
#[component]
pub fn Line(line: CartLineView, change: CartChange) -> impl IntoView {
    let id = line.id;
    let address = format!("/products/{}?variant={}", line.product_slug, Url::escape(&line.sku));
    let quantity = RwSignal::new(line.quantity.get());
    let on_change = Callback::new(move |quantity| change.set_quantity(id, quantity));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        change.set_quantity(id, quantity.get_untracked());
    };
    let later = line.later_words().map(|words| view! { <p class=style::later>{words}</p> });
    let all = line.all_that_are_left().map(|left| format!("Only {left} left, and you have all of them."));
    let problem = line.problem.map(problem_words).map(|words| view! { <p class=style::problem>{words}</p> });
    let all = if problem.is_none() { all.map(|words| view! { <p>{words}</p> }) } else { None };
    let most = line.most;
    let each = (line.quantity != Quantity::ONE).then(|| format!("{} each", line.unit_price));
    let picture = line.picture.clone().map(|picture| view! { <PictureView picture sizes="112px" decorative=true /> });
    let (title, variant, total) = (line.title.clone(), line.variant_title.clone(), line.line_total.to_string());
    let (parts, answers) = (line.parts.clone(), line.answers.clone());
    let label = format!("Quantity of {title}");
    let remove_label = format!("Remove {title}");
    let remove = move |event: ev::SubmitEvent| {
        event.prevent_default();
        change.remove(&line);
    };
    view! {
        <li class=style::line>
            <a class=style::picture href=address.clone() tabindex="-1" aria-hidden="true">{picture}</a>
            <div class=style::what>
                <h2><a href=address>{title}</a></h2>
                <p>{variant}</p>
                {later}
                {answer_list(&answers)}
                {part_list(&parts)}
                {problem}
                {all}
            </div>
            <div class=style::number>
                <form action="/api/cart/set_quantity" method="post" on:submit=send>
                    <input type="hidden" name="line" value=id.0 />
                    <Stepper name="quantity" label value=quantity most on_change />
                    <button class=style::update type="submit">"Update"</button>
                </form>
                <form action="/api/cart/remove" method="post" on:submit=remove>
                    <input type="hidden" name="line" value=id.0 />
                    <button class=style::remove type="submit" aria-label=remove_label>"Remove"</button>
                </form>
            </div>
            <p class=style::amount>
                <strong>{total}</strong>
                <small>{each}</small>
            </p>
        </li>
    }
    .into_any()
}

fn problem_words(problem: LineProblem) -> String {
    match problem {
        LineProblem::Unavailable => "No longer for sale. Remove it to go on.".to_owned(),
        LineProblem::SoldOut => "Just sold out. Remove it to go on.".to_owned(),
        LineProblem::Outdated => "It is made differently now. Remove it and put it in anew.".to_owned(),
        LineProblem::OnlyLeft(left) => format!("Only {left} left. Take {left} or fewer to go on."),
    }
}
