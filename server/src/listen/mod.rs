//! Answering requests, and coming to an end without losing one that was begun.
//!
//! Invariants: whoever opens a connection and sends nothing, or takes nothing of its answer, is hung up on; there are never more
//! connections than the process can hold, and no address has them all.

mod door;

use std::{convert::Infallible, future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time,
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

use self::door::Door;
pub use self::door::{Doors, raise_limit};

/// Requests that were begun are finished for so long after the end was announced.
const LAST_ORDERS: Duration = Duration::from_secs(28);
/// After a failure that is no connection's own, such as too many open files.
const PAUSE: Duration = Duration::from_millis(200);

/// Answers until `stop`, then takes no new connection and finishes what was begun.
///
/// # Errors
/// None now; a listener that fails is asked again.
pub async fn listen(
    listener: TcpListener,
    service: Router,
    doors: Doors,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        stop.await;
        tracing::info!("closing: what was begun is finished");
        // Nobody hears it when the server has ended by itself.
        let _ = tell.send(true);
    });
    let door = Door::new(doors);
    tokio::select! {
        () = take_in(&listener, &service, &door, &told) => {}
        () = heard(told.clone()) => {}
    }
    drop(listener);
    if time::timeout(LAST_ORDERS, door.is_empty()).await.is_err() {
        tracing::warn!("some requests were not finished in time");
    }
    Ok(())
}

/// Comes back when the end was announced.
async fn heard(mut told: watch::Receiver<bool>) {
    // Without an announcer there is no end any more.
    if told.wait_for(|told| *told).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Takes connections for ever; the next one waits until there is room for it.
async fn take_in(listener: &TcpListener, service: &Router, door: &Arc<Door>, told: &watch::Receiver<bool>) {
    loop {
        let place = door.place().await;
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) if is_of_a_connection(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "no connection could be taken");
                time::sleep(PAUSE).await;
                continue;
            }
        };
        // One guest too many of an address is hung up on.
        let Some(guest) = Door::let_in(door, address.ip(), place) else { continue };
        // Without this, small answers wait for the client's delayed acknowledgement.
        let _ = stream.set_nodelay(true);
        let (service, told, doors) = (service.clone(), told.clone(), door.doors);
        tokio::spawn(async move {
            answer(stream, address, service, doors, told).await;
            drop(guest);
        });
    }
}

fn is_of_a_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}

/// Answers what comes over one connection.
async fn answer(stream: TcpStream, address: SocketAddr, service: Router, doors: Doors, told: watch::Receiver<bool>) {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(doors.patience_of_writer));
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        let service = service.clone();
        async move { service.oneshot(request).await.map_err(|never: Infallible| never) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(doors.patience_of_reader)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let mut connection = std::pin::pin!(connection);
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        () = heard(told) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::trace!(%error, "a connection ended early");
    }
}
