import { asc, eq, isNull } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { workingDayMinutes } from '../../platform/working-days.ts';
import { replyTimes } from './tables.ts';

/** How quickly questions are answered in a workspace, or in all, now and before, the latest last. */
const listReplyTimes = (workspaceId: number | null) =>
  db
    .select()
    .from(replyTimes)
    .where(workspaceId === null ? isNull(replyTimes.workspaceId) : eq(replyTimes.workspaceId, workspaceId))
    .orderBy(asc(replyTimes.day));

/** The same as a page says and draws it; nothing where nobody has asked anything lately. */
export async function findReplyTimes(workspaceId: number | null) {
  const rows = await listReplyTimes(workspaceId);
  const now = rows.at(-1);
  if (!now || now.asked === 0) return undefined;
  return {
    within: now.medianMinutes === null ? '' : inWorkingTime(now.medianMinutes),
    asked: now.asked,
    replied: now.replied,
    trend: trendOf(rows.map(({ medianMinutes }) => medianMinutes)),
    rows: rows
      .map(({ medianMinutes, ...row }) => ({
        ...row,
        within: medianMinutes === null ? '' : inWorkingTime(medianMinutes),
      }))
      .toReversed(),
  };
}

/** "5 working hours"; a working day has eight. */
export function inWorkingTime(minutes: number): string {
  const hours = Math.round(minutes / 60);
  if (minutes < 60) return 'an hour';
  if (minutes < workingDayMinutes) return `${hours} working ${hours === 1 ? 'hour' : 'hours'}`;
  const days = Math.round((minutes / workingDayMinutes) * 2) / 2;
  return `${days} working ${days === 1 ? 'day' : 'days'}`;
}

export const trendWidth = 240;
export const trendHeight = 48;
const edge = 4;

/** A line of how it changed: where it goes in a picture of that size; nothing where there are no two points. */
function trendOf(medians: (number | null)[]) {
  const most = Math.max(...medians.map((median) => median ?? 0), 1);
  const step = (trendWidth - 2 * edge) / Math.max(1, medians.length - 1);
  const points = medians.flatMap((median, at) =>
    median === null
      ? []
      : [
          {
            x: round(edge + at * step),
            y: round(trendHeight - edge - (median / most) * (trendHeight - 2 * edge)),
          },
        ],
  );
  if (points.length < 2) return undefined;
  const line = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  return { line, last: points.at(-1), width: trendWidth, height: trendHeight, floor: trendHeight - edge };
}

const round = (number: number): number => Math.round(number * 10) / 10;
