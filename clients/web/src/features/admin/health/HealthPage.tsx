import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useIsOnline, useSnapshot } from "../../../sync/useView.ts";
import { dayOf } from "../../../texts/days.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock } from "../../../texts/time.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { useNow } from "../../../ui/useNow.ts";
import classes from "../kit/kit.module.css";
import { useAdminQuery } from "../kit/queries.ts";
import own from "./HealthPage.module.css";
import { sealFinding, sum } from "./judge.ts";
import { type Line, useSystem } from "./useSystem.ts";

/** How far a clock may be off, milliseconds. */
const CLOCK_MS = 60_000;

/** What administrators look at when something seems wrong, in words; asked anew every 30 seconds. */
export default function HealthPage() {
  const { t } = useLingui();
  const lines = [useServer(), useClock(), useFeed(), useMessages(), useProvider(), useSeals(), ...useSystem()];
  const worst = lines.some(({ state }) => state === "BAD")
    ? "BAD"
    : lines.some(({ state }) => state === "WARN")
      ? "WARN"
      : "GOOD";
  return (
    <div className={classes.cards}>
      <p className={own.sum} data-state={worst} role="status">
        <Icon name={worst === "GOOD" ? "check" : "alert"} />
        {worst === "GOOD"
          ? t`Everything works.`
          : worst === "WARN"
            ? t`Everything works, but something needs a look.`
            : t`Something doesn't work.`}
      </p>
      <dl className={own.list}>
        {lines.map(({ name, state, text }) => (
          <div key={name} className={own.line} data-state={state}>
            <dt>
              <Icon name={state === "GOOD" ? "check" : state === "UNKNOWN" ? "clock" : "alert"} />
              {name}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const AGAIN = { refetchInterval: 30_000, staleTime: 0, retry: false };

function useServer(): Line {
  const { t } = useLingui();
  const { data, error } = useReadiness();
  const name = t`Server and database`;
  if (error || data?.isReady === false)
    return { name, state: "BAD", text: t`The server doesn't answer, or its database doesn't.` };
  if (!data) return { name, state: "UNKNOWN", text: t`Being asked…` };
  return { name, state: "GOOD", text: t`Both answer.` };
}

function useClock(): Line {
  const { t } = useLingui();
  const { data } = useReadiness();
  const name = t`Clock`;
  if (data?.offBy === undefined || data.offBy === null) return { name, state: "UNKNOWN", text: t`Not known.` };
  const minutes = Math.round(Math.abs(data.offBy) / 60_000);
  if (Math.abs(data.offBy) > CLOCK_MS)
    return { name, state: "WARN", text: t`This computer's clock and the server's are ${minutes} minutes apart.` };
  return { name, state: "GOOD", text: t`This computer's clock and the server's agree.` };
}

/** Whether it is ready, and how far this computer's clock is ahead of its own. */
function useReadiness() {
  return useQuery({
    queryKey: ["health", "server"],
    ...AGAIN,
    queryFn: async () => {
      const response = await fetch("/actuator/health/readiness", {
        cache: "no-store",
        signal: AbortSignal.timeout(10_000),
      });
      const told = Date.parse(response.headers.get("Date") ?? "");
      return { isReady: response.ok, offBy: Number.isNaN(told) ? null : Date.now() - told };
    },
  });
}

function useFeed(): Line {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const { timeZone } = usePlace();
  const language = useLanguage();
  const { status } = useSnapshot();
  const now = useNow();
  const name = t`Live changes`;
  const at = status?.lastContact;
  if (!isOnline) return { name, state: "BAD", text: t`This computer isn't reached by changes now.` };
  if (!at) return { name, state: "UNKNOWN", text: t`Being asked…` };
  const when = clock(at, language, timeZone);
  const isOld = now - at > 5 * 60_000;
  return { name, state: isOld ? "WARN" : "GOOD", text: t`Last heard of the server at ${when}.` };
}

function useMessages(): Line {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const { data, error } = useAdminQuery("health-usage", (facilityId) => {
    const today = dayOf(Date.now(), timeZone);
    const params = { path: { facilityId }, query: { firstDay: today, lastDay: today } };
    return answer(server.GET("/api/v1/facilities/{facilityId}/message-usage", { params }));
  });
  const name = t`Messages today`;
  if (error && !data) return { name, state: "WARN", text: t`Not known.` };
  if (!data) return { name, state: "UNKNOWN", text: t`Being asked…` };
  const failed = sum(data.items, ["FAILED", "DEAD"]);
  const waiting = sum(data.items, ["PENDING", "SENDING"]);
  const arrived = sum(data.items, ["SENT", "DELIVERED", "UNKNOWN"]);
  if (data.cappedAt)
    return { name, state: "BAD", text: t`The day's limit of ${data.smsPerDay} SMS is reached: no more are sent.` };
  return {
    name,
    state: failed > 0 ? "WARN" : "GOOD",
    text: t`Sent: ${arrived}. Waiting to be sent: ${waiting}. Not delivered: ${failed}.`,
  };
}

/** Without a provider each message fails, and says so. */
function useProvider(): Line {
  const { t } = useLingui();
  const { timeZone } = usePlace();
  const { data, error } = useAdminQuery("health-failed", async (facilityId) => {
    const day = dayOf(Date.now(), timeZone);
    // What no service lets in is tried again and again.
    const states: Schemas["NotificationState"][] = ["FAILED", "SENDING"];
    const lists = states.map(async (state) => {
      const params = { path: { facilityId }, query: { state, day, limit: 20 } };
      return (await answer(server.GET("/api/v1/facilities/{facilityId}/notifications", { params }))).items;
    });
    return (await Promise.all(lists)).flat();
  });
  const name = t`Message services`;
  if (error && !data) return { name, state: "WARN", text: t`Not known.` };
  if (!data) return { name, state: "UNKNOWN", text: t`Being asked…` };
  const latest = data.map((one) => one.error ?? one.attempts.at(-1)?.error);
  if (latest.includes("NO_PROVIDER"))
    return { name, state: "WARN", text: t`For some messages no service is set up, so they weren't sent.` };
  if (latest.includes("NOT_SIGNED_IN"))
    return { name, state: "BAD", text: t`The message service doesn't let this server in. Look at its key.` };
  return { name, state: "GOOD", text: t`No trouble with SMS or app messages today.` };
}

function useSeals(): Line {
  const { t } = useLingui();
  const now = useNow();
  const { data, error } = useAdminQuery("health-seals", () =>
    answer(server.GET("/api/v1/audit/verification", { params: { query: {} } })),
  );
  const name = t`Audit log`;
  if (error) return { name, state: "UNKNOWN", text: t`Only who administers all facilities can check the whole log.` };
  if (!data) return { name, state: "UNKNOWN", text: t`Being asked…` };
  if (data.fault) return { name, state: "BAD", text: t`The log isn't as it was written. Check it under “Audit log”.` };
  const state = sealFinding(data.oldestUnsealed ?? null, now);
  const unsealed = data.unsealed ?? 0;
  return {
    name,
    state,
    text: state === "GOOD" ? t`Sealed up to the last minutes.` : t`${unsealed} rows have waited long for their seal.`,
  };
}
