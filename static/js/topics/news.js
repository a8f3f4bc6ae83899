/**
 * Says in the status line what became of a topic and its replies while somebody looks on, from what its head said before
 * and says now: so it does not matter by what way the page heard of it.
 */
export function watchNews(status, refreshStanding) {
  let before = readTopic();

  return {
    async tell() {
      const now = readTopic();
      if (!now || !before) return;
      const changed = Object.fromEntries(Object.keys(now).map((key) => [key, now[key] !== before[key]]));
      const isBack = now.movedAway < before.movedAway;
      before = now;
      if (changed.version) status.say('The topic was edited');
      if (changed.workspace) status.say(`The topic was moved to ${now.workspace}`);
      if (changed.isSlow)
        status.say(now.isSlow ? 'The topic is slowed down now' : 'The topic is not slowed down any more');
      if (changed.movedAway)
        status.say(isBack ? 'Replies were moved back' : 'Replies were moved to another topic');
      if (!changed.openAs && !changed.workspace) return;
      // Whoever could reply is told what it means for them instead.
      if ((await refreshStanding()) || !changed.isLocked) return;
      status.say(now.isLocked ? 'The topic is locked now' : 'The topic is not locked any more');
    },
    countRemoved(reply, old) {
      if (!old || old.dataset.removed === reply.dataset.removed) return;
      const { removed = 'back' } = reply.dataset;
      status.count(nouns[removed] ?? nouns.removed);
    },
  };
}

const nouns = {
  hidden: { one: 'reply was hidden', many: 'replies were hidden' },
  removed: { one: 'reply was removed', many: 'replies were removed' },
  back: { one: 'reply was put back', many: 'replies were put back' },
};

function readTopic() {
  const topic = document.querySelector('[data-part="topic"]');
  if (!topic) return undefined;
  const { version, workspace, openAs = '', slow, movedAway } = topic.dataset;
  return {
    version,
    workspace,
    openAs,
    isLocked: openAs.split(' ').includes('locked'),
    isSlow: slow !== undefined,
    movedAway: Number(movedAway),
  };
}
