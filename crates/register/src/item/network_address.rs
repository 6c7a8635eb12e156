//! Address in a network (IP), which is shortened as it is read (claim R7-008): it tells the network, never the one device in it.

use super::kind::*;
use crate::{diagnostics::Problem, statement::model::Item, text::Text};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use zeroize::Zeroizing;

pub(super) struct NetworkAddress;

/// What stays of an address of the older kind: a network of 256.
const OLDER: u32 = 24;
/// What stays of an address of the newer kind: what a connection to the net, with many networks behind it, is given.
const NEWER: u32 = 48;
/// What stays of a newer address made of an older one (6to4): as much of the older one as [`OLDER`].
const MADE_OF_OLDER: u32 = 16 + OLDER;

impl Kind for NetworkAddress {
    fn name(&self) -> Text {
        Text::new("lyhennetty verkko-osoite", "förkortad nätadress", "shortened network address")
    }
    fn parse(&self, _item: &Item, text: &str) -> Result<Zeroizing<String>, Problem> {
        shortened(text).ok_or_else(|| {
            problem(
                "not-a-network-address",
                [
                    "Tämä ei ole verkko-osoite.",
                    "Det här är ingen nätadress.",
                    "This is not a network address.",
                ],
                [
                    "Kirjoita osoite muodossa 192.0.2.17 tai 2001:db8::1. Siitä tallennetaan vain verkko.",
                    "Skriv adressen i formen 192.0.2.17 eller 2001:db8::1. Bara nätet sparas.",
                    "Write the address as 192.0.2.17 or 2001:db8::1. Only its network is stored.",
                ],
            )
        })
    }
    fn widget(&self) -> Widget {
        Widget { max_length: 50, ..Widget::new(Input::Text, "", "off") }
    }
    fn examples(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("192.0.2.17", "192.0.2.0/24"),
            ("192.0.2", "192.0.2.0/24"),
            ("192.0.2.0/24", "192.0.2.0/24"),
            ("192.0.2.17/32", "192.0.2.0/24"),
            ("198.51.100.7/16", "198.51.0.0/16"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("2001:DB8:1::/48", "2001:db8:1::/48"),
            ("::ffff:192.0.2.17", "192.0.2.0/24"),
            ("2002:c000:211::1", "2002:c000:200::/40"),
        ]
    }
    #[cfg(test)]
    fn refused(&self) -> &'static [&'static str] {
        &[
            "192.0.2.256",
            "192.0",
            "192.0.2.17/33",
            "2001:db8::1/129",
            "2001:db8",
            "www.example.fi",
            "192.0.2.17:443",
        ]
    }
}

/// The network of an address, or `None` for what is none.
fn shortened(text: &str) -> Option<Zeroizing<String>> {
    let (address, length) = match text.split_once('/') {
        Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
        None => (text, None),
    };
    let three = Zeroizing::new(format!("{address}.0"));
    let address: IpAddr = address.parse().or_else(|_| three.parse().map(IpAddr::V4)).ok()?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    if length.is_some_and(|length| length > longest) {
        return None;
    }
    let length = length.unwrap_or(longest);
    Some(Zeroizing::new(match address {
        IpAddr::V4(older) => older_network(older, length),
        IpAddr::V6(newer) => match newer.to_ipv4_mapped() {
            Some(older) => older_network(older, length.saturating_sub(96)),
            None => newer_network(newer, length),
        },
    }))
}

fn older_network(address: Ipv4Addr, length: u32) -> String {
    let length = length.min(OLDER);
    let kept = u32::MAX.checked_shl(32 - length).unwrap_or(0);
    format!("{}/{length}", Ipv4Addr::from_bits(address.to_bits() & kept))
}

fn newer_network(address: Ipv6Addr, length: u32) -> String {
    let [first, ..] = address.segments();
    let length = length.min(if first == 0x2002 { MADE_OF_OLDER } else { NEWER });
    let kept = u128::MAX.checked_shl(128 - length).unwrap_or(0);
    format!("{}/{length}", Ipv6Addr::from_bits(address.to_bits() & kept))
}
