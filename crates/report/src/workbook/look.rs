//! How cells look: a number keeps all its digits and shows those that its unit and size ask for.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A share of one as percent, with so many decimals.
    Percent(usize),
    /// A whole number that stands for something, such as the number of a world: no mark between thousands.
    Ordinal,
    /// A number with so many decimals and a mark between thousands.
    Decimals(usize),
    /// A year of the calendar.
    Year,
    /// Very small and very large ones.
    Power,
}

impl Look {
    /// That of numbers of this unit, the largest of which has this size.
    pub fn of(unit: &str, size: f64) -> Self {
        match unit {
            "share" if size > 0.0 && size < 0.01 => Self::Percent(3),
            "share" => Self::Percent(1),
            "number" => Self::Ordinal,
            "year" if size >= 1000.0 => Self::Year,
            _ if size == 0.0 || (1000.0..1e15).contains(&size) => Self::Decimals(0),
            _ if !(1e-6..1e15).contains(&size) => Self::Power,
            _ => {
                // Four figures of the largest.
                const FROM: [f64; 7] = [100.0, 10.0, 1.0, 0.1, 0.01, 1e-3, 1e-4];
                let place = FROM.iter().position(|&from| size >= from);
                Self::Decimals(1 + place.unwrap_or(FROM.len()))
            }
        }
    }

    /// As spreadsheets write it.
    pub fn code(self) -> String {
        let decimals = |count: usize| match count {
            0 => String::new(),
            count => format!(".{}", "0".repeat(count)),
        };
        match self {
            Self::Percent(count) => format!("0{}%", decimals(count)),
            Self::Ordinal => "0".to_owned(),
            Self::Decimals(count) => format!("#,##0{}", decimals(count)),
            Self::Year => "0.0".to_owned(),
            Self::Power => "0.000E+00".to_owned(),
        }
    }
}

/// The formats of a workbook that are no numbers.
pub struct Looks {
    pub head: Format,
    /// The same in a narrow column.
    pub wrapped_head: Format,
    pub title: Format,
    pub strong: Format,
    pub text: Format,
    pub warning: Format,
    pub note: Format,
    pub code: Format,
    pub month: Format,
    pub link: Format,
}

impl Looks {
    pub fn new() -> Self {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let head = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0xE8_ECEF))
            .set_border_bottom(FormatBorder::Thin);
        Self {
            wrapped_head: head.clone().set_text_wrap(),
            head,
            title: Format::new().set_bold().set_font_size(16.0),
            strong: wrapped.clone().set_bold(),
            text: wrapped.clone(),
            warning: wrapped.clone().set_bold().set_font_color(Color::RGB(0x9C_2A00)),
            note: wrapped.set_font_color(Color::RGB(0x55_5555)),
            code: Format::new()
                .set_font_name("Courier New")
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            month: Format::new().set_num_format("yyyy-mm").set_align(FormatAlign::Left),
        }
    }
}
