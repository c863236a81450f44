import type { MutationName, Mutations, Result } from "@careturn/sync";
import { answered, seen } from "./answered.ts";
import { desk } from "./desk.ts";

/** The server refused, with its code. */
export class NotTaken extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Does it, and waits for the server's word where that is reached, for what only makes sense if it was taken.
 *
 * @returns null where the server's word will come later
 * @throws NotTaken where it was refused; it is told at once and needn't wait in the inbox
 */
export async function sure<N extends MutationName>(name: N, args: Mutations[N]): Promise<Result | null> {
  const mid = await desk.act(name, args);
  const result = await answered(mid);
  if (result?.status !== "REJECTED") return result;
  await seen(mid);
  throw new NotTaken(result.code ?? "REJECTED");
}
