//! The thirteen product colours, the seven grounds, and how colours are mixed.

use std::fmt;

/// A colour as three bytes; shown as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Black, the colour of shadows.
    pub const BLACK: Self = Self(0, 0, 0);
    /// White, the colour of light.
    pub const WHITE: Self = Self(255, 255, 255);

    /// A colour from its usual notation: `Rgb::hex(0xbf5233)`.
    pub const fn hex(value: u32) -> Self {
        let [_, red, green, blue] = value.to_be_bytes();
        Self(red, green, blue)
    }

    /// This colour with a share (0 to 1) of another.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let channel = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
        Self(channel(self.0, other.0), channel(self.1, other.1), channel(self.2, other.2))
    }

    /// A darker tone of this colour.
    pub fn darker(self, share: f64) -> Self {
        self.mix(Self::BLACK, share)
    }

    /// A lighter tone of this colour.
    pub fn lighter(self, share: f64) -> Self {
        self.mix(Self::WHITE, share)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A colour in which products are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[allow(missing_docs, reason = "the names are the colours")]
pub enum Colour {
    Terracotta,
    Ochre,
    Forest,
    Cobalt,
    Plum,
    Ink,
    #[default]
    Oat,
    Sky,
    Rose,
    Sage,
    Butter,
    Brick,
    Teal,
}

impl Colour {
    /// The colour on the screen.
    pub const fn rgb(self) -> Rgb {
        match self {
            Self::Terracotta => Rgb::hex(0xbf5233),
            Self::Ochre => Rgb::hex(0xd6982f),
            Self::Forest => Rgb::hex(0x2f5d4a),
            Self::Cobalt => Rgb::hex(0x2b4aa0),
            Self::Plum => Rgb::hex(0x6d3450),
            Self::Ink => Rgb::hex(0x26282e),
            Self::Oat => Rgb::hex(0xe8dec9),
            Self::Sky => Rgb::hex(0x8fb3cf),
            Self::Rose => Rgb::hex(0xdfa398),
            Self::Sage => Rgb::hex(0x9db39a),
            Self::Butter => Rgb::hex(0xeed27a),
            Self::Brick => Rgb::hex(0x963c28),
            Self::Teal => Rgb::hex(0x2d7377),
        }
    }

    /// What shoppers call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Terracotta => "Terracotta",
            Self::Ochre => "Ochre",
            Self::Forest => "Forest",
            Self::Cobalt => "Cobalt",
            Self::Plum => "Plum",
            Self::Ink => "Ink",
            Self::Oat => "Oat",
            Self::Sky => "Sky",
            Self::Rose => "Rose",
            Self::Sage => "Sage",
            Self::Butter => "Butter",
            Self::Brick => "Brick",
            Self::Teal => "Teal",
        }
    }

    /// The letters that stand for it in stock keeping units and picture names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Terracotta => "TER",
            Self::Ochre => "OCH",
            Self::Forest => "FOR",
            Self::Cobalt => "COB",
            Self::Plum => "PLU",
            Self::Ink => "INK",
            Self::Oat => "OAT",
            Self::Sky => "SKY",
            Self::Rose => "ROS",
            Self::Sage => "SAG",
            Self::Butter => "BUT",
            Self::Brick => "BRI",
            Self::Teal => "TEA",
        }
    }

    /// The ground on which this colour looks best.
    pub const fn ground(self) -> Ground {
        match self {
            Self::Terracotta | Self::Oat => Ground::Sand,
            Self::Ochre | Self::Butter => Ground::Butter,
            Self::Forest | Self::Sage => Ground::Sage,
            Self::Cobalt | Self::Sky | Self::Teal => Ground::Sky,
            Self::Plum => Ground::Lilac,
            Self::Rose | Self::Brick => Ground::Blush,
            Self::Ink => Ground::Stone,
        }
    }
}

/// The tinted wall before which a product stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[allow(missing_docs, reason = "the names are the tints")]
pub enum Ground {
    #[default]
    Sand,
    Sage,
    Sky,
    Blush,
    Butter,
    Lilac,
    Stone,
}

impl Ground {
    /// All seven, in the order in which products take turns.
    pub const ALL: [Self; 7] = [Self::Sand, Self::Sage, Self::Sky, Self::Blush, Self::Butter, Self::Lilac, Self::Stone];

    /// The tint on the screen.
    pub const fn rgb(self) -> Rgb {
        match self {
            Self::Sand => Rgb::hex(0xefeae1),
            Self::Sage => Rgb::hex(0xe1e8df),
            Self::Sky => Rgb::hex(0xe0e8ee),
            Self::Blush => Rgb::hex(0xf3e3dc),
            Self::Butter => Rgb::hex(0xf5eed3),
            Self::Lilac => Rgb::hex(0xe8e5f0),
            Self::Stone => Rgb::hex(0xececea),
        }
    }
}
