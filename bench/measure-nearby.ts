/** Filled in with the store. */
export async function measureNearby(): Promise<void> {}
