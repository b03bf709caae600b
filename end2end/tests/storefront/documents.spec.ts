import { readFile } from "node:fs/promises";
import { signIn } from "../../support/owner";
import { cards, goToCheckout, payWithCard } from "../../support/shopper";
import { expect, test } from "../../support/test";

test("a paid order has its invoice as PDF for the shopper, and with packing slip and UBL for the manager", async ({ page, browser }) => {
  await goToCheckout(page, `invoice.${Date.now()}@example.org`);
  await page.getByRole("radio", { name: /card/i }).check();
  await page.getByRole("button", { name: /Order and pay €/ }).click();
  await payWithCard(page, cards.success);
  await expect(page).toHaveURL(/\/orders\//);
  const number = (await page.getByText(/M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? "";
  const documents = page.getByRole("region", { name: "Your documents" });
  await expect(async () => {
    await page.reload();
    await expect(documents.getByText(/^Invoice INV-\d{5}/)).toBeVisible({ timeout: 500 });
  }).toPass();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    documents.getByRole("link", { name: /^Download Invoice/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^INV-\d{5}\.pdf$/);
  const file = await readFile(await download.path());
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  expect(file.includes("factur-x.xml")).toBe(true);

  const desk = await browser.newPage({ baseURL: process.env.MERCER_URL });
  await signIn(desk);
  await desk.goto(`/admin/orders?q=${number}`);
  await desk.getByRole("link", { name: number, exact: true }).click();
  const card = desk.getByRole("region", { name: "Documents" });
  for (const [name, kind, start] of [
    [/^Invoice .* as PDF$/, "application/pdf", "%PDF-"],
    [/^Invoice .* as UBL$/, "application/xml", "<?xml"],
    [/^Packing slip as PDF$/, "application/pdf", "%PDF-"],
  ] as const) {
    const href = (await card.getByRole("link", { name }).getAttribute("href")) ?? "";
    const answer = await desk.request.get(href);
    expect([answer.status(), answer.headers()["content-type"]], href).toEqual([200, kind]);
    expect((await answer.body()).subarray(0, 5).toString()).toBe(start);
    expect(answer.headers()["cache-control"]).toContain("no-store");
    expect((await page.request.get(href, { maxRedirects: 0 })).status(), "nobody else").not.toBe(200);
  }
  await desk.close();
});
