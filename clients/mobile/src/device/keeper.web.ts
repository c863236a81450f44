/** Where the refresh token is: in a browser in a cookie that no script sees. */
export const keeper = {
  client: "WEB" as "APP" | "WEB",
  /** The desk in the same browser has a cookie of its own. */
  async body(): Promise<{ refreshToken?: string; kind?: "PATIENT" } | null> {
    return { kind: "PATIENT" };
  },
  async keep(_refreshToken: string | null | undefined): Promise<void> {},
};
