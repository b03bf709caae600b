import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test("an old address leads to a page until it is removed", async ({ page, request, isMobile }) => {
  await signIn(page);
  await page.goto("/admin/redirects");
  const old = `/old-${isMobile ? "phone" : "desktop"}.html`;
  await page.getByRole("textbox", { name: "Old address" }).fill(old);
  await page.getByLabel("Leads to").fill("/sale");
  await page.getByRole("button", { name: "Add redirect" }).click();
  await expect(page.getByText("Redirect added")).toBeVisible();
  const moved = await request.get(old, { maxRedirects: 0 });
  expect(moved.status()).toBe(301);
  expect(moved.headers().location).toBe("/sale");
  await page.getByRole("button", { name: `Remove the redirect of ${old}` }).click();
  await expect(page.getByText("Redirect removed")).toBeVisible();
  expect((await request.get(old, { maxRedirects: 0 })).status()).toBe(404);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: `Remove the redirect of ${old}` })).toBeVisible();
});

test("an address of a page cannot lead elsewhere, and what was typed stays", async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/redirects");
  await page.getByRole("textbox", { name: "Old address" }).fill("/cart");
  await page.getByLabel("Leads to").fill("/sale");
  await page.getByRole("button", { name: "Add redirect" }).click();
  await expect(page.getByRole("alert")).toContainText("There is a page at /cart");
  await expect(page.getByRole("textbox", { name: "Old address" })).toHaveValue("/cart");
});

test("a product is pinned to a search, which shoppers see at once", async ({ page, isMobile }) => {
  await signIn(page);
  const words = isMobile ? "notebook" : "mug";
  await page.goto(`/admin/search?q=${words}`);
  const last = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Pin / }) }).last();
  const name = (await last.getByRole("link").textContent()) ?? "";
  await last.getByRole("button", { name: /^Pin / }).click();
  await expect(page.getByText("Search changed")).toBeVisible();
  await page.goto(`/search?q=${words}`);
  await expect(page.locator("#main a[href^='/products/']").first()).toContainText(name.trim());
  await page.goto(`/admin/search?q=${words}`);
  await page.getByRole("button", { name: `Remove the rule for ${name.trim()}` }).click();
  await expect(page.getByText("Rule removed")).toBeVisible();
});

test("words that mean the same find the same", async ({ page, isMobile }) => {
  await signIn(page);
  const word = isMobile ? "quaich" : "goblet";
  await page.goto(`/admin/search?q=${word}`);
  await page.getByLabel("Words, with commas between").fill(`${word}, mug`);
  await page.getByRole("button", { name: "Add words" }).click();
  await expect(page.getByText("Also asked as: mug")).toBeVisible();
  await page.goto(`/search?q=${word}`);
  await expect(page.locator("#main a[href^='/products/']").first()).toBeVisible();
  await page.goto("/admin/search");
  await page.getByRole("button", { name: `Remove ${word}, mug` }).click();
  await expect(page.getByText("Words removed")).toBeVisible();
});

test("the view of the product list is exported as a file", async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/products?q=mug");
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).first().click();
  expect((await download).suggestedFilename()).toBe("products.csv");
});
