import AxeBuilder from "@axe-core/playwright";
import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

test("a count takes scan after scan, shows what is unknown, takes back the last and corrects the stock", async ({ page }) => {
  await page.goto("/admin/stock/counts");
  await page.getByLabel("What is counted").selectOption({ label: "Everything" });
  await page.getByRole("button", { name: "Start a count" }).click();
  const field = page.getByLabel("SKU or barcode");
  await expect(field).toBeFocused();
  await page.getByText(/not counted yet/).click();
  const words = await page.getByText(/by the books$/).first().innerText();
  const [sku, rest] = words.split(" · ");
  const known = Number.parseInt(rest ?? "0", 10);
  await field.focus();

  // A scanner types a code and Enter, and does not wait.
  const status = page.getByRole("status").first();
  for (let scans = 1; scans <= 3; scans += 1) {
    await page.keyboard.type(sku ?? "");
    await page.keyboard.press("Enter");
    await expect(field).toBeFocused();
  }
  await expect(status).toContainText(`${sku}: 3`);
  const row = page.getByRole("row").filter({ hasText: sku ?? "" });
  await expect(row).toContainText("3");

  // What is unknown is told and stays until somebody has looked; the next scan goes on.
  await page.keyboard.type("nobody-has-this");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Not counted: nobody-has-this/)).toBeVisible();
  await expect(field).toBeFocused();
  await page.getByRole("button", { name: "Seen" }).click();
  await expect(page.getByText(/Not counted/)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo last scan" }).click();
  await expect(page.getByText(/the last scan does not count/)).toBeVisible();
  await expect(field).toBeFocused();

  // A whole number instead of scans.
  await field.fill(sku ?? "");
  await page.getByLabel("Quantity").fill(String(known + 1));
  await page.getByLabel("Quantity").press("Enter");
  await expect(status).toContainText(`${sku}: ${known + 1}`);
  await expect(row).toContainText("+1");
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  await page.getByRole("button", { name: "Finish and correct the stock" }).click();
  await expect(page.getByText(/^Finished by/)).toBeVisible();
  await row.getByRole("link").click();
  await expect(page.getByRole("row").filter({ hasText: "Counted" }).first()).toContainText("+1");
});
