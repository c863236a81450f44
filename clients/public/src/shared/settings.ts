import type { Schemas } from "@careturn/api";
import type { DeviceSession } from "./device.ts";
import type { Language } from "./languages.ts";

/** What whoever set the device up chose. */
export interface Settings {
  languages: Language[];
  queueIds: string[];
  /** Of a kiosk; missing where it was set up before routes were offered. */
  routeIds?: string[];
  print: boolean;
}

/** A queue, by the service that people know it by. */
export interface Offer {
  queueId: string;
  service: string;
  prefix: string;
}

/** A way through several services, for which there is one number. */
export interface RouteOffer {
  routeId: string;
  name: string;
  /** Of the first service, which gives the number. */
  prefix: string;
}

/** What somebody may take a number for. */
export interface Wanted {
  wish: { queueId: string } | { routeId: string };
  name: string;
  prefix: string;
}

/** Where the device stands, kept for a start without contact. */
export interface Place {
  name: string;
  country: string;
  timeZone: string;
  serviceDayStart: string;
  offers: Offer[];
  routes?: RouteOffer[];
}

export async function fetchPlace(session: DeviceSession, facilityId: string): Promise<Place> {
  const path = `/api/v1/facilities/${facilityId}`;
  const [facility, queues] = await Promise.all([
    session.ask<Schemas["Facility"]>("GET", path),
    session.ask<{ items: Schemas["QueueSettings"][] }>("GET", `${path}/queues`),
  ]);
  const open = queues.items.filter((queue) => queue.open);
  return {
    name: facility.name,
    country: facility.country,
    timeZone: facility.timeZone,
    serviceDayStart: facility.serviceDayStart,
    offers: open.map(({ id, serviceName, prefix }) => ({ queueId: id, service: serviceName, prefix })),
  };
}

/** What a kiosk gives numbers for: routes too, where each queue of the first step takes people in. */
export async function fetchWithRoutes(session: DeviceSession, facilityId: string): Promise<Place> {
  const [place, { items }] = await Promise.all([
    fetchPlace(session, facilityId),
    session.ask<{ items: Schemas["Route"][] }>("GET", `/api/v1/facilities/${facilityId}/routes`),
  ]);
  const routes = items.flatMap(({ id: routeId, name, active, steps }) => {
    const first = steps[0]?.queueIds.map((id) => place.offers.find(({ queueId }) => queueId === id)) ?? [];
    const prefix = first[0]?.prefix;
    return active && prefix && !first.includes(undefined) ? [{ routeId, name, prefix }] : [];
  });
  return { ...place, routes };
}

/** What is offered at this kiosk, services first. */
export function offered(place: Place, settings: Settings): Wanted[] {
  return [
    ...place.offers
      .filter(({ queueId }) => settings.queueIds.includes(queueId))
      .map(({ queueId, service, prefix }) => ({ wish: { queueId }, name: service, prefix })),
    ...(place.routes ?? [])
      .filter(({ routeId }) => settings.routeIds?.includes(routeId))
      .map(({ routeId, name, prefix }) => ({ wish: { routeId }, name, prefix })),
  ];
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
