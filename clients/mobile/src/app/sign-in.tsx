export { SignInScreen as default } from "../session/SignInScreen.tsx";
