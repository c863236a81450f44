import type { Schemas } from "@careturn/api";

export type Patient = Schemas["Patient"];
export type ProfileName = "name" | "birthDate" | "contactPhone" | "sex" | "language" | "address";
export type Profile = Record<ProfileName, string>;

export const NAMES: readonly ProfileName[] = ["name", "birthDate", "contactPhone", "sex", "language", "address"];

const CLEARABLE = {
  birthDate: "BIRTH_DATE",
  contactPhone: "CONTACT_PHONE",
  sex: "SEX",
  language: "LANGUAGE",
  address: "ADDRESS",
} as const;

export function profileOf(record: Patient): Profile {
  return {
    name: record.name,
    birthDate: record.birthDate ?? "",
    contactPhone: record.contactPhone ?? "",
    sex: record.sex ?? "",
    language: record.language ?? "",
    address: record.address ?? "",
  };
}

/** What is sent: only what was changed here, so that what others change beside it stays. */
export function changeOf(base: Profile, mine: Profile): Schemas["PatientChange"] {
  const changed = NAMES.filter((name) => mine[name].trim() !== base[name]);
  const emptied = changed.filter((name) => name !== "name" && !mine[name].trim());
  const set = changed.filter((name) => !emptied.includes(name)).map((name) => [name, mine[name].trim()]);
  return {
    ...(Object.fromEntries(set) as Schemas["PatientChange"]),
    ...(emptied.length > 0 ? { clear: emptied.map((name) => CLEARABLE[name as keyof typeof CLEARABLE]) } : {}),
  };
}

/**
 * Somebody else changed the record while this was typed. A field that only one of the two changed is taken from them;
 * one that both changed otherwise keeps what was typed here, and is named, for a person to decide.
 */
export function together(base: Profile, mine: Profile, theirs: Profile): { profile: Profile; both: ProfileName[] } {
  const both = NAMES.filter(
    (name) => mine[name].trim() !== base[name] && theirs[name] !== base[name] && mine[name].trim() !== theirs[name],
  );
  const profile = { ...mine };
  for (const name of NAMES) if (mine[name].trim() === base[name]) profile[name] = theirs[name];
  return { profile, both };
}
