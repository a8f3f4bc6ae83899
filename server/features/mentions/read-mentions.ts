import { readOwnWords } from '../../platform/markdown.ts';
import { formerMember } from '../people/name-withdrawal.ts';

export interface Mentioned {
  personIds: number[];
  /** Slugs of councils. */
  councils: string[];
  coordinators: boolean;
}

/** A mention as it is written: nothing else is one, so that a name can be found again when it has to go. */
const written = /\[@(?:\\.|[^\\[\]\n])+\]\((\/people\/[1-9]\d{0,8}|\/councils\/[a-z-]+)\)/g;
const coordinators = /(?:^|[^\p{L}\p{N}@./-])@coordinators\b/iu;

/**
 * Whom texts speak to: a link whose words begin with "@" and that leads to a person or a council, and "@coordinators".
 * What they quote was said to somebody before.
 */
export function readMentions(texts: string[]): Mentioned {
  const personIds = new Set<number>();
  const councils = new Set<string>();
  let speaksToCoordinators = false;
  for (const source of texts.filter((text) => text.includes('@'))) {
    const { links, text } = readOwnWords(source);
    if (coordinators.test(text)) speaksToCoordinators = true;
    const own = new Set(links.filter(({ words }) => words.startsWith('@')).map(({ href }) => href));
    for (const [, href = ''] of source.matchAll(written)) {
      const [, kind, name = ''] = href.split('/');
      if (!own.has(href)) continue;
      if (kind === 'people') personIds.add(Number(name));
      else councils.add(name);
    }
  }
  return { personIds: [...personIds], councils: [...councils], coordinators: speaksToCoordinators };
}

/** The people whose names stand in mentions, also in one that somebody quotes: they may have to go from there, too. */
export const readNames = (texts: string[]): number[] => [
  ...new Set(
    texts.flatMap((text) =>
      [...text.matchAll(written)].flatMap(([, href = '']) => {
        const [, kind, name] = href.split('/');
        return kind === 'people' ? Number(name) : [];
      }),
    ),
  ),
];

export const speaksToNobody = ({ personIds, councils, coordinators }: Mentioned): boolean =>
  !coordinators && personIds.length + councils.length === 0;

/** A text in which a person is mentioned without their name. */
export const withoutNameOf = (personId: number, text: string): string =>
  text.replace(written, (mention, href) =>
    href === `/people/${personId}` ? `[@${formerMember}](${href})` : mention,
  );

/** The same for texts by field. */
export const fieldsWithoutNameOf = (personId: number, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, withoutNameOf(personId, text)]));
