export { MessagesScreen as default } from "../../me/MessagesScreen.tsx";
