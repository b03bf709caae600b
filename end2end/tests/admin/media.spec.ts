import { signIn } from "../../support/owner";
import { expect, test } from "../../support/test";

const drawing = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="${colour}"/></svg>`;

test("an image is uploaded, described, removed and put back", async ({ page, isMobile }) => {
  await signIn(page);
  await page.goto("/admin/media");
  const name = `tide-line-${isMobile ? "phone" : "desktop"}.svg`;
  const colour = isMobile ? "#204a5c" : "#5c2a20";
  const file = { name, mimeType: "image/svg+xml", buffer: Buffer.from(drawing(colour)) };
  const broken = { name: "broken.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
  await page.getByLabel("Add images").setInputFiles([file, broken]);
  await expect(page.getByText("the content is no JPEG, PNG, WebP, AVIF, GIF or SVG")).toBeVisible();
  await page.getByRole("link", { name }).click();
  await page.getByLabel("Words for those who do not see it").fill("A line in the sand");
  await page.getByRole("button", { name: "Save words" }).click();
  await expect(page.getByText("Words saved")).toBeVisible();
  await page.getByRole("button", { name: "Remove image" }).click();
  await expect(page.getByText(/^Removed Today/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Remove image" })).toBeVisible();
});
