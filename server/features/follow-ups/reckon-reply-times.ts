import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { dayAfter, londonHourOf, momentInLondon, weekdayOf } from '../../platform/london.ts';
import { workingMinutesBetween } from '../../platform/working-days.ts';
import { topics } from '../topics/tables.ts';
import { replyTimes } from './tables.ts';

const day = 24 * 60 * 60 * 1000;
/** Questions of how many days count. */
export const daysCounted = 90;
/** How many Mondays there are besides today. */
const weeks = 12;

interface Asked {
  workspaceId: number;
  askedAt: Date;
  repliedAt: Date | null;
  /** Of working days, from one to the other. */
  minutes: number;
}

/** Every day: how quickly questions are answered, in the group and in each workspace, now and on the Mondays before. */
export async function reckonReplyTimes(): Promise<void> {
  const asked = await listAsked();
  const rows = momentsToReckon().flatMap((moment) => reckonAt(moment, asked));
  await db.transaction(async (tx) => {
    await tx.delete(replyTimes);
    if (rows.length > 0) await tx.insert(replyTimes).values(rows);
  });
}

/** Today as far as it is, and the beginnings of the Mondays before. */
function momentsToReckon(): { day: string; at: Date }[] {
  const now = clock.now();
  const { day: today } = londonHourOf(now);
  const monday = dayAfter(today, 1 - weekdayOf(today));
  const mondays = Array.from({ length: weeks }, (_, before) => dayAfter(monday, -7 * before));
  const earlier = mondays.filter((monday) => monday !== today);
  return [
    { day: today, at: now },
    ...earlier.map((monday) => ({ day: monday, at: momentInLondon({ day: monday, hour: 0 }) })),
  ];
}

/** Of what was imported it is not known how long it waited; nobody can answer what a coordinator has hidden. */
async function listAsked(): Promise<Asked[]> {
  const from = new Date(clock.now().getTime() - (daysCounted + 7 * weeks) * day);
  const rows = await db
    .select({
      workspaceId: topics.workspaceId,
      askedAt: topics.createdAt,
      repliedAt: sql<
        string | null
      >`(select min(replies.created_at) from replies where replies.topic_id = topics.id
        and replies.removed_at is null and replies.author_id <> topics.author_id)`,
    })
    .from(topics)
    .where(
      and(
        eq(topics.kind, 'question'),
        isNull(topics.source),
        gte(topics.createdAt, from),
        ne(topics.state, 'draft'),
        isNull(topics.removedAs),
      ),
    );
  return rows.map(({ repliedAt: text, ...row }) => {
    const repliedAt = text === null ? null : new Date(text);
    return { ...row, repliedAt, minutes: repliedAt ? workingMinutesBetween(row.askedAt, repliedAt) : 0 };
  });
}

function reckonAt({ day: of, at }: { day: string; at: Date }, asked: Asked[]) {
  const from = new Date(at.getTime() - daysCounted * day);
  const known = asked.filter(({ askedAt }) => askedAt >= from && askedAt <= at);
  const byWorkspace = Map.groupBy(known, ({ workspaceId }) => workspaceId);
  return [[null, known] as const, ...byWorkspace].map(([workspaceId, questions]) => {
    const replied = questions.filter(({ repliedAt }) => repliedAt && repliedAt <= at);
    return {
      workspaceId,
      day: of,
      asked: questions.length,
      replied: replied.length,
      medianMinutes: medianOf(replied.map(({ minutes }) => minutes)),
    };
  });
}

function medianOf(numbers: number[]): number | null {
  const inOrder = numbers.toSorted((a, b) => a - b);
  const half = inOrder.length / 2;
  const [low, high] = [inOrder[Math.ceil(half) - 1], inOrder[Math.floor(half)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
