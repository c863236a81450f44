import type { Schemas } from "@careturn/api";
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { useIsOnline } from "../../../sync/useView.ts";

/** What a change names: the version that was read, and itself, so that sent twice it takes effect once. */
export function expecting(version: number): { "If-Match": string; "Idempotency-Key": string } {
  return { "If-Match": `"${version}"`, ...once() };
}

/** Asked anew after each change, as one setting shows on several pages. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["admin"] });
}

export function useAdminQuery<T>(name: string, queryFn: (facilityId: string) => Promise<T>, more: unknown[] = []) {
  const { facilityId } = usePlace();
  const enabled = useIsOnline();
  return useQuery({ queryKey: ["admin", facilityId, name, ...more], enabled, queryFn: () => queryFn(facilityId) });
}

interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

/** All pages, up to a bound that no hospital's settings reach. */
async function pages<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await read(cursor ? { cursor } : {});
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor && items.length < 10_000);
  return items;
}

const byName = <T extends { name: string }>(items: T[]) => items.sort((a, b) => a.name.localeCompare(b.name));
const inFacility = (facilityId: string) => ({ params: { path: { facilityId } } });

export const useStaff = () =>
  useAdminQuery("staff", async (facilityId) => {
    const staff = await pages<Schemas["Account"]>((cursor) =>
      answer(server.GET("/api/v1/staff", { params: { query: { facilityId, limit: 100, ...cursor } } })),
    );
    return staff.sort((a, b) => a.displayName.localeCompare(b.displayName));
  });

export const useDepartments = () =>
  useAdminQuery("departments", async (facilityId) =>
    byName((await answer(server.GET("/api/v1/facilities/{facilityId}/departments", inFacility(facilityId)))).items),
  );

export const useServices = () =>
  useAdminQuery("services", async (facilityId) =>
    byName((await answer(server.GET("/api/v1/facilities/{facilityId}/services", inFacility(facilityId)))).items),
  );

export const useQueues = () =>
  useAdminQuery(
    "queues",
    async (facilityId) =>
      (await answer(server.GET("/api/v1/facilities/{facilityId}/queues", inFacility(facilityId)))).items,
  );

export const useRooms = () =>
  useAdminQuery("rooms", async (facilityId) =>
    byName((await answer(server.GET("/api/v1/facilities/{facilityId}/rooms", inFacility(facilityId)))).items),
  );

export const useRoutes = () =>
  useAdminQuery("routes", async (facilityId) =>
    byName((await answer(server.GET("/api/v1/facilities/{facilityId}/routes", inFacility(facilityId)))).items),
  );

/** Who works here as a doctor. */
export function useDoctors() {
  const { facilityId } = usePlace();
  const staff = useStaff();
  const doctors = staff.data?.filter(
    ({ active, roles }) =>
      active && roles.some((grant) => grant.role === "DOCTOR" && (grant.facilityId ?? facilityId) === facilityId),
  );
  return { ...staff, data: doctors } as UseQueryResult<Schemas["Account"][]>;
}

export const useSchedules = () =>
  useAdminQuery("schedules", (facilityId) =>
    pages<Schemas["Schedule"]>((cursor) =>
      answer(server.GET("/api/v1/schedules", { params: { query: { facilityId, limit: 500, ...cursor } } })),
    ),
  );

export const useAbsences = () =>
  useAdminQuery("absences", (facilityId) =>
    pages<Schemas["Absence"]>((cursor) =>
      answer(server.GET("/api/v1/absences", { params: { query: { facilityId, limit: 500, ...cursor } } })),
    ),
  );

/** What staff's computers keep, the latest contact first. */
export const useSyncClients = () =>
  useAdminQuery("sync-clients", async (facilityId) => {
    const clients = await pages<Schemas["SyncClient"]>((cursor) =>
      answer(server.GET("/api/v1/sync/clients", { params: { query: { facilityId, limit: 100, ...cursor } } })),
    );
    return clients.sort((a, b) => (b.lastPullAt ?? "").localeCompare(a.lastPullAt ?? ""));
  });

export const useDevices = () =>
  useAdminQuery("devices", (facilityId) =>
    pages<Schemas["Device"]>((cursor) =>
      answer(server.GET("/api/v1/devices", { params: { query: { facilityId, limit: 500, ...cursor } } })),
    ),
  );
