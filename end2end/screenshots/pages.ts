// Walks through the shop and the admin and takes a picture of every kind of page.
import { type Page, type TestInfo, expect, test as base } from "@playwright/test";
import { owner } from "../support/owner";
import { addToBag, alive, cards, fillCheckout, openProduct, payWithCard } from "../support/shopper";

const test = base.extend({ baseURL: async ({}, use) => use(process.env.MERCER_URL) });

/** Waits until everything that is seen has come, and takes the picture of what stands above the fold, or of the whole page. */
async function take(page: Page, info: TestInfo, name: string, whole = false): Promise<void> {
  // The admin listens for as long as it is open, so the network never rests there.
  await page.waitForLoadState("load");
  await page.evaluate(() => document.fonts.ready);
  if (!page.url().includes("/pay/")) await alive(page);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.waitForFunction(() => {
    const isSeen = (image: HTMLImageElement) => {
      const box = image.getBoundingClientRect();
      return box.width > 0 && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
    };
    return [...document.images].filter(isSeen).every((image) => image.complete);
  });
  await page.screenshot({
    path: `../docs/screenshots/${name}-${info.project.name}.png`,
    fullPage: whole,
    animations: "disabled",
  });
}

test("storefront", async ({ page }, info) => {
  await page.goto("/");
  await take(page, info, "home");
  await page.goto("/categories/mugs");
  await take(page, info, "category");
  await page.goto("/search?q=cermaic+mgu");
  await take(page, info, "search");
  await openProduct(page, "mugs");
  await take(page, info, "product");
  await addToBag(page);
  await page.goto("/cart");
  await take(page, info, "cart");
  await page.goto("/checkout");
  await fillCheckout(page, "maren.holt@example.org");
  await take(page, info, "checkout", true);
  await page.getByLabel(/card/i).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await expect(page).toHaveURL(/\/pay\/test\//);
  await take(page, info, "payment");
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  await take(page, info, "order");
});

async function signIn(page: Page): Promise<void> {
  await page.goto("/admin/sign-in");
  await page.getByLabel(/e-?mail/i).fill(owner.email);
  await page.getByLabel(/password/i).first().fill(owner.password);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/admin\/?$/);
}

test("admin", async ({ page }, info) => {
  await signIn(page);
  await take(page, info, "admin-home");
  for (const list of ["orders", "products"]) {
    await page.goto(`/admin/${list}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await take(page, info, `admin-${list}`);
    const links = page.getByRole("main").locator(`a[href^="/admin/${list}/"]`);
    const addresses = await links.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    await page.goto(addresses.find((address) => /\/\d+$/.test(address)) ?? "");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await take(page, info, `admin-${list.slice(0, -1)}`);
  }
  for (const desk of ["reconcile", "coupons", "returns", "delivery", "taxes", "stock"]) {
    await page.goto(`/admin/${desk}`);
    await take(page, info, `admin-${desk}`);
  }
});

/** A table of another shop whose columns nobody knows, with two prices that are none. */
function table(name: string): string {
  const price = (row: number) => ([7, 19].includes(row) ? "on request" : `${18 + (row % 30)}.50`);
  const rows = Array.from({ length: 2_000 }, (_, row) => `Harbour print ${name} ${row},${price(row)},Prints,${row % 12}`);
  // What was said of columns once is remembered, so each has other ones.
  return `Artikel,Kostet,Gruppe,Lager ${name}\n${rows.join("\n")}\n`;
}

test("moving in, and editing many", async ({ page }, info) => {
  await signIn(page);
  await page.goto("/admin/imports");
  await take(page, info, "import-1-upload");
  const file = { name: "artikel.csv", mimeType: "text/csv", buffer: Buffer.from(table(info.project.name)) };
  await page.getByLabel("Choose files").setInputFiles(file);
  await expect(page.getByText("These columns belong to no platform")).toBeVisible({ timeout: 15_000 });
  await page.getByLabel("The files come from").selectOption("table");
  for (const [column, field] of [["Artikel", "Title"], ["Kostet", "Price"]] as const) {
    await page.getByLabel(column).selectOption({ label: field });
  }
  // A phone's bar lies over the page wherever a whole one is taken.
  const whole = !info.project.name.startsWith("390");
  await take(page, info, "import-2-map", whole);
  await page.getByRole("button", { name: "Check again" }).click();
  const start = page.getByRole("button", { name: /^Import [\d,]+ products$/ });
  await expect(start).toBeVisible({ timeout: 30_000 });
  await take(page, info, "import-3-preview", whole);
  await start.click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.screenshot({ path: `../docs/screenshots/import-4-run-${info.project.name}.png` });
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible({ timeout: 60_000 });
  await take(page, info, "import-5-report", whole);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("heading", { name: "What was taken back" })).toBeVisible({ timeout: 60_000 });

  await page.goto("/admin/products?q=mug&sort=title");
  const boxes = page.getByRole("checkbox", { name: /^Select (?!every|all)/ });
  for (const place of [0, 1, 2]) await boxes.nth(place).check();
  await page.getByRole("button", { name: "Edit in grid" }).click();
  await expect(page.getByRole("grid")).toBeVisible();
  await take(page, info, "admin-grid");
});
