import { useRef, useState } from "preact/hooks";
import { Keypad } from "./Keypad.tsx";
import type { Texts } from "./texts.ts";

export type Typed = { bookingCode: string } | { phone: string; birthDate: string };

interface Props {
  texts: Texts;
  fault: string | null;
  isBusy: boolean;
  onCheckIn: (typed: Typed) => void;
  onFault: (fault: string | null) => void;
}

/** As the server writes booking codes: without letters and digits that are mistaken for each other. */
const CODE_KEYS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LENGTH = 8;

export function ByCode({ texts, fault, isBusy, onCheckIn, onFault }: Props) {
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const change = (typed: string) => {
    onFault(null);
    setCode(
      typed
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, "")
        .slice(0, CODE_LENGTH),
    );
  };
  return (
    <form
      class="typing"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length === CODE_LENGTH) onCheckIn({ bookingCode: code });
        else onFault(texts.check);
      }}
    >
      <label for="code">{texts.code}</label>
      <p class="soft" id="code-how">
        {texts.codeHow}
      </p>
      <input
        id="code"
        ref={field}
        dir="ltr"
        class="wide"
        value={code}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby={fault ? "code-how fault" : "code-how"}
      />
      <Fault text={fault} />
      <Keypad keys={CODE_KEYS} erase={texts.erase} onKey={(key) => change(key ? code + key : code.slice(0, -1))} />
      <button type="submit" class="primary" disabled={isBusy}>
        {texts.checkIn}
      </button>
    </form>
  );
}

const FIELDS = [
  { name: "phone", longest: 16 },
  { name: "day", longest: 2 },
  { name: "month", longest: 2 },
  { name: "year", longest: 4 },
] as const;

type Field = (typeof FIELDS)[number]["name"];

export function ByPhone({ texts, fault, isBusy, onCheckIn, onFault }: Props) {
  const [values, setValues] = useState<Record<Field, string>>({ phone: "", day: "", month: "", year: "" });
  const [chosen, setChosen] = useState<Field>("phone");
  const fields = useRef<Partial<Record<Field, HTMLInputElement | null>>>({});
  const change = (name: Field, typed: string) => {
    onFault(null);
    const { longest } = FIELDS.find((field) => field.name === name)!;
    const clean = typed.replace(name === "phone" ? /[^0-9+]/g : /[^0-9]/g, "").slice(0, longest);
    setValues({ ...values, [name]: clean });
    // A full day or month leads on to what comes next.
    const next = FIELDS[FIELDS.findIndex((field) => field.name === name) + 1]?.name;
    if (name !== "phone" && next && clean.length === longest && values[name].length < longest) {
      fields.current[next]?.focus();
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const birthDate = dateOf(values);
    if (values.phone.length < 5 || !birthDate) onFault(texts.check);
    else onCheckIn({ phone: values.phone, birthDate });
  };
  const input = (name: Field, label: string) => (
    <div class={`field ${name}`}>
      <label for={name}>{label}</label>
      <input
        id={name}
        dir="ltr"
        ref={(element) => {
          fields.current[name] = element;
        }}
        inputMode={name === "phone" ? "tel" : "numeric"}
        value={values[name]}
        onFocus={() => setChosen(name)}
        onInput={({ currentTarget }) => change(name, currentTarget.value)}
        autocomplete="off"
        aria-describedby={fault ? "fault" : undefined}
      />
    </div>
  );
  return (
    <form class="typing" noValidate onSubmit={submit}>
      {input("phone", texts.phone)}
      <fieldset>
        <legend>{texts.birth}</legend>
        {input("day", texts.day)}
        {input("month", texts.month)}
        {input("year", texts.year)}
      </fieldset>
      <Fault text={fault} />
      <Keypad
        keys="123456789+0"
        erase={texts.erase}
        onKey={(key) => change(chosen, key ? values[chosen] + key : values[chosen].slice(0, -1))}
      />
      <button type="submit" class="primary" disabled={isBusy}>
        {texts.checkIn}
      </button>
    </form>
  );
}

/** Null for what is no day. */
export function dateOf({ day, month, year }: Record<"day" | "month" | "year", string>): string | null {
  const text = `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = Date.parse(`${text}T12:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(at || 0).toISOString().startsWith(text);
  return isDay && year.length === 4 && at < Date.now() ? text : null;
}

function Fault({ text }: { text: string | null }) {
  return text ? (
    <p id="fault" class="fault" role="alert">
      {text}
    </p>
  ) : null;
}
