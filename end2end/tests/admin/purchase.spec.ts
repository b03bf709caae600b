import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

test("what is low becomes a purchase order, comes in parts and is in stock with its cost", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same desks at another width");
  const supplier = `Delft Clay ${Date.now()}`;
  await page.goto("/admin/suppliers");
  await page.getByLabel("Name", { exact: true }).fill(supplier);
  await page.getByLabel("Lead time in days").fill("7");
  await page.getByRole("button", { name: "Make supplier" }).click();
  await expect(page.getByRole("link", { name: supplier })).toBeVisible();

  // From the product to its stock, where it becomes low.
  await page.goto("/admin/products?q=mug");
  await page.getByRole("table").getByRole("link", { name: /mug/i }).first().click();
  await page.getByText("Barcode, weight, cost, tax and contents").first().click();
  await page.getByRole("link", { name: "Stock, movements and margin" }).first().click();
  const heading = page.getByRole("heading", { level: 1, name: /^Stock of / });
  await expect(heading).toBeVisible();
  const sku = (await heading.innerText()).replace("Stock of ", "").trim();
  const stockPage = page.url();
  const onHand = async () => Number(await page.locator("dt", { hasText: /^On hand$/ }).locator("+ dd").innerText());
  const before = await onHand();
  await page.getByLabel("Low from").fill("many");
  await page.getByRole("button", { name: "Save threshold" }).click();
  await expect(page.getByText("Write a whole number from 0 up").first()).toBeVisible();
  await page.getByLabel("Low from").fill("900000");
  await page.getByRole("button", { name: "Save threshold" }).click();
  await expect(page.getByText("Threshold saved")).toBeVisible();

  // One click puts what is chosen into a draft.
  await page.goto("/admin/stock");
  const row = page.getByRole("row").filter({ hasText: sku });
  await expect(row).toBeVisible();
  // A demo shop is low on many things: this is about one.
  await page.evaluate(() => document.querySelectorAll<HTMLInputElement>("input[type=checkbox]").forEach((box) => { box.checked = false; }));
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Put chosen into a purchase order" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^P-\d+ Draft/ })).toBeVisible();
  await page.getByLabel("Supplier", { exact: true }).selectOption({ label: supplier });
  await page.getByLabel(`How many: ${sku}`).fill("10");
  await page.getByLabel(`Cost of one: ${sku}`).fill("4.20");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Purchase order saved")).toBeVisible();
  await page.getByRole("button", { name: "Mark as ordered" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ordered/ })).toBeVisible();

  // Some of it comes, and then more than was ordered.
  await page.getByLabel(`How many came: ${sku}`).fill("4");
  await page.getByRole("button", { name: "Receive into stock" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Partly received/ })).toBeVisible();
  await page.getByLabel(`How many came: ${sku}`).fill("7");
  await page.getByRole("button", { name: "Receive into stock" }).click();
  await expect(page.getByText(/1 more than the 6 that are missing/)).toBeVisible();
  await page.getByLabel("More than ordered is right").check();
  await page.getByRole("button", { name: "Receive into stock" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /P-\d+ Received/ })).toBeVisible();

  await page.goto(stockPage);
  expect(await onHand()).toBe(before + 11);
  await expect(page.getByRole("row").filter({ hasText: "Received from a supplier" }).first()).toContainText("+7");
  await expect(page.getByText("Average cost, net")).toBeVisible();
  await page.getByLabel("Low from").fill("");
  await page.getByRole("button", { name: "Save threshold" }).click();
  await expect(page.getByText("Threshold saved")).toBeVisible();
});
