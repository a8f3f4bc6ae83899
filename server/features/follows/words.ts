import type { Kind } from '../topics/kinds.ts';
import type { Following } from './following.ts';
import { asWider } from './forms.ts';
import { type Level, type Place, usualLevel } from './levels.ts';

const choices: Record<Level, { text: string; hint: Record<Place, string> }> = {
  everything: {
    text: 'Everything',
    hint: {
      group: 'Each new topic and each new reply in all your workspaces',
      workspace: 'Each new topic and each new reply in this workspace',
      topic: 'Each new reply',
    },
  },
  'new-topics': {
    text: 'New topics',
    hint: {
      group: 'Each new topic in all your workspaces. Of the rest, only replies to you and mentions',
      workspace: 'Each new topic in this workspace. Of the rest, only replies to you and mentions',
      topic: '',
    },
  },
  solved: {
    text: 'Only when solved',
    hint: {
      group:
        'When a question in your workspaces has an accepted answer. Of the rest, only replies to you and mentions',
      workspace:
        'When a question in this workspace has an accepted answer. Of the rest, only replies to you and mentions',
      topic: 'When an answer is accepted. Of the rest, only replies to you and mentions',
    },
  },
  mine: {
    text: 'Only mine and mentions',
    hint: inAll('Replies to you, answers of yours that are accepted, and mentions of you'),
  },
  nothing: {
    text: 'Nothing',
    hint: inAll('Not even replies to you and mentions. You are still told what is done to your own posts'),
  },
};

function inAll(hint: string): Record<Place, string> {
  return { group: hint, workspace: hint, topic: hint };
}

const nameOf = (level: Level) => choices[level].text.toLowerCase();

/** What can be chosen, each with a line that says what it means; first, what counts without a choice. */
export function choicesOf(place: Place, levels: Level[], wider: Following | null) {
  const chosen = levels.map((value) => ({
    value,
    text: choices[value].text,
    hint: choices[value].hint[place],
  }));
  if (place === 'group') return chosen;
  const inWhat = place === 'topic' ? 'workspace' : 'group';
  const isFromGroup = place === 'topic' && wider?.place === 'group';
  const now = `At the moment: ${nameOf(wider?.level ?? usualLevel)}${isFromGroup ? ', as in the group' : ''}`;
  const again = place === 'topic' ? '. If you post here, you follow everything' : '';
  return [{ value: asWider, text: `As in the ${inWhat}`, hint: now + again }, ...chosen];
}

const sayings: Record<Level, string> = {
  everything: 'You follow everything',
  'new-topics': 'You follow new topics',
  solved: 'You are told when questions are solved',
  mine: 'You are told of replies to you and mentions of you',
  nothing: 'You are told nothing',
};

/** How much somebody hears of a place, and why: a sentence without its full stop. */
export function sayFollowing(at: Place, following: Following | null, kind?: Kind): string {
  const { level, place, because, isCarried } = following ?? usual(at);
  const isSaidHere = place === at;
  const here = isSaidHere && level !== 'mine' ? (at === 'group' ? ' in the group' : ' here') : '';
  const says =
    level === 'solved' && kind === 'question' ? 'You are told when this is solved' : sayings[level] + here;
  if (!isSaidHere) return `${says}, as in the whole ${place}`;
  if (isCarried) return `${says}, since you followed one that is the same`;
  return because === 'posted' ? `${says}, since you posted` : says;
}

const usual = (place: Place): Following => ({
  level: usualLevel,
  place,
  because: 'chosen',
  isCarried: false,
});

/** What a page says first after somebody has chosen. */
export const followedWords = { followed: 'You have changed what you are told' };
