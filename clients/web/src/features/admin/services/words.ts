import type { Schemas } from "@careturn/api";
import { useLingui } from "@lingui/react/macro";

export function usePolicyNames(): Record<Schemas["OrderPolicy"], string> {
  const { t } = useLingui();
  return {
    STRICT_WITH_PROMOTION: t`Urgency first; long waits move up`,
    ACCUMULATING_PRIORITY: t`Points by urgency and wait`,
    FIFO: t`In order of arrival`,
  };
}
