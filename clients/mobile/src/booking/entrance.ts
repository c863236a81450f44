const ENTRANCE = /^\/app\/check-in\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/;

/** The facility at whose entrance this code hangs; null for any other code, and for one of another server. */
export function entranceOf(text: string, server: string): string | null {
  try {
    const { origin, pathname } = new URL(text);
    return origin === new URL(server).origin ? (ENTRANCE.exec(pathname.toLowerCase())?.[1] ?? null) : null;
  } catch {
    return null;
  }
}
