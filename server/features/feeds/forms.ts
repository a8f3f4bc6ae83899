import { z } from 'zod';

/** What a private feed is to be of, as its page names it. */
export const feedForm = z.object({ of: z.string().max(30) });
