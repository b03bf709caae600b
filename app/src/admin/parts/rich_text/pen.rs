//! What happens to the text: written with the browser's own commands, so that its undo knows each step.

use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::clean::{address, clean, whole};

/// What can be done with what is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Bold letters.
    Bold,
    /// Leaning letters.
    Italic,
    /// A heading.
    Heading,
    /// A smaller heading.
    Subheading,
    /// A list with dots.
    Bullets,
    /// A list with numbers.
    Numbers,
    /// A link.
    Link,
    /// Plain letters in a plain paragraph.
    Plain,
}

/// What holds where the cursor is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    held: Vec<&'static str>,
    block: String,
    /// Where the link leads that the cursor stands in.
    pub link: Option<String>,
}

impl Marks {
    /// Whether a tool has been used here.
    #[must_use]
    pub fn has(&self, tool: Tool) -> bool {
        match tool {
            Tool::Bold => self.held.contains(&"bold"),
            Tool::Italic => self.held.contains(&"italic"),
            Tool::Bullets => self.held.contains(&"insertUnorderedList"),
            Tool::Numbers => self.held.contains(&"insertOrderedList"),
            Tool::Heading => self.block == "h2",
            Tool::Subheading => self.block == "h3",
            Tool::Link => self.link.is_some(),
            Tool::Plain => false,
        }
    }
}

/// What was selected. Only the thread that made it may drop it, so there is none on the server, where pages go from thread to thread.
type Chosen = StoredValue<Option<web_sys::Range>, LocalStorage>;

/// What the parts of the field share.
#[derive(Clone, Copy)]
pub struct Pen {
    /// The text as it will look.
    pub sheet: NodeRef<html::Div>,
    /// Its HTML: what is posted.
    pub source: NodeRef<html::Textarea>,
    /// Whether a script runs.
    pub alive: RwSignal<bool>,
    /// Whether the HTML itself is written.
    pub as_html: RwSignal<bool>,
    /// What holds where the cursor is.
    pub marks: RwSignal<Marks>,
    /// Whether the address of a link is asked for.
    pub asks: RwSignal<bool>,
    /// What did not work.
    pub failed: RwSignal<Option<String>>,
    chosen: StoredValue<Option<Chosen>>,
}

impl Pen {
    /// A pen that waits for its sheet.
    pub fn new() -> Self {
        let pen = Self {
            sheet: NodeRef::new(),
            source: NodeRef::new(),
            alive: RwSignal::new(false),
            as_html: RwSignal::new(false),
            marks: RwSignal::new(Marks::default()),
            asks: RwSignal::new(false),
            failed: RwSignal::new(None),
            chosen: StoredValue::new(None),
        };
        Effect::new(move || {
            pen.chosen.set_value(Some(StoredValue::new_local(None)));
            pen.alive.set(true);
        });
        pen
    }

    /// Whether the text is seen as it will look.
    pub fn is_sheet(self) -> bool {
        self.alive.get() && !self.as_html.get()
    }

    /// Puts onto the sheet what stands in the field.
    pub fn read(self) {
        let (Some(Some(sheet)), Some(Some(source))) = (self.sheet.try_get_untracked(), self.source.try_get_untracked())
        else {
            return;
        };
        let html = clean(&source.value());
        // Where the same words stand already, the cursor and the steps that can be taken back stay.
        if whole(&sheet.inner_html()) != whole(&html) {
            sheet.set_inner_html(&html);
        }
    }

    /// Puts into the field what stands on the sheet.
    pub fn write(self) {
        if let (Some(sheet), Some(source)) = (self.sheet.get_untracked(), self.source.get_untracked()) {
            source.set_value(&whole(&sheet.inner_html()));
            self.look();
        }
    }

    /// Puts something else into the field, and tells the form.
    pub fn replace(self, html: &str) {
        let Some(Some(source)) = self.source.try_get_untracked() else { return };
        source.set_value(html);
        let told = web_sys::EventInit::new();
        told.set_bubbles(true);
        if let Ok(event) = web_sys::Event::new_with_event_init_dict("change", &told) {
            let _ = source.dispatch_event(&event);
        }
    }

    /// Gives the keys to the sheet.
    pub fn hold(self) {
        if let Some(sheet) = self.sheet.get_untracked() {
            let _ = sheet.focus();
        }
    }

    /// Somebody begins to write: every line is a paragraph, the first one, too.
    pub fn begin(self) {
        command("defaultParagraphSeparator", "p");
        command("styleWithCSS", "false");
        let Some(sheet) = self.sheet.get_untracked() else { return };
        if whole(&sheet.inner_html()).is_empty() && sheet.first_element_child().is_none() {
            sheet.set_inner_html("<p><br></p>");
            if let (Some(first), Ok(Some(selection))) = (sheet.first_child(), window().get_selection()) {
                let _ = selection.collapse(Some(&first));
            }
        }
        self.look();
    }

