//! What a report says, and what is wrong with one.

use super::*;

const HEAD: &str = "automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,currency,gross,fee,net,\
                    reporting_category,source_id,description,payment_intent_id,payment_metadata[attempt]";

fn table(lines: &[&str]) -> Result<Vec<PayoutEntry>, Vec<LineProblem>> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<String>>();
    let rows: Vec<(u64, Vec<String>)> = (2..).zip(lines).map(|(number, line)| (number, cells(line))).collect();
    read(&cells(HEAD), &rows)
}

#[test]
fn a_payment_a_refund_and_a_fee_are_read_and_the_payout_itself_is_none_of_them() {
    let entries = table(&[
        "po_1,2026-11-20 00:00:00,txn_1,eur,28.90,0.67,28.23,charge,ch_1,Order M-1001,pi_1,17",
        "po_1,2026-11-20 00:00:00,txn_2,eur,-5.00,0.00,-5.00,refund,re_1,,pi_1,",
        "po_1,2026-11-20 00:00:00,txn_3,eur,-2.00,0.00,-2.00,fee,,Radar,,",
        "po_1,2026-11-20 00:00:00,txn_4,eur,-21.23,0.00,-21.23,payout,po_1,,,",
        ",,,,,,,,,,,",
    ])
    .unwrap();
    let read: Vec<(PayoutKind, i64, i64, i64)> =
        entries.iter().map(|entry| (entry.kind, entry.gross.minor, entry.net(), entry.kept())).collect();
    assert_eq!(
        read,
        [
            (PayoutKind::Charge, 2_890, 2_823, 67),
            (PayoutKind::Refund, -500, -500, 0),
            (PayoutKind::Fee, -200, -200, 200)
        ]
    );
    let charge = &entries[0];
    assert_eq!((charge.attempt, charge.order.as_deref()), (Some(AttemptId(17)), Some("M-1001")));
    assert_eq!((charge.names.join(" "), charge.day.unwrap().iso()), ("ch_1 pi_1".to_owned(), "2026-11-20".to_owned()));
}

#[test]
fn each_line_that_cannot_be_read_is_told_with_its_number_and_nothing_is_taken() {
    let problems = table(&[
        "po_1,,txn_1,eur,28.90,0.67,28.23,charge,ch_1,,,",
        "po_1,,txn_2,eur,28.90,0.67,28.24,charge,ch_2,,,",
        "po_1,,txn_3,euro,1,0,1,charge,ch_3,,,",
        "po_1,,txn_4,eur,one,0,1,charge,ch_4,,,",
        ",,txn_5,eur,1,0,1,charge,ch_5,,,",
        "po_1,,,eur,1,0,1,charge,ch_6,,,",
        "po_1,,txn_1,eur,1,0,1,charge,ch_7,,,",
    ])
    .unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<u64>>(), [3, 4, 5, 6, 7, 8]);
    assert_eq!(problems[0].words, "28.90 less 0.67 is not 28.24.");
    assert_eq!(problems[2].words, "“one” in the column gross is no amount.");
}

#[test]
fn another_file_says_which_columns_it_lacks() {
    let problems = read(&["name".to_owned(), "Currency".to_owned()], &[]).unwrap_err();
    assert_eq!((problems.len(), problems[0].line), (1, 1));
    assert!(problems[0].words.contains("automatic_payout_id, balance_transaction_id"), "{}", problems[0].words);
    assert!(!problems[0].words.contains("currency"), "it is there, in other letters");
    assert_eq!(table(&[]).unwrap_err()[0].words, "There is no movement of money in this file.");
}
