import type { EntryRow, PatientRow } from "../sync/rows.ts";

export interface Found {
  id: string;
  name: string;
  birthDate?: string | null;
  contactPhone?: string | null;
  /** The server takes this record for the same person's. */
  isLikely?: boolean;
}

/** Small letters without accents: so that Perez finds Pérez. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

const digits = (text: string) => text.replace(/\D/g, "");

/**
 * Of the patients that are known here, those whose words begin as the typed ones do, or who have this phone or ticket.
 * The server finds more: it forgives typing errors and knows all.
 */
export function findKnown(
  patients: readonly PatientRow[],
  entries: readonly EntryRow[],
  typed: { name: string; phone: string },
  most = 8,
): Found[] {
  const words = plain(typed.name).split(/\s+/).filter(Boolean);
  const phone = digits(typed.phone);
  const ticket = words.length === 1 ? words[0]! : null;
  const byTicket = new Set(
    ticket
      ? entries.filter(({ ticketNumber }) => ticketNumber?.toLowerCase() === ticket).map((one) => one.patientId)
      : [],
  );
  if (words.join("").length < 2 && phone.length < 4) return [];
  const isFound = ({ id, name, contactPhone }: PatientRow) => {
    const own = plain(name).split(/\s+/);
    const isNamed = words.length > 0 && words.every((word) => own.some((one) => one.startsWith(word)));
    return isNamed || byTicket.has(id) || (phone.length >= 4 && digits(contactPhone ?? "").endsWith(phone));
  };
  return patients.filter(isFound).slice(0, most);
}

/** Likely ones first, each once. */
export function together(likely: readonly Found[], hits: readonly Found[], most = 8): Found[] {
  const seen = new Set(likely.map(({ id }) => id));
  return [...likely.map((one) => ({ ...one, isLikely: true })), ...hits.filter(({ id }) => !seen.has(id))].slice(
    0,
    most,
  );
}
