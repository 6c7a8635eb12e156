//! Which pools the present thread is inside of, so that a unit of work inside another neither waits for itself nor is made to
//! wait for a place that only its own thread could give back.

use std::cell::RefCell;

thread_local! {
    static INSIDE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// A thread's stay inside a pool; ends on drop.
pub(crate) struct Stay(usize);

impl Stay {
    /// Begins a stay.
    pub(crate) fn begin<T>(pool: &T) -> Self {
        let address = std::ptr::from_ref(pool).addr();
        INSIDE.with_borrow_mut(|inside| inside.push(address));
        Self(address)
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        INSIDE.with_borrow_mut(|inside| {
            if let Some(at) = inside.iter().rposition(|other| *other == self.0) {
                inside.remove(at);
            }
        });
    }
}

/// Whether this thread is inside a pool.
pub(crate) fn is_inside<T>(pool: &T) -> bool {
    let address = std::ptr::from_ref(pool).addr();
    INSIDE.with_borrow(|inside| inside.contains(&address))
}
