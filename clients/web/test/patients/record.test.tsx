// @vitest-environment jsdom
import type { Schemas } from "@careturn/api";
import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Ask, type Question } from "../../src/features/patients/Ask.tsx";
import { Guardians } from "../../src/features/patients/Guardians.tsx";
import { Joined } from "../../src/features/patients/Joined.tsx";
import { OfTheRecord } from "../../src/features/patients/OfTheRecord.tsx";
import { ProfileForm } from "../../src/features/patients/ProfilePart.tsx";
import { changeOf, type Patient, profileOf, together } from "../../src/features/patients/profile.ts";
import { server } from "../../src/session/server.ts";
import { inBrowser, show } from "../page.tsx";

const place = {
  facilityId: "f",
  timeZone: "Asia/Kathmandu",
  facility: { serviceDay: "2026-11-30" },
  roles: new Set(["RECEPTIONIST"]),
  account: {
    id: "a",
    roles: [{ role: "RECEPTIONIST", facilityId: "f" }] as { role: string; facilityId: string | null }[],
  },
};

vi.mock("../../src/sync/useView.ts", () => ({ useIsOnline: () => true }));
vi.mock("../../src/session/place.tsx", () => ({ usePlace: () => place }));

const RECORD: Patient = {
  id: "p",
  name: "Marta Quispe",
  identified: true,
  birthDate: "1961-04-18",
  birthPrecision: "DAY",
  contactPhone: "+353871234567",
  otherPhones: [],
  sex: "FEMALE",
  language: "es",
  address: null,
  allergies: [],
  priorityGroups: [],
  createdAt: "2026-03-02T08:00:00Z",
  version: 3,
};

inBrowser();

const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const answered = (data: unknown, status = 200, headers = {}) =>
  ({
    ...(status < 400 ? { data } : { error: data }),
    response: new Response(null, { status, headers }),
  }) as never;
const nothing = async () => undefined;

test("what others changed is taken over, and what both changed is left to a person", () => {
  const base = profileOf(RECORD);
  const mine = { ...base, name: "Marta Quispe Rojas", contactPhone: "" };
  const theirs = { ...base, name: "Martha Quispe", address: "Main Street 1" };
  expect(together(base, mine, theirs)).toEqual({
    profile: { ...base, name: "Marta Quispe Rojas", contactPhone: "", address: "Main Street 1" },
    both: ["name"],
  });
  expect(together(base, mine, { ...theirs, name: mine.name }).both).toEqual([]);
  expect(changeOf(base, mine)).toEqual({ name: "Marta Quispe Rojas", clear: ["CONTACT_PHONE"] });
});

test("a conflict is decided field by field, and saved against what is there now", async () => {
  const sent: { version: string; body: unknown }[] = [];
  let now = { ...RECORD, name: "Martha Quispe", address: "Main Street 1", version: 4 };
  vi.spyOn(server, "GET").mockImplementation((async () => answered(now)) as never);
  vi.spyOn(server, "PATCH").mockImplementation((async (_: string, options: never) => {
    const { params, body } = options as { params: { header: Record<string, string> }; body: Schemas["PatientChange"] };
    sent.push({ version: params.header["If-Match"]!, body });
    if (params.header["If-Match"] !== `"${now.version}"`) return answered({ code: "precondition-failed" }, 412);
    now = { ...now, name: body.name ?? now.name, version: now.version + 1 };
    return answered(now);
  }) as never);
  const close = vi.fn();
  show(<ProfileForm record={RECORD} again={nothing} close={close} />);
  const name = screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement;
  await userEvent.type(name, " Rojas");
  await press("Save");
  const clash = (await screen.findByText(/Somebody else wrote/)).closest('[role="alert"]') as HTMLElement;
  expect(clash.textContent).toContain("Martha Quispe");
  expect((screen.getByRole("textbox", { name: "Address" }) as HTMLInputElement).value).toBe("Main Street 1");
  expect((screen.getByRole("button", { name: "Save" }) as HTMLButtonElement).disabled).toBe(true);
  await userEvent.click(within(clash).getByRole("button", { name: "Keep what I typed" }));
  await press("Save");
  await vi.waitFor(() => expect(close).toHaveBeenCalled());
  expect(sent).toEqual([
    { version: '"3"', body: { name: "Marta Quispe Rojas" } },
    { version: '"4"', body: { name: "Marta Quispe Rojas" } },
  ]);
});

