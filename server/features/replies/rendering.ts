import { renderMarkdown } from '../../platform/markdown.ts';

/** Renders a reply; ids in it begin with the topic's and its own number, so that no two bodies on a page clash. */
export const renderReply = (body: string, topicId: number, number: number) =>
  renderMarkdown(body, { idPrefix: `reply-${topicId}-${number}-`, headingsFrom: 4 });
