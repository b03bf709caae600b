import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

/** A name that no test beside this one has. */
function unique(name: string): string {
  return `${name} ${Date.now()}${Math.floor(Math.random() * 1000)}`;
}

/** The readable part of an address for such a name. */
function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

/** Makes a category in the sheet of the list, below another when one is named, and waits for its page. */
async function add(page: Page, name: string, below?: string): Promise<void> {
  await page.goto("/admin/categories");
  await page.getByRole("button", { name: "Add category" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add category" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  if (below) await dialog.getByLabel("Parent category", { exact: true }).selectOption({ label: below });
  await dialog.getByRole("button", { name: "Add category" }).click();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
}

async function save(page: Page, heading: string): Promise<void> {
  await page.getByRole("button", { name: "Save category" }).click();
  await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
}

test("a category is added, renamed with its old address leading on, moved and removed", async ({ page }) => {
  test.slow();
  const [top, other, renamed] = [unique("Garden"), unique("Balcony"), unique("Terrace")];
  await add(page, top);
  await add(page, other);
  await expectNoSeriousFault(page);

  await page.getByLabel("Name", { exact: true }).fill(renamed);
  await page.getByLabel("Address", { exact: true }).fill(slugOf(renamed));
  await page.getByLabel("Title for search engines", { exact: true }).fill("Everything for a terrace");
  await page.getByLabel("Parent category", { exact: true }).selectOption({ label: top });
  await save(page, renamed);
  await expect(page.getByRole("navigation", { name: "Path" }).getByRole("link", { name: top })).toBeVisible();
  await expect(page.getByText(`Place 1 of 1 in ${top}`)).toBeVisible();

  await page.goto(`/categories/${slugOf(other)}`);
  await expect(page).toHaveURL(new RegExp(`/categories/${slugOf(renamed)}$`));
  await expect(page).toHaveTitle(/Everything for a terrace/);

  await page.goto("/admin/categories");
  await expectNoSeriousFault(page);
  await page.getByRole("link", { name: renamed, exact: true }).click();
  await page.getByText("Remove this category").click();
  await expect(page.getByText(`Its address leads to ${top} from then on.`)).toBeVisible();
  await page.getByRole("button", { name: `Remove “${renamed}”` }).click();
  await expect(page).toHaveURL(/\/admin\/categories\??$/);
  await expect(page.getByRole("link", { name: top, exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: renamed, exact: true })).toHaveCount(0);
  await page.goto(`/categories/${slugOf(renamed)}`);
  await expect(page).toHaveURL(new RegExp(`/categories/${slugOf(top)}$`));
});

test("siblings change places, and what cannot be is said beside its field", async ({ page }) => {
  test.slow();
  const [top, first, second] = [unique("Workshop"), unique("Clay"), unique("Glaze")];
  await add(page, top);
  for (const name of [first, second]) {
    const field = page.getByLabel(`A new category in ${top}`);
    await field.fill(name);
    await page.getByRole("button", { name: "Add category" }).click();
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await page.getByRole("navigation", { name: "Path" }).getByRole("link", { name: top }).click();
    await expect(page.getByRole("heading", { level: 1, name: top, exact: true })).toBeVisible();
  }
  const below = page.getByRole("region", { name: "Subcategories" }).getByRole("listitem");
  await expect(below.nth(0)).toContainText(first);
  await page.getByRole("button", { name: `Up: ${second}` }).click();
  await expect(below.nth(0)).toContainText(second);
  await expect(page.getByRole("button", { name: `Up: ${second}` })).toBeDisabled();

  await page.getByRole("link", { name: second, exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill(first);
  await page.getByRole("button", { name: "Save category" }).click();
  await expect(page.getByText(`There is a category “${first}” in ${top} already.`)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(first);
});

test("the second of two editors is told that somebody was faster", async ({ page, context }) => {
  const name = unique("Attic");
  await add(page, name);
  const other = await context.newPage();
  await other.goto(page.url());
  await page.getByLabel("Description", { exact: true }).fill("Under the roof.");
  await page.getByRole("button", { name: "Save category" }).click();
  await expect(page.getByText("Category saved")).toBeVisible();
  await other.getByLabel("Name", { exact: true }).fill(unique("Loft"));
  await other.getByRole("button", { name: "Save category" }).click();
  await expect(other.getByRole("alert").filter({ hasText: /changed in the meantime/ })).toBeVisible();
  await other.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a category is added, moved, renamed and removed by plain forms", async ({ page }) => {
    const [top, below, renamed] = [unique("Plain"), unique("Plainer"), unique("Plainest")];
    await add(page, top);
    await add(page, below, top);
    await page.getByLabel("Name", { exact: true }).fill(renamed);
    await page.getByLabel("Address", { exact: true }).fill(slugOf(renamed));
    await save(page, renamed);
    await page.goto(`/categories/${slugOf(below)}`);
    await expect(page).toHaveURL(new RegExp(`/categories/${slugOf(renamed)}$`));
    await page.goto("/admin/categories");
    const names = page.getByRole("table").getByRole("link");
    const before = await names.allTextContents();
    await page.getByRole("button", { name: `Up: ${top}` }).click();
    await expect(page).toHaveURL(/\/admin\/categories\??$/);
    await expect.poll(async () => (await names.allTextContents()).indexOf(top)).toBeLessThan(before.indexOf(top));
    await page.getByRole("link", { name: renamed, exact: true }).click();
    await page.getByText("Remove this category").click();
    await page.getByRole("button", { name: `Remove “${renamed}”` }).click();
    await expect(page).toHaveURL(/\/admin\/categories\??$/);
    await expect(page.getByRole("link", { name: renamed, exact: true })).toHaveCount(0);
  });
});
