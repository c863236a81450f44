import type { ReactNode } from "react";
import type { Question } from "./Ask.tsx";
import classes from "./patients.module.css";
import type { Patient } from "./profile.ts";

/** What each part of a record works with. */
export interface OfPatient {
  patient: Patient;
  ask: (question: Question) => void;
  /** Reads the record anew. */
  again: () => Promise<void>;
}

/** One part of the record with its name, and what is done with it. */
export function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <div className={classes.head}>
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
