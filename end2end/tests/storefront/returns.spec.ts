import { cards, goToCheckout, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("who withdraws in two steps before the parcel leaves reads what becomes of it", async ({ page }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await page.getByRole("link", { name: "Withdraw from contract here" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Withdraw from contract here" })).toBeVisible();

  await page.getByLabel("How many").fill("7");
  await page.getByLabel("How many").evaluate((input: HTMLInputElement) => input.form?.setAttribute("novalidate", ""));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Please look at this again:")).toBeVisible();
  await expect(page.getByLabel("How many")).toHaveValue("7");

  await page.getByLabel("How many").fill("1");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("I hereby withdraw from the contract")).toBeVisible();
  await expect(page.getByText("maren.holt@example.org")).toBeVisible();
  await page.getByRole("button", { name: "Confirm withdrawal" }).click();
  await expect(page).toHaveURL(/#returns$/);
  await expect(page.getByRole("heading", { level: 1, name: "You have withdrawn from this order" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Your returns" }).getByText(/^Withdrawal M-\d+/)).toBeVisible();
});

test("an order that is not paid is called off by its withdrawal", async ({ page }) => {
  await goToCheckout(page);
  await page.getByLabel(/bank transfer/i).check();
  await page.getByRole("button", { name: /order/i }).click();
  await expect(page).toHaveURL(/\/orders\//);
  await page.getByRole("link", { name: "Withdraw from contract here" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Confirm withdrawal" }).click();
  await expect(page).toHaveURL(/#returns$/);
  await expect(page.getByText(/cancelled|called off/i).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Withdraw from contract here" })).toHaveCount(0);
});
