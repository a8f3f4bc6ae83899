interface Waiting<K, V> {
  key: K;
  resolve: (answer: V) => void;
  reject: (error: unknown) => void;
}

/**
 * Whoever asks in the same moment is answered by one question. Nothing is kept: the question goes out after everybody
 * who shares it has asked. `ask` brings the answers in the order of the keys.
 */
export function together<K, V>(ask: (keys: K[]) => Promise<V[]>): (key: K) => Promise<V> {
  let waiting: Waiting<K, V>[] = [];

  function askNow(): void {
    const asked = waiting;
    waiting = [];
    ask(asked.map(({ key }) => key)).then(
      (answers) => {
        for (const [at, { resolve }] of asked.entries()) resolve(answers[at] as V);
      },
      (error) => {
        for (const { reject } of asked) reject(error);
      },
    );
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ key, resolve, reject }) === 1) setImmediate(askNow);
    });
}
