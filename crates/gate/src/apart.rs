//! Work that falls into pieces which need nothing of each other: done on as many threads as the machine has. Not here: anything
//! that touches a database, whose unit of work stays on one thread.

/// Pieces below which another thread costs more than it brings.
const FEW: usize = 64;
/// Threads at once, at most.
const THREADS: usize = 4;

/// Does a piece of work for each; the answers in the order of the pieces.
pub(crate) fn each<T: Send, U: Send>(mut pieces: Vec<T>, work: impl Fn(T) -> U + Sync) -> Vec<U> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(THREADS);
    if threads < 2 || pieces.len() < FEW {
        return pieces.into_iter().map(work).collect();
    }
    let share = pieces.len().div_ceil(threads);
    let mut shares = Vec::with_capacity(threads);
    while pieces.len() > share {
        shares.push(pieces.split_off(pieces.len() - share));
    }
    std::thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = shares
            .into_iter()
            .rev()
            .map(|share| scope.spawn(move || share.into_iter().map(work).collect::<Vec<U>>()))
            .collect();
        // This thread takes the first share.
        let mut done: Vec<U> = pieces.into_iter().map(work).collect();
        for other in others {
            match other.join() {
                Ok(answers) => done.extend(answers),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_stand_in_the_order_of_the_pieces() {
        for many in [0, 1, 63, 64, 65, 1_001] {
            let doubled: Vec<usize> = each((0..many).collect(), |piece| piece * 2);
            assert_eq!(doubled, (0..many).map(|piece| piece * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_in_a_piece_is_one_of_the_whole() {
        let done = std::panic::catch_unwind(|| {
            each((0..500).collect(), |piece: i32| assert_ne!(piece, 400, "found"));
        });
        assert!(done.is_err());
    }
}
