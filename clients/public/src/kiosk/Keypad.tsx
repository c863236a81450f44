/** Keys on the screen, for a kiosk without a keyboard. They type into the field that was chosen last. */
export function Keypad({ keys, erase, onKey }: { keys: string; erase: string; onKey: (key: string | null) => void }) {
  return (
    <div class={`keypad${keys.length > 12 ? " letters" : ""}`} dir="ltr">
      {[...keys].map((key) => (
        <button type="button" key={key} onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
      <button type="button" class="erase" aria-label={erase} onClick={() => onKey(null)}>
        ⌫
      </button>
    </div>
  );
}
