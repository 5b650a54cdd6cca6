//! Labels at the right ends of series, pushed apart so that none covers another.

use crate::scene::{Anchor, Point, Region, Scene};
use crate::theme::{Block, Hue, LABEL_SIZE, RULE, Rgb, Weight, fit};

/// Space between a series and its label.
const GAP: f64 = 16.0;
/// Labels wider than this wrap.
const WIDEST: f64 = 300.0;

/// A label and the point of the series it belongs to.
#[derive(Debug)]
pub struct EndLabel {
    block: Block,
    color: Rgb,
    end: Point,
}

/// Labels broken into lines and made small enough to fit below each other into `height`.
pub fn blocks(labels: &[&str], height: f64) -> Vec<Block> {
    let mut size = LABEL_SIZE;
    loop {
        let blocks: Vec<Block> = labels
            .iter()
            .map(|label| fit(label, Weight::Bold, WIDEST, (size, size * 0.8), 2))
            .collect();
        if size < 10.0 || blocks.iter().map(Block::height).sum::<f64>() <= height {
            return blocks;
        }
        size -= 1.0;
    }
}

/// Width to keep free at the right of the plot.
pub fn width(blocks: &[Block]) -> f64 {
    let widest = blocks.iter().map(|block| block.width(Weight::Bold)).fold(0.0, f64::max);
    if widest > 0.0 { widest * 1.04 + GAP } else { 0.0 }
}

impl EndLabel {
    pub fn new(block: Block, hue: Hue, end: Point) -> Self {
        Self {
            block,
            color: hue.ink(),
            end,
        }
    }
}

/// Draws the labels to the right of `region`, with a thin leader where a label had to move or its series ends early.
pub fn draw(scene: &mut Scene, region: Region, labels: &[EndLabel]) {
    let wanted: Vec<(f64, f64)> = labels.iter().map(|label| (label.end.1, label.block.height())).collect();
    for (label, middle) in labels
        .iter()
        .zip(spread(&wanted, region.top - LABEL_SIZE / 2.0, region.bottom))
    {
        let (x, y) = label.end;
        if (middle - y).abs() > 10.0 || region.right - x > GAP {
            scene.line(vec![(x + 4.0, y), (region.right + GAP - 4.0, middle)], RULE, 1.2);
        }
        // Letters sit a little above the middle of their line.
        let top = middle - label.block.height() / 2.0 - 0.02 * label.block.size;
        scene.block(
            &label.block,
            region.right + GAP,
            top,
            Anchor::Start,
            Weight::Bold,
            label.color,
        );
    }
}

/// Middles of things with a wanted middle and a height, moved as little as keeps them in order, apart and, where
/// there is room, between `top` and `bottom`. Neighbours that touch settle around their common centre.
pub fn spread(wanted: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    struct Group {
        members: Vec<usize>,
        /// Middle of the whole group.
        middle: f64,
        height: f64,
    }
    let total: f64 = wanted.iter().map(|(_, height)| height).sum();
    let bottom = bottom.max(top + total);
    let inside = |middle: f64, height: f64| middle.clamp(top + height / 2.0, bottom - height / 2.0);
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    let mut groups: Vec<Group> = Vec::new();
    for index in order {
        let (middle, height) = wanted[index];
        let mut last = Group {
            members: vec![index],
            middle: inside(middle, height),
            height,
        };
        while let Some(before) = groups.pop_if(|g| g.middle + g.height / 2.0 > last.middle - last.height / 2.0 + 1e-9) {
            let members = [before.members, last.members].concat();
            let height = before.height + last.height;
            // The mean of where each member would put the top of the group.
            let mut above = 0.0;
            let mut tops = 0.0;
            for member in &members {
                tops += wanted[*member].0 - wanted[*member].1 / 2.0 - above;
                above += wanted[*member].1;
            }
            let middle = inside(tops / members.len() as f64 + height / 2.0, height);
            last = Group {
                members,
                middle,
                height,
            };
        }
        groups.push(last);
    }
    let mut middles = vec![0.0; wanted.len()];
    for group in groups {
        let mut edge = group.middle - group.height / 2.0;
        for member in group.members {
            middles[member] = edge + wanted[member].1 / 2.0;
            edge += wanted[member].1;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread(&[(100.0, 20.0), (50.0, 20.0)], 0.0, 200.0), [100.0, 50.0]);
        assert_eq!(spread(&[(100.0, 20.0), (100.0, 20.0)], 0.0, 200.0), [90.0, 110.0]);
    }

    proptest! {
        #[test]
        fn labels_never_overlap_and_keep_their_order(
            wanted in prop::collection::vec((0.0..500.0f64, 10.0..60.0f64), 0..8)
        ) {
            let middles = spread(&wanted, 0.0, 500.0);
            let mut placed: Vec<_> = wanted.iter().zip(&middles).map(|(w, m)| (*m, w.1, w.0)).collect();
            placed.sort_by(|a, b| a.0.total_cmp(&b.0));
            for pair in placed.windows(2) {
                prop_assert!(pair[0].0 + pair[0].1 / 2.0 <= pair[1].0 - pair[1].1 / 2.0 + 1e-6);
                prop_assert!(pair[0].2 <= pair[1].2);
            }
            for (middle, height, _) in placed {
                prop_assert!(middle - height / 2.0 >= -1e-6 && middle + height / 2.0 <= 500.0 + 1e-6);
            }
        }
    }
}
