import type { Schemas } from "@careturn/api";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Empty } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm } from "../kit/EditForm.tsx";
import { type Field, textOf, type Values } from "../kit/fields.ts";
import classes from "../kit/kit.module.css";
import { Listed } from "../kit/Listed.tsx";
import { expecting, useDepartments, useRefresh, useRooms } from "../kit/queries.ts";

type Room = Schemas["Room"];
type Department = Schemas["Department"];
type Shown = { kind: "room"; room: Room | null } | { kind: "department"; department: Department | null } | null;

export default function RoomsPage() {
  const { t } = useLingui();
  const departments = useDepartments();
  const rooms = useRooms();
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  return (
    <>
      <div className={classes.bar}>
        <span className="soft">{t`A room is a place to which patients are called.`}</span>
        <span className={classes.grow} />
        <Button variant="default" onClick={() => setShown({ kind: "department", department: null })}>
          <Trans>Add a department</Trans>
        </Button>
        <Button disabled={!departments.data?.length} onClick={() => setShown({ kind: "room", room: null })}>
          <Trans>Add a room</Trans>
        </Button>
      </div>
      <Listed query={departments}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              icon="door"
              title={t`No departments yet`}
            >{t`Add one first: rooms and services belong to it.`}</Empty>
          ) : (
            <Table departments={items} rooms={rooms.data ?? []} show={setShown} />
          )
        }
      </Listed>
      {shown?.kind === "room" ? <RoomDialog room={shown.room} close={close} /> : null}
      {shown?.kind === "department" ? <DepartmentDialog department={shown.department} close={close} /> : null}
    </>
  );
}

function Table({
  departments,
  rooms,
  show,
}: {
  departments: Department[];
  rooms: Room[];
  show: (shown: Shown) => void;
}) {
  const { t } = useLingui();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t`Department`}</th>
            <th>{t`Rooms`}</th>
          </tr>
        </thead>
        <tbody>
          {departments.map((department) => (
            <tr key={department.id}>
              <td dir="auto">
                <button type="button" className={classes.open} onClick={() => show({ kind: "department", department })}>
                  {department.name}
                </button>
              </td>
              <td>
                <span className={classes.choices} style={{ marginBlock: 2 }}>
                  {rooms
                    .filter(({ departmentId }) => departmentId === department.id)
                    .map((room) => (
                      <Button
                        key={room.id}
                        variant="default"
                        className={room.active ? "" : (classes.off ?? "")}
                        onClick={() => show({ kind: "room", room })}
                      >
                        {room.active ? room.name : t`${room.name} (not in use)`}
                      </Button>
                    ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RoomDialog({ room, close }: { room: Room | null; close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const refresh = useRefresh();
  const { data: departments = [] } = useDepartments();
  const fields: Field[] = [
    { kind: "text", name: "name", label: t`Name`, note: t`As displays show it.`, max: 60 },
    {
      kind: "choice",
      name: "departmentId",
      label: t`Department`,
      options: departments.map(({ id, name }) => ({ value: id, label: name })),
    },
    ...(room ? [{ kind: "yes", name: "active", label: t`In use` } satisfies Field] : []),
  ];

  async function save(values: Values, version: number) {
    const body = { name: textOf(values, "name") ?? "", departmentId: String(values.departmentId) };
    if (room) {
      const params = { path: { roomId: room.id }, header: expecting(version) };
      await answer(
        server.PATCH("/api/v1/rooms/{roomId}", { params, body: { ...body, active: values.active === true } }),
      );
    } else {
      const params = { path: { facilityId }, header: once() };
      await answer(server.POST("/api/v1/facilities/{facilityId}/rooms", { params, body }));
    }
    await refresh();
    toast({ text: t`${body.name} is saved` });
    close();
  }

  return (
    <Dialog title={room?.name ?? t`Add a room`} close={close}>
      <EditForm
        fields={fields}
        start={
          room
            ? roomValues(room).values
            : { name: "", departmentId: departments.length === 1 ? departments[0]!.id : "" }
        }
        version={room?.version ?? 0}
        save={save}
        {...(room
          ? {
              reread: async () =>
                roomValues(
                  await answer(server.GET("/api/v1/rooms/{roomId}", { params: { path: { roomId: room.id } } })),
                ),
            }
          : { isNew: true })}
        submit={room ? t`Save` : t`Add`}
      />
    </Dialog>
  );
}

function roomValues({ name, departmentId, active, version }: Room) {
  return { values: { name, departmentId, active }, version };
}

function DepartmentDialog({ department, close }: { department: Department | null; close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const refresh = useRefresh();

  async function save(values: Values, version: number) {
    const body = { name: textOf(values, "name") ?? "" };
    if (department) {
      const params = { path: { departmentId: department.id }, header: expecting(version) };
      await answer(server.PATCH("/api/v1/departments/{departmentId}", { params, body }));
    } else {
      const params = { path: { facilityId }, header: once() };
      await answer(server.POST("/api/v1/facilities/{facilityId}/departments", { params, body }));
    }
    await refresh();
    toast({ text: t`${body.name} is saved` });
    close();
  }

  return (
    <Dialog title={department?.name ?? t`Add a department`} close={close}>
      <EditForm
        fields={[{ kind: "text", name: "name", label: t`Name`, max: 200 }]}
        start={{ name: department?.name ?? "" }}
        version={department?.version ?? 0}
        save={save}
        {...(department
          ? {
              reread: async () => {
                const params = { path: { departmentId: department.id } };
                const read = await answer(server.GET("/api/v1/departments/{departmentId}", { params }));
                return { values: { name: read.name }, version: read.version };
              },
            }
          : { isNew: true })}
        submit={department ? t`Save` : t`Add`}
      />
    </Dialog>
  );
}
