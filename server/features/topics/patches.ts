import type { Patch } from '../../platform/feature.ts';
import { leaveSlots } from '../../platform/slots.ts';
import { render } from '../../platform/views.ts';
import { listAcceptedAnswers, type Reply } from '../replies/queries.ts';
import { shownReply } from '../replies/shown.ts';
import { whatCouncilsSay } from './besides.ts';
import type { Topic } from './queries.ts';
import { shownTopic } from './shown.ts';

/**
 * The pieces of a topic's page that a change touched, as they now are and free of anything that depends on who
 * looks: these replies, and the topic with its accepted answers when `withTopic` says so.
 */
export async function drawPatches(topic: Topic, replies: Reply[], withTopic: boolean): Promise<Patch[]> {
  const answers = withTopic && topic.acceptedCount > 0 ? await listAcceptedAnswers(topic.id) : [];
  const patches: Patch[] = [{ part: 'summary', html: render('topics/_summary', { topic }) }];
  if (withTopic) {
    const said = await whatCouncilsSay(topic);
    const html = render('topics/_topic', { topic: shownTopic(topic, { answers, ...said }) });
    patches.push({ part: 'topic', html: leaveSlots(html) });
  }
  for (const reply of replies) {
    const shown = shownReply(reply);
    patches.push({
      part: `reply-${reply.id}`,
      place: shown.place,
      html: leaveSlots(render('replies/_reply', shown)),
    });
  }
  return patches;
}
