import type { Schemas } from "@careturn/api";
import type { DeviceSession } from "./device.ts";
import type { Language } from "./languages.ts";

/** What whoever set the device up chose. */
export interface Settings {
  languages: Language[];
  queueIds: string[];
  print: boolean;
}

/** A queue, by the service that people know it by. */
export interface Offer {
  queueId: string;
  service: string;
  prefix: string;
}

/** Where the device stands, kept for a start without contact. */
export interface Place {
  name: string;
  country: string;
  timeZone: string;
  serviceDayStart: string;
  offers: Offer[];
}

export async function fetchPlace(session: DeviceSession, facilityId: string): Promise<Place> {
  const path = `/api/v1/facilities/${facilityId}`;
  const [facility, queues] = await Promise.all([
    session.ask<Schemas["Facility"]>("GET", path),
    session.ask<{ items: Schemas["QueueSettings"][] }>("GET", `${path}/queues`),
  ]);
  return {
    name: facility.name,
    country: facility.country,
    timeZone: facility.timeZone,
    serviceDayStart: facility.serviceDayStart,
    offers: queues.items
      .filter(({ open }) => open)
      .map(({ id, serviceName, prefix }) => ({ queueId: id, service: serviceName, prefix })),
  };
}

export function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

export function keep(key: string, value: unknown): void {
  localStorage.setItem(key, JSON.stringify(value));
}
