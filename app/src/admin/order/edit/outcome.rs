//! What a change comes to: before and after, and what becomes of the difference.

use domain::{
    kernel::Money,
    order::edit::{EditPreview, Settlement},
};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// What is known of a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Known {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What it comes to.
    Preview(Box<EditPreview>),
    /// It cannot be made.
    Refused(String),
}

impl Known {
    /// The total that is seen.
    pub fn total(&self) -> Option<Money> {
        if let Self::Preview(preview) = self { Some(preview.after.total) } else { None }
    }

    /// What the button says.
    pub fn words(&self) -> String {
        match self {
            Self::Preview(preview) => match preview.settlement {
                Settlement::Awaited => format!("Change order and ask for {}", preview.difference),
                Settlement::GoesBack => format!("Change order and refund {}", opposite(preview.difference)),
                Settlement::Even | Settlement::AskedAnew => "Change order".to_owned(),
            },
            _ => "Change order".to_owned(),
        }
    }
}

fn opposite(amount: Money) -> Money {
    Money::new(amount.minor.saturating_neg(), amount.currency)
}

/// The sums before and after.
pub(super) fn outcome(known: &Known) -> AnyView {
    let preview = match known {
        Known::Nothing => return view! { <p class=part::hint>"The sums appear here."</p> }.into_any(),
        Known::Refused(why) => {
            return view! {
                <p class=style::refused role="alert">
                    {why.clone()}
                </p>
            }
            .into_any();
        }
        Known::Preview(preview) => preview,
    };
    let (was, is) = (preview.before.shown(), preview.after.shown());
    let rows = [
        ("Goods", was.goods, is.goods),
        ("Reduction", was.discount, is.discount),
        ("Delivery", was.shipping_before, is.shipping_before),
        ("Reduction of delivery", was.shipping_discount, is.shipping_discount),
        ("Tax", preview.before.tax(), preview.after.tax()),
        ("Total", preview.before.total, preview.after.total),
    ];
    let rows =
        rows.into_iter().filter(|(name, was, is)| !name.starts_with("Reduction") || was.minor != 0 || is.minor != 0);
    let rows = rows.map(|(name, was, is)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{was.to_string()}</td>
                <td>{is.to_string()}</td>
            </tr>
        }
    });
    let code = (!preview.coupon.is_empty()).then(|| {
        format!(
            "Code {} stays used. Its reduction stays with the items that it was given for: what is taken out takes its share with it, what is added is not reduced.",
            preview.coupon
        )
    });
    view! {
        <table class=style::sums>
            <thead>
                <tr>
                    <th scope="col">
                        <span class=part::hidden>"Sum"</span>
                    </th>
                    <th scope="col">"Before"</th>
                    <th scope="col">"After"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class=style::settlement role="status">
            {settlement(preview)}
        </p>
        {code.map(|words| view! { <p class=part::hint>{words}</p> })}
    }
    .into_any()
}

fn settlement(preview: &EditPreview) -> String {
    match preview.settlement {
        Settlement::Even => "It costs the same: no money moves.".to_owned(),
        Settlement::AskedAnew => {
            "It was not paid yet: what was open is called off, and the customer is asked for the new sum.".to_owned()
        }
        Settlement::Awaited => format!(
            "The customer gets a link to pay {} more. Nothing is sent before that has come or you take it back.",
            preview.difference
        ),
        Settlement::GoesBack => format!("{} go back to the customer.", opposite(preview.difference)),
    }
}
