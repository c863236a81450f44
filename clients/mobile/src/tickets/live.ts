import type { Schemas } from "@careturn/api";
import { fetchStream, onWake, SERVER } from "../device/network";
import { answer, server } from "../session/server.ts";
import { tokens } from "../session/tokens.ts";
import { followStream, type StreamEvent } from "../sync/events.ts";
import { known } from "../sync/known.ts";
import { pocket } from "../sync/pocket.ts";

export type Ticket = Schemas["Ticket"];
export type TicketStep = Schemas["TicketStep"];
export type Forecast = Schemas["TurnForecast"];

export const TICKETS = "tickets";
const POLL_MS = 20_000;
/** Comments come every 15 seconds; a stream without them is dead. */
const SILENT_MS = 45_000;

/** The open tickets of the patient and of those for whom he acts. */
export async function fetchTickets(): Promise<Ticket[]> {
  const { items } = await answer(server.GET("/api/v1/visits", { params: { query: { limit: 20 } } }));
  const open = items.filter(({ endedAt }) => !endedAt);
  return Promise.all(
    open.map(({ id }) => answer(server.GET("/api/v1/visits/{visitId}/ticket", { params: { path: { visitId: id } } }))),
  );
}

/** Looks anew, whatever the stream says. */
export async function refreshTickets(): Promise<void> {
  const asked = known.ask();
  known.put(TICKETS, await fetchTickets(), asked);
}

function heard({ name, data }: StreamEvent): void {
  if (name === "visits") {
    known.put(TICKETS, (JSON.parse(data) as { visits: Ticket[] }).visits);
    pocket.engine.nudge();
  }
  if (name === "forecast") {
    const { forecasts } = JSON.parse(data) as { forecasts: { entryId: string; forecast: Forecast }[] };
    const news = new Map(forecasts.map(({ entryId, forecast }) => [entryId, forecast]));
    known.amend<Ticket[]>(TICKETS, (tickets) =>
      tickets.map((ticket) => ({
        ...ticket,
        steps: ticket.steps.map((step) => ({
          ...step,
          forecast: news.get(step.entryId ?? "") ?? step.forecast ?? null,
        })),
      })),
    );
  }
}

/** Follows what happens to the patient's tickets; where no stream comes through, asks every 20 seconds. Gives what ends it. */
export function followTickets(): () => void {
  let isOver = false;
  let abort = new AbortController();
  let isLive = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const stillThere = () => {
    clearTimeout(silence);
    silence = setTimeout(() => abort.abort(), SILENT_MS);
  };
  const connect = async () => {
    abort = new AbortController();
    try {
      const token = await tokens.valid();
      if (!token) throw new Error("Nobody is signed in");
      stillThere();
      const request = { fetch: fetchStream, token, signal: abort.signal, came: stillThere };
      await followStream(`${SERVER}/api/v1/events`, request, (event) => {
        isLive = true;
        failures = 0;
        heard(event);
      });
    } catch {
      failures += 1;
    }
    clearTimeout(silence);
    isLive = false;
    if (!isOver) timer = setTimeout(connect, Math.min(30_000, 500 * 2 ** failures));
  };
  void connect();
  const poll = setInterval(() => {
    if (!isLive) void refreshTickets().catch(() => undefined);
  }, POLL_MS);
  const endWake = onWake(() => {
    if (isLive) return;
    failures = 0;
    void refreshTickets().catch(() => undefined);
    abort.abort();
  });
  return () => {
    isOver = true;
    abort.abort();
    endWake();
    clearInterval(poll);
    clearTimeout(timer);
    clearTimeout(silence);
  };
}
