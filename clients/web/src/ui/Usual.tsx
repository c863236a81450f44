import classes from "./Usual.module.css";

interface Props {
  texts: string[];
  value: string;
  choose: (text: string) => void;
}

/** What is mostly written into a field, one press each. */
export function Usual({ texts, value, choose }: Props) {
  return (
    <div className={classes.usual}>
      {texts.map((text) => (
        <button
          key={text}
          type="button"
          className={classes.chip}
          aria-pressed={value === text}
          onClick={() => choose(text)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
