import type { Page } from 'playwright-core';
import { renderMarkdown } from '../../server/platform/markdown.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makePerson, makeTopic } from '../support/make.ts';
import { until } from '../support/until.ts';
import { openPage, shows } from '../support/visits.ts';

const browser = useBrowser();
let page: Page;
const app = useApp();
beforeAll(async () => {
  const writer = await makePerson({ name: 'Amina Rahman' });
  const { id } = await makeTopic(writer);
  page = await openPage({ browser, address: app.address, as: writer, path: `/topics/${id}` });
});
beforeEach(() => page.fill('#body', ''));

interface Copied {
  html?: string;
  text: string;
}

/** Copies it as another program would, HTML to the letter. */
const copy = (copied: Copied) =>
  page.evaluate(({ html, text }) => {
    const give = (event: ClipboardEvent) => {
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      if (html) event.clipboardData?.setData('text/html', html);
    };
    document.addEventListener('copy', give, { once: true });
    document.execCommand('copy');
  }, copied);

async function paste(copied: Copied, keys = 'Control+v'): Promise<string> {
  const before = await page.inputValue('#body');
  await copy(copied);
  await page.focus('#body');
  await page.keyboard.press(keys);
  await until('it is pasted', async () => (await page.inputValue('#body')) !== before);
  return page.inputValue('#body');
}
const pasteHtml = (html: string) => paste({ html, text: 'Its words' });

test('a table of a spreadsheet becomes one in Markdown, is kept and is undone', async () => {
  const html = `<meta name=generator content=Sheets><google-sheets-html-origin><style>td {border: 1px}</style>
    <table dir="ltr"><colgroup><col width="100"></colgroup><tbody>
    <tr><td>Ward</td><td>Missed bins</td><td style="text-align:right">Share</td></tr>
    <tr><td>Bow | East</td><td rowspan="2">12<br>of 300</td><td style="text-align:right">4%</td></tr>
    <tr><td>Mile_End</td><td style="text-align:right">2%</td></tr>
    <tr><td colspan="2">All</td><td style="text-align:right"></td></tr>
    </tbody></table>`;
  expect(await pasteHtml(html)).toBe(
    [
      '| Ward | Missed bins | Share |',
      '| --- | --- | --: |',
      '| Bow \\| East | 12<br>of 300 | 4% |',
      '| Mile_End |  | 2% |',
      '| All |  |  |',
    ].join('\n'),
  );
  await shows(page, '.draft-state', 'Draft saved');
  await page.keyboard.press('Control+z');
  expect(await page.inputValue('#body')).toBe('');
});

test('what a word processor says by looks is said in Markdown', async () => {
  const bullet = (level: number, sign: string, words: string) =>
    `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
      style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp; </span></span><![endif]>${words}<o:p></o:p></p>`;
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin: 0}</style></head><body>
    <!--StartFragment--><h1><b>What we found</b></h1>
    <p class=MsoNormal>Ask <b>first</b>, <i>then</i> build: see <a href="https://example.org/a_(b)">how</a> - or not.</p>
    <p class=MsoNormal><o:p>&nbsp;</o:p></p>
    ${bullet(1, '·', 'Bins')}${bullet(2, 'o', 'Missed')}${bullet(1, '·', 'Roads')}
    <p class=MsoNormal>1. is no list</p>${bullet(1, '1.', 'One')}${bullet(1, '2.', 'Two')}<!--EndFragment--></body></html>`;
  expect(await pasteHtml(word)).toBe(`# What we found

Ask **first**, _then_ build: see [how](https://example.org/a_%28b%29) - or not.

- Bins
  - Missed
- Roads

1\\. is no list

1. One
2. Two`);
});

test('the same from a page on the web', async () => {
  const docs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span
    style="font-weight:400">Costs</span></h2><p><span style="font-weight:700">Much</span><span> &amp;amp; [more](no)</span></p>
    <ul><li><p>First<br>* line</p></li><ul><li>Within</li></ul><li><input type="checkbox" checked>Done</li></ul>
    <blockquote><p>They said</p><blockquote>Before</blockquote></blockquote>
    <pre>let a = \`b\`;\n\n\n  c_d</pre><p>Run <code>npm</code> now, <del>later</del></p><hr>
    <p><img src="data:image/png;base64,AAAA" alt="A chart"><img src="https://example.org/x.png" alt="">
    <a href="${app.address}/people/12">@Linh</a> <a href="#part">part</a></p></b>`;
  expect(await pasteHtml(docs)).toBe(`## Costs

**Much** \\&amp; [more\\](no)

- First  
  \\* line
  - Within
- [x] Done

> They said
>
> > Before

\`\`\`
let a = \`b\`;


  c_d
\`\`\`

Run \`npm\` now, ~~later~~

---

A chart [@Linh](/people/12) part`);
});

