import { openProduct } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("the home page leads to every shelf", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Things that make a quiet morning.");
  const shelves = page.locator("section", { has: page.getByRole("heading", { name: "Shop by shelf" }) }).getByRole("link");
  expect(await shelves.count()).toBeGreaterThanOrEqual(6);
  await shelves.first().click();
  await expect(page).toHaveURL(/\/categories\//);
  await expect(page.getByRole("region", { name: "Products" })).toBeVisible();
});

test("values of one facet widen a list, another facet narrows it, and the address holds all of it", async ({ page }) => {
  await page.goto("/categories/mugs");
  const count = async () => Number.parseInt((await page.getByRole("status").filter({ hasText: "mugs" }).innerText()).trim(), 10);
  const all = await count();
  await page.goto("/categories/mugs?colour=cobalt");
  const cobalt = await count();
  await page.goto("/categories/mugs?colour=cobalt&colour=forest");
  const two = await count();
  await page.goto("/categories/mugs?colour=cobalt&colour=forest&material=stoneware");
  const narrowed = await count();
  expect(cobalt).toBeGreaterThan(0);
  expect(two).toBeGreaterThan(cobalt);
  expect(two).toBeLessThanOrEqual(all);
  expect(narrowed).toBeLessThanOrEqual(two);
  await expect(page.getByRole("link", { name: "Remove Cobalt" })).toBeVisible();
  await page.getByRole("link", { name: "Remove Cobalt" }).click();
  await expect(page).toHaveURL(/colour=forest/);
  await expect(page).not.toHaveURL(/colour=cobalt/);
});

test("a search forgives typing errors", async ({ page }) => {
  await page.goto("/search?q=cermaic+mgu");
  const products = page.getByRole("region", { name: "Products" });
  await expect(products.getByRole("link", { name: /mug/i }).first()).toBeVisible();
});

test("a search without any hit offers something else", async ({ page }) => {
  await page.goto("/search?q=qqqqzzzzxxxx");
  await expect(page.getByText("Nothing was found.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "What others like" })).toBeVisible();
});

test("a choice of variant has its own address, price and picture", async ({ page }) => {
  await page.goto("/categories/prints");
  await page.getByRole("region", { name: "Products" }).getByRole("link").filter({ has: page.locator("img") }).first().click();
  const group = page.getByRole("group", { name: /size/i });
  const other = group.getByRole("link").nth(1);
  await other.click();
  await expect(page).toHaveURL(/variant=/);
  await expect(other).toHaveAttribute("aria-current", "true");
});

test("another colour shows its own picture first, and coming back shows the first again", async ({ page }) => {
  await openProduct(page, "mugs");
  const pictures = page.getByRole("list", { name: "Pictures" }).getByRole("img");
  const first = (await pictures.first().getAttribute("src")) ?? "";
  const count = await pictures.count();
  const name = (await page.getByRole("group").first().locator('[aria-current="true"]').innerText()).trim();
  await page.getByRole("group").first().locator('a:not([aria-current="true"])').last().click();
  await expect(pictures.first()).not.toHaveAttribute("src", first);
  await expect(pictures).toHaveCount(count);
  await expect.poll(() => pictures.first().evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  await page.getByRole("group").first().getByRole("link", { name }).click();
  await expect(pictures.first()).toHaveAttribute("src", first);
});

test("an unknown address says so with the right status", async ({ page }) => {
  for (const path of ["/products/no-such-thing", "/categories/no-such-shelf", "/nowhere"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "This page is not here" })).toBeVisible();
  }
});

test("a forced theme holds on every page", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.goto("/new");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
