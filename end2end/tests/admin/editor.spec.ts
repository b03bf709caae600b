import AxeBuilder from "@axe-core/playwright";
import { type Locator, type Page } from "@playwright/test";
import { createProduct, signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test.beforeEach(async ({ page }) => signIn(page));

const drawing = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="${colour}"/></svg>`;

/** Whether nothing lies over an element: what is hit in its middle is it, or a part of it. */
async function isUncovered(element: Locator): Promise<boolean> {
  return element.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return hit !== null && (element === hit || element.contains(hit));
  });
}

function bar(page: Page): Locator {
  return page.getByRole("region", { name: "Unsaved changes" });
}

test("a refused save leads to the first wrong field, which no bar covers, and from there to the next", async ({ page, isMobile }) => {
  await createProduct(page, `Refused ${isMobile ? "phone" : "desk"} ${Date.now()}`);
  const price = page.getByLabel(/^Price/).first();
  const address = page.getByLabel("Address", { exact: true });
  await address.fill("No Address");
  await price.fill("cheap");
  await page.getByText("Barcode, weight, cost, tax and contents").click();
  await page.getByLabel(/^Weight/).fill("heavy");
  await page.getByText("Barcode, weight, cost, tax and contents").click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(price).toBeFocused();
  await expect(price).toHaveAttribute("aria-invalid", "true");
  expect(await isUncovered(price)).toBe(true);
  const next = bar(page).getByRole("button", { name: "3 fields need another look" });
  await next.click();
  const weight = page.getByLabel(/^Weight/);
  await expect(weight).toBeFocused();
  expect(await isUncovered(weight)).toBe(true);
  await price.focus();
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await isUncovered(next)).toBe(true);
});

test("a description is written as it will look, and the server keeps what is safe of its HTML", async ({ page, isMobile }) => {
  await createProduct(page, `Rich ${isMobile ? "phone" : "desk"} ${Date.now()}`);
  const text = page.getByRole("textbox", { name: "Description" });
  const tools = page.getByRole("toolbar", { name: "Format: Description" });
  await text.click();
  await page.keyboard.type("Thrown by hand");
  await page.keyboard.press("Control+a");
  await tools.getByRole("button", { name: /^Bold/ }).click();
  await expect(tools.getByRole("button", { name: /^Bold/ })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(/^Unsaved:/)).toHaveText("Unsaved: words");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await tools.getByRole("button", { name: "Clear formatting" }).click();
  await tools.getByRole("button", { name: "List", exact: true }).click();
  await page.keyboard.type("Dishwasher safe");
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  const serious = result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact ?? ""));
  expect(serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);

  await tools.getByRole("button", { name: "HTML" }).click();
  const html = page.getByRole("textbox", { name: "Description" });
  await expect(html).toHaveValue(/^<p><strong>Thrown by hand<\/strong><\/p>/);
  await expect(html).toHaveValue(/<ul><li>Dishwasher safe<\/li><\/ul>/);
  await html.fill(`${await html.inputValue()}<p onclick="alert(1)">Made in <a href="https://example.org">Porto</a></p><script>alert(1)</script>`);
  await tools.getByRole("button", { name: "HTML" }).click();
  await expect(page.getByRole("textbox", { name: "Description" })).toContainText("Made in Porto");
  await page.getByLabel(/^Price/).first().fill("20");
  await page.getByLabel(/^Published/).check();
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Product saved")).toBeVisible();
  await expect(page.getByText(/^Unsaved:/)).toHaveCount(0);
  await page.getByRole("link", { name: "See it as a shopper" }).click();
  await expect(page.locator("strong", { hasText: "Thrown by hand" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Dishwasher safe" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Porto" })).toHaveAttribute("rel", /nofollow/);
  expect(await page.content()).not.toContain("alert(1)");
});

test("a link is set by the keyboard alone, and pasted text loses its looks", async ({ page, isMobile, consoleErrors }) => {
  test.skip(isMobile, "a keyboard belongs to it");
  await createProduct(page, `Linked ${Date.now()}`);
  const text = page.getByRole("textbox", { name: "Description" });
  await text.click();
  await page.keyboard.type("See the mugs");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Shift+Tab");
  const tools = page.getByRole("toolbar", { name: "Format: Description" });
  await expect(tools.getByRole("button").first()).toBeFocused();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowRight");
  await expect(tools.getByRole("button", { name: "Link" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByLabel("The link leads to").fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("A link leads to a page");
  await page.getByLabel("The link leads to").fill("/categories/mugs");
  await page.keyboard.press("Enter");
  await expect(text.getByRole("link", { name: "See the mugs" })).toHaveAttribute("href", "/categories/mugs");
  await page.keyboard.press("ArrowRight");
  await text.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/html", '<p style="color:red" class="MsoNormal">Red <b>words</b><img src="x"></p>');
    text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(text).toContainText("Red words");
  await tools.getByRole("button", { name: "HTML" }).click();
  const html = await page.getByRole("textbox", { name: "Description" }).inputValue();
  expect(html).toContain("<strong>words</strong>");
  expect(html).not.toMatch(/style|class|img/);
  // While Chromium inserts, it tries to style the words in line; the page's policy refuses that, and nothing of it stays.
  const refused = consoleErrors.splice(0).filter((error) => !error.startsWith("Applying inline style violates"));
  expect(refused).toEqual([]);
});

test("discarding puts the description back, and leaving asks before", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await createProduct(page, `Discarded ${Date.now()}`);
  const text = page.getByRole("textbox", { name: "Description" });
  await text.click();
  await page.keyboard.type("Not yet");
  await expect(bar(page)).toBeVisible();
  await bar(page).getByRole("button", { name: "Discard" }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(text).toHaveText("");
});

test("a picture that comes is no unsaved change, and its file's name says nothing", async ({ page, isMobile }) => {
  const place = isMobile ? "phone" : "desk";
  await createProduct(page, `Pictured ${place} ${Date.now()}`);
  const file = { name: `IMG_4711-${place}.svg`, mimeType: "image/svg+xml", buffer: Buffer.from(drawing(isMobile ? "#113355" : "#335511")) };
  await page.getByLabel("Add pictures").setInputFiles(file);
  const words = page.getByRole("region", { name: "Pictures" }).getByLabel("What it shows");
  await expect(words).toHaveValue("");
  await expect(page.getByText("Not described yet")).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await words.fill("A mug by the sea");
  await expect(page.getByText(/^Unsaved:/)).toHaveText("Unsaved: picture texts");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Not described yet")).toHaveCount(0);
});

test("one line says what shoppers see and what saving changes; on a phone it comes first", async ({ page, isMobile }) => {
  await createProduct(page, `Outlook ${isMobile ? "phone" : "desk"} ${Date.now()}`);
  await expect(page.getByText("A draft: shoppers do not see it.")).toBeVisible();
  const box = page.getByLabel(/^Published/);
  await box.check();
  await expect(page.getByText("Shoppers do not see it yet. Once you save, they do.")).toBeVisible();
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Shoppers see it now.")).toBeVisible();
  await expect(page.getByText("In the shop", { exact: true })).toBeVisible();
  if (isMobile) {
    const [published, name] = [await box.boundingBox(), await page.getByLabel("Name", { exact: true }).boundingBox()];
    expect(published?.y).toBeLessThan(name?.y ?? 0);
  }
});

test("an image's page asks before it is left only with words that are really typed", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same form at another width");
  await page.goto("/admin/media");
  await page.getByRole("list", { name: "Images" }).getByRole("link").first().click();
  const words = page.getByLabel("Words for those who do not see it");
  const before = await words.inputValue();
  await words.fill(`${before} and more`);
  await words.fill(before);
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole("link", { name: "Brands" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Brands" })).toBeVisible();
  expect(asked).toEqual([]);
  await page.goBack();
  await words.fill("Something else");
  await page.getByRole("link", { name: "Brands" }).first().click();
  await expect.poll(() => asked.length).toBe(1);
  await expect(words).toHaveValue("Something else");
});

test("a file that holds no table is refused where it was dropped, with the reason", async ({ page }) => {
  await page.goto("/admin/imports");
  const leaflet = { name: "leaflet.csv", mimeType: "text/csv", buffer: Buffer.from("%PDF-1.7\n%âãÏÓ\n") };
  await page.getByLabel("Choose files").setInputFiles(leaflet);
  await expect(page.getByRole("alert")).toContainText("A PDF holds no table.");
  await expect(page).toHaveURL(/\/admin\/imports\?problem=pdf/);
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("a refused redirect keeps what was typed, and a description is plain HTML", async ({ page, isMobile }) => {
    test.skip(isMobile, "the same forms at another width");
    await page.goto("/admin/redirects");
    await page.getByRole("textbox", { name: "Old address" }).fill("/cart");
    await page.getByLabel("Leads to").fill("/sale");
    await page.getByRole("button", { name: "Add redirect" }).click();
    await expect(page.getByRole("alert")).toContainText("There is a page at the old address");
    await expect(page.getByRole("textbox", { name: "Old address" })).toHaveValue("/cart");
    await expect(page.getByLabel("Leads to")).toHaveValue("/sale");

    await page.goto("/admin/products?q=mug");
    await page.getByRole("table").getByRole("link", { name: /mug/i }).first().click();
    await expect(page.getByLabel("Description", { exact: true })).toHaveValue(/<p>/);
    await expect(page.getByRole("toolbar", { name: "Format: Description" })).toHaveCount(0);
  });
});
