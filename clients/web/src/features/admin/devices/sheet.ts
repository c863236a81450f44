import type { Language } from "../../../texts/i18n.ts";

/** What the sheet at the entrance says, in each language that whoever stands before it may read. */
export const SHEET: Record<Language, { title: string; how: string }> = {
  en: {
    title: "Check in or take a number with your phone",
    how: "Point the camera at the code, or type the address into your browser.",
  },
  es: {
    title: "Avise de su llegada o saque un número con su teléfono",
    how: "Apunte la cámara al código o escriba la dirección en su navegador.",
  },
  fr: {
    title: "Signalez votre arrivée ou prenez un numéro avec votre téléphone",
    how: "Visez le code avec l'appareil photo, ou tapez l'adresse dans votre navigateur.",
  },
  pt: {
    title: "Dê entrada ou tire uma senha com o seu telefone",
    how: "Aponte a câmara para o código ou escreva o endereço no navegador.",
  },
  ar: {
    title: "سجّل وصولك أو خذ رقمًا بهاتفك",
    how: "وجّه الكاميرا نحو الرمز، أو اكتب العنوان في المتصفح.",
  },
  hi: {
    title: "अपने फ़ोन से पहुँचने की सूचना दें या नंबर लें",
    how: "कैमरा कोड की ओर करें, या पता ब्राउज़र में लिखें।",
  },
  sw: {
    title: "Sajili kufika au chukua nambari kwa simu yako",
    how: "Elekeza kamera kwenye msimbo, au andika anwani kwenye kivinjari.",
  },
};

/** So many last digits of a facility's id stand in its short address. */
const DIGITS = 8;

/** What the code opens: the app knows it, and a browser opens it. */
export const codeAddress = (origin: string, facilityId: string): string => `${origin}/app/check-in/${facilityId}`;

/** What one types instead, without what every browser adds by itself. */
export const typedAddress = (origin: string, facilityId: string): string =>
  `${origin.replace(/^https:\/\//, "")}/e/${facilityId.slice(-DIGITS)}`;
