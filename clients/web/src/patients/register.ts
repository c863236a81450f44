import { answered } from "../sync/answered.ts";
import { desk } from "../sync/desk.ts";
import { NotTaken } from "../sync/sure.ts";
import { uuid7 } from "../sync/uuid.ts";
import type { Born } from "./born.ts";

/** Known already, or to be registered. */
export type Person = { id: string } | NewPerson;

export interface NewPerson {
  name: string;
  phone: string;
  born: Born | null;
}

/** What {@code registerPatient} takes. */
export function registration(id: string, facilityId: string, { name, phone, born }: NewPerson) {
  return { id, facilityId, name: name.trim(), ...(phone.trim() ? { contactPhone: phone.trim() } : {}), ...born };
}

/** The id of who is known, or of who is registered now; for what the server must know first. */
export async function registered(facilityId: string, person: Person): Promise<string> {
  if ("id" in person) return person.id;
  const id = uuid7();
  await refuse([await desk.act("registerPatient", registration(id, facilityId, person))]);
  return id;
}

/** Who is at the desk reads the refusal at once; it needn't wait in the inbox. */
export async function refuse(mids: readonly number[]): Promise<void> {
  // Sent in their order: with the last one answered, all are.
  const result = await answered(mids.at(-1)!);
  if (result?.status !== "REJECTED") return;
  const items = (await desk.engine.inbox()).filter(({ mutation }) => mutation && mids.includes(mutation.mid));
  for (const item of items) await desk.engine.dismiss(item);
  // The first says why; those after it lacked what it would have made.
  throw new NotTaken(items[0]?.code ?? result.code ?? "REJECTED");
}
