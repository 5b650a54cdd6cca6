use super::*;
use crate::numeric::bytes::Cursor;
use crate::numeric::kernels;
use crate::numeric::streams::Streams;

fn sketch_of(values: &[f64]) -> Sketch {
    let mut sketch = Sketch::default();
    values.iter().for_each(|&x| sketch.insert(x));
    sketch
}

fn normals(count: usize) -> Vec<f64> {
    let mut reader = Streams::new(77).open(0, 0);
    (0..count).map(|_| kernels::normal_quantile(reader.uniform())).collect()
}

/// Samples of several shapes: across zero, positive over many octaves, negative, huge, with never.
fn samples() -> Vec<Vec<f64>> {
    let z = normals(50_000);
    vec![
        z.iter().map(|z| 3.0 * z + 1.0).collect(),
        z.iter().map(|z| (2.5 * z).exp()).collect(),
        z.iter().map(|z| -(0.3 * z).exp()).collect(),
        z.iter().map(|z| (3.0 * z + 70.0).exp()).collect(),
        z.iter()
            .map(|z| if *z > 0.2 { f64::INFINITY } else { 2035.0 + z })
            .collect(),
        z.iter().map(|z| if *z < 1.0 { 0.0 } else { *z }).collect(),
    ]
}

const SHARES: [f64; 9] = [0.0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1.0];

fn exact(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile_of(sorted.len() as u64, share, |rank| sorted[rank as usize])
}

#[test]
fn quantiles_lie_within_the_stated_error_of_the_exact_ones() {
    for (shape, values) in samples().iter().enumerate() {
        let sketch = sketch_of(values);
        for (share, found) in SHARES.into_iter().zip(sketch.quantiles(SHARES)) {
            let exact = exact(values, share);
            let close = found == exact || (found - exact).abs() <= RELATIVE_ERROR * exact.abs();
            assert!(close, "shape {shape}, share {share}: {found} against {exact}");
        }
        let ends = sketch.quantiles([0.0, 1.0]);
        assert_eq!(ends[1] == f64::INFINITY, sketch.never() > 0);
        assert_eq!(sketch.count(), values.len() as u64);
    }
}

#[test]
fn quantiles_of_a_smooth_distribution_are_much_closer_than_the_bound() {
    let values: Vec<f64> = samples().remove(1);
    let found = sketch_of(&values).quantiles([0.05, 0.25, 0.5, 0.75, 0.95]);
    for (share, found) in [0.05, 0.25, 0.5, 0.75, 0.95].into_iter().zip(found) {
        let exact = exact(&values, share);
        assert!(
            (found / exact - 1.0).abs() < 1e-3,
            "share {share}: {found} against {exact}"
        );
    }
}

#[test]
fn few_distinct_values_come_back_exactly() {
    let values: Vec<f64> = (0..1000).map(|i| [0.7, 0.0, -0.35, 0.1, 1e9][i % 5]).collect();
    let sketch = sketch_of(&values);
    for share in SHARES {
        assert_eq!(sketch.quantiles([share]), [exact(&values, share)]);
    }
    assert_eq!(sketch_of(&[0.3; 99]).quantiles([0.05, 0.5]), [0.3, 0.3]);
}

#[test]
fn neither_order_nor_merging_changes_a_bit() {
    for values in samples() {
        let whole = sketch_of(&values);
        let backwards: Vec<f64> = values.iter().rev().copied().collect();
        assert_eq!(sketch_of(&backwards), whole);
        for piece in [1, 7, 20, 25_000] {
            let mut merged = Sketch::default();
            for part in values[..700].chunks(piece).rev() {
                merged.merge(&sketch_of(part));
            }
            merged.merge(&sketch_of(&values[700..]));
            assert_eq!(merged, whole, "pieces of {piece}");
            assert_eq!(
                merged.quantiles(SHARES).map(f64::to_bits),
                whole.quantiles(SHARES).map(f64::to_bits)
            );
        }
    }
}

