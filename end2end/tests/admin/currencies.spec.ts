import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test("the manager adds a currency, sees what it does to prices, changes its rate, puts it back, and removes it", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await signIn(page);
  await page.goto("/admin/currencies");
  await page.getByText("Sell in another currency").click();
  await page.getByLabel("Currency", { exact: true }).fill("NOK");
  await page.getByLabel("One EUR is").fill("eleven");
  await page.getByRole("button", { name: "Add currency" }).click();
  await expect(page.getByText("Write how much of it one EUR is, as in 1.0837.")).toBeVisible();
  await page.getByLabel("One EUR is").fill("11.5");
  await page.getByLabel("Prices are rounded").selectOption({ label: "Ending with .95" });
  await page.getByRole("button", { name: "Add currency" }).click();
  await expect(page.getByText("Currency added")).toBeVisible();
  await expect(page.getByRole("heading", { name: "What things cost by these rates" })).toBeVisible();
  await page.getByRole("link", { name: "NOK" }).click();
  await page.getByLabel("One EUR is").fill("12");
  await page.getByRole("button", { name: "Save currency" }).click();
  await expect(page.getByText("Currency saved")).toBeVisible();
  await page.getByRole("button", { name: "Use 11.5 again" }).click();
  await expect(page.getByLabel("One EUR is")).toHaveValue("11.5");
  await page.getByText("Remove this currency").click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page).toHaveURL(/\/admin\/currencies$/);
  await expect(page.getByRole("link", { name: "NOK" })).toHaveCount(0);
});

test("a variant has a price of its own in a currency until it is emptied", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same table at another width");
  test.slow();
  await signIn(page);
  await page.goto("/admin/currencies");
  if ((await page.getByRole("link", { name: "SEK" }).count()) === 0) {
    await page.getByText("Sell in another currency").click();
    await page.getByLabel("Currency", { exact: true }).fill("SEK");
    await page.getByLabel("One EUR is").fill("11.2");
    await page.getByRole("button", { name: "Add currency" }).click();
    await expect(page.getByRole("link", { name: "SEK" })).toBeVisible();
  }
  await page.goto("/admin/products?q=mug");
  await page.getByRole("table").getByRole("link", { name: /mug/i }).first().click();
  await page.getByRole("link", { name: "Currencies" }).last().click();
  const card = page.getByRole("region", { name: "SEK" });
  const price = card.getByLabel(/^Price of .* in SEK$/).first();
  await price.fill("many");
  await card.getByRole("button", { name: "Save prices in SEK" }).click();
  await expect(card.getByText("Write an amount in SEK, as in 19.95.")).toBeVisible();
  await price.fill("149");
  await card.getByRole("button", { name: "Save prices in SEK" }).click();
  await expect(page.getByText("Prices saved")).toBeVisible();
  await page.reload();
  await expect(card.getByLabel(/^Price of .* in SEK$/).first()).toHaveValue("149.00");
  await card.getByLabel(/^Price of .* in SEK$/).first().fill("");
  await card.getByRole("button", { name: "Save prices in SEK" }).click();
  await page.reload();
  await expect(card.getByLabel(/^Price of .* in SEK$/).first()).toHaveValue("");
});
