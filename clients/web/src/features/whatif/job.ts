import type { Schemas } from "@careturn/api";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, once, server } from "../../session/server.ts";

export type Question = Schemas["WhatIfRequest"];
export type Job = Schemas["WhatIfJob"];
export type Compared = Schemas["Compared"];

const EVERY_MS = 1_000;

/** A question that is worked on at the server: asked, followed until it is over, called off. */
export function useWhatIf() {
  const [id, setId] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: (body: Question) =>
      answer(server.POST("/api/v1/forecasts/what-if", { params: { header: once() }, body })),
    onSuccess: (job) => setId(job.id),
  });
  const follow = useQuery({
    queryKey: ["what-if", id],
    enabled: id !== null,
    queryFn: () =>
      answer(server.GET("/api/v1/forecasts/what-if/{whatIfId}", { params: { path: { whatIfId: id ?? "" } } })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : EVERY_MS),
  });
  const cancel = useMutation({
    mutationFn: () =>
      answer(
        server.DELETE("/api/v1/forecasts/what-if/{whatIfId}", {
          params: { path: { whatIfId: id ?? "" }, header: once() },
        }),
      ),
    onSuccess: () => void follow.refetch(),
  });
  return {
    job: id === null ? undefined : (follow.data ?? start.data),
    error: start.error ?? follow.error ?? cancel.error,
    isStarting: start.isPending,
    start: start.mutate,
    cancel: cancel.mutate,
  };
}

export function isOver({ state }: Job): boolean {
  return state === "DONE" || state === "FAILED" || state === "CANCELLED";
}
