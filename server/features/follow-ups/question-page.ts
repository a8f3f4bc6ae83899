import { db } from '../../platform/database.ts';
import type { ShownForm } from '../../platform/forms.ts';
import type { Member } from '../../platform/viewer.ts';
import type { Topic } from '../topics/queries.ts';
import { shownRow } from '../topics/shown.ts';
import { canFollowUp, canRefuse } from './policy.ts';
import { findFollowUp, findWaiting, listTurns } from './queries.ts';
import { listAsked, listHelpers } from './who-can-help.ts';

type MakeForm = ShownForm | ((firstBox: string) => ShownForm);

/** What there is to know and do about a question that waits. `isTooLate` says that another was quicker. */
export async function questionPage(member: Member, topic: Topic, form: MakeForm, isTooLate = false) {
  const [followUp, waiting, helpers, asked] = await Promise.all([
    findFollowUp(topic.id),
    findWaiting(db, topic.id),
    listHelpers(topic),
    listAsked(topic.id),
  ]);
  const turns = followUp ? await listTurns(followUp.id) : [];
  const items = helpers.map(({ id, name, council, line }) => ({
    name: `person-${id}`,
    text: `${name}, ${council}${line ? `: ${line}` : ''}`,
  }));
  const shown = typeof form === 'function' ? form(items[0]?.name ?? 'person-0') : form;
  const isOwn = followUp?.ownerId === member.id;
  return {
    topic: shownRow(topic),
    followUp: followUp && {
      ...followUp,
      isOwn,
      isTurnOfViewer: !followUp.ownerId && followUp.turnOf === member.id,
    },
    waiting,
    turns,
    helpers: items,
    asked,
    form: shown,
    isTooLate,
    takeText: followUp?.ownerId ? 'Take it over' : 'Take it on',
    can: {
      coordinate: canFollowUp(member, topic),
      refuse: canRefuse(member, followUp),
    },
  };
}
