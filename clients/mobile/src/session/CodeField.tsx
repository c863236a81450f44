import { useLingui } from "@lingui/react/macro";
import { Field } from "../ui/Field.tsx";

interface Props {
  value: string;
  onChange: (code: string) => void;
  onDone?: () => void;
}

/** Six digits that came by SMS; phones offer to fill them in. */
export function CodeField({ value, onChange, onDone }: Props) {
  const { t } = useLingui();
  return (
    <Field
      label={t`Code of six digits`}
      value={value}
      onChange={(text) => onChange(text.replace(/\D/g, "").slice(0, 6))}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={8}
      autoFocus
      onSubmitEditing={() => onDone?.()}
    />
  );
}
