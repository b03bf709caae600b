//! Who may call which server function of the admin: the table that a test walks.

use domain::account::Permission;

/// Who may call a server function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// Who is signed in and has the right.
    Staff(Permission),
}

/// Every server function of the admin by its endpoint below `/api/`.
pub const PERMISSIONS: &[(&str, Access)] = &[
    ("admin/sign_in", Access::Public),
    ("admin/sign_out", Access::Public),
    ("admin/welcome", Access::Public),
    ("admin/invitation", Access::Public),
    ("admin/frame", Access::SignedIn),
    ("admin/find", Access::SignedIn),
    ("admin/home", Access::Staff(Permission::ReadOrders)),
    ("admin/orders/list", Access::Staff(Permission::ReadOrders)),
    ("admin/orders/pulse", Access::Staff(Permission::ReadOrders)),
    ("admin/order/detail", Access::Staff(Permission::ReadOrders)),
    ("admin/order/send", Access::Staff(Permission::WriteOrders)),
    ("admin/order/confirm_by_hand", Access::Staff(Permission::WriteOrders)),
    ("admin/order/cancel", Access::Staff(Permission::WriteOrders)),
    ("admin/order/refund", Access::Staff(Permission::WriteOrders)),
    ("admin/order/give_back", Access::Staff(Permission::WriteOrders)),
    ("admin/order/refund_sent", Access::Staff(Permission::WriteOrders)),
    ("admin/order/make_invoice", Access::Staff(Permission::WriteOrders)),
    ("admin/order/note", Access::Staff(Permission::WriteOrders)),
    ("admin/imports/list", Access::Staff(Permission::MoveData)),
    ("admin/import/detail", Access::Staff(Permission::MoveData)),
    ("admin/import/check", Access::Staff(Permission::MoveData)),
    ("admin/import/start", Access::Staff(Permission::MoveData)),
    ("admin/import/stop", Access::Staff(Permission::MoveData)),
    ("admin/import/undo", Access::Staff(Permission::MoveData)),
    ("admin/media/list", Access::Staff(Permission::ReadProducts)),
    ("admin/media/detail", Access::Staff(Permission::ReadProducts)),
    ("admin/media/describe", Access::Staff(Permission::WriteProducts)),
    ("admin/media/focus", Access::Staff(Permission::WriteProducts)),
    ("admin/media/show_instead", Access::Staff(Permission::WriteProducts)),
    ("admin/media/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/media/restore", Access::Staff(Permission::WriteProducts)),
    ("admin/search/desk", Access::Staff(Permission::ReadProducts)),
    ("admin/search/add_rule", Access::Staff(Permission::WriteProducts)),
    ("admin/search/remove_rule", Access::Staff(Permission::WriteProducts)),
    ("admin/search/add_synonym", Access::Staff(Permission::WriteProducts)),
    ("admin/search/remove_synonym", Access::Staff(Permission::WriteProducts)),
    ("admin/redirects/list", Access::Staff(Permission::ReadProducts)),
    ("admin/redirects/add", Access::Staff(Permission::WriteProducts)),
    ("admin/redirects/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/products/list", Access::Staff(Permission::ReadProducts)),
    ("admin/products/frame", Access::Staff(Permission::ReadProducts)),
    ("admin/products/look", Access::Staff(Permission::ReadProducts)),
    ("admin/products/save_view", Access::Staff(Permission::ReadProducts)),
    ("admin/products/change_view", Access::Staff(Permission::ReadProducts)),
    ("admin/products/delete_view", Access::Staff(Permission::ReadProducts)),
    ("admin/products/changes", Access::Staff(Permission::ReadProducts)),
    ("admin/products/change/detail", Access::Staff(Permission::ReadProducts)),
    ("admin/products/change/preview", Access::Staff(Permission::WriteProducts)),
    ("admin/products/change/start", Access::Staff(Permission::WriteProducts)),
    ("admin/products/change/undo", Access::Staff(Permission::WriteProducts)),
    ("admin/products/grid/read", Access::Staff(Permission::WriteProducts)),
    ("admin/products/grid/save", Access::Staff(Permission::WriteProducts)),
    ("admin/products/grid/save_cells", Access::Staff(Permission::WriteProducts)),
    ("admin/products/publish", Access::Staff(Permission::WriteProducts)),
    ("admin/products/create", Access::Staff(Permission::WriteProducts)),
    ("admin/product/form", Access::Staff(Permission::ReadProducts)),
    ("admin/product/save", Access::Staff(Permission::WriteProducts)),
    ("admin/product/preview", Access::Staff(Permission::WriteProducts)),
    ("admin/product/remove_image", Access::Staff(Permission::WriteProducts)),
    ("admin/product/restore_image", Access::Staff(Permission::WriteProducts)),
    ("admin/product/move_image", Access::Staff(Permission::WriteProducts)),
    ("admin/product/set_kind", Access::Staff(Permission::WriteProducts)),
    ("admin/product/set_discount", Access::Staff(Permission::WriteProducts)),
    ("admin/product/put_part", Access::Staff(Permission::WriteProducts)),
    ("admin/product/find_parts", Access::Staff(Permission::ReadProducts)),
    ("admin/product/texts", Access::Staff(Permission::ReadProducts)),
    ("admin/product/save_texts", Access::Staff(Permission::WriteProducts)),
    ("admin/languages/work", Access::Staff(Permission::ReadProducts)),
    ("admin/languages/things", Access::Staff(Permission::ReadProducts)),
    ("admin/languages/save_thing", Access::Staff(Permission::WriteProducts)),
    ("admin/languages/words", Access::Staff(Permission::ReadProducts)),
    ("admin/languages/save_words", Access::Staff(Permission::WriteProducts)),
    ("admin/product/history", Access::Staff(Permission::ReadProducts)),
    ("admin/product/restore", Access::Staff(Permission::WriteProducts)),
    ("admin/product/films", Access::Staff(Permission::ReadProducts)),
    ("admin/product/add_film", Access::Staff(Permission::WriteProducts)),
    ("admin/product/remove_film", Access::Staff(Permission::WriteProducts)),
    ("admin/product_types/list", Access::Staff(Permission::ReadProducts)),
    ("admin/product_types/create", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/sheet", Access::Staff(Permission::ReadProducts)),
    ("admin/product_type/rename", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/attribute", Access::Staff(Permission::ReadProducts)),
    ("admin/product_type/add_attribute", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/save_attribute", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/attach", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/detach", Access::Staff(Permission::WriteProducts)),
    ("admin/product_type/move", Access::Staff(Permission::WriteProducts)),
    ("admin/categories/list", Access::Staff(Permission::ReadProducts)),
    ("admin/categories/create", Access::Staff(Permission::WriteProducts)),
    ("admin/category/sheet", Access::Staff(Permission::ReadProducts)),
    ("admin/category/save", Access::Staff(Permission::WriteProducts)),
    ("admin/category/move", Access::Staff(Permission::WriteProducts)),
    ("admin/category/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/collections/list", Access::Staff(Permission::ReadProducts)),
    ("admin/collections/create", Access::Staff(Permission::WriteProducts)),
    ("admin/collection/sheet", Access::Staff(Permission::ReadProducts)),
    ("admin/collection/matches", Access::Staff(Permission::ReadProducts)),
    ("admin/collection/save", Access::Staff(Permission::WriteProducts)),
    ("admin/collection/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/picks/list", Access::Staff(Permission::ReadProducts)),
    ("admin/picks/add", Access::Staff(Permission::WriteProducts)),
    ("admin/picks/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/picks/restore", Access::Staff(Permission::WriteProducts)),
    ("admin/picks/move", Access::Staff(Permission::WriteProducts)),
    ("admin/options/sheet", Access::Staff(Permission::ReadProducts)),
    ("admin/options/plan", Access::Staff(Permission::ReadProducts)),
    ("admin/options/save", Access::Staff(Permission::WriteProducts)),
    ("admin/brands/list", Access::Staff(Permission::ReadProducts)),
    ("admin/brands/create", Access::Staff(Permission::WriteProducts)),
    ("admin/brand/form", Access::Staff(Permission::ReadProducts)),
    ("admin/brand/save", Access::Staff(Permission::WriteProducts)),
    ("admin/brand/remove", Access::Staff(Permission::WriteProducts)),
    ("admin/product/remove_file", Access::Staff(Permission::WriteProducts)),
    ("admin/product/set_download_bounds", Access::Staff(Permission::WriteProducts)),
    ("admin/order/renew_download", Access::Staff(Permission::WriteOrders)),
    ("admin/gift_cards/list", Access::Staff(Permission::ReadOrders)),
    ("admin/gift_cards/set_active", Access::Staff(Permission::WriteOrders)),
    ("admin/gift_cards/redeem", Access::Staff(Permission::WriteOrders)),
    ("admin/gift_cards/send_again", Access::Staff(Permission::WriteOrders)),
    ("admin/product/put_field", Access::Staff(Permission::WriteProducts)),
    ("admin/product/remove_field", Access::Staff(Permission::WriteProducts)),
];

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use std::collections::BTreeSet;

    use super::PERMISSIONS;

    #[test]
    fn every_server_function_of_the_admin_says_who_may_call_it() {
        let registered: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths()
            .filter_map(|(path, _)| path.strip_prefix("/api/"))
            .filter(|path| path.starts_with("admin/"))
            .collect();
        let declared: BTreeSet<&str> = PERMISSIONS.iter().map(|(path, _)| *path).collect();
        assert_eq!(registered, declared);
    }
}
