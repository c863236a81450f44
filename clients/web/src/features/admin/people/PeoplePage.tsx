import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Checkbox, Select, TextInput, VisuallyHidden } from "@mantine/core";
import { useMemo, useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { type MenuAct, MenuButton } from "../../../ui/MenuButton.tsx";
import { Empty } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { Confirm, type Question } from "../kit/Confirm.tsx";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { useRefresh, useSchedules, useServices, useStaff } from "../kit/queries.ts";
import { HandOverDialog } from "./HandOverDialog.tsx";
import { PersonDialog } from "./PersonDialog.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import { isFound, isStaffRole, type Person, ROLES } from "./roles.ts";

type Shown = { kind: "edit"; person: Person | null } | { kind: "reset" | "first"; person: Person } | null;

export default function PeoplePage() {
  const { t, i18n } = useLingui();
  const staff = useStaff();
  const [typed, setTyped] = useState("");
  const [role, setRole] = useState("");
  const [withGone, setWithGone] = useState(false);
  const [shown, setShown] = useState<Shown>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          aria-label={t`Find by name, user name or phone`}
          placeholder={t`Find by name, user name or phone`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={260}
        />
        <Select
          aria-label={t`Role`}
          data={[
            { value: "", label: t`Every role` },
            ...Object.entries(ROLES).map(([value, name]) => ({ value, label: i18n._(name) })),
          ]}
          value={role}
          onChange={(value) => setRole(value ?? "")}
          w={150}
        />
        <Checkbox
          label={t`Also who is shut out`}
          checked={withGone}
          onChange={(event) => setWithGone(event.currentTarget.checked)}
        />
        <span className={classes.grow} />
        <Button onClick={() => setShown({ kind: "edit", person: null })}>
          <Trans>Add somebody</Trans>
        </Button>
      </div>
      <Listed query={staff}>
        {(people) => (
          <People
            people={people.filter(
              (person) =>
                (withGone || person.active) &&
                (!role || person.roles.some((grant) => grant.role === role)) &&
                isFound(person, typed),
            )}
            show={setShown}
            ask={setQuestion}
          />
        )}
      </Listed>
      {shown?.kind === "edit" ? <PersonDialog person={shown.person} close={() => setShown(null)} /> : null}
      {shown?.kind === "reset" ? <ResetDialog person={shown.person} close={() => setShown(null)} /> : null}
      {shown?.kind === "first" ? <HandOverDialog person={shown.person} close={() => setShown(null)} /> : null}
      {question ? <Confirm question={question} close={() => setQuestion(null)} /> : null}
    </>
  );
}

interface Props {
  people: Person[];
  show: (shown: Shown) => void;
  ask: (question: Question) => void;
}

function People({ people, show, ask }: Props) {
  const { t, i18n } = useLingui();
  const { facilityId } = usePlace();
  const servicesOf = useServicesOf();
  const actsOf = useActsOf(show, ask);
  if (people.length === 0)
    return <Empty icon="user" title={t`Nobody like this works here`}>{t`Look for less, or add somebody.`}</Empty>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Name`}</th>
            <th className={classes.wide}>{t`User name`}</th>
            <th>{t`Roles`}</th>
            <th className={classes.wide}>{t`Services`}</th>
            <th className={classes.wide}>{t`Phone`}</th>
            <th>
              <VisuallyHidden>{t`More`}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} className={person.active ? undefined : classes.off}>
              <td dir="auto">
                <button type="button" className={classes.open} onClick={() => show({ kind: "edit", person })}>
                  {person.displayName}
                </button>
                {person.active ? null : <span className={classes.tag}>{t`Shut out`}</span>}
              </td>
              <td className={classes.wide}>
                <bdi>{person.userName}</bdi>
              </td>
              <td>
                {person.roles
                  .filter((grant) => grant.facilityId == null || grant.facilityId === facilityId)
                  .map(({ role }) => (isStaffRole(role) ? i18n._(ROLES[role]) : role))
                  .join(", ")}
              </td>
              <td className={classes.wide} dir="auto">
                {servicesOf(person.id)}
              </td>
              <td className={classes.wide}>
                <bdi>{person.loginPhone}</bdi>
              </td>
              <td data-end>
                <MenuButton acts={actsOf(person)}>
                  <ActionIcon aria-label={t`More about ${person.displayName}`}>
                    <Icon name="dots" />
                  </ActionIcon>
                </MenuButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a doctor is scheduled for here, by name. */
function useServicesOf(): (doctorId: string) => string {
  const { data: schedules } = useSchedules();
  const { data: services } = useServices();
  const byDoctor = useMemo(() => {
    const names = new Map(services?.map(({ id, name }) => [id, name]));
    const found = new Map<string, Set<string>>();
    for (const { doctorId, serviceId } of schedules ?? []) {
      const set = found.get(doctorId) ?? new Set();
      found.set(doctorId, set.add(names.get(serviceId) ?? ""));
    }
    return found;
  }, [schedules, services]);
  return (doctorId) => [...(byDoctor.get(doctorId) ?? [])].filter(Boolean).sort().join(", ");
}

function useActsOf(show: Props["show"], ask: Props["ask"]): (person: Person) => MenuAct[] {
  const { t } = useLingui();
  const { account } = usePlace();
  const refresh = useRefresh();

  async function setActive(person: Person, active: boolean) {
    const params = { path: { staffId: person.id }, header: once() };
    await answer(server.PUT("/api/v1/staff/{staffId}/active", { params, body: { active } }));
    await refresh();
    toast({ text: active ? t`${person.displayName} may sign in again` : t`${person.displayName} is shut out` });
  }

  return (person) => {
    const name = person.displayName;
    const params = { path: { staffId: person.id }, header: once() };
    const isMe = person.id === account.id;
    return [
      { name: t`Change`, icon: "user", run: () => show({ kind: "edit", person }) },
      { name: t`New password by code`, icon: "message", run: () => show({ kind: "reset", person }) },
      { name: t`New password to hand over`, icon: "user", isOff: isMe, run: () => show({ kind: "first", person }) },
      {
        name: t`Sign out everywhere`,
        icon: "signOut",
        run: () =>
          ask({
            title: t`Sign ${name} out everywhere?`,
            text: t`Changes that wait on a computer without a network are kept there until the next sign-in.`,
            act: t`Sign out`,
            run: async () => {
              const { ended } = await answer(server.DELETE("/api/v1/staff/{staffId}/sessions", { params }));
              toast({ text: t`Sign-ins that were ended: ${ended}` });
            },
          }),
      },
      {
        name: t`Lost the second factor`,
        icon: "alert",
        isOff: isMe,
        run: () =>
          ask({
            title: t`Switch the second factor of ${name} off?`,
            text: t`Only for who has lost it and is known to you: the password alone lets them in until they set a new one. Their sign-ins end.`,
            act: t`Switch it off`,
            run: async () => {
              await answer(server.DELETE("/api/v1/staff/{staffId}/second-factor", { params }));
              toast({ text: t`The second factor of ${name} is off` });
            },
          }),
      },
      person.active
        ? {
            name: t`Shut out`,
            icon: "ban",
            isOff: isMe,
            run: () =>
              ask({
                title: t`Shut ${name} out?`,
                text: t`All their sign-ins end at once. A desk of theirs closes, and who waits for them is handed over to the reception. The account stays, for what was done with it.`,
                act: t`Shut out`,
                run: () => setActive(person, false),
              }),
          }
        : {
            name: t`Let in again`,
            icon: "check",
            run: () => void setActive(person, true).catch(() => toast({ text: t`That didn't work.`, tone: "bad" })),
          },
    ];
  };
}
