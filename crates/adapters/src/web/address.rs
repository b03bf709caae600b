//! Which addresses are public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;
use services::port::ImageSourceError;

fn refused(reason: impl Into<String>) -> ImageSourceError {
    ImageSourceError::Refused(reason.into())
}

/// Whether an address of the web may be asked. Reading it has already turned numbers of every way of writing them
/// (`0x7f.1`, `2130706433`) into plain ones.
pub(super) fn check(url: &Url) -> Result<(), ImageSourceError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused(format!("{} is not http or https", url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("it holds a user name"));
    }
    let host = url.host_str().ok_or_else(|| refused("it names no host"))?;
    let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match number {
        Ok(number) if !is_public(number) => Err(refused(format!("{number} is no public address"))),
        _ => Ok(()),
    }
}

/// Whether a number belongs to the public internet (IANA's registries of special-purpose addresses).
pub(super) fn is_public(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => is_public_v4(number),
        IpAddr::V6(number) => is_public_v6(number),
    }
}

fn is_public_v4(number: Ipv4Addr) -> bool {
    let [first, second, third, _] = number.octets();
    let is_special = number.is_private()
        || number.is_loopback()
        || number.is_link_local()
        || number.is_broadcast()
        || number.is_documentation()
        || number.is_multicast()
        || first == 0
        || first >= 240
        // Shared by providers, for protocols, for relays of IPv6, and for measuring.
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 192 && second == 88 && third == 99)
        || (first == 198 && (18..20).contains(&second));
    !is_special
}

fn is_public_v6(number: Ipv6Addr) -> bool {
    let [first, second, ..] = number.segments();
    if let Some(inside) = ipv4_inside(number) {
        return is_public_v4(inside);
    }
    // Of all numbers only 2000::/3 is handed out; of that, 2001::/23 and the examples are not.
    let is_global = first & 0xE000 == 0x2000;
    let is_for_protocols = first == 0x2001 && second < 0x0200;
    let is_example = (first == 0x2001 && second == 0x0DB8) || (first == 0x3FFF && second < 0x1000);
    is_global && !is_for_protocols && !is_example
}

/// The IPv4 number that an IPv6 number stands for: mapped, translated (64:ff9b::), or in a tunnel (2002::).
fn ipv4_inside(number: Ipv6Addr) -> Option<Ipv4Addr> {
    let [first, second, third, fourth, fifth, sixth, high, low] = number.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match [first, second, third, fourth, fifth, sixth] {
        [0, 0, 0, 0, 0, 0xFFFF | 0] | [0, 0, 0, 0, 0xFFFF, 0] | [0x64, 0xFF9B, 0, 0, 0, 0] => Some(v4(high, low)),
        [0x2002, ..] => Some(v4(second, third)),
        _ => None,
    }
}
