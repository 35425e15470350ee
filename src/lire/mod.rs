//! `lire` stage.
