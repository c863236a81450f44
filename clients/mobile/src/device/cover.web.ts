/** A browser shows its pages as it likes. */
export async function coverAmongApps(_isCovered: boolean): Promise<void> {}
