//! Every server function, called by a stranger and by somebody of every role.

use std::collections::{BTreeMap, BTreeSet};

use app::admin::access::{Access, PERMISSIONS};
use domain::account::Role;
use reqwest::{Method, header};
use services::{
    Shop,
    account::write::{Welcome, accept_invitation, invite_owner},
    db::DatabaseError,
};

use crate::browser::{Browser, TestShop, start};

/// What a shopper's page calls.
const SHOPPERS: [&str; 24] = [
    "search/suggest",
    "cart/count",
    "cart/read",
    "cart/add",
    "cart/set_quantity",
    "cart/remove",
    "cart/coupon",
    "cart/remove_card",
    "checkout/remember",
    "checkout/coupon",
    "checkout/place",
    "offer/order",
    "offer/remember",
    "order/payment",
    "order/pay",
    "order/return",
    "order/return/call_off",
    "theme/set",
    "currency/set",
    "account/offer",
    "account/send_link",
    "account/sign_in",
    "account/enter",
    "account/sign_out",
];

/// What only a customer may call who is signed in, each with a form that it can read.
const CUSTOMERS: [(&str, &str); 10] = [
    ("account/sign_out_everywhere", ""),
    ("account/save_name", "full_name=x"),
    ("account/change_email", "email=x%40example.org"),
    ("account/confirm_email", "token=x"),
    ("account/set_password", "current=x&password=a+long+and+quiet+harbour"),
    ("account/save_address", "country=DE&full_name=x&postcode=20354&town=x&street=x"),
    ("account/delete_address", "address=1"),
    ("account/set_usual_address", "address=1&usual=bills"),
    ("account/delete", ""),
    ("checkout/use_address", "saved=1"),
];

