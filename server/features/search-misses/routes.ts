import { Router } from 'express';
import { readNumber, readParameter } from '../../platform/addresses.ts';
import { clock } from '../../platform/clock.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { memberWith } from '../../platform/powers.ts';
import { canSeeMisses } from './policy.ts';
import { countMisses, listMisses, listWeeks, missesOnPage } from './queries.ts';
import { weekOf } from './weeks.ts';

export const routes = Router();

routes.get('/search/misses', async (req, res) => {
  memberWith(req.viewer, canSeeMisses);
  const weeks = (await listWeeks()).map(({ week }) => week);
  const thisWeek = weekOf(clock.now());
  const all = weeks[0] === thisWeek ? weeks : [thisWeek, ...weeks];
  const asked = readParameter(req.query.week);
  const week = all.includes(asked) ? asked : thisWeek;
  const at = all.indexOf(week);
  const page = readNumber(req.query.page) ?? 1;
  const [misses, total] = await Promise.all([listMisses(week, page), countMisses(week)]);
  const hrefOf = (to: string | undefined) => to && `/search/misses?week=${to}`;
  res.render('search-misses/index', {
    week,
    isThisWeek: week === thisWeek,
    total,
    misses: misses.map(({ slug, ...miss }) => ({ ...miss, ...addressesOf(miss.words, slug) })),
    earlier: all[at + 1] && { week: all[at + 1], href: hrefOf(all[at + 1]) },
    later: all[at - 1] && { week: all[at - 1], href: hrefOf(all[at - 1]) },
    links: pageLinks(page, Math.ceil(total / missesOnPage), (to) => `${hrefOf(week)}&page=${to}`),
  });
});

function addressesOf(words: string, slug: string | null) {
  const place = slug ? { in: slug } : undefined;
  const topicOf = (kind: string) => `/search/topic?${new URLSearchParams({ title: words, kind, ...place })}`;
  return {
    searchHref: `/search?${new URLSearchParams({ q: words, ...place })}`,
    askHref: topicOf('question'),
    writeHref: topicOf('guidance'),
  };
}
