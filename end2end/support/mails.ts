// What the shop has mailed: a shop without a mail server lays its mails into a folder.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A mail's text, as its reader sees it. */
function read(file: string): string {
  const bytes = readFileSync(file, "latin1").replace(/=\r?\n/g, "");
  const plain = bytes.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(plain, "latin1").toString("utf8");
}

/** The path of the newest link that begins so and was mailed to this address; waits until it is there. */
export async function mailedLink(to: string, begins: string): Promise<string> {
  const folder = process.env.MERCER_MAILS ?? "";
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      const files = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort().reverse();
      for (const name of files) {
        const text = read(join(folder, name));
        const link = text.match(new RegExp(`https?://[^/\\s]+(${begins}[^\\s"<]+)`));
        if (text.includes(`To: ${to}`) && link) return link[1];
      }
    } catch {
      // The folder comes with the first mail.
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`No link ${begins} was mailed to ${to}`);
}
