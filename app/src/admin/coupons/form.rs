//! The page of one coupon.

use domain::{
    coupon::{CouponForm, view::CouponRow},
    kernel::CouponId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{DeleteCoupon, SaveCoupon, SetCouponActive, read_coupon},
    fields::{Fields, ROOT, badge},
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::FormState,
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const FORM: &str = "coupon-form";

/// What can be done with a coupon besides saving it.
#[derive(Clone, Copy)]
struct Besides {
    set_active: ServerAction<SetCouponActive>,
    delete: ServerAction<DeleteCoupon>,
}

impl Besides {
    fn failure(self) -> Option<String> {
        let answers = [self.set_active.value().get(), self.delete.value().get()];
        answers.into_iter().flatten().find_map(Result::err).map(|error| error.to_string())
    }
}

/// One coupon.
#[component]
pub fn CouponPage(
    /// Which.
    id: CouponId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveCoupon>::new();
    let besides = Besides { set_active: ServerAction::new(), delete: ServerAction::new() };
    let form = FormState::new(ROOT, move || action.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    let read_again = move || again.update(|again| *again = again.wrapping_add(1));
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Coupon saved");
        read_again();
    });
    Effect::new(move || {
        if besides.set_active.value().get() == Some(Ok(())) {
            state.say("Coupon changed");
            read_again();
        }
    });
    let data = part_data(move || again.get(), move |_| read_coupon(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(row) => view! { <Sheet row form action besides /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(row: CouponRow, form: FormState, action: ServerAction<SaveCoupon>, besides: Besides) -> impl IntoView {
    let code = row.coupon.code.as_str().to_owned();
    let coupon = CouponForm::of(&row.coupon);
    let failed = Signal::derive(move || form.failure().or_else(|| besides.failure()));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/coupons">"Coupons"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{code.clone()}</h1>
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || action.pending().get()>"Save coupon"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <ActionForm action attr:id=FORM attr:class=record::main>
                <input type="hidden" name="id" value=row.id.to_string() />
                <input type="hidden" name="version" value=row.version.to_string() />
                <input type="hidden" name=form.name("code") value=code />
                <section class=format!("{} {}", part::card, record::block)>
                    <Fields form coupon />
                </section>
            </ActionForm>
            <aside class=record::side>
                <Standing row besides />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Standing(row: CouponRow, besides: Besides) -> impl IntoView {
    let Besides { set_active, delete } = besides;
    let (words, active) = if row.coupon.is_active { ("Switch off", "false") } else { ("Switch on", "true") };
    let id = row.id.to_string();
    let deleted = id.clone();
    let code = row.coupon.code.as_str().to_owned();
    let delete_form = (!row.was_used).then(|| {
        view! {
            <details class=record::removal>
                <summary>"Delete this coupon"</summary>
                <ActionForm action=delete>
                    <input type="hidden" name="coupon" value=deleted />
                    <button class=part::danger>"Delete " {code}</button>
                </ActionForm>
            </details>
        }
    });
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"State"</dt>
                <dd>{badge(row.state)}</dd>
                <dt>"Gives"</dt>
                <dd>{row.coupon.benefit.words()}</dd>
                <dt>"Used by orders"</dt>
                <dd>{row.coupon.uses()}</dd>
            </dl>
            <ActionForm action=set_active>
                <input type="hidden" name="coupon" value=id />
                <input type="hidden" name="active" value=active />
                <button class=part::button disabled=move || set_active.pending().get()>{words}</button>
            </ActionForm>
            {delete_form}
        </section>
    }
}
