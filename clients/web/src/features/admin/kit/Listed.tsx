import { Trans } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useIsOnline } from "../../../sync/useView.ts";
import { Failed, Loading, OnlineOnly, Stale } from "../../../ui/states.tsx";

/** What was asked of the server, once it is there; what is said until then and without the network. */
export function Listed<T>({
  query,
  children,
  rows = 8,
}: {
  query: UseQueryResult<T>;
  children: (data: NonNullable<T>) => ReactNode;
  rows?: number;
}) {
  const isOnline = useIsOnline();
  if (query.data == null) {
    if (!isOnline)
      return (
        <OnlineOnly>
          <Trans>Settings are kept at the server alone.</Trans>
        </OnlineOnly>
      );
    if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
    return <Loading rows={rows} />;
  }
  return (
    <>
      {isOnline ? null : (
        <Stale>
          <Trans>As it was when the server was last reached.</Trans>
        </Stale>
      )}
      {children(query.data)}
    </>
  );
}
