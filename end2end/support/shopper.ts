// What a shopper does, in the words of the pages.
import { type Page, expect } from "@playwright/test";

export const cards = {
  success: "4242 4242 4242 4242",
  decline: "4000 0000 0000 0002",
  authentication: "4000 0027 6000 3184",
  slow: "4000 0000 0000 5126",
};

/** Opens the first product of a category that can be bought. */
export async function openProduct(page: Page, category: string): Promise<void> {
  await page.goto(`/categories/${category}?availability=in-stock`);
  await page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") }).first().click();
  await expect(page.getByRole("button", { name: "Add to bag" })).toBeVisible();
}

/** Waits until the page has come alive. It works before, but without what only a script can do. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.alive === "true");
}

export async function addToBag(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add to bag" }).click();
  await expect(page.getByRole("link", { name: /^Bag, [1-9]/ })).toBeVisible();
  // The number is shown before the shop has answered: only then may the page be left by its address.
  const added = page.getByRole("region", { name: "Added to your bag" });
  await expect(added.or(page.getByRole("heading", { name: "Your bag" }))).toBeVisible();
}

export async function fillCheckout(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Country").selectOption("DE");
  await page.getByLabel("Full name").fill("Maren Holt");
  await page.getByLabel("Postcode").fill("20354");
  await page.getByLabel("Town").fill("Hamburg");
  await page.getByLabel("Street and number").fill("Große Elbstraße 14");
}

/** From an empty bag to the checkout with everything typed. */
export async function goToCheckout(page: Page, email = "maren.holt@example.org"): Promise<void> {
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/checkout");
  await fillCheckout(page, email);
}

export async function payWithCard(page: Page, card: string): Promise<void> {
  await expect(page).toHaveURL(/\/pay\/test\//);
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Expiry").fill("12/30");
  await page.getByLabel(/code/i).fill("123");
  await page.getByRole("button", { name: /^Pay/ }).click();
}
