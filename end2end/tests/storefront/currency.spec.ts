import { signIn } from "../../support/owner";
import { addToBag, alive, cards, fillCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

/** Sells in Danish crowns, whoever comes first; other runs find them there. */
async function sellInCrowns(browser: import("@playwright/test").Browser): Promise<void> {
  const owner = await browser.newPage({ baseURL: process.env.MERCER_URL, javaScriptEnabled: true });
  await signIn(owner);
  await owner.goto("/admin/currencies");
  await expect(owner.getByRole("heading", { name: "You sell in" })).toBeVisible();
  if ((await owner.getByRole("link", { name: "DKK" }).count()) === 0) {
    await owner.getByText("Sell in another currency").click();
    await owner.getByLabel("Currency", { exact: true }).fill("DKK");
    await owner.getByLabel("One EUR is").fill("7.46");
    await owner.getByLabel("Prices are rounded").selectOption({ label: "To whole units" });
    await owner.getByRole("button", { name: "Add currency" }).click();
    await expect(owner.getByRole("link", { name: "DKK" })).toBeVisible();
  }
  await owner.close();
}

test("a shopper chooses a currency at the foot of a page, and everything is in it until the order is paid", async ({ page, browser, javaScriptEnabled }) => {
  await sellInCrowns(browser);
  await openProduct(page, "mugs");
  await expect(page.getByText("€").first()).toBeVisible();
  await page.getByRole("button", { name: "DKK" }).click();
  await expect(page.getByRole("button", { name: "DKK" })).toHaveAttribute("aria-current", "true");
  await expect(page.locator("main").getByText(/kr \d/).first()).toBeVisible();
  await expect(page.locator("main").getByText("€")).toHaveCount(0);
  await addToBag(page);
  await page.goto("/cart");
  await expect(page.locator("main").getByText(/kr \d/).first()).toBeVisible();
  await expect(page.locator("main").getByText("€")).toHaveCount(0);
  await page.goto("/checkout");
  if (javaScriptEnabled) await alive(page);
  await fillCheckout(page, `crowns-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`);
  await expect(page.getByRole("radio", { name: /transfer/i })).toHaveCount(0);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay kr / }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.locator("main").getByText(/kr \d/).first()).toBeVisible();
  // The order stays in its currency, whatever is chosen afterwards.
  await page.getByRole("button", { name: "EUR" }).click();
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.locator("main").getByText(/kr \d/).first()).toBeVisible();
  await page.goto("/");
  await expect(page.locator("main").getByText("€").first()).toBeVisible();
});
