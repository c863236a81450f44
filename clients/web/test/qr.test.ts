import decodeQR from "qr/decode.js";
import { expect, it } from "vitest";
import { qrPath } from "../src/ui/qr.ts";

/** As a reader sees it: each square four points wide, dark ones black. */
function picture(path: string, size: number) {
  const scale = 4;
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < scale; dy++) {
      for (let dx = 0; dx < scale; dx++) {
        data.fill(
          0,
          ((Number(y) * scale + dy) * width + Number(x) * scale + dx) * 4,
          ((Number(y) * scale + dy) * width + Number(x) * scale + dx) * 4 + 3,
        );
      }
    }
  }
  return { width, height: width, data };
}

it("gives a ticket's address back to who reads the code", () => {
  const address = "https://queue.example.org/t/5vVbWkq0V3u7u7E8m1sT2Q";
  const { path, size } = qrPath(address);
  expect(decodeQR(picture(path, size))).toBe(address);
});
