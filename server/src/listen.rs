//! Answering requests, and coming to an end without losing one that was begun.

use std::{future::Future, io, net::SocketAddr, time::Duration};

use axum::{Router, serve::ListenerExt as _};
use tokio::{net::TcpListener, sync::watch, time};

/// Requests that were begun are finished for so long after the end was announced.
const LAST_ORDERS: Duration = Duration::from_secs(28);

/// Answers until `stop`, then takes no new connection and finishes what was begun.
///
/// # Errors
/// A listener that failed.
pub async fn listen(
    listener: TcpListener,
    service: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // Without this, small answers wait for the client's delayed acknowledgement.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let (tell, mut told) = watch::channel(false);
    let mut closing = told.clone();
    tokio::spawn(async move {
        stop.await;
        tracing::info!("closing: what was begun is finished");
        // Nobody hears it when the server has ended by itself.
        let _ = tell.send(true);
    });
    let server = axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { drop(told.wait_for(|told| *told).await) });
    let patience = async {
        drop(closing.wait_for(|told| *told).await);
        time::sleep(LAST_ORDERS).await;
    };
    tokio::select! {
        outcome = server => outcome,
        () = patience => {
            tracing::warn!("some requests were not finished in time");
            Ok(())
        }
    }
}
