import { useLingui } from "@lingui/react/macro";
import { Modal } from "@mantine/core";
import "./modal.css";
import type { ReactNode } from "react";
import classes from "./Dialog.module.css";

interface Props {
  title: string;
  close: () => void;
  size?: number;
  children: ReactNode;
}

/** Something to answer or read first; Escape closes it. What is marked data-autofocus gets the focus. */
export function Dialog({ title, close, size = 440, children }: Props) {
  const { t } = useLingui();
  return (
    <Modal.Root opened onClose={close} size={size}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t`Close`} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
