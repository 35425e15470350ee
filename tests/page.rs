//! The local page over a real socket, with the program as people run it: who is refused, what does not block, how it ends.

/// A server in a process of its own, and raw requests.
mod outils;

/// Foreign hosts and sites, missing keys, paths that climb, headers that never end.
mod surete;

/// Many requests at once while the folder changes; memory.
mod charge;

/// The program killed in the middle of saves.
#[cfg(unix)]
mod coupure;

/// The end: Ctrl-C with open pages, idleness, a browser that is not there.
mod fin;

/// `trame suivre`.
mod suivre;

/// Excel saves beside `trame suivre` and beside the page.
mod tableur;
