import { type Locator } from "@playwright/test";
import { addToBag, alive, cards, fillCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("a discount code is typed in at the checkout, stands in the sums, and stands on the order", async ({ page, isMobile, javaScriptEnabled }) => {
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/checkout");
  if (javaScriptEnabled) await alive(page);
  const summary = page.getByRole("complementary", { name: "Your order" });
  const unfold = async (): Promise<void> => {
    if (isMobile && !(await summary.getByRole("rowheader", { name: "Total" }).isVisible())) await summary.locator("summary").first().click();
  };
  // The page comes anew with what follows from the code.
  const pressed = async (button: Locator): Promise<void> => {
    await Promise.all([page.waitForEvent("load"), button.click()]);
    if (javaScriptEnabled) await alive(page);
    await unfold();
  };
  const field: Locator = summary.getByLabel("Gift card or discount code", { exact: true });
  const apply = async (code: string): Promise<void> => {
    await unfold();
    if (!(await field.isVisible())) await summary.locator("summary").filter({ hasText: "Gift card or discount code" }).click();
    await field.fill(code);
    await pressed(summary.getByRole("button", { name: "Apply" }));
  };
  await apply("nothing-like-it");
  await expect(summary.getByText("We know no discount code “NOTHING-LIKE-IT”")).toBeVisible();
  await apply("welcome10");
  await expect(summary.getByRole("button", { name: "Remove discount code WELCOME10" })).toHaveCount(1);
  await pressed(summary.getByRole("button", { name: "Remove discount code WELCOME10" }));
  await expect(summary.getByRole("button", { name: "Remove discount code WELCOME10" })).toHaveCount(0);
  await apply(" Welcome10 ");
  await expect(summary.getByRole("button", { name: "Remove discount code WELCOME10" })).toHaveCount(1);
  await fillCheckout(page, `coupon-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByRole("rowheader", { name: "Discount code WELCOME10" })).toBeVisible();
});
