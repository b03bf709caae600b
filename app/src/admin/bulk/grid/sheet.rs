//! The grid on the screen: as many rows as fit, between two empty stretches. One element has the keys; which cell is meant it says
//! by its id, so that screen readers follow.

use domain::catalog::{bulk::Field, full_name};
use leptos::{html, prelude::*, web_sys};

use super::{
    keys::Desk,
    model::{Model, Spot},
};
use crate::admin::bulk::style;

/// So many rows are kept ready above and below what is seen.
const SPARE: usize = 10;
/// How high a row is as long as nobody has looked.
const ROW_HEIGHT: i32 = 36;
/// How many are shown before anybody has looked how many fit.
const FIRST_ROWS: usize = 40;

fn cell_id(spot: Spot) -> String {
    format!("cell-{}-{}", spot.0, spot.1)
}

/// What is seen of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct View {
    top: i32,
    height: i32,
    row: i32,
}

impl View {
    /// The rows to show: the first, and the first that is not shown any more.
    fn rows(self, count: usize) -> (usize, usize) {
        let row = self.row.max(1);
        let first = usize::try_from(self.top / row).unwrap_or(0).saturating_sub(SPARE);
        let fit = if self.height > 0 { usize::try_from(self.height / row).unwrap_or(0) } else { FIRST_ROWS };
        (first.min(count), first.saturating_add(fit).saturating_add(2 * SPARE).min(count))
    }
}

/// The grid.
#[component]
pub fn Sheet(
    /// What it shows.
    desk: Desk,
) -> impl IntoView {
    let view = RwSignal::new(View { top: 0, height: 0, row: ROW_HEIGHT });
    let look = move || {
        if let Some(frame) = desk.frame.get_untracked() {
            let row = row_height(&frame).unwrap_or(ROW_HEIGHT);
            let now = View { top: frame.scroll_top(), height: frame.client_height(), row };
            if view.get_untracked() != now {
                view.set(now);
            }
        }
    };
    Effect::new(move || {
        if desk.frame.get().is_some() {
            let _ = request_animation_frame(look);
        }
    });
    let count = move || desk.model.with(|model| model.rows.len());
    let range = Memo::new(move |_| view.get().rows(count()));
    let stretch = move |rows: usize| format!("{}px", view.get().row.saturating_mul(i32::try_from(rows).unwrap_or(0)));
    // The policy of the pages takes no style from the markup, only from the program.
    let (above, below) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    Effect::new(move || {
        let (first, last) = range.get();
        for (spacer, rows) in [(above, first), (below, count().saturating_sub(last))] {
            if let Some(spacer) = spacer.get() {
                let style = web_sys::HtmlElement::style(&spacer);
                let _ = style.set_property("block-size", &stretch(rows));
            }
        }
    });
    let columns = Memo::new(move |_| desk.model.with(|model| model.columns.clone()));
    view! {
        <div
            class=style::frame
            node_ref=desk.frame
            tabindex="0"
            role="grid"
            aria-label="Variants"
            aria-multiselectable="true"
            aria-rowcount=move || (count() + 1).to_string()
            aria-colcount=move || (columns.get().len() + 1).to_string()
            aria-activedescendant=move || cell_id(desk.model.with(|model| model.active))
            aria-describedby="grid-note grid-keys"
            on:scroll=move |_| look()
            on:keydown=move |event| desk.press(&event)
            on:copy=move |event| desk.copy(event.as_ref(), false)
            on:cut=move |event| desk.copy(event.as_ref(), true)
            on:paste=move |event| desk.paste(event.as_ref())
        >
            <div class=style::grid role="presentation">
                <div class=format!("{} {}", style::line, style::head) role="row" aria-rowindex="1">
                    <div class=format!("{} {}", style::cell, style::rowhead) role="columnheader" aria-colindex="1">
                        "Variant"
                    </div>
                    {move || {
                        columns
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(place, field)| {
                                view! {
                                    <div class=class_of(field) role="columnheader" aria-colindex=(place + 2).to_string()>
                                        {field.label()}
                                    </div>
                                }
                            })
                            .collect_view()
                    }}
                </div>
                <div class=style::spacer role="presentation" node_ref=above></div>
                <For
                    each=move || {
                        let (first, last) = range.get();
                        first..last
                    }
                    key=|row| *row
                    children=move |row| view! { <Line desk row columns /> }
                />
                <div class=style::spacer role="presentation" node_ref=below></div>
            </div>
        </div>
        <p class=style::note id="grid-note" role="status">
            {move || desk.model.with(Model::note)}
        </p>
        <p class=style::keys id="grid-keys">
            "Arrows move, Shift selects, Enter types, Esc leaves, Ctrl C and Ctrl V copy and paste, Ctrl D fills down, Ctrl Z undoes, Ctrl S saves."
        </p>
    }
}

fn class_of(field: Field) -> String {
    let wide = matches!(field, Field::Title | Field::Tags | Field::Sku | Field::Barcode);
    let more = match (wide, field.is_number()) {
        (true, _) => style::wide,
        (false, true) => style::amount,
        (false, false) => "",
    };
    format!("{} {more}", style::cell)
}

#[component]
fn Line(desk: Desk, row: usize, columns: Memo<Vec<Field>>) -> impl IntoView {
    let (title, variant) = desk.model.with_untracked(|model| {
        model.rows.get(row).map(|row| (row.title().to_owned(), row.variant().to_owned())).unwrap_or_default()
    });
    let name = full_name(&title, &variant);
    view! {
        <div class=style::line role="row" aria-rowindex=(row + 2).to_string()>
            <div class=format!("{} {}", style::cell, style::rowhead) role="rowheader" aria-colindex="1" title=name>
                <span>{title}</span>
                <small>{variant}</small>
            </div>
            {move || {
                columns
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(column, field)| view! { <CellView desk spot=(row, column) field /> })
                    .collect_view()
            }}
        </div>
    }
}

