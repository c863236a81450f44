export { SignUpScreen as default } from "../session/SignUpScreen.tsx";
