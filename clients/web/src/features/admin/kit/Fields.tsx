import { useLingui } from "@lingui/react/macro";
import { Checkbox, MultiSelect, PasswordInput, Select, Textarea, TextInput } from "@mantine/core";
import type { Faults, Field, Value, Values } from "./fields.ts";
import "../../../ui/multiSelect.css";
import classes from "./kit.module.css";

interface Props {
  fields: readonly Field[];
  values: Values;
  change: (name: string, value: Value) => void;
  faults: Faults;
  columns?: 1 | 2 | 3;
}

export function Fields({ fields, values, change, faults, columns = 1 }: Props) {
  return (
    <div className={classes.fields} data-columns={columns}>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name]}
          change={(value) => change(field.name, value)}
          fault={faults[field.name]}
        />
      ))}
    </div>
  );
}

/** What a field does stands beneath it, so that fields of one line stand on one line. */
const ORDER: ("label" | "input" | "description" | "error")[] = ["label", "input", "error", "description"];

interface InputProps {
  field: Field;
  value: Value | undefined;
  change: (value: Value) => void;
  fault: string | undefined;
}

function FieldInput({ field, value, change, fault }: InputProps) {
  const { t } = useLingui();
  const common = {
    label: field.label,
    description: field.note,
    error: fault,
    name: field.name,
    inputWrapperOrder: ORDER,
  };
  const text = String(value ?? "");
  switch (field.kind) {
    case "yes":
      return (
        <Checkbox
          label={field.label}
          description={field.note}
          name={field.name}
          className={classes.yes}
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          data={field.options}
          value={text || null}
          onChange={(chosen) => change(chosen ?? "")}
          searchable={field.options.length > 7}
          clearable={field.isOptional ?? false}
          nothingFoundMessage={t`Nothing found`}
        />
      );
    case "several":
      if (field.isShort)
        return (
          <Checkbox.Group
            label={field.label}
            description={field.note}
            error={fault}
            inputWrapperOrder={ORDER}
            value={(value as string[] | undefined) ?? []}
            onChange={change}
          >
            <div className={classes.checks}>
              {field.options.map((option) => (
                <Checkbox key={option.value} value={option.value} label={option.label} />
              ))}
            </div>
          </Checkbox.Group>
        );
      return (
        <MultiSelect
          {...common}
          data={field.options}
          value={(value as string[] | undefined) ?? []}
          onChange={change}
          searchable
          nothingFoundMessage={t`Nothing found`}
        />
      );
    case "words":
      return <Textarea {...common} autosize={false} rows={4} dir="auto" value={text} onChange={typed(change)} />;
    case "text":
      if (field.type === "password")
        return (
          <PasswordInput
            {...common}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t`Show the password`, tabIndex: 0, "aria-hidden": false }}
            value={text}
            onChange={typed(change)}
          />
        );
      return (
        <TextInput
          {...common}
          type={field.type ?? "text"}
          readOnly={field.isFixed ?? false}
          autoComplete="off"
          dir={field.type === "tel" ? "ltr" : "auto"}
          value={text}
          onChange={typed(change)}
        />
      );
    case "number":
      return <TextInput {...common} inputMode="numeric" autoComplete="off" value={text} onChange={typed(change)} />;
    default:
      return <TextInput {...common} type={field.kind} value={text} onChange={typed(change)} />;
  }
}

function typed(change: (value: string) => void) {
  return (event: { currentTarget: { value: string } }) => change(event.currentTarget.value);
}
