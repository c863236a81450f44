import type { FullConfig } from "@playwright/test";
import { openHospital } from "./hospital.ts";

/**
 * Before the first journey: a server for each of those who go side by side. One that is open already (`npm run hospital`)
 * is taken instead.
 */
export default async function open(config: FullConfig): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CARETURN_HOSPITAL) return;
  const opened: Awaited<ReturnType<typeof openHospital>>[] = [];
  const close = async () => {
    for (const hospital of opened) await hospital.close();
  };
  try {
    // One after the other: each start takes all the processors there are.
    for (let i = 0; i < config.workers; i++) opened.push(await openHospital());
  } catch (fault) {
    await close();
    throw fault;
  }
  process.env.CARETURN_HOSPITAL = JSON.stringify(opened.map((hospital) => hospital.ports));
  return close;
}
