//! What an import did, or would do.

use domain::{
    importer::{
        report::{FailedRow, ImportReport},
        view::{ImportRunView, ImportState},
    },
    kernel::ImportRunId,
};
use leptos::prelude::*;

use super::{columns::platform_name, style};
use crate::admin::parts::{style as part, words::counted};

/// The report: figures, and the rows that a person should look at.
#[component]
pub fn Report(
    /// The import.
    run: ImportRunView,
) -> impl IntoView {
    let ImportRunView { row, report, failed, pictures, pictures_missing, .. } = run;
    let Some(report) = report else { return ().into_any() };
    let is_undone = row.state == ImportState::Undone;
    let title = match row.state {
        ImportState::Checked => "What would happen",
        ImportState::Undone => "What was taken back",
        ImportState::Stopped => "What happened so far",
        _ => "What happened",
    };
    let csv = (failed > 0).then(|| view! { <AllRows id=row.id failed /> });
    view! {
        <section class=part::card aria-labelledby="report">
            <div class=part::cardhead>
                <h2 id="report">{title}</h2>
                {(!is_undone).then(|| view! { <span class=part::aside>{read_as(&report)}</span> })}
            </div>
            {if is_undone {
                view! { <p class=style::line>{taken_back(report.warnings.len())}</p> }.into_any()
            } else {
                view! { <Figures report=report.clone() failed with_pictures=pictures pictures_missing /> }.into_any()
            }}
            <Rows title="Not taken over" rows=report.failed aside=csv.into_any() />
            <Rows title="Pictures that could not be brought" rows=report.images_failed aside=().into_any() />
            <Rows title=if is_undone { "Left as it is" } else { "Good to know" } rows=report.warnings aside=().into_any() />
        </section>
    }
    .into_any()
}

/// What of the import is still in the shop, in a sentence.
fn taken_back(kept: usize) -> &'static str {
    match kept {
        0 => "What was new is gone, what was changed is as before.",
        1 => {
            "What was new is gone, what was changed is as before: but for one thing that was changed or used since, below."
        }
        _ => "What was new is gone, what was changed is as before: but for what was changed or used since, below.",
    }
}

fn read_as(report: &ImportReport) -> String {
    let rows = counted(report.rows, "row");
    if report.platform.is_empty() {
        return rows;
    }
    let platforms: Vec<&str> = report.platform.split(", ").map(platform_name).collect();
    format!("{rows} · {}", platforms.join(", "))
}

#[component]
fn Figures(report: ImportReport, failed: usize, with_pictures: bool, pictures_missing: usize) -> impl IntoView {
    let [failed, missing] = [failed, pictures_missing].map(|count| u64::try_from(count).unwrap_or(u64::MAX));
    // The pictures of the file are counted even when they stay where they are.
    let brought = if with_pictures { report.images.saturating_sub(missing) } else { 0 };
    let figures = [
        ("New products", report.products_new),
        ("Changed products", report.products_changed),
        ("Variants", report.variants),
        ("Pictures", brought),
        ("Pictures missing", missing),
        ("Categories", report.categories),
        ("Customers", report.customers),
        ("Orders", report.orders),
        ("Unchanged", report.unchanged),
        ("Rows with errors", failed),
    ];
    // What a file does not hold is no news.
    let shown = figures.into_iter().enumerate().filter(|(place, (_, number))| *place < 2 || *place > 7 || *number > 0);
    view! {
        <dl class=style::figures>
            {shown
                .map(|(place, (label, number))| {
                    view! {
                        <div class=(style::wrong, matches!(place, 4 | 9) && number > 0)>
                            <dd>{number}</dd>
                            <dt>{label}</dt>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
}

#[component]
fn AllRows(id: ImportRunId, failed: usize) -> impl IntoView {
    let words = if failed == 1 { "Download the row".to_owned() } else { format!("Download all {failed} rows") };
    view! {
        <span class=style::downloads>
            <a href=format!("/admin/imports/{id}/correct.csv") rel="external" download>"Rows to correct and import again"</a>
            <a class=part::button href=format!("/admin/imports/{id}/failed.csv") rel="external" download>{words}</a>
        </span>
    }
}

#[component]
fn Rows(title: &'static str, rows: Vec<FailedRow>, aside: AnyView) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        let has_files = rows.iter().any(|row| !row.file.is_empty());
        view! {
            <div class=style::rows>
                <div class=style::rowshead>
                    <h3>{title}</h3>
                    {aside}
                </div>
                <div class=style::scroll tabindex="0" role="region" aria-label=title>
                    <table>
                        <thead>
                            <tr>
                                {has_files.then(|| view! { <th scope="col">"File"</th> })}
                                <th scope="col">"Line"</th>
                                <th scope="col">"Column"</th>
                                <th scope="col">"Why"</th>
                                <th scope="col">"In the file"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(|row| one(row, has_files)).collect_view()}</tbody>
                    </table>
                </div>
            </div>
        }
    })
}

fn one(row: FailedRow, has_files: bool) -> impl IntoView {
    let line = if row.line == 0 { String::new() } else { row.line.to_string() };
    view! {
        <tr>
            {has_files.then(|| view! { <td>{row.file}</td> })}
            <td class=style::at>{line}</td>
            <td>{row.column}</td>
            <td>{row.reason}</td>
            <td class=style::value>{row.value}</td>
        </tr>
    }
}
