//! The one lazy part of the browser's program that holds the whole admin.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::{
    brands::{BrandPage, page::BrandsPage},
    bulk::{
        change::RulePage,
        changes::{ChangePage, ChangesPage},
        grid::GridPage,
    },
    categories::{CategoryPage, page::CategoriesPage},
    collections::{CollectionPage, page::CollectionsPage},
    counts::{CountPage, page::CountsPage},
    coupons::{CouponPage, page::CouponsPage},
    currencies::{CurrencyPage, page::CurrenciesPage},
    customers::{CustomerPage, page::CustomersPage},
    delivery::{CalendarPage, MethodPage, ZonePage, page::DeliveryPage},
    drafts::{DraftPage, page::DraftsPage},
    gift_cards::{GiftCardPage, page::GiftCardsPage},
    history::page::HistoryPage,
    home::page::HomePage,
    imports::{page::ImportsPage, run::ImportPage},
    layout::Frame,
    locations::{LocationPage, page::LocationsPage},
    media::{detail::ImagePage, page::MediaPage},
    options::OptionsPage,
    order::{edit::page::OrderEditPage, page::OrderPage},
    orders::page::OrdersPage,
    parts::refusal::Refusal,
    payouts::{PayoutPage, page::PayoutsPage},
    place::Place,
    prices::PricesPage,
    product::page::ProductPage,
    product_types::{AttributePage, NewAttributePage, ProductTypePage, page::ProductTypesPage},
    products::page::ProductsPage,
    purchases::{PurchasePage, page::PurchasesPage},
    reconcile::page::ReconcilePage,
    redirects::page::RedirectsPage,
    returns::page::ReturnsPage,
    search::page::SearchDeskPage,
    sign_in::page::{SignInPage, WelcomePage},
    stock::{VariantStockPage, owed::OwedPage, page::LowStockPage},
    suppliers::{SupplierPage, page::SuppliersPage},
    taxes::{TaxRatePage, page::TaxesPage},
    texts::{languages::LanguagesPage, page::TextsPage},
};
use crate::error::AppError;

/// Makes the admin come alive. All of it lies in the part of the program that is loaded when this is called; on the server it
/// does nothing but name that part's file.
#[lazy]
pub fn start() {
    #[cfg(feature = "hydrate")]
    leptos::mount::hydrate_body(crate::AdminApp);
}

/// Every page of the admin.
#[component]
pub fn Admin() -> impl IntoView {
    let location = use_location();
    let place = Memo::new(move |_| Place::at(&location.pathname.get()));
    let inside = Memo::new(move |_| !place.get().is_before_sign_in());
    let first = title(&place.get_untracked());
    view! {
        // The server asks for the title after the page is rendered; what the page reads from may be gone by then.
        <Title text=move || location.pathname.try_get().map_or(first, |path| title(&Place::at(&path))) />
        {move || {
            if inside.get() {
                view! { <Frame place>{move || page(place.get())}</Frame> }.into_any()
            } else {
                page(place.get())
            }
        }}
    }
}

