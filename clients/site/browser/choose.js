// @ts-check
// The programs say who reads, and in which language: /help/?es&NURSE
const MANUALS = {
  ADMIN: "administrator",
  DOCTOR: "clinical",
  NURSE: "clinical",
  RECEPTIONIST: "reception",
  PATIENT: "patient",
};
const [language = "", roles = ""] = decodeURIComponent(location.search.slice(1)).split("&");
const links = [...document.querySelectorAll("main a")].map((link) => link.getAttribute("href"));
const manual = Object.entries(MANUALS).find(([role]) => roles.split(",").includes(role))?.[1];
const wanted = [`${language}/${manual}.html`, `en/${manual}.html`].find((address) => links.includes(address));
if (wanted) location.replace(wanted);
