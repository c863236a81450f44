import classes from "./Fault.module.css";

/** Why a form as a whole wasn't taken; nothing while there is no such reason. */
export function Fault({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  return (
    <p role="alert" className={classes.fault}>
      {text}
    </p>
  );
}
