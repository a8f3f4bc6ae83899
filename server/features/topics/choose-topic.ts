import { and, desc, eq, ilike, inArray, isNull, notInArray } from 'drizzle-orm';
import { z } from 'zod';
import { config } from '../../config.ts';
import { db } from '../../platform/database.ts';
import { optionalNumber, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { anywhere } from '../../platform/like.ts';
import { type SignedIn, type Viewer, withCouncil } from '../../platform/viewer.ts';
import { workspaces } from '../workspaces/tables.ts';
import { type Kind, kinds } from './kinds.ts';
import { isPosted, visibleTo } from './queries.ts';
import { topics } from './tables.ts';

const candidatesAtMost = 10;

/** What comes with `other`, where somebody enters the address of a topic or words of its title. */
export const chosenTopic = {
  /** What was looked for when the choices below it were shown. */
  searched: z.string().max(300).optional().catch(undefined),
  otherId: optionalNumber,
};

interface Sent {
  values: { other: string; searched?: string; otherId?: number };
  shown: ShownForm;
}

type Candidates = Awaited<ReturnType<typeof listCandidates>>;

/**
 * The topic that somebody means: by its address, or chosen from those that their words found. Otherwise their form to be
 * shown again, with what there is to choose from.
 */
export async function chooseTopic(
  viewer: SignedIn,
  { values: { other, searched, otherId }, shown }: Sent,
  among: { kinds?: Kind[]; notIds: number[] },
): Promise<{ id: number } | { form: ShownForm; candidates?: Candidates }> {
  const isAgain = searched === other;
  const id = readTopicAddress(other) ?? (isAgain ? otherId : undefined);
  const nothing = { form: refusedForm(shown.values, new Map([['other', notFoundWords]])) };
  if (id) return (await isSeenBy(viewer, id)) ? { id } : nothing;
  const candidates = await listCandidates(viewer, { words: other, ...among });
  if (candidates.length === 0) return nothing;
  const missing = new Map(isAgain ? [['otherId', 'Choose one of these topics']] : []);
  return { form: refusedForm({ ...shown.values, searched: other }, missing), candidates };
}

const notFoundWords = 'We found no such topic. Check the address, or enter other words of its title';
const addressed = /^(?:#|(?:https?:\/\/[^/]+)?\/topics\/)([1-9]\d{0,8})(?:[/?#].*)?$/;

/** The topic that somebody entered by its address; nothing where they entered words, or an address of elsewhere. */
function readTopicAddress(text: string): number | undefined {
  const [, id] = addressed.exec(text) ?? [];
  const isElsewhere = /^https?:/.test(text) && new URL(config.baseUrl).origin !== URL.parse(text)?.origin;
  return id && !isElsewhere ? Number(id) : undefined;
}

/** Whether there is such a topic for this viewer. */
const isSeenBy = async (viewer: Viewer, id: number): Promise<boolean> =>
  (await db.$count(topics, and(eq(topics.id, id), visibleTo(viewer)))) > 0;

/** Topics that this viewer could choose: those whose titles have all of these words, the newest activity first. */
async function listCandidates(
  viewer: SignedIn,
  { words, kinds: ofKinds, notIds }: { words: string; kinds?: Kind[]; notIds: number[] },
) {
  const patterns = words.split(/\s+/).map(anywhere);
  const found = await db
    .select({
      id: topics.id,
      title: topics.title,
      kind: topics.kind,
      workspace: workspaces.name,
      author: topics.author,
    })
    .from(topics)
    .innerJoin(workspaces, eq(workspaces.id, topics.workspaceId))
    .where(
      and(
        visibleTo(viewer),
        notIds.length > 0 ? notInArray(topics.id, notIds) : undefined,
        isPosted,
        ofKinds ? inArray(topics.kind, ofKinds) : undefined,
        isNull(topics.sameAs),
        ...patterns.map((pattern) => ilike(topics.title, pattern)),
      ),
    )
    .orderBy(desc(topics.lastActivityAt), desc(topics.id))
    .limit(candidatesAtMost);
  return found.map(({ id, title, kind, workspace, author }) => ({
    value: String(id),
    text: title,
    hint: `${kinds[kind].label} by ${withCouncil(author)}, in ${workspace}`,
  }));
}
