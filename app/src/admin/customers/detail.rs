//! The page of one customer.

use domain::{
    customer::view::{AddressView, CustomerDetail, NoteRow, SignInRow},
    kernel::{CustomerId, Timestamp},
};
use leptos::{form::ActionForm, html, prelude::*};
use leptos_router::params::ParamsMap;

use super::{
    api::{AddNote, EraseCustomer, RemoveNote, read_customer},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        orders::table::OrderTable,
        parts::{
            announce::announce,
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
            words::counted,
        },
    },
    data::part_data,
};

/// What can be done with a customer.
#[derive(Clone, Copy)]
struct CustomerActions {
    add_note: ServerAction<AddNote>,
    remove_note: ServerAction<RemoveNote>,
    erase: ServerAction<EraseCustomer>,
    failed: RwSignal<Option<String>>,
}

/// One customer.
#[component]
pub fn CustomerPage(
    /// Which.
    id: CustomerId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = CustomerActions {
        add_note: ServerAction::new(),
        remove_note: ServerAction::new(),
        erase: ServerAction::new(),
        failed: RwSignal::new(None),
    };
    announce(state, actions.add_note, actions.failed, "Note added");
    announce(state, actions.remove_note, actions.failed, "Note removed");
    announce(state, actions.erase, actions.failed, "Customer erased");
    let changes = move || actions.add_note.version().get().wrapping_add(actions.remove_note.version().get());
    let data = part_data(changes, move |_| read_customer(id));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Sheet detail=value now actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Sheet(detail: CustomerDetail, now: Timestamp, actions: CustomerActions) -> impl IntoView {
    let row = detail.row.clone();
    let title = if row.full_name.is_empty() { row.email.clone() } else { row.full_name.clone() };
    let data = format!("/admin/customers/{}/data.json", row.id);
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/customers">"Customers"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{title}</h1>
            <div class=part::actions>
                <a class=part::button href=data rel="external" download>
                    "Export data"
                </a>
            </div>
        </header>
        <Complaint message=actions.failed />
        <div class=record::columns>
            <div class=record::main>
                <Orders detail=detail.clone() now />
                <Notes id=row.id notes=detail.notes.clone() imported=detail.imported_note.clone() now actions />
            </div>
            <aside class=record::side>
                <Facts detail=detail.clone() now />
                <Addresses addresses=detail.addresses />
                <SignIns sign_ins=detail.sign_ins now />
                <Erase id=row.id email=row.email orders=detail.all_orders actions />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Facts(detail: CustomerDetail, now: Timestamp) -> impl IntoView {
    let CustomerDetail { row, phone, tags, account_since, has_password, signed_in_at, past_orders, .. } = detail;
    let mail = format!("mailto:{}", row.email);
    let fact = |label: &'static str, value: AnyView| view! { <dt>{label}</dt> <dd>{value}</dd> };
    let account = account_since.map(|since| {
        let by = if has_password { "with a password or a mailed link" } else { "with a mailed link" };
        view! { "Since " <Moment at=since now /> ", signs in " {by} }.into_any()
    });
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                {fact("E-mail", view! { <a href=mail rel="external">{row.email}</a> }.into_any())}
                {(!phone.is_empty()).then(|| fact("Phone", phone.into_any()))}
                {(!tags.is_empty()).then(|| fact("Tags", tags.into_any()))}
                {fact("Known since", view! { <Moment at=row.since now /> }.into_any())}
                {fact("Account", account.unwrap_or_else(|| "None: orders as a guest".into_any()))}
                {signed_in_at.map(|at| fact("Last sign-in", view! { <Moment at now /> }.into_any()))}
                {fact("Orders that stand", format!("{}, {}", counted(row.orders, "order"), row.spent).into_any())}
                {(past_orders > 0).then(|| fact("Before this shop", counted(past_orders, "order").into_any()))}
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Orders(detail: CustomerDetail, now: Timestamp) -> impl IntoView {
    let mut query = ParamsMap::new();
    query.insert("q", detail.row.email.clone());
    let all = format!("/admin/orders{}", query.to_query_string());
    let shown = i64::try_from(detail.orders.len()).unwrap_or(i64::MAX);
    view! {
        <section class=part::card aria-labelledby="orders">
            <div class=part::cardhead>
                <h2 id="orders">"Orders"</h2>
                {(detail.all_orders > shown).then(|| view! { <a class=part::aside href=all>"All orders"</a> })}
            </div>
            {if detail.orders.is_empty() {
                view! { <p class=record::nothing>"No order yet."</p> }.into_any()
            } else {
                view! { <div class=style::orders><OrderTable rows=detail.orders now seen=None /></div> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Addresses(addresses: Vec<AddressView>) -> impl IntoView {
    let one = |view: AddressView| {
        let uses = match (view.for_delivery, view.for_bills) {
            (true, true) => "Usual for parcels and bills",
            (true, false) => "Usual for parcels",
            (false, true) => "Usual for bills",
            (false, false) => "",
        };
        let lines = view.lines().into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
        view! {
            <address class=style::address>
                {lines}
                {(!uses.is_empty()).then(|| view! { <small class=part::small>{uses}</small> })}
            </address>
        }
    };
    view! {
        <section class=part::card aria-labelledby="addresses">
            <div class=part::cardhead>
                <h2 id="addresses">"Addresses"</h2>
            </div>
            {if addresses.is_empty() {
                view! { <p class=record::nothing>"None saved."</p> }.into_any()
            } else {
                view! { <div>{addresses.into_iter().map(one).collect_view()}</div> }.into_any()
            }}
        </section>
    }
    .into_any()
}

#[component]
fn SignIns(sign_ins: Vec<SignInRow>, now: Timestamp) -> impl IntoView {
    let one = move |row: SignInRow| {
        let by = if row.by_link { "By mailed link" } else { "With password" };
        view! {
            <li class=record::item>
                <div>
                    <span>{by} ", " <Moment at=row.at now /></span>
                    <small class=part::small>"Last seen " <Moment at=row.seen_at now /></small>
                </div>
            </li>
        }
    };
    (!sign_ins.is_empty()).then(|| {
        view! {
            <section class=part::card aria-labelledby="sign-ins">
                <div class=part::cardhead>
                    <h2 id="sign-ins">"Signed in"</h2>
                </div>
                <ul class=record::items>{sign_ins.into_iter().map(one).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Notes(
    id: CustomerId,
    notes: Vec<NoteRow>,
    imported: String,
    now: Timestamp,
    actions: CustomerActions,
) -> impl IntoView {
    let (add, remove) = (actions.add_note, actions.remove_note);
    let form = NodeRef::<html::Form>::new();
    Effect::new(move || {
        if matches!(add.value().get(), Some(Ok(())))
            && let Some(form) = form.get_untracked()
        {
            form.reset();
        }
    });
    let one = move |note: NoteRow| {
        let label = format!("Remove the note of {}", note.actor);
        view! {
            <li class=record::item>
                <div>
                    <span class=style::note>{note.text}</span>
                    <small class=part::small>{note.actor} ", " <Moment at=note.at now /></small>
                </div>
                <ActionForm action=remove>
                    <input type="hidden" name="customer" value=id.to_string() />
                    <input type="hidden" name="note" value=note.id.to_string() />
                    <button class=part::quiet aria-label=label disabled=move || remove.pending().get()>"Remove"</button>
                </ActionForm>
            </li>
        }
    };
    let imported = (!imported.is_empty()).then(|| {
        view! {
            <li class=record::item>
                <div>
                    <span class=style::note>{imported}</span>
                    <small class=part::small>"From the import"</small>
                </div>
            </li>
        }
    });
    view! {
        <section class=part::card aria-labelledby="notes">
            <div class=part::cardhead>
                <h2 id="notes">"Notes"</h2>
                <span class=part::aside>"Only people of the shop see them"</span>
            </div>
            <ul class=record::items>{notes.into_iter().map(one).collect_view()} {imported}</ul>
            <ActionForm action=add node_ref=form attr:class=record::add>
                <input type="hidden" name="customer" value=id.to_string() />
                <input
                    class=part::input
                    name="text"
                    aria-label="Note"
                    placeholder="Add a note about this customer"
                    maxlength="2000"
                    required
                    autocomplete="off"
                />
                <button class=part::button disabled=move || add.pending().get()>"Add note"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

#[component]
fn Erase(id: CustomerId, email: String, orders: i64, actions: CustomerActions) -> impl IntoView {
    let erase = actions.erase;
    let stays = if orders > 0 {
        format!(
            "{} and their bills stay, with the name, the address and the e-mail on them, for as long as the law wants them kept.",
            counted(orders, "order")
        )
    } else {
        "Nothing stays.".to_owned()
    };
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <details class=record::removal>
                <summary>"Erase this customer"</summary>
                <ActionForm action=erase>
                    <p class=part::small>
                        "Account, password, name, phone, addresses, notes and sign-ins of " {email} " go. " {stays}
                        " This cannot be undone."
                    </p>
                    <input type="hidden" name="customer" value=id.to_string() />
                    <button class=part::danger disabled=move || erase.pending().get()>"Erase for good"</button>
                </ActionForm>
            </details>
        </section>
    }
    .into_any()
}
