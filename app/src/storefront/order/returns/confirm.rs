//! The second step: what was chosen, and the button that makes it so.

use domain::returns::{PlannedReturnLine, ReturnForm, ReturnKind, Words};
use leptos::prelude::*;
use ui::{Button, Notice, NoticeKind};

use super::style;
use crate::storefront::order::api::{OrderData, ReturnQuery};

/// The statement with its button. Of a withdrawal it names who withdraws from which contract and where the confirmation goes, as
/// Directive 2011/83/EU, Article 11a(2) asks for; all of it is known from the order.
#[component]
pub fn Confirm(
    /// The order.
    data: OrderData,
    /// What was chosen.
    planned: Vec<PlannedReturnLine>,
    /// What was typed.
    form: ReturnForm,
    /// For which right.
    kind: ReturnKind,
    /// The secret of the order's link.
    token: String,
    /// Whether it was sent and failed.
    came_back: bool,
    /// The words.
    words: Words,
) -> impl IntoView {
    let is_withdrawal = kind == ReturnKind::Withdrawal;
    let (lead, statement, button) = if is_withdrawal {
        (words.last_step(), Some(words.statement()), words.confirm_withdrawal())
    } else {
        (words.review(), None, words.send_request())
    };
    let rows = planned.iter().map(|line| {
        let known = data.returnable.lines.iter().find(|known| known.line == line.line);
        let name = known.map(|known| known.name.clone()).unwrap_or_default();
        let why = line.reason.map(|reason| words.why_of(reason));
        view! {
            <li>
                <strong>{format!("{} × {name}", line.quantity)}</strong>
                <span>{why}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let change = ReturnQuery { form: Some(form.clone()), change: true }.address(kind, &token);
    let said = (!form.words.is_empty()).then(|| view! { <p class=style::said>{form.words.clone()}</p> });
    let order = data.order;
    view! {
        {came_back
            .then(|| view! {
                <Notice kind=NoticeKind::Bad>{words.failed()}</Notice>
            })}
        <p class=style::lead>{lead}</p>
        <section class=style::statement>
            {statement.map(|statement| view! { <p>{statement}</p> })}
            <ul>{rows}</ul>
            {said}
            {is_withdrawal
                .then(|| {
                    view! {
                        <dl>
                            <dt>{words.name()}</dt>
                            <dd>{order.address.full_name.clone()}</dd>
                            <dt>{words.contract()}</dt>
                            <dd>{format!("{} ({})", order.number, words.day(order.placed_at.date()))}</dd>
                            <dt>{words.confirmation_to()}</dt>
                            <dd>{order.email.clone()}</dd>
                        </dl>
                    }
                })}
        </section>
        <form class=style::send action="/api/order/return" method="post">
            <input type="hidden" name="token" value=token />
            <input type="hidden" name="kind" value=if is_withdrawal { "Withdrawal" } else { "Return" } />
            {hidden(form)}
            <Button>{button}</Button>
            <a class=ui::UNDERLINED href=change>{words.change()}</a>
        </form>
    }
    .into_any()
}

/// What was typed, carried along.
fn hidden(form: ReturnForm) -> AnyView {
    let lines = form.lines.into_iter().enumerate().map(|(place, line)| {
        let name = |field: &str| format!("form[lines][{place}][{field}]");
        view! {
            <input type="hidden" name=name("line") value=line.line.to_string() />
            <input type="hidden" name=name("quantity") value=line.quantity />
            <input type="hidden" name=name("reason") value=line.reason />
        }
    });
    view! {
        <input type="hidden" name="form[key]" value=form.key />
        {lines.collect_view()}
        <input type="hidden" name="form[words]" value=form.words />
    }
    .into_any()
}
