import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { usePlace } from "../../session/place.tsx";
import { answer, server } from "../../session/server.ts";
import type { EntryRow } from "../../sync/rows.ts";

const READERS = 8;
const NOTES = 20;
const VISITS = 10;
/** A record is read once while it is on screen: each reading is written down, and the patient sees who read. */
const FRESH_MS = 5 * 60_000;

/** What the computer doesn't keep of a patient: each part is asked for by itself, so that one may fail. */
export function useRecord({ patientId, visitId }: EntryRow, appointmentId: string | undefined) {
  const queries = useQueryClient();
  const { facilityId } = usePlace();
  const params = { path: { patientId } };
  const [record, notes, visit, readers, appointment, visits] = useQueries({
    queries: [
      {
        queryKey: ["record", patientId, "fields"],
        queryFn: () => answer(server.GET("/api/v1/patients/{patientId}", { params })),
        staleTime: FRESH_MS,
      },
      {
        queryKey: ["record", patientId, "notes"],
        queryFn: () =>
          answer(server.GET("/api/v1/patients/{patientId}/notes", { params: { ...params, query: { limit: NOTES } } })),
        staleTime: FRESH_MS,
      },
      {
        queryKey: ["visit", visitId],
        queryFn: () => answer(server.GET("/api/v1/visits/{visitId}", { params: { path: { visitId } } })),
      },
      {
        queryKey: ["record", patientId, "readers"],
        queryFn: () =>
          answer(
            server.GET("/api/v1/patients/{patientId}/accesses", { params: { ...params, query: { limit: READERS } } }),
          ),
        staleTime: FRESH_MS,
      },
      {
        queryKey: ["appointment", appointmentId],
        queryFn: () =>
          answer(
            server.GET("/api/v1/appointments/{appointmentId}", {
              params: { path: { appointmentId: appointmentId ?? "" } },
            }),
          ),
        staleTime: FRESH_MS,
        enabled: appointmentId !== undefined,
      },
      {
        queryKey: ["record", patientId, "visits", facilityId],
        queryFn: () =>
          answer(
            server.GET("/api/v1/patients/{patientId}/visits", {
              params: { ...params, query: { facilityId, limit: VISITS } },
            }),
          ),
        staleTime: FRESH_MS,
      },
    ],
  });
  const again = useCallback(
    () => void queries.invalidateQueries({ queryKey: ["record", patientId] }),
    [queries, patientId],
  );
  return useMemo(
    () => ({ record, notes, visit, readers, appointment, visits, again }),
    [record, notes, visit, readers, appointment, visits, again],
  );
}

export type PatientRecord = ReturnType<typeof useRecord>;
