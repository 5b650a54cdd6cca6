//! Names beside points, placed so that none covers another or a point.

use crate::scene::{Point, Region};

/// How far from its point a name may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Only where it is clearly the point's own and no line crosses it.
    Near,
    /// Anywhere on the page; across lines if there is no other way.
    Anywhere,
}

impl Reach {
    fn distance(self) -> f64 {
        match self {
            Self::Near => 110.0,
            Self::Anywhere => 1500.0,
        }
    }
}

/// Directions in which a place is looked for, the best first: right, left, above, below, then between them.
const DIRECTIONS: [Point; 16] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.7, -0.7),
    (0.7, 0.7),
    (-0.7, -0.7),
    (-0.7, 0.7),
    (0.92, -0.38),
    (0.92, 0.38),
    (-0.92, -0.38),
    (-0.92, 0.38),
    (0.38, -0.92),
    (0.38, 0.92),
    (-0.38, -0.92),
    (-0.38, 0.92),
];

/// A name: the point it belongs to and its extent.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    pub at: Point,
    pub width: f64,
    pub height: f64,
}

/// The part of the page in which names may stand, and what is there already.
#[derive(Debug)]
pub struct Room {
    bounds: Region,
    /// Radius of the points.
    radius: f64,
    points: Vec<Region>,
    names: Vec<Region>,
    /// Squares along lines, those from names to their points among them.
    lines: Vec<Region>,
}

impl Room {
    pub fn new(bounds: Region, points: &[Point], radius: f64) -> Self {
        Self {
            bounds,
            radius,
            points: points.iter().map(|point| around(*point, radius + 2.0)).collect(),
            names: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Keeps names off a line.
    pub fn add_line(&mut self, line: &[Point]) {
        for pair in line.windows(2) {
            self.lines
                .extend(along(pair[0], pair[1]).map(|point| around(point, 3.0)));
        }
    }

    /// The nearest free place for a name, which is then taken; `None` where there is none within reach.
    pub fn place(&mut self, name: Named, reach: Reach) -> Option<Region> {
        let free = |place: &Region| {
            let Region {
                left,
                top,
                right,
                bottom,
            } = self.bounds;
            let inside = place.left >= left && place.right <= right && place.top >= top && place.bottom <= bottom;
            let mut others = self.points.iter().chain(&self.names);
            inside && others.all(|other| other.is_apart(place))
        };
        let crosses = |place: &Region| {
            let leader: Vec<Region> = self.leader(name.at, *place).map(|point| around(point, 2.0)).collect();
            self.lines.iter().any(|line| !line.is_apart(place))
                || leader
                    .iter()
                    .any(|spot| self.names.iter().any(|other| !other.is_apart(spot)))
        };
        let candidates = || candidates(name, self.radius, reach.distance()).filter(free);
        let found = candidates().find(|place| !crosses(place)).or_else(|| match reach {
            Reach::Near => None,
            Reach::Anywhere => candidates().next(),
        })?;
        let leader: Vec<Region> = self.leader(name.at, found).map(|point| around(point, 3.0)).collect();
        self.lines.extend(leader);
        self.names.push(found);
        Some(found)
    }

    /// Spots between a point and its name.
    fn leader(&self, at: Point, place: Region) -> impl Iterator<Item = Point> {
        let near = nearest(at, place);
        let clear = 2.0 * self.radius;
        along(at, near).filter(move |(x, y)| (x - at.0).abs().max((y - at.1).abs()) > clear)
    }
}

/// The point of a region that is nearest to another one.
pub fn nearest((x, y): Point, place: Region) -> Point {
    (x.clamp(place.left, place.right), y.clamp(place.top, place.bottom))
}

/// Points on a straight line, a few pixels apart.
fn along(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let steps = (dx.abs().max(dy.abs()) / 5.0).ceil().max(1.0);
    (0..=steps as u32).map(move |k| {
        let part = f64::from(k) / steps;
        (from.0 + dx * part, from.1 + dy * part)
    })
}

/// The square around a point.
fn around((x, y): Point, half: f64) -> Region {
    Region {
        left: x - half,
        top: y - half,
        right: x + half,
        bottom: y + half,
    }
}

/// Places in all directions, ring by ring.
fn candidates(name: Named, radius: f64, reach: f64) -> impl Iterator<Item = Region> {
    let rings = std::iter::successors(Some(radius + 3.0), |gap| Some(gap + 7.0)).take_while(move |gap| *gap <= reach);
    rings.flat_map(move |gap| {
        DIRECTIONS.into_iter().map(move |(dx, dy)| {
            // The edge of the name that faces the point lies `gap` away from it.
            let x = name.at.0 + dx * gap + dx.clamp(-0.7, 0.7) / 0.7 * name.width / 2.0;
            let y = name.at.1 + dy * gap + dy.clamp(-0.7, 0.7) / 0.7 * name.height / 2.0;
            Region {
                left: x - name.width / 2.0,
                top: y - name.height / 2.0,
                right: x + name.width / 2.0,
                bottom: y + name.height / 2.0,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOUNDS: Region = Region {
        left: 0.0,
        top: 0.0,
        right: 1000.0,
        bottom: 600.0,
    };

    #[test]
    fn a_lonely_name_stands_right_of_its_point() {
        let name = Named {
            at: (100.0, 100.0),
            width: 80.0,
            height: 20.0,
        };
        let mut room = Room::new(BOUNDS, &[name.at], 7.0);
        let place = room.place(name, Reach::Near).expect("there is room");
        assert_eq!((place.left, place.top), (110.0, 90.0));
        // A line to the right of the point moves the name to its left.
        let mut room = Room::new(BOUNDS, &[name.at], 7.0);
        room.add_line(&[(150.0, 0.0), (150.0, 200.0)]);
        let place = room.place(name, Reach::Near).expect("there is room");
        assert_eq!((place.right, place.top), (90.0, 90.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn names_never_cover_names_or_points(
            points in prop::collection::vec((0.0..1000.0f64, 0.0..600.0f64, 10.0..200.0f64), 0..40)
        ) {
            let names: Vec<Named> = points
                .iter()
                .map(|(x, y, width)| Named { at: (*x, *y), width: *width, height: 20.0 })
                .collect();
            let points: Vec<Point> = names.iter().map(|name| name.at).collect();
            let mut room = Room::new(BOUNDS, &points, 7.0);
            let found: Vec<Region> = names
                .iter()
                .filter_map(|name| room.place(*name, Reach::Anywhere))
                .collect();
            for (k, region) in found.iter().enumerate() {
                prop_assert!(region.left >= 0.0 && region.right <= 1000.0);
                prop_assert!(found[..k].iter().all(|other| other.is_apart(region)));
                prop_assert!(names.iter().all(|name| around(name.at, 7.0).is_apart(region)));
            }
        }

        #[test]
        fn forty_numbers_find_a_place_even_if_their_points_coincide(x in 0.0..1000.0f64, y in 0.0..600.0f64) {
            let name = Named { at: (x, y), width: 26.0, height: 26.0 };
            let mut room = Room::new(BOUNDS, &[(x, y)], 7.0);
            prop_assert!((0..40).all(|_| room.place(name, Reach::Anywhere).is_some()));
        }
    }
}
