import { answer, server } from "../session/server.ts";
import { useKnown } from "../sync/known.ts";
import type { AppointmentRow } from "../sync/rows.ts";
import type { Forecast } from "../tickets/live.ts";

const EACH_MS = 60_000;
/** Only of today something is forecast; whose day it is, the server knows. */
const NEAR_MS = 36 * 3_600_000;

/** When an appointment of today will really begin, before one is there; undefined where nothing is forecast. */
export function useTurn({ id, status, start }: AppointmentRow): Forecast | undefined {
  const isNear = status === "BOOKED" && Math.abs(Date.parse(start) - Date.now()) < NEAR_MS;
  const { value } = useKnown(
    isNear ? "turns" : null,
    async () => {
      const { items } = await answer(server.GET("/api/v1/appointments", { params: { query: { limit: 50 } } }));
      return Object.fromEntries(items.map(({ appointment, forecast }) => [appointment.id, forecast]));
    },
    EACH_MS,
  );
  const forecast = isNear ? value?.[id] : undefined;
  return forecast && forecast.kind !== "UNKNOWN" ? forecast : undefined;
}
