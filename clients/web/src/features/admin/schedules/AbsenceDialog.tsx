import type { Schemas } from "@careturn/api";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { instantOf } from "../../../texts/days.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm } from "../kit/EditForm.tsx";
import { textOf, type Values } from "../kit/fields.ts";
import { useDoctors, useRefresh } from "../kit/queries.ts";
import own from "./SchedulesPage.module.css";
import { affected, stretches } from "./week.ts";

/** Of absences whose appointments are counted beforehand: two years. */
const LONGEST_MS = 731 * 86_400_000;

interface Span {
  doctorId: string;
  firstDay: string;
  lastDay: string;
  start: Date;
  end: Date;
}

/** Before it is entered, how many appointments it meets is said. */
export function AbsenceDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { facilityId, timeZone } = usePlace();
  const refresh = useRefresh();
  const { data: doctors = [] } = useDoctors();
  return (
    <Dialog title={t`Enter an absence`} close={close} size={520}>
      <EditForm
        columns={2}
        fields={[
          {
            kind: "choice",
            name: "doctorId",
            label: t`Doctor`,
            options: doctors.map(({ id, displayName }) => ({ value: id, label: displayName })),
          },
          { kind: "text", name: "reason", label: t`Reason`, max: 500 },
          { kind: "date", name: "firstDay", label: t`From` },
          { kind: "time", name: "from", label: t`At` },
          { kind: "date", name: "lastDay", label: t`Until` },
          { kind: "time", name: "until", label: t`At` },
          {
            kind: "choice",
            name: "affected",
            label: t`Appointments in this time`,
            options: [
              { value: "MOVE", label: t`Move to the next free time` },
              { value: "CANCEL", label: t`Cancel` },
            ],
          },
        ]}
        start={{
          doctorId: "",
          reason: "",
          firstDay: "",
          from: "00:00",
          lastDay: "",
          until: "23:59",
          affected: "MOVE",
        }}
        checkAll={(values): Record<string, string> => {
          const span = spanOf(values, timeZone);
          return span && span.end <= span.start ? { lastDay: t`It has to end after it begins.` } : {};
        }}
        save={async (values) => {
          const { doctorId, start, end } = spanOf(values, timeZone)!;
          const body = {
            facilityId,
            doctorId,
            start: start.toISOString(),
            end: end.toISOString(),
            reason: textOf(values, "reason") ?? "",
            affected: values.affected as Schemas["AbsenceAffected"],
          };
          await answer(server.POST("/api/v1/absences", { params: { header: once() }, body }));
          await refresh();
          toast({ text: t`The absence is entered` });
          close();
        }}
        submit={t`Enter`}
        isNew
      >
        {(values) => <Affected span={spanOf(values, timeZone)} isMove={values.affected === "MOVE"} />}
      </EditForm>
    </Dialog>
  );
}

function spanOf(values: Values, timeZone: string): Span | null {
  const [firstDay, lastDay] = [String(values.firstDay), String(values.lastDay)];
  if (!values.doctorId || !firstDay || !lastDay || !values.from || !values.until) return null;
  return {
    doctorId: String(values.doctorId),
    firstDay,
    lastDay,
    start: instantOf(firstDay, String(values.from), timeZone),
    end: instantOf(lastDay, String(values.until), timeZone),
  };
}

function Affected({ span, isMove }: { span: Span | null; isMove: boolean }) {
  const { facilityId } = usePlace();
  const isRight = span !== null && span.end > span.start && span.end.getTime() - span.start.getTime() < LONGEST_MS;
  const { data: count } = useQuery({
    queryKey: ["admin", facilityId, "affected", span?.doctorId, span?.start.getTime(), span?.end.getTime()],
    enabled: isRight,
    queryFn: () => countIn(facilityId, span!),
  });
  if (!isRight || count === undefined) return null;
  return (
    <p role="status" className={own.told}>
      {count === 0 ? (
        <Trans>No appointment lies in this time.</Trans>
      ) : isMove ? (
        <Plural
          value={count}
          one="# appointment is moved; where nothing is free it is cancelled. The patient is told."
          other="# appointments are moved; where nothing is free they are cancelled. The patients are told."
        />
      ) : (
        <Plural
          value={count}
          one="# appointment is cancelled, and the patient is told."
          other="# appointments are cancelled, and the patients are told."
        />
      )}
    </p>
  );
}

async function countIn(facilityId: string, { doctorId, firstDay, lastDay, start, end }: Span): Promise<number> {
  let sum = 0;
  for (const days of stretches(firstDay, lastDay)) {
    let cursor: string | undefined;
    do {
      const query = { facilityId, doctorId, ...days, limit: 500, ...(cursor ? { cursor } : {}) };
      const page = await answer(server.GET("/api/v1/appointments", { params: { query } }));
      sum += affected(page.items, start.getTime(), end.getTime());
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
  return sum;
}
