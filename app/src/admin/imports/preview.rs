//! The first rows of the first file, with what is wrong in their cells.

use domain::importer::view::{Preview, PreviewProblem, PreviewRow};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// The first rows.
#[component]
pub fn FirstRows(
    /// The rows.
    preview: Preview,
    /// The name of the file.
    file: String,
) -> impl IntoView {
    let Preview { columns, rows } = preview;
    let names = StoredValue::new(columns.clone());
    let heading = if rows.len() == 1 { "The first row".to_owned() } else { format!("The first {} rows", rows.len()) };
    (!rows.is_empty() && !columns.is_empty()).then(|| {
        view! {
            <section class=part::card aria-labelledby="first-rows">
                <div class=part::cardhead>
                    <h2 id="first-rows">{heading}</h2>
                    <span class=part::aside>{file}</span>
                </div>
                <div class=format!("{} {}", style::scroll, style::sheet) tabindex="0" role="region" aria-label="Rows and cells">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Line"</th>
                                {columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(|row| view! { <Row row names /> }).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[component]
fn Row(row: PreviewRow, names: StoredValue<Vec<String>>) -> impl IntoView {
    let PreviewRow { line, cells, problems } = row;
    let fails = problems.iter().any(|problem| problem.fails);
    let marked =
        |place: usize| problems.iter().find(|problem| problem.column == Some(place)).map(|problem| problem.fails);
    let cells = cells
        .into_iter()
        .enumerate()
        .map(|(place, cell)| {
            let mark = marked(place);
            view! { <td class=(style::wrongcell, mark == Some(true)) class=(style::oddcell, mark == Some(false))>{cell}</td> }
        })
        .collect_view();
    let why = (!problems.is_empty()).then(|| {
        view! {
            <tr class=style::why>
                <td></td>
                <td colspan=names.with_value(Vec::len).to_string()>{names.with_value(|names| words(&problems, names))}</td>
            </tr>
        }
    });
    view! {
        <tr>
            <td class=style::at class=(style::wrongcell, fails)>{line}</td>
            {cells}
        </tr>
        {why}
    }
}

/// What is wrong with a row and in which column, first what keeps it out.
fn words(problems: &[PreviewProblem], columns: &[String]) -> String {
    let told = |problem: &PreviewProblem| match problem.column.and_then(|place| columns.get(place)) {
        Some(column) => format!("{column}: {}", problem.reason),
        None => problem.reason.clone(),
    };
    let of =
        |fails: bool| -> Vec<String> { problems.iter().filter(|problem| problem.fails == fails).map(told).collect() };
    let (kept_out, noted) = (of(true).join("; "), of(false).join("; "));
    match (kept_out.is_empty(), noted.is_empty()) {
        (false, true) => format!("Not taken over: {kept_out}"),
        (false, false) => format!("Not taken over: {kept_out}. Also: {noted}"),
        _ => noted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_a_row_out_is_said_first() {
        let problem = |reason: &str, column, fails| PreviewProblem { column, reason: reason.to_owned(), fails };
        let columns = ["Price".to_owned()];
        assert_eq!(words(&[problem("is negative; 0 is kept", None, false)], &columns), "is negative; 0 is kept");
        assert_eq!(
            words(&[problem("odd", None, false), problem("is no amount", Some(0), true)], &columns),
            "Not taken over: Price: is no amount. Also: odd"
        );
    }
}
