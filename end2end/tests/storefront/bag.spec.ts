import { type Page } from "@playwright/test";
import { addToBag, alive, goToCheckout } from "../../support/shopper";
import { expect, test } from "../../support/test";

async function fillBag(page: Page): Promise<void> {
  await page.goto("/categories/mugs?availability=in-stock");
  const tiles = page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") });
  const addresses = await tiles.evaluateAll((links) => links.slice(0, 3).map((link) => String(link.getAttribute("href"))));
  for (const address of addresses) {
    await page.goto(address);
    await addToBag(page);
  }
  await page.goto("/cart");
  await alive(page);
}

test("a line that is taken out leaves the numbers of the others alone @js", async ({ page }) => {
  await fillBag(page);
  const numbers = page.getByRole("spinbutton");
  const more = page.getByRole("button", { name: "One more" }).first();
  await more.click();
  await expect(numbers.first()).toHaveValue("2");
  await more.click();
  await expect(numbers.first()).toHaveValue("3");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const removed = page.waitForResponse(/\/api\/cart\/remove$/);
  await page.getByRole("button", { name: /^Remove/ }).first().click();
  await expect(numbers).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await removed;
  await page.reload();
  await expect(numbers).toHaveCount(2);
  for (const place of [0, 1]) await expect(numbers.nth(place)).toHaveValue("1");
  expect(asked.filter((path) => path.endsWith("/set_quantity"))).toEqual([]);
});

test("a line that is taken out is out though the page is left at once @js", async ({ page }) => {
  await fillBag(page);
  await page.getByRole("button", { name: /^Remove/ }).first().click();
  await page.goto("/categories/mugs");
  await expect(async () => {
    await page.goto("/cart");
    await expect(page.getByRole("spinbutton")).toHaveCount(2);
  }).toPass();
});

test("a number that cannot be changed without a connection goes back, and that is said once @js", async ({ page, consoleErrors }) => {
  await fillBag(page);
  let asked = 0;
  await page.route("**/api/cart/set_quantity", async (route) => {
    asked += 1;
    await route.abort("internetdisconnected");
  });
  await page.getByRole("button", { name: "One more" }).first().click();
  await expect(page.getByText(/connection was lost/)).toBeVisible();
  await expect(page.getByRole("spinbutton").first()).toHaveValue("1");
  expect(asked).toBe(1);
  consoleErrors.length = 0;
});

test("whoever comes back from the payment page finds the order, not an empty bag @js", async ({ page }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await expect(page).toHaveURL(/\/pay\/test\//);
  await page.goto("/checkout");
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText("Your payment is not finished")).toBeVisible();
});
