// Going from page to page: each is a document of its own, and it must not be felt.
import { addToBag, alive, cards, goToCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

/** How far the page is scrolled. */
const place = () => Math.round(window.scrollY);

test("Back leads to the list as it was: the same choices, the same place", async ({ page, javaScriptEnabled }) => {
  await page.goto("/categories/prints?availability=in-stock&sort=price-up");
  const address = page.url();
  const tile = page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") }).nth(9);
  await tile.scrollIntoViewIfNeeded();
  const before = await page.evaluate(place).catch(() => 0);
  await tile.click();
  await expect(page.getByRole("button", { name: /Add to bag|Sold out/ })).toBeVisible();
  await page.goBack();
  expect(page.url()).toBe(address);
  await expect(page.getByRole("link", { name: /^Remove / }).first()).toBeVisible();
  if (javaScriptEnabled) await expect.poll(() => page.evaluate(place)).toBeGreaterThan(before - 40);
});

test("a choice of a facet leaves the page where it is @js", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone has a sheet for the facets");
  await page.goto("/categories/prints");
  await page.evaluate(() => window.scrollTo({ top: 180, behavior: "instant" }));
  await page.getByRole("complementary", { name: "Filter" }).getByRole("link").first().click();
  await expect(page.getByRole("link", { name: /^Remove / }).first()).toBeVisible();
  expect(await page.evaluate(place)).toBe(180);
});

test("the sheet with the facets stays open while one chooses several @js", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a desktop shows the facets beside the list");
  await page.goto("/categories/prints");
  await page.getByRole("button", { name: /^Filter/ }).click();
  const sheet = page.locator("#facets");
  await sheet.getByRole("link").first().click();
  await expect(page.getByRole("link", { name: /^Remove / }).first()).toBeAttached();
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: /^Show/ }).click();
  await expect(sheet).toBeHidden();
});

test("the number in the bag is right on a page that one comes back to @js", async ({ page }) => {
  await page.goto("/categories/mugs?availability=in-stock");
  await page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") }).first().click();
  await addToBag(page);
  while (!page.url().includes("/categories/")) await page.goBack();
  await expect(page.getByRole("link", { name: "Bag, 1 item" })).toBeVisible();
});

test("a choice of variant does not leave the page @js", async ({ page }) => {
  await page.goto("/categories/prints");
  await page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") }).first().click();
  await alive(page);
  await page.evaluate(() => document.body.setAttribute("data-same", "yes"));
  const other = page.getByRole("group", { name: /size/i }).getByRole("link").nth(1);
  await other.click();
  await expect(page).toHaveURL(/variant=/);
  await expect(other).toHaveAttribute("aria-current", "true");
  await expect(page.locator("body")).toHaveAttribute("data-same", "yes");
  await page.reload();
  await expect(other).toHaveAttribute("aria-current", "true");
});

test("a search that is sent before an addition has arrived waits for it @js", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone has a page for searching instead");
  await openProduct(page, "mugs");
  await alive(page);
  await page.route("**/api/cart/add", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.getByRole("button", { name: "Add to bag" }).click();
  await page.getByRole("combobox").fill("linen");
  await page.getByRole("combobox").press("Enter");
  await expect(page).toHaveURL(/\/search\?q=linen/);
  await expect(page.getByRole("link", { name: "Bag, 1 item" })).toBeVisible();
});

test("a slow payment is told as soon as it is known @js", async ({ page }) => {
  test.slow();
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.slow);
  await expect(page.getByRole("heading", { name: "Your payment is being checked" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Thank you. Your order is in." })).toBeVisible({ timeout: 30_000 });
});

test("a page that the pointer rests on is fetched before the click @js", async ({ page, isMobile }) => {
  test.skip(isMobile, "a finger does not rest");
  await page.goto("/");
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link").first();
  await link.hover();
  await page.waitForTimeout(1_000);
  await link.click();
  await expect(page.getByRole("region", { name: "Products" })).toBeVisible();
  const delivery = await page.evaluate(() => (performance.getEntriesByType("navigation")[0] as { deliveryType?: string }).deliveryType);
  expect(delivery).toBe("navigational-prefetch");
});