/// For every function of the admin a form that it can read. What it names does not exist, so nothing comes of it; who may
/// not call it must not even learn that.
const FORMS: &[(&str, &str)] = &[
    ("admin/sign_in", "email=nobody%40example.org&password=a-wrong-password&next=%2Fadmin"),
    ("admin/sign_out", ""),
    ("admin/welcome", "token=x&name=x&email=x%40example.org&password=x"),
    ("admin/invitation", "token=x"),
    ("admin/frame", ""),
    ("admin/find", "text=mug"),
    ("admin/home", ""),
    ("admin/orders/list", "query[tab]=All&query[text]="),
    ("admin/orders/pulse", ""),
    ("admin/order/detail", "order=1"),
    ("admin/order/send", "parcel[order]=1&parcel[version]=1&parcel[carrier]=DHL&parcel[tracking_number]=1"),
    ("admin/order/confirm_by_hand", "order=1"),
    ("admin/order/cancel", "order=1"),
    ("admin/order/note", "order=1&text=x"),
    (
        "admin/order/refund",
        "refund[order]=1&refund[version]=1&refund[lines][0][line]=1&refund[lines][0][quantity]=1&refund[shipping]=4.90",
    ),
    ("admin/order/give_back", "order=1&payment=1"),
    ("admin/order/refund_sent", "refund=1"),
    (
        "admin/order/preview_edit",
        "edit[order]=1&edit[version]=1&edit[lines][0][line]=1&edit[lines][0][quantity]=1&edit[email]=x%40example.org&edit[address][country]=DE",
    ),
    (
        "admin/order/edit",
        "edit[order]=1&edit[version]=1&edit[lines][0][line]=1&edit[lines][0][quantity]=1&edit[email]=x%40example.org&edit[address][country]=DE&seen_total=1",
    ),
    ("admin/order/find_variants", "order=1&text=mug"),
    ("admin/order/take_back_difference", "order=1&version=1"),
    ("admin/order/difference_received", "order=1&version=1"),
    ("admin/order/give_difference_again", "refund=1"),
    ("admin/order/make_invoice", "order=1"),
    ("admin/order/approve_return", "id=1&answer=x"),
    ("admin/order/refuse_return", "id=1&answer=x"),
    ("admin/order/receive_return", "id=1"),
    (
        "admin/order/inspect_return",
        "inspection[id]=1&inspection[lines][0][line]=1&inspection[lines][0][accepted]=1&inspection[words]=x",
    ),
    ("admin/returns/list", "query[tab]=Open"),
    ("admin/drafts/list", "query[text]=maren"),
    ("admin/drafts/blank", "from=1"),
    ("admin/drafts/create", "draft[currency]=EUR&draft[lines][0][sku]=nothing&draft[address][country]=DE"),
    ("admin/draft/detail", "draft=1"),
    ("admin/draft/preview", "draft[currency]=EUR&draft[lines][0][sku]=nothing&draft[lines][0][price]=1"),
    ("admin/draft/find_variants", "text=mug&currency=EUR"),
    ("admin/draft/save", "id=1&version=1&draft[currency]=EUR&draft[lines][0][sku]=nothing"),
    ("admin/draft/send", "draft=1&version=1&mails=false"),
    ("admin/draft/withdraw", "draft=1&version=1"),
    ("admin/draft/restore", "draft=1&version=1"),
    ("admin/stock/low", ""),
    ("admin/stock/variant", "variant=1"),
    ("admin/stock/set_low", "variant=1&low_stock=x"),
    ("admin/stock/set_backorder", "variant=1&most=x"),
    ("admin/stock/owed", ""),
    ("admin/stock/transfer", "variant=1&from=1&to=7&quantity=1&key=k"),
    ("admin/stock/set", "variant=1&location=7&seen=0&on_hand=x"),
    ("admin/locations/list", ""),
    ("admin/locations/create", "location[name]=%20"),
    ("admin/location/detail", "location=7"),
    ("admin/location/save", "id=7&location[name]=x"),
    ("admin/location/move_up", "location=7"),
    ("admin/location/close", "location=7"),
    ("admin/location/reopen", "location=7"),
    ("admin/location/empty", "location=7&to=8&key=k"),
    ("admin/suppliers/list", ""),
    ("admin/suppliers/create", "supplier[name]=%20"),
    ("admin/supplier/detail", "supplier=1"),
    ("admin/supplier/save", "id=1&version=1&supplier[name]=x"),
    ("admin/supplier/delete", "supplier=1"),
    ("admin/purchases/list", "query[tab]=Open"),
    ("admin/purchases/buy", "variants[1]=true&variants[7]=true"),
    ("admin/purchase/detail", "order=1"),
    ("admin/purchase/save", "id=1&version=1&purchase[lines][0][id]=1&purchase[lines][0][quantity]=1"),
    ("admin/purchase/order", "id=1&version=1"),
    ("admin/purchase/cancel", "id=1"),
    ("admin/purchase/close", "id=1"),
    (
        "admin/purchase/receive",
        "id=1&receipt[key]=x&receipt[lines][0][line]=1&receipt[lines][0][quantity]=1&receipt[over]=true",
    ),
    ("admin/counts/list", ""),
    ("admin/counts/start", "scope=shelf"),
    ("admin/count/detail", "count=1"),
    ("admin/count/scan", "count=1&code=x&quantity=3&key=k"),
    ("admin/count/take_back", "count=1"),
    ("admin/count/leave_out", "count=1&variant=1"),
    ("admin/count/finish", "count=1"),
    ("admin/count/cancel", "count=1"),
    ("admin/payouts/list", ""),
    ("admin/payouts/take", "report=x"),
    ("admin/payout/detail", "payout=1"),
    ("admin/imports/list", ""),
    ("admin/import/detail", "import=1"),
    ("admin/import/check", "import=1&platform=shopify"),
    ("admin/import/start", "import=1"),
    ("admin/import/stop", "import=1"),
    ("admin/import/undo", "import=1"),
    ("admin/product/texts", "product=1"),
    ("admin/product/save_texts", "product=1&language=de&texts[title]=x"),
    ("admin/languages/work", ""),
    ("admin/languages/things", "language=de"),
    ("admin/languages/save_thing", "thing=category-1&language=de&texts[title]=x"),
    ("admin/languages/words", "language=de"),
    ("admin/languages/save_words", "language=de&words[0][word]=x&words[0][text]=y"),
    ("admin/product/history", "product=1"),
    ("admin/product/restore", "product=1"),
    ("admin/product/films", "product=1"),
    ("admin/product/add_film", "product=1&address=https://youtu.be/dQw4w9WgXcQ&title=x"),
    ("admin/product/remove_film", "product=1&film=1"),
    ("admin/media/list", "query[tab]=All&query[text]="),
    ("admin/media/detail", "image=1"),
    ("admin/media/describe", "image=1&words=x"),
    ("admin/media/focus", "image=1&x=30&y=70"),
    ("admin/media/show_instead", "image=1&instead=2"),
    ("admin/media/remove", "image=1"),
    ("admin/media/restore", "image=1"),
    ("admin/search/desk", "text=mug"),
    ("admin/search/add_rule", "text=mug&action=Pin&named=nothing"),
    ("admin/search/remove_rule", "rule=1"),
    ("admin/search/add_synonym", "words=mug%2C+cup"),
    ("admin/search/remove_synonym", "synonym=1"),
    ("admin/redirects/list", "query[text]=&query[tab]=All&query[page]=1"),
    ("admin/redirects/add", "path=%2Fold&target=%2Fsale"),
    ("admin/redirects/remove", "path=%2Fnothing"),
    (
        "admin/products/list",
        "query[filter][text]=&query[order][sort]=Title&query[order][descending]=false&query[turn]=First",
    ),
    ("admin/products/frame", ""),
    ("admin/products/look", "order=brand,price&shown[0]=price&up=price"),
    ("admin/products/save_view", "name=&query=stock%3Dlow"),
    ("admin/products/change_view", "view=1&query=stock%3Dlow"),
    ("admin/products/delete_view", "view=1"),
    ("admin/products/changes", ""),
    ("admin/products/change/detail", "change=1"),
    ("admin/products/change/preview", "query[selection][ids]=1&query[rule][action]=publish"),
    ("admin/products/change/start", "selection[ids]=&rule[action]=publish"),
    ("admin/products/change/undo", "change=1"),
    ("admin/products/grid/read", "selection[ids]=1"),
    ("admin/products/grid/save", r#"{"changes":[]}"#),
    ("admin/products/grid/save_cells", ""),
    ("admin/products/publish", "product=1&published=true"),
    ("admin/products/create", "title=A+mug"),
    ("admin/product/form", "product=1"),
    (
        "admin/product/save",
        "product[id]=1&product[version]=1&product[title]=x&product[slug]=x&product[description_html]=x&product[brand]=x",
    ),
    ("admin/product/preview", "html=x"),
    ("admin/product/remove_image", "product=1&image=1"),
    ("admin/product/restore_image", "product=1&image=1&position=0&alternative_text=x"),
    ("admin/product/move_image", "product=1&image=1&to=0"),
    ("admin/product/set_kind", "product=1&kind=bundle"),
    ("admin/product/set_discount", "product=1&percent=10"),
    ("admin/product/put_part", "product=1&sku=x&quantity=1"),
    ("admin/product/find_parts", "text=mug"),
    ("admin/product_types/list", ""),
    ("admin/product_types/create", "name=Ceramics"),
    ("admin/product_type/sheet", "product_type=1"),
    ("admin/product_type/rename", "product_type=1&name=x"),
    ("admin/product_type/remove", "product_type=1"),
    ("admin/product_type/attribute", "product_type=1&key=x"),
    ("admin/product_type/add_attribute", "product_type=1&attribute[label]=x&attribute[kind]=text"),
    ("admin/product_type/save_attribute", "product_type=1&key=x&attribute[label]=x&attribute[kind]=text"),
    ("admin/product_type/attach", "product_type=1&key=x&heading=x"),
    ("admin/product_type/detach", "product_type=1&key=x"),
    ("admin/product_type/move", "product_type=1&key=x&earlier=true"),
    ("admin/categories/list", ""),
    ("admin/categories/create", "name=Mugs&parent=1"),
    ("admin/category/sheet", "category=1"),
    ("admin/category/save", "category[id]=1&category[version]=x&category[name]=x&category[slug]=x"),
    ("admin/category/move", "category=1&earlier=true"),
    ("admin/category/remove", "category=1"),
    ("admin/collections/list", ""),
    ("admin/collections/create", "name=Gifts&by_rule=false"),
    ("admin/collection/sheet", "collection=1"),
    ("admin/collection/matches", "any=all&sort=newest"),
    ("admin/collection/save", "collection[id]=1&collection[version]=1&collection[name]=x&collection[slug]=x"),
    ("admin/collection/remove", "collection=1"),
    ("admin/picks/list", "place=related-1"),
    ("admin/picks/add", "place=related-1&words=x"),
    ("admin/picks/remove", "place=related-1&product=1"),
    ("admin/picks/restore", "place=related-1&product=1&to=0"),
    ("admin/picks/move", "place=collection-1&product=1&to=0"),
    ("admin/options/sheet", "product=1"),
    ("admin/options/plan", "options[product]=1&options[version]=1"),
    ("admin/options/save", "options[product]=1&options[version]=1"),
    ("admin/brands/list", ""),
    ("admin/brands/create", "name=Dune"),
    ("admin/brand/form", "brand=1"),
    (
        "admin/brand/save",
        "brand[id]=1&brand[version]=1&brand[name]=x&brand[manufacturer][name]=x&brand[manufacturer][address]=x&brand[manufacturer][email]=x&brand[responsible][name]=x&brand[responsible][address]=x&brand[responsible][email]=x",
    ),
    ("admin/brand/remove", "brand=1"),
    ("admin/product/remove_file", "product=1&file=1"),
    ("admin/product/set_download_bounds", "product=1&most=3&days=30"),
    ("admin/order/renew_download", "download=1"),
    ("admin/reconcile/list", ""),
    ("admin/reconcile/ask", "payment=1"),
    ("admin/reconcile/try_again", "effect=1"),
    ("admin/gift_cards/list", ""),
    ("admin/gift_cards/set_active", "card=1&active=false"),
    ("admin/gift_cards/redeem", "card=1&amount=5&back=true"),
    ("admin/gift_cards/send_again", "card=1"),
    ("admin/gift_cards/give", "credit[email]=nobody%40example.org&credit[amount]=nothing&credit[reason]=x"),
    ("admin/gift_card/detail", "card=1"),
    ("admin/gift_card/adjust", "card=1&change[amount]=1&change[take]=true&change[reason]=x"),
    ("admin/coupons/list", "query[text]=welcome"),
    ("admin/coupons/create", "coupon[code]=%20&coupon[kind]=percent&coupon[value]=10"),
    ("admin/coupon/detail", "coupon=1"),
    ("admin/coupon/save", "id=1&version=1&coupon[code]=x&coupon[kind]=percent&coupon[value]=10"),
    ("admin/coupon/set_active", "coupon=1&active=false"),
    ("admin/coupon/delete", "coupon=1"),
    ("admin/customers/list", "query[text]=holt"),
    ("admin/customer/detail", "customer=1"),
    ("admin/customer/note", "customer=1&text=x"),
    ("admin/customer/remove_note", "customer=1&note=1"),
    ("admin/customer/erase", "customer=1"),
    ("admin/delivery/desk", ""),
    ("admin/delivery/preview", "query[country]=AT&query[kilograms]=2&query[worth]=60"),
    ("admin/delivery/save_calendar", "version=99&calendar[cut_off]=14:00&calendar[working_days][mon]=true"),
    ("admin/delivery/create_zone", "zone[name]=%20&zone[places]=countries&zone[countries][AT]=true"),
    ("admin/delivery/save_zone", "id=1&version=99&zone[name]=x&zone[places]=home"),
    ("admin/delivery/delete_zone", "id=1&version=99"),
    ("admin/delivery/create_method", "zone=1&method[name]=%20&method[tiers][0][price]=4.90"),
    ("admin/delivery/save_method", "id=1&version=99&method[name]=x&method[tiers][0][price]=4.90&method[active]=true"),
    ("admin/delivery/delete_method", "id=1&version=99"),
    ("admin/currencies/desk", ""),
    ("admin/currencies/sheet", "code=QQQ"),
    ("admin/currencies/create", "currency[code]=XX&currency[rate]=none"),
    ("admin/currencies/save", "code=QQQ&version=99&currency[rate]=1.1&currency[rounding]=95"),
    ("admin/currencies/use_again", "code=QQQ&version=99&revision=99"),
    ("admin/currencies/remove", "code=QQQ&version=99"),
    ("admin/product/prices", "product=1"),
    ("admin/product/save_prices", "product=1&code=QQQ&own[price][1]=2"),
    ("admin/taxes/desk", ""),
    ("admin/taxes/rate", "id=1"),
    ("admin/taxes/import", "file=Country,Rate&from=2026-12-01&take=true"),
    ("admin/taxes/create", "rate[class]=standard&rate[country]=DE&rate[percent]=many"),
    ("admin/taxes/save", "id=1&version=99&rate[class]=standard&rate[country]=DE&rate[percent]=19"),
    ("admin/taxes/delete", "id=1&version=1"),
    ("admin/taxes/save_settings", "version=99&settings[oss]=true&settings[registered][GB]=true"),
    ("admin/product/put_field", "product=1&field[id]=0&field[label]=x&field[kind]=text&field[most_characters]=9"),
    ("admin/product/remove_field", "product=1&field=1"),
];

/// The endpoints of all functions with their methods.
fn functions() -> BTreeMap<String, String> {
    leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (path.trim_start_matches("/api/").to_owned(), method.to_string()))
        .collect()
}

