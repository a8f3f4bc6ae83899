import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { FileStore } from './file-store.ts';

interface Bucket {
  /** Where the store answers; the bucket's name is put behind it. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const answerWithin = 20_000;

/** Keeps files in a bucket of any store that speaks S3's protocol. */
export function s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: Bucket): FileStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const place = (key: string) => `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`;

  /** The answer, when it begins within a while; what follows may take as long as whoever reads it. */
  async function ask(method: string, key: string, more: RequestInit = {}): Promise<Response> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new Error('The file store does not answer')), answerWithin);
    try {
      const answer = await client.fetch(place(key), { method, signal: giveUp.signal, ...more });
      if (answer.ok || answer.status === 404) return answer;
      // What it says may repeat what was asked, and with it who asked.
      await answer.body?.cancel();
      throw new Error(`The file store answered ${method} with ${answer.status}`);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async put(key, file) {
      const body = await readFile(file);
      // With it the store refuses what did not arrive as it was sent.
      const hash = createHash('sha256').update(body).digest('hex');
      const answer = await ask('PUT', key, { body, headers: { 'X-Amz-Content-Sha256': hash } });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error('The file store has no such bucket');
    },
    async get(key) {
      const { ok, body } = await ask('GET', key);
      if (ok && body) return Readable.fromWeb(body as ReadableStream);
      await body?.cancel();
      return undefined;
    },
    async remove(key) {
      const { body } = await ask('DELETE', key);
      await body?.cancel();
    },
  };
}
