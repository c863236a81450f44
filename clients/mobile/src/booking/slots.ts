import type { Slot } from "../care/directory.ts";
import { answer, server } from "../session/server.ts";
import { useKnown } from "../sync/known.ts";
import { dayOf } from "../texts/days.ts";

const DAYS = 28;
const MOST = 500;

/** Free times of a service from now on, by any doctor or one. */
export function useSlots(serviceId: string | undefined, doctorId: string | null) {
  return useKnown(serviceId ? `slots/${serviceId}/${doctorId ?? "any"}` : null, async () => {
    const to = new Date(Date.now() + DAYS * 86_400_000).toISOString();
    const items: Slot[] = [];
    let cursor: string | undefined;
    do {
      const query = {
        serviceId: serviceId!,
        to,
        limit: 200,
        ...(doctorId ? { doctorId } : {}),
        ...(cursor ? { cursor } : {}),
      };
      const page = await answer(server.GET("/api/v1/slots", { params: { query } }));
      items.push(...page.items.filter(({ status, freeSeats }) => status === "FREE" && freeSeats > 0));
      cursor = page.nextCursor ?? undefined;
    } while (cursor && items.length < MOST);
    return items;
  });
}

/** Days on which something is free, with their times; of one time with several doctors the first. */
export function byDay(slots: readonly Slot[], timeZone: string): { day: string; slots: Slot[] }[] {
  const days = new Map<string, Map<string, Slot>>();
  for (const slot of slots) {
    const day = dayOf(slot.start, timeZone);
    const times = days.get(day) ?? new Map<string, Slot>();
    if (!times.has(slot.start)) times.set(slot.start, slot);
    days.set(day, times);
  }
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, times]) => ({ day, slots: [...times.values()].sort((a, b) => a.start.localeCompare(b.start)) }));
}
