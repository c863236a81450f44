/** Light or dark as the device is set, under the attribute that the desk's tokens know. */
export function followScheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    document.documentElement.setAttribute("data-mantine-color-scheme", dark.matches ? "dark" : "light");
  };
  dark.addEventListener("change", apply);
  apply();
}
