//! Names to numbers, public ones only: what comes out here is what the connection goes to, so that a name cannot mean one
//! address when it is checked and another when it is asked.

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use services::port::ImageSourceError;

use super::address::is_public;

#[derive(Clone, Copy, Debug)]
pub(super) struct PublicResolver;

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(public(name.as_str(), found)?.into_iter()) as Addrs)
        })
    }
}

/// All of the numbers, when every one of them is public: a name that leads to both kinds is a trick.
pub(super) fn public(name: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, ImageSourceError> {
    match found.iter().find(|number| !is_public(number.ip())) {
        Some(number) => {
            Err(ImageSourceError::Refused(format!("{name} leads to {}, which is no public address", number.ip())))
        }
        None => Ok(found),
    }
}
