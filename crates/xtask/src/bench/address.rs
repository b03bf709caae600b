//! The addresses of the shop that are measured and that no link leads to.

/// What the search field asks while somebody types; the text follows.
pub const SUGGEST: &str = "/api/search/suggest?q=";
/// Puts a variant into the cart.
pub const CART_ADD: &str = "/api/cart/add";
/// Places the order.
pub const CHECKOUT_PLACE: &str = "/api/checkout/place";
/// The beginning of every address of the test provider's payment page.
pub const PAYMENT_PAGE: &str = "/pay/test/";
