import { addToBag, alive, cards, fillCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

const LABEL = /^VAT number, for a business/;

test("a business in another member state types its number, pays no VAT, and finds that on its order", async ({ page, isMobile, javaScriptEnabled }) => {
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/checkout");
  if (javaScriptEnabled) await alive(page);
  const summary = page.getByRole("complementary", { name: "Your order" });
  const unfold = async (): Promise<void> => {
    if (isMobile && !(await summary.getByRole("rowheader", { name: "Total" }).isVisible())) await summary.locator("summary").first().click();
  };
  const typed = async (number: string): Promise<void> => {
    const field = page.getByLabel(LABEL);
    if (!(await field.isVisible())) await page.locator("summary").filter({ hasText: "VAT number" }).click();
    await field.fill(number);
    if (javaScriptEnabled) {
      await Promise.all([page.waitForResponse(/checkout\/remember/), field.blur()]);
    } else {
      await page.getByRole("button", { name: "Show its delivery and sums" }).click();
    }
  };
  await fillCheckout(page, `vat-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.fr`);
  await page.getByLabel("Country").selectOption("FR");
  await page.getByLabel("Postcode").fill("75001");
  await page.getByLabel("Town").fill("Paris");
  // The last digit says how the register for trying out answers.
  await typed("FR40303265049");
  await expect(page.getByText("does not answer just now")).toBeVisible();
  await typed("FR40303265040");
  await expect(page.getByText("does not know this number")).toBeVisible();
  await typed("FR40303");
  if (javaScriptEnabled) await expect(page.getByText("A VAT number of that country looks like")).toBeVisible();
  await typed("FR 40 303 265 045");
  await expect(page.getByText("This number is valid")).toBeVisible();
  await unfold();
  await expect(summary.getByText("Without VAT: the number of your business was checked.")).toBeVisible();
  await expect(page.getByLabel("Full name")).toHaveValue("Maren Holt");
  if (javaScriptEnabled) await alive(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText("Without VAT: you declare it yourself.")).toBeVisible();
  await expect(page.getByText("VAT number FR40303265045")).toBeVisible();
});
