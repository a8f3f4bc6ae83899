import type { Standing } from '../topics/queries.ts';
import type { Link } from './queries.ts';
import { relations } from './relations.ts';

/** Where a page leads on to, and what else its topic has to do with, group by group. */
export interface LinksShown {
  lead?: { relation: 'same-as' | 'replaces'; kind: string; to: ShownLink[] };
  groups: { label: string; links: ShownLink[] }[];
}

interface ShownLink {
  id: number;
  href: string;
  title: string;
  kind: string;
}

const shownLink = ({ id, topic }: Link): ShownLink => ({
  id,
  href: `/topics/${topic.id}`,
  title: topic.title,
  kind: topic.kind,
});

/** A topic's links as pages show them. A lead that this viewer may not see is said without its name. */
export function shownLinks(topic: Pick<Standing, 'kind' | 'sameAs' | 'health'>, links: Link[]): LinksShown {
  const of = (relation: Link['relation'], isHere: boolean) =>
    links.filter((link) => link.relation === relation && link.isHere === isHere).map(shownLink);
  const leads = {
    'same-as': topic.sameAs !== null && of('same-as', true),
    replaces: topic.health === 'replaced' && of('replaces', false),
  };
  const relation = leads['same-as'] ? 'same-as' : 'replaces';
  const to = leads[relation];
  const groups = (Object.keys(relations) as Link['relation'][]).flatMap((name) => [
    { label: relations[name].here, links: of(name, true), isLead: name === 'same-as' },
    { label: relations[name].there, links: of(name, false), isLead: name === 'replaces' },
  ]);
  return {
    lead: to ? { relation, kind: topic.kind, to } : undefined,
    groups: groups
      .filter(({ links, isLead }) => links.length > 0 && !isLead)
      .map(({ label, links }) => ({ label, links })),
  };
}
