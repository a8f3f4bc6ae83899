import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { closeCode } from '../../platform/markdown/close-code.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { addressOfNewTopic, formOf } from '../drafts/places.ts';
import { listDraftsAt } from '../drafts/queries.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { asWords, mentionOf } from '../mentions/options.ts';
import { formerMember } from '../people/name-withdrawal.ts';
import { addressOf } from '../replies/addresses.ts';
import { listAcceptedAnswers, type Reply } from '../replies/queries.ts';
import { findTopicFor, selectListed, type Topic, visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { insertLink, recordLinks } from './link-topics.ts';
import { canDraftGuidance } from './policy.ts';

/**
 * Begins guidance with a question and its accepted answers, and who gave them; a draft that was begun so is gone on with.
 * Answers with the address of its form.
 */
export async function draftGuidance(person: SignedIn, questionId: number): Promise<string> {
  const question = await findTopicFor(person, questionId);
  if (!canDraftGuidance(person, question))
    throw notAllowed('Guidance can be made from a question that has an accepted answer.');
  const { slug } = question.workspace;
  const place = addressOfNewTopic(slug, 'guidance');
  const begun = (await listDraftsAt(person, place)).find(
    ({ fields }) => fields.drawnFrom === String(questionId),
  );
  const fields = async () => fieldsFrom(question, await listAcceptedAnswers(questionId));
  const draft = begun ?? (await saveDraft(person, { place, formId: randomUUID(), fields: await fields() }));
  return formOf({ what: 'topic', slug, kind: 'guidance' }, draft?.id ?? 0);
}

function fieldsFrom(question: Topic, answers: Reply[]): Record<string, string> {
  const { id, title, tags, visibility, content } = question;
  const body = [
    `## The question\n\nFrom [${asWords(title)}](/topics/${id}).`,
    closeCode(content.trying ?? ''),
    content.tried ? `### What had been tried\n\n${closeCode(content.tried)}` : '',
    '## What worked',
    ...answers.map(
      ({ number, body, author }) =>
        `${closeCode(body)}\n\nAnswered by ${nameOf(author)}, in [reply ${number}](${addressOf(id, number)}).`,
    ),
  ];
  return {
    title,
    tags: tags.join(', '),
    visibility,
    summary: '',
    body: body.filter(Boolean).join('\n\n'),
    audience: '',
    drawnFrom: String(id),
  };
}

/** Who gave an answer is told when it becomes guidance; whose name is off is not named here either. */
function nameOf({ id, name, council }: Reply['author']): string {
  const where = council ? `, ${council.name}` : '';
  return (name === formerMember || name === 'Former guest' ? name : mentionOf({ id, name })) + where;
}

/**
 * Links guidance that was just posted with the question it was made from, if whoever posted it still sees that. Answers
 * with how many links it then has.
 */
export async function linkToQuestion(
  tx: Tx,
  author: SignedIn,
  guidance: { id: number },
  questionId: number | undefined,
): Promise<number> {
  if (!questionId) return 0;
  const isQuestion = and(eq(topics.id, questionId), eq(topics.kind, 'question'), visibleTo(author));
  const [question] = await selectListed(tx, author).where(isQuestion).for('update', { of: topics });
  if (!question) return 0;
  await insertLink(tx, author, 'drawn-from', { from: guidance, to: question });
  await recordLinks(tx, author, question);
  return 1;
}
