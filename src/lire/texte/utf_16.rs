//! UTF-16, the « Texte Unicode » of Excel, with or without its byte-order mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Code units looked at where there is no mark.
const SAMPLE: usize = 4096;

/// The text and what it is called, when these bytes are UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    let marked = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some((UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = marked {
        return Some((text(encoding, rest), "UTF-16"));
    }
    Some((text(unmarked(bytes)?, bytes), "UTF-16 sans BOM"))
}

fn text<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// French is mostly Latin: one byte of nearly every pair is zero, always on the same side.
fn unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = || bytes.chunks_exact(2).take(SAMPLE);
    let (total, first, second) =
        (pairs().count(), pairs().filter(|p| p[0] == 0).count(), pairs().filter(|p| p[1] == 0).count());
    let mostly = |zeros: usize, others: usize| total >= 2 && zeros * 10 >= total * 8 && others * 20 <= total;
    match (mostly(second, first), mostly(first, second)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}
