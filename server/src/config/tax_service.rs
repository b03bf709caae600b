//! Where the service for rates of tax is.

use adapters::tax_rates::RateServiceConfig;
use domain::kernel::country;

use super::values::Values;

/// The service for rates of tax, when there is an address of it.
pub(super) fn read(values: &mut Values, production: bool) -> Option<(RateServiceConfig, Vec<String>)> {
    let wanted =
        if production { "must be an address that begins with https://" } else { "must be an address of the web" };
    let address = values.read("tax.service", wanted, String::new(), |text| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://").filter(|_| !production));
        let is_address = text.is_empty()
            || rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()));
        is_address.then(|| text.to_owned())
    });
    let wanted = "must be visible letters";
    let token = values.read("tax.service_token", wanted, String::new(), |text| {
        text.bytes().all(|byte| byte.is_ascii_graphic()).then(|| text.to_owned())
    });
    let wanted = "must be codes of countries with spaces between, as in \"US CA\"";
    let countries = values.read("tax.service_countries", wanted, Vec::new(), |text| {
        text.split_whitespace().map(|code| country(code).map(|country| country.code.to_owned())).collect()
    });
    (!address.is_empty()).then_some((RateServiceConfig { address, token }, countries))
}