    /// Uses a tool on what is selected; one that has been used here is taken back.
    pub fn press(self, tool: Tool) {
        self.hold();
        let block = |tag: &str| {
            let now = if self.marks.with_untracked(|marks| marks.block == tag) { "p" } else { tag };
            command("formatBlock", &format!("<{now}>"));
        };
        self.look();
        match tool {
            Tool::Bold => command("bold", ""),
            Tool::Italic => command("italic", ""),
            Tool::Bullets => command("insertUnorderedList", ""),
            Tool::Numbers => command("insertOrderedList", ""),
            Tool::Heading => block("h2"),
            Tool::Subheading => block("h3"),
            Tool::Link => {
                if let Some(chosen) = self.chosen.get_value() {
                    chosen.set_value(selected());
                }
                self.failed.set(None);
                self.asks.set(true);
                return;
            }
            Tool::Plain => {
                for list in ["insertUnorderedList", "insertOrderedList"] {
                    if self.marks.with_untracked(|marks| marks.held.contains(&list)) {
                        command(list, "");
                    }
                }
                command("removeFormat", "");
                command("unlink", "");
                command("formatBlock", "<p>");
                // Where nothing is selected, the next letters would still be what the last ones were.
                self.look();
                for letters in ["bold", "italic"] {
                    if self.marks.with_untracked(|marks| marks.held.contains(&letters)) {
                        command(letters, "");
                    }
                }
            }
        }
        self.write();
    }

    /// Lets what was selected lead to an address; without words the address itself is them.
    pub fn link(self, typed: &str) {
        match address(typed) {
            Err(words) => self.failed.set(Some(words.to_owned())),
            Ok(address) => {
                self.back_to_text();
                if selected().is_some_and(|range| range.collapsed())
                    && self.marks.with_untracked(|marks| marks.link.is_none())
                {
                    let shown = address.trim_start_matches("mailto:").trim_start_matches("https://");
                    command("insertHTML", &clean(&format!("<a href=\"{}\">{}</a>", escaped(&address), escaped(shown))));
                } else {
                    self.widen_to_link();
                    command("createLink", &address);
                }
                self.write();
            }
        }
    }

    /// Takes the link away that the cursor stands in; the words stay.
    pub fn unlink(self) {
        self.back_to_text();
        self.widen_to_link();
        command("unlink", "");
        self.write();
    }

    /// Goes on where the address of a link was asked for.
    pub fn back_to_text(self) {
        self.asks.set(false);
        self.failed.set(None);
        self.hold();
        let chosen = self.chosen.get_value().and_then(|chosen| chosen.try_get_value().flatten());
        if let (Some(range), Ok(Some(selection))) = (chosen, window().get_selection()) {
            let _ = selection.remove_all_ranges();
            let _ = selection.add_range(&range);
        }
    }

    /// A cursor within a link means the whole link.
    fn widen_to_link(self) {
        let Ok(Some(selection)) = window().get_selection() else { return };
        if selection.is_collapsed()
            && let Some(link) = link_around(&selection)
        {
            let _ = selection.select_all_children(&link);
        }
    }

    /// Text of another program comes in without its looks.
    pub fn paste(self, event: &web_sys::Event) {
        let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
        let Some(html) = data.and_then(|data| data.get_data("text/html").ok()).filter(|html| !html.trim().is_empty())
        else {
            // Plain text is taken by the browser itself.
            return;
        };
        event.prevent_default();
        command("insertHTML", &clean(&html));
    }

    /// Looks what holds where the cursor is.
    pub fn look(self) {
        let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() else { return };
        let states = ["bold", "italic", "insertUnorderedList", "insertOrderedList"];
        let held = states.into_iter().filter(|state| document.query_command_state(state).unwrap_or(false)).collect();
        let block = document.query_command_value("formatBlock").unwrap_or_default().to_lowercase();
        let link = window().get_selection().ok().flatten().and_then(|selection| link_around(&selection));
        let link = link.map(|link| link.get_attribute("href").unwrap_or_default());
        let now = Marks { held, block, link };
        if self.marks.with_untracked(|before| *before != now) {
            self.marks.set(now);
        }
    }
}

/// Puts onto every sheet what stands in its field: a form was put back, which the fields do not tell.
pub fn read_again() {
    let Ok(sheets) = document().query_selector_all("[contenteditable]") else { return };
    for sheet in (0..sheets.length()).filter_map(|place| sheets.get(place)) {
        let Some(sheet) = sheet.dyn_ref::<web_sys::Element>() else { continue };
        let source = sheet.parent_element().and_then(|frame| frame.query_selector("textarea").ok().flatten());
        if let Some(source) = source.as_ref().and_then(|source| source.dyn_ref::<web_sys::HtmlTextAreaElement>()) {
            sheet.set_inner_html(&clean(&source.value()));
        }
    }
}

fn command(name: &str, value: &str) {
    if let Ok(document) = document().dyn_into::<web_sys::HtmlDocument>() {
        let _ = document.exec_command_with_show_ui_and_value(name, false, value);
    }
}

fn selected() -> Option<web_sys::Range> {
    window().get_selection().ok().flatten()?.get_range_at(0).ok()
}

fn link_around(selection: &web_sys::Selection) -> Option<web_sys::Element> {
    let node = selection.anchor_node()?;
    let element = node.dyn_ref::<web_sys::Element>().cloned().or_else(|| node.parent_element())?;
    element.closest("[contenteditable] a").ok().flatten()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
