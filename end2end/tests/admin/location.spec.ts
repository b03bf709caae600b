import AxeBuilder from "@axe-core/playwright";
import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

/** Opens the stock of the first mug, and gives its SKU. */
async function mugStock(page: import("@playwright/test").Page): Promise<string> {
  await page.goto("/admin/products?q=mug");
  await page.getByRole("table").getByRole("link", { name: /mug/i }).first().click();
  await page.getByText("Barcode, weight, cost, tax and contents").first().click();
  await page.getByRole("link", { name: "Stock, movements and margin" }).first().click();
  const heading = page.getByRole("heading", { level: 1, name: /^Stock of / });
  await expect(heading).toBeVisible();
  return (await heading.innerText()).replace("Stock of ", "").trim();
}

test("a location is made, gets goods by a transfer, is emptied and closed", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same desks at another width");
  test.slow();
  const barn = `Barn ${Date.now()}`;
  await page.goto("/admin/stock/locations");
  await page.getByLabel("Name", { exact: true }).fill(barn);
  await page.getByLabel("Country").fill("xx");
  await page.getByRole("button", { name: "Make location" }).click();
  await expect(page.getByText("Write a country’s two letters")).toBeVisible();
  await page.getByLabel("Country").fill("de");
  await page.getByRole("button", { name: "Make location" }).click();
  await expect(page.getByRole("link", { name: barn })).toBeVisible();

  await mugStock(page);
  const places = page.getByRole("region", { name: "Locations" });
  const field = places.getByLabel(`On hand in ${barn}`);
  await expect(field).toHaveValue("0");
  await field.fill("3");
  await places.getByRole("row").filter({ hasText: barn }).getByRole("button", { name: "Set" }).click();
  await expect(page.getByText("Stock set")).toBeVisible();
  await expect(field).toHaveValue("3");
  await places.getByLabel("Move").fill("2");
  await places.getByLabel("From").selectOption({ label: `${barn} (3 free)` });
  await places.getByLabel("To", { exact: true }).selectOption({ index: 0 });
  await places.getByRole("button", { name: "Move", exact: true }).click();
  await expect(field).toHaveValue("1");
  await expect(page.getByRole("row").filter({ hasText: "Moved to another location" }).first()).toBeVisible();
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);

  await places.getByRole("link", { name: barn }).click();
  await expect(page.getByRole("heading", { level: 1, name: barn })).toBeVisible();
  await page.getByText("Move everything elsewhere").click();
  await page.getByRole("button", { name: "Move everything that is free" }).click();
  await expect(page.getByText("Close this location")).toBeVisible();
  // It stands open where what it took the place of did.
  const close = page.getByRole("button", { name: `Close ${barn}` });
  if (!(await close.isVisible())) await page.getByText("Close this location").click();
  await close.click();
  await expect(page.getByText("Closed", { exact: true })).toBeVisible();
});

test("what is sold before it is there says when it ships, and the desk shows what is owed", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same desks at another width");
  const sku = await mugStock(page);
  const places = page.getByRole("region", { name: "Sell when out of stock" });
  await page.getByLabel("Owe at most").fill("many");
  await places.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByText("Write a whole number from 0 up; 0 or nothing owes none.")).toBeVisible();
  await page.getByLabel("Owe at most").fill("50");
  await page.getByLabel("Expected on").fill(`${new Date().getFullYear() + 1}-12-12`);
  await places.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByText("Limit saved")).toBeVisible();
  await page.goto("/admin/stock/owed");
  await expect(page.getByRole("heading", { level: 1, name: "Owed" })).toBeVisible();
  expect(sku).not.toBe("");
});
