import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { date } from "../../texts/time.ts";

/** What people call the fields of a record. */
export function useFieldNames(): Record<string, string> {
  const { t } = useLingui();
  return useMemo(() => {
    const names: Record<string, string> = {
      name: t`Name`,
      birthDate: t`Date of birth`,
      birth: t`Date of birth`,
      birthPrecision: t`How exact`,
      contactPhone: t`Phone`,
      otherPhones: t`Other phones`,
      sex: t`Sex`,
      language: t`Language`,
      address: t`Address`,
      allergies: t`Allergies`,
      priorityGroups: t`Priority groups`,
    };
    // The server names fields of a conflict in capitals.
    const capitals = Object.entries(names).map(([field, name]) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
      name,
    ]);
    return { ...names, ...Object.fromEntries(capitals) };
  }, [t]);
}

/** A value of a record, for people. */
export function wantedText(value: unknown, language: string): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map((one) => wantedText(one, language)).join(", ") || "–";
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d$/.test(value) ? date(value, language) : value;
  if (typeof value === "object") {
    const { text, date: on } = value as { text?: string; date?: string };
    return wantedText(text ?? on ?? null, language);
  }
  return String(value);
}

/** The wanted values as a change of the record takes them. */
export function changeOf({ birth, ...fields }: Record<string, unknown>): Schemas["PatientChange"] {
  const { date: birthDate, precision: birthPrecision } = (birth ?? {}) as { date?: string; precision?: string };
  return { ...fields, ...(birthDate ? { birthDate, birthPrecision } : {}) } as Schemas["PatientChange"];
}
