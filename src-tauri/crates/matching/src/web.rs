//! What of a website tells one company from another. Separate from words, because its rules are the web's.

/// Sites on which many companies have a page: the domain says nothing about whose it is.
const SHARED: &[&str] = &[
    "amazon.com",
    "blogspot.com",
    "crunchbase.com",
    "facebook.com",
    "github.io",
    "gmail.com",
    "gmx.de",
    "google.com",
    "hotmail.com",
    "instagram.com",
    "jimdo.com",
    "linkedin.com",
    "outlook.com",
    "shopify.com",
    "sites.google.com",
    "t-online.de",
    "twitter.com",
    "web.de",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "x.com",
    "xing.com",
    "yahoo.com",
    "youtube.com",
];

/// The domain of a web or mail address: `https://www.Acme.com/de` and `info@acme.com` are both `acme.com`. `None` for what
/// is no address, and for sites that many companies share.
pub fn web_domain(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let rest = rest.trim_start_matches('/');
    let host = rest.split(['/', '?', '#', '\\', ' ']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (_, ending) = host.rsplit_once('.')?;
    let is_domain =
        ending.len() >= 2 && ending.chars().all(char::is_alphabetic) && host.split('.').all(|label| !label.is_empty());
    (is_domain && !is_shared(host)).then(|| host.to_owned())
}

/// A shared site, or a page of one under a name of its own.
fn is_shared(host: &str) -> bool {
    SHARED.iter().any(|site| {
        host.strip_suffix(site)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_have_one_domain() {
        for spelling in [
            "acme.com",
            "https://www.Acme.com/de?x=1",
            "HTTP://acme.com:8080",
            "info@acme.com",
            " www.acme.com. ",
        ] {
            assert_eq!(web_domain(spelling).as_deref(), Some("acme.com"), "{spelling}");
        }
        assert_eq!(web_domain("shop.acme.co.uk").as_deref(), Some("shop.acme.co.uk"));
    }

    #[test]
    fn what_many_share_and_what_is_no_address_tells_nothing() {
        for address in [
            "",
            "n/a",
            "-",
            "acme",
            "www.",
            "https://www.linkedin.com/company/acme",
            "acme.wixsite.com",
            "someone@gmail.com",
            "1.5",
        ] {
            assert_eq!(web_domain(address), None, "{address}");
        }
        assert!(web_domain("netx.com").is_some(), "not a page of x.com");
    }
}
