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

/** Opens the grid with the first products of a search. */
async function openGrid(page: Page, search: string, count: number) {
  await page.goto(`/admin/products?q=${search}&sort=title`);
  const boxes = page.getByRole("checkbox", { name: /^Select (?!every|all)/ });
  for (let place = 0; place < count; place += 1) await boxes.nth(place).check();
  await page.getByRole("button", { name: "Edit in grid" }).click();
  await expect(page).toHaveURL(/\/admin\/products\/bulk/);
  await expect(page.getByRole("grid")).toBeVisible();
}

/** The cell in a row, counted from 0, below a heading. */
async function cell(page: Page, row: number, heading: string) {
  const headings = await page.getByRole("columnheader").allInnerTexts();
  const column = headings.indexOf(heading) - 1;
  return page.locator(`#cell-${row}-${column}`);
}

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
  await page.getByRole("button", { name: "Save as view …" }).click();
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

test("columns are chosen, and remembered", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone shows cards");
  await page.goto("/admin/products");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("dialog", { name: "Columns" }).getByRole("checkbox", { name: "SKU" }).check();
  await page.getByRole("button", { name: "Show columns" }).click();
  await expect(page.getByRole("columnheader", { name: "SKU" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "SKU" })).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("button", { name: "Reset to default" }).click();
  await expect(page.getByRole("columnheader", { name: "SKU" })).toHaveCount(0);
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

test("the grid is worked by keys: typing, filling, undoing, an error in its cell, one save with a way back", async ({ page, isMobile }) => {
  test.skip(isMobile, "a keyboard belongs to it");
  await openGrid(page, "mug", 3);
  const grid = page.getByRole("grid");
  const price = await cell(page, 0, "Price");
  const [old, below] = [await price.innerText(), await (await cell(page, 1, "Price")).innerText()];
  await price.click();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Price" }).fill("31.5");
  await page.keyboard.press("Enter");
  await expect(price).toHaveText("31.5");
  await page.keyboard.press("Control+d");
  await expect(await cell(page, 1, "Price")).toHaveText("31.5");
  await expect(page.getByText("2 values changed")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(await cell(page, 1, "Price")).toHaveText(below);
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByText("2 values changed")).toBeVisible();
  await page.keyboard.type("dear");
  await page.keyboard.press("Enter");
  await expect(await cell(page, 1, "Price")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: "1 needs another look" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save products" })).toBeDisabled();
  await page.getByRole("button", { name: "1 needs another look" }).click();
  await expect(page.locator("#grid-note")).toContainText(/ · Price: /);
  await expect(await cell(page, 1, "Price")).toHaveAttribute("aria-describedby", "grid-note");
  await expect(grid).toBeFocused();
  await page.keyboard.press("Control+z");
  expect(await serious(page)).toEqual([]);
  await page.getByRole("button", { name: "Save products" }).click();
  await expect(page.getByText("Products saved")).toBeVisible();
  await page.reload();
  await expect(await cell(page, 0, "Price")).toHaveText("31.50");
  await page.goto("/admin/products/changes");
  await page.getByRole("link", { name: "2 values in the grid" }).first().click();
  await page.getByRole("button", { name: "Undo this change" }).click();
  await expect(page.getByText("undone").first()).toBeVisible();
  await openGrid(page, "mug", 3);
  await expect(await cell(page, 0, "Price")).toHaveText(old);
  await expect(grid).toHaveAttribute("aria-rowcount", /\d+/);
});

test("a range from a spreadsheet is pasted, and a range is copied for one", async ({ page, isMobile }) => {
  test.skip(isMobile, "a keyboard belongs to it");
  await openGrid(page, "mug", 3);
  const price = await cell(page, 0, "Price");
  await price.click();
  const paste = (text: string) =>
    page.getByRole("grid").evaluate((grid, text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  await paste("19,90\t29,90\n18.50\t\n");
  await expect(price).toHaveText("19,90");
  await expect(await cell(page, 0, "Former price")).toHaveText("29,90");
  await expect(await cell(page, 1, "Price")).toHaveText("18.50");
  const copied = await page.getByRole("grid").evaluate((grid) => {
    const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
    grid.dispatchEvent(event);
    return event.clipboardData?.getData("text/plain");
  });
  expect(copied).toBe("19,90\t29,90\n18.50\t");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("button", { name: "Save products" })).toHaveCount(0);
});

test("a value that somebody else changed is shown with both, and nothing is saved over it", async ({ page, context, isMobile }) => {
  test.skip(isMobile, "the same at another width");
  await openGrid(page, "mug", 2);
  const other = await context.newPage();
  await openGrid(other, "mug", 2);
  const type = async (page: Page, text: string) => {
    await (await cell(page, 0, "Cost")).click();
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save products" }).click();
  };
  await type(other, "7.77");
  await expect(other.getByText("Products saved")).toBeVisible();
  await type(page, "8.88");
  await expect(page.getByText(/now “7.77”, you typed “8.88”/)).toBeVisible();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save products" }).click();
  await expect(page.getByText("Products saved")).toBeVisible();
  await other.close();
});

test("a rule is previewed, made and undone", async ({ page }) => {
  const tag = `sale-${Date.now()}`;
  await page.goto("/admin/products?q=mug&sort=title");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!every|all)/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole("button", { name: "Change …" }).click();
  await page.getByLabel("Change", { exact: true }).selectOption("add-tag");
  await page.getByLabel("Amount or new value").fill(tag);
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

test("a rule sets an attribute, and what it cannot be is said before anything changes", async ({ page, isMobile }) => {
  await page.goto(`/admin/products?q=${isMobile ? "cushion" : "throw"}&sort=title`);
  await page.getByRole("checkbox", { name: /^Select (?!every|all)/ }).first().check();
  await page.getByRole("button", { name: "Change …" }).click();
  await page.getByLabel("Change", { exact: true }).selectOption("attribute");
  await page.getByLabel("Attribute", { exact: true }).selectOption("colour");
  await page.getByLabel("Amount or new value").fill("a colour that nobody has");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("alert")).toContainText("none of the choices");
  await page.getByLabel("Change", { exact: true }).selectOption("clear-attribute");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("table")).toContainText("Colour:");
  expect(await serious(page)).toEqual([]);
  await page.getByRole("button", { name: "Change 1 product" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Clear “Colour”" })).toBeVisible();
  await page.getByRole("button", { name: "Undo this change" }).click();
  await expect(page.getByText(/1 values? (is|are) what (it was|they were) before/)).toBeVisible();
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("rows are ticked, a rule is previewed and made, and cells are saved", async ({ page }) => {
    const tag = `plain-${Date.now()}`;
    await page.goto("/admin/products?q=mug&sort=title");
    await page.getByRole("checkbox", { name: /^Select (?!every|all)/ }).first().check();
    await page.getByRole("button", { name: "Change …" }).click();
    await page.getByLabel("Change", { exact: true }).selectOption("add-tag");
    await page.getByLabel("Amount or new value").fill(tag);
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
