import { expect, test } from "../../support/test";

test("a page in another language keeps its language in its links and names its twins", async ({ page }) => {
  await page.goto("/de/new");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.locator('main a[href^="/de/products/"]').first().click();
  await expect(page).toHaveURL(/\/de\/products\//);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator('link[rel="alternate"][hreflang="en"]')).toHaveCount(1);
  await expect(page.locator('link[rel="alternate"][hreflang="de"]')).toHaveAttribute("href", page.url().split("?")[0] ?? "");
});
