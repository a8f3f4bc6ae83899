import type { Paragraph } from '../../platform/letters.ts';
import type { Told } from '../notices/tell-person.ts';
import { linkToTopic } from '../notices/titles.ts';

interface Needs {
  glance: { number: number; label: string; href: string }[];
  own: Named[];
  nobody: Named[];
  withoutReply: Named[];
  overdue: Named[];
  ownerless: Named[];
  newcomers: { id: number; name: string; council: string }[];
}

interface Named {
  id: number;
}

const named = 3;

/** The page of what needs a coordinator, as a letter: counts first, then the first of each. */
export function yourWeek({ glance, own, nobody, withoutReply, overdue, ownerless, newcomers }: Needs): Told {
  const counts = glance
    .filter(({ number }) => number > 0)
    .map(({ number, label, href }) => ({ link: `${number} ${label}`, href }));
  const topics = (some: Named[], page: string) => some.map(({ id }) => linkToTopic(id, page));
  return {
    subject: 'Your week as a coordinator',
    paragraphs: [
      'This is what needs you in the workspaces that you coordinate.',
      ...(counts.length > 0 ? [{ list: counts }] : []),
      ...part('You are asked, or see to it', topics(own, 'follow-up')),
      ...part('Questions nobody sees to', topics(nobody, 'follow-up')),
      ...part('Questions without a reply', topics(withoutReply, 'follow-up')),
      ...part('Overdue for review', topics(overdue, 'review')),
      ...part('Looked after by nobody', topics(ownerless, 'review')),
      ...part(
        'New people to welcome',
        newcomers.map(({ id, name, council }) => ({ link: `${name}, ${council}`, href: `/people/${id}` })),
      ),
    ],
    href: '/coordinating',
  };
}

const part = (heading: string, links: { link: string; href: string }[]): Paragraph[] =>
  links.length > 0 ? [{ heading }, { list: links.slice(0, named) }] : [];
