import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useLanguage } from "../../texts/i18n.ts";

/** Numbers in the language's words, with the same digits everywhere. */
export function useNumbers() {
  const language = useLanguage();
  const { t } = useLingui();
  return useMemo(() => {
    const locale = `${language}-u-nu-latn`;
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
    const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
    const or = (format: (value: number) => string) => (value: number | null | undefined) =>
      value == null ? "–" : format(value);
    return {
      whole: or((value) => whole.format(value)),
      one: or((value) => one.format(value)),
      percent: or((value) => percent.format(value)),
      minutes: or((value) => {
        const shown = whole.format(value);
        return t`${shown} min`;
      }),
      signedMinutes: or((value) => {
        const shown = signed.format(value);
        return t`${shown} min`;
      }),
      hours: or((value) => {
        const shown = whole.format(value / 60);
        return t`${shown} h`;
      }),
    };
  }, [language, t]);
}