test('nothing in it is run or loaded, nothing unseen comes along, and no address does harm', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const hostile = `<script>window.hurt = 1</script><img src="https://example.org/p.gif" onerror="window.hurt = 1" alt="Pixel">
    <p onclick="window.hurt = 1"><b>Safe</b><span style="display:none"> unseen</span><svg onload="window.hurt = 1"></svg></p>
    <a href="javascript:window.hurt = 1">click</a> <a href="data:text/html,x">data</a> &lt;script&gt;
    <iframe srcdoc="<script>parent.hurt = 1</script>"></iframe><style>body { display: none }</style>
    ${'<div>'.repeat(2000)}deep${'</div>'.repeat(2000)}<table><tr><td rowspan=65534 colspan=1000>a<td>b<tr><td>c</table>`;
  const text = await pasteHtml(hostile);
  expect(text).toContain('**Safe**');
  expect(text).toContain('click data <script>');
  expect(text).toContain('deep');
  expect(text).not.toMatch(/unseen|javascript:|data:|hurt|display/);
  expect(text.length).toBeLessThan(5000);
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  expect(asked.filter((url) => !url.startsWith(app.address))).toEqual([]);
  expect(renderMarkdown(text, { idPrefix: '' })).not.toMatch(/<script|javascript:/);
});

test('what has no formatting is pasted as it is', async () => {
  const text = '* snake_case [1] #4\n- as it is';
  const html = `<div style="font-family: Consolas; white-space: pre;"><div><span style="color:#fff">* snake_case</span></div></div>`;
  expect(await paste({ html, text })).toBe(text);
  await page.fill('#body', '');
  // A single cell, or a column, is no table.
  expect(
    await paste({ html: '<table><tr><td>12</td></tr><tr><td>13</td></tr></table>', text: '12\r\n13' }),
  ).toBe('12\n13');
});

test('with Shift everything is pasted as plain text', async () => {
  const rich = { html: '<h1>Big</h1>', text: 'Big' };
  expect(await paste(rich, 'Control+Shift+v')).toBe('Big');
  await page.keyboard.press('Control+a');
  expect(await paste({ text: 'https://example.org/' }, 'Control+Shift+v')).toBe('https://example.org/');
});

test('an address pasted over words makes them a link, and over anything else takes its place', async () => {
  const select = async (text: string) => {
    await page.fill('#body', text);
    await page.focus('#body');
    await page.keyboard.press('Control+a');
  };
  await select('the form ');
  expect(await paste({ text: 'https://example.org/a_(b)' })).toBe(
    '[the form](https://example.org/a_%28b%29) ',
  );
  await page.keyboard.press('Control+z');
  expect(await page.inputValue('#body')).toBe('the form ');
  await select('https://example.org/old');
  expect(await paste({ text: 'https://example.org/new' })).toBe('https://example.org/new');
  await select('words');
  expect(await paste({ text: 'javascript:alert(1)' })).toBe('javascript:alert(1)');
});
