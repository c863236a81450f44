import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm } from "../kit/EditForm.tsx";
import { type Field, listOf, textOf, type Values } from "../kit/fields.ts";
import { expecting, useRefresh } from "../kit/queries.ts";
import { type Grant, isStaffRole, type Person, ROLES, rolesHere, type StaffRole, withRolesHere } from "./roles.ts";

/** Somebody new, or who is there already. */
export function PersonDialog({ person, close }: { person: Person | null; close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const refresh = useRefresh();
  const fields = useFields(person, facilityId);

  async function create(values: Values) {
    const body = {
      ...names(values),
      password: String(values.password),
      roles: withRolesHere([], facilityId, listOf(values, "roles")),
    };
    await answer(server.POST("/api/v1/staff", { params: { header: once() }, body }));
    await saved(body.displayName);
  }

  async function change(staffId: string, values: Values, expected: number) {
    const path = { staffId };
    const told = names(values);
    const { version, roles } = await answer(
      server.PUT("/api/v1/staff/{staffId}/names", { params: { path, header: expecting(expected) }, body: told }),
    );
    const body = { roles: withRolesHere(roles, facilityId, listOf(values, "roles")) };
    if (JSON.stringify(sorted(body.roles)) !== JSON.stringify(sorted(roles)))
      await answer(server.PUT("/api/v1/staff/{staffId}/roles", { params: { path, header: expecting(version) }, body }));
    await saved(told.displayName);
  }

  async function saved(name: string) {
    await refresh();
    toast({ text: t`${name} is saved` });
    close();
  }

  if (!person)
    return (
      <Dialog title={t`Add somebody`} close={close} size={520}>
        <EditForm
          fields={fields}
          start={{ displayName: "", userName: "", loginPhone: "", roles: [], password: "" }}
          save={create}
          submit={t`Add`}
          isNew
        />
      </Dialog>
    );
  return (
    <Dialog title={person.displayName} close={close} size={520}>
      <EditForm
        fields={fields}
        start={valuesOf(person, facilityId)}
        version={person.version}
        save={(values, version) => change(person.id, values, version)}
        reread={async () => {
          const params = { path: { staffId: person.id } };
          const read = await answer(server.GET("/api/v1/staff/{staffId}", { params }));
          return { values: valuesOf(read, facilityId), version: read.version };
        }}
        submit={t`Save`}
      />
    </Dialog>
  );
}

function useFields(person: Person | null, facilityId: string): Field[] {
  const { t, i18n } = useLingui();
  const { facility } = usePlace();
  const elsewhere = (person?.roles ?? []).filter((grant) => grant.facilityId !== facilityId);
  const everywhere = elsewhere.filter((grant) => grant.facilityId == null).map(({ role }) => role);
  const held = everywhere
    .filter(isStaffRole)
    .map((role) => i18n._(ROLES[role]))
    .join(", ");
  const others = elsewhere.length - everywhere.length;
  const notes = [
    person ? t`Who loses a role hands open work over to the reception.` : "",
    held ? t`In all facilities: ${held}.` : "",
    others > 0 ? t`Roles in other facilities stay as they are.` : "",
  ];
  return [
    { kind: "text", name: "displayName", label: t`Name, as colleagues and patients see it`, max: 200 },
    {
      kind: "text",
      name: "userName",
      label: t`User name`,
      max: 100,
      pattern: /^[A-Za-z0-9._@-]{3,100}$/,
      like: t`At least 3 of: letters without accents, digits, and . _ @ -`,
    },
    {
      kind: "text",
      name: "loginPhone",
      label: t`Phone for codes, if there is one`,
      type: "tel",
      max: 16,
      isOptional: true,
      pattern: /^\+[1-9][0-9]{6,14}$/,
      like: t`Type the number with + and the country's code in front.`,
    },
    {
      kind: "several",
      name: "roles",
      label: t`Roles in ${facility?.name ?? ""}`,
      note: notes.filter(Boolean).join(" "),
      isOptional: person !== null,
      isShort: true,
      options: (Object.keys(ROLES) as StaffRole[]).map((role) => ({ value: role, label: i18n._(ROLES[role]) })),
    },
    ...(person
      ? []
      : ([
          {
            kind: "text",
            name: "password",
            label: t`First password`,
            note: t`At least 8 characters. It lasts 14 days; the person chooses another at the first sign-in.`,
            type: "password",
            max: 1000,
          },
        ] satisfies Field[])),
  ];
}

function names(values: Values) {
  return {
    userName: textOf(values, "userName") ?? "",
    loginPhone: textOf(values, "loginPhone"),
    displayName: textOf(values, "displayName") ?? "",
  };
}

function valuesOf({ displayName, userName, loginPhone, roles }: Person, facilityId: string): Values {
  return {
    displayName,
    userName: userName ?? "",
    loginPhone: loginPhone ?? "",
    roles: rolesHere(roles, facilityId),
  };
}

function sorted(roles: readonly Grant[]): string[] {
  return roles.map(({ role, facilityId }) => `${role} ${facilityId ?? ""}`).sort();
}
