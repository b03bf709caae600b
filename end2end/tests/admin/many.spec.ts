import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

const serious = async (page: Page) => {
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const found = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  return found.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
};

test("filters stand in the address, show as chips and are cleared", async ({ page }) => {
  await page.goto("/admin/products");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByLabel("Completeness").selectOption("no");
  await page.getByLabel(/Price from/).fill("10");
  await page.getByRole("button", { name: "Show products" }).click();
  await expect(page).toHaveURL(/complete=no.*least=10|least=10.*complete=no/);
  await expect(page.getByRole("link", { name: /Price from: 10 EUR/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: /Price from: 10 EUR/ })).toBeVisible();
  await page.getByRole("link", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/admin\/products$/);
  expect(await serious(page)).toEqual([]);
});

test("pages follow each other by place and lead back", async ({ page }) => {
  await page.goto("/admin/products?sort=title");
  const first = await page.getByRole("row").nth(1).innerText();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.getByText(/^51–/)).toBeVisible();
  await page.getByRole("link", { name: "Previous" }).click();
  await expect(page.getByText(/^1–50/)).toBeVisible();
  expect(await page.getByRole("row").nth(1).innerText()).toBe(first);
});

test("a view is kept, renamed, changed and deleted", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same forms at another width");
  const name = `Low ${Date.now()}`;
  await page.goto("/admin/products?stock=low");
  await page.getByRole("button", { name: "Save as …" }).click();
  await page.getByLabel("Name of the view").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
  await expect(tab).toHaveAttribute("aria-current", "page");
  await page.goto("/admin/products");
  await tab.click();
  await expect(page).toHaveURL(/stock=low/);
  await page.getByRole("button", { name: `Change the view ${name}` }).click();
  await page.getByRole("button", { name: "Delete view" }).click();
  await expect(page).toHaveURL(/\/admin\/products$/);
  await expect(tab).toHaveCount(0);
});

test("Shift selects a range of rows, and one box the whole view", async ({ page, isMobile }) => {
  test.skip(isMobile, "there is no Shift on a phone");
  await page.goto("/admin/products");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!every|all)/ });
  await expect(async () => {
    await boxes.nth(1).check();
    await expect(page.getByText("1 selected")).toBeVisible({ timeout: 500 });
  }).toPass();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  await expect(page.getByText("4 selected")).toBeVisible();
  await page.getByLabel(/^Select all \d+ in this view/).check();
  await expect(page.getByText(/^All \d+ selected/)).toBeVisible();
});

test("a rule is previewed, made and undone", async ({ page }) => {
  const tag = `sale-${Date.now()}`;
  await page.goto("/admin/products?q=mug&sort=title");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!every|all)/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Change …" }).click();
  await page.getByLabel("Change", { exact: true }).selectOption("add-tag");
  await page.getByLabel("By or to").fill(tag);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("table")).toContainText(tag);
  expect(await serious(page)).toEqual([]);
  await page.getByRole("button", { name: "Change 2 products" }).click();
  await expect(page).toHaveURL(/\/admin\/products\/changes\/\d+/);
  await expect(page.getByText("2 values changed")).toBeVisible();
  await page.goto(`/admin/products?tag=${tag}`);
  await expect(page.getByText("2 products")).toBeVisible();
  await page.goto("/admin/products/changes");
  await page.getByRole("link", { name: `Add tag “${tag}”` }).click();
  await page.getByRole("button", { name: "Undo this change" }).click();
  await expect(page.getByText("2 values are what they were before")).toBeVisible();
  await page.goto(`/admin/products?tag=${tag}`);
  await expect(page.getByText("No product is like that")).toBeVisible();
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("rows are ticked, a rule is previewed and made, and cells are saved", async ({ page }) => {
    const tag = `plain-${Date.now()}`;
    await page.goto("/admin/products?q=mug&sort=title");
    await page.getByRole("checkbox", { name: /^Select (?!every|all)/ }).first().check();
    await page.getByRole("button", { name: "Change …" }).click();
    await page.getByLabel("Change", { exact: true }).selectOption("add-tag");
    await page.getByLabel("By or to").fill(tag);
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("button", { name: "Change 1 product" }).click();
    await expect(page).toHaveURL(/\/admin\/products\/changes\/\d+/);
    await page.getByRole("button", { name: "Undo this change" }).click();
    await expect(page.getByText("1 values are what they were before")).toBeVisible();
    await page.goto("/admin/products?q=mug&sort=title");
    await page.getByRole("checkbox", { name: /^Select (?!every|all)/ }).first().check();
    await page.getByRole("button", { name: "Edit in grid" }).click();
    const cost = page.getByLabel(/^Cost:/).first();
    await cost.fill("6.66");
    await page.getByRole("button", { name: "Save cells" }).click();
    await expect(page.getByText("6.66")).toBeVisible();
    await page.getByRole("button", { name: "Undo this change" }).click();
    await expect(page.getByText("undone").first()).toBeVisible();
  });
});