/// Calls a function as a page of the shop would; `session` is the cookie of somebody who is signed in.
async fn call(browser: &Browser, endpoint: &str, form: &str, session: Option<&str>) -> (u16, String) {
    let method = functions()[endpoint].parse::<Method>().unwrap();
    let mut request = browser.client.request(method, format!("{}/api/{endpoint}", browser.base));
    if let Some(session) = session {
        request = request.header(header::COOKIE, format!("session={session}"));
    }
    let request = request.header(header::ORIGIN, &browser.base).header(header::ACCEPT, "application/json");
    let coding = if form.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
    let request = request.header(header::CONTENT_TYPE, coding).body(form.to_owned());
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// A session of somebody with this role.
pub async fn session(shop: &Shop, role: Role) -> String {
    let path = invite_owner(shop).await.unwrap();
    let email = format!("{}@example.org", role.key());
    let welcome = Welcome {
        token: path.rsplit('/').next().unwrap().to_owned(),
        name: "Somebody".to_owned(),
        email: email.clone(),
        password: "a long and quiet harbour".to_owned(),
    };
    let token = accept_invitation(shop, welcome).await.unwrap();
    let change = shop.database.write(move |tx| {
        let email = email.clone();
        Box::pin(async move {
            let changed = sqlx::query("UPDATE staff SET role = $1 WHERE email = $2").bind(role.key()).bind(email);
            assert_eq!(changed.execute(tx.connection()).await?.rows_affected(), 1);
            Ok::<_, DatabaseError>(())
        })
    });
    change.await.unwrap();
    token.reveal().to_owned()
}

/// Everybody who may call: nobody in particular, and one of each role.
async fn callers(shop: &TestShop) -> Vec<(Option<Role>, Option<String>)> {
    let mut callers = vec![(None, None)];
    for role in Role::ALL {
        callers.push((Some(role), Some(session(&shop.shop, role).await)));
    }
    callers
}

/// The refusal that somebody must get; none when they may call.
fn refusal(access: Access, caller: Option<Role>) -> Option<u16> {
    match (access, caller) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => None,
        (Access::SignedIn | Access::Staff(_), None) => Some(401),
        (Access::Staff(permission), Some(role)) => (!role.may(permission)).then_some(403),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn v04_every_role_may_call_exactly_the_functions_of_the_admin_that_are_meant_for_it() {
    let shop = start().await;
    let browser = shop.browser();
    let forms: BTreeMap<&str, &str> = FORMS.iter().copied().collect();
    let callers = callers(&shop).await;
    let mut refused = 0;
    for (endpoint, access) in PERMISSIONS {
        let form = forms.get(endpoint).unwrap_or_else(|| panic!("FORMS has no form for {endpoint}"));
        for (role, session) in &callers {
            // Signing out would end the sessions that the next calls need; its own test is in the account room.
            let session = session.as_deref().filter(|_| *endpoint != "admin/sign_out");
            let (status, text) = call(&browser, endpoint, form, session).await;
            let told = format!("{endpoint} for {role:?}: {status} {text}");
            assert!(!text.contains("The form could not be read"), "the form is none that it can read: {told}");
            match refusal(*access, *role) {
                Some(expected) => {
                    assert_eq!(status, expected, "{told}");
                    refused += 1;
                }
                None => assert!(![401, 403].contains(&status) && status < 500, "{told}"),
            }
        }
    }
    assert!(refused > 50, "many were refused: {refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_function_is_declared_and_what_a_shopper_calls_refuses_no_stranger() {
    let shop = start().await;
    let browser = shop.browser();
    let all = functions();
    let customers = CUSTOMERS.iter().map(|(name, _)| *name);
    let declared: BTreeSet<&str> = PERMISSIONS.iter().map(|(name, _)| *name).chain(SHOPPERS).chain(customers).collect();
    let registered: BTreeSet<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(registered, declared, "whoever adds a function says who may call it");
    for (endpoint, method) in &all {
        assert!(method == "POST" || endpoint == "search/suggest", "{method} {endpoint} could be called by a link");
    }
    for endpoint in SHOPPERS {
        let (status, text) = call(&browser, endpoint, "", None).await;
        assert!(status < 500 && ![401, 403, 405].contains(&status), "{endpoint}: {status} {text}");
    }
    // The people of the shop are no customers: their session opens nobody's account.
    let owner = session(&shop.shop, Role::Owner).await;
    for (endpoint, form) in CUSTOMERS {
        for session in [None, Some(owner.as_str())] {
            let (status, text) = call(&browser, endpoint, form, session).await;
            assert_eq!(status, 401, "{endpoint}: {text}");
        }
    }
}
