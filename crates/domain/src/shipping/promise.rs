//! What the shop promises about delivery before anything is in the cart.

use super::{Delivery, MethodKind, Parcel, ShippingTable, view::Promise};
use crate::{
    currency::Selling,
    kernel::{Destination, Language, Money, MoneyError, Timestamp},
};

impl ShippingTable {
    /// The promise at this moment, by the shop's own clock, for an order of this shop's own country; `None` when the shop does not
    /// deliver there.
    ///
    /// # Errors
    /// Amounts that cannot be computed.
    pub fn promise(
        &self,
        home: &str,
        (selling, free_from): (Selling, Option<Money>),
        language: Option<Language>,
        now: Timestamp,
    ) -> Result<Option<Promise>, MoneyError> {
        let destination = Destination::country(home);
        let parcel = Parcel::sold(Money::zero(selling.currency), selling);
        let delivery = Delivery { home, destination, parcel, free_from, language, now };
        let Some(usual) = self.methods(&delivery).find(|method| method.kind == MethodKind::Delivery) else {
            return Ok(None);
        };
        let code = &usual.code;
        let Some(option) = self.options(&delivery)?.into_iter().find(|option| option.code == *code) else {
            return Ok(None);
        };
        Ok(Some(Promise {
            arrives: option.arrives,
            minutes_left: self.calendar.minutes_left(now),
            cut_off: self.calendar.cut_off(),
            price: option.price,
            free_from: usual.free_from(&selling, free_from)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Currency, Date};

    fn at(day: u8, hour: i64) -> Timestamp {
        Timestamp(Date { year: 2026, month: 11, day }.days() * Timestamp::DAY + hour * 3_600_000)
    }

    #[test]
    fn the_promise_holds_until_the_cut_off_of_the_next_working_day() {
        // 27 November 2026 is a Friday.
        for (day, hour, minutes_left) in [(26, 10, 240), (26, 14, 1_440), (27, 15, 71 * 60), (28, 0, 62 * 60)] {
            let money = (Selling::base(Currency::EUR, 0), None);
            let promise = ShippingTable::default().promise("DE", money, None, at(day, hour)).unwrap().unwrap();
            assert_eq!(promise.minutes_left, minutes_left, "on the {day}th at {hour}");
            assert_eq!((promise.price.minor, promise.cut_off.as_str()), (490, "14:00"));
        }
    }

    #[test]
    fn a_shop_that_delivers_nothing_at_home_promises_nothing() {
        let mut table = ShippingTable::default();
        table.zones.clear();
        assert_eq!(table.promise("DE", (Selling::base(Currency::EUR, 0), None), None, at(26, 10)), Ok(None));
    }
}
