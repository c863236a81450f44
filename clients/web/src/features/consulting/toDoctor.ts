import { answer, once, server } from "../../session/server.ts";
import { allAnswered } from "../../sync/allAnswered.ts";
import { desk } from "../../sync/desk.ts";
import type { EntryRow } from "../../sync/rows.ts";
import { sure } from "../../sync/sure.ts";

const AT_DESK = ["CALLED", "SERVING"];

/**
 * Lets somebody wait for another doctor, with the place that the patient has. Only one who waits can be bound, so a call
 * ends first; where the server refuses the doctor, the patient is back at the desk.
 *
 * @throws NotTaken where the server refused
 */
export async function toDoctor({ id: entryId, state }: EntryRow, doctorId: string): Promise<void> {
  if (!AT_DESK.includes(state)) {
    await sure("bind", { entryId, doctorId });
    return;
  }
  const held = await sure("hold", { entryId });
  try {
    await sure("bind", { entryId, doctorId });
  } catch (refused) {
    if (held?.current) await sure("undo", { entryId, version: Number(held.current.row.version) });
    throw refused;
  }
  await sure("resume", { entryId });
}

/** Back to the doctor of before, and where the call had ended for it, to that desk by a new call. */
export async function backFromDoctor(
  before: EntryRow,
  deskSessionId: string | undefined,
  reason: string,
): Promise<void> {
  const { id: entryId, boundDoctorId, state } = before;
  await sure("bind", { entryId, ...(boundDoctorId ? { doctorId: boundDoctorId } : {}) });
  if (!AT_DESK.includes(state) || !deskSessionId || !desk.isReached()) return;
  await allAnswered();
  const params = { path: { entryId }, header: once() };
  const { call } = await answer(
    server.POST("/api/v1/entries/{entryId}/call", { params, body: { deskSessionId, reason } }),
  );
  if (state === "SERVING") await sure("start", { entryId, callId: call.id });
  desk.engine.nudge();
}
