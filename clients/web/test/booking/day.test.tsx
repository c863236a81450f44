// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { EarlyDialog } from "../../src/features/booking/EarlyDialog.tsx";
import { Overbook } from "../../src/features/booking/Overbook.tsx";
import { Rebook, useNumberToRebook } from "../../src/features/booking/Rebook.tsx";
import { Risk } from "../../src/features/booking/Risk.tsx";
import { server } from "../../src/session/server.ts";
import { inBrowser, show } from "../page.tsx";

const cancel = vi.fn(async () => undefined);

vi.mock("../../src/sync/useView.ts", () => ({ useIsOnline: () => true }));
vi.mock("../../src/session/place.tsx", () => ({ usePlace: () => ({ facilityId: "f", timeZone: "UTC" }) }));
vi.mock("../../src/sync/doctors.ts", () => ({ useDoctors: () => ({ nameOf: () => "Dr. Byrne" }) }));
vi.mock("../../src/features/booking/slots.ts", () => ({
  useServices: () => ({ data: [{ id: "s", name: "Cardiology" }] }),
}));
vi.mock("../../src/features/booking/useAppointments.ts", () => ({ useAppointments: () => ({ cancel }) }));

inBrowser();

const answered = (data: unknown) => ({ data, response: new Response(null, { status: 200 }) }) as never;
const APPOINTMENT = {
  id: "a",
  serviceId: "s",
  doctorId: "d",
  patientId: "p",
  start: "2026-12-01T09:30:00Z",
  status: "BOOKED" as const,
};

test("an early check-in says why", async () => {
  const checkIn = vi.fn();
  const line = { ...APPOINTMENT, patientName: "Marta Quispe", isPending: false };
  show(<EarlyDialog line={line} from="09:00" checkIn={checkIn} close={() => undefined} />);
  await userEvent.click(screen.getByRole("button", { name: "Check in" }));
  expect(checkIn).not.toHaveBeenCalled();
  expect(await screen.findByText("Say why.")).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox"), " The bus leaves at noon ");
  await userEvent.click(screen.getByRole("button", { name: "Check in" }));
  expect(checkIn).toHaveBeenCalledWith("The bus leaves at noon");
});

test("the risk of not coming is told with what speaks for it", () => {
  const common = { early: false, leadDays: 40, earlierShown: 1, earlierMissed: 2 };
  show(<Risk risk={{ ...common, level: "HIGH", reasons: ["MISSED_BEFORE", "BOOKED_LONG_BEFORE"] }} />);
  expect(screen.getByText("high").textContent).toBe("May not come: high");
  expect(screen.getByText(/missed appointments before, booked long before/).textContent).toContain("2 of 3 missed");
});

test("an hour that may take more leads to a slot whose seats are all taken", async () => {
  const hour = (from: string, suggestedSeats: number) => ({
    ...{ doctorId: "d", serviceId: "s", day: "2026-12-01", seats: 4, booked: 4, expectedNoShows: 1.2, overload: 0.1 },
    ...{ from, suggestedSeats },
  });
  const slots = [
    { ...APPOINTMENT, start: "2026-12-01T09:00:00Z", freeSeats: 1, overbookable: 1 },
    { ...APPOINTMENT, start: "2026-12-01T09:15:00Z", freeSeats: 0, overbookable: 1 },
  ];
  vi.spyOn(server, "GET").mockImplementation((async (path: string) =>
    answered(
      path.endsWith("/overbooking")
        ? { hours: [hour("2026-12-01T08:00:00Z", 0), hour("2026-12-01T09:00:00Z", 1)] }
        : { items: slots, nextCursor: null },
    )) as never);
  const book = vi.fn();
  show(<Overbook day="2026-12-01" book={book} />);
  await userEvent.click(await screen.findByRole("button", { name: /09:00/ }));
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await vi.waitFor(() => expect(book).toHaveBeenCalledWith(expect.objectContaining({ start: "2026-12-01T09:15:00Z" })));
});

test("how many can't be kept is a number of the server's, without anybody's name", async () => {
  function Shown() {
    return <output>{useNumberToRebook()}</output>;
  }
  const get = vi.spyOn(server, "GET").mockImplementation((async () => answered({ count: 100 })) as never);
  show(<Shown />);
  expect(await screen.findByText("99+")).toBeTruthy();
  expect((get.mock.calls as never as [string][]).map(([path]) => path)).toEqual(["/api/v1/appointments/to-rebook"]);
});

test("what can't be kept is listed over all pages, each with the way to another time", async () => {
  const get = vi.spyOn(server, "GET").mockImplementation((async (_: string, options: never) => {
    const { cursor } = (options as { params: { query: { cursor?: string } } }).params.query;
    const appointment = { ...APPOINTMENT, id: cursor ? "b" : "a" };
    const patient = { id: "p", name: cursor ? "Luis Quispe" : "Marta Quispe", birthDate: null };
    return answered({ items: [{ appointment, patient }], nextCursor: cursor ? null : "next" });
  }) as never);
  const reschedule = vi.fn();
  show(<Rebook reschedule={reschedule} />);
  await userEvent.click(await screen.findByRole("button", { name: /Give another time to Luis Quispe/ }));
  expect(reschedule).toHaveBeenCalledWith(expect.objectContaining({ id: "b", patientName: "Luis Quispe" }));
  await userEvent.click(screen.getByRole("button", { name: /Cancel the appointment of Marta Quispe/ }));
  expect(cancel).toHaveBeenCalledWith(expect.objectContaining({ id: "a" }));
  const { query } = (get.mock.calls[0] as never as [string, { params: { query: object } }])[1].params;
  expect(query).toMatchObject({ facilityId: "f", needsRebooking: true });
});
