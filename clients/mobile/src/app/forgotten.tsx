export { ForgottenScreen as default } from "../session/ForgottenScreen.tsx";
