// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { EditForm } from "../../src/features/admin/kit/EditForm.tsx";
import type { Values } from "../../src/features/admin/kit/fields.ts";
import { Refused } from "../../src/session/server.ts";
import { inBrowser, show } from "../page.tsx";

vi.mock("../../src/sync/useView.ts", () => ({ useIsOnline: () => true }));

inBrowser();

function showForm(save: (values: Values, version: number) => Promise<void>, stored: { name: string; version: number }) {
  show(
    <EditForm
      fields={[{ kind: "text", name: "name", label: "Name", max: 20 }]}
      start={{ name: "Old" }}
      version={1}
      save={save}
      reread={async () => ({ values: { name: stored.name }, version: stored.version })}
      submit="Save"
    />,
  );
  const name = screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement;
  const press = (button: RegExp | string) => userEvent.click(screen.getByRole("button", { name: button }));
  return { name, press };
}

/** A record with a version, as the server keeps one. */
function kept(name: string, version: number) {
  const stored = { name, version };
  const save = async (values: Values, expected: number) => {
    if (expected !== stored.version) throw new Refused(412, "precondition-failed");
    if (values.name === "Taken") throw new Refused(409, "name-taken");
    stored.name = String(values.name);
    stored.version++;
  };
  return { stored, save };
}

test("mine is saved over theirs only after I have chosen so", async () => {
  const { stored, save } = kept("Theirs", 2);
  const { name, press } = showForm(save, stored);
  await userEvent.clear(name);
  await userEvent.type(name, "Mine");
  await press("Save");
  expect((await screen.findByRole("alert")).textContent).toContain("Theirs");
  expect(stored.name).toBe("Theirs");
  await press(/mine/);
  await vi.waitFor(() => expect(stored).toEqual({ name: "Mine", version: 3 }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("theirs can be taken, and changed from there", async () => {
  const { stored, save } = kept("Theirs", 2);
  const { name, press } = showForm(save, stored);
  await userEvent.type(name, "er");
  await press("Save");
  await screen.findByRole("alert");
  await press(/there now/);
  expect(name.value).toBe("Theirs");
  await userEvent.type(name, "!");
  await press("Save");
  await vi.waitFor(() => expect(stored).toEqual({ name: "Theirs!", version: 3 }));
});

test("what is wrong stands beside its field, and nothing is sent", async () => {
  const { stored, save } = kept("Old", 1);
  const { name, press } = showForm(save, stored);
  await userEvent.clear(name);
  await press("Save");
  expect(name.getAttribute("aria-invalid")).toBe("true");
  expect(document.activeElement).toBe(name);
  expect(stored.version).toBe(1);
  await userEvent.type(name, "Taken");
  expect(name.getAttribute("aria-invalid")).not.toBe("true");
  await press("Save");
  await vi.waitFor(() => expect(name.getAttribute("aria-invalid")).toBe("true"));
  expect(stored.name).toBe("Old");
});
