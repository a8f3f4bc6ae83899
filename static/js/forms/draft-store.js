const prefix = 'draft ';
const keptFor = 60 * 24 * 60 * 60 * 1000;

/** What somebody has typed and not sent, kept in their browser under who they are and where they typed it. */
export const draftStore = {
  read: (key) => trying(() => JSON.parse(localStorage.getItem(prefix + key))),
  write: (key, draft) =>
    trying(() => localStorage.setItem(prefix + key, JSON.stringify({ ...draft, at: Date.now() }))),
  forget: (key) => trying(() => localStorage.removeItem(prefix + key)),
  /** Leaves what this viewer typed, and not so long ago that they will not look for it any more. */
  forgetAllBut: (viewerId) =>
    trying(() => {
      for (const stored of storedKeys()) {
        const { at = 0 } = trying(() => JSON.parse(localStorage.getItem(stored))) ?? {};
        if (!stored.startsWith(`${prefix}${viewerId} `) || Date.now() - at > keptFor)
          localStorage.removeItem(stored);
      }
    }),
};

const storedKeys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

/** Browsers may forbid storage or have no room left: then nothing is kept, and nothing else changes. */
function trying(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
