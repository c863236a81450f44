import type { ReactNode } from "react";
import classes from "./Page.module.css";

/** A screen: its name, what is done with all of it, and the rest, which scrolls. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        {actions}
      </div>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
