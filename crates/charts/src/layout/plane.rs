//! Charts on two axes of numbers: one large plot, panels, or points with names.

use super::cells::Cells;
use super::frame::Frame;
use super::labels::{self, EndLabel};
use super::page::{Heading, nothing, page};
use super::panel::{Drawn, Plane, rules, x_domain, y_domain};
use super::plot::{Plot, level_ruler};
use super::{columns, every, grid, points, stack};
use crate::axis::AxisScale;
use crate::localized::LocalizedFigure;
use crate::mark::{Across, RuleLabel};
use crate::scene::{Anchor, Region, Scene};
use crate::theme::{Block, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};
use crate::words::said;

/// Space between the words at an upright rule and the plot.
const ABOVE_PLOT: f64 = 14.0;

/// The whole page.
pub fn lay_out(of: &LocalizedFigure, plane: Plane) -> Scene {
    let chart = &of.figure.chart;
    if let Some(named) = points::named(chart) {
        points::lay_out(of, plane, named)
    } else if chart.facet.is_some() {
        grid::lay_out(of, plane)
    } else {
        single(of, plane)
    }
}

fn single(of: &LocalizedFigure, plane: Plane) -> Scene {
    let (chart, words) = (&of.figure.chart, of.words);
    let mut scene = Scene::new(of.width, of.height);
    let mut content = page(&mut scene, of);
    let cells = Cells::of(chart, plane, content.width());
    if let Some(cells) = &cells {
        cells.draw_key(&mut scene, words, content);
        content.top += cells.key_height();
    }
    let values = y_domain(chart, 0);
    let y = match &cells {
        Some(cells) => cells.y_scale(),
        None => AxisScale::new(plane.y_axis, values, 5),
    };
    let names = stack::names(chart);
    let blocks = labels::blocks(
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
        content.height() - 200.0,
    );
    let frame = Frame::new(&words.heading(plane.x_axis), &y, content, labels::width(&blocks));
    let x = match &cells {
        Some(cells) => cells.x_scale(frame.width()),
        None => level_ruler(plane.x_axis, x_domain(chart, plane), frame.width(), TICK_SIZE),
    };
    let sides = rules(chart, Across::X).find_map(|(at, label)| match label {
        RuleLabel::Sides { before, after, .. } if at > x.from && at < x.to => {
            Some((frame.x(&x, at), [said(before), said(after)]))
        }
        _ => None,
    });
    let heading = Heading::new(&words.heading(plane.y_axis), sides, content.left, content.right);
    let reference = rules(chart, Across::X).find_map(|(at, label)| match label {
        RuleLabel::Value(label) => Some((at, fit(said(label), Weight::Regular, 600.0, (SMALL_SIZE, 18.0), 2))),
        _ => None,
    });
    let above = reference.as_ref().map_or(0.0, |(_, block)| block.height());
    let region = frame.plot(heading.height() + above);
    let plot = Plot { region, x: &x, y: &y };
    let mut rule_top = frame.draw(&mut scene, &plot, &heading);
    if let Some((at, block)) = &reference {
        let top = region.top - above - ABOVE_PLOT;
        rule_words(&mut scene, content, block, plot.x(*at), top);
        rule_top = top + block.height() + 4.0;
    }
    let longest: usize = chart.series_of(0).iter().map(|series| series.rows.len()).sum();
    let drawn = Drawn {
        chart,
        plane,
        words,
        panel: 0,
        title: "",
        y_axis: plane.y_axis,
        weight: 4.5,
        rule_top,
        every: every(longest),
    };
    if let Some(cells) = &cells {
        cells.draw(&mut scene, words, &plot);
    }
    drawn.draw(&mut scene, &plot);
    let ends: Vec<EndLabel> = drawn
        .ends(&plot)
        .into_iter()
        .zip(blocks)
        .filter_map(|((hue, end), block)| Some(EndLabel::new(block, hue, end?)))
        .collect();
    labels::draw(&mut scene, region, &ends);
    let has_columns = columns::ends(chart).is_some_and(|[from, _]| !from.is_empty());
    if ends.is_empty() && !has_columns && cells.is_none_or(|cells| cells.is_empty()) {
        nothing(&mut scene, words, region);
    }
    scene
}

/// The words of an upright rule, around its place but inside of the page.
fn rule_words(scene: &mut Scene, content: Region, block: &Block, at: f64, top: f64) {
    let half = block.width(Weight::Regular) / 2.0;
    let middle = at.min(content.right - half).max(content.left + half);
    scene.block(block, middle, top, Anchor::Middle, Weight::Regular, SOFT_INK);
}
