// What a careful shopper tries: more than there is, other words, other ways, a way back.
import { type Page } from "@playwright/test";
import { addToBag, alive, cards, fillCheckout, goToCheckout, openProduct, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

/** The address of a product of which only a few are left, and how many. */
async function scarceProduct(page: Page): Promise<{ address: string; left: number }> {
  for (const category of ["tea", "textiles", "candles", "prints"]) {
    const list = await (await page.request.get(`/categories/${category}?availability=in-stock`)).text();
    const addresses = new Set([...list.matchAll(/href="(\/products\/[^"]+)"/g)].map((match) => String(match[1])));
    for (const address of addresses) {
      const left = /Only (\d+) left/.exec(await (await page.request.get(address)).text())?.[1];
      if (left) return { address, left: Number(left) };
    }
  }
  throw new Error("nothing is scarce in this shop");
}

test("no more goes into the bag than there is, and the shop says so", async ({ page, javaScriptEnabled }) => {
  const { address, left } = await scarceProduct(page);
  await page.goto(address);
  const number = page.getByRole("spinbutton", { name: "Quantity" });
  await expect(number).toHaveAttribute("max", String(left));
  if (javaScriptEnabled) {
    await alive(page);
    for (let count = 1; count < left; count += 1) await page.getByRole("button", { name: "One more" }).click();
    await expect(page.getByRole("button", { name: "One more" })).toBeDisabled();
  } else {
    await number.fill(String(left));
  }
  await addToBag(page);
  if (javaScriptEnabled) {
    const panel = page.getByRole("region", { name: "Added to your bag" });
    await expect(panel.getByText(`Only ${left} left, ${left} in your bag`)).toBeVisible();
    await expect(page.getByRole("button", { name: "All in your bag" })).toBeDisabled();
  } else {
    await expect(page.getByText(`Only ${left} left, and you have all of them.`)).toBeVisible();
  }
  await page.goto(address);
  await expect(page.getByRole("button", { name: "All in your bag" })).toBeDisabled();
});

test("a line that asks for more than there is can be mended at the checkout in one press", async ({ page }) => {
  const { address, left } = await scarceProduct(page);
  await page.goto(address);
  await addToBag(page);
  await page.goto("/cart");
  const line = await page.locator('input[name="line"]').first().inputValue();
  await page.request.post("/api/cart/set_quantity", { form: { line, quantity: left + 4 } });
  await page.goto("/checkout");
  await page.getByRole("button", { name: `Take ${left}` }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByRole("button", { name: `Take ${left}` })).toHaveCount(0);
  await page.goto("/cart");
  await expect(page.getByRole("spinbutton", { name: /Quantity/ })).toHaveValue(String(left));
});

test("a search for what a shelf is called leads to the shelf", async ({ page }) => {
  await page.goto("/search?q=tea");
  await page.getByRole("list", { name: "Shelves" }).getByRole("link", { name: "Tea", exact: true }).click();
  await expect(page).toHaveURL(/\/categories\/tea$/);
});

test("words that find something are not corrected", async ({ page }) => {
  await page.goto("/search?q=linen+cushion");
  await expect(page.getByRole("region", { name: "Products" })).toBeVisible();
  await expect(page.getByText("Did you mean")).toHaveCount(0);
});

test("a phone suggests on its page for searching @js", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a desktop has the field in its head");
  await page.goto("/search");
  const field = page.getByRole("combobox");
  await expect(field).toBeFocused();
  await field.pressSequentially("mug", { delay: 40 });
  await page.getByRole("option").first().click();
  await expect(page).toHaveURL(/\/(products|categories)\//);
});

test("a very long word does not widen the page", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a desktop has room");
  await page.goto(`/search?q=${"pneumono".repeat(20)}`);
  const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
  expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThanOrEqual(390);
});

test("with a colour chosen a tile shows the variant that has it and leads to that", async ({ page }) => {
  await page.goto("/categories/mugs?colour=cobalt");
  const tile = page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") }).first();
  await expect(tile).toHaveAttribute("href", /\?variant=/);
  const picture = await tile.locator("img").first().getAttribute("src");
  await tile.click();
  await expect(page.getByRole("link", { name: "Cobalt" }).first()).toHaveAttribute("aria-current", "true");
  const hash = /\/media\/([0-9a-f]+)-/.exec(picture ?? "")?.[1] ?? "none";
  await expect(page.getByRole("list", { name: "Pictures" }).locator("img").first()).toHaveAttribute("src", new RegExp(hash));
});

test("what can be chosen is not told as a fact that contradicts the choice", async ({ page }) => {
  await openProduct(page, "prints");
  await expect(page.getByRole("group", { name: "Size" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Size" })).toHaveCount(0);
  await expect(page.getByRole("rowheader", { name: "Technique" })).toBeVisible();
});

test("the orders of a list go away with Escape and with a click elsewhere", async ({ page }) => {
  await page.goto("/categories/mugs");
  const button = page.getByRole("button", { name: /^Sort/ });
  const choice = page.getByRole("link", { name: "Newest" });
  await button.click();
  await expect(choice).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(choice).toBeHidden();
  await button.click();
  await expect(choice).toBeInViewport();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(choice).toBeHidden();
  await button.click();
  await choice.click();
  await expect(page).toHaveURL(/sort=newest/);
});

test("the menu of a phone goes away with Escape and leads to every shelf", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a desktop shows the shelves");
  await page.goto("/");
  const menu = page.getByRole("navigation", { name: "Categories" });
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await menu.getByRole("link", { name: "Tea" }).click();
  await expect(page).toHaveURL(/\/categories\/tea/);
});

test("what a finger presses is large enough", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a pointer is finer");
  await page.goto("/categories/mugs?colour=cobalt");
  const places = [
    page.getByRole("navigation", { name: "Shelves" }).getByRole("link", { name: "Tea" }),
    page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Home" }),
    page.getByRole("button", { name: "Dark" }),
    page.getByRole("button", { name: /^Sort/ }),
    page.getByRole("link", { name: "Remove Cobalt" }),
  ];
  for (const place of places) {
    const box = await place.boundingBox();
    expect(Math.round(box?.height ?? 0), String(place)).toBeGreaterThanOrEqual(44);
    expect(Math.round(box?.width ?? 0), String(place)).toBeGreaterThanOrEqual(44);
  }
});

test("what was taken out of the bag comes back to its old place @js", async ({ page }) => {
  for (const category of ["notebooks", "tea"]) {
    await openProduct(page, category);
    await addToBag(page);
  }
  await page.goto("/cart");
  await alive(page);
  const names = page.getByRole("list", { name: "In your bag" }).getByRole("heading");
  const before = await names.allInnerTexts();
  await page.getByRole("button", { name: /^Remove/ }).first().click();
  await expect(names).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(names).toHaveText(before);
});

test("the button says when the money is moved later", async ({ page }) => {
  await goToCheckout(page);
  await page.getByLabel(/bank transfer/i).check();
  await expect(page.getByRole("button", { name: /^Place order for €/ })).toBeVisible();
  await page.getByRole("radio", { name: /card/i }).check();
  await expect(page.getByRole("button", { name: /^Order and pay €/ })).toBeVisible();
});

test("without a script another country is shown by a press that says so @nojs", async ({ page }) => {
  await goToCheckout(page);
  await page.getByLabel("Country").selectOption("AT");
  await page.getByLabel("Postcode").fill("1010");
  await page.getByRole("button", { name: "Show its delivery and sums" }).click();
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.getByLabel("Country")).toHaveValue("AT");
  await expect(page.getByLabel("Street and number")).toHaveValue("Große Elbstraße 14");
});

test("a card that was declined stays typed, but for its code, and is not sent again by a reload", async ({ page }) => {
  await goToCheckout(page);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.decline);
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(page.getByLabel("Card number")).toHaveValue(cards.decline);
    await expect(page.getByLabel("Expiry")).toHaveValue("12/30");
    await expect(page.getByLabel("Security code")).toHaveValue("");
  }
  await page.getByLabel("Card number").fill(cards.success);
  await page.getByLabel("Expiry").fill("1230");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page).toHaveURL(/\/orders\//);
});

test("the checkout and an order are found from an address with a language", async ({ page }) => {
  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/de/checkout");
  await expect(page).toHaveURL(/:\d+\/checkout$/);
  await fillCheckout(page, "maren.holt@example.org");
  await page.getByLabel(/bank transfer/i).check();
  await page.getByRole("button", { name: /^Place order/ }).click();
  await expect(page).toHaveURL(/\/orders\//);
  const order = new URL(page.url()).pathname;
  await page.goto(`/de${order}`);
  await expect(page).toHaveURL(new RegExp(`:\\d+${order}$`));
});
