import { openConnection } from './live/connection.js';
import { createConnectionWords } from './live/connection-words.js';
import { backOff, hurry, pause } from './live/patience.js';
import { closeRegion, leadOn, openRegion } from './live/region.js';
import { askAgain } from './live/reopen.js';
import { rooms } from './live/rooms.js';
import { createStatus } from './live/status.js';

const checkEvery = 20_000;

/** Keeps every region of the page that has a room in step with the server for as long as the page is open. */
export async function start() {
  const status = createStatus();
  const words = createConnectionWords(status);
  for (const region of document.querySelectorAll('[data-room]')) {
    const name = region.dataset.room;
    await open(name, region);
  }

  async function open(name, region) {
    const { live } = await import(fileFor(region));
    rooms.set(name, live(region, { status, gone: () => close(name, region) }));
  }

  const connection = openConnection({
    onConnected: watchAll,
    onLost: words.lost,
    onChange: (name, change) => (isOfPerson(name) ? askWhatTheyMayDo() : rooms.get(name)?.hear(change)),
    onGone: (name) => rooms.get(name)?.gone(),
    onCatchUp: () => setTimeout(catchUpAll, Math.random() * 2000),
  });

  async function watchAll() {
    await Promise.all([...rooms].map(([name, room]) => watch(name, room)));
    if (connection.isConnected()) words.live();
  }

  async function watch(name, room) {
    for (let attempt = 0; rooms.has(name); attempt++) {
      const answer = await connection.watch(name);
      if (!answer) return;
      if (answer.ok) return room.opened(answer);
      if (answer.reason === 'not found') return room.gone();
      await pause(backOff(attempt));
    }
  }

  async function close(name, region) {
    // Two ways may say so at once. Without its bell a page is as it was.
    if (!rooms.delete(name) || isBell(region)) return;
    closeRegion(region, status);
    const { page, goesOn } = await askAgain(name);
    if (goesOn) return leadOn(region, goesOn, status);
    openRegion(region, page, status);
    await open(name, region);
    await watch(name, rooms.get(name));
    if (connection.isConnected()) words.live();
  }

  const askWhatTheyMayDo = () => Promise.all([...rooms.values()].map((room) => room.refreshStanding?.()));

  const catchUpAll = () => Promise.all([...rooms.values()].map((room) => room.catchUp()));

  /** A connection may have died unnoticed while nobody looked, or while the computer slept. */
  function check() {
    hurry();
    if (connection.isConnected()) watchAll();
    else connection.restart();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
  addEventListener('online', check);
  addEventListener('offline', words.lost);
  addEventListener('pagehide', (event) => {
    if (event.persisted) connection.rest();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) check();
  });
  // Some networks let pages through and nothing live.
  setInterval(() => {
    if (!connection.isConnected() && document.visibilityState === 'visible') catchUpAll();
  }, checkEvery);
}

/** Where whoever is signed in hears what concerns no page but theirs. */
const isOfPerson = (name) => name.startsWith('person:');
const isBell = (region) => region.querySelector('[data-bell]') !== null;

/** What keeps a region in step, by how it asks for what it missed; where that is an address, it is a thread. */
const files = { page: './topics/list.js', queue: './reports/queue.js', choosing: './moderation/choosing.js' };

function fileFor(region) {
  if (isBell(region)) return './notices/bell.js';
  return files[region.dataset.catchUp] ?? './replies/thread.js';
}
