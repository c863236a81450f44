import { tokens } from "../../session/tokens.ts";

const KEPT = "careturn.address";

/** Keeps how phones reach the server: its tokens say it, also where this desk is opened by another address. */
export async function keepAddress(): Promise<void> {
  const token = await tokens.valid();
  const issuer = token ? issuerOf(token) : null;
  if (issuer) localStorage.setItem(KEPT, issuer);
}

export function issuerOf(token: string): string | null {
  try {
    const payload = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    const { iss } = JSON.parse(atob(payload)) as { iss?: string };
    return iss ? new URL(iss).origin : null;
  } catch {
    return null;
  }
}

/** How phones reach the server. */
export function publicAddress(): string {
  return localStorage.getItem(KEPT) ?? location.origin;
}

/** What the QR code of a ticket opens. */
export function ticketAddress(token: string): string {
  return `${publicAddress()}/t/${token}`;
}
