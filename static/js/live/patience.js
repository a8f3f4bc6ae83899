const hurried = new EventTarget();

/** Milliseconds to wait before another attempt: longer each time, never the same for many pages at once. */
export const backOff = (attempt) => Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + Math.random());

/** Waits, unless hurry() is called meanwhile. */
export function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    hurried.addEventListener('hurry', done, { once: true });
    function done() {
      clearTimeout(timer);
      hurried.removeEventListener('hurry', done);
      resolve();
    }
  });
}

/** There is reason to believe that an attempt would now succeed. */
export const hurry = () => hurried.dispatchEvent(new Event('hurry'));
