import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Slot } from "../care/directory.ts";
import { answer, once, Refused, server } from "../session/server.ts";
import { pocket } from "../sync/pocket.ts";
import { uuid7 } from "../sync/uuid.ts";
import { problemText } from "../texts/problems.ts";
import { toast } from "../ui/toasts.tsx";

/** Books at once where the hospital is reached; without a connection the wish is kept and sent later. */
export function useBooking() {
  const { t, i18n } = useLingui();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [key] = useState(uuid7);

  async function online(slot: Slot, patientId: string, instead: string | undefined): Promise<string> {
    const { serviceId, doctorId, start } = slot;
    const header = once(`${key}-${start}`);
    if (instead) {
      const params = { path: { appointmentId: instead }, header };
      const path = "/api/v1/appointments/{appointmentId}/reschedule" as const;
      return (await answer(server.POST(path, { params, body: { doctorId, start } }))).id;
    }
    const body = { serviceId, doctorId, start, patientId };
    return (await answer(server.POST("/api/v1/appointments", { params: { header }, body }))).id;
  }

  /** @returns the appointment; undefined where it was refused, and why stands in {@code problem} */
  async function book(slot: Slot, patientId: string, instead: string | undefined): Promise<string | undefined> {
    setBusy(true);
    setProblem(null);
    try {
      const id = await online(slot, patientId, instead);
      pocket.engine.nudge();
      await pocket.engine.sync();
      toast(instead ? t`Your appointment has another time now.` : t`Your appointment is booked.`);
      return id;
    } catch (cause) {
      if (!(cause instanceof Refused && cause.status === 0) || instead) {
        setProblem(problemText(i18n, cause));
        return undefined;
      }
      const id = uuid7();
      const { serviceId, doctorId, start } = slot;
      try {
        await pocket.act("book", { id, serviceId, doctorId, start, patientId });
        toast(t`Kept here. It is asked for when there is a connection again, and you are told whether you have it.`);
        return id;
      } catch (kept) {
        setProblem(problemText(i18n, kept));
        return undefined;
      }
    } finally {
      setBusy(false);
    }
  }

  return { book, isBusy, problem };
}
