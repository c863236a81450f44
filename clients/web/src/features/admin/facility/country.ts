import { useLingui } from "@lingui/react/macro";
import type { Field } from "../kit/fields.ts";

export function useCountry(): Field {
  const { t } = useLingui();
  return {
    kind: "text",
    name: "country",
    label: t`Country, two letters`,
    note: t`Phone numbers without + are taken as numbers of this country.`,
    max: 2,
    pattern: /^[A-Z]{2}$/,
    like: t`Two capital letters, such as KE.`,
  };
}
