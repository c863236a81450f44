import { useLingui } from "@lingui/react/macro";
import { answer, once, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm } from "../kit/EditForm.tsx";
import { textOf } from "../kit/fields.ts";
import { useCountry } from "./country.ts";

/** Another facility, for who administers all of them. It begins with the usual urgencies and priority groups. */
export function NewFacility({ close, moveTo }: { close: () => void; moveTo: (facilityId: string) => void }) {
  const { t } = useLingui();
  const country = useCountry();
  const zones = Intl.supportedValuesOf("timeZone");
  return (
    <Dialog title={t`Add a facility`} close={close}>
      <EditForm
        fields={[
          { kind: "text", name: "name", label: t`Name`, max: 200 },
          country,
          {
            kind: "choice",
            name: "timeZone",
            label: t`Time zone`,
            note: t`It can't be changed later, as booked appointments depend on it.`,
            options: zones.map((zone) => ({ value: zone, label: zone })),
          },
          {
            kind: "time",
            name: "serviceDayStart",
            label: t`A day begins at`,
            note: t`Ticket numbers begin anew then.`,
          },
        ]}
        start={{ name: "", country: "", timeZone: "", serviceDayStart: "04:00" }}
        save={async (values) => {
          const body = {
            name: textOf(values, "name") ?? "",
            country: textOf(values, "country") ?? "",
            timeZone: textOf(values, "timeZone") ?? "",
            serviceDayStart: textOf(values, "serviceDayStart"),
          };
          const { id } = await answer(server.POST("/api/v1/facilities", { params: { header: once() }, body }));
          toast({ text: t`${body.name} is added` });
          close();
          // What it needs next stands on its own pages.
          moveTo(id);
        }}
        submit={t`Add`}
        isNew
      />
    </Dialog>
  );
}
