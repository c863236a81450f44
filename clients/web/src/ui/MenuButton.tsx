import {
  cloneElement,
  lazy,
  type MouseEventHandler,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";
import type { IconName } from "./Icon.tsx";

export interface MenuAct {
  name: string;
  icon?: IconName;
  /** At the far end: a key, a tick. */
  end?: ReactNode;
  /** Beneath the name. */
  note?: ReactNode;
  lang?: string;
  isOff?: boolean;
  run: () => void;
}

export interface MenuProps {
  /** The button. */
  children: ReactElement<{ onClick?: MouseEventHandler }>;
  acts: MenuAct[];
  width?: number;
  position?: "bottom-start" | "bottom-end";
  head?: ReactNode;
  foot?: ReactNode;
}

const ReadyMenu = lazy(() => import("./ReadyMenu.tsx"));

/** A button with a menu, which the first look does without: who presses before it is there gets it open when it comes. */
export function MenuButton(props: MenuProps) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Suspense fallback={cloneElement(props.children, { onClick: () => setAsked(true) })}>
      <ReadyMenu {...props} isAsked={isAsked} />
    </Suspense>
  );
}
