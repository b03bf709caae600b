//! One round: shop, die, start again, ask again, compare.

use std::{
    process::ExitStatus,
    sync::{Mutex, PoisonError, atomic::AtomicBool, atomic::Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{
    desk,
    ground::{Ground, Running},
    plan::{End, LONGEST, Plan},
    promise::{Promise, Told},
    random::Random,
    report::Report,
    shopper::{self, Street},
};
use crate::{Outcome, bench::client::Connection};

/// So long the program may take to finish what it has begun.
const CLOSING: Duration = Duration::from_secs(30);
/// So often a request is sent again before it counts as never answered.
const TRIES: u32 = 5;

/// Plays a round, and adds its promises to those that are known.
pub fn play(
    ground: &Ground,
    number: u32,
    plan: &Plan,
    random: &mut Random,
    known: &mut Vec<Promise>,
    report: &mut Report,
) -> Outcome {
    let mut fault = |what: String| report.violations.push(format!("round {number} ({:?}): {what}", plan.end));
    let (mut promises, ended) = shop_until_death(ground, number, plan, random)?;
    if let (End::Asked(_), Some(problem)) = (&plan.end, closing_problem(ended)) {
        fault(problem);
    }
    let unanswered = promises.iter().filter(|promise| promise.told == Told::Nothing).count();
    let mut running = ground.start(&[])?;
    let start = running.start;
    ask_again(ground, &mut promises).into_iter().for_each(&mut fault);
    let ended = running.ask_to_end(CLOSING);
    if let Some(problem) = closing_problem(ended) {
        fault(problem);
    }
    drop(running);
    ground.succeed(&["reconcile"])?;
    ground.broken()?.into_iter().for_each(&mut fault);
    report.count(plan, start, &promises, unanswered);
    known.extend(promises);
    Ok(())
}

fn closing_problem(ended: Option<ExitStatus>) -> Option<String> {
    match ended {
        Some(status) if status.success() => None,
        Some(status) => Some(format!("asked to end, the program ended with {status}")),
        None => Some(format!("asked to end, the program did not end within {CLOSING:?}")),
    }
}

/// Lets shoppers and manager work until the program is dead; gives what they were told, and how it ended when it was asked to.
fn shop_until_death(
    ground: &Ground,
    number: u32,
    plan: &Plan,
    random: &mut Random,
) -> Outcome<(Vec<Promise>, Option<ExitStatus>)> {
    let point = if let End::At(point) = &plan.end { point.as_str() } else { "" };
    let mut variables = vec![("MERCER_PAYMENT_TEST_FAULTS", plan.faults)];
    if !point.is_empty() {
        variables.push(("MERCER_FAILPOINT", point));
    }
    let mut running = ground.start(&variables)?;
    let (is_over, promises) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let street = Street { port: ground.port, log: &ground.log, is_over: &is_over, promises: &promises };
    let ended = thread::scope(|scope| {
        for shopper in 0..plan.shoppers {
            let (street, random) = (&street, random.split());
            scope.spawn(move || shopper::shop(street, &format!("r{number}-s{shopper}"), random));
        }
        let (random, over) = (random.split(), &is_over);
        scope.spawn(move || desk::work(ground.port, &ground.session, over, random, &ground.deeds));
        let ended = die(&mut running, &plan.end, &is_over);
        is_over.store(true, Ordering::Relaxed);
        ended
    });
    Ok((promises.into_inner().unwrap_or_else(PoisonError::into_inner), ended))
}

fn die(running: &mut Running, end: &End, is_over: &AtomicBool) -> Option<ExitStatus> {
    match end {
        End::Killed(after) => {
            thread::sleep(*after);
            running.kill();
            None
        }
        End::At(_) => {
            let begin = Instant::now();
            while begin.elapsed() < LONGEST && !running.has_ended() {
                thread::sleep(Duration::from_millis(2));
            }
            running.kill();
            None
        }
        End::Asked(after) => {
            thread::sleep(*after);
            is_over.store(true, Ordering::Relaxed);
            running.ask_to_end(CLOSING)
        }
    }
}

/// Every shopper does again what got no answer, and those who got one ask again too; what is answered otherwise is told.
fn ask_again(ground: &Ground, promises: &mut [Promise]) -> Vec<String> {
    let (is_over, nobody) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let street = Street { port: ground.port, log: &ground.log, is_over: &is_over, promises: &nobody };
    let mut connection = Connection::new(ground.port);
    let mut problems = Vec::new();
    for promise in promises {
        let before = promise.told;
        if before == Told::Refused {
            continue;
        }
        let mut again = Promise { told: Told::Nothing, ..promise.clone() };
        for _ in 0..TRIES {
            shopper::place(&mut connection, &mut again);
            if again.told != Told::Nothing {
                break;
            }
        }
        match (before, again.told) {
            (_, Told::Nothing) => problems.push(format!("I-15 {} got no answer to ask again", promise.email)),
            (Told::Placed, Told::Refused) => {
                problems.push(format!("I-15 {} was told that the order stands, and then not", promise.email));
            }
            _ => {
                let what = if again.told == Told::Placed { "placed" } else { "refused" };
                (promise.told, promise.continue_at) = (again.told, again.continue_at);
                let _ = ground.log.note(what, promise);
            }
        }
        if let Err(problem) = go_on(&street, &mut connection, promise, before) {
            problems.push(problem);
        }
    }
    problems
}

/// Whoever had no answer goes on to pay; whoever saw the order's page sees it again.
fn go_on(street: &Street<'_>, connection: &mut Connection, promise: &mut Promise, before: Told) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("I-15 a page did not come: {error}");
    if let Some(page) = promise.page.clone() {
        let seen = promise.number.take();
        shopper::see(street, connection, promise, page).map_err(failed)?;
        if promise.number.is_none() || promise.number != seen {
            return Err(format!("I-15 the page of {} shows {:?}, and showed {seen:?}", promise.email, promise.number));
        }
        return Ok(());
    }
    let pay_at = promise.continue_at.clone().filter(|path| path.starts_with("/pay/test/"));
    match pay_at {
        Some(path) if before == Told::Nothing => {
            shopper::pay(street, connection, promise, &path).map_err(failed)?;
            if promise.page.is_none() {
                return Err(format!("R-27 {} could not pay after the crash", promise.email));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
