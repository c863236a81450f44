/** Where a screen leads, for tests to look at. */
export const went: string[] = [];

let params: Record<string, string> = {};

export function give(given: Record<string, string>): void {
  params = given;
}

const router = {
  push: (to: string) => void went.push(to),
  replace: (to: string) => void went.push(to),
  back: () => void went.push("back"),
  canGoBack: () => true,
  dismissAll: () => undefined,
};

export const useRouter = () => router;
export const useLocalSearchParams = () => params;
export const usePathname = () => "/";
export const Stack = { Screen: () => null };
