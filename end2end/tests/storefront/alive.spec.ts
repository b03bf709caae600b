import AxeBuilder from "@axe-core/playwright";
import { addToBag, alive, goToCheckout, openProduct } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("suggestions appear while one types and arrows choose @js", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone has a page for searching instead");
  await page.goto("/");
  const field = page.getByRole("combobox");
  await field.pressSequentially("mug", { delay: 40 });
  await expect(page.getByRole("option").first()).toBeVisible();
  await field.press("ArrowDown");
  await field.press("Enter");
  await expect(page).toHaveURL(/\/(products|categories)\//);
});

test("adding to the bag keeps one on the page and offers both next steps @js", async ({ page }) => {
  await openProduct(page, "mugs");
  await alive(page);
  const address = page.url();
  await addToBag(page);
  const panel = page.getByRole("region", { name: "Added to your bag" });
  await expect(panel.getByRole("link", { name: /checkout/i })).toBeVisible();
  await expect(panel.getByRole("link", { name: "See bag" })).toBeVisible();
  expect(page.url()).toBe(address);
});

test("the bag that is opened before an addition has arrived waits for it @js", async ({ page }) => {
  await openProduct(page, "mugs");
  await alive(page);
  await page.route("**/api/cart/add", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue();
  });
  await page.getByRole("button", { name: "Add to bag" }).click();
  await page.getByRole("link", { name: /^Bag, 1/ }).click();
  await expect(page.getByRole("spinbutton", { name: /Quantity/ })).toHaveValue("1");
  await expect(page.getByRole("link", { name: "Bag, 1 item" })).toBeVisible();
});

test("what was taken out of the bag comes back by one press @js", async ({ page }) => {
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/cart");
  await alive(page);
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Bag, 1 item" })).toBeVisible();
});

for (const scheme of ["light", "dark"] as const) {
  test(`no page of the storefront has a serious fault for those who do not see or point, ${scheme} @js`, async ({ page }) => {
    // Six pages are looked through, each for seconds on a machine that is busy.
    test.slow();
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const check = async (name: string) => {
      const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
      expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`), name).toEqual([]);
    };
    for (const path of ["/", "/categories/mugs?colour=cobalt", "/search?q=tea", "/nowhere"]) {
      await page.goto(path);
      await check(path);
    }
    await goToCheckout(page);
    await check("checkout");
    await page.goto("/cart");
    await check("cart");
  });
}
