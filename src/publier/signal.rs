//! The end, as the system calls it.

use std::pin::pin;
use std::task::Poll;

/// Waits for Ctrl-C, or for what a closed session sends.
pub(super) async fn arret() {
    premier(ctrl_c(), terminaison()).await;
}

async fn ctrl_c() {
    // without a signal handler, only the window can be closed
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminaison() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminaison) => {
            terminaison.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminaison() {
    std::future::pending().await
}

/// Waits for one of two things; true when it was the first.
pub(super) async fn premier(un: impl Future<Output = ()>, autre: impl Future<Output = ()>) -> bool {
    let (mut un, mut autre) = (pin!(un), pin!(autre));
    std::future::poll_fn(|contexte| match (un.as_mut().poll(contexte), autre.as_mut().poll(contexte)) {
        (Poll::Ready(()), _) => Poll::Ready(true),
        (_, Poll::Ready(())) => Poll::Ready(false),
        _ => Poll::Pending,
    })
    .await
}
