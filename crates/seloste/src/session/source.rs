//! Where a request comes from and by which address it reached us. Headers are believed only from a proxy that the
//! installation declares.

use crate::installation::Head;
use axum::{
    extract::{ConnectInfo, Request},
    http::{Extensions, HeaderMap, request::Parts},
};
use std::net::{IpAddr, SocketAddr};

/// The address that people's browsers have for this service: scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// Reads `https://register.example.fi` or `http://localhost:8080`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let secure = match scheme {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        Self::from_host(secure, rest.strip_suffix('/').unwrap_or(rest))
    }

    fn from_host(secure: bool, host: &str) -> Option<Self> {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, Some(port.parse().ok()?)),
            _ => (host, None),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '[' | ']' | ':');
        let good = !name.is_empty() && name.len() <= 253 && name.chars().all(plain);
        let default = if secure { 443 } else { 80 };
        let port = port.filter(|port| *port != default);
        good.then(|| Self { secure, host: name.to_ascii_lowercase(), port })
    }

    /// Whether it is reached through TLS.
    #[must_use]
    pub const fn secure(&self) -> bool {
        self.secure
    }

    /// The host alone: what a passkey is bound to.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// As browsers write it in `Origin`.
    #[must_use]
    pub fn text(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        match self.port {
            Some(port) => format!("{scheme}://{}:{port}", self.host),
            None => format!("{scheme}://{}", self.host),
        }
    }

    /// Whether passkeys work here: browsers want a name (not a number) and TLS, or `localhost`.
    #[must_use]
    pub fn takes_passkeys(&self) -> bool {
        let number = self.host.parse::<IpAddr>().is_ok() || self.host.starts_with('[');
        self.host == "localhost" || (self.secure && !number)
    }
}

/// What is known of the sender of a request.
#[derive(Debug, Clone)]
pub struct Source {
    /// The address that attempts are counted by: the whole of IPv4, the network (/64) of IPv6.
    pub network: String,
    /// By which address it reached us.
    pub origin: Origin,
    /// Kind of browser and system, such as "Firefox, Linux"; never the whole header.
    pub device: String,
}

impl Source {
    /// Reads a request's head.
    #[must_use]
    pub fn of(parts: &Parts, head: &Head) -> Self {
        let peer = peer(&parts.extensions);
        let by_proxy = is_proxy(peer, head);
        let sender = if by_proxy { forwarded_for(&parts.headers, head).or(peer) } else { peer };
        Self {
            network: sender.map_or_else(|| "unknown".to_owned(), network),
            origin: origin(&parts.headers, head, by_proxy),
            device: device(text(&parts.headers, "user-agent").unwrap_or_default()),
        }
    }

    /// Whether a request that changes something was sent by one of our own pages, as far as the browser says so. Browsers
    /// have sent `Sec-Fetch-Site` for years; `Origin` is for those that don't.
    #[must_use]
    pub fn from_own_page(&self, headers: &HeaderMap) -> bool {
        match (text(headers, "sec-fetch-site"), text(headers, "origin")) {
            (Some(site), _) => site == "same-origin",
            (None, Some(origin)) => origin == self.origin.text(),
            (None, None) => false,
        }
    }
}

/// Whether the sender's browser reached us through TLS.
#[must_use]
pub fn over_tls(request: &Request, head: &Head) -> bool {
    origin(request.headers(), head, is_proxy(peer(request.extensions()), head)).secure()
}

fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

fn is_proxy(peer: Option<IpAddr>, head: &Head) -> bool {
    peer.is_some_and(|peer| head.proxies.contains(&peer.to_canonical()))
}

/// The installation's declared address, else what the browser asked for.
fn origin(headers: &HeaderMap, head: &Head, by_proxy: bool) -> Origin {
    if let Some(declared) = head.origin.as_deref().and_then(Origin::parse) {
        return declared;
    }
    let secure = by_proxy && text(headers, "x-forwarded-proto") == Some("https");
    let host = text(headers, "x-forwarded-host").filter(|_| by_proxy).or_else(|| text(headers, "host"));
    host.and_then(|host| Origin::from_host(secure, host)).unwrap_or_else(|| Origin {
        secure,
        host: "localhost".to_owned(),
        port: None,
    })
}

/// The last address in `X-Forwarded-For` that is not one of our proxies: what stands before it anyone can write.
fn forwarded_for(headers: &HeaderMap, head: &Head) -> Option<IpAddr> {
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    let hops: Vec<&str> = lines.iter().flat_map(|line| line.split(',')).map(str::trim).collect();
    hops.into_iter()
        .rev()
        .map_while(|hop| hop.parse::<IpAddr>().ok().map(|ip| ip.to_canonical()))
        .find(|ip| !head.proxies.contains(ip))
}

fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Browser and system in two words: enough to recognise one's own, too little to single anyone out.
fn device(agent: &str) -> String {
    let known = |words: &[(&'static str, &'static str)]| {
        words.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = known(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = known(&[
        ("Android", "Android"),
        ("iPhone", "iOS"),
        ("iPad", "iOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn head(proxies: &[&str]) -> Head {
        Head {
            layout: 1,
            test: false,
            origin: None,
            proxies: proxies.iter().map(|ip| ip.parse().unwrap()).collect(),
            ..Head::default()
        }
    }

    fn parts(peer: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder();
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4711)));
        parts
    }

    #[test]
    fn r1_044_a_stranger_cannot_write_where_it_comes_from() {
        let sent = parts("203.0.113.9", &[("x-forwarded-for", "10.0.0.1"), ("x-forwarded-proto", "https")]);
        let source = Source::of(&sent, &head(&["127.0.0.1"]));
        assert_eq!(source.network, "203.0.113.9");
        assert!(!source.origin.secure());
    }

    #[test]
    fn a_declared_proxy_is_believed_for_its_own_hop_only() {
        let sent = parts(
            "127.0.0.1",
            &[
                ("x-forwarded-for", "1.2.3.4, 203.0.113.9"),
                ("x-forwarded-proto", "https"),
                ("x-forwarded-host", "register.example.fi"),
            ],
        );
        let source = Source::of(&sent, &head(&["127.0.0.1"]));
        assert_eq!(source.network, "203.0.113.9");
        assert_eq!(source.origin.text(), "https://register.example.fi");
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_as_one() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::/64");
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1");
    }

    #[test]
    fn a_browser_is_told_in_two_words() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
        assert_eq!(device(agent), "Firefox, Linux");
        assert_eq!(device("<script>alert(1)</script>"), "");
    }

    #[test]
    fn a_form_from_another_site_is_known_as_such() {
        let sent = parts("127.0.0.1", &[("host", "localhost:8080")]);
        let source = Source::of(&sent, &head(&[]));
        let with = |name: &'static str, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, axum::http::HeaderValue::from_static(value));
            source.from_own_page(&headers)
        };
        assert!(with("sec-fetch-site", "same-origin"));
        assert!(!with("sec-fetch-site", "cross-site"));
        assert!(with("origin", "http://localhost:8080"));
        assert!(!with("origin", "http://evil.example"));
    }
}
