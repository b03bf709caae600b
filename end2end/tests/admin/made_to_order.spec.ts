import { type Page } from "@playwright/test";
import { createProduct, signIn } from "../../support/owner";
import { addToBag, alive } from "../../support/shopper";
import { expect, test } from "../../support/test";

const png = Buffer.from("89504e470d0a1a0a00", "hex");

/** Makes a mug that gets a name for 5 euros, and perhaps a logo; gives the address of its page. */
async function engraved(page: Page, title: string): Promise<string> {
  await createProduct(page, title);
  await page.getByText("Add a field").click();
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Add field" }) });
  await form.getByLabel("Question").fill("Name to engrave");
  await form.getByLabel("Surcharge").fill("5");
  await form.getByLabel("It has to be filled in").check();
  await form.getByRole("button", { name: "Add field" }).click();
  await expect(page.getByText(/text of at most 60 characters · required · \+ €5\.00/)).toBeVisible();
  // What was added no longer stands in the form for the next one.
  await expect(form.getByLabel("Question")).toHaveValue("");
  await expect(form.getByLabel("Surcharge")).toHaveValue("");
  await expect(form.getByLabel("It has to be filled in")).not.toBeChecked();
  await form.getByLabel("Question").fill("Logo");
  await form.getByLabel("Answer").selectOption("file");
  await form.getByLabel("File endings").fill("png");
  await form.getByRole("button", { name: "Add field" }).click();
  await expect(page.getByText("file: png · optional")).toBeVisible();
  await page.getByLabel(/^Price/).first().fill("20");
  await page.getByLabel(/^Stock/).first().fill("9");
  await page.getByLabel(/^Published/).check();
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText(/^Unsaved:/)).toHaveCount(0);
  await page.getByRole("link", { name: "See it as a shopper" }).click();
  await expect(page.getByLabel(/Name to engrave/)).toBeVisible();
  return page.url();
}

test("what is made to order is asked for, costs more and stands in the bag line by line, with and without a script", async ({ page, browser, isMobile }) => {
  await signIn(page);
  const address = await engraved(page, `Engraved ${isMobile ? "phone" : "desk"} ${Date.now()}`);
  await alive(page);
  await page.getByLabel(/Name to engrave/).fill("Ida");
  await page.getByLabel(/^Logo/).setInputFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<script>") });
  await page.getByRole("button", { name: "Add to bag" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not what its name says" })).toBeVisible();
  await expect(page.getByLabel(/Name to engrave/)).toHaveValue("Ida");
  await page.getByLabel(/^Logo/).setInputFiles({ name: "gull.png", mimeType: "image/png", buffer: png });
  await addToBag(page);
  await expect(page.getByText("Logo: gull.png")).toBeVisible();
  await page.goto(address);
  await alive(page);
  await page.getByLabel(/Name to engrave/).fill("Ole");
  await addToBag(page);
  await page.goto("/cart");
  await expect(page.getByText("Name to engrave: Ida")).toBeVisible();
  await expect(page.getByText("Name to engrave: Ole")).toBeVisible();
  await expect(page.getByText("€25.00").first()).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: page.viewportSize() });
  const shopper = await plain.newPage();
  await shopper.goto(address);
  await shopper.getByLabel(/Name to engrave/).fill("Für Maren");
  await shopper.getByLabel(/^Logo/).setInputFiles({ name: "gull.png", mimeType: "image/png", buffer: png });
  await shopper.getByRole("button", { name: "Add to bag" }).click();
  await expect(shopper.getByRole("heading", { name: "Your bag" })).toBeVisible();
  await expect(shopper.getByText("Name to engrave: Für Maren")).toBeVisible();
  await expect(shopper.getByText("Logo: gull.png")).toBeVisible();
  await plain.close();
});
