declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it';
  export default function footnotes(markdown: MarkdownIt): void;
}

declare module '@hackmd/markdown-it-task-lists' {
  import type { MarkdownIt } from 'markdown-it';
  export default function taskLists(markdown: MarkdownIt, options: { label: boolean }): void;
}
