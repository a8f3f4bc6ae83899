import { io } from 'socket.io-client';
import { until } from './until.ts';

export interface Patch {
  part: string;
  html: string;
  place?: string;
}

export interface Change {
  room: string;
  seq?: number;
  patches: Patch[];
}

/** What an open page has of its live connection: what it asked to watch, and everything it was told. */
export function connectTo(address: string, headers: Record<string, string>) {
  const socket = io(address, {
    transports: ['websocket'],
    extraHeaders: headers,
    forceNew: true,
    reconnection: false,
  });
  const all: Change[] = [];
  const begun = new Map<unknown, number>();
  const gone: string[] = [];
  let catchUps = 0;
  socket.on('change', (room: string, change: Omit<Change, 'room'>) => all.push({ room, ...change }));
  socket.on('gone', (room: string) => gone.push(room));
  socket.on('catch-up', () => catchUps++);

  const opened = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

  /** What it was told and did not have: like a page, it passes over numbers up to the one it began with. */
  const news = () => all.filter(({ room, seq }) => seq === undefined || seq > (begun.get(room) ?? 0));
  /** Everything told of a piece of a page, in order. */
  const patchesOf = (part: string) =>
    news()
      .flatMap(({ patches }) => patches)
      .filter((patch) => patch.part === part);

  /** Asks to be told what happens in a room. */
  async function watch(name: unknown) {
    const answer: { ok: boolean; seq?: number; behind?: boolean; reason?: string } = await socket
      .timeout(10_000)
      .emitWithAck('watch', name);
    if (answer.seq !== undefined && !begun.has(name)) begun.set(name, answer.seq);
    return answer;
  }

  return {
    socket,
    opened,
    get told() {
      return news();
    },
    gone,
    patchesOf,
    catchUps: () => catchUps,
    watch,
    /** The change with this sequence number, once it has been told. */
    hear: (seq: number, room?: string) =>
      until(`change ${seq} is told`, () =>
        news().find((change) => change.seq === seq && (!room || change.room === room)),
      ),
    /** What has been told of a piece of a page, once it is so many times. */
    hearPatches: (part: string, count = 1) =>
      until(`${part} is told ${count} times`, () => {
        const patches = patchesOf(part);
        return patches.length >= count ? patches : undefined;
      }),
    /** The patch that says this, once it has been told. */
    hearText: (text: string) =>
      until(`“${text}” is told`, () =>
        news()
          .flatMap(({ patches }) => patches)
          .find(({ html }) => html.includes(text)),
      ),
    ended: () => until('the connection has ended', () => socket.disconnected),
    close: () => socket.disconnect(),
  };
}

export type Page = ReturnType<typeof connectTo>;
