import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

const header =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams," +
  "Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Image Src";

test("a file is checked, imported, reported with its failed rows, and undone", async ({ page, isMobile }) => {
  const place = isMobile ? "phone" : "desktop";
  const rows = [
    `moss-mug-${place},Moss mug ${place},,Marram,Mugs,,true,Glaze,Moss,MM-${place},400,shopify,3,deny,24.00,`,
    `broken-${place},Broken,,Marram,Mugs,,true,Glaze,Sand,BR-${place},400,shopify,3,deny,ten,`,
  ];
  await signIn(page);
  await page.goto("/admin/imports");
  const file = { name: `mugs-${place}.csv`, mimeType: "text/csv", buffer: Buffer.from(`${header}\n${rows.join("\n")}\n`) };
  await page.getByLabel("Choose files").setInputFiles(file);
  await expect(page.getByRole("heading", { name: "What would happen" })).toBeVisible({ timeout: 15_000 });
  const report = page.getByRole("region", { name: "Not taken over" });
  await expect(report.getByRole("cell", { name: "ten", exact: true })).toBeVisible();
  const first = page.getByRole("region", { name: "The first 2 rows" });
  await expect(first.getByRole("cell", { name: "ten", exact: true })).toBeVisible();
  await expect(first.getByText("Not taken over: Variant Price: is no amount")).toBeVisible();
  const csv = await page.request.get((await page.getByRole("link", { name: /^Download/ }).getAttribute("href")) ?? "");
  expect(await csv.text()).toContain('"ten"');
  await page.getByRole("button", { name: "Import 1 product" }).click();
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible({ timeout: 15_000 });
  const product = `/products/moss-mug-${place}`;
  expect((await page.request.get(product)).status()).toBe(200);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByRole("heading", { name: "What was taken back" })).toBeVisible({ timeout: 15_000 });
  expect((await page.request.get(product)).status()).toBe(404);
});

test("the template is a table that is imported as it stands, and what was said of columns is remembered", async ({ page, isMobile }) => {
  const place = isMobile ? "phone" : "desktop";
  await signIn(page);
  await page.goto("/admin/imports");
  const link = page.getByRole("link", { name: "this template" });
  const template = await page.request.get((await link.getAttribute("href")) ?? "");
  expect(template.headers()["content-type"]).toContain("text/csv");
  await page.getByLabel("Choose files").setInputFiles({ name: "template.csv", mimeType: "text/csv", buffer: await template.body() });
  await expect(page.getByRole("heading", { name: "What would happen" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("heading", { name: "Not taken over" })).toHaveCount(0);

  const odd = (name: string) => ({
    name: `${name}-${place}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(`Was ${place},Kostet\n${name} ${place},24.00\n`),
  });
  await page.goto("/admin/imports");
  await page.getByLabel("Choose files").setInputFiles(odd("Cup"));
  await expect(page.getByText("These columns belong to no platform")).toBeVisible({ timeout: 15_000 });
  await page.getByLabel("The files come from").selectOption("table");
  await page.getByLabel(`Was ${place}`).selectOption({ label: "Title" });
  await page.getByLabel("Kostet").selectOption({ label: "Price" });
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("button", { name: "Import 1 product" })).toBeVisible({ timeout: 15_000 });
  await page.goto("/admin/imports");
  await page.getByLabel("Choose files").setInputFiles(odd("Bowl"));
  await expect(page.getByRole("button", { name: "Import 1 product" })).toBeVisible({ timeout: 15_000 });
});
