import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { createProduct, signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

/** Opens a product of its own, so that tests beside each other do not meet. */
async function openNew(page: Page, title: string): Promise<void> {
  await createProduct(page, title);
}

test("a wrong barcode is told beside its field, and a right one makes the product more complete", async ({ page, isMobile }) => {
  await openNew(page, `Barcode ${isMobile ? "phone" : "desk"} ${Date.now()}`);
  await expect(page.getByText("9 %", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Add every barcode" }).click();
  const barcode = page.getByLabel(/^Barcode/);
  await expect(barcode).toBeVisible();
  await barcode.fill("4006381333932");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText(/the last would be 1/).first()).toBeVisible();
  await barcode.fill("4006381333931");
  await page.keyboard.press("Control+s");
  await expect(page.getByText("14 %", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Add every barcode" })).toHaveCount(0);
});

test("the page says why customers cannot buy, until they can", async ({ page, isMobile }) => {
  await openNew(page, `Doctor ${isMobile ? "phone" : "desk"} ${Date.now()}`);
  await expect(page.getByText("Why can’t customers buy this?")).toBeVisible();
  await page.getByLabel(/^Price/).first().fill("12.50");
  await page.getByLabel(/^Stock/).first().fill("4");
  await page.getByLabel(/mugs/i).first().check();
  await page.getByLabel(/^Published/).check();
  await expect(page.getByText(/^Unsaved:/)).toHaveText("Unsaved: publication, categories and tags, prices, stock");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Customers can buy this")).toBeVisible();
  await page.getByRole("link", { name: "See it as a shopper" }).click();
  await expect(page.getByText("€12.50").first()).toBeVisible();
});

test("a product appears in the shop at the moment that was chosen", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await openNew(page, `Soon ${Date.now()}`);
  await page.getByLabel(/^Price/).first().fill("8");
  await page.getByLabel("Publish by itself on").fill("2026-01-01T08:00");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("In the shop", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
});

test("the page of a product has no serious fault for those who do not see or point", async ({ page }) => {
  await page.goto("/admin/products");
  await page.locator('a[href^="/admin/products/1"]').first().click();
  await expect(page.getByRole("heading", { name: "Completeness" })).toBeVisible();
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
});
