import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";

export interface Slot {
  serviceId: string;
  doctorId: string;
  start: string;
  end: string;
}

/** Free ones in [from, to); all pages. */
export async function freeSlots(query: {
  serviceId: string;
  doctorId?: string;
  from?: string;
  to?: string;
  first?: boolean;
}): Promise<Slot[]> {
  const slots: Slot[] = [];
  let cursor: string | undefined;
  do {
    const page = await answer(
      server.GET("/api/v1/slots", { params: { query: { ...query, ...(cursor ? { cursor } : {}), limit: 100 } } }),
    );
    slots.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && !query.first);
  return slots;
}

/** The services that can be booked, by name. */
export function useServices() {
  const { facilityId } = usePlace();
  const key = `careturn.services.${facilityId}`;
  return useQuery({
    queryKey: ["services", facilityId],
    staleTime: 300_000,
    queryFn: async () => {
      const params = { path: { facilityId } };
      const { items } = await answer(server.GET("/api/v1/facilities/{facilityId}/services", { params }));
      const rules = await Promise.all(
        items
          .filter(({ active }) => active)
          .map(async ({ id, name }) => {
            const { rule } = await answer(
              server.GET("/api/v1/services/{serviceId}/booking-rule", { params: { path: { serviceId: id } } }),
            );
            return { id, name, isBookable: rule.booking !== "OFF", checkInBeforeMinutes: rule.checkInBeforeMinutes };
          }),
      );
      localStorage.setItem(key, JSON.stringify(rules));
      return rules.sort((a, b) => a.name.localeCompare(b.name));
    },
    // Known from before, so that a day without the network has names too.
    placeholderData: () => JSON.parse(localStorage.getItem(key) ?? "[]") as BookableService[],
  });
}

export interface BookableService {
  id: string;
  name: string;
  isBookable: boolean;
  checkInBeforeMinutes: number;
}
