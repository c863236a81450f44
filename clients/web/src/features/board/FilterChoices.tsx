import type { Rows } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { MultiSelect, Select } from "@mantine/core";
import { usePlace } from "../../session/place.tsx";
import { useDoctors } from "../../sync/doctors.ts";
import { all, type Urgency } from "../../sync/rows.ts";
import { useView } from "../../sync/useView.ts";
import { useUrgencyName } from "../../ui/Urgency.tsx";
import { URGENCIES } from "../../ui/urgencies.ts";
import { doctorsAtWork, waitForAbsent } from "./doctorsAtWork.ts";
import "../../ui/multiSelect.css";
import classes from "./Filters.module.css";
import { AWAY, type Filter } from "./lines.ts";

interface Props {
  filter: Filter;
  set: (part: Partial<Filter>) => void;
}

/** The filters that open a list: apart, as the first look does without. */
export default function FilterChoices({ filter, set }: Props) {
  const { t } = useLingui();
  const urgencyName = useUrgencyName();
  const { account } = usePlace();
  const queues = useView(allQueues);
  const doctors = useView(doctorsAtWork);
  const { nameOf } = useDoctors();
  const forAbsent = useView(waitForAbsent);
  return (
    <>
      <Select
        className={classes.queue}
        aria-label={t`Queue`}
        data={[
          { value: "", label: t`All queues` },
          ...queues.map(({ id, serviceName, prefix }) => ({ value: id, label: `${serviceName} (${prefix})` })),
        ]}
        value={filter.queueId ?? ""}
        onChange={(queueId) => set({ queueId: queueId || null })}
      />
      <Select
        className={classes.doctor}
        aria-label={t`Doctor`}
        data={[
          { value: "", label: t`All doctors` },
          ...(forAbsent > 0 ? [{ value: AWAY, label: `${t`doctor away`} (${forAbsent})` }] : []),
          ...doctors.map(({ id, room }) => ({
            value: id,
            label: id === account.id ? t`Mine` : [nameOf(id), room].filter(Boolean).join(", "),
          })),
        ]}
        value={filter.doctorId ?? ""}
        onChange={(doctorId) => set({ doctorId: doctorId || null })}
      />
      <MultiSelect
        className={classes.urgency}
        aria-label={t`Urgency`}
        placeholder={filter.urgencies.size ? "" : t`All urgencies`}
        data={URGENCIES.map((urgency) => ({ value: urgency, label: urgencyName(urgency) }))}
        value={[...filter.urgencies]}
        onChange={(urgencies) => set({ urgencies: new Set(urgencies as Urgency[]) })}
        clearable={filter.urgencies.size > 0}
        clearButtonProps={{ "aria-label": t`Clear` }}
      />
    </>
  );
}

function allQueues(rows: Rows) {
  return all(rows, "queue").sort((a, b) => a.serviceName.localeCompare(b.serviceName));
}
