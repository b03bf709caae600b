import { signIn } from "../../support/owner";
import { addToBag, alive, cards, fillCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("an order of two things goes in two parcels, and the shopper reads what is in which", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same sheet at another width");
  const shopper = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await openProduct(shopper, "mugs");
  await addToBag(shopper);
  await openProduct(shopper, "mugs");
  await addToBag(shopper);
  await shopper.goto("/checkout");
  await alive(shopper);
  await fillCheckout(shopper, `parcels-${Date.now()}@example.org`);
  await shopper.getByRole("radio", { name: /card/i }).check();
  await shopper.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(shopper, cards.success);
  await expect(shopper).toHaveURL(/\/orders\//);
  const number = (await shopper.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? "";

  await signIn(page);
  await page.goto("/admin/orders?tab=to-send");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Addresses for labels (CSV)" }).click();
  expect((await waiting).suggestedFilename()).toBe("labels.csv");
  await page.getByText(number).first().click();
  await page.getByRole("button", { name: "Send 2 items" }).click();
  const sheet = page.getByRole("dialog", { name: /^Send 2 items/ });
  await sheet.getByLabel(/2 to send/).fill("1");
  await sheet.getByLabel("Carrier").fill("DHL");
  await sheet.getByLabel("Tracking number").fill("FIRST-1");
  await sheet.getByRole("button", { name: "Send this parcel" }).click();
  await expect(page.getByText("1 item sent with DHL, FIRST-1; the rest follows")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel order" })).toHaveCount(0);
  await shopper.reload();
  await expect(shopper.getByText("Partly sent")).toBeVisible();
  await expect(shopper.getByText(/^1 × /).first()).toBeVisible();

  await page.getByRole("button", { name: "Send 1 item" }).click();
  await page.getByRole("dialog", { name: /^Send 1 item/ }).getByLabel("Tracking number").fill("SECOND-2");
  await page.getByRole("dialog", { name: /^Send 1 item/ }).getByRole("button", { name: "Send 1 item" }).click();
  await expect(page.getByText("SECOND-2").first()).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByText("SECOND-2")).toBeVisible();
  await shopper.close();
});
