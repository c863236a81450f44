import encodeQR from "qr";

/** The dark squares as one path of an SVG, and how many squares a side has, with the white border that readers need. */
export function qrPath(text: string): { path: string; size: number } {
  const squares = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  let path = "";
  squares.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return { path, size: squares.length };
}
