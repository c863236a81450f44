import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { usePlace } from "../../session/place.tsx";
import { answered, seen } from "../../sync/answered.ts";
import { desk } from "../../sync/desk.ts";
import { uuid7 } from "../../sync/uuid.ts";
import { codeText, problemText } from "../../texts/problems.ts";
import { toast } from "../../ui/toasts.tsx";
import type { Line } from "./DayList.tsx";

/** Check-in and cancelling, which are kept here and sent when the server is reached. */
export function useAppointments() {
  const { i18n, t } = useLingui();
  const { facilityId } = usePlace();
  return useMemo(() => {
    async function attempt(act: () => Promise<number>, text: string, undo?: () => Promise<void>) {
      try {
        const mid = await act();
        const result = await answered(mid);
        // Where there was nothing to do, somebody else has done it, and it isn't undone here.
        if (result?.status !== "REJECTED")
          return toast({ text, ...(undo && result?.status !== "NOOP" ? { undo } : {}) });
        await seen(mid);
        toast({ text: codeText(i18n, result.code ?? "REJECTED"), tone: "bad" });
      } catch (error) {
        toast({ text: problemText(i18n, error), tone: "bad" });
      }
    }
    const again = ({ serviceId, doctorId, start, patientId }: Line) =>
      attempt(() => desk.act("book", { id: uuid7(), serviceId, doctorId, start, patientId }), t`Booked again`);
    const undoCheckIn = (appointmentId: string, visitId: string, name: string) =>
      attempt(() => desk.act("undoCheckIn", { appointmentId, visitId }), t`The check-in of ${name} is undone`);
    return {
      checkIn: (appointmentId: string, name: string, reason?: string) => {
        const visitId = uuid7();
        return attempt(
          () => desk.act("checkIn", { appointmentId, facilityId, visitId, ...(reason ? { reason } : {}) }),
          t`${name} is checked in`,
          () => undoCheckIn(appointmentId, visitId, name),
        );
      },
      undoCheckIn,
      cancel: (line: Line) =>
        attempt(
          () => desk.act("cancelAppointment", { appointmentId: line.id }),
          t`The appointment of ${line.patientName} is cancelled`,
          () => again(line),
        ),
    };
  }, [i18n, t, facilityId]);
}
