import type { WriteStream } from 'node:tty';
import { Presets, SingleBar } from 'cli-progress';

/** What somebody at a terminal sees of work that takes a while. */
export interface Progress {
  /** How much of the whole is done, and what to say beside it. */
  show(done: number, whole: number, words: string): void;
  /** Something to read while it goes on. */
  say(line: string): void;
  end(): void;
}

/** A bar on a terminal; elsewhere, such as in a log, a line for every tenth that is done. */
export const startProgress = (stream: WriteStream = process.stderr): Progress =>
  stream.isTTY ? asBar(stream) : asLines(stream);

function asBar(stream: WriteStream): Progress {
  const format = '{bar} {percentage}%  {words}';
  const bar = new SingleBar(
    { stream, format, barsize: 24, hideCursor: null, clearOnComplete: true, linewrap: true },
    Presets.rect,
  );
  bar.start(1, 0, { words: '' });
  return {
    show(done, whole, words) {
      bar.setTotal(whole);
      bar.update(done, { words });
    },
    say(line) {
      // The bar is drawn again below.
      stream.cursorTo(0);
      stream.clearLine(0);
      stream.write(`${line}\n`);
    },
    end: () => bar.stop(),
  };
}

function asLines(stream: WriteStream): Progress {
  let tenthsSaid = 0;
  const say = (line: string) => void stream.write(`${line}\n`);
  return {
    show(done, whole, words) {
      const tenths = Math.floor((done / whole) * 10);
      if (tenths <= tenthsSaid) return;
      tenthsSaid = tenths;
      say(`${tenths * 10}%  ${words}`);
    },
    say,
    end: () => {},
  };
}
