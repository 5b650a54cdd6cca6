//! A scene as SVG with real text.

use plotters::backend::SVGBackend;

use super::scene::Scene;
use crate::theme::PAGE_WIDTH;
use engine::error::Result;

/// The page as an SVG document of its logical size. `title` is its name, `words` what it shows for those who cannot see it.
pub fn svg(scene: &Scene, title: &str, words: &str) -> Result<String> {
    let mut document = String::new();
    let (width, height) = scene.size_in_units();
    scene.paint(SVGBackend::with_string(&mut document, (width, height)))?;
    // Plotters opens the document at the size of its own units; readers want the logical size, round joins and a name.
    let body = document.split_once('>').map_or("", |(_, body)| body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{PAGE_WIDTH}\" height=\"{}\" viewBox=\"0 0 {width} \
         {height}\" role=\"img\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n<title>{}</title>\n<desc>{}</desc>{body}",
        scene.height,
        escaped(title),
        escaped(words),
    ))
}

/// Text as it may stand between tags and in attributes.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}
