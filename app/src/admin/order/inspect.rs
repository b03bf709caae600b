//! Looking into a parcel that came back, and what is paid back for it, in one step. The button names the sum while one types.

use domain::{
    kernel::{Currency, Money},
    order::view::OrderDetail,
    refund::{RefundError, Refundable},
    returns::{
        Condition, InspectionForm, InspectionFormLine,
        view::{ReturnLineView, ReturnView},
    },
};
use leptos::{
    form::{ActionForm, FromFormData as _},
    html,
    prelude::*,
};

use super::{
    actions::{OrderActions, Popover},
    api::InspectReturn,
    style,
};
use crate::admin::parts::{refusal::Complaint, style as part, words::sentence};

/// What of the delivery is proposed.
fn delivery(detail: &OrderDetail, view: &ReturnView) -> Option<Money> {
    let proposed = detail.deliveries_back.iter().find(|proposed| proposed.0 == view.id)?.1;
    (proposed.minor > 0).then_some(proposed)
}

/// One click for what never has to come back: all of it is paid back.
#[component]
pub fn PayBack(
    /// The return.
    view: ReturnView,
    /// Its order.
    detail: OrderDetail,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let action = actions.inspect_return;
    let shipping = delivery(&detail, &view).map(Money::decimal).unwrap_or_default();
    let form = InspectionForm {
        id: view.id,
        lines: view.lines.iter().map(accepted).collect(),
        shipping: shipping.clone(),
        words: String::new(),
    };
    let amount = detail.refundable.as_ref().and_then(|refundable| match sum(refundable, &form) {
        _ if is_whole(&detail, &view) => Some(refundable.left),
        Sum::Amount(amount) => Some(amount),
        _ => None,
    });
    let words = amount.map_or_else(|| "Call it off".to_owned(), |amount| format!("Pay {amount} back"));
    let lines = form.lines.into_iter().enumerate().map(|(place, line)| {
        let name = |field: &str| format!("inspection[lines][{place}][{field}]");
        view! {
            <input type="hidden" name=name("line") value=line.line.to_string() />
            <input type="hidden" name=name("accepted") value=line.accepted />
            <input type="hidden" name=name("restock") value=line.restock />
            <input type="hidden" name=name("condition") value=line.condition />
        }
    });
    view! {
        <ActionForm action>
            <input type="hidden" name="inspection[id]" value=view.id.to_string() />
            <input type="hidden" name="inspection[shipping]" value=shipping />
            {lines.collect_view()}
            <button class=part::primary disabled=move || action.pending().get()>{words}</button>
        </ActionForm>
    }
}

/// All of a line, as good as new.
fn accepted(line: &ReturnLineView) -> InspectionFormLine {
    InspectionFormLine {
        line: line.line,
        accepted: line.quantity.to_string(),
        restock: line.quantity.to_string(),
        condition: Condition::AsNew.key().to_owned(),
    }
}

/// Whether nothing of the order is left beside a return: then the order is called off, and everything goes back.
fn is_whole(detail: &OrderDetail, view: &ReturnView) -> bool {
    detail.order.lines.iter().all(|line| {
        let here = view.lines.iter().find(|asked| asked.line == line.id).map_or(0, |asked| asked.quantity);
        line.quantity.saturating_sub(line.refunded).saturating_sub(here) <= 0
    })
}

/// What the fields come to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sum {
    /// Nothing is paid back.
    Nothing,
    /// So much.
    Amount(Money),
    /// It cannot be done.
    Refused(String),
}

fn sum(refundable: &Refundable, form: &InspectionForm) -> Sum {
    let wish = match form.read(refundable.left.currency) {
        Ok(inspection) => inspection.wish(),
        Err(refused) => return Sum::Refused(sentence(&refused.to_string())),
    };
    match refundable.plan(&wish) {
        Ok(plan) => Sum::Amount(plan.total),
        Err(RefundError::Nothing) => Sum::Nothing,
        Err(refused) => Sum::Refused(sentence(&refused.to_string())),
    }
}

/// What is typed now.
fn typed(node: NodeRef<html::Form>, refundable: &Refundable) -> Option<Sum> {
    let form = node.try_get_untracked().flatten()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let typed = InspectReturn::from_form_data(&data).ok()?;
    Some(sum(refundable, &typed.inspection))
}

