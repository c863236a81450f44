// @ts-check
/* global mermaid */
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
// @ts-expect-error: mermaid.min.js has put it there
mermaid.initialize({
  startOnLoad: true,
  deterministicIds: true,
  theme: dark ? "dark" : "neutral",
  securityLevel: "strict",
});
