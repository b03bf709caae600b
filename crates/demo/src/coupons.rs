//! The discount codes of the demo shop.

use domain::coupon::CouponForm;

/// Two codes: one for everybody's first order, one for the delivery of larger ones.
#[must_use]
pub fn coupons() -> [CouponForm; 2] {
    [
        CouponForm {
            code: "WELCOME10".to_owned(),
            kind: "percent".to_owned(),
            value: "10".to_owned(),
            most_per_customer: "1".to_owned(),
            ..CouponForm::default()
        },
        CouponForm {
            code: "POSTFREE".to_owned(),
            kind: "free_shipping".to_owned(),
            least: "40".to_owned(),
            ..CouponForm::default()
        },
    ]
}

#[cfg(test)]
mod tests {
    use domain::kernel::Currency;

    #[test]
    fn both_codes_can_be_kept() {
        assert!(super::coupons().iter().all(|form| form.check(Currency::EUR).is_ok()));
    }
}
