import { isInGroup, type SignedIn } from '../../platform/viewer.ts';
import { kinds } from '../topics/kinds.ts';
import { canEdit, canReply, canSuggest } from '../topics/policy.ts';
import { textsIn } from './forms.ts';
import { formOf, type Place, placeOf } from './places.ts';
import type { FoundDraft } from './queries.ts';

/** A draft as lists and its own page show it. */
export function shownDraft(person: SignedIn, found: FoundDraft) {
  const { draft, topic, workspace } = found;
  const place = placeOf(draft.place) as Place;
  const isOpen = canStillBeSent(person, place, found);
  const texts = textsIn(draft.fields);
  return {
    ...draft,
    ...wordsFor(place, found),
    texts,
    excerpt: (texts.find(({ field }) => field !== 'title') ?? texts[0])?.text.slice(0, 200) ?? '',
    formHref: isOpen ? formOf(place, draft.id) : undefined,
    /** Where a new topic can be made of a reply that can no longer be posted. */
    newTopicIn: !isOpen && place.what === 'reply' && isTheirs(person, workspace) ? workspace : undefined,
    topic: topic && { id: topic.id, title: topic.title },
    workspace,
  };
}

export type ShownDraft = ReturnType<typeof shownDraft>;

function wordsFor(place: Place, { draft, topic, reply, workspace }: FoundDraft) {
  const title = topic ? `“${topic.title}”` : 'a topic that you cannot see any more';
  switch (place.what) {
    case 'topic': {
      const kind = kinds[place.kind].label;
      return {
        name: draft.fields.title?.trim() || `${kind} without a title`,
        about: `${kind} in ${workspace?.name ?? 'a workspace that you cannot see any more'}`,
      };
    }
    case 'reply':
      return { name: `Reply to ${title}`, about: '' };
    case 'topic-edit':
      return { name: `Edit of ${title}`, about: '' };
    case 'suggestion':
      return { name: `Suggested edit of ${title}`, about: '' };
    case 'reply-edit':
      return {
        name: `Edit of ${reply && topic ? `reply ${reply.number} to ` : 'a reply to '}${title}`,
        about: '',
      };
  }
}

/** Whether its form is still there for them. */
function canStillBeSent(person: SignedIn, place: Place, { topic: found, reply, workspace }: FoundDraft) {
  if (place.what === 'topic') return isTheirs(person, workspace);
  if (!found) return false;
  const topic = { ...found, workspace: { id: found.workspaceId } };
  if (place.what === 'reply') return canReply(person, topic);
  if (place.what === 'topic-edit') return canEdit(person, topic);
  if (place.what === 'suggestion') return canSuggest(person, topic);
  return isInGroup(person, found.workspaceId) && reply?.authorId === person.id && !reply.removedAt;
}

const isTheirs = (person: SignedIn, workspace: { id: number } | null): workspace is { id: number } =>
  workspace !== null && isInGroup(person, workspace.id);
