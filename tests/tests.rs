#![cfg(test)]
//! One binary for every integration test.
