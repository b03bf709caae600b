// Before all tests: one shop, one owner. After all tests: both are gone.
import { join } from "node:path";
import { run, startShop } from "./server";
import { owner } from "./owner";

export default async function start() {
  const given = process.env.MERCER_END2END_URL;
  const shop = given ? undefined : await startShop(process.env.MERCER_END2END_DATA);
  process.env.MERCER_URL = given ?? shop?.url;
  const data = process.env.MERCER_END2END_DATA ?? shop?.data;
  if (data) {
    process.env.MERCER_MAILS = join(data, "mail");
    const invitation = run("admin", "invite", "--data", data).match(/\/admin\/welcome\/[0-9a-zA-Z_-]+/);
    if (!invitation) throw new Error("mercer admin invite printed no link");
    process.env.MERCER_INVITATION = invitation[0];
    await owner.acceptInvitation(process.env.MERCER_URL ?? "", invitation[0]);
  }
  return async () => shop?.stop();
}