#[test]
fn many_at_once_are_the_same_as_one_by_one() {
    let mut shapes = samples();
    shapes.push(vec![2.0; 100]);
    shapes.push(
        (0..2000)
            .map(|i| if i % 7 == 0 { f64::NAN } else { f64::from(i) + 0.5 })
            .collect(),
    );
    shapes.push((0..2000).map(|i| 1e-14 * f64::from(i)).collect());
    shapes.push([vec![f64::NAN; 3], vec![-0.0; 3], vec![f64::NEG_INFINITY; 3]].concat());
    for values in shapes {
        for piece in [1, 8, 512] {
            let mut sketch = Sketch::default();
            values.chunks(piece).for_each(|piece| sketch.insert_all(piece));
            assert_eq!(sketch, sketch_of(&values), "pieces of {piece}");
        }
    }
}

#[test]
fn special_numbers_are_counted_apart() {
    let sketch = sketch_of(&[
        f64::NAN,
        1.0,
        f64::INFINITY,
        -0.0,
        1e-13,
        f64::NAN,
        f64::NEG_INFINITY,
        f64::MAX,
    ]);
    assert_eq!(
        (sketch.missing(), sketch.never(), sketch.count(), sketch.finite()),
        (2, 1, 6, 4)
    );
    assert_eq!(sketch.range(), Some((0.0, f64::MAX)));
    assert_eq!(
        sketch.quantiles([0.0, 0.2, 0.4, 0.6, 1.0]),
        [f64::NEG_INFINITY, 0.0, 0.0, 1.0, f64::INFINITY]
    );
    let empty = sketch_of(&[f64::NAN]);
    assert!(empty.quantiles([0.5])[0].is_nan() && empty.share_below(1.0).is_nan() && empty.range().is_none());
}

#[test]
fn years_are_exact_where_they_are_few() {
    let years: Vec<f64> = normals(20_000)
        .iter()
        .map(|z| 2035.0 + (30.0 * z).round() / 12.0)
        .collect();
    let mut sketch = Sketch::with_exact(512);
    years.iter().for_each(|&year| sketch.insert(year));
    for share in SHARES {
        assert_eq!(sketch.quantiles([share]), [exact(&years, share)]);
    }
    let before = years.iter().filter(|year| **year < 2034.0).count() as f64;
    assert_eq!(sketch.share_below(2034.0), before / 20_000.0);
}

#[test]
fn share_below_inverts_the_quantile() {
    for values in samples() {
        let sketch = sketch_of(&values);
        for x in [-1.3, 0.4, 1.0, 1e30] {
            let exact = values.iter().filter(|value| **value < x).count() as f64 / values.len() as f64;
            assert!(
                (sketch.share_below(x) - exact).abs() < 2e-3,
                "below {x}: {} against {exact}",
                sketch.share_below(x)
            );
        }
    }
}

#[test]
fn bytes_come_back_and_damaged_bytes_do_not_panic() {
    let mut shapes = samples();
    shapes.push(vec![0.5, 0.25, f64::NAN]);
    shapes.push(Vec::new());
    for values in shapes {
        let sketch = sketch_of(&values);
        let mut bytes = Vec::new();
        sketch.encode(&mut bytes);
        let mut cursor = Cursor(&bytes);
        let mut back = Sketch::decode(&mut cursor).unwrap();
        assert!(cursor.0.is_empty());
        assert_eq!(back, sketch);
        // What is counted in later must land as if there had been no break.
        let mut on = sketch.clone();
        for x in [0.5, -3.0, 1e-20, 1e200, 0.1, 0.2] {
            back.insert(x);
            on.insert(x);
        }
        assert_eq!(back, on);
        assert!(Sketch::decode(&mut Cursor(&bytes[..bytes.len() - 1])).is_none());
    }
}

