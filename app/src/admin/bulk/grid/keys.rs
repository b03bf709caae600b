//! The desk on which the grid lies: its model, the cell that is being typed into, and what keys do.

use domain::catalog::bulk::view::{GridData, GridOutcome};
use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::model::{Model, Spot};
use crate::admin::{
    bulk::{api::SaveGrid, undo},
    layout::AdminState,
    parts::form::last_sent,
};

/// So many rows a page of keys goes.
const PAGE: isize = 15;

/// What the parts of the grid share.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The grid.
    pub model: RwSignal<Model>,
    /// What stands in the cell that is being typed into.
    pub draft: RwSignal<Option<String>>,
    /// The element that scrolls and has the keys.
    pub frame: NodeRef<html::Div>,
    /// The save under way.
    pub save: ServerAction<SaveGrid>,
    sent: StoredValue<Option<SaveGrid>>,
}

impl Desk {
    /// A desk with these rows; `again` reads them anew.
    pub fn new(data: GridData, again: Callback<()>) -> Self {
        let save = ServerAction::new();
        let desk = Self {
            model: RwSignal::new(Model::new(data)),
            draft: RwSignal::new(None),
            frame: NodeRef::new(),
            save,
            sent: last_sent(save),
        };
        let state = AdminState::of_frame();
        Effect::new(move || {
            if let Some(Ok(outcome)) = desk.save.value().get() {
                desk.take(outcome, state, again);
            }
        });
        desk
    }

    fn take(self, outcome: GridOutcome, state: AdminState, again: Callback<()>) {
        match outcome {
            GridOutcome::Saved { change, .. } => {
                let sent = self.sent.get_value().map(|sent| sent.changes).unwrap_or_default();
                self.model.update(|model| model.saved(&sent));
                undo::offer(state, "Products saved", change, again);
            }
            GridOutcome::Conflict(conflicts) => self.model.update(|model| model.meet(conflicts)),
            GridOutcome::Refused(refused) => {
                self.model.update(|model| model.refuse(refused));
                self.to_first_error();
            }
        }
    }

    /// Sends what was typed, unless something must be mended first.
    pub fn send(self) {
        self.commit(0, 0);
        let (errors, changes) = self.model.with_untracked(|model| (model.errors().len(), model.changes()));
        if errors > 0 {
            self.to_first_error();
        } else if !changes.is_empty() && !self.save.pending().get_untracked() {
            self.save.dispatch(SaveGrid { changes });
        }
    }

    /// Goes to the first cell that cannot stay.
    pub fn to_first_error(self) {
        self.model.update(|model| _ = model.go_to_error(false));
        self.hold();
    }

    /// Goes to the first cell that cannot stay, and from one of them to the next.
    pub fn to_error(self) {
        self.model.update(|model| _ = model.go_to_error(true));
        self.hold();
    }

    /// Begins to type into the cell under the cursor: over what stands there, or from its end on.
    pub fn edit(self, over: Option<String>) {
        let text = over.unwrap_or_else(|| self.model.with_untracked(|model| model.text(model.active)));
        self.draft.set(Some(text));
    }

    /// Takes what was typed, and moves on.
    pub fn commit(self, rows: isize, columns: isize) {
        let Some(text) = self.draft.get_untracked() else { return };
        self.draft.set(None);
        self.model.update(|model| {
            model.type_into(vec![(model.active, text)]);
            model.step(rows, columns, false);
        });
        self.hold();
    }

    /// Forgets what was typed.
    pub fn cancel(self) {
        self.draft.set(None);
        self.hold();
    }

    /// Gives the keys back to the grid.
    pub fn hold(self) {
        if let Some(frame) = self.frame.get_untracked() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = frame.focus_with_options(&options);
        }
        self.reveal();
    }

    /// Scrolls until the cell under the cursor is seen.
    pub fn reveal(self) {
        super::sheet::reveal(self);
    }

    fn change(self, change: impl FnOnce(&mut Model)) {
        self.model.update(change);
        self.reveal();
    }

    /// A key was pressed while nothing is typed into.
    pub fn press(self, event: &web_sys::KeyboardEvent) {
        let (command, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
        if self.draft.with_untracked(Option::is_some) {
            // Somebody types faster than the field gets the keys.
            let key = event.key();
            if key.chars().count() == 1 && !command {
                event.prevent_default();
                self.draft.update(|draft| draft.get_or_insert_default().push_str(&key));
            }
            return;
        }
        let end = self.model.with_untracked(Model::end);
        let (to_row, to_column) = (end.0.cast_signed(), end.1.cast_signed());
        let far = |near: isize, far: isize| if command { far } else { near };
        let go = |rows: isize, columns: isize| self.change(|model| model.step(rows, columns, shift));
        match event.key().as_str() {
            "ArrowUp" => go(far(-1, -to_row), 0),
            "ArrowDown" => go(far(1, to_row), 0),
            "ArrowLeft" => go(0, far(-1, -to_column)),
            "ArrowRight" => go(0, far(1, to_column)),
            "PageUp" => go(-PAGE, 0),
            "PageDown" => go(PAGE, 0),
            "Home" => go(far(0, -to_row), -to_column),
            "End" => go(far(0, to_row), to_column),
            "Enter" | "F2" => self.edit(None),
            "Delete" | "Backspace" => self.change(Model::clear),
            "Tab" => {
                // After the last cell the key leads out of the grid, as everywhere.
                if !self.model.try_update(|model| model.next(shift)).unwrap_or(false) {
                    return;
                }
                self.reveal();
            }
            "Escape" => {
                if let Some(frame) = self.frame.get_untracked() {
                    let _ = frame.blur();
                }
            }
            key if command => {
                if !self.command(&key.to_lowercase(), shift) {
                    return;
                }
            }
            key if key.chars().count() == 1 && !event.alt_key() => self.edit(Some(key.to_owned())),
            _ => return,
        }
        event.prevent_default();
    }

    /// Ctrl or ⌘ and a letter; copying and pasting come as events of their own.
    fn command(self, letter: &str, shift: bool) -> bool {
        match letter {
            "z" if shift => self.change(|model| _ = model.redo()),
            "z" => self.change(|model| _ = model.undo()),
            "y" => self.change(|model| _ = model.redo()),
            "a" => self.model.update(Model::select_all),
            "d" => self.change(Model::fill_down),
            "s" => self.send(),
            _ => return false,
        }
        true
    }

    /// The selection goes to the clipboard.
    pub fn copy(self, event: &web_sys::Event, cut: bool) {
        if self.draft.with_untracked(Option::is_some) {
            return;
        }
        let Some(data) = clipboard(event) else { return };
        let text = self.model.with_untracked(Model::copy);
        if data.set_data("text/plain", &text).is_ok() {
            event.prevent_default();
            if cut {
                self.change(Model::clear);
            }
        }
    }

    /// A range comes from the clipboard.
    pub fn paste(self, event: &web_sys::Event) {
        if self.draft.with_untracked(Option::is_some) {
            return;
        }
        if let Some(text) = clipboard(event).and_then(|data| data.get_data("text/plain").ok()) {
            event.prevent_default();
            self.change(|model| model.paste(&text));
        }
    }

    /// Puts the cursor into a cell.
    pub fn point(self, spot: Spot, extend: bool) {
        self.commit(0, 0);
        self.model.update(|model| model.go(spot, extend));
        self.hold();
    }
}

fn clipboard(event: &web_sys::Event) -> Option<web_sys::DataTransfer> {
    event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()
}
