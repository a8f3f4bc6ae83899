import type { Tx } from '../../../platform/database.ts';
import { forgetOutcomesOf } from '../../adoptions/forget-outcomes-of.ts';
import { forgetUsesIn } from '../../attachments/forget-uses-in.ts';
import { forgetCitationsIn } from '../../cited-pages/forget-citations-in.ts';
import { forgetLinesOn } from '../../collections/forget-lines-on.ts';
import { forgetPosted } from '../../guests/forget-posted.ts';
import { forgetMentionsIn } from '../../mentions/forget-mentions-in.ts';
import { forgetNoticesAbout } from '../../notices/forget-notices-about.ts';
import { purgeReplies } from '../../replies/purge-replies.ts';
import { forgetReasonsOf } from '../../reviews/forget-reasons-of.ts';
import { forgetLinesOfSameProblems } from '../../same-problems/forget-lines-of.ts';
import { forgetTopics } from '../../search/index-posts.ts';
import { forgetTopicTexts } from '../../similar-topics/forget-topic-texts.ts';
import { forgetSuggestionsTo } from '../../suggestions/forget-suggestions-to.ts';
import type { GonePosts } from '../../topics/gone-posts.ts';
import { purgeTopics } from '../../topics/purge-topics.ts';

/**
 * Deletes what posts say whose topics are held, all that was made of it, and what was written about topics where nobody can
 * read it without them. A new table with words of posts in it belongs here: test/features/moderation/purge-removed.test.ts
 * looks through all that there are.
 */
export async function forgetTexts(tx: Tx, gone: GonePosts): Promise<void> {
  const { topicIds, replyIds } = gone;
  await purgeTopics(tx, topicIds);
  await purgeReplies(tx, replyIds);
  await forgetTopicTexts(tx, topicIds);
  await forgetTopics(tx, topicIds);
  await forgetUsesIn(tx, gone);
  await forgetMentionsIn(tx, gone);
  await forgetPosted(tx, gone);
  await forgetSuggestionsTo(tx, topicIds);
  await forgetCitationsIn(tx, topicIds);
  await forgetReasonsOf(tx, topicIds);
  await forgetLinesOn(tx, topicIds);
  await forgetLinesOfSameProblems(tx, topicIds);
  await forgetOutcomesOf(tx, topicIds);
  await forgetNoticesAbout(tx, gone);
}
