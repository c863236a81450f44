import { expect, test } from "vitest";
import { KINDS, MOST_CHARACTERS, read } from "../../src/features/admin/imports/kinds.ts";

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
const utf8 = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

test("a file in UTF-8 is taken as it is, with or without its mark", () => {
  expect(read(utf8("name\nसीता राई\n"))).toEqual({ text: "name\nसीता राई\n" });
  expect(read(utf8("\uFEFFname\nSita\n"))).toEqual({ text: "name\nSita\n" });
});

test("another encoding, an empty file and one too large are told apart", () => {
  expect(read(bytes(0x6e, 0xe9, 0x0a))).toEqual({ fault: "NOT_UTF_8" });
  expect(read(bytes(0xff, 0xfe, 0x6e, 0x00))).toEqual({ fault: "NOT_UTF_8" });
  expect(read(utf8(" \n"))).toEqual({ fault: "EMPTY" });
  expect(read(utf8("x".repeat(MOST_CHARACTERS + 1)))).toEqual({ fault: "TOO_LARGE" });
});

test("each example has as many fields in each row as headings", () => {
  for (const { example } of KINDS) {
    const [head, ...rows] = example.trim().split("\r\n");
    for (const row of rows) expect(row.replaceAll(/"[^"]*"/g, "").split(",").length).toBe(head!.split(",").length);
  }
});
