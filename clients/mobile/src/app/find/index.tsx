export { FindScreen as default } from "../../care/FindScreen.tsx";
