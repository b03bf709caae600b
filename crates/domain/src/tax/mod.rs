//! Which rate of value added tax a sale has.
//!
//! Not here: the arithmetic (pricing). Prices of this shop include the tax of the country of delivery.
