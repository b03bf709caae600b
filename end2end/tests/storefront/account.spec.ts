import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { mailedLink } from "../../support/mails";
import { addToBag, alive, goToCheckout, openProduct } from "../../support/shopper";
import { expect, test } from "../../support/test";

const somebody = (): string => `customer-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;

/** Orders as a guest, saves the details, and signs in by the mailed link. */
async function becomeCustomer(page: Page, email: string): Promise<string> {
  await goToCheckout(page, email);
  await page.getByLabel(/bank transfer/i).check();
  await page.getByRole("button", { name: /order/i }).click();
  await expect(page).toHaveURL(/\/orders\//);
  const number = (await page.getByText(/^Order M-\d+/).first().innerText()).match(/M-\d+/)?.[0] ?? "";
  const offer = page.getByRole("region", { name: "Save your details for next time" });
  await offer.getByRole("button", { name: "Save my details" }).click();
  await expect(offer.getByText(/A mail with a link is on its way/)).toBeVisible();
  await page.goto(await mailedLink(email, "/account/link/"));
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.getByText("Große Elbstraße 14")).toBeVisible();
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
  return number;
}

async function isAccessible(page: Page): Promise<void> {
  const result = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(result.violations.map((violation) => `${violation.id} on ${page.url()}`)).toEqual([]);
}

test("a guest opens an account after the purchase by the mailed link and finds the order in it", async ({ page }) => {
  const email = somebody();
  const number = await becomeCustomer(page, email);
  await page.getByRole("link", { name: new RegExp(number) }).click();
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText("This order is in your account.")).toBeVisible();
  await page.getByRole("link", { name: "Your account" }).first().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();

  await page.getByRole("region", { name: "With a link by mail" }).getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText(/If we know this address/)).toBeVisible();
});

test("the checkout of a customer is filled in, and a saved address is chosen there", async ({ page, javaScriptEnabled }) => {
  await becomeCustomer(page, somebody());
  await page.getByRole("link", { name: "Addresses" }).click();
  await page.getByRole("link", { name: "Add an address" }).click();
  await page.getByLabel("Postcode").fill("1");
  await page.getByLabel("Town").fill("Kiel");
  await page.getByLabel("Street and number").fill("Kai 7");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByText("The postcode for Germany has 5 digits, you typed 1.")).toBeVisible();
  await expect(page.getByLabel("Street and number")).toHaveValue("Kai 7");
  await page.getByLabel("Postcode").fill("24103");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByText("Kai 7", { exact: true }).first()).toBeVisible();

  await openProduct(page, "mugs");
  await addToBag(page);
  await page.goto("/checkout");
  if (javaScriptEnabled) await alive(page);
  await expect(page.getByLabel("Street and number")).toHaveValue("Große Elbstraße 14");
  await expect(page.getByLabel(/bank transfer/i)).toBeChecked();
  await page.getByLabel("Saved addresses").selectOption({ label: "Maren Holt, Kai 7, 24103 Kiel" });
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Use this address" }).click();
  await expect(page.getByLabel("Street and number")).toHaveValue("Kai 7");
  await expect(page.getByLabel("Town")).toHaveValue("Kiel");
  await page.getByRole("button", { name: /order/i }).click();
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText(/Kai 7/).first()).toBeVisible();
  await expect(page.getByText("This order is in your account.")).toBeVisible();
});

test("a customer takes the data along and deletes the account; the order stays", async ({ page, isMobile, javaScriptEnabled }) => {
  const email = somebody();
  const number = await becomeCustomer(page, email);
  const order = await page.getByRole("link", { name: new RegExp(number) }).getAttribute("href");
  for (const path of ["/account", "/account/addresses", "/account/addresses/new", "/account/details", "/account/delete"]) {
    await page.goto(path);
    if (javaScriptEnabled && !isMobile) await isAccessible(page);
  }
  await page.goto("/account/details");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download my data" }).click()]);
  const data = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(data.customer.email).toBe(email);
  expect(data.orders[0].number).toBe(number);
  await page.getByRole("link", { name: "Delete my account" }).click();
  await expect(page.getByText(/Your orders and bills stay/)).toBeVisible();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByText("Your account is deleted.", { exact: false })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  if (javaScriptEnabled && !isMobile) await isAccessible(page);
  await page.goto(order ?? "");
  await expect(page.getByText(number).first()).toBeVisible();
});

test("the account speaks German where the shop does", async ({ page }) => {
  await page.goto("/de/account");
  await expect(page).toHaveURL(/\/de\/account\/sign-in/);
  await expect(page.getByRole("heading", { level: 1, name: "Anmelden" })).toBeVisible();
  await page.getByRole("region", { name: "Mit Ihrem Passwort" }).getByLabel("E-Mail").fill("niemand@example.org");
  await page.getByRole("region", { name: "Mit Ihrem Passwort" }).getByLabel("Passwort", { exact: false }).last().fill("nicht das richtige");
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByText("Die E-Mail-Adresse oder das Passwort ist falsch.")).toBeVisible();
});
