import type { Schemas } from "@careturn/api";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { onLive } from "../../live/stream.ts";
import { answer, server } from "../../session/server.ts";
import type { Told } from "./lines.ts";

const LIMIT = 500;
/** However fast a queue changes, its order and ranges are asked for at most this often. */
const PACE_MS = 700;

const key = (queueId: string) => ["board", queueId];

/** Order, reasons and ranges of these queues, as last told; they stay while the server can't be reached. */
export function useTold(queueIds: string[]): { told: ReadonlyMap<string, Told>; asOf: string | null } {
  const queries = useQueryClient();
  useEffect(() => {
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onLive(({ queueIds: changed }) => {
      for (const queueId of changed) waiting.add(queueId);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const queueId of waiting) void queries.invalidateQueries({ queryKey: key(queueId) });
        waiting.clear();
      }, PACE_MS);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [queries]);
  const boards = useQueries({
    queries: queueIds.map((queueId) => ({
      queryKey: key(queueId),
      queryFn: () =>
        answer(
          server.GET("/api/v1/queues/{queueId}/entries", { params: { path: { queueId }, query: { limit: LIMIT } } }),
        ),
      refetchInterval: 60_000,
      gcTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: data,
  });
  return useMemo(() => ({ told: byEntry(boards), asOf: oldest(boards) }), [boards]);
}

const data = (results: { data: Schemas["QueueBoard"] | undefined }[]): Boards => results.map((result) => result.data);

type Boards = (Schemas["QueueBoard"] | undefined)[];

function byEntry(boards: Boards): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const line of boards.flatMap((board) => board?.lines ?? [])) {
    const { rank = null, reason = null, forecast = null } = line;
    told.set(line.entry.id, { rank, reason, forecast, version: line.entry.version });
  }
  return told;
}

function oldest(boards: Boards): string | null {
  return boards.flatMap((board) => board?.asOf ?? []).sort()[0] ?? null;
}
