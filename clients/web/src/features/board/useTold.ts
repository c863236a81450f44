import type { Schemas } from "@careturn/api";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { onLive } from "../../live/stream.ts";
import { answer, server } from "../../session/server.ts";
import { desk } from "../../sync/desk.ts";
import type { Told } from "./lines.ts";

const LIMIT = 500;
/** However fast a queue changes, its order and ranges are asked for at most this often. */
const PACE_MS = 700;

const key = (queueId: string) => ["board", queueId];

/** Of one queue, by entry. */
type QueueTold = [entryId: string, told: Told][];

/** Order, reasons and ranges of these queues, as last told; they stay while the server can't be reached, also after a reload. */
export function useTold(queueIds: string[]): ReadonlyMap<string, Told> {
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
  useEffect(() => {
    for (const queueId of queueIds) {
      if (queries.getQueryData(key(queueId))) continue;
      void desk.kept<QueueTold>(queueId).then((kept) => {
        // What was fetched meanwhile is newer; updatedAt 0 lets what comes replace it.
        if (kept && !queries.getQueryData(key(queueId))) queries.setQueryData(key(queueId), kept, { updatedAt: 0 });
      });
    }
  }, [queries, queueIds]);
  const boards = useQueries({
    queries: queueIds.map((queueId) => ({
      queryKey: key(queueId),
      queryFn: () => fetchTold(queueId),
      refetchInterval: 60_000,
      gcTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: data,
  });
  return useMemo(() => new Map(boards.flatMap((told) => told ?? [])), [boards]);
}

const data = (results: { data: QueueTold | undefined }[]) => results.map((result) => result.data);

async function fetchTold(queueId: string): Promise<QueueTold> {
  const params = { path: { queueId }, query: { limit: LIMIT } };
  const { lines } = await answer(server.GET("/api/v1/queues/{queueId}/entries", { params }));
  const told = lines.map(compact);
  desk.keep(queueId, told);
  return told;
}

function compact({ entry, rank = null, reason = null, forecast = null }: Schemas["QueueBoard"]["lines"][number]) {
  return [
    entry.id,
    { rank, reason, forecast, version: entry.version },
  ] satisfies QueueTold[number] as QueueTold[number];
}
