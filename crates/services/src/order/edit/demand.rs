//! What a change takes out of the stock, and what it gives back.

use std::collections::BTreeMap;

use domain::{
    inventory::Demand,
    kernel::{Timestamp, VariantId},
    order::{OrderState, edit::EditError},
};

use super::{plan::Plan, standing::Standing};
use crate::{
    db::{Database, DatabaseError, Transaction},
    inventory::write::{self as inventory, Cause, TakenBack},
    order::{OrderError, job::TRANSFER_HOLD},
};

/// How many more of each variant a change needs; below zero how many fewer.
fn differences(standing: &Standing, plan: &Plan) -> Result<BTreeMap<VariantId, i64>, EditError> {
    let beyond = || EditError::Field("a quantity is too large".to_owned());
    let mut differences: BTreeMap<VariantId, i64> = BTreeMap::new();
    for line in &standing.lines {
        let after = plan.kept.iter().find(|kept| kept.id == line.id).map_or(0, |kept| kept.quantity);
        let more = after.checked_sub(line.quantity).ok_or_else(beyond)?;
        for (variant, each) in &line.needs {
            let sum = differences.entry(*variant).or_default();
            *sum = each.checked_mul(more).and_then(|more| sum.checked_add(more)).ok_or_else(beyond)?;
        }
    }
    for added in plan.added.iter().filter(|added| added.is_counted) {
        let sum = differences.entry(added.variant).or_default();
        *sum = sum.checked_add(added.quantity.get()).ok_or_else(beyond)?;
    }
    Ok(differences)
}

/// Moves the stock by what is different. An order that waits for its money holds it, a confirmed one has taken it.
pub(super) async fn move_stock(
    tx: &mut Transaction,
    database: &Database,
    (standing, plan): (&Standing, &Plan),
    (actor, now): (&str, Timestamp),
) -> Result<(), OrderError> {
    let cause = Cause { order: standing.order, actor, now };
    let has_taken = standing.state == OrderState::Confirmed;
    let mut less = Vec::new();
    // Sorted by variant, as every order touches stock.
    for (variant, difference) in differences(standing, plan)? {
        if difference > 0 {
            let need = Demand { variant, quantity: difference };
            let Some(taken) = inventory::take(tx, &[need]).await? else {
                return Err(EditError::Stock(title(standing, plan, variant)).into());
            };
            inventory::note_held(tx, database, &taken, cause, now.plus(TRANSFER_HOLD)).await?;
        } else if difference < 0 {
            let held = standing.held.get(&variant).copied().unwrap_or(0);
            less.push(Demand { variant, quantity: difference.saturating_neg().min(held) });
        }
    }
    finish(tx, database, &less, (has_taken, cause)).await?;
    Ok(())
}

async fn finish(
    tx: &mut Transaction,
    database: &Database,
    less: &[Demand],
    (has_taken, cause): (bool, Cause<'_>),
) -> Result<(), DatabaseError> {
    if has_taken {
        inventory::commit(tx, database, cause).await?;
        return inventory::give_back(tx, database, (TakenBack::Unsent(less), less), cause).await;
    }
    inventory::let_go(tx, database, less, cause).await?;
    // The customer is asked for the new sum, and has time for it.
    inventory::extend(tx, cause.order, cause.now.plus(TRANSFER_HOLD)).await
}

/// The name of what there is not enough of.
fn title(standing: &Standing, plan: &Plan, variant: VariantId) -> String {
    let added = plan.added.iter().find(|added| added.variant == variant).map(|added| added.title.clone());
    let needs = |line: &&super::standing::StandingLine| line.needs.iter().any(|need| need.0 == variant);
    added.or_else(|| standing.lines.iter().find(needs).map(|line| line.title.clone())).unwrap_or_default()
}
