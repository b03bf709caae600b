// An offer with a payment link: the manager writes and sends it, the customer orders and pays, with and without JavaScript.
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type Page } from "@playwright/test";
import { mailedLink } from "../../support/mails";
import { signIn } from "../../support/owner";
import { cards, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

async function serious(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  return found.violations
    .filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""))
    .map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
}

/** Writes an offer of two candles at 10.00 for somebody with this address, and keeps it. Mugs are bought by many other tests. */
async function write(page: Page, email: string): Promise<void> {
  await page.goto("/admin/orders");
  await page.getByRole("main").getByRole("link", { name: "Drafts" }).click();
  await page.getByRole("link", { name: "New draft" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "New draft" })).toBeVisible();
  const sku = page.getByLabel("SKU or name").first();
  await sku.pressSequentially("candle");
  const option = page.locator("#draft-variants option").first();
  await expect(option).toBeAttached();
  await sku.fill((await option.getAttribute("value")) ?? "");
  await page.getByLabel("Quantity").first().fill("2");
  await page.getByLabel("Own price").first().fill("10.00");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Note to the customer").fill("As we said on the phone.");
  const comesTo = page.getByRole("region", { name: "What it comes to" });
  await expect(comesTo.getByRole("row", { name: /^Goods/ })).toContainText("€20.00");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Draft D\d+/ })).toBeVisible();
}

async function fill(customer: Page): Promise<void> {
  await customer.getByLabel("Full name").fill("Maren Holt");
  await customer.getByLabel("Street and number").fill("Große Elbstraße 14");
  await customer.getByLabel("Postcode").fill("20354");
  await customer.getByLabel("Town").fill("Hamburg");
  await customer.getByRole("radio", { name: /card/i }).check();
}

async function customerOf(browser: Browser, javaScriptEnabled: boolean, isMobile: boolean): Promise<Page> {
  const viewport = isMobile ? { width: 390, height: 844 } : { width: 1280, height: 900 };
  const context = await browser.newContext({ baseURL: process.env.MERCER_URL, javaScriptEnabled, viewport });
  return context.newPage();
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  test(`an offer is written, mailed, ordered and paid ${how} a script`, async ({ page, browser, isMobile }) => {
    test.slow();
    await signIn(page);
    const email = `offer.${how}.${Date.now()}@example.org`;
    await write(page, email);
    expect(await serious(page)).toEqual([]);
    await page.getByRole("button", { name: "Send the link" }).click();
    await expect(page.getByLabel("Link to copy")).toHaveValue(/\/offers\/[0-9a-f]{32}$/);
    const path = await mailedLink(email, "/offers/");

    const customer = await customerOf(browser, javaScriptEnabled, isMobile);
    await customer.goto(path);
    await expect(customer.getByRole("heading", { level: 1, name: "Your offer" })).toBeVisible();
    await expect(customer.getByText("As we said on the phone.")).toBeVisible();
    await expect(customer.getByText(/^D\d+ · Holds until/)).toBeVisible();
    if (javaScriptEnabled) expect(await serious(customer)).toEqual([]);
    const width = await customer.locator("html").evaluate((root) => [root.scrollWidth, root.clientWidth]).catch(() => [0, 0]);
    expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0);

    // What is wrong keeps everything that was typed.
    await fill(customer);
    await customer.getByLabel("Town").fill("");
    await customer.getByRole("button", { name: /^Order and pay €/ }).click();
    await expect(customer.getByText("Enter the town")).toBeVisible();
    await expect(customer.getByLabel("Full name")).toHaveValue("Maren Holt");
    await fill(customer);
    await customer.getByRole("button", { name: /^Order and pay €/ }).click();
    await payWithCard(customer, cards.success);
    await expect(customer).toHaveURL(/\/orders\//);
    // Paid, the order is found by its own link alone.
    expect((await customer.goto(path))?.status()).toBe(410);
    await expect(customer.getByRole("heading", { level: 1 })).toHaveText("This offer was ordered");
    await customer.context().close();

    await page.reload();
    await expect(page.getByText("Ordered", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: /^M-\d+/ }).click();
    await expect(page.getByText(/Order placed by the link of draft D\d+/)).toBeVisible();
  });
}

test("an offer that is withdrawn says so, and is back after an undo", async ({ page, browser, isMobile }) => {
  test.slow();
  await signIn(page);
  await write(page, `offer.withdrawn.${Date.now()}@example.org`);
  await page.getByRole("button", { name: "Make the link without a mail" }).click();
  const path = new URL(await page.getByLabel("Link to copy").inputValue()).pathname;
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Withdrawn", { exact: true })).toBeVisible();
  const anew = await page.getByRole("link", { name: "New draft from this one" }).getAttribute("href");
  const other = await page.context().newPage();
  await other.goto(anew ?? "");
  await expect(other.getByRole("heading", { level: 1, name: "New draft" })).toBeVisible();
  await expect(other.getByLabel("Note to the customer")).toHaveValue("As we said on the phone.");
  await other.close();
  const customer = await customerOf(browser, false, isMobile);
  expect((await customer.goto(path))?.status()).toBe(410);
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText("This offer was withdrawn");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Sent", { exact: true })).toBeVisible();
  expect((await customer.goto(path))?.status()).toBe(200);
  await page.getByRole("button", { name: "New link without a mail" }).click();
  await expect(page.getByLabel("Link to copy")).not.toHaveValue(new RegExp(`${path}$`));
  expect((await customer.goto(path))?.status()).toBe(404);
  await customer.context().close();
});

test("of two people who change a draft the second is told", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same forms at another width");
  await signIn(page);
  await write(page, `offer.two.${Date.now()}@example.org`);
  const other = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await other.context().addCookies(await page.context().cookies());
  await other.goto(page.url());
  await other.getByLabel("Note to the customer").fill("Another note.");
  await other.getByRole("button", { name: "Save draft" }).click();
  await expect(other.getByText("Draft saved")).toBeVisible();
  await page.getByLabel("Note to the customer").fill("My note.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Note to the customer")).toHaveValue("My note.");
  await other.close();
});
