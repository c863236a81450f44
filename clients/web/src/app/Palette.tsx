import { useLingui } from "@lingui/react/macro";
import { Modal } from "@mantine/core";
import "../ui/modal.css";
import { type KeyboardEvent, useId, useState } from "react";
import { type Key, keyText, useAllKeys } from "../ui/keys.tsx";
import { type PaletteItem, usePaletteItems } from "../ui/palette.ts";
import classes from "./Palette.module.css";

const SHOWN = 40;

/** Everything that a key does, and what screens offer to find, by typing a part of its name. */
export function Palette({ close }: { close: () => void }) {
  const { t } = useLingui();
  return (
    <Modal.Root opened onClose={close} size={560}>
      <Modal.Overlay />
      <Modal.Content aria-label={t`Find and do`}>
        <Modal.Body p={0}>
          <Found close={close} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Found({ close }: { close: () => void }) {
  const { t } = useLingui();
  const id = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const sets = useAllKeys();
  const offered = usePaletteItems();
  const items = [
    ...sets.flatMap(({ group, keys }) => keys.filter(isOffered).map((key) => fromKey(group, key))),
    ...offered,
  ];
  const found = items.filter((item) => matches(item, text)).slice(0, SHOWN);
  const at = Math.min(chosen, found.length - 1);

  function run(item: PaletteItem | undefined) {
    if (!item) return;
    close();
    // After the focus has gone back to where it was.
    setTimeout(item.run);
  }

  function pressed(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      setChosen((at + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[at]);
    }
  }

  return (
    <>
      <input
        className={classes.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-label={t`Find and do`}
        placeholder={t`What do you want to do? A patient, a ticket, an act…`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={pressed}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        data-autofocus
      />
      <div id={id} role="listbox" aria-label={t`Found`} className={classes.list}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys
          <div
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes.item}
            ref={index === at ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
            onClick={() => run(item)}
          >
            <span className="truncate">{item.label}</span>
            <span className={classes.group}>{item.group}</span>
            {item.hint ? <kbd>{item.hint}</kbd> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className={classes.none}>{t`Nothing has this name.`}</p> : null}
    </>
  );
}

function isOffered({ isOff, key }: Key): boolean {
  return !isOff && key !== "mod+k";
}

function fromKey(group: string, { key, label, run }: Key): PaletteItem {
  return { id: `${group}/${key}`, group, label, hint: keyText(key), run };
}

function matches({ label, group }: PaletteItem, text: string): boolean {
  const within = `${label} ${group}`.toLocaleLowerCase();
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}
