import AxeBuilder from "@axe-core/playwright";
import { type Browser, type Page } from "@playwright/test";
import { signIn } from "../../support/owner";
import { cards, goToCheckout, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

/** A shopper buys one thing with a card; gives their page and the number of the order. */
async function paid(browser: Browser): Promise<[Page, string]> {
  const shopper = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await goToCheckout(shopper, `change.${Date.now()}@example.org`);
  await shopper.getByRole("radio", { name: /card/i }).check();
  await shopper.getByRole("button", { name: /^Order and pay/ }).click();
  await payWithCard(shopper, cards.success);
  await expect(shopper).toHaveURL(/\/orders\//);
  return [shopper, (await shopper.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? ""];
}

async function openChange(page: Page, number: string): Promise<void> {
  await page.goto(`/admin/orders?q=${number}`);
  await page.getByRole("link", { name: number, exact: true }).click();
  await page.getByRole("link", { name: "Change order" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Change order ${number}` })).toBeVisible();
}

test("a paid order that is made larger is sent once the shopper has paid the difference", async ({ page, browser }) => {
  test.slow();
  await signIn(page);
  const [shopper, number] = await paid(browser);
  await openChange(page, number);
  const comesTo = page.getByRole("region", { name: "What it comes to" });
  await expect(comesTo.getByRole("row", { name: /^Total/ })).toBeVisible();
  const serious = (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  await page.getByRole("spinbutton").first().fill("2");
  await expect(comesTo.getByRole("status")).toContainText("Nothing is sent before that has come");
  await page.getByLabel("Reason").fill("As we agreed on the phone");
  await page.getByRole("button", { name: /^Change order and ask for €/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: /is still to be paid$/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send \d/ })).toHaveCount(0);

  await shopper.reload();
  await expect(shopper.getByRole("heading", { level: 1 })).toHaveText("Something is left to pay");
  await shopper.getByRole("button", { name: /card/i }).or(shopper.getByRole("link", { name: /^Pay €/ })).first().click();
  await payWithCard(shopper, cards.success);
  await expect(shopper.getByRole("heading", { level: 1 })).toHaveText("Thank you. Your order is in.");
  await expect(page.getByRole("button", { name: "Send 2 items" })).toBeVisible();
  await expect(page.getByText(/The difference of €.* was paid/)).toBeVisible();
  await shopper.close();
});

test("a difference that is taken back makes the order cheaper, and what is taken out is paid back", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same forms at another width");
  test.slow();
  await signIn(page);
  const [shopper, number] = await paid(browser);
  await openChange(page, number);
  await page.getByRole("spinbutton").first().fill("3");
  await page.getByRole("button", { name: /^Change order and ask for €/ }).click();
  await page.getByRole("button", { name: /^Take €.* back$/ }).click();
  await expect(page.getByRole("button", { name: "Send 3 items" })).toBeVisible();

  await page.getByRole("link", { name: "Change order" }).click();
  await page.getByRole("spinbutton").first().fill("1");
  await page.getByRole("button", { name: /^Change order and refund €/ }).click();
  await expect(page.getByRole("region", { name: "Refunds" }).getByText("Sent back")).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByRole("region", { name: "Your refund" })).toBeVisible();
  await shopper.close();
});

test("taking everything out is refused with what to do instead", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same forms at another width");
  await signIn(page);
  const [shopper, number] = await paid(browser);
  await openChange(page, number);
  await page.getByRole("button", { name: "Take out" }).click();
  await expect(page.getByRole("alert")).toContainText("keeps at least one item");
  await expect(page.getByRole("button", { name: "Change order", exact: true })).toBeDisabled();
  await page.getByRole("spinbutton").first().fill("1");
  await page.getByLabel("Town").fill("Altona");
  await page.getByRole("button", { name: "Change order", exact: true }).click();
  await expect(page.getByText(/Order changed: another address/)).toBeVisible();
  await shopper.close();
});
