import type { Schemas } from "@careturn/api";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

export type Kind = Schemas["ImportKind"];

/** The server's own limit, characters. */
export const MOST_CHARACTERS = 5_000_000;

export const KINDS: readonly { kind: Kind; name: MessageDescriptor; example: string }[] = [
  {
    kind: "PATIENTS",
    name: msg`Patients`,
    example:
      "name,birthDate,contactPhone,sex,language\r\n" +
      "Sita Rai,1990-05-04,+9779812345678,FEMALE,ne\r\n" +
      '"Ruiz, Ana",1984-11-23,+12125550123,FEMALE,es\r\n',
  },
  {
    kind: "STAFF",
    name: msg`People`,
    example:
      "userName,displayName,roles,loginPhone\r\n" +
      "ana.ruiz,Ana Ruiz,DOCTOR,+12125550123\r\n" +
      "sita.rai,Sita Rai,NURSE RECEPTIONIST,+9779812345678\r\n",
  },
  {
    kind: "SCHEDULES",
    name: msg`Schedules`,
    example:
      "doctor,service,room,weekday,starts,ends,validFrom,validUntil,seats\r\n" +
      "ana.ruiz,General medicine,Room 1,MONDAY,08:30,12:00,2027-01-04,,1\r\n",
  },
];

/** What a file's text is, or why it can't be read. Spreadsheets on older systems save in other encodings than UTF-8. */
export function read(bytes: ArrayBuffer): { text: string } | { fault: "NOT_UTF_8" | "TOO_LARGE" | "EMPTY" } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (text.trim() === "") return { fault: "EMPTY" };
    return text.length > MOST_CHARACTERS ? { fault: "TOO_LARGE" } : { text };
  } catch {
    return { fault: "NOT_UTF_8" };
  }
}

export const isBusy = (one: Schemas["FileImport"] | undefined): boolean =>
  one?.state === "CHECKING" || one?.state === "WRITING";
