import { createProduct, signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test("every save leaves a version that tells what changed, and an old one is restored", async ({ page, isMobile }) => {
  await signIn(page);
  const title = `Versions ${isMobile ? "phone" : "desk"} ${Date.now()}`;
  await createProduct(page, title);
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByText("Nothing has changed yet")).toBeVisible();
  await page.goBack();
  await page.getByLabel("Name", { exact: true }).fill(`${title} anew`);
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Product saved")).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  const versions = page.getByRole("list", { name: "Versions" });
  await expect(versions.getByText("Current")).toBeVisible();
  await expect(versions.locator("del")).toHaveText(title);
  await expect(versions.locator("ins")).toHaveText(`${title} anew`);
  await versions.getByRole("button", { name: "Restore" }).last().click();
  await expect(page.getByText("Version restored")).toBeVisible();
  await expect(versions.getByText("restored ·")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Path" }).getByText(title, { exact: true })).toBeVisible();
});
