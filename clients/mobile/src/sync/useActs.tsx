import type { MutationName, Mutations } from "@careturn/sync";
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { problemText } from "../texts/problems.ts";
import { toast } from "../ui/toasts.tsx";
import { pocket } from "./pocket.ts";

export interface Acts {
  /** Does it at once here, sends it when that is possible, and says so. False where it couldn't be kept. */
  act<N extends MutationName>(name: N, args: Mutations[N], said: string): Promise<boolean>;
}

export function useActs(): Acts {
  const { i18n, t } = useLingui();
  return useMemo(
    () => ({
      async act<N extends MutationName>(name: N, args: Mutations[N], said: string): Promise<boolean> {
        try {
          await pocket.act(name, args);
          const isOffline = pocket.get().status?.code === "OFFLINE";
          toast(isOffline ? t`Kept here. It is sent when there is a connection again.` : said);
          return true;
        } catch (error) {
          toast(problemText(i18n, error), "bad");
          return false;
        }
      },
    }),
    [i18n, t],
  );
}
