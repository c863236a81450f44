export { BookScreen as default } from "../../booking/BookScreen.tsx";
