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
    let count = columns.len();
    let heading = if rows.len() == 1 { "The first row".to_owned() } else { format!("The first {} rows", rows.len()) };
    (!rows.is_empty() && count > 0).then(|| {
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
                        <tbody>{rows.into_iter().map(|row| view! { <Row row count /> }).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[component]
fn Row(row: PreviewRow, count: usize) -> impl IntoView {
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
                <td colspan=count.to_string()>{words(&problems)}</td>
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

/// What is wrong with a row, first what keeps it out.
fn words(problems: &[PreviewProblem]) -> String {
    let of = |fails: bool| {
        problems.iter().filter(move |problem| problem.fails == fails).map(|problem| problem.reason.as_str())
    };
    let kept_out: Vec<&str> = of(true).collect();
    let noted: Vec<&str> = of(false).collect();
    match (kept_out.is_empty(), noted.is_empty()) {
        (false, true) => format!("Not taken over: {}", kept_out.join("; ")),
        (false, false) => format!("Not taken over: {}. Also: {}", kept_out.join("; "), noted.join("; ")),
        _ => noted.join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keeps_a_row_out_is_said_first() {
        let problem = |reason: &str, fails| PreviewProblem { column: None, reason: reason.to_owned(), fails };
        assert_eq!(words(&[problem("is negative; 0 is kept", false)]), "is negative; 0 is kept");
        assert_eq!(
            words(&[problem("odd", false), problem("is no amount", true)]),
            "Not taken over: is no amount. Also: odd"
        );
    }
}
