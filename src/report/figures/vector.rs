//! A scene as SVG with real text.

use plotters::backend::SVGBackend;

use super::scene::Scene;
use crate::error::Result;
use crate::report::theme::PAGE_WIDTH;

/// The page as an SVG document of its logical size. `title` is what screen readers say.
pub fn svg(scene: &Scene, title: &str) -> Result<String> {
    let mut document = String::new();
    let (width, height) = scene.size_in_units();
    scene.paint(SVGBackend::with_string(&mut document, (width, height)))?;
    // Plotters opens the document at the size of its own units; readers want the logical size, round joins and a name.
    let body = document.split_once('>').map_or("", |(_, body)| body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{PAGE_WIDTH}\" height=\"{}\" viewBox=\"0 0 {width} \
         {height}\" role=\"img\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n<title>{}</title>{body}",
        scene.height,
        escaped(title),
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
