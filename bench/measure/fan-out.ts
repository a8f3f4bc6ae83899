import { setTimeout as pause } from 'node:timers/promises';
import { startChild } from '../child.ts';
import { medianOf, round, type Times } from '../figures.ts';
import type { Post } from '../programs/clients.ts';
import type { Sizes } from '../sizes.ts';

export interface FanOutFigures {
  ours: Times;
  bare: Times;
  ratioP50: number;
  ratioP99: number;
  openPages: number;
  /** Of the message, as JSON. */
  bytes: number;
}

interface Watched {
  room: string;
  post: Post;
  cookies: string[];
}

/**
 * Posts to a topic that many people have open, and in turn to a bare Socket.IO server that has as many connected. Each
 * time is that of one message to all pages; what counts is the median of all messages.
 */
export async function measureFanOut({ room, post, cookies }: Watched, sizes: Sizes): Promise<FanOutFigures> {
  const { openPages: count } = sizes;
  const [ourClients, bareClients] = [startChild('clients.ts'), startChild('clients.ts')];
  const bareServer = startChild('bare-socket.ts');
  try {
    await ourClients.ask({ do: 'connect', url: post.url, cookies, count, room });
    const run = async (clients: typeof ourClients, what: Post) => {
      await pause(150);
      return clients.ask<Times & { message: unknown[] }>({ do: 'fan-out', post: what });
    };
    const { message } = await run(ourClients, post);

    const { url } = await bareServer.ask<{ url: string }>({ message });
    const barePost = { ...post, url, path: '/' };
    await bareClients.ask({ do: 'connect', url, cookies: [], count });
    await run(bareClients, barePost);

    const rounds: Record<'ours' | 'bare', Times>[] = [];
    for (let at = 0; at < sizes.messages; at++) {
      const { message: _, ...ours } = await run(ourClients, post);
      const { message: __, ...bare } = await run(bareClients, barePost);
      rounds.push({ ours, bare });
    }
    const ours = medianOf(rounds.map((each) => each.ours));
    const bare = medianOf(rounds.map((each) => each.bare));
    return {
      ours,
      bare,
      ratioP50: round(ours.p50 / bare.p50),
      ratioP99: round(ours.p99 / bare.p99),
      openPages: count,
      bytes: Buffer.byteLength(JSON.stringify(message)),
    };
  } finally {
    await Promise.all([ourClients.stop(), bareClients.stop(), bareServer.stop()]);
  }
}
