import { useLingui } from "@lingui/react/macro";
import type { Field } from "../kit/fields.ts";
import { useDepartments } from "../kit/queries.ts";
import { usePolicyNames } from "./words.ts";

export function useServiceFields(): Field[] {
  const { t } = useLingui();
  const { data: departments = [] } = useDepartments();
  return [
    { kind: "text", name: "name", label: t`Name`, max: 200 },
    {
      kind: "choice",
      name: "departmentId",
      label: t`Department`,
      options: departments.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: "number",
      name: "durationMinutes",
      label: t`Usual duration, minutes`,
      note: t`A beginning for forecasts, which then learn from what really happens.`,
      min: 1,
      max: 480,
    },
  ];
}

export function usePrefix(): Field {
  const { t } = useLingui();
  return {
    kind: "text",
    name: "prefix",
    label: t`Letters on its tickets`,
    max: 3,
    pattern: /^[A-Z]{1,3}$/,
    like: t`1 to 3 capital letters from A to Z.`,
  };
}

export function useQueueFields(): Field[] {
  const { t } = useLingui();
  const policies = usePolicyNames();
  const prefix = usePrefix();
  return [
    { kind: "yes", name: "open", label: t`Open: takes patients` },
    prefix,
    {
      kind: "choice",
      name: "policy",
      label: t`Who comes first`,
      options: Object.entries(policies).map(([value, label]) => ({ value, label })),
    },
    {
      kind: "number",
      name: "promotionFactor",
      label: t`Moves up after how many times the target wait`,
      min: 1,
      max: 20,
    },
    { kind: "number", name: "bookingCreditMinutes", label: t`Head start of who has booked, minutes`, min: 0, max: 240 },
    { kind: "number", name: "graceMinutes", label: t`Time to come after a call, minutes`, min: 0, max: 120 },
    {
      kind: "number",
      name: "missedCallReturnAfter",
      label: t`Who missed a call comes back after how many others`,
      min: 0,
      max: 50,
    },
    { kind: "number", name: "missedCallsAllowed", label: t`Missed calls before the place is lost`, min: 0, max: 10 },
    { kind: "number", name: "maxWaiting", label: t`Most who may wait`, min: 1, max: 1_000_000 },
    { kind: "number", name: "noticeLeadMinutes", label: t`Message “soon your turn”, minutes before`, min: 0, max: 240 },
  ];
}

export function useBookingFields(): Field[] {
  const { t } = useLingui();
  return [
    {
      kind: "choice",
      name: "booking",
      label: t`Who may book`,
      options: [
        { value: "OFF", label: t`Nobody: walk-ins only` },
        { value: "STAFF", label: t`Staff` },
        { value: "ALL", label: t`Staff and patients` },
      ],
    },
    { kind: "yes", name: "remoteJoining", label: t`Patients may take a number from elsewhere` },
    { kind: "number", name: "leadMinutes", label: t`Booked at least how many minutes before`, min: 0, max: 43_200 },
    { kind: "number", name: "horizonDays", label: t`Booked at most how many days ahead`, min: 1, max: 730 },
    {
      kind: "number",
      name: "slotMinutes",
      label: t`Length of a slot, minutes`,
      note: t`Empty: the service's usual duration.`,
      min: 5,
      max: 480,
      isOptional: true,
    },
    { kind: "number", name: "overbookingSeats", label: t`Overbooked seats in an hour`, min: 0, max: 10 },
    { kind: "number", name: "checkInBeforeMinutes", label: t`Check-in from how many minutes before`, min: 0, max: 720 },
    { kind: "number", name: "checkInAfterMinutes", label: t`Check-in until how many minutes after`, min: 0, max: 720 },
  ];
}
