//! `controler` stage.