test("nothing is erased before the name is typed and a reason given, nor by who isn't for all facilities", async () => {
  let asked: Question | null = null;
  const post = vi.spyOn(server, "POST").mockResolvedValue(answered({}));
  place.roles = new Set(["ADMIN"]);
  place.account.roles = [{ role: "ADMIN", facilityId: "f" }];
  const ask = (question: Question) => {
    asked = question;
  };
  show(<OfTheRecord patient={RECORD} ask={ask} again={nothing} />);
  expect(screen.queryByRole("button", { name: "Erase" })).toBeNull();
  cleanup();
  place.account.roles = [{ role: "ADMIN", facilityId: null }];
  show(<OfTheRecord patient={RECORD} ask={ask} again={nothing} />);
  await press("Erase");
  cleanup();
  show(<Ask question={asked!} close={() => undefined} />);
  await press("Erase for good");
  const typed = screen.getByRole("textbox", { name: /Type the name/ });
  await userEvent.type(typed, "Marta");
  await userEvent.type(screen.getByRole("textbox", { name: /Why/ }), "Asked for it");
  await press("Erase for good");
  expect(post).not.toHaveBeenCalled();
  await userEvent.type(typed, " Quispe");
  await press("Erase for good");
  await vi.waitFor(() => expect(post).toHaveBeenCalledOnce());
  const [path, { params, body }] = post.mock.calls[0] as never as [string, { params: never; body: unknown }];
  expect(path).toBe("/api/v1/patients/{patientId}/erase");
  expect((params as { header: Record<string, string> }).header["If-Match"]).toBe('"3"');
  expect(body).toEqual({ reason: "Asked for it" });
});

test("a guardian is shown with the last day on which it holds, and ended after a question", async () => {
  const guardianship = {
    id: "g",
    guardian: { id: "q", name: "Rosa Quispe" },
    dependant: { id: "p", name: "Marta Quispe" },
    relationship: "PARENT",
    startsAt: "2026-03-02T08:30:00Z",
    // Midnight in Kathmandu: the 14th is the last day.
    endsAt: "2033-09-14T18:15:00Z",
    active: true,
    endReason: null,
  };
  vi.spyOn(server, "GET").mockImplementation((async () => answered({ items: [guardianship] })) as never);
  const post = vi.spyOn(server, "POST").mockResolvedValue(answered(guardianship));
  let asked: Question | null = null;
  show(
    <Guardians
      patient={RECORD}
      ask={(question) => {
        asked = question;
      }}
      again={nothing}
    />,
  );
  expect((await screen.findByText("Rosa Quispe")).closest("li")?.textContent).toMatch(
    /Acts for the patient.*14 Sept? 2033|Acts for the patient.*Sep 14, 2033/,
  );
  await press(/End: Rosa Quispe/);
  expect(post).not.toHaveBeenCalled();
  await asked!.run(null);
  expect(post.mock.calls[0]?.[0]).toBe("/api/v1/guardianships/{guardianshipId}/end");
});

test("records that were joined can be parted, those that were parted only stand there", async () => {
  const line = (id: string, name: string, undoneAt: string | null) => ({
    merge: { id, patientId: "p", duplicateId: `d${id}`, mergedAt: "2026-11-01T08:00:00Z", undoneAt },
    duplicate: { id: `d${id}`, name, birthDate: null },
  });
  const items = [line("1", "Marta Quisppe", null), line("2", "M. Quispe", "2026-11-02T08:00:00Z")];
  vi.spyOn(server, "GET").mockImplementation((async () => answered({ items })) as never);
  const post = vi.spyOn(server, "POST").mockResolvedValue(answered(items[0]));
  let asked: Question | null = null;
  show(
    <Joined
      patient={RECORD}
      ask={(question) => {
        asked = question;
      }}
      again={nothing}
    />,
  );
  await screen.findByText("M. Quispe");
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await press(/Part again: Marta Quisppe/);
  await asked!.run(null);
  expect((post.mock.calls[0] as never as [string, { params: { path: unknown } }])[1].params.path).toEqual({
    mergeId: "1",
  });
});
