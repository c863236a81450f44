import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "../../../ui/Dialog.tsx";
import classes from "./kit.module.css";
import { useProblem } from "./problems.ts";

export interface Question {
  title: string;
  text: ReactNode;
  act: string;
  /** Throws what the server refused. */
  run: () => Promise<unknown>;
}

/** For what can't be undone. */
export function Confirm({ question, close }: { question: Question; close: () => void }) {
  const say = useProblem();
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function run() {
    setBusy(true);
    setFault(null);
    try {
      await question.run();
      close();
    } catch (error) {
      setFault(say(error));
      setBusy(false);
    }
  }

  return (
    <Dialog title={question.title} close={close}>
      <div className={classes.form}>
        <div>{question.text}</div>
        {fault ? (
          <p role="alert" className={classes.fault}>
            {fault}
          </p>
        ) : null}
        <div className={classes.foot}>
          <Button variant="default" onClick={close} data-autofocus>
            <Trans>Leave it as it is</Trans>
          </Button>
          <Button color="red.9" loading={isBusy} onClick={() => void run()}>
            {question.act}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
