// Walks through the shop and the admin and takes a picture of every kind of page.
import { type Page, type TestInfo, expect, test as base } from "@playwright/test";
import { owner } from "../support/owner";
import { addToBag, cards, fillCheckout, openProduct, payWithCard } from "../support/shopper";

const test = base.extend({ baseURL: async ({}, use) => use(process.env.MERCER_URL) });

/** Waits until everything that is seen has come, and takes the picture of what stands above the fold, or of the whole page. */
async function take(page: Page, info: TestInfo, name: string, whole = false): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: `../docs/screenshots/${name}-${info.project.name}.png`,
    fullPage: whole,
    animations: "disabled",
  });
}

test("storefront", async ({ page }, info) => {
  await page.goto("/");
  await take(page, info, "home");
  await page.goto("/categories/mugs");
  await take(page, info, "category");
  await page.goto("/search?q=cermaic+mgu");
  await take(page, info, "search");
  await openProduct(page, "mugs");
  await take(page, info, "product");
  await addToBag(page);
  await page.goto("/cart");
  await take(page, info, "cart");
  await page.goto("/checkout");
  await fillCheckout(page, "maren.holt@example.org");
  await take(page, info, "checkout", true);
  await page.getByLabel(/card/i).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await expect(page).toHaveURL(/\/pay\/test\//);
  await take(page, info, "payment");
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await take(page, info, "order");
});

test("admin", async ({ page }, info) => {
  await page.goto("/admin/sign-in");
  await page.getByLabel(/e-?mail/i).fill(owner.email);
  await page.getByLabel(/password/i).first().fill(owner.password);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/admin\/?$/);
  await take(page, info, "admin-home");
  for (const list of ["orders", "products"]) {
    await page.goto(`/admin/${list}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await take(page, info, `admin-${list}`);
    const first = await page.getByRole("main").locator(`a[href^="/admin/${list}/"]`).first().getAttribute("href");
    await page.goto(first ?? "");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await take(page, info, `admin-${list.slice(0, -1)}`);
  }
});
