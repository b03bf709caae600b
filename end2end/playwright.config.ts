// One release server on the demo shop; every shopper flow with and without JavaScript, on a phone and on a desktop.
import { defineConfig } from "@playwright/test";

const chromium = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

function project(name: string, viewport: typeof desktop, javaScriptEnabled: boolean) {
  const isPhone = viewport === phone;
  return {
    name,
    testMatch: javaScriptEnabled ? undefined : "storefront/**",
    grepInvert: javaScriptEnabled ? /@nojs/ : /@js/,
    use: { viewport, javaScriptEnabled, hasTouch: isPhone, isMobile: isPhone },
  };
}

export default defineConfig({
  testDir: "tests",
  globalSetup: "./support/start.ts",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    project("desktop", desktop, true),
    project("phone", phone, true),
    project("desktop without JavaScript", desktop, false),
    project("phone without JavaScript", phone, false),
  ],
});
