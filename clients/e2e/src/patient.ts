import { type Api, api, type Schemas } from "@careturn/api";
import { expect, type Page } from "@playwright/test";
import { PASSWORD } from "./people.ts";

/** The one who reads the messages that a demo doesn't send, and so the codes in them. */
export class Outbox {
  private readonly server: Api;

  private constructor(server: Api) {
    this.server = server;
  }

  static async open(baseUrl: string): Promise<Outbox> {
    const body = { userName: "admin", password: PASSWORD, client: "APP", label: "Outbox" } as const;
    const { accessToken } = good(await api({ baseUrl }).POST("/api/v1/auth/login", { body }));
    return new Outbox(api({ baseUrl, headers: { Authorization: `Bearer ${accessToken}` } }));
  }

  /** The newest code that went to this phone. */
  async code(phone: string): Promise<string> {
    const { items } = good(await this.server.GET("/api/v1/demo/outbox"));
    const sent = items.find((one) => one.phone === phone && one.code);
    if (!sent) throw new Error(`No code went to ${phone}`);
    return sent.code!;
  }
}

/** A patient with the app, who has just signed up through the server's API. */
export class Patient {
  private readonly server: Api;
  readonly phone: string;
  readonly id: string;

  private constructor(server: Api, phone: string, id: string) {
    this.server = server;
    this.phone = phone;
    this.id = id;
  }

  static async signUp(baseUrl: string, name: string): Promise<Patient> {
    const outbox = await Outbox.open(baseUrl);
    const door = api({ baseUrl });
    const phone = newPhone();
    const asked = good(
      await door.POST("/api/v1/auth/registrations", { body: { phone, name, language: "en", password: PASSWORD } }),
    );
    const confirmed = await door.POST("/api/v1/auth/registrations/{registrationId}/confirm", {
      params: { path: { registrationId: asked.id } },
      body: { code: await outbox.code(phone), client: "APP", label: "A phone" },
    });
    const { accessToken, account } = good(confirmed);
    const server = api({ baseUrl, headers: { Authorization: `Bearer ${accessToken}` } });
    return new Patient(server, phone, account.patientId!);
  }

  async services(facilityId: string): Promise<Schemas["Service"][]> {
    const params = { path: { facilityId } };
    return good(await this.server.GET("/api/v1/facilities/{facilityId}/services", { params })).items;
  }

  /** Takes a number from home. */
  async join(facilityId: string, service: string): Promise<Schemas["VisitWithPath"]> {
    const { queueId } = (await this.services(facilityId)).find(({ name }) => name === service)!;
    const body = { facilityId, queueId, patientId: this.id };
    const params = { header: { "Idempotency-Key": crypto.randomUUID() } };
    return good(await this.server.POST("/api/v1/visits/join", { params, body }));
  }
}

let phones = Math.floor(Math.random() * 9_000) + 1_000;

/** One that nobody had before, in a range that is kept for stories. */
export function newPhone(): string {
  phones += 1;
  return `+1212555${String(phones % 10_000).padStart(4, "0")}`;
}

/** Until the app's first screen shows. */
export async function signInToApp(page: Page, phone: string): Promise<void> {
  await page.goto("/app/");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("textbox", { name: "Phone number" }).fill(phone);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: /^(Hello|My ticket)/ })).toBeVisible();
}

function good<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (!response.ok || !data) throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`);
  return data;
}
