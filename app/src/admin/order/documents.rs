//! The documents of an order: invoice, credit notes, packing slip.

use domain::{
    document::{DocumentKind, view::DocumentView},
    order::{OrderState, view::OrderDetail},
    payment::PaymentState,
    refund::RefundState,
};
use leptos::{form::ActionForm, prelude::*};

use super::{actions::OrderActions, style};
use crate::admin::parts::style as part;

/// The documents; nothing while there are none to have.
#[component]
pub fn Documents(
    /// The order.
    detail: OrderDetail,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let order = detail.order.clone();
    let documents = order.documents.clone();
    let is_paid = matches!(order.payment_state, PaymentState::Captured | PaymentState::Refunded);
    let has = |kind: DocumentKind| documents.iter().filter(|document| document.kind == kind).count();
    let given_back = order.refunds.iter().filter(|refund| refund.state == RefundState::Done).count();
    let lacking = if !is_paid {
        None
    } else if has(DocumentKind::Invoice) == 0 {
        Some(("No invoice yet", "Make invoice"))
    } else {
        (has(DocumentKind::CreditNote) < given_back).then_some(("A credit note is missing", "Make credit note"))
    };
    let is_packed = order.is_delivered() && matches!(order.state, OrderState::Confirmed | OrderState::Completed);
    let slip = format!("/admin/packing-slips/{}.pdf", detail.id);
    let slips = slips(&detail);
    let action = actions.invoice;
    (lacking.is_some() || is_packed || !documents.is_empty()).then(|| {
        view! {
            <section class=part::card aria-labelledby="documents">
                <div class=part::cardhead>
                    <h2 id="documents">"Documents"</h2>
                </div>
                {documents.into_iter().map(row).collect_view()}
                {is_packed
                    .then(|| {
                        view! {
                            <div class=style::download>
                                <span>"Packing slip"</span>
                                <a href=slip rel="external" download="" aria-label="Packing slip as PDF">
                                    "PDF"
                                </a>
                            </div>
                        }
                    })}
                {is_packed.then_some(slips)}
                {lacking
                    .map(|(words, verb)| {
                        view! {
                            <div class=style::download>
                                <span class=part::small>{words}</span>
                                <ActionForm action>
                                    <input type="hidden" name="order" value=detail.id.to_string() />
                                    <button class=part::button disabled=move || action.pending().get()>
                                        {verb}
                                    </button>
                                </ActionForm>
                            </div>
                        }
                    })}
            </section>
        }
    })
}

/// A slip for each location that gives items, where there are several and nothing was sent yet.
fn slips(detail: &OrderDetail) -> AnyView {
    let are_several = detail.sources.len() > 1 && detail.order.parcels.is_empty();
    let slips = detail.sources.iter().filter(|_| are_several).map(|source| {
        let (name, href) = (source.name.clone(), format!("/admin/packing-slips/{}-{}.pdf", detail.id, source.location));
        let label = format!("Packing slip of {name} as PDF");
        view! {
            <div class=style::download>
                <span>"Packing slip, " {name}</span>
                <a href=href rel="external" download="" aria-label=label>
                    "PDF"
                </a>
            </div>
        }
    });
    slips.collect_view().into_any()
}

fn row(document: DocumentView) -> impl IntoView {
    let name = format!("{} {}", document.kind.label(), document.number);
    let address = |ending: &str| format!("/admin/documents/{}.{ending}", document.id);
    let (pdf, xml) = (address("pdf"), address("xml"));
    // Electronic invoices have two decimals at most.
    let has_ubl = document.total.currency.exponent() <= 2;
    let (pdf_label, xml_label) = (format!("{name} as PDF"), format!("{name} as UBL"));
    view! {
        <div class=style::download>
            <div class=style::what>
                <span>{name}</span>
                <span class=part::small>{format!("{} · {}", document.issued_on.long(), document.total)}</span>
            </div>
            <span class=style::forms>
                <a href=pdf rel="external" download="" aria-label=pdf_label>
                    "PDF"
                </a>
                {has_ubl
                    .then(|| {
                        view! {
                            <a href=xml rel="external" download="" aria-label=xml_label>
                                "UBL"
                            </a>
                        }
                    })}
            </span>
        </div>
    }
}
