import { useMemo } from "react";
import { qrPath } from "./qr.ts";

/** Black on white in every scheme: readers need it. */
export function QrCode({ address, label, className }: { address: string; label: string; className?: string }) {
  const { path, size } = useMemo(() => qrPath(address), [address]);
  return (
    <svg
      role="img"
      aria-label={label}
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
