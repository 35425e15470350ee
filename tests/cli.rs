//! The program as people run it: exit codes, help, outputs.
