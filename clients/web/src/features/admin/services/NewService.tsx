import { useLingui } from "@lingui/react/macro";
import { usePlace } from "../../../session/place.tsx";
import { answer, once, server } from "../../../session/server.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm } from "../kit/EditForm.tsx";
import { numberOf, textOf } from "../kit/fields.ts";
import { useDepartments, useRefresh } from "../kit/queries.ts";
import { usePrefix, useServiceFields } from "./fields.ts";

export function NewService({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { facilityId } = usePlace();
  const refresh = useRefresh();
  const fields = useServiceFields();
  const prefix = usePrefix();
  const { data: departments = [] } = useDepartments();
  return (
    <Dialog title={t`Add a service`} close={close}>
      <EditForm
        fields={[...fields, prefix]}
        start={{
          name: "",
          departmentId: departments.length === 1 ? departments[0]!.id : "",
          durationMinutes: "15",
          prefix: "",
        }}
        save={async (values) => {
          const body = {
            name: textOf(values, "name") ?? "",
            departmentId: String(values.departmentId),
            durationMinutes: numberOf(values, "durationMinutes"),
            prefix: textOf(values, "prefix") ?? "",
          };
          const params = { path: { facilityId }, header: once() };
          await answer(server.POST("/api/v1/facilities/{facilityId}/services", { params, body }));
          await refresh();
          toast({ text: t`${body.name} is added, and its queue is open` });
          close();
        }}
        submit={t`Add`}
        isNew
      />
    </Dialog>
  );
}
