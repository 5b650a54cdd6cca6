//! What the page calls: a request as JSON in, an answer as JSON and plain arrays out. Nothing else crosses the border, so that no
//! generated code has to be kept in step.
//!
//! The caller asks for room with [`reserve`], writes the request there, calls [`perform`], and reads the answer at the places that the
//! other functions give. They hold until the next call.

use std::cell::RefCell;

use crate::desk::{Answer, Desk};

#[derive(Default)]
struct Border {
    desk: Desk,
    request: Vec<u8>,
    answer: Answer,
}

thread_local! {
    static BORDER: RefCell<Border> = RefCell::default();
}

/// Makes room for a request of `length` bytes and says where.
#[unsafe(no_mangle)]
extern "C" fn reserve(length: usize) -> *mut u8 {
    BORDER.with_borrow_mut(|border| {
        border.request.clear();
        border.request.resize(length, 0);
        border.request.as_mut_ptr()
    })
}

/// Makes room for `length` numbers that go with the request, and says where.
#[unsafe(no_mangle)]
extern "C" fn reserve_metrics(length: usize) -> *mut f64 {
    BORDER.with_borrow_mut(|border| {
        border.answer.arrays.metrics.clear();
        border.answer.arrays.metrics.resize(length, 0.0);
        border.answer.arrays.metrics.as_mut_ptr()
    })
}

/// The same of numbers of half the width.
#[unsafe(no_mangle)]
extern "C" fn reserve_samples(length: usize) -> *mut f32 {
    BORDER.with_borrow_mut(|border| {
        border.answer.arrays.samples.clear();
        border.answer.arrays.samples.resize(length, 0.0);
        border.answer.arrays.samples.as_mut_ptr()
    })
}

/// Answers the request.
#[unsafe(no_mangle)]
extern "C" fn perform() {
    BORDER.with_borrow_mut(|border| {
        let Border { desk, request, answer } = border;
        desk.answer(request, answer);
    });
}

/// Where the answer's JSON begins.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    BORDER.with_borrow(|border| border.answer.json.as_ptr())
}

/// How many bytes it has.
#[unsafe(no_mangle)]
extern "C" fn answer_length() -> usize {
    BORDER.with_borrow(|border| border.answer.json.len())
}

/// Where the answer's metrics begin.
#[unsafe(no_mangle)]
extern "C" fn metrics() -> *const f64 {
    BORDER.with_borrow(|border| border.answer.arrays.metrics.as_ptr())
}

/// How many they are.
#[unsafe(no_mangle)]
extern "C" fn metrics_length() -> usize {
    BORDER.with_borrow(|border| border.answer.arrays.metrics.len())
}

/// Where the answer's monthly values begin.
#[unsafe(no_mangle)]
extern "C" fn samples() -> *const f32 {
    BORDER.with_borrow(|border| border.answer.arrays.samples.as_ptr())
}

/// How many they are.
#[unsafe(no_mangle)]
extern "C" fn samples_length() -> usize {
    BORDER.with_borrow(|border| border.answer.arrays.samples.len())
}
