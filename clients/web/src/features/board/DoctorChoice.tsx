import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { useDoctors } from "../../sync/doctors.ts";
import { useView } from "../../sync/useView.ts";
import { doctorsAtWork } from "./doctorsAtWork.ts";

interface Props {
  queueId: string;
  doctorId: string | null;
  choose: (doctorId: string | null) => void;
  /** Who isn't offered. */
  without?: string;
  /** Any doctor may be chosen, as "". */
  hasAny?: boolean;
}

/** The facility's doctors by name: first those who work for the queue now, with their room. */
export function DoctorChoice({ queueId, doctorId, choose, without, hasAny = false }: Props) {
  const { t } = useLingui();
  const { doctors, nameOf } = useDoctors();
  const atWork = useView(doctorsAtWork).filter(({ id, queueIds }) => queueIds.includes(queueId) && id !== without);
  const isHere = new Set(atWork.map(({ id }) => id));
  const here = atWork.map(({ id, room }) => ({ value: id, label: [nameOf(id), room].filter(Boolean).join(", ") }));
  const others = doctors
    .filter(({ id }) => !isHere.has(id) && id !== without)
    .map(({ id, displayName }) => ({ value: id, label: displayName }));
  return (
    <Select
      label={t`Only for the doctor`}
      data={[
        ...(hasAny ? [{ value: "", label: t`Any doctor of the queue` }] : []),
        ...here,
        ...(others.length > 0 ? [{ group: t`doctor away`, items: others }] : []),
      ]}
      value={doctorId}
      onChange={choose}
      searchable
      data-autofocus
    />
  );
}
