const acts: (() => Promise<void>)[] = [];

/** Has something done once all tests of this file are over, while the app can still be reached. */
export const beforeTheAppStops = (act: () => Promise<void>): void => void acts.push(act);

export async function doWhatComesFirst(): Promise<void> {
  await Promise.all(acts.map((act) => act()));
}
