//! How long the server lives: until it is told to stop, or until nobody has been there for a while.

use super::Etat;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// Who is there, and whether the end was called.
pub(super) struct Vie {
    /// Grows when someone comes or leaves; and how many are there.
    venues: watch::Sender<(u64, usize)>,
    fin: watch::Sender<bool>,
}

/// Someone is there: a request being answered, a page that listens.
pub(super) struct Presence(watch::Sender<(u64, usize)>);

impl Vie {
    pub(super) fn new() -> Self {
        Self { venues: watch::Sender::new((0, 0)), fin: watch::Sender::new(false) }
    }

    /// Someone comes, and is there until what is given back is dropped.
    pub(super) fn entre(&self) -> Presence {
        self.venues.send_modify(|(venues, la)| (*venues, *la) = (venues.wrapping_add(1), *la + 1));
        Presence(self.venues.clone())
    }

    /// Waits until nobody was there for so long.
    pub(super) async fn inactive(&self, duree: Duration) {
        let mut venues = self.venues.subscribe();
        loop {
            venues.mark_unchanged();
            if timeout(duree, venues.changed()).await.is_err() && venues.borrow().1 == 0 {
                return;
            }
        }
    }

    /// Ends what would otherwise last as long as a page is open.
    pub(super) fn finit(&self) {
        self.fin.send_replace(true);
    }

    /// Tells when the end is called.
    pub(super) fn fin(&self) -> watch::Receiver<bool> {
        self.fin.subscribe()
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.0.send_modify(|(venues, la)| (*venues, *la) = (venues.wrapping_add(1), la.saturating_sub(1)));
    }
}

/// Counts each request for as long as it is being answered.
pub(super) async fn compte(State(etat): State<Etat>, demande: Request, suite: Next) -> Response {
    let _presence = etat.vie.entre();
    suite.run(demande).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn une_page_qui_ecoute_garde_le_serveur_en_vie() {
        let moteur = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        moteur.block_on(async {
            let vie = Arc::new(Vie::new());
            let presence = vie.entre();
            let (court, long) = (Duration::from_millis(40), Duration::from_millis(400));
            assert!(timeout(long, vie.inactive(court)).await.is_err(), "someone is still there");
            drop(presence);
            assert!(timeout(long, vie.inactive(court)).await.is_ok());
            // requests that come and go, each before the delay is over
            let passant = tokio::spawn({
                let vie = Arc::clone(&vie);
                async move {
                    for _ in 0..40 {
                        drop(vie.entre());
                        tokio::time::sleep(Duration::from_millis(10)).await;
                    }
                }
            });
            assert!(timeout(Duration::from_millis(300), vie.inactive(Duration::from_millis(150))).await.is_err());
            passant.await.unwrap();
        });
    }
}
