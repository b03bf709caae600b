// The pictures in docs/screenshots: every kind of page, on a phone and on a desktop, light and dark.
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

const sizes = { 390: { width: 390, height: 844 }, 1440: { width: 1440, height: 900 } };
const schemes = ["light", "dark"] as const;

export default defineConfig({
  ...tests,
  testDir: "screenshots",
  testMatch: "*.ts",
  timeout: 120_000,
  projects: Object.entries(sizes).flatMap(([name, viewport]) =>
    schemes.map((colorScheme) => ({
      name: `${name}-${colorScheme}`,
      use: { viewport, colorScheme, reducedMotion: "reduce" as const, hasTouch: viewport.width < 500 },
    })),
  ),
});
