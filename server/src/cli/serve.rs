//! `mercer serve`: listens, prints where the shop is, and works until it is told to stop.

use std::{
    io::{self, IsTerminal as _},
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::{Router, serve::ListenerExt as _};
use services::{Shop, account};
use tokio::{net::TcpListener, signal, sync::watch, time};

use super::{CliError, seed};
use crate::{
    config::Config,
    http::site,
    jobs,
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

/// Requests that were begun are finished for so long after the signal.
const LAST_ORDERS: Duration = Duration::from_secs(28);

/// The demo shop that `--demo` makes.
const DEMO_SEED: u64 = 1;
const DEMO_PRODUCTS: usize = 240;

/// Serves until SIGTERM or Ctrl-C.
pub(super) async fn run(mut config: Config, arguments: &Arguments) -> Result<(), CliError> {
    let begun = Instant::now();
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
    let state = ServerState { shop: shop.clone(), site, test_provider };
    let service = router(state, &config.server);
    let jobs = jobs::start(&shop);
    say_where(&shop, begun.elapsed()).await?;
    listen(listener, service).await?;
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

/// Answers until the signal, then finishes what was begun.
///
/// # Errors
/// A listener that failed.
async fn listen(listener: TcpListener, service: Router) -> Result<(), CliError> {
    // Without this, small answers wait for the client's delayed acknowledgement.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let (tell, mut told) = watch::channel(false);
    let mut closing = told.clone();
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("closing: what was begun is finished");
        // Nobody listens any more when the server has ended by itself.
        let _ = tell.send(true);
    });
    let server = axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { drop(told.wait_for(|told| *told).await) });
    let patience = async {
        drop(closing.wait_for(|told| *told).await);
        time::sleep(LAST_ORDERS).await;
    };
    tokio::select! {
        outcome = server => outcome.map_err(|error| CliError::Refused(format!("the server failed: {error}"))),
        () = patience => {
            tracing::warn!("some requests were not finished in time");
            Ok(())
        }
    }
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
