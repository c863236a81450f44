import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./generated.d.ts";

export type { paths };

/** The bodies that the server describes, by their names in its document. */
export type Schemas = components["schemas"];

export type Api = Client<paths>;

/** A client of the server at {@code baseUrl}; what it may call and what comes back is typed from the document. */
export function api(options: ClientOptions): Api {
  return createClient<paths>(options);
}
