import { type Locator, type Page } from "@playwright/test";
import { storeCredit } from "../../support/credit";
import { signIn } from "../../support/owner";
import { addToBag, alive, cards, fillCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

const someone = (): string => `card-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;

/** The summary of the checkout, unfolded on a phone. */
async function summaryOf(page: Page, isMobile: boolean): Promise<Locator> {
  const summary = page.getByRole("complementary", { name: "Your order" });
  if (isMobile && !(await summary.getByRole("rowheader", { name: "Total" }).isVisible())) await summary.locator("summary").first().click();
  return summary;
}

/** Types a code in at the checkout: the page comes anew, and with a script what was typed stands there. */
async function typeIn(page: Page, isMobile: boolean, code: string, javaScriptEnabled: boolean): Promise<Locator> {
  const summary = await summaryOf(page, isMobile);
  const field = summary.getByLabel("Gift card or discount code", { exact: true });
  if (!(await field.isVisible())) await summary.locator("summary").filter({ hasText: "Gift card or discount code" }).click();
  await field.fill(code);
  const apply = summary.getByRole("button", { name: "Apply" });
  await Promise.all([page.waitForEvent("load"), apply.click()]);
  if (javaScriptEnabled) await alive(page);
  return summaryOf(page, isMobile);
}

test("a card pays a part, is taken away and put back, and the rest is paid on the payment page; a refund comes back onto it", async ({ page, browser, isMobile, javaScriptEnabled }) => {
  test.slow();
  const hasScript = javaScriptEnabled ?? true;
  const email = someone();
  const code = await storeCredit(browser, email, "5");
  const last = code.replaceAll("-", "").slice(-4);
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/checkout");
  if (hasScript) await alive(page);
  await fillCheckout(page, email);
  // Without a script the page comes anew with what was typed before it is sent, so the code comes first.
  const wrong = `${code.slice(0, -1)}${code.endsWith("Z") ? "Y" : "Z"}`;
  let summary = await typeIn(page, isMobile, wrong, hasScript);
  await expect(summary.getByText("We know no gift card with this code")).toBeVisible();
  summary = await typeIn(page, isMobile, code.toLowerCase(), hasScript);
  const row = summary.getByRole("row", { name: new RegExp(`Store credit ••••${last}`) });
  await expect(row).toContainText("−€5.00");
  await expect(summary.getByRole("rowheader", { name: "Left to pay" })).toBeVisible();
  const remove = summary.getByRole("button", { name: `Remove Store credit ••••${last}` });
  await Promise.all([page.waitForEvent("load"), remove.click()]);
  if (hasScript) await alive(page);
  summary = await summaryOf(page, isMobile);
  await expect(row).toHaveCount(0);
  summary = await typeIn(page, isMobile, code, hasScript);
  await expect(row).toContainText("−€5.00");
  if (!hasScript) await fillCheckout(page, email);
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByRole("row", { name: new RegExp(`Store credit ••••${last}`) })).toContainText("€5.00");
  await expect(page.getByRole("rowheader", { name: "Paid otherwise" })).toBeVisible();
  const number = (await page.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? "";

  const desk = await browser.newPage({ baseURL: process.env.MERCER_URL, javaScriptEnabled: true });
  await signIn(desk);
  await desk.goto(`/admin/orders?q=${number}`);
  await desk.getByRole("link", { name: number, exact: true }).click();
  await expect(desk.getByRole("region", { name: "Payment" })).toContainText(`Store credit ••••${last}`);
  await desk.getByRole("button", { name: "Refund", exact: true }).first().click();
  const sheet = desk.getByRole("dialog", { name: /^Refund of/ });
  await sheet.getByRole("button", { name: "All that is left" }).click();
  await expect(sheet.getByRole("list", { name: "Where it goes back to" })).toContainText(`€5.00 onto Store credit ••••${last}`);
  await sheet.getByRole("button", { name: /^Refund €\d/ }).click();
  await expect(desk.getByRole("region", { name: "Refunds" }).getByText("Sent back")).toBeVisible();
  await desk.goto("/admin/gift-cards");
  await desk.getByRole("listitem").filter({ hasText: email }).getByRole("link", { name: /Store credit/ }).click();
  await expect(desk.getByRole("region", { name: "Movements" }).getByRole("link", { name: number })).toHaveCount(2);
  await expect(desk.getByText("€5.00", { exact: true }).first()).toBeVisible();
  await desk.close();
  await page.reload();
  await expect(page.getByRole("region", { name: "Your refund" })).toContainText("€5.00 of it is on your gift card again");
});

test("a card that pays all of it leaves no way of payment to choose, and the order is paid at once", async ({ page, browser, isMobile, javaScriptEnabled }) => {
  test.slow();
  const hasScript = javaScriptEnabled ?? true;
  const email = someone();
  const code = await storeCredit(browser, email, "500");
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/checkout");
  if (hasScript) await alive(page);
  await typeIn(page, isMobile, code, hasScript);
  await expect(page.getByText("There is nothing left to pay.")).toBeVisible();
  await expect(page.getByRole("group", { name: "How you pay" })).toBeHidden();
  await fillCheckout(page, "somebody.else@example.org");
  // With a script the sums follow as soon as the address is left; without one, when the order is sent.
  if (!hasScript) await page.getByRole("button", { name: "Place order", exact: true }).click();
  await expect(page.getByText("This credit belongs to another e-mail address.").first()).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Full name").focus();
  await expect(page.getByLabel("Full name"), "what was typed stands").toHaveValue("Maren Holt");
  if (hasScript) {
    await expect(page.getByText("There is nothing left to pay.")).toBeVisible();
    await page.getByRole("button", { name: "Place order", exact: true }).click();
  } else {
    // The first press shows what follows from the other address, the second orders.
    await page.getByRole("button", { name: /^(Order and pay|Place order)/ }).click();
    await expect(page.getByText("There is nothing left to pay.")).toBeVisible();
    await page.getByRole("button", { name: "Place order", exact: true }).click();
  }
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText(/^Gift card$/).first()).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Store credit/ })).toBeVisible();
});
