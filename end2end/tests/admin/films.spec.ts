import { createProduct, signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

test("a film is put on a product by its link and taken off again", async ({ page, isMobile }) => {
  await signIn(page);
  const title = `Film ${isMobile ? "phone" : "desk"} ${Date.now()}`;
  await createProduct(page, title);
  const films = page.getByRole("region", { name: "Films" });
  await films.getByLabel("Link").fill("https://example.org/page.html");
  await films.getByRole("button", { name: "Add film" }).click();
  await expect(films.getByText(/Paste the address of a film/)).toBeVisible();
  await films.getByLabel("Link").fill("https://youtu.be/dQw4w9WgXcQ?si=x");
  await films.getByLabel("What it shows").fill("Thrown by hand");
  await films.getByRole("button", { name: "Add film" }).click();
  await expect(films.getByText("Thrown by hand")).toBeVisible();
  await expect(films.getByRole("link", { name: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" })).toBeVisible();
  await films.getByRole("button", { name: "Remove" }).click();
  await expect(films.getByText("Thrown by hand")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(films.getByText("Thrown by hand")).toBeVisible();
});

test("what must stay in sight is chosen by a click on the image", async ({ page, isMobile }) => {
  await signIn(page);
  await page.goto("/admin/media");
  const name = `focus-${isMobile ? "phone" : "desktop"}.svg`;
  const colour = isMobile ? "#204a5d" : "#5c2a21";
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="${colour}"/></svg>`;
  await page.getByLabel("Add images").setInputFiles([{ name, mimeType: "image/svg+xml", buffer: Buffer.from(drawing) }]);
  await page.getByRole("link", { name }).click();
  const image = page.locator("figure img").first();
  const box = await image.boundingBox();
  if (!box) throw new Error("the image is not shown");
  await image.click({ position: { x: box.width * 0.25, y: box.height * 0.75 } });
  await expect(page.getByLabel("% from the left")).toHaveValue("25");
  await expect(page.getByLabel("% from above")).toHaveValue("75");
  await page.getByRole("button", { name: "Save focal point" }).click();
  await expect(page.getByText("Focal point saved")).toBeVisible();
  await page.goto("/admin/media");
  await expect(page.locator('img[data-focus-x="25"][data-focus-y="75"]').first()).toBeVisible();
});
