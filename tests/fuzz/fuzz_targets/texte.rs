//! Any bytes as a table, as rapport.toml or as a text of the team.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| trame_fuzz::texte(octets));
