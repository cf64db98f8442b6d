//! Wall time of the hot paths: `cargo bench -p anxun-benches --features criterion`. Each measures [`RECORDS`] records.
#![allow(missing_docs)]

use std::hint::black_box;

use anxun::record::Document;
use anxun_benches::hot::{self, Hot, RECORDS};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn paths(criterion: &mut Criterion) {
    let hot = Hot::new();
    let styles = [("standard", &hot.standard), ("shuffled", &hot.shuffled), ("python", &hot.python)];
    let mut group = criterion.benchmark_group("paths");
    group.throughput(Throughput::Elements(RECORDS));
    let mut document = Document::default();
    for (style, lines) in styles {
        group.bench_function(format!("read/{style}"), |b| b.iter(|| hot::read(&mut document, black_box(lines))));
    }
    for (style, lines) in styles {
        group.bench_function(format!("review/{style}"), |b| {
            b.iter(|| hot::review(&mut document, black_box(lines), &hot.context));
        });
    }
    group.bench_function("push/standard", |b| {
        b.iter_batched_ref(
            || hot::register(&hot.context),
            |register| hot::push(register, black_box(&hot.standard)),
            criterion::BatchSize::SmallInput,
        );
    });
    group.bench_function("number", |b| b.iter(|| hot::numbers(black_box(&hot.numbers))));
    let terms = hot::terms(&hot.context);
    group.bench_function("retention", |b| b.iter(|| hot::retention(black_box(&hot.records), &hot.context, &terms)));
    let calendar = hot.context.calendar();
    group.bench_function("calendar", |b| b.iter(|| hot::calendar(black_box(&hot.days), calendar)));
    group.finish();
}

criterion_group!(wall_time, paths);
criterion_main!(wall_time);
