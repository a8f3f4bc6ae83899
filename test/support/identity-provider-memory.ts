import type { Adapter, AdapterPayload } from 'oidc-provider';

const kept = new Map<string, AdapterPayload>();

/** What an identity provider of a test remembers, for as long as the test file runs. */
export class Memory implements Adapter {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  #key = (id: string) => `${this.#kind} ${id}`;

  async upsert(id: string, payload: AdapterPayload) {
    kept.set(this.#key(id), payload);
  }

  async find(id: string) {
    return kept.get(this.#key(id));
  }

  async findByUid(uid: string) {
    return [...kept.values()].find((payload) => payload.uid === uid);
  }

  async findByUserCode() {
    return undefined;
  }

  async consume(id: string) {
    const payload = kept.get(this.#key(id));
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string) {
    kept.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string) {
    for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
  }
}
