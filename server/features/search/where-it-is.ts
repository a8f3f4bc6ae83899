import { type SQL, sql } from 'drizzle-orm';
import { figure } from '../../platform/figure.ts';
import type { Concept } from './look-up-words.ts';

/** Whether a part of a query can be said in one way only, so that it is known how many topics have it. */
export const isSaidOneWay = ({ alternatives }: Concept): boolean => alternatives.length === 1;

/** The topics that have a part of a query, each once with what fits it best; only what is true of the rows of its words. */
export function whereItIs({ alternatives }: Concept, within = sql``): SQL {
  const words = Map.groupBy(
    alternatives.filter(({ ids }) => ids.length === 1),
    ({ factor }) => factor,
  );
  const ways = [
    ...[...words].map(([factor, found]) =>
      hasOneOf(
        found.flatMap(({ ids }) => ids),
        factor,
        within,
      ),
    ),
    ...alternatives
      .filter(({ ids }) => ids.length > 1)
      .map(({ ids, factor }) => hasAllOf(ids, factor, within)),
  ];
  const [only = sql``, ...more] = ways;
  if (more.length === 0) return only;
  return sql`select topic_id, max(strength) as strength from (${sql.join(ways, sql` union all `)}) as ways group by topic_id`;
}

const hasOneOf = (ids: number[], factor: number, within: SQL): SQL => {
  const [only = 0, ...more] = ids;
  return more.length === 0
    ? sql`select topic_id, ${times(factor)} strength as strength from search_topic_words where word_id = ${figure(only)} ${within}`
    : sql`select topic_id, ${times(factor)} max(strength) as strength from search_topic_words
        where word_id = any(${sql.param(ids)}::int[]) ${within} group by topic_id`;
};

const times = (factor: number) => (factor === 1 ? sql`` : sql`${figure(factor)}::float8 *`);

/** Joined in whichever way is quickest for so many rows. */
function hasAllOf(ids: number[], factor: number, within: SQL): SQL {
  const [first, ...others] = [...new Set(ids)];
  const strengths = [sql`has.strength::float8`, ...others.map((_, at) => sql.raw(`other_${at}.strength`))];
  return sql`select topic_id, ${figure(factor / strengths.length)}::float8 * (${sql.join(strengths, sql` + `)}) as strength
    from (${hasOneOf([first ?? 0], 1, within)}) as has ${sql.join(
      others.map(
        (id, at) => sql`join (${hasOneOf([id], 1, sql``)}) as ${sql.raw(`other_${at}`)} using (topic_id)`,
      ),
      sql` `,
    )}`;
}
