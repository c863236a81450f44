export { RecordScreen as default } from "../../me/RecordScreen.tsx";
