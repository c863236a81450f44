/** Nothing comes to a page that isn't open. */
export {};
