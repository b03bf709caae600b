import AxeBuilder from "@axe-core/playwright";
import { type Browser, type Page } from "@playwright/test";
import { signIn } from "../../support/owner";
import { cards, goToCheckout, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

/** A shopper buys with a card, or by transfer; gives their page and the number of the order. */
async function ordered(browser: Browser, way: "card" | "transfer"): Promise<[Page, string]> {
  const shopper = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await goToCheckout(shopper, `refund.${Date.now()}@example.org`);
  await shopper.getByRole("radio", { name: way === "card" ? /card/i : /bank transfer/i }).check();
  await shopper.getByRole("button", { name: /^(Order and pay|Place order)/ }).click();
  if (way === "card") await payWithCard(shopper, cards.success);
  await expect(shopper).toHaveURL(/\/orders\//);
  return [shopper, (await shopper.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? ""];
}

async function openOrder(page: Page, number: string): Promise<void> {
  await page.goto(`/admin/orders?q=${number}`);
  await page.getByRole("link", { name: number, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
}

test("one item goes back: the button names the sum, the shopper reads it, and the rest can follow", async ({ page, browser }) => {
  test.slow();
  await signIn(page);
  const [shopper, number] = await ordered(browser, "card");
  await openOrder(page, number);
  await page.getByRole("button", { name: "Refund", exact: true }).first().click();
  const sheet = page.getByRole("dialog", { name: /^Refund of/ });
  await sheet.getByRole("button", { name: "All that is left" }).click();
  await expect(sheet.getByRole("button", { name: /^Refund €\d/ })).toBeVisible();
  await sheet.getByLabel(/^Delivery/).fill("9999");
  await expect(sheet.getByRole("alert")).toContainText("more than is left");
  await sheet.getByLabel(/^Delivery/).fill("");
  await sheet.getByLabel("Reason").fill("The glaze was chipped");
  const serious = (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  const readAgain = page.waitForResponse(/admin\/order\/detail/);
  await (await ordered(browser, "transfer"))[0].close();
  await readAgain;
  await expect(sheet.getByLabel("Reason"), "an order elsewhere takes nothing away").toHaveValue("The glaze was chipped");
  await sheet.getByRole("button", { name: /^Refund €\d/ }).click();
  await expect(page.getByRole("region", { name: "Refunds" }).getByText("Sent back")).toBeVisible();
  await expect(page.getByRole("region", { name: "Refunds" })).toContainText("The glaze was chipped");
  await shopper.reload();
  await expect(shopper.getByRole("region", { name: "Your refund" })).toContainText("The glaze was chipped");
  await shopper.close();
});

test("a transfer is given back by hand, and the shopper hears of it once it was sent", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same forms at another width");
  await signIn(page);
  const [shopper, number] = await ordered(browser, "transfer");
  await openOrder(page, number);
  await page.getByRole("button", { name: /as received$/ }).click();
  await expect(page.getByRole("region", { name: "Documents" })).toContainText("Invoice");
  await page.getByRole("button", { name: "Refund", exact: true }).first().click();
  const sheet = page.getByRole("dialog", { name: /^Refund of/ });
  await sheet.getByLabel(/^Another amount/).fill("1.50");
  await sheet.getByRole("button", { name: "Refund €1.50" }).click();
  await expect(page.getByRole("button", { name: "I have sent €1.50" })).toBeVisible();
  await page.goto("/admin/orders");
  await page.getByRole("link", { name: "Reconcile" }).click();
  const waiting = page.getByRole("region", { name: "Refunds to send yourself" });
  await expect(waiting.getByRole("listitem").filter({ hasText: number })).toContainText("€1.50");
  const serious = (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  await waiting.getByRole("link", { name: number }).click();
  await page.getByRole("button", { name: "I have sent €1.50" }).click();
  await expect(page.getByRole("region", { name: "Refunds" }).getByText("Sent back")).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByRole("region", { name: "Your refund" })).toContainText("Sent to your bank account");
  await shopper.close();
});

test("cancelling a paid order gives back what was paid", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await signIn(page);
  const [shopper, number] = await ordered(browser, "card");
  await openOrder(page, number);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Cancel order of/ }).click();
  await expect(page.getByRole("region", { name: "Refunds" }).getByText("Sent back")).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByRole("heading", { level: 1 })).toContainText("called off");
  await expect(shopper.getByRole("region", { name: "Your refund" })).toBeVisible();
  await shopper.close();
});

test("what is withdrawn from before it is sent is held, and paid back with one click", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await signIn(page);
  const [shopper, number] = await ordered(browser, "card");
  await shopper.getByRole("link", { name: "Withdraw from contract here" }).click();
  await shopper.getByRole("button", { name: "Continue" }).click();
  await shopper.getByRole("button", { name: "Confirm withdrawal" }).click();
  await expect(shopper).toHaveURL(/#returns$/);
  await page.goto("/admin/returns");
  await page.getByRole("link", { name: new RegExp(`^${number}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send \d/ }), "it is not sent").toHaveCount(0);
  await page.getByRole("button", { name: /^Pay €.* back$/ }).click();
  await expect(page.getByRole("region", { name: "Refunds" }).getByText("Sent back")).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByRole("region", { name: "Your refund" })).toBeVisible();
  await shopper.close();
});
