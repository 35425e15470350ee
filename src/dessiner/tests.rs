//! Charts drawn from hand-made indicators, and looked at through their geometry.

mod cascade;
mod donnees;
mod geometrie;
mod lecture;
mod par_dispositif;
mod populations;
mod projection;