fn page(place: Place) -> AnyView {
    match place {
        Place::Home => view! { <HomePage /> }.into_any(),
        Place::Orders => view! { <OrdersPage /> }.into_any(),
        Place::Order(id) => view! { <OrderPage id /> }.into_any(),
        Place::OrderEdit(id) => view! { <OrderEditPage id /> }.into_any(),
        Place::Drafts => view! { <DraftsPage /> }.into_any(),
        Place::NewDraft => view! { <DraftPage id=None /> }.into_any(),
        Place::Draft(id) => view! { <DraftPage id=Some(id) /> }.into_any(),
        Place::GiftCards => view! { <GiftCardsPage /> }.into_any(),
        Place::GiftCard(id) => view! { <GiftCardPage id /> }.into_any(),
        Place::Reconcile => view! { <ReconcilePage /> }.into_any(),
        Place::Payouts => view! { <PayoutsPage /> }.into_any(),
        Place::Payout(id) => view! { <PayoutPage id /> }.into_any(),
        Place::LowStock => view! { <LowStockPage /> }.into_any(),
        Place::Owed => view! { <OwedPage /> }.into_any(),
        Place::Locations => view! { <LocationsPage /> }.into_any(),
        Place::Location(id) => view! { <LocationPage id /> }.into_any(),
        Place::VariantStock(id) => view! { <VariantStockPage id /> }.into_any(),
        Place::Counts => view! { <CountsPage /> }.into_any(),
        Place::Count(id) => view! { <CountPage id /> }.into_any(),
        Place::Purchases => view! { <PurchasesPage /> }.into_any(),
        Place::Purchase(id) => view! { <PurchasePage id /> }.into_any(),
        Place::Suppliers => view! { <SuppliersPage /> }.into_any(),
        Place::Supplier(id) => view! { <SupplierPage id /> }.into_any(),
        Place::Returns => view! { <ReturnsPage /> }.into_any(),
        Place::Customers => view! { <CustomersPage /> }.into_any(),
        Place::Customer(id) => view! { <CustomerPage id /> }.into_any(),
        Place::Coupons => view! { <CouponsPage /> }.into_any(),
        Place::Coupon(id) => view! { <CouponPage id /> }.into_any(),
        Place::Products => view! { <ProductsPage /> }.into_any(),
        Place::Product(id) => view! { <ProductPage id /> }.into_any(),
        Place::Texts(id) => view! { <TextsPage id /> }.into_any(),
        Place::Languages => view! { <LanguagesPage /> }.into_any(),
        Place::History(id) => view! { <HistoryPage id /> }.into_any(),
        Place::Grid => view! { <GridPage /> }.into_any(),
        Place::Rule => view! { <RulePage /> }.into_any(),
        Place::Changes => view! { <ChangesPage /> }.into_any(),
        Place::Change(id) => view! { <ChangePage id /> }.into_any(),
        Place::Options(id) => view! { <OptionsPage id /> }.into_any(),
        Place::Categories => view! { <CategoriesPage /> }.into_any(),
        Place::Category(id) => view! { <CategoryPage id /> }.into_any(),
        Place::Collections => view! { <CollectionsPage /> }.into_any(),
        Place::Collection(id) => view! { <CollectionPage id /> }.into_any(),
        Place::ProductTypes => view! { <ProductTypesPage /> }.into_any(),
        Place::ProductType(id) => view! { <ProductTypePage id /> }.into_any(),
        Place::NewAttribute(id) => view! { <NewAttributePage id /> }.into_any(),
        Place::Attribute(id, key) => view! { <AttributePage id key /> }.into_any(),
        Place::Brands => view! { <BrandsPage /> }.into_any(),
        Place::Brand(id) => view! { <BrandPage id /> }.into_any(),
        Place::Media => view! { <MediaPage /> }.into_any(),
        Place::Image(id) => view! { <ImagePage id /> }.into_any(),
        Place::Imports => view! { <ImportsPage /> }.into_any(),
        Place::Import(id) => view! { <ImportPage id /> }.into_any(),
        Place::Search => view! { <SearchDeskPage /> }.into_any(),
        Place::Redirects => view! { <RedirectsPage /> }.into_any(),
        Place::Delivery => view! { <DeliveryPage /> }.into_any(),
        Place::Taxes => view! { <TaxesPage /> }.into_any(),
        Place::TaxRate(id) => view! { <TaxRatePage id /> }.into_any(),
        Place::Currencies => view! { <CurrenciesPage /> }.into_any(),
        Place::Currency(currency) => view! { <CurrencyPage currency /> }.into_any(),
        Place::Prices(id) => view! { <PricesPage id /> }.into_any(),
        Place::DeliveryDays => view! { <CalendarPage /> }.into_any(),
        Place::DeliveryZone(id) => view! { <ZonePage id /> }.into_any(),
        Place::DeliveryWay(id) => view! { <MethodPage id /> }.into_any(),
        Place::SignIn => view! { <SignInPage /> }.into_any(),
        Place::Welcome(token) => view! { <WelcomePage token /> }.into_any(),
        Place::Unknown => view! { <Refusal error=AppError::NotFound /> }.into_any(),
    }
}

fn title(place: &Place) -> &'static str {
    match place {
        Place::Home => "Admin",
        Place::Orders => "Orders · Admin",
        Place::Order(_) => "Order · Admin",
        Place::OrderEdit(_) => "Change order · Admin",
        Place::Drafts => "Drafts · Admin",
        Place::NewDraft | Place::Draft(_) => "Draft · Admin",
        Place::GiftCards => "Gift cards · Admin",
        Place::GiftCard(_) => "Gift card · Admin",
        Place::Reconcile => "Reconcile · Admin",
        Place::Payouts | Place::Payout(_) => "Payouts · Admin",
        Place::LowStock | Place::Owed | Place::VariantStock(_) => "Stock · Admin",
        Place::Locations | Place::Location(_) => "Locations · Admin",
        Place::Counts | Place::Count(_) => "Counts · Admin",
        Place::Purchases | Place::Purchase(_) => "Purchase orders · Admin",
        Place::Suppliers | Place::Supplier(_) => "Suppliers · Admin",
        Place::Returns => "Returns · Admin",
        Place::Customers => "Customers · Admin",
        Place::Customer(_) => "Customer · Admin",
        Place::Coupons => "Coupons · Admin",
        Place::Coupon(_) => "Coupon · Admin",
        Place::Products => "Products · Admin",
        Place::Product(_) => "Product · Admin",
        Place::Texts(_) => "Texts · Admin",
        Place::Languages => "Languages · Admin",
        Place::History(_) => "History · Admin",
        Place::Grid => "Edit products · Admin",
        Place::Rule => "Change products · Admin",
        Place::Changes | Place::Change(_) => "Changes · Admin",
        Place::Options(_) => "Options · Admin",
        Place::Categories | Place::Category(_) => "Categories · Admin",
        Place::Collections | Place::Collection(_) => "Collections · Admin",
        Place::ProductTypes | Place::ProductType(_) => "Product types · Admin",
        Place::NewAttribute(_) | Place::Attribute(..) => "Attribute · Admin",
        Place::Brands => "Brands · Admin",
        Place::Brand(_) => "Brand · Admin",
        Place::Media => "Media · Admin",
        Place::Image(_) => "Image · Admin",
        Place::Imports | Place::Import(_) => "Import · Admin",
        Place::Search => "Search · Admin",
        Place::Taxes | Place::TaxRate(_) => "Taxes · Admin",
        Place::Currencies | Place::Currency(_) => "Currencies · Admin",
        Place::Prices(_) => "Prices · Admin",
        Place::Delivery | Place::DeliveryDays | Place::DeliveryZone(_) | Place::DeliveryWay(_) => "Delivery · Admin",
        Place::Redirects => "Redirects · Admin",
        Place::SignIn => "Sign in · Admin",
        Place::Welcome(_) => "Welcome · Admin",
        Place::Unknown => "Nothing here · Admin",
    }
}
