// Store credit, as the owner gives it and its owner gets it: by a code in a mail.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect } from "@playwright/test";
import { signIn } from "./owner";

/** The codes in all mails to an address. */
function codesIn(folder: string, email: string): string[] {
  const mails = readdirSync(folder).filter((name) => name.endsWith(".eml")).map((name) => readFileSync(join(folder, name), "utf8"));
  const ours = mails.filter((mail) => mail.includes(email));
  return ours.flatMap((mail) => mail.match(/Code: ([0-9A-Z]{4}-){6}[0-9A-Z]{2}/g) ?? []).map((line) => line.slice("Code: ".length));
}

/** Gives an address credit of so much, and waits for the mail with its code. */
export async function storeCredit(browser: Browser, email: string, amount: string): Promise<string> {
  const page = await browser.newPage({ baseURL: process.env.MERCER_URL, javaScriptEnabled: true });
  await signIn(page);
  await page.goto(`/admin/gift-cards?email=${encodeURIComponent(email)}`);
  await page.getByLabel("Amount", { exact: true }).first().fill(amount);
  await page.getByLabel("Reason").first().fill("A late parcel");
  await page.getByRole("button", { name: "Give credit" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible();
  await page.close();
  let codes: string[] = [];
  await expect(() => {
    codes = codesIn(process.env.MERCER_MAILS ?? "", email);
    expect(codes.length).toBeGreaterThan(0);
  }).toPass({ timeout: 15_000 });
  return codes[0] ?? "";
}
