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

test("words of attributes are said once and stand in the filters that shoppers see", async ({ page, isMobile }) => {
  await signIn(page);
  await page.goto("/admin/languages?language=de");
  const attribute = page.locator("#attribute-colour");
  await attribute.locator("summary").click();
  const said = `Farbe ${isMobile ? "phone" : "desk"} ${Date.now()}`;
  await attribute.getByLabel("Colour", { exact: true }).fill(said);
  await attribute.getByRole("button", { name: "Save words" }).click();
  await expect(page.getByText("Words saved")).toBeVisible();
  await page.goto("/de/new");
  await expect(page.getByText(said).first()).toBeAttached();
  await page.goto("/new");
  await expect(page.getByText(said)).toHaveCount(0);
});

test("a category is called in another language with texts for search engines of its own", async ({ page, isMobile }) => {
  await signIn(page);
  await page.goto("/admin/languages?language=de");
  const row = page.locator('[id^="category-"]').filter({ has: page.locator("form") }).nth(isMobile ? 1 : 2);
  const id = await row.getAttribute("id");
  const said = `Deutsch ${isMobile ? "phone" : "desk"} ${Date.now()}`;
  await row.getByLabel("Name", { exact: true }).fill(said);
  await row.locator("summary").click();
  await row.getByLabel("Title for search engines").fill(`${said} kaufen`);
  await row.getByRole("button", { name: "Save category" }).click();
  await expect(page.getByText("Texts saved")).toBeVisible();
  await page.goto(`/admin/categories/${String(id).replace("category-", "")}`);
  const shop = await page.getByRole("link", { name: "View in shop" }).getAttribute("href");
  await page.goto(`/de${shop}`);
  await expect(page.getByRole("heading", { level: 1, name: said })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`${said} kaufen`));
});
