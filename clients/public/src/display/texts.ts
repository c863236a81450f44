import type { Table } from "../shared/languages.ts";

type Key =
  | "number"
  | "room"
  | "called"
  | "nobody"
  | "stale"
  | "neverHeard"
  | "sound"
  | "soundOn"
  | "announce"
  | "announceDesk"
  | "setup";

export const TEXTS: Table<Key> = {
  en: {
    number: "Number",
    room: "Room",
    called: "Please come in",
    nobody: "Nobody is called at the moment",
    stale: "Not up to date since {time}",
    neverHeard: "No contact yet",
    sound: "Turn on sound",
    soundOn: "Sound is on",
    announce: "Number {number}, please go to {room}.",
    announceDesk: "Number {number}, please.",
    setup: "Set up",
  },
  es: {
    number: "Número",
    room: "Sala",
    called: "Pase, por favor",
    nobody: "Ahora no se llama a nadie",
    stale: "Sin actualizar desde las {time}",
    neverHeard: "Todavía sin conexión",
    sound: "Activar el sonido",
    soundOn: "El sonido está activado",
    announce: "Número {number}, por favor, vaya a {room}.",
    announceDesk: "Número {number}, por favor.",
    setup: "Configurar",
  },
  fr: {
    number: "Numéro",
    room: "Salle",
    called: "Entrez, s'il vous plaît",
    nobody: "Personne n'est appelé pour le moment",
    stale: "Pas à jour depuis {time}",
    neverHeard: "Pas encore de connexion",
    sound: "Activer le son",
    soundOn: "Le son est activé",
    announce: "Numéro {number}, veuillez aller à {room}.",
    announceDesk: "Numéro {number}, s'il vous plaît.",
    setup: "Régler",
  },
  pt: {
    number: "Número",
    room: "Sala",
    called: "Entre, por favor",
    nobody: "De momento ninguém é chamado",
    stale: "Sem atualização desde as {time}",
    neverHeard: "Ainda sem ligação",
    sound: "Ligar o som",
    soundOn: "O som está ligado",
    announce: "Número {number}, por favor, dirija-se a {room}.",
    announceDesk: "Número {number}, por favor.",
    setup: "Configurar",
  },
  ar: {
    number: "الرقم",
    room: "الغرفة",
    called: "تفضل بالدخول",
    nobody: "لا يُستدعى أحد الآن",
    stale: "غير محدّث منذ {time}",
    neverHeard: "لا يوجد اتصال بعد",
    sound: "تشغيل الصوت",
    soundOn: "الصوت يعمل",
    announce: "الرقم {number}، يرجى التوجه إلى {room}.",
    announceDesk: "الرقم {number}، تفضل.",
    setup: "إعداد",
  },
  hi: {
    number: "नंबर",
    room: "कमरा",
    called: "कृपया आइए",
    nobody: "अभी किसी को नहीं बुलाया गया है",
    stale: "{time} से ताज़ा नहीं",
    neverHeard: "अभी कनेक्शन नहीं है",
    sound: "आवाज़ चालू करें",
    soundOn: "आवाज़ चालू है",
    announce: "नंबर {number}, कृपया {room} जाएँ।",
    announceDesk: "नंबर {number}, कृपया आएँ।",
    setup: "तैयार करें",
  },
  sw: {
    number: "Nambari",
    room: "Chumba",
    called: "Tafadhali ingia",
    nobody: "Hakuna anayeitwa kwa sasa",
    stale: "Haijasasishwa tangu {time}",
    neverHeard: "Bado hakuna mtandao",
    sound: "Washa sauti",
    soundOn: "Sauti imewashwa",
    announce: "Nambari {number}, tafadhali nenda {room}.",
    announceDesk: "Nambari {number}, tafadhali.",
    setup: "Tayarisha",
  },
};
