export type Value = string | boolean | string[];
export type Values = Record<string, Value>;

export interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

interface Named {
  name: string;
  label: string;
  /** What it does, beneath it. */
  note?: string;
  isFixed?: boolean;
}

export type Field = Named &
  (
    | {
        kind: "text";
        max: number;
        type?: "text" | "password" | "tel";
        isOptional?: boolean;
        pattern?: RegExp;
        /** How it has to look, in words; for the pattern. */
        like?: string;
      }
    | { kind: "words"; max: number; isOptional?: boolean }
    | { kind: "number"; min: number; max: number; isOptional?: boolean }
    | { kind: "time" | "date"; isOptional?: boolean }
    | { kind: "choice"; options: Option[]; isOptional?: boolean }
    | { kind: "several"; options: Option[]; isOptional?: boolean /** All of them seen at once. */; isShort?: boolean }
    | { kind: "yes" }
  );

export type Faults = Record<string, string>;

/** The sentences of {@code check}. */
export interface Sentences {
  missing: string;
  between: (min: number, max: number) => string;
  tooLong: (max: number) => string;
  unlike: string;
}

/** What is wrong with what was typed, by field. */
export function check(fields: readonly Field[], values: Values, say: Sentences): Faults {
  const faults: Faults = {};
  for (const field of fields) {
    const fault = field.isFixed ? null : faultOf(field, values[field.name], say);
    if (fault) faults[field.name] = fault;
  }
  return faults;
}

function faultOf(field: Field, value: Value | undefined, say: Sentences): string | null {
  if (field.kind === "yes") return null;
  const isMissing = field.kind === "several" ? !(value as string[])?.length : !String(value ?? "").trim();
  if (isMissing) return field.isOptional ? null : say.missing;
  if (field.kind === "number") return fits(String(value), field) ? null : say.between(field.min, field.max);
  if (field.kind !== "text" && field.kind !== "words") return null;
  if (String(value).length > field.max) return say.tooLong(field.max);
  if (field.kind === "text" && field.pattern && !field.pattern.test(String(value).trim()))
    return field.like ?? say.unlike;
  return null;
}

function fits(value: string, { min, max }: { min: number; max: number }): boolean {
  return /^\d+$/.test(value.trim()) && Number(value) >= min && Number(value) <= max;
}

/** The text of a field without what stands around it; null for nothing. */
export function textOf(values: Values, name: string): string | null {
  return String(values[name] ?? "").trim() || null;
}

export function numberOf(values: Values, name: string): number {
  return Number(values[name]);
}

export function listOf(values: Values, name: string): string[] {
  return (values[name] as string[] | undefined) ?? [];
}
