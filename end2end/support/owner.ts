// The owner who works in the admin during the tests.
import { type Page, expect } from "@playwright/test";


export const owner = {
  name: "Maren Holt",
  email: "maren@marram.example",
  password: "a-quiet-morning-by-the-sea",

  /** Sets the password by the one-time link's secret, as the form does. */
  async acceptInvitation(url: string, path: string): Promise<void> {
    const token = path.split("/").at(-1) ?? "";
    const fields = { token, name: this.name, email: this.email, password: this.password };
    const answer = await fetch(`${url}/api/admin/welcome`, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        Accept: "application/json",
        Origin: url,
        "Sec-Fetch-Site": "same-origin",
      },
      body: new URLSearchParams(fields),
    });
    if (!answer.ok) throw new Error(`The invitation was refused: ${answer.status} ${await answer.text()}`);
  },
};

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;
let kept: Cookies | undefined;

/** Signs the owner in, as a person does; whoever was signed in before comes back with the same session, as nobody may try too often. */
export async function signIn(page: Page): Promise<void> {
  if (kept !== undefined) {
    await page.context().addCookies(kept);
    await page.goto("/admin");
    if (/\/admin\/?$/.test(new URL(page.url()).pathname)) return;
  }
  await signInAnew(page);
  kept = (await page.context().cookies()).filter((cookie) => cookie.name.endsWith("session"));
}

async function signInAnew(page: Page): Promise<void> {
  await page.goto("/admin/sign-in");
  await page.getByLabel(/e-?mail/i).fill(owner.email);
  await page.getByLabel(/password/i).fill(owner.password);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/admin\/?$/);
}

/** Makes a product of this name, and opens its page. */
export async function createProduct(page: Page, title: string): Promise<void> {
  await page.goto("/admin/products");
  await page.getByRole("button", { name: "Add product" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add product" });
  await dialog.getByLabel("Name").fill(title);
  await dialog.getByRole("button", { name: "Add product" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}
