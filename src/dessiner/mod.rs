//! `dessiner` stage.
