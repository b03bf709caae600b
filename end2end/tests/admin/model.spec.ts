import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

/** A name that no test beside this one has. */
function unique(name: string): string {
  return `${name} ${Date.now()}${Math.floor(Math.random() * 1000)}`;
}

/** Fills in the one field of a sheet that asks for a name, and sends it. */
async function add(page: Page, path: string, button: string, name: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: button }).first().click();
  const dialog = page.getByRole("dialog", { name: button });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: button }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function addAttribute(page: Page, name: string, kind: string, more: (page: Page) => Promise<void>): Promise<void> {
  await page.getByRole("link", { name: "New attribute" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Kind").selectOption({ label: kind });
  await more(page);
  await page.getByRole("button", { name: "Add attribute" }).click();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
}

async function expectNoSeriousFault(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
}

test("what a type requires is missing until its field is filled in", async ({ page }) => {
  const [type, wood, height] = [unique("Furniture"), unique("Wood"), unique("Height")];
  await add(page, "/admin/product-types", "Add product type", type);
  await addAttribute(page, wood, "Choice", async (page) => {
    await page.getByLabel(/One a line/).fill("Oak\nAsh");
    await page.getByLabel("Heading").fill("Material");
    await page.getByLabel("Products of this type must have it").check();
  });
  await addAttribute(page, height, "Number with unit", async (page) => {
    await page.getByLabel("Unit").fill("cm");
  });
  await expectNoSeriousFault(page);

  await add(page, "/admin/products", "Add product", unique("Stool"));
  await page.getByLabel("Product type").selectOption({ label: type });
  await page.getByRole("button", { name: "Save product" }).click();
  const link = page.getByRole("link", { name: `Fill in “${wood}”` });
  await link.click();
  await page.getByLabel(new RegExp(`^${wood}`)).selectOption({ label: "Oak" });
  await page.getByLabel(height).fill("tall");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Write a number like 12, without its unit.").first()).toBeVisible();
  await page.getByLabel(height).fill("45");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(link).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel(height)).toHaveValue("45");
  await expectNoSeriousFault(page);
});

test("a brand says what the law asks, and what is wrong stands beside its field", async ({ page }) => {
  await add(page, "/admin/brands", "Add brand", unique("Dune"));
  await expect(page.getByText("Missing", { exact: true })).toBeVisible();
  const maker = page.getByRole("region", { name: "Manufacturer" });
  await maker.getByLabel("Name").fill("Dune Lda");
  await maker.getByLabel("Postal address").fill("Rua das Dunas 4\nPorto");
  await maker.getByLabel("E-mail").fill("nobody");
  await maker.getByLabel("Country").selectOption("PT");
  await page.getByRole("button", { name: "Save brand" }).click();
  await expect(page.getByText(/Write an e-mail address/)).toBeVisible();
  await maker.getByLabel("E-mail").fill("hello@dune.example");
  await page.getByRole("button", { name: "Save brand" }).click();
  await expect(page.getByText("Complete", { exact: true })).toBeVisible();
  await expectNoSeriousFault(page);
});

test("a rule shows what it finds while it is written, and shoppers find it there", async ({ page }) => {
  const name = unique("Cheap mugs");
  await page.goto("/admin/collections");
  await page.getByRole("button", { name: "Add collection" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add collection" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("By a rule, by itself").check();
  await dialog.getByRole("button", { name: "Add collection" }).click();
  await expect(page.getByText("No product in the shop is like that")).toBeVisible();
  await page.getByLabel("Condition 1", { exact: true }).selectOption({ label: "Is in the category" });
  const choice = page.getByLabel("Choice of condition 1");
  const mugs = await choice.locator("option", { hasText: /mugs/i }).first().getAttribute("value");
  await choice.selectOption(mugs);
  await expect(page.getByText(/products in the shop are like that/)).toBeVisible();
  await page.getByLabel("Shoppers see it").check();
  await page.getByRole("button", { name: "Save collection" }).click();
  await page.getByRole("link", { name: "View in shop" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("region", { name: "Products" }).getByRole("link").first()).toBeVisible();
});

test("options make variants, and what is picked stands on the product’s page", async ({ page }) => {
  await add(page, "/admin/products", "Add product", unique("Shirt"));
  await page.getByRole("link", { name: "Edit options" }).click();
  await page.getByLabel("Name").first().fill("Size");
  await page.getByLabel("Values").first().fill("S, M, L");
  await expect(page.getByText(/2 of at most 250 are missing/)).toBeVisible();
  await page.getByRole("button", { name: "Save options" }).click();
  await expect(page.getByRole("rowheader", { name: "M" })).toBeVisible();
  const picks = page.getByRole("region", { name: "Goes with it" });
  await picks.getByLabel("Add a product").fill("tide");
  await picks.getByRole("list", { name: "Products that fit" }).getByRole("button").first().click();
  await expect(picks.getByRole("button", { name: /^Take out/ })).toHaveCount(1);
  await picks.getByRole("button", { name: /^Take out/ }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(picks.getByRole("button", { name: /^Take out/ })).toHaveCount(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("types, brands and collections are made by plain forms", async ({ page }) => {
    for (const [path, button] of [
      ["/admin/product-types", "Add product type"],
      ["/admin/brands", "Add brand"],
      ["/admin/collections", "Add collection"],
    ] as const) {
      await add(page, path, button, unique("Plain"));
    }
  });
});
