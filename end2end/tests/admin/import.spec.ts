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
  await expect(page.getByRole("cell", { name: "ten", exact: true })).toBeVisible();
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
