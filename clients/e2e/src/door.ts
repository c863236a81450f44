import { type Api, api, type Schemas } from "@careturn/api";
import { expect, type Page } from "@playwright/test";
import { PASSWORD } from "./people.ts";

/** Whoever puts devices up and calls people in, through the server's API. */
export class Door {
  private readonly clerk: Api;
  private readonly admin: Api;
  readonly facilityId: string;
  private desk: Schemas["DeskSession"] | null = null;

  private constructor(clerk: Api, admin: Api, facilityId: string) {
    this.clerk = clerk;
    this.admin = admin;
    this.facilityId = facilityId;
  }

  static async open(baseUrl: string): Promise<Door> {
    const signIn = async (userName: string) => {
      const body = { userName, password: PASSWORD, client: "APP", label: "At the door" } as const;
      const { accessToken, account } = good(await api({ baseUrl }).POST("/api/v1/auth/login", { body }));
      return { server: api({ baseUrl, headers: { Authorization: `Bearer ${accessToken}` } }), account };
    };
    const [clerk, admin] = await Promise.all([signIn("reception2"), signIn("admin")]);
    return new Door(clerk.server, admin.server, clerk.account.roles[0]!.facilityId!);
  }

  /** A code that lets a device in. */
  async pairingCode(name: string): Promise<string> {
    const body = { facilityId: this.facilityId, name };
    return good(await this.admin.POST("/api/v1/devices", { body })).code;
  }

  /** Calls who has this number to the clerk's desk, before all others. */
  async call(ticketToken: string): Promise<{ entryId: string; callId: string; room: string }> {
    const { entryId } = await this.step(ticketToken);
    this.desk ??= await this.openDesk();
    const params = { path: { entryId }, ...once() };
    const body = { deskSessionId: this.desk.id, reason: "For a journey" };
    const { call } = good(await this.clerk.POST("/api/v1/entries/{entryId}/call", { params, body }));
    const { steps } = await this.ticket(ticketToken);
    return { entryId, callId: call.id, room: steps.find((step) => step.entryId === entryId)!.room! };
  }

  /** As early as a rule allows, so that a journey doesn't wait for a time. */
  async checkInEarly(service: string): Promise<void> {
    const path = { facilityId: this.facilityId };
    const { items } = good(await this.clerk.GET("/api/v1/facilities/{facilityId}/services", { params: { path } }));
    const params = { path: { serviceId: items.find(({ name }) => name === service)!.id } };
    const { rule, version } = good(await this.clerk.GET("/api/v1/services/{serviceId}/booking-rule", { params }));
    const header = { ...once().header, "If-Match": `"${version}"` };
    const body = { ...rule, checkInBeforeMinutes: 720 };
    good(await this.admin.PUT("/api/v1/services/{serviceId}/booking-rule", { params: { ...params, header }, body }));
  }

  /** Lets any desk call who is booked with a doctor. */
  async unbind(ticketToken: string): Promise<void> {
    const { entryId } = await this.step(ticketToken);
    const params = { path: { entryId }, ...once() };
    good(await this.clerk.POST("/api/v1/entries/{entryId}/bind", { params, body: { doctorId: null } }));
  }

  /** Calls who was called and didn't come, once more. */
  async callAgain(entryId: string, callId: string): Promise<void> {
    const params = { path: { entryId }, ...once() };
    good(await this.clerk.POST("/api/v1/entries/{entryId}/recall", { params, body: { callId } }));
  }

  async start(entryId: string, callId: string): Promise<void> {
    const params = { path: { entryId }, ...once() };
    good(await this.clerk.POST("/api/v1/entries/{entryId}/start", { params, body: { callId } }));
  }

  async serve(entryId: string, callId: string): Promise<void> {
    const params = { path: { entryId }, ...once() };
    good(await this.clerk.POST("/api/v1/entries/{entryId}/serve", { params, body: { callId } }));
  }

  /** The ticket of a new patient who waits for the service. */
  async walkIn(service: string): Promise<{ token: string; ticketNumber: string }> {
    const { facilityId } = this;
    const queues = good(
      await this.clerk.GET("/api/v1/facilities/{facilityId}/queues", { params: { path: { facilityId } } }),
    );
    const queueId = queues.items.find(({ serviceName }) => serviceName === service)!.id;
    const patient = await this.clerk.POST("/api/v1/patients", {
      params: once(),
      body: { facilityId, name: "Page Reader" },
    });
    const body = { facilityId, patientId: good(patient).id, queueId };
    return good(await this.clerk.POST("/api/v1/visits", { params: once(), body })).visit;
  }

  private async step(token: string): Promise<{ entryId: string; queueId: string }> {
    const { steps } = await this.ticket(token);
    const waiting = steps.find(({ state }) => state === "WAITING")!;
    return { entryId: waiting.entryId!, queueId: waiting.queueId };
  }

  private async ticket(token: string): Promise<Schemas["Ticket"]> {
    return good(await this.clerk.GET("/api/v1/tickets/{token}", { params: { path: { token } } }));
  }

  /** For all queues: another journey may have left it open for fewer. */
  private async openDesk(): Promise<Schemas["DeskSession"]> {
    const path = { facilityId: this.facilityId };
    const queues = good(await this.clerk.GET("/api/v1/facilities/{facilityId}/queues", { params: { path } })).items;
    const { items } = good(await this.clerk.GET("/api/v1/facilities/{facilityId}/rooms", { params: { path } }));
    const roomId = items.find(({ name }) => name === "Reception 2")!.id;
    const queueIds = queues.map(({ id }) => id);
    const body = { roomId, queueIds, callSlots: 5 };
    const opened = await this.clerk.POST("/api/v1/desk-sessions", { params: once(), body });
    const { deskSessionId } = (opened.error ?? {}) as { deskSessionId?: string };
    if (!deskSessionId) return good(opened);
    const params = { path: { deskSessionId }, ...once() };
    return good(await this.clerk.PUT("/api/v1/desk-sessions/{deskSessionId}/queues", { params, body: { queueIds } }));
  }
}

function once() {
  return { header: { "Idempotency-Key": crypto.randomUUID() } };
}

function good<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (!response.ok || !data) throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  return data;
}

/** Lets a display or kiosk in by its code, and chooses what it is offered. */
export async function putUp(page: Page, app: "display" | "kiosk", code: string): Promise<void> {
  await page.goto(`/${app}/`);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByRole("heading", { name: "Set up this device" })).toBeVisible();
  if (app === "kiosk") await page.getByRole("checkbox", { name: "Español" }).check();
  await page.getByRole("button", { name: "Save" }).click();
}
