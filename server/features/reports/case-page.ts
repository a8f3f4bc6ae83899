import { renderMarkdown } from '../../platform/markdown.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { findRule } from '../rules/queries.ts';
import { type Act, type Case, findCaseFor, listActsOf, listRelated, listReportsOf } from './case-queries.ts';
import { findText } from './reported-text.ts';
import { shownCategory } from './shown.ts';
import { sayAct, shownCase } from './shown-case.ts';

/** A case with all that its coordinators need to decide on it. */
export async function casePage(viewer: Viewer, id: number) {
  const { found, member } = await findCaseFor(viewer, id);
  const [acts, reports, text, related] = await Promise.all([
    listActsOf(id),
    listReportsOf(id),
    findText(found),
    listRelated(member, member.coordinates, found),
  ]);
  const others = relatedTo(found, related.found);
  return {
    found: shownCase(found),
    text,
    reports: await withRules(reports.map(shownCategory)),
    acts: acts.filter(({ kind }) => kind !== 'reported').map(shownAct),
    earlier: others.ofPost.map(shownCase),
    similar: others.similar.map(shownCase),
    ofAuthor: { count: related.ofAuthor, cases: others.ofAuthor.map(shownCase) },
    isLooking: found.looker?.id === member.id,
    from: found.actCount,
  };
}

const ofAuthorAtMost = 10;

/** What was reported of the same post before, what is open and like it, and what else its author had reported. */
function relatedTo(found: Case, others: Case[]) {
  const isOfPost = ({ topicId, post }: Case) => topicId === found.topicId && post === found.post;
  const categories = new Set(found.reported.map(({ category }) => category));
  const isLike = (other: Case) =>
    other.topicId === found.topicId || other.reported.some(({ category }) => categories.has(category));
  return {
    ofPost: others.filter(isOfPost),
    similar: others.filter((other) => !other.closedAt && !isOfPost(other) && isLike(other)),
    ofAuthor: others.filter(({ authorId }) => authorId === found.authorId).slice(0, ofAuthorAtMost),
  };
}

async function withRules<T extends { ruleIds: number[] }>(reports: T[]) {
  const ids = [...new Set(reports.flatMap(({ ruleIds }) => ruleIds))];
  const rules = await Promise.all(ids.map((id) => findRule(id)));
  return reports.map((report) => ({
    ...report,
    rules: rules.flatMap((rule) => (rule && report.ruleIds.includes(rule.id) ? rule : [])),
  }));
}

function shownAct(act: Act) {
  const { kind, words, number } = act;
  const html = kind === 'note' ? renderMarkdown(words, { idPrefix: `note-${number}-`, headingsFrom: 4 }) : '';
  return { ...act, says: sayAct(act), html };
}
