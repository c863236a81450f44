import { useLingui } from "@lingui/react/macro";
import { Field } from "../ui/Field.tsx";
import { born } from "./born.ts";

interface Props {
  value: string;
  onChange: (text: string) => void;
  hint?: string;
}

/** A date of birth as people write it; {@code born} reads it. */
export function BirthField({ value, onChange, hint }: Props) {
  const { t } = useLingui();
  return (
    <Field
      label={t`Date of birth`}
      hint={hint ?? t`Day, month, year: 31 12 1980`}
      value={value}
      onChange={onChange}
      inputMode="numeric"
      maxLength={12}
      error={value.length >= 8 && !born(value) ? t`Write it as day, month, year: 31 12 1980.` : undefined}
    />
  );
}
