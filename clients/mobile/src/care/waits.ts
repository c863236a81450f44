import type { Schemas } from "@careturn/api";
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { answer, server } from "../session/server.ts";
import { useKnown } from "../sync/known.ts";

const EACH_MS = 30_000;

export type Wait = Schemas["Wait"];

/** How long who comes now would wait, for each service of a facility. */
export function useWaits(facilityId: string | undefined) {
  const params = { path: { facilityId: facilityId ?? "" } };
  return useKnown(
    facilityId ? `waits/${facilityId}` : null,
    () => answer(server.GET("/api/v1/facilities/{facilityId}/waits", { params })),
    EACH_MS,
  );
}

/** A range of minutes, in steps of five. */
export function useWaitWords(): (wait: Wait) => string {
  const { t } = useLingui();
  return ({ open, waiting, minutes }) => {
    if (!open) return t`Closed now`;
    const people =
      waiting === 0
        ? t`Nobody is waiting`
        : plural(waiting, { one: "# person is waiting", other: "# people are waiting" });
    if (!minutes) return people;
    const from = Math.floor(minutes.least / 5) * 5;
    const until = Math.max(5, Math.ceil(minutes.most / 5) * 5);
    const long = from === 0 ? t`up to ${until} min` : t`about ${from} to ${until} min`;
    return `${people} · ${long}`;
  };
}
