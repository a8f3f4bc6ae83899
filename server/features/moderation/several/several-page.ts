import { randomUUID } from 'node:crypto';
import { and, inArray, ne } from 'drizzle-orm';
import type { Request } from 'express';
import { readParameter } from '../../../platform/addresses.ts';
import { db } from '../../../platform/database.ts';
import type { ShownForm } from '../../../platform/forms.ts';
import { coordinates, memberWith } from '../../../platform/powers.ts';
import { isCoordinatorOf, type Member } from '../../../platform/viewer.ts';
import { findCouncilIfAny } from '../../councils/queries.ts';
import { countTopics } from '../../topics/counts.ts';
import { listToModerate } from '../../topics/lists.ts';
import { selectTopics, type Topic } from '../../topics/queries.ts';
import { shownRow } from '../../topics/shown.ts';
import { topics } from '../../topics/tables.ts';
import { listChoicesIn } from '../../workspaces/choices.ts';
import { addressOf, filterBar, readCursor, readFilters, topicFilterFrom } from '../../workspaces/filters.ts';
import { type FoundWorkspace, findWorkspace } from '../../workspaces/queries.ts';
import { ruleChoices } from '../acting-page.ts';
import { type ActName, actOf, actsOnSeveral, listActsFor } from '../acts.ts';
import { listOthersHeldBy } from '../moves.ts';
import { listPausedIn } from '../pausing/pause-posting.ts';
import { findLatestActsOn } from '../queries.ts';
import type { Ticked } from './act-on-several.ts';
import { listRepliesTakenOff } from './replies-taken-off.ts';
import { listStandings } from './standings.ts';
import { readTicked } from './ticked.ts';

/** The workspace in an address, for whoever coordinates it. */
export async function findCoordinated(req: Request<{ slug: string }>) {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  return { workspace, member: memberWith(req.viewer, coordinates(workspace.id)) };
}

/** The list of a workspace's topics, each with a box, by the filters that the workspace has. */
export async function choosingPage(req: Request<{ slug: string }>, form: ShownForm) {
  const { workspace, member } = await findCoordinated(req);
  // First, so that what has changed since is asked for.
  const { seq } = await countTopics(member, workspace.id);
  const isTakenOff = readParameter(req.query.show) === 'taken-off';
  const read = readFilters(req);
  const filters = isTakenOff ? { ...read, kind: '', state: '', council: '', tag: '', order: '' } : read;
  const after = readCursor(req);
  const council = filters.council ? await findCouncilIfAny(filters.council) : undefined;
  const filter = topicFilterFrom(filters, workspace.id, council);
  const [list, { councils, tags }, paused] = await Promise.all([
    filter ? listToModerate(member, filter, isTakenOff, after) : { topics: [], next: undefined },
    listChoicesIn(member, workspace.id),
    listPausedIn(workspace.id),
  ]);
  const ids = list.topics.map(({ id }) => id);
  const [newest, standings, replies] = await Promise.all([
    findLatestActsOn(ids),
    listStandings(ids),
    isTakenOff ? listRepliesTakenOff(workspace.id) : [],
  ]);
  const path = `/workspaces/${workspace.slug}/moderation`;
  const here = (cursor?: typeof after) => {
    const address = addressOf(path, filters, cursor);
    return isTakenOff ? `${address}${address.includes('?') ? '&' : '?'}show=taken-off` : address;
  };
  return {
    workspace,
    paused,
    seq,
    path,
    isTakenOff,
    replies,
    shows: [
      { label: 'What people can see', href: path, current: !isTakenOff },
      { label: 'Hidden or removed', href: `${path}?show=taken-off`, current: isTakenOff },
    ],
    filters: isTakenOff ? undefined : filterBar(path, filters, { councils, tags, isMember: false, council }),
    topics: list.topics.map((topic) => ({
      ...shownRow(topic),
      isRemoved: topic.removedAs === 'removed',
      standing: standings.get(topic.id),
      latest: form.values[`topic-${topic.id}`] ?? String(newest.get(topic.id)?.id ?? 0),
      ticked: form.values[`topic-${topic.id}`] !== undefined,
    })),
    kept: Object.entries({
      ...filters,
      show: isTakenOff ? 'taken-off' : '',
      after: readParameter(req.query.after),
    })
      .filter(([, value]) => value)
      .map(([name, value]) => ({ name, value })),
    acts: actsOnSeveral.map((name) => ({ value: name, text: actOf(name).label })),
    firstHref: after ? here() : '',
    nextHref: list.next ? here(list.next) : '',
    form,
  };
}

/** The form for an act on those that were ticked. */
export async function severalPage(
  member: Member,
  workspace: FoundWorkspace,
  name: ActName,
  ticked: Ticked,
  form: ShownForm,
) {
  // What was offered and not ticked can still be.
  const offered = new Map([...readTicked(form.values, 'offered'), ...ticked]);
  const found = await listTicked(member, offered);
  const act = actOf(name);
  const chosen = found.map((topic) => ({
    ...shownRow(topic),
    latest: String(offered.get(topic.id) ?? 0),
    ticked: ticked.has(topic.id),
    fits: topic.workspace.id === workspace.id && listActsFor({ topic }).includes(name),
  }));
  return {
    workspace,
    path: `/workspaces/${workspace.slug}/moderation`,
    actName: name,
    act,
    fitting: chosen.filter(({ fits }) => fits),
    unfit: chosen.filter(({ fits }) => !fits),
    rules: await ruleChoices(workspace.id),
    workspaces: act.asksFor === 'workspace' ? await listOthersHeldBy(member, { workspace }) : [],
    form,
    formId: form.values.formId || randomUUID(),
  };
}

/** Those in a workspace that this member coordinates, in the order in which they were ticked. */
export async function listTicked(member: Member, ticked: Pick<Ticked, 'keys'>): Promise<Topic[]> {
  const ids = [...ticked.keys()];
  if (ids.length === 0) return [];
  const rows = await selectTopics(db, member).where(and(inArray(topics.id, ids), ne(topics.state, 'draft')));
  const own = rows.filter(({ workspace }) => isCoordinatorOf(member, workspace.id));
  return ids.flatMap((id) => own.find((topic) => topic.id === id) ?? []);
}