/// The oracle is the sketch that got the numbers themselves.
#[test]
fn codes_count_as_the_numbers_they_stand_for() {
    use super::codes::{Code, Tally};
    use crate::numeric::Num;
    let mut values = normals(4000);
    values.extend((0..4000).map(|i| kernels::exp(f64::from(i % 700) * 0.1 - 25.0)));
    values.extend([
        0.0,
        -0.0,
        1e-13,
        -1e-13,
        9.2e-13,
        -9.2e-13,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ]);
    values.extend([1e45, 1e46, -3e7, -4e7, -1e300, f64::MIN_POSITIVE, 1.0, -1.0, 7.0]);
    let plain = sketch_of(&values);
    let mut coded = sketch_of(&values[..100]);
    assert!(!coded.keeps_values());
    let (mut without, mut codes) = (0, Vec::new());
    for &x in &values[100..] {
        match Code::of(x) {
            Some(code) => {
                codes.push(code);
                if x.is_finite() {
                    coded.widen(x, x);
                }
            }
            None => {
                without += 1;
                coded.insert(x);
            }
        }
    }
    let mut tally = Tally::default();
    // All together, then one by one, then none.
    let (many, few) = codes.split_at(5000);
    coded.count_codes(many, &mut tally);
    few.iter().for_each(|&code| coded.count_codes(&[code], &mut tally));
    coded.count_codes(&[], &mut tally);
    // 1e46, -4e7 and -1e300 lie beyond the codes.
    assert_eq!(without, 3);
    let quantiles = |sketch: &Sketch| sketch.quantiles([0.0, 0.01, 0.05, 0.5, 0.95, 1.0]);
    assert_eq!(quantiles(&coded), quantiles(&plain));
    assert_eq!(
        (coded.count(), coded.missing(), coded.finite()),
        (plain.count(), plain.missing(), plain.finite())
    );
    let lanes: [f64; 8] = std::array::from_fn(|lane| values[lane + 9]);
    let (together, all_have_one) = Code::of_all(Num(lanes));
    assert!(all_have_one);
    assert_eq!(together.map(Some), lanes.map(Code::of));
    assert!(Code::of_all(Num([1.0, 0.0, -0.0, -1e-13, 9.0])).1);
    for special in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 1e46, -4e7] {
        assert!(!Code::of_all(Num([1.0, special])).1, "{special}");
    }
    coded.count_codes(&[Code::ABSENT], &mut tally);
    assert_eq!(coded.count(), plain.count());
}

/// A tally counts in 16 bits: more of one number than that must not be lost.
#[test]
fn more_of_one_number_than_a_tally_holds_are_counted() {
    use super::codes::{Code, Tally};
    let mut sketch = sketch_of(&normals(100));
    let codes = vec![Code::of(3.0).expect("an ordinary number"); 200_000];
    sketch.widen(3.0, 3.0);
    sketch.count_codes(&codes, &mut Tally::default());
    assert_eq!(sketch.count(), 200_100);
    assert_eq!(sketch.quantiles([0.5])[0], 3.0);
}

/// A range that is brought in is that of the same numbers counted in one by one.
#[test]
fn numbers_that_count_as_zero_widen_the_range_to_zero() {
    let mut brought_in = Sketch::default();
    brought_in.widen(-1e-14, 3.0);
    let mut counted = Sketch::default();
    counted.insert_all(&[-1e-14, 3.0]);
    assert_eq!(brought_in.range(), Some((0.0, 3.0)));
    assert_eq!(counted.range(), brought_in.range());
}

/// The oracle is [`Sketch::merge`]: of few values and of many, close together and far apart, often and once, on both sides of zero.
#[test]
fn what_is_packed_is_counted_in_like_the_sketch_itself() {
    let mut all = samples();
    all.push(vec![2030.0; 70_000]);
    all.push((0..60).map(|x| f64::from(x) - 30.0).collect());
    all.push(vec![f64::NAN, f64::NEG_INFINITY, 0.0, f64::INFINITY]);
    all.push(Vec::new());
    let pieces: Vec<Sketch> = all
        .iter()
        .flat_map(|values| [1, 20, 60, 400, 50_000].map(|count| sketch_of(&values[..count.min(values.len())])))
        .collect();
    for first in &pieces {
        let (mut merged, mut counted) = (first.clone(), first.clone());
        for next in &pieces {
            let (mut bytes, mut values, mut place) = (Vec::new(), Vec::new(), 0);
            next.pack(&mut bytes, &mut values);
            merged.merge(next);
            let mut cursor = Cursor(&bytes);
            let needs_values = counted.keeps_values();
            counted
                .add_packed(&mut cursor, &mut place, || {
                    assert!(needs_values);
                    Some(&values)
                })
                .unwrap();
            assert!(cursor.0.is_empty() && place == values.len());
            assert!(merged == counted);
            for length in (0..bytes.len()).step_by(bytes.len() / 5 + 1) {
                let cut = first
                    .clone()
                    .add_packed(&mut Cursor(&bytes[..length]), &mut 0, || Some(&values));
                assert_eq!(cut, None, "{length} bytes of {}", bytes.len());
            }
        }
    }
}
