//! `composer` stage.
