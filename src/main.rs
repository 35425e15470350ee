//! The `trame` program.

fn main() {}
