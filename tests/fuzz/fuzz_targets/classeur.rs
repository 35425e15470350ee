//! Any bytes as a workbook, or as one part of a workbook that is sound but for it.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| trame_fuzz::classeur(octets));
