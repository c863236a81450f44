import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { usePlace } from "../../../session/place.tsx";
import { answer, server } from "../../../session/server.ts";
import { useIsOnline } from "../../../sync/useView.ts";
import { useLanguage } from "../../../texts/i18n.ts";
import { clock, day } from "../../../texts/time.ts";
import { backupTrouble, diskFinding, type Finding } from "./judge.ts";

export interface Line {
  name: string;
  state: Finding;
  text: string;
}

/** Work that is due is done within seconds; after this time somebody should look, seconds. */
const LATE_S = 300;
const CLOCK_MS = 5_000;

/** What the server knows of itself, and what is to be done where something is wrong. */
export function useSystem(): Line[] {
  const { t } = useLingui();
  const isOnline = useIsOnline();
  const { data, error } = useQuery({
    queryKey: ["health", "system"],
    enabled: isOnline,
    refetchInterval: 30_000,
    staleTime: 0,
    retry: false,
    queryFn: () => answer(server.GET("/api/v1/system-health")),
  });
  const at = useAt();
  if (!data)
    return [
      {
        name: t`Server's own account`,
        state: error ? "WARN" : "UNKNOWN",
        text: error ? t`Not known.` : t`Being asked…`,
      },
    ];
  return [
    nodes(data),
    store(data),
    backups(data),
    ...services(data),
    jobs(data),
    keeping(data),
    disk(data),
    serverClock(data),
  ].filter((line) => line !== null);

  function nodes({ nodes: all }: Schemas["SystemHealth"]): Line {
    const works = all.filter((one) => one.works);
    const silent = all.length - works.length;
    const versions = [...new Set(works.map(({ version }) => version))].join(", ");
    const since = works[0] ? at(works[0].startedAt) : t`Never yet`;
    const name = t`Server processes`;
    const count = works.length;
    if (silent > 0)
      return {
        name,
        state: "WARN",
        text: t`Working: ${count}. Silent for a minute and more: ${silent}; if they weren't stopped on purpose, start them again.`,
      };
    return { name, state: "GOOD", text: t`Working: ${count}, version ${versions}, since ${since}.` };
  }

  function store({ database }: Schemas["SystemHealth"]): Line {
    const { version, connections, mostConnections } = database;
    const size = gigabytes(database.bytes);
    const isFull = connections > 0.9 * mostConnections;
    return {
      name: t`Database`,
      state: isFull ? "WARN" : "GOOD",
      text: t`PostgreSQL ${version}, ${size} GB, ${connections} of ${mostConnections} connections.`,
    };
  }

  function backups({ backups: state, at: now }: Schemas["SystemHealth"]): Line {
    const name = t`Backups`;
    const last = state.lastCopyAt ? at(state.lastCopyAt) : t`Never yet`;
    const trial = state.lastTrialAt ? at(state.lastTrialAt) : t`Never yet`;
    switch (backupTrouble(state, now)) {
      case "NOBODY":
        return { name, state: "WARN", text: t`Nothing is backed up. Set CARETURN_BACKUP_DIR and BACKUP_KEY.` };
      case "BEHIND":
        return { name, state: "BAD", text: t`The backup is behind: look whether its disk is there and not full.` };
      case "TRIAL_FAILED":
        return {
          name,
          state: "BAD",
          text:
            state.by === "OWN_DATABASE"
              ? t`The last backup can't be restored: the log of the backup says why.`
              : t`The last backup can't be restored: run ./careturn backup, then ./careturn backup --check.`,
        };
      case "OLD":
        return { name, state: "WARN", text: t`The last copy is old (${last}): the server's log says why.` };
      case "UNTRIED":
        return {
          name,
          state: "GOOD",
          text: t`Last copy: ${last}. None has been restored for trial yet; that happens at night, once a week.`,
        };
      case "NONE":
        return state.by === "OWN_DATABASE" && !state.completeUntil
          ? { name, state: "UNKNOWN", text: t`The database is your own server's: its backups aren't CareTurn's.` }
          : { name, state: "GOOD", text: t`Last copy: ${last}, restored for trial: ${trial}.` };
    }
  }

  function services({ providers }: Schemas["SystemHealth"]): Line[] {
    return providers.map((provider) => {
      const isSms = provider.channel === "SMS";
      const name = isSms ? t`SMS service` : t`App messages`;
      if (provider.isSetUp) {
        const last = provider.lastSentAt ? at(provider.lastSentAt) : t`Never yet`;
        return { name, state: "GOOD", text: t`Set up. Last message that was accepted: ${last}.` };
      }
      // SMS reach everybody; many hospitals have no messages of an app.
      return isSms
        ? { name, state: "WARN", text: t`Not set up: set TWILIO_ACCOUNT_SID and its companions.` }
        : { name, state: "UNKNOWN", text: t`Not set up: set FCM_CREDENTIALS.` };
    });
  }

  function jobs({ jobs: { overdueSeconds, overdueMessageSeconds } }: Schemas["SystemHealth"]): Line {
    const minutes = Math.round(Math.max(overdueSeconds, overdueMessageSeconds) / 60);
    const isLate = Math.max(overdueSeconds, overdueMessageSeconds) > LATE_S;
    return {
      name: t`Background work`,
      state: isLate ? "WARN" : "GOOD",
      text: isLate
        ? t`It is ${minutes} minutes behind. If it doesn't catch up, start the server again.`
        : t`Up to date.`,
    };
  }

  function keeping({ retention: { visits, lastAt } }: Schemas["SystemHealth"]): Line {
    const last = lastAt ? at(lastAt) : t`Never yet`;
    return {
      name: t`Old visits`,
      state: "GOOD",
      text: lastAt
        ? t`Kept without a name, as they are older than their facility keeps names: ${visits}. Last looked at: ${last}.`
        : t`None is older than its facility keeps names.`,
    };
  }

  function disk({ disk: found }: Schemas["SystemHealth"]): Line | null {
    if (!found) return null;
    const free = gigabytes(found.freeBytes);
    const total = gigabytes(found.totalBytes);
    const state = diskFinding(found);
    return {
      name: t`Disk`,
      state,
      text:
        state === "GOOD"
          ? t`${free} of ${total} GB are free.`
          : t`Only ${free} of ${total} GB are free: make room, or the database will stop.`,
    };
  }

  function serverClock({ at: server, databaseAt }: Schemas["SystemHealth"]): Line | null {
    if (Math.abs(Date.parse(server) - Date.parse(databaseAt)) <= CLOCK_MS) return null;
    return {
      name: t`Server's clock`,
      state: "WARN",
      text: t`The server's clock and the database's differ: let both be set by the network (NTP).`,
    };
  }
}

function useAt(): (when: string) => string {
  const { timeZone } = usePlace();
  const language = useLanguage();
  return (when) => `${day(when, language, timeZone)}, ${clock(when, language, timeZone)}`;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0);
}
