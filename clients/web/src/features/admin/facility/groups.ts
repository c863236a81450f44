import type { Schemas } from "@careturn/api";
import { numberOf, textOf, type Values } from "../kit/fields.ts";
import { usedRows } from "./rows.ts";

/** The groups of the lines that are filled in. */
export function groupsOf(values: Values): Schemas["PriorityGroup"][] {
  return usedRows(values)
    .map((index) => ({
      code: textOf(values, `code${index}`) ?? "",
      label: textOf(values, `label${index}`) ?? "",
      headStartMinutes: numberOf(values, `minutes${index}`),
    }))
    .filter(({ code }) => code);
}

/** Fields of lines that are filled in by half, and short names that another line has. */
export function faultsOf(values: Values): { unfilled: string[]; twice: string[] } {
  const lines = usedRows(values).map((index) => [`label${index}`, `code${index}`, `minutes${index}`]);
  const isEmpty = (name: string) => !textOf(values, name);
  const codes = lines.map(([, code]) => code!).filter((name) => !isEmpty(name));
  return {
    unfilled: lines.filter((line) => !line.every(isEmpty)).flatMap((line) => line.filter(isEmpty)),
    twice: codes.filter((name, at) => codes.findIndex((one) => textOf(values, one) === textOf(values, name)) < at),
  };
}
