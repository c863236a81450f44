import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../session/place.tsx";
import { answer, server } from "../session/server.ts";
import { all } from "../sync/rows.ts";
import { useIsOnline, useSnapshot } from "../sync/useView.ts";
import type { Born } from "./born.ts";
import { type Found, findKnown, together } from "./find.ts";

export interface Search {
  found: Found[];
  isSearching: boolean;
  /** Only those of these days were looked through. */
  isPartial: boolean;
}

const WAIT_MS = 220;

/** Who is known already, while somebody is typed. */
export function usePatientSearch(name: string, phone: string, born: Born | null): Search {
  const { facilityId } = usePlace();
  const { rows } = useSnapshot();
  const isOnline = useIsOnline();
  const [typed] = useDebouncedValue(JSON.stringify({ name: name.trim(), phone: phone.trim(), born }), WAIT_MS);
  const wish = JSON.parse(typed) as { name: string; phone: string; born: Born | null };
  const isEnough = wish.name.length >= 2 || wish.phone.length >= 5;
  const query = useQuery({
    queryKey: ["patients", facilityId, typed],
    enabled: isOnline && isEnough,
    queryFn: () => search(facilityId, wish),
    placeholderData: (before) => (isEnough ? before : undefined),
  });
  const isPartial = !isOnline || query.isError;
  const found = !isEnough
    ? []
    : isPartial
      ? findKnown(all(rows, "patient"), all(rows, "entry"), { name, phone })
      : (query.data ?? []);
  return { found, isSearching: query.isFetching, isPartial };
}

async function search(
  facilityId: string,
  { name, phone, born }: { name: string; phone: string; born: Born | null },
): Promise<Found[]> {
  const text = name.length >= 2 ? name : phone;
  const hits = answer(server.POST("/api/v1/patients/search", { body: { facilityId, text, limit: 8 } }));
  const mayCompare = name.length >= 3 && (phone.length >= 5 || born);
  const likely = mayCompare
    ? answer(
        server.POST("/api/v1/patients/duplicates", {
          body: { facilityId, name, ...(phone.length >= 5 ? { contactPhone: phone } : {}), ...born },
        }),
        // A number that is only half typed is refused; the search goes on without it.
      ).catch(() => ({ items: [] as Found[] }))
    : { items: [] as Found[] };
  const [{ items }, { items: same }] = await Promise.all([hits, likely]);
  return together(same, items);
}
