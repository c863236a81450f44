import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePlace } from "../session/place.tsx";
import { answer, server } from "../session/server.ts";

export interface Doctor {
  id: string;
  displayName: string;
}

const KEPT = "careturn.doctors";

/** The facility's doctors, by name; without the server those that were known here before. */
export function useDoctors(): { doctors: Doctor[]; nameOf: (id: string | null | undefined) => string } {
  const { facilityId } = usePlace();
  const key = `${KEPT}.${facilityId}`;
  const { data } = useQuery({
    queryKey: ["doctors", facilityId],
    staleTime: 300_000,
    queryFn: async () => {
      const params = { path: { facilityId } };
      const { items } = await answer(server.GET("/api/v1/facilities/{facilityId}/doctors", { params }));
      localStorage.setItem(key, JSON.stringify(items));
      return items as Doctor[];
    },
  });
  return useMemo(() => {
    const doctors = data ?? kept(key);
    const names = new Map(doctors.map(({ id, displayName }) => [id, displayName]));
    return { doctors, nameOf: (id) => (id ? (names.get(id) ?? "") : "") };
  }, [data, key]);
}

function kept(key: string): Doctor[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as Doctor[];
  } catch {
    return [];
  }
}
