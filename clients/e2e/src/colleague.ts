import { type Api, api, type Schemas } from "@careturn/api";
import { PASSWORD } from "./people.ts";

/** Somebody at another desk, through the server's API: prepares a journey, and looks how it ended. */
export class Colleague {
  private readonly server: Api;
  private readonly facilityId: string;

  private constructor(server: Api, facilityId: string) {
    this.server = server;
    this.facilityId = facilityId;
  }

  static async signIn(baseUrl: string, userName: string): Promise<Colleague> {
    const body = { userName, password: PASSWORD, client: "APP", label: "A colleague" } as const;
    const { accessToken, account } = good(await api({ baseUrl }).POST("/api/v1/auth/login", { body }));
    const server = api({ baseUrl, headers: { Authorization: `Bearer ${accessToken}` } });
    return new Colleague(server, account.roles[0]!.facilityId!);
  }

  /** Somebody new who waits for the service. */
  async walkIn(name: string, service: string): Promise<Schemas["Entry"]> {
    const { server, facilityId } = this;
    const queueId = await this.queue(service);
    const patient = await server.POST("/api/v1/patients", { params: once(), body: { facilityId, name } });
    const { id: patientId } = good(patient);
    const body = { facilityId, patientId, queueId, urgency: "NON_URGENT" } as const;
    return good(await server.POST("/api/v1/visits", { params: once(), body })).entries[0]!;
  }

  /** The visit of whoever waits for the service with that number. */
  async visitOf(ticket: string, service: string): Promise<Schemas["VisitWithPath"]> {
    const params = { path: { queueId: await this.queue(service) }, query: { limit: 500 } };
    const { lines } = good(await this.server.GET("/api/v1/queues/{queueId}/entries", { params }));
    const visitId = lines.find(({ entry }) => entry.ticketNumber === ticket)!.entry.visitId;
    return good(await this.server.GET("/api/v1/visits/{visitId}", { params: { path: { visitId } } }));
  }

  /** Of all who wait for the service. */
  async tickets(service: string): Promise<string[]> {
    const params = { path: { queueId: await this.queue(service) }, query: { limit: 500 } };
    const { lines } = good(await this.server.GET("/api/v1/queues/{queueId}/entries", { params }));
    return lines.map(({ entry }) => entry.ticketNumber ?? "");
  }

  private async queue(service: string): Promise<string> {
    const params = { path: { facilityId: this.facilityId } };
    const { items } = good(await this.server.GET("/api/v1/facilities/{facilityId}/queues", { params }));
    return items.find(({ serviceName }) => serviceName === service)!.id;
  }

  /** The record of somebody who was here before. */
  async record(name: string, contactPhone: string, birthDate: string): Promise<string> {
    const body = { facilityId: this.facilityId, name, contactPhone, birthDate };
    return good(await this.server.POST("/api/v1/patients", { params: once(), body })).id;
  }

  /** Books the first time at that service that is free today. */
  async bookToday(patientId: string, service: string): Promise<Schemas["Appointment"]> {
    const path = { facilityId: this.facilityId };
    const { items } = good(await this.server.GET("/api/v1/facilities/{facilityId}/services", { params: { path } }));
    const serviceId = items.find(({ name }) => name === service)!.id;
    const to = new Date(Date.now() + 12 * 3_600_000).toISOString();
    const slots = good(await this.server.GET("/api/v1/slots", { params: { query: { serviceId, to, limit: 100 } } }));
    const { doctorId, start } = slots.items.find(({ status }) => status === "FREE")!;
    const body = { serviceId, doctorId, start, patientId };
    return good(await this.server.POST("/api/v1/appointments", { params: once(), body }));
  }

  async appointment(appointmentId: string): Promise<Schemas["Appointment"]> {
    return good(await this.server.GET("/api/v1/appointments/{appointmentId}", { params: { path: { appointmentId } } }));
  }

  async entry(entryId: string): Promise<Schemas["Entry"]> {
    return good(await this.server.GET("/api/v1/entries/{entryId}", { params: { path: { entryId } } }));
  }
}

function once() {
  return { header: { "Idempotency-Key": crypto.randomUUID() } };
}

function good<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (!response.ok || !data) throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  return data;
}
