//! Reading just enough of our own pages: where links go and what hidden fields hold.

/// An `<input>`, as far as forms need it.
#[derive(Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether it is a chosen radio button.
    pub checked: bool,
}

/// Where every link of the page goes that begins like this, each once, in the order of the page.
pub fn links(page: &str, beginning: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in tags(page, "a") {
        if let Some(address) = attribute(tag, "href").filter(|address| address.starts_with(beginning))
            && !found.contains(&address)
        {
            found.push(address);
        }
    }
    found
}

/// Where the first form that changes something is sent.
pub fn form_action(page: &str) -> Option<String> {
    let changes = |tag: &&str| attribute(tag, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
    tags(page, "form").into_iter().find(changes).and_then(|tag| attribute(tag, "action"))
}

/// Every input of the page that has a name.
pub fn inputs(page: &str) -> Vec<Input> {
    let with_name = |tag: &str| {
        let name = attribute(tag, "name")?;
        let value = attribute(tag, "value").unwrap_or_default();
        Some(Input { name, value, checked: tag.split_whitespace().any(|word| word.starts_with("checked")) })
    };
    tags(page, "input").into_iter().filter_map(with_name).collect()
}

/// The inside of every opening tag of this name.
fn tags<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("<{name} ");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let opening = format!("{name}=\"");
    let (before, rest) = tag.split_once(opening.as_str())?;
    let begins_a_word = before.is_empty() || before.ends_with(char::is_whitespace);
    let value = rest.split('"').next().filter(|_| begins_a_word)?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_once_and_decoded() {
        let page = r#"<a class="x" href="/categories/mugs?page=2&amp;sort=price">2</a><a href="/new">n</a>
            <a href="/categories/mugs?page=2&amp;sort=price">again</a>"#;
        assert_eq!(links(page, "/categories/"), ["/categories/mugs?page=2&sort=price"]);
    }

    #[test]
    fn the_form_that_changes_something_is_found() {
        let page = r#"<form action="/search"><form method="post" action="/pay/test/abc">"#;
        assert_eq!(form_action(page).as_deref(), Some("/pay/test/abc"));
    }

    #[test]
    fn hidden_fields_and_chosen_radios_are_read() {
        let page = r#"<input type="hidden" name="seen_total" value="1290"><input type="radio" name="shipping" value="post" checked>"#;
        let expected = [
            Input { name: "seen_total".to_owned(), value: "1290".to_owned(), checked: false },
            Input { name: "shipping".to_owned(), value: "post".to_owned(), checked: true },
        ];
        assert_eq!(inputs(page), expected);
    }
}
