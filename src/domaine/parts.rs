//! Work over a long list, cut into as many parts as there are processors: results come back in the order of the list.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// Below so many items the work is done in one part.
const LONG: usize = 16_384;

/// Runs `work` on consecutive ranges that cover `0..len`, in parallel when the list is long. At least one range.
pub fn in_parts<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let parts = if len < LONG { 1 } else { thread::available_parallelism().map_or(1, NonZero::get) };
    let range = |part: usize| len / parts * part..if part + 1 == parts { len } else { len / parts * (part + 1) };
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = (1..parts).map(|part| scope.spawn(move || work(range(part)))).collect();
        let mut done = vec![work(range(0))];
        for other in others {
            done.push(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_list_in_order() {
        for len in [0, 1, 5, LONG, LONG + 1, 100_003] {
            let parts: Vec<Vec<usize>> = in_parts(len, Iterator::collect);
            assert!(!parts.is_empty());
            assert!(parts.into_iter().flatten().eq(0..len), "{len}");
        }
    }
}
