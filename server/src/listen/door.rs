//! Who is let in: how many connections there are, in all and of each address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Files that the process needs besides its connections: databases, pictures, the search index, mails.
const OWN_FILES: u64 = 256;
/// As many as are worth having.
const WANTED_FILES: u64 = 16_384;
/// Where the system does not tell.
const USUAL_FILES: u64 = 1_024;

/// How many connections there may be, and how long one may keep us waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doors {
    /// Connections in all; the next ones wait.
    pub most: usize,
    /// Connections of one address; the next ones are hung up on. Behind a proxy all come from its address, so there is none.
    pub most_of_an_address: Option<usize>,
    /// For so long a request's first lines may be awaited, also between two requests.
    pub patience_of_reader: Duration,
    /// For so long an answer may stand still because nobody takes it.
    pub patience_of_writer: Duration,
}

impl Doors {
    /// The doors of a process that may open so many files.
    #[must_use]
    pub fn of(files: u64, trusted_proxies: usize) -> Self {
        let most = usize::try_from(files.saturating_sub(OWN_FILES)).unwrap_or(usize::MAX).max(64);
        Self {
            most,
            most_of_an_address: (trusted_proxies == 0).then_some(most / 4),
            patience_of_reader: Duration::from_secs(15),
            patience_of_writer: Duration::from_secs(30),
        }
    }
}

/// Lets the process open as many files as it may and wants, and says how many those are.
#[must_use]
pub fn raise_limit() -> u64 {
    rlimit::increase_nofile_limit(WANTED_FILES).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files stays as it is");
        USUAL_FILES
    })
}

/// The door itself.
pub(super) struct Door {
    pub doors: Doors,
    room: Arc<Semaphore>,
    guests: Mutex<HashMap<IpAddr, usize>>,
}

impl Door {
    pub fn new(doors: Doors) -> Arc<Self> {
        Arc::new(Self { doors, room: Arc::new(Semaphore::new(doors.most)), guests: Mutex::default() })
    }

    /// A place for one more connection, as soon as there is one.
    pub async fn place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.room).acquire_owned().await.ok()
    }

    /// Lets an address in, unless it has all that it may have.
    pub fn let_in(door: &Arc<Self>, address: IpAddr, place: Option<OwnedSemaphorePermit>) -> Option<Guest> {
        let mut guests = door.guests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = guests.entry(address).or_default();
        if door.doors.most_of_an_address.is_some_and(|most| *count >= most) {
            return None;
        }
        *count += 1;
        Some(Guest { door: Arc::clone(door), address, _place: place })
    }

    /// Comes back when the last guest has gone. Nobody gets in afterwards.
    pub async fn is_empty(&self) {
        let all = u32::try_from(self.doors.most).unwrap_or(u32::MAX);
        drop(self.room.acquire_many(all).await);
    }
}

/// A connection that was let in; dropped, it is out again.
pub(super) struct Guest {
    door: Arc<Door>,
    address: IpAddr,
    _place: Option<OwnedSemaphorePermit>,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut guests = self.door.guests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = guests.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                guests.remove(&self.address);
            }
        }
    }
}
