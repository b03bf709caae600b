import AxeBuilder from "@axe-core/playwright";
import { signIn } from "../../support/owner";
import { cards, goToCheckout, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

test("a paid order is on the desk within a second and is sent with a tracking number", async ({ page, browser, isMobile }) => {
  test.skip(isMobile, "the same desk at another width; its looks are checked elsewhere");
  await page.goto("/admin/orders");
  const shopper = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await goToCheckout(shopper, "new.order@example.org");
  await shopper.getByRole("radio", { name: /card/i }).check();
  await shopper.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(shopper, cards.success);
  await expect(shopper).toHaveURL(/\/orders\//);
  const number = (await shopper.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? "";
  await expect(page.getByText(number).first()).toBeVisible({ timeout: 1_500 });
  await page.getByText(number).first().click();
  await page.getByRole("button", { name: /^Send/ }).click();
  // The keys go on in the sheet; whoever has sent a parcel before types its number at once.
  await expect(page.locator(":focus")).toHaveAttribute("name", /carrier|tracking_number/);
  await page.getByLabel(/carrier/i).fill("DHL");
  await page.getByLabel(/tracking/i).fill("00340434161094000001");
  await page.getByRole("dialog").getByRole("button", { name: /^Send/ }).click();
  await expect(page.getByText("00340434161094000001").first()).toBeVisible();
  await shopper.reload();
  await expect(shopper.getByText("00340434161094000001").first()).toBeVisible();
  await shopper.close();
});

test("a changed price is in the shop at once", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await page.goto("/admin/products?q=mug");
  await page.getByRole("table").getByRole("link", { name: /mug/i }).first().click();
  const price = page.getByLabel(/^price/i).first();
  await price.fill("19.75");
  await price.blur();
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByText(/updated|saved/i).first()).toBeVisible();
  await page.goto((await page.getByRole("link", { name: /view in shop/i }).getAttribute("href")) ?? "");
  await expect(page.getByText("€19.75").first()).toBeVisible();
});

test("no page of the admin has a serious fault for those who do not see or point", async ({ page }) => {
  // Axe looks at each of many pages as a whole.
  test.setTimeout(300_000);
  const desks = ["", "/orders", "/customers", "/returns", "/reconcile", "/products", "/coupons", "/media", "/imports", "/delivery", "/taxes"];
  desks.push("/stock", "/stock/counts", "/purchase-orders", "/suppliers", "/reconcile/payouts");
  for (const path of desks.map((desk) => `/admin${desk}`)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
    const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
    expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`), path).toEqual([]);
  }
});

test("who is not signed in sees no order", async ({ page, context }) => {
  await context.clearCookies();
  await page.goto("/admin/orders");
  await expect(page).toHaveURL(/\/admin\/sign-in/);
});

test("pages that are asked for at the same moment are all answered", async ({ page, isMobile }) => {
  test.skip(isMobile, "the server's work is the same");
  const asked = Array.from({ length: 60 }, async () => (await page.request.get("/admin/products")).status());
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
});
