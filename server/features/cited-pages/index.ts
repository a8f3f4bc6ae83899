import { config } from '../../config.ts';
import type { Feature } from '../../platform/feature.ts';
import { checkCitedPages } from './check-cited-pages.ts';

/** The pages on other servers that guidance and patterns link to: whether they are still there. */
export const citedPages: Feature = {
  name: 'cited-pages',
  regularly: {
    check: {
      every: 'hour',
      async run() {
        if (config.checksLinks) await checkCitedPages();
      },
    },
  },
};