#[component]
fn CellView(desk: Desk, spot: Spot, field: Field) -> impl IntoView {
    let model = desk.model;
    let error = Memo::new(move |_| model.with(|model| model.error(spot)));
    let active = Memo::new(move |_| model.with(|model| model.active == spot));
    let selected = Memo::new(move |_| model.with(|model| model.is_selected(spot)));
    let changed = Memo::new(move |_| model.with(|model| model.is_changed(spot)));
    let conflict = Memo::new(move |_| model.with(|model| model.is_conflict(spot)));
    let text = Memo::new(move |_| model.with(|model| model.text(spot)));
    let editing = Memo::new(move |_| active.get() && desk.draft.with(Option::is_some));
    view! {
        <div
            class=class_of(field)
            class=(style::active, active)
            class=(style::selected, selected)
            class=(style::changed, changed)
            class=(style::wrong, move || error.with(Option::is_some))
            class=(style::conflict, conflict)
            role="gridcell"
            id=cell_id(spot)
            aria-colindex=(spot.1 + 2).to_string()
            aria-selected=move || selected.get().to_string()
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=move || (active.get() && error.with(Option::is_some)).then_some("grid-note")
            title=move || error.get()
            on:mousedown=move |event| {
                if !editing.get_untracked() {
                    event.prevent_default();
                    desk.point(spot, event.shift_key());
                }
            }
            on:mouseenter=move |event| {
                if event.buttons() & 1 == 1 && !editing.get_untracked() {
                    desk.model.update(|model| model.go(spot, true));
                }
            }
            on:dblclick=move |_| {
                if !editing.get_untracked() {
                    desk.edit(None);
                }
            }
        >
            {text}
            {move || editing.get().then(|| view! { <Editor desk label=field.label() /> })}
        </div>
    }
}

/// The field that lies over the cell while somebody types.
#[component]
fn Editor(desk: Desk, label: &'static str) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
            let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or(0);
            let _ = field.set_selection_range(end, end);
        }
    });
    let press = move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => desk.commit(if event.shift_key() { -1 } else { 1 }, 0),
            "Tab" => desk.commit(0, if event.shift_key() { -1 } else { 1 }),
            "Escape" => desk.cancel(),
            "s" if event.ctrl_key() || event.meta_key() => desk.send(),
            _ => {
                event.stop_propagation();
                return;
            }
        }
        event.stop_propagation();
        event.prevent_default();
    };
    view! {
        <input
            class=style::editor
            node_ref=field
            aria-label=label
            autocomplete="off"
            prop:value=move || desk.draft.get().unwrap_or_default()
            on:input:target=move |event| desk.draft.set(Some(event.target().value()))
            on:keydown=press
            on:mousedown=move |event| event.stop_propagation()
            on:blur=move |_| desk.commit(0, 0)
        />
    }
}

fn row_height(frame: &web_sys::HtmlDivElement) -> Option<i32> {
    let line = frame.query_selector("[aria-rowindex=\"1\"]").ok().flatten()?;
    Some(line.client_height()).filter(|height| *height > 0)
}

/// Scrolls until the cell under the cursor is seen whole, beside what stands fast.
pub fn reveal(desk: Desk) {
    let Some(frame) = desk.frame.get_untracked() else { return };
    let spot = desk.model.with_untracked(|model| model.active);
    let height = row_height(&frame).unwrap_or(ROW_HEIGHT);
    let top = height.saturating_mul(i32::try_from(spot.0).unwrap_or(0));
    let (seen_from, seen_to) = (frame.scroll_top(), frame.scroll_top() + frame.client_height() - 2 * height);
    if top < seen_from {
        frame.set_scroll_top(top);
    } else if top > seen_to {
        frame.set_scroll_top(top - seen_to + seen_from);
    }
    // The row may only now be made.
    let _ = request_animation_frame(move || {
        let cell = document().get_element_by_id(&cell_id(spot));
        let Some((cell, frame)) = cell.zip(desk.frame.try_get_untracked().flatten()) else { return };
        let (cell, around) = (cell.get_bounding_client_rect(), frame.get_bounding_client_rect());
        let fast = frame.query_selector("[role=\"columnheader\"]").ok().flatten();
        let left = around.left() + fast.map_or(0.0, |fast| fast.get_bounding_client_rect().width());
        let shift = if cell.left() < left {
            cell.left() - left
        } else if cell.right() > around.right() {
            cell.right() - around.right()
        } else {
            return;
        };
        frame.set_scroll_left(frame.scroll_left() + whole_pixels(shift));
    });
}

#[allow(clippy::cast_possible_truncation, reason = "a shift inside a window is a small number")]
fn whole_pixels(shift: f64) -> i32 {
    if shift < 0.0 { shift.floor() as i32 } else { shift.ceil() as i32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_and_a_little_more_is_made() {
        let at = |top: i32| View { top, height: 720, row: 36 }.rows(2_000);
        assert_eq!(at(0), (0, 40));
        assert_eq!(at(36 * 500), (490, 530));
        assert_eq!(at(36 * 1_980), (1_970, 2_000));
        assert_eq!(View { top: 0, height: 0, row: 36 }.rows(5), (0, 5));
        assert_eq!(View { top: i32::MAX, height: 720, row: 0 }.rows(3), (3, 3));
    }
}
