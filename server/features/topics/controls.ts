import { drawOnce, type Slot, type SlotIds } from '../../platform/slots.ts';
import { isCoordinatorOf, type Viewer } from '../../platform/viewer.ts';
import { render } from '../../platform/views.ts';
import { canAdopt } from '../adoptions/policy.ts';
import { canFollowUp } from '../follow-ups/policy.ts';
import { canFollow } from '../follows/policy.ts';
import { shownFollowing } from '../follows/shown.ts';
import { canDraftGuidance, canLink } from '../links/policy.ts';
import type { Link } from '../links/queries.ts';
import { type LinksShown, shownLinks } from '../links/shown.ts';
import { moderationOf, reportHrefOf } from '../replies/addresses.ts';
import { type Powers, powersOver, type ReplyState } from '../replies/policy.ts';
import { canReport } from '../reports/policy.ts';
import { canSayTheSame } from '../same-problems/policy.ts';
import { canDecideSuggestions, canEdit, canReview, canSuggest, listNextStates } from './policy.ts';
import type { Followed, Standing } from './queries.ts';

/** What a viewer can do stands in the page as links and buttons of their own. */
export function controlsFor(viewer: Viewer, topic: Followed, links: Link[]): (slot: Slot) => Buffer {
  const linked = shownLinks(topic, links);
  return (slot) => {
    if (slot.name === 'lead') return drawOnce(slot, JSON.stringify(linked.lead), () => drawLead(linked));
    if (slot.name === 'links') return drawOnce(slot, JSON.stringify(linked.groups), () => drawLinks(linked));
    if (slot.name === 'report') {
      const can = canReport(viewer, {
        authorId: topic.authorId,
        isDraft: topic.state === 'draft',
        isRemoved: topic.removedAs !== null,
      });
      return drawOnce(slot, String(can), () => (can ? render('reports/_link', { topic }) : ''));
    }
    if (viewer.kind === 'visitor' && slot.name !== 'reply') return drawOnce(slot, 'visitor', () => '');
    if (slot.name === 'follow')
      return drawOnce(slot, JSON.stringify(topic.following), () => drawFollowing(viewer, topic));
    if (slot.name === 'topic') {
      const can = {
        edit: canEdit(viewer, topic),
        states: listNextStates(viewer, topic),
        suggest: canSuggest(viewer, topic),
        haveToo: canSayTheSame(viewer, topic),
        adopt: canAdopt(viewer, topic),
        review: reviewBy(viewer, topic),
        link: canLink(viewer, topic),
        followUp: canFollowUp(viewer, topic) && ['open', 'reopened'].includes(topic.state),
        draftGuidance: canDraftGuidance(viewer, topic),
        moderate: isCoordinatorOf(viewer, topic.workspace.id),
        decide: canDecideSuggestions(viewer, topic) ? topic.openSuggestions : 0,
      };
      return drawOnce(slot, JSON.stringify(can), () => drawTopicControls(topic, can));
    }
    const { author, removed, accepted } = slot.ids;
    const can = powersOver(viewer, topic, {
      authorId: Number(author),
      removed: removed as ReplyState['removed'],
      accepted: Boolean(accepted),
    });
    return drawOnce(slot, Object.values(can).join(), () => drawReplyControls(topic, slot.ids, can));
  };
}

const reviewBy = (viewer: Viewer, topic: Standing): TopicPowers['review'] =>
  canReview(viewer, topic) ? (topic.health === 'current' ? 'later' : 'due') : '';

const drawLead = (linked: LinksShown) => (linked.lead ? render('links/_lead', linked) : '');
const drawLinks = (linked: LinksShown) => (linked.groups.length > 0 ? render('links/_of-topic', linked) : '');

/** Whether it can be followed is the same for all who see it. */
function drawFollowing(viewer: Viewer, topic: Followed): string {
  if (!canFollow(viewer, topic)) return '';
  const { id, kind, following } = topic;
  return render(
    'follows/_follow',
    shownFollowing({ place: 'topic', href: `/topics/${id}/follow`, kind }, following),
  );
}

interface TopicPowers {
  edit: boolean;
  states: { state: string; label: string }[];
  suggest: boolean;
  haveToo: boolean;
  adopt: boolean;
  link: boolean;
  followUp: boolean;
  draftGuidance: boolean;
  moderate: boolean;
  /** Whether they may say that it is still right, and whether it is time to. */
  review: 'later' | 'due' | '';
  /** How many suggested edits wait for them. */
  decide: number;
}

function drawTopicControls(topic: Standing, { states, ...can }: TopicPowers): string {
  if (Object.values(can).every((power) => !power) && states.length === 0) return '';
  return render('topics/_controls', { topic, nextStates: states, can });
}

function drawReplyControls(topic: Standing, ids: SlotIds, can: Powers): string {
  const address = `/topics/${topic.id}?answer=${ids.number}`;
  const [answerHref, quoteHref] = [`${address}#write`, `${address}&quote=${ids.number}#write`];
  const place = { topicId: topic.id, post: Number(ids.number) };
  const [reportHref, moderateHref] = [reportHrefOf(place), moderationOf(place)];
  const reply = { ...ids, author: { name: ids.name }, answerHref, quoteHref, reportHref, moderateHref };
  return render('replies/_controls', { reply, can });
}
