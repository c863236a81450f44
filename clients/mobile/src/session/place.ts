let place = "/";

/** Where a link led before somebody had to sign in. */
export function keepPlace(path: string): void {
  place = path;
}

export function takePlace(): string {
  const led = place;
  place = "/";
  return led;
}
