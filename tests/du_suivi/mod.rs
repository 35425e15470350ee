//! What is computed from a follow-up table: conventions of the specification § 10, one named case each, and random
//! tables against a second computation, written day by day.

mod conventions;
mod hasard;
mod lignes;
mod nombreux;
mod outils;
mod populations;
