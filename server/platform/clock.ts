/** The time, in one place, so that a test can say what it is. */
export const clock = { now: () => new Date() };
