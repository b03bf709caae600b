//! The first step: which items, how many, why.

use domain::returns::{
    ReturnForm, ReturnKind, ReturnReason, WishProblem, Words,
    view::{OfferedLine, ReturnOffer},
};
use leptos::prelude::*;
use ui::{Button, Notice, NoticeKind};

use super::style;
use crate::storefront::order::api::return_path;

/// The form. It is sent as an address, so that what was typed is still there after a step back.
#[component]
pub fn Fields(
    /// What can be chosen.
    offer: ReturnOffer,
    /// What was typed.
    form: ReturnForm,
    /// Whether nothing was typed yet.
    is_new: bool,
    /// What is wrong with it.
    problems: Vec<WishProblem>,
    /// The secret of the order's link.
    token: String,
    /// The words.
    words: Words,
    /// Where questions go.
    email: String,
) -> impl IntoView {
    let kind = offer.kind;
    let lead = match kind {
        ReturnKind::Withdrawal => words.withdrawal_right(),
        ReturnKind::Return => words.return_promise(),
    };
    let is_whole = kind == ReturnKind::Withdrawal && offer.is_whole_only;
    let until = offer.until.map(|until| words.until(until));
    let only_one = offer.lines.iter().filter(|line| line.most > 0).count() == 1;
    let rows = offer.lines.iter().enumerate().map(|(place, line)| {
        let typed = form.of_line(line.line);
        let quantity = match typed {
            Some(typed) if !is_new => typed.quantity.clone(),
            _ if kind == ReturnKind::Withdrawal || (only_one && line.most == 1) => line.most.to_string(),
            _ => "0".to_owned(),
        };
        let reason = typed.map(|typed| typed.reason.clone()).unwrap_or_default();
        let wrong: Vec<String> = problems
            .iter()
            .filter(|problem| problem.line() == Some(line.line))
            .map(|problem| words.wrong(problem))
            .collect();
        row(Row { place, line, quantity, reason, wrong: wrong.join(" "), kind, is_whole }, words)
    });
    let rows = rows.collect_view();
    let general: Vec<String> =
        problems.iter().filter(|problem| problem.line().is_none()).map(|problem| words.wrong(problem)).collect();
    let is_wrong = !problems.is_empty();
    view! {
        <p class=style::lead>{lead} " " {until}</p>
        {is_wrong
            .then(|| {
                view! {
                    <Notice kind=NoticeKind::Bad>{words.look_again()} " " {general.join(" ")}</Notice>
                }
            })}
        <form class=style::form action=return_path(kind, &token) method="get">
            <input type="hidden" name="form[key]" value=form.key />
            {is_whole.then(|| view! { <p>{words.whole_order()}</p> })}
            <ul class=style::lines>{rows}</ul>
            {(kind == ReturnKind::Return)
                .then(|| {
                    view! {
                        <label class=style::words>
                            {words.anything_else()}
                            <textarea class=ui::CONTROL name="form[words]" rows="3" maxlength="500">
                                {form.words}
                            </textarea>
                        </label>
                    }
                })}
            <div>
                <Button>{words.go_on()}</Button>
            </div>
            <p class=style::small>{words.guarantee()} " " {email}</p>
        </form>
    }
    .into_any()
}

struct Row<'a> {
    place: usize,
    line: &'a OfferedLine,
    quantity: String,
    reason: String,
    wrong: String,
    kind: ReturnKind,
    is_whole: bool,
}

fn row(row: Row<'_>, words: Words) -> AnyView {
    let Row { place, line, quantity, reason, wrong, kind, is_whole } = row;
    if let Some(problem) = line.problem {
        return view! {
            <li class=style::excepted>
                <strong>{line.name.clone()}</strong>
                <span>{words.why_not(problem)}</span>
            </li>
        }
        .into_any();
    }
    let (id, error) = (format!("quantity-{place}"), format!("wrong-{place}"));
    let is_wrong = !wrong.is_empty();
    let name = |field: &str| format!("form[lines][{place}][{field}]");
    let how_many = if is_whole {
        let most = line.most.to_string();
        view! { <input type="hidden" name=name("quantity") value=most.clone() /> <span>{most} " ×"</span> }.into_any()
    } else {
        let label_for = id.clone();
        view! {
            <label class=style::count for=label_for>
                {words.how_many()}
                <input
                    id=id
                    class=ui::CONTROL
                    type="number"
                    name=name("quantity")
                    min="0"
                    max=line.most.to_string()
                    step="1"
                    inputmode="numeric"
                    value=quantity
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some(error.clone())
                />
            </label>
        }
        .into_any()
    };
    let why = (kind == ReturnKind::Return).then(|| reasons(name("reason"), &reason, line.faults_only, words));
    view! {
        <li class=style::line>
            <input type="hidden" name=name("line") value=line.line.to_string() />
            <p class=style::what>
                <strong>{line.name.clone()}</strong>
                {line.faults_only.then(|| view! { <small>{words.faults_only()}</small> })}
            </p>
            {how_many}
            {why}
            {is_wrong.then(|| view! { <p class=style::wrong id=error>{wrong}</p> })}
        </li>
    }
    .into_any()
}

fn reasons(name: String, chosen: &str, faults_only: bool, words: Words) -> AnyView {
    let choices = ReturnReason::ALL.into_iter().filter(|reason| !faults_only || reason.is_fault());
    let choices = choices.map(|reason| {
        view! { <option value=reason.key() selected=reason.key() == chosen>{words.why_of(reason)}</option> }
    });
    view! {
        <label class=style::why>
            {words.why()}
            <select class=ui::CONTROL name=name>
                <option value="">{words.choose()}</option>
                {choices.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// In place of the form: nothing can be chosen, and why, line by line.
#[component]
pub fn NothingOpen(offer: ReturnOffer, words: Words, email: String) -> impl IntoView {
    if offer.is_called_off {
        return view! { <p class=style::lead>{words.called_off()}</p> }.into_any();
    }
    let rows = offer.lines.into_iter().filter_map(|line| {
        let why = words.why_not(line.problem?);
        Some(view! {
            <li class=style::excepted>
                <strong>{line.name}</strong>
                <span>{why}</span>
            </li>
        })
    });
    view! {
        <p class=style::lead>{words.nothing_open()}</p>
        <ul class=style::lines>{rows.collect_view()}</ul>
        <p class=style::small>{words.guarantee()} " " {email}</p>
    }
    .into_any()
}
