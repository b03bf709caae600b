import { type Page } from "@playwright/test";
import { createProduct, signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

/** A SKU of the demo shop with its price as the shop writes it. */
async function part(page: Page): Promise<string> {
  await page.goto("/admin/products?q=mug");
  await page.locator('a[href^="/admin/products/1"]').first().click();
  return page.getByLabel(/^SKU/).first().inputValue();
}

test("a bundle is put together, follows its parts' price and says in the shop what is in it", async ({ page, isMobile }) => {
  const sku = await part(page);
  const title = `Bundle ${isMobile ? "phone" : "desk"} ${Date.now()}`;
  await createProduct(page, title);
  await page.getByLabel("Kind", { exact: true }).selectOption("bundle");
  await page.getByRole("button", { name: "Change kind" }).click();
  await expect(page.getByText("It is a bundle, but nothing is in it.")).toBeVisible();
  await page.getByLabel("Add by name or SKU").fill("there-is-no-such-sku");
  await page.getByRole("button", { name: "Add part" }).click();
  await expect(page.getByText("There is no variant with this SKU.")).toBeVisible();
  await page.getByLabel("Add by name or SKU").fill(sku);
  await page.getByLabel("How many", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Add part" }).click();
  await expect(page.getByText(sku).first()).toBeVisible();
  await page.getByLabel("Percent off the sum of its parts").fill("10");
  await page.getByRole("button", { name: "Set price" }).click();
  await expect(page.getByText(/the bundle costs .* and follows them/)).toBeVisible();
  await page.getByLabel(/^Published/).check();
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText(/^Unsaved:/)).toHaveCount(0);
  await page.getByRole("link", { name: "See it as a shopper" }).click();
  await expect(page.getByRole("heading", { name: "What is in it" })).toBeVisible();
  await expect(page.getByText(/^2 × /).first()).toBeVisible();
});
