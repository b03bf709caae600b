import AxeBuilder from "@axe-core/playwright";
import { signIn } from "../../support/owner";
import { cards, goToCheckout, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

const head =
  "automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,currency,gross,fee,net,reporting_category,source_id,description";

test.beforeEach(async ({ page }) => signIn(page));

test("a payout is compared with the payments line by line, and taken once", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same desk at another width");
  const shopper = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await goToCheckout(shopper, "paid.out@example.org");
  await shopper.getByRole("radio", { name: /card/i }).check();
  const pay = shopper.getByRole("button", { name: /Order and pay €/ });
  const total = (await pay.innerText()).match(/€([\d.,]+)/)?.[1]?.replace(",", "") ?? "";
  await pay.click();
  await payWithCard(shopper, cards.success);
  await expect(shopper).toHaveURL(/\/orders\//);
  const number = (await shopper.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? "";
  await shopper.close();

  const payout = `po_${Date.now()}`;
  const line = (id: string, gross: string, words: string) =>
    `${payout},2026-11-20 00:00:00,txn_${payout}_${id},eur,${gross},0.50,${(Number(gross) - 0.5).toFixed(2)},charge,ch_${id},${words}`;
  const bring = async (report: string) => {
    await page.goto("/admin/reconcile/payouts");
    await page.getByText("Bring a report", { exact: true }).click();
    await page.getByLabel("Its lines").fill(report);
    await page.getByRole("button", { name: "Take the payouts" }).click();
  };
  await bring([head, line("1", total, `Order ${number}`).replace("0.50", "many")].join("\n"));
  await expect(page.getByText("Line 2: “many” in the column fee is no amount.")).toBeVisible();
  await expect(page.getByRole("link", { name: payout })).toHaveCount(0);

  const report = [head, line("1", total, `Order ${number}`), line("2", "9.99", "Order M-1")].join("\n");
  await bring(report);
  await expect(page.getByText("1 payout taken")).toBeVisible();
  await page.getByRole("link", { name: payout }).click();
  await expect(page.getByRole("heading", { level: 1, name: payout })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: number })).toContainText("Agrees");
  await expect(page.getByRole("row").filter({ hasText: "ch_2" })).toContainText("Unknown here");
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);

  await bring(report);
  await expect(page.getByText(/0 payouts taken, 1 were here already/)).toBeVisible();
});
