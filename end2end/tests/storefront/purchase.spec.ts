import { addToBag, cards, goToCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("a guest buys with a card and the order's link opens again", async ({ page, context }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText(/M-\d+/).first()).toBeVisible();
  const link = page.url();
  await context.clearCookies();
  await page.goto(link);
  await expect(page.getByText(/M-\d+/).first()).toBeVisible();
});

test("a guest chooses bank transfer and reads where to send the money", async ({ page }) => {
  await goToCheckout(page);
  await page.getByLabel(/bank transfer/i).check();
  await page.getByRole("button", { name: /order/i }).click();
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText("IBAN")).toBeVisible();
});

test("after a decline nothing is lost and another card works", async ({ page }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.decline);
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
});

test("who does not want to go on with a card pays by bank transfer instead", async ({ page }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await expect(page).toHaveURL(/\/pay\/test\//);
  await page.getByRole("button", { name: /cancel|back/i }).or(page.getByRole("link", { name: /cancel|back/i })).first().click();
  await expect(page).toHaveURL(/\/orders\//);
  await page.getByRole("button", { name: /^Bank transfer/ }).click();
  await expect(page.getByText("IBAN")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Card/ })).toBeVisible();
});

test("a card that asks for more is confirmed on a second page", async ({ page }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.authentication);
  await page.getByRole("button", { name: "Yes, pay" }).click();
  await expect(page).toHaveURL(/\/orders\//);
});

test("a wrong postcode is told in words and everything typed stays", async ({ page }) => {
  await goToCheckout(page);
  await page.getByLabel("Postcode").fill("2035");
  await page.getByLabel(/bank transfer/i).check();
  await page.getByRole("button", { name: /order/i }).click();
  await expect(page.getByText("The postcode for Germany has 5 digits, you typed 4.")).toBeVisible();
  await expect(page.getByLabel("Street and number")).toHaveValue("Große Elbstraße 14");
  await expect(page).toHaveURL(/\/checkout/);
});

test("the bag changes number and empties", async ({ page, javaScriptEnabled }) => {
  await openProduct(page, "notebooks");
  await addToBag(page);
  await page.goto("/cart");
  const number = page.getByRole("spinbutton", { name: /Quantity/ });
  await number.fill("3");
  if (javaScriptEnabled) await number.blur();
  else await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByRole("link", { name: "Bag, 3 items" })).toBeVisible();
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText("Nothing is in it yet.")).toBeVisible();
});
