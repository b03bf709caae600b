import AxeBuilder from "@axe-core/playwright";
import { signIn } from "../../support/owner";
import { goToCheckout } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("the manager finds a customer, notes something, and erases them; the order stays", async ({ page }) => {
  const email = `desk-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  await goToCheckout(page, email);
  await page.getByLabel(/bank transfer/i).check();
  await page.getByRole("button", { name: /order/i }).click();
  await expect(page).toHaveURL(/\/orders\//);

  await signIn(page);
  await page.goto("/admin/customers");
  await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await page.getByLabel("Search customers").fill("nobody-is-called-like-this");
  await expect(page.getByRole("heading", { name: "Nobody is called like that" })).toBeVisible();
  await page.getByLabel("Search customers").fill(email);
  await page.getByRole("link", { name: new RegExp(email) }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Maren Holt" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Orders" }).getByRole("link", { name: /M-\d+/ })).toBeVisible();

  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByLabel("Note", { exact: true }).fill("Likes blue.");
  await notes.getByRole("button", { name: "Add note" }).click();
  await expect(notes.getByText("Likes blue.")).toBeVisible();
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(result.violations.map((violation) => violation.id)).toEqual([]);
  await notes.getByRole("button", { name: /^Remove the note/ }).click();
  await expect(notes.getByText("Likes blue.")).toHaveCount(0);

  await page.getByText("Erase this customer").click();
  await expect(page.getByText(/1 order and their bills stay/)).toBeVisible();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page).toHaveURL(/\/admin\/customers$/);
  await page.getByLabel("Search customers").fill(email);
  await page.getByRole("link", { name: new RegExp(email) }).click();
  await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
});
