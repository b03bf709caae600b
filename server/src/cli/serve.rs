//! `mercer serve`: listens, prints where the shop is, and works until it is told to stop.

use std::{
    io::{self, IsTerminal as _},
    sync::Arc,
    time::{Duration, Instant},
};

use services::{Shop, account};
use tokio::{net::TcpListener, signal};

use super::{CliError, seed};
use crate::{
    config::Config,
    http::site,
    jobs,
    listen::{Doors, listen, raise_limit},
    router::{ServerState, router},
    startup,
};

/// The options of `mercer serve`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The port to listen on (setting server.port)
    #[arg(long)]
    pub(super) port: Option<u16>,
    /// Fill the shop with the demo shop first, when it is empty
    #[arg(long, conflicts_with = "empty")]
    demo: bool,
    /// Leave an empty shop empty
    #[arg(long)]
    empty: bool,
}

/// The demo shop that `--demo` makes.
const DEMO_SEED: u64 = 1;
const DEMO_PRODUCTS: usize = 240;

/// Serves until SIGTERM or Ctrl-C.
pub(super) async fn run(mut config: Config, arguments: &Arguments) -> Result<(), CliError> {
    let begun = Instant::now();
    #[cfg(any(debug_assertions, feature = "failpoint"))]
    if let Ok(text) = std::env::var(crate::config::FAILPOINT) {
        services::failpoint::arm(&text).map_err(CliError::Refused)?;
    }
    let listener = bind(&mut config).await?;
    let shop = startup::shop(&config).await?;
    if arguments.demo && shop.shelf.size() == 0 {
        seed::fill(&shop, DEMO_SEED, DEMO_PRODUCTS).await?;
        shop.shelf.reload().await?;
    }
    let site = site::options(config.server.site_root.as_deref(), config.server.listen);
    let test_provider = startup::test_provider(&config, &shop.database, &shop.clock)?;
    if let Some(provider) = &test_provider {
        provider.resume().await?;
    }
    let state = ServerState { shop: shop.clone(), site: Arc::new(site), test_provider: test_provider.map(Arc::new) };
    let service = router(state, &config.server);
    let jobs = jobs::start(&shop);
    say_where(&shop, begun.elapsed()).await?;
    let doors = Doors::of(raise_limit(), config.server.trusted_proxies);
    let outcome = listen(listener, service, doors, stop_signal()).await;
    outcome.map_err(|error| CliError::Refused(format!("the server failed: {error}")))?;
    drop(jobs);
    shop.database.close().await;
    tracing::info!("the shop is closed");
    Ok(())
}

/// Listens first: a port that is taken is known before anything else is done, and a free one that the system chose is known
/// when links are made.
async fn bind(config: &mut Config) -> Result<TcpListener, CliError> {
    let wanted = config.server.listen;
    let refused = |reason: io::Error| CliError::Refused(format!("cannot listen on {wanted}: {reason}"));
    let listener = TcpListener::bind(wanted).await.map_err(refused)?;
    config.listening_on(listener.local_addr().map_err(refused)?);
    Ok(listener)
}

/// Prints the links; the owner's only while nobody owns the shop.
async fn say_where(shop: &Shop, took: Duration) -> Result<(), CliError> {
    let base = &shop.settings.base_url;
    println!("\n  The shop    {base}/\n  The admin   {base}/admin");
    if !account::read::has_owner(shop).await? {
        let path = account::write::invite_owner(shop).await?;
        println!("  The owner   {base}{path}\n              (once: sets name and password)");
    }
    if io::stdout().is_terminal() {
        println!("\n  Ready after {:.1} s. Ctrl-C stops it.\n", took.as_secs_f64());
    } else {
        println!("\n  Ready after {:.1} s.\n", took.as_secs_f64());
    }
    Ok(())
}

/// SIGTERM, or Ctrl-C.
async fn stop_signal() {
    let interrupted = signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminated) = signal::unix::signal(signal::unix::SignalKind::terminate()) else {
            drop(interrupted.await);
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