/// Looking into the parcel: how much of each line is paid back, how much of that returns to the shelf.
#[component]
pub fn Inspect(
    /// The return.
    view: ReturnView,
    /// Its order.
    detail: OrderDetail,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let action = actions.inspect_return;
    let node = NodeRef::<html::Form>::new();
    let shipping = delivery(&detail, &view);
    let first = InspectionForm {
        id: view.id,
        lines: view.lines.iter().map(accepted).collect(),
        shipping: shipping.map(Money::decimal).unwrap_or_default(),
        words: String::new(),
    };
    let refundable = detail.refundable.clone();
    let state = RwSignal::new(refundable.as_ref().map_or(Sum::Nothing, |refundable| sum(refundable, &first)));
    let known = StoredValue::new(refundable);
    let follow = move || {
        if let Some(now) = known.with_value(|known| known.as_ref().and_then(|refundable| typed(node, refundable))) {
            state.set(now);
        }
    };
    let button = move || match state.get() {
        Sum::Amount(amount) => format!("Refund {amount} and close"),
        _ => "Close without a refund".to_owned(),
    };
    let refused = Signal::derive(move || match state.get() {
        Sum::Refused(why) => Some(why),
        _ => action.value().get().and_then(Result::err).map(|error| error.to_string()),
    });
    let id = format!("inspect-{}", view.id);
    let currency = detail.order.totals.total.currency;
    let rows = view.lines.iter().enumerate().map(|(place, line)| row(&id, place, line)).collect_view();
    view! {
        <button class=part::primary popovertarget=id.clone()>"Inspect"</button>
        <Popover id=id.clone() title=format!("Inspection of {}", view.reference)>
            <ActionForm action node_ref=node on:input=move |_| follow()>
                <input type="hidden" name="inspection[id]" value=view.id.to_string() />
                {rows}
                <Delivery id=format!("{id}-shipping") shipping currency />
                <div class=part::field>
                    <label for=format!("{id}-words")>"Answer"</label>
                    <textarea id=format!("{id}-words") class=part::input name="inspection[words]" rows="2" maxlength="500"></textarea>
                    <p class=part::hint>"The customer reads it. Say why when less than all is paid back."</p>
                </div>
                <Complaint message=refused />
                <button class=part::danger disabled=move || action.pending().get()>{button}</button>
            </ActionForm>
        </Popover>
    }
}

#[component]
fn Delivery(id: String, shipping: Option<Money>, currency: Currency) -> impl IntoView {
    let value = shipping.map(Money::decimal).unwrap_or_default();
    view! {
        <div class=part::field>
            <label for=id.clone()>{format!("Delivery ({})", currency.code())}</label>
            <input id=id name="inspection[shipping]" inputmode="decimal" autocomplete="off" value=value />
            <p class=part::hint>
                "Whoever withdraws from everything gets the standard delivery back, but not the supplement for a faster one."
            </p>
        </div>
    }
}

fn row(id: &str, place: usize, line: &ReturnLineView) -> AnyView {
    let name = |field: &str| format!("inspection[lines][{place}][{field}]");
    let most = line.quantity.to_string();
    let number = |field: &'static str, label: &'static str| {
        let id = format!("{id}-{field}-{place}");
        let label_for = id.clone();
        view! {
            <label for=label_for>
                {label}
                <input id=id class=part::input type="number" name=name(field) min="0" max=most.clone() step="1" value=most.clone() inputmode="numeric" />
            </label>
        }
    };
    let conditions = Condition::ALL.into_iter().map(|condition| {
        view! { <option value=condition.key()>{condition.label()}</option> }
    });
    view! {
        <fieldset class=style::found>
            <legend>{format!("{} × {}", line.quantity, line.name)}</legend>
            <input type="hidden" name=name("line") value=line.line.to_string() />
            {number("accepted", "Paid back")}
            {number("restock", "Back to stock")}
            <label>
                "State"
                <select class=part::input name=name("condition")>{conditions.collect_view()}</select>
            </label>
        </fieldset>
    }
    .into_any()
}
