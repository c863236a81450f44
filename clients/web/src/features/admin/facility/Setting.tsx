import { useLingui } from "@lingui/react/macro";
import { toast } from "../../../ui/toasts.tsx";
import { EditForm, type Read } from "../kit/EditForm.tsx";
import type { Faults, Field, Values } from "../kit/fields.ts";
import { Listed } from "../kit/Listed.tsx";
import { useAdminQuery, useRefresh } from "../kit/queries.ts";

interface Props {
  name: string;
  title: string;
  read: (facilityId: string) => Promise<Read>;
  write: (values: Values, version: number) => Promise<unknown>;
  fields: readonly Field[] | ((values: Values) => readonly Field[]);
  columns?: 1 | 2 | 3;
  checkAll?: (values: Values) => Faults;
  facilityId: string;
}

/** One of the facility's settings: read, changed as a whole. All of them share the facility's version. */
export function Setting({ name, title, read, write, fields, columns, checkAll, facilityId }: Props) {
  const { t } = useLingui();
  const query = useAdminQuery(name, read);
  const refresh = useRefresh();
  return (
    <Listed query={query} rows={3}>
      {({ values, version: known }) => (
        <EditForm
          key={`${facilityId} ${known}`}
          fields={fields}
          start={values}
          version={known}
          save={async (typed, version) => {
            await write(typed, version);
            toast({ text: t`${title}: saved` });
            await refresh();
          }}
          reread={() => read(facilityId)}
          submit={t`Save`}
          {...(columns ? { columns } : {})}
          {...(checkAll ? { checkAll } : {})}
        />
      )}
    </Listed>
  );
}
