//! Names beside points, placed so that none covers another or a point.

use super::scene::{Point, Region};

/// Names may stand this far from their points and are still clearly theirs.
pub const NEAR: f64 = 70.0;
/// Far enough for anywhere on a page.
pub const ANYWHERE: f64 = 1500.0;
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

/// The square around a point.
pub fn around((x, y): Point, half: f64) -> Region {
    Region {
        left: x - half,
        top: y - half,
        right: x + half,
        bottom: y + half,
    }
}

/// A place for each name, as near to its point as what is `taken` and `bounds` allow and not farther than `reach`; `None` where
/// there is none. Places found are added to what is taken.
pub fn place(names: &[Named], radius: f64, bounds: Region, reach: f64, taken: &mut Vec<Region>) -> Vec<Option<Region>> {
    names
        .iter()
        .map(|name| {
            let found = candidates(*name, radius, reach).find(|place| {
                let inside = place.left >= bounds.left
                    && place.right <= bounds.right
                    && place.top >= bounds.top
                    && place.bottom <= bounds.bottom;
                inside && taken.iter().all(|other| other.is_apart(place))
            });
            taken.extend(found);
            found
        })
        .collect()
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
        let places = place(&[name], 7.0, BOUNDS, NEAR, &mut Vec::new());
        let place = places[0].expect("there is room");
        assert_eq!((place.left, place.top), (110.0, 90.0));
    }

    proptest! {
        #[test]
        fn names_never_cover_names_or_points(
            points in prop::collection::vec((0.0..1000.0f64, 0.0..600.0f64, 10.0..200.0f64), 0..40)
        ) {
            let names: Vec<Named> = points
                .iter()
                .map(|(x, y, width)| Named { at: (*x, *y), width: *width, height: 20.0 })
                .collect();
            let mut taken: Vec<Region> = names.iter().map(|name| around(name.at, 7.0)).collect();
            let found: Vec<Region> = place(&names, 7.0, BOUNDS, ANYWHERE, &mut taken).into_iter().flatten().collect();
            for (k, region) in found.iter().enumerate() {
                prop_assert!(region.left >= 0.0 && region.right <= 1000.0);
                prop_assert!(found[..k].iter().all(|other| other.is_apart(region)));
                prop_assert!(names.iter().all(|name| around(name.at, 7.0).is_apart(region)));
            }
        }

        #[test]
        fn forty_numbers_find_a_place_even_if_their_points_coincide(x in 0.0..1000.0f64, y in 0.0..600.0f64) {
            let name = Named { at: (x, y), width: 26.0, height: 26.0 };
            let found = place(&[name; 40], 7.0, BOUNDS, ANYWHERE, &mut vec![around((x, y), 9.0)]);
            prop_assert!(found.iter().all(Option::is_some));
        }
    }
}
