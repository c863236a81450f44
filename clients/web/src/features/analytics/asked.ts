import type { Schemas } from "@careturn/api";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usePlace } from "../../session/place.tsx";
import { answer, authorised, Refused, server } from "../../session/server.ts";
import type { Urgency } from "../../sync/rows.ts";
import { useIsOnline } from "../../sync/useView.ts";
import { plusDays } from "../../texts/days.ts";
import { save } from "../../ui/save.ts";

export type By = Schemas["FiguresReport"]["by"];
export type Figures = Schemas["WaitFigures"];
export type FiguresReport = Schemas["FiguresReport"];
export type HeatMap = Schemas["HeatMap"];

/** What is asked about: service days, both included, and of whom. */
export interface Asked {
  firstDay: string;
  lastDay: string;
  serviceId: string;
  doctorId: string;
  urgency: string;
}

/** So many days, up to and with the last. */
export function daysUpTo(lastDay: string, days: number): Pick<Asked, "firstDay" | "lastDay"> {
  return { firstDay: plusDays(lastDay, 1 - days), lastDay };
}

export function daysOf({ firstDay, lastDay }: Pick<Asked, "firstDay" | "lastDay">): number {
  return Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000) + 1;
}

/** Whether the server answers it: in order, and 400 days at most. */
export function isAskable(asked: Pick<Asked, "firstDay" | "lastDay">): boolean {
  const days = daysOf(asked);
  return days >= 1 && days <= 400;
}

/** Without what isn't chosen. */
function query(asked: Asked) {
  const { firstDay, lastDay, serviceId, doctorId, urgency } = asked;
  return {
    firstDay,
    lastDay,
    ...(serviceId ? { serviceId } : {}),
    ...(doctorId ? { doctorId } : {}),
    ...(urgency ? { urgency: urgency as Urgency } : {}),
  };
}

/** Asks again for as long as the period can be answered; what is shown stays until the next is there. */
function useReport<T>(view: string, asked: object, period: Pick<Asked, "firstDay" | "lastDay">, ask: () => Promise<T>) {
  const { facilityId } = usePlace();
  const isOnline = useIsOnline();
  return useQuery({
    queryKey: ["analytics", view, facilityId, asked],
    enabled: isOnline && isAskable(period),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: ask,
  });
}

function usePath() {
  return { facilityId: usePlace().facilityId };
}

export function useFigures(asked: Asked, by: By) {
  const path = usePath();
  return useReport(`figures ${by}`, asked, asked, () =>
    answer(
      server.GET("/api/v1/facilities/{facilityId}/analytics/figures", {
        params: { path, query: { ...query(asked), by } },
      }),
    ),
  );
}

export function useHeatMap(asked: Asked) {
  const path = usePath();
  return useReport("heat map", asked, asked, () =>
    answer(server.GET("/api/v1/facilities/{facilityId}/analytics/heat-map", { params: { path, query: query(asked) } })),
  );
}

export function useStays({ firstDay, lastDay, serviceId }: Asked) {
  const path = usePath();
  const asked = { firstDay, lastDay, ...(serviceId ? { serviceId } : {}) };
  return useReport("stays", asked, asked, () =>
    answer(server.GET("/api/v1/facilities/{facilityId}/analytics/stays", { params: { path, query: asked } })),
  );
}

export function useUtilisation({ firstDay, lastDay }: Asked, by: Schemas["UtilisationReport"]["by"]) {
  const path = usePath();
  const asked = { firstDay, lastDay, by };
  return useReport("utilisation", asked, asked, () =>
    answer(server.GET("/api/v1/facilities/{facilityId}/analytics/utilisation", { params: { path, query: asked } })),
  );
}

export function useUsage({ firstDay, lastDay }: Asked) {
  const path = usePath();
  const asked = { firstDay, lastDay };
  return useReport("usage", asked, asked, () =>
    answer(server.GET("/api/v1/facilities/{facilityId}/analytics/usage", { params: { path, query: asked } })),
  );
}

export function useMessageUsage({ firstDay, lastDay }: Asked) {
  const path = usePath();
  const asked = { firstDay, lastDay };
  return useReport("messages", asked, asked, () =>
    answer(server.GET("/api/v1/facilities/{facilityId}/message-usage", { params: { path, query: asked } })),
  );
}

/** The server compares 93 days at most: the last of the period. */
export function useAccuracy({ firstDay, lastDay }: Asked) {
  const { facilityId } = usePlace();
  const from = plusDays(lastDay, -92);
  const asked = { firstDay: from > firstDay ? from : firstDay, lastDay };
  return useReport("accuracy", asked, asked, () =>
    answer(server.GET("/api/v1/forecasts/accuracy", { params: { query: { facilityId, ...asked } } })),
  );
}

/** Fetches a table as the server writes it, and hands it to the browser as a file. */
export async function download(facilityId: string, view: string, asked: Record<string, string>): Promise<void> {
  const chosen = Object.entries(asked).filter(([, value]) => value !== "");
  const path = `/api/v1/facilities/${facilityId}/analytics/${view}.csv?${new URLSearchParams(chosen)}`;
  const response = await authorised(new Request(new URL(path, location.origin))).catch(() => {
    throw new Refused(0, "no-contact");
  });
  if (!response.ok) throw new Refused(response.status, `http-${response.status}`);
  save(`${view}-${asked.firstDay}-${asked.lastDay}.csv`, await response.blob());
}
