import { createElement } from "react";

/** The browser draws these itself. */
export default function Svg({ children, ...rest }: { children?: React.ReactNode }) {
  return createElement("svg", rest, children);
}

export function Path({ d }: { d: string }) {
  return createElement("path", { d });
}
