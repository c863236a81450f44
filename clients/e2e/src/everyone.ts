import { openHospital } from "./hospital.ts";

/** Before the first journey: one server for all of them. One that is open already (`npm run hospital`) is taken instead. */
export default async function open(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.CARETURN_HOSPITAL) return;
  const { ports, close } = await openHospital();
  process.env.CARETURN_HOSPITAL = JSON.stringify(ports);
  return close;
}
