import { z } from 'zod';
import type { Level, Place } from './levels.ts';

/** Chosen where somebody hears as much as of what a place is in. */
export const asWider = 'as-wider';

/** How much somebody wants to hear, of what can be chosen there. */
export const followForm = (place: Place, levels: Level[]) =>
  z.object({
    level: z.enum([...(place === 'group' ? [] : ([asWider] as const)), ...levels], {
      error: 'Choose how much you want to be told',
    }),
  });
