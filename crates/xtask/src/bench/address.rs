//! The addresses of the shop that are measured and that no link leads to.

/// What the search field asks while somebody types; the text follows.
pub const SUGGEST: &str = "/api/search/suggest?q=";
/// Puts a variant into the cart.
pub const CART_ADD: &str = "/api/cart/add";
/// Places the order.
pub const CHECKOUT_PLACE: &str = "/api/checkout/place";
/// Types in a discount code.
pub const CART_COUPON: &str = "/api/cart/coupon";
/// Makes a discount code.
pub const COUPON_CREATE: &str = "/api/admin/coupons/create";
/// Takes an invitation to the admin.
pub const WELCOME: &str = "/api/admin/welcome";
/// The manager's list of products.
pub const PRODUCTS: &str = "/admin/products";
/// The manager's list of orders.
pub const ORDERS: &str = "/admin/orders";
/// The rows of the grid.
pub const GRID_READ: &str = "/api/admin/products/grid/read";
/// Saves the grid.
pub const GRID_SAVE: &str = "/api/admin/products/grid/save";
/// The beginning of every address of the test provider's payment page.
pub const PAYMENT_PAGE: &str = "/pay/test/";
