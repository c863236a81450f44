/** Where the refresh token is: in a browser in a cookie that no script sees. */
export const keeper = {
  client: "WEB" as "APP" | "WEB",
  async body(): Promise<{ refreshToken?: string } | null> {
    return {};
  },
  async keep(_refreshToken: string | null | undefined): Promise<void> {},
};
