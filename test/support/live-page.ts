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
  const told: Change[] = [];
  const gone: string[] = [];
  let catchUps = 0;
  socket.on('change', (room: string, change: Omit<Change, 'room'>) => told.push({ room, ...change }));
  socket.on('gone', (room: string) => gone.push(room));
  socket.on('catch-up', () => catchUps++);

  const opened = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

  /** Everything told of a piece of a page, in order. */
  const patchesOf = (part: string) =>
    told.flatMap(({ patches }) => patches).filter((patch) => patch.part === part);

  return {
    socket,
    opened,
    told,
    gone,
    patchesOf,
    catchUps: () => catchUps,
    /** Asks to be told what happens in a room. */
    watch: (name: unknown): Promise<{ ok: boolean; seq?: number; behind?: boolean; reason?: string }> =>
      socket.timeout(10_000).emitWithAck('watch', name),
    /** The change with this sequence number, once it has been told. */
    hear: (seq: number, room?: string) =>
      until(`change ${seq} is told`, () =>
        told.find((change) => change.seq === seq && (!room || change.room === room)),
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
        told.flatMap(({ patches }) => patches).find(({ html }) => html.includes(text)),
      ),
    ended: () => until('the connection has ended', () => socket.disconnected),
    close: () => socket.disconnect(),
  };
}

export type Page = ReturnType<typeof connectTo>;
