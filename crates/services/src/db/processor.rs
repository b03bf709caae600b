//! Where a thread runs.

/// Keeps this thread, and those that it starts from now on, on one of the processors on which it may run. Which one does not matter;
/// several programs on one machine mostly take different ones. Where the system does not permit it, nothing changes.
#[cfg(target_os = "linux")]
pub(super) fn stay_on_one() {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let Ok(permitted) = sched_getaffinity(None) else { return };
    let processors: Vec<usize> = (0..CpuSet::MAX_CPU).filter(|processor| permitted.is_set(*processor)).collect();
    let turn = usize::try_from(std::process::id()).unwrap_or(0).checked_rem(processors.len());
    let Some(chosen) = turn.and_then(|turn| processors.get(turn)) else { return };
    let mut only = CpuSet::new();
    only.set(*chosen);
    if let Err(error) = sched_setaffinity(None, &only) {
        tracing::debug!(%error, "the writer may not choose its processor");
    }
}

/// Other systems place threads as they think best.
#[cfg(not(target_os = "linux"))]
pub(super) fn stay_on_one() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_thread_and_those_that_it_starts_stay_on_one_processor() {
        let count = || rustix::thread::sched_getaffinity(None).unwrap().count();
        let told = std::thread::spawn(move || {
            stay_on_one();
            (count(), std::thread::spawn(count).join().unwrap())
        });
        assert_eq!(told.join().unwrap(), (1, 1));
    }
}
