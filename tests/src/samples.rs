//! Records to ask about: faultless ones of every kind, one for each fault, and those of the standard register; all stand
//! in the plant of the year and are judged in [`context`].

use std::sync::{Arc, OnceLock};

use anxun::calendar::WorkCalendar;
use anxun::check::{Context, Review};
use anxun::error::Faults;
use anxun::json::canonical;
use anxun::record::Document;
use anxun::vocab::TrainingKind;
use anxun_benches::faultless::{Made, sample_of};
use anxun_benches::faults::{Scene, faults};
use anxun_benches::moment::stamp;
use anxun_benches::plant::Plant;
use anxun_benches::random::Random;
use anxun_benches::register::AS_OF;
use anxun_benches::standard::Maker;
use anxun_benches::subject::of_kind;
use serde_json::Value;

pub use anxun_benches::measure::engine::context;

/// Faultless records: each kind with each of its subjects.
#[must_use]
pub fn faultless() -> Vec<Value> {
    made().into_iter().map(|made| made.record).collect()
}

fn made() -> Vec<Made> {
    let plant = Plant::of_the_year(1);
    let variants = |kind: TrainingKind| (0..of_kind(kind).len()).map(move |variant| (kind, variant));
    TrainingKind::ALL
        .iter()
        .flat_map(|kind| variants(*kind))
        .map(|(kind, variant)| sample_of(&plant, kind, variant))
        .collect()
}

/// One record for each fault of the catalogue that fits a sample, with the code for which it was planted.
#[must_use]
pub fn faulty() -> Vec<(&'static str, Value)> {
    let samples = made();
    let calendar = WorkCalendar::china();
    let plant = |fault: &anxun_benches::faults::Fault| {
        // Begin with another sample for each fault, so that the kinds take turns.
        let first = fault.code.bytes().map(usize::from).sum::<usize>();
        (0..samples.len()).find_map(|at| {
            let mut made = samples[(first + at) % samples.len()].clone();
            let mut random = Random::new(7);
            let mut scene = Scene { calendar: &calendar, as_of: stamp(AS_OF), random: &mut random };
            (fault.plant)(&mut made, &mut scene)?;
            made.seal();
            Some((fault.code, made.record))
        })
    };
    faults().iter().filter_map(plant).collect()
}

/// The first records of a standard register.
#[must_use]
pub fn standard(seed: u64, count: usize) -> Vec<Value> {
    let mut maker = Maker::new(seed);
    (0..count).map(|_| maker.make().0.record).collect()
}

/// Faultless, faulty and standard records together, made once.
#[must_use]
pub fn all() -> &'static [Value] {
    static ALL: OnceLock<Vec<Value>> = OnceLock::new();
    ALL.get_or_init(|| {
        let faulty = faulty().into_iter().map(|(_, record)| record);
        faultless().into_iter().chain(faulty).chain(standard(1, 30)).collect()
    })
}

/// The review of a text.
///
/// # Errors
/// Those of the review.
pub fn review(text: &str, context: &Context) -> Result<Review, Faults> {
    anxun::check::review_json(&mut Document::new(context.limits()), text.as_bytes(), context)
}

/// The bytes of the review of a record that can be judged.
///
/// # Panics
/// Where it cannot.
#[must_use]
pub fn bytes(text: &str, context: &Arc<Context>) -> String {
    let review = review(text, context).unwrap_or_else(|faults| panic!("{faults}: {text}"));
    canonical(&review).expect("a review is written")
}
