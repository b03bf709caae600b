import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test("a text in another language is written beside its source and told to shoppers", async ({ page, isMobile }) => {
  await signIn(page);
  await page.goto("/admin/products?published=yes&q=throw");
  const product = page.locator('a[href^="/admin/products/1"]').nth(isMobile ? 3 : 4);
  const address = await product.getAttribute("href");
  await page.goto(`${address}/texts?language=de`);
  const said = `Auf Deutsch ${isMobile ? "phone" : "desk"} ${Date.now()}`;
  await page.getByLabel(/^Name/).fill(said);
  await page.getByRole("button", { name: "Save texts" }).click();
  await expect(page.getByText("Texts saved")).toBeVisible();
  await page.goto(String(address));
  const shop = await page.getByRole("link", { name: "View in shop" }).getAttribute("href");
  await page.goto(`/de${shop}`);
  await expect(page.getByRole("heading", { level: 1, name: said })).toBeVisible();
  await page.goto(String(shop));
  await expect(page.getByRole("heading", { level: 1, name: said })).toHaveCount(0);
});
