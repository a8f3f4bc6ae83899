type PageLink = { number: number; href: string; current: boolean } | { ellipsis: true };

/** The links between numbered pages: the first, the last, and those beside the present one. */
export function pageLinks(page: number, pages: number, href: (page: number) => string) {
  if (pages < 2) return { pages: [], previousHref: '', nextHref: '' };
  const near = new Set(
    [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages),
  );
  const links: PageLink[] = [];
  let before = 0;
  for (const number of [...near].sort((a, b) => a - b)) {
    if (number === before + 2) links.push({ number: before + 1, href: href(before + 1), current: false });
    if (number > before + 2) links.push({ ellipsis: true });
    links.push({ number, href: href(number), current: number === page });
    before = number;
  }
  return {
    pages: links,
    previousHref: page > 1 ? href(page - 1) : '',
    nextHref: page < pages ? href(page + 1) : '',
  };
}
