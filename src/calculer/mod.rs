//! `calculer` stage.
