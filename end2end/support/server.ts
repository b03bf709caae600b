// Starts the release binary on a data directory of its own and stops it again.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface RunningShop {
  url: string;
  data: string;
  stop(): Promise<void>;
}

/** The binary that is tested: MERCER_BINARY, or the release build of this checkout. */
export function binary(): string {
  const path = process.env.MERCER_BINARY ?? resolve("..", process.env.CARGO_TARGET_DIR ?? "target", "release", "mercer");
  if (!existsSync(path)) throw new Error(`There is no binary at ${path}: run "cargo xtask build" first.`);
  return path;
}

/** The program refuses settings that it does not know, and ours are none of its own. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("MERCER_")));
}

/** Runs a sub-command to its end and gives back what it printed. */
export function run(...parts: string[]): string {
  const result = spawnSync(binary(), parts, { encoding: "utf8", env: environment() });
  if (result.status !== 0) throw new Error(`mercer ${parts.join(" ")} failed:\n${result.stdout}\n${result.stderr}`);
  return result.stdout;
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

async function answers(url: string, child: ChildProcess, log: string[]): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server stopped:\n${log.join("")}`);
    const healthy = await fetch(`${url}/health`).then((answer) => answer.ok, () => false);
    if (healthy) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`The server does not answer at ${url}:\n${log.join("")}`);
}

/** Starts a demo shop. A directory given in `data` is used and kept, otherwise a new one is filled and removed. */
export async function startShop(data?: string): Promise<RunningShop> {
  const directory = data ?? mkdtempSync(join(tmpdir(), "mercer-end2end-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log: string[] = [];
  const child = spawn(binary(), ["serve", "--demo", "--port", String(port), "--data", directory], {
    env: {
      ...environment(),
      MERCER_SHOP_LANGUAGES: "de",
      // All shoppers of the tests are one person on one machine.
      MERCER_CHECKOUT_UNPAID_PER_EMAIL: "0",
      MERCER_CHECKOUT_UNPAID_PER_NETWORK: "0",
    },
  });
  child.stdout.on("data", (chunk) => log.push(String(chunk)));
  child.stderr.on("data", (chunk) => log.push(String(chunk)));
  await answers(url, child, log);
  return {
    url,
    data: directory,
    async stop() {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
      if (!data) rmSync(directory, { recursive: true, force: true });
    },
  };
}
