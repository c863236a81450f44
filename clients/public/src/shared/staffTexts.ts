import type { Table } from "./languages.ts";

type Key =
  | "pairTitle"
  | "pairHow"
  | "code"
  | "pair"
  | "wrongCode"
  | "tooMany"
  | "noContact"
  | "setupTitle"
  | "languages"
  | "atMostThree"
  | "services"
  | "print"
  | "save"
  | "chooseOne";

/** What whoever sets a device up reads. */
export const STAFF: Table<Key> = {
  en: {
    pairTitle: "Connect this device",
    pairHow: "An administrator makes a code under Displays and kiosks. It holds for ten minutes.",
    code: "Code",
    pair: "Connect",
    wrongCode: "This code isn't right, or its time is over.",
    tooMany: "Too many tries. Please wait a few minutes.",
    noContact: "The server can't be reached. Please try again.",
    setupTitle: "Set up this device",
    languages: "Languages",
    atMostThree: "At most three",
    services: "Services",
    print: "Print each ticket",
    save: "Save",
    chooseOne: "Choose at least one language and one service.",
  },
  es: {
    pairTitle: "Conectar este aparato",
    pairHow: "Un administrador crea un código en Pantallas y quioscos. Vale diez minutos.",
    code: "Código",
    pair: "Conectar",
    wrongCode: "El código no es correcto o ya no vale.",
    tooMany: "Demasiados intentos. Espere unos minutos.",
    noContact: "No se puede llegar al servidor. Inténtelo otra vez.",
    setupTitle: "Configurar este aparato",
    languages: "Idiomas",
    atMostThree: "Como máximo tres",
    services: "Servicios",
    print: "Imprimir cada número",
    save: "Guardar",
    chooseOne: "Elija al menos un idioma y un servicio.",
  },
  fr: {
    pairTitle: "Connecter cet appareil",
    pairHow: "Un administrateur crée un code sous Écrans et bornes. Il vaut dix minutes.",
    code: "Code",
    pair: "Connecter",
    wrongCode: "Ce code n'est pas le bon, ou n'est plus valable.",
    tooMany: "Trop d'essais. Attendez quelques minutes.",
    noContact: "Le serveur ne répond pas. Veuillez réessayer.",
    setupTitle: "Régler cet appareil",
    languages: "Langues",
    atMostThree: "Trois au plus",
    services: "Services",
    print: "Imprimer chaque ticket",
    save: "Enregistrer",
    chooseOne: "Choisissez au moins une langue et un service.",
  },
  pt: {
    pairTitle: "Ligar este aparelho",
    pairHow: "Um administrador cria um código em Ecrãs e quiosques. Vale dez minutos.",
    code: "Código",
    pair: "Ligar",
    wrongCode: "O código não está certo ou já não vale.",
    tooMany: "Demasiadas tentativas. Espere alguns minutos.",
    noContact: "Não se chega ao servidor. Tente de novo.",
    setupTitle: "Configurar este aparelho",
    languages: "Idiomas",
    atMostThree: "No máximo três",
    services: "Serviços",
    print: "Imprimir cada senha",
    save: "Guardar",
    chooseOne: "Escolha pelo menos um idioma e um serviço.",
  },
  ar: {
    pairTitle: "ربط هذا الجهاز",
    pairHow: "ينشئ المسؤول رمزًا ضمن الشاشات والأكشاك. يصلح لعشر دقائق.",
    code: "الرمز",
    pair: "ربط",
    wrongCode: "هذا الرمز غير صحيح أو انتهت مدته.",
    tooMany: "محاولات كثيرة. يرجى الانتظار بضع دقائق.",
    noContact: "لا يمكن الوصول إلى الخادم. يرجى المحاولة مرة أخرى.",
    setupTitle: "إعداد هذا الجهاز",
    languages: "اللغات",
    atMostThree: "ثلاث على الأكثر",
    services: "الخدمات",
    print: "طباعة كل تذكرة",
    save: "حفظ",
    chooseOne: "اختر لغة واحدة وخدمة واحدة على الأقل.",
  },
  hi: {
    pairTitle: "इस उपकरण को जोड़ें",
    pairHow: "प्रशासक डिस्प्ले और कियोस्क में एक कोड बनाता है। वह दस मिनट चलता है।",
    code: "कोड",
    pair: "जोड़ें",
    wrongCode: "यह कोड सही नहीं है या इसका समय बीत गया है।",
    tooMany: "बहुत अधिक प्रयास। कृपया कुछ मिनट रुकें।",
    noContact: "सर्वर तक नहीं पहुँचा जा सका। कृपया फिर कोशिश करें।",
    setupTitle: "इस उपकरण को तैयार करें",
    languages: "भाषाएँ",
    atMostThree: "अधिकतम तीन",
    services: "सेवाएँ",
    print: "हर टिकट छापें",
    save: "सहेजें",
    chooseOne: "कम से कम एक भाषा और एक सेवा चुनें।",
  },
  sw: {
    pairTitle: "Unganisha kifaa hiki",
    pairHow: "Msimamizi hutengeneza msimbo kwenye Skrini na vioski. Hudumu dakika kumi.",
    code: "Msimbo",
    pair: "Unganisha",
    wrongCode: "Msimbo huu si sahihi au muda wake umeisha.",
    tooMany: "Majaribio mengi mno. Tafadhali subiri dakika chache.",
    noContact: "Seva haifikiki. Tafadhali jaribu tena.",
    setupTitle: "Tayarisha kifaa hiki",
    languages: "Lugha",
    atMostThree: "Tatu tu",
    services: "Huduma",
    print: "Chapisha kila tiketi",
    save: "Hifadhi",
    chooseOne: "Chagua angalau lugha moja na huduma moja.",
  },
};
