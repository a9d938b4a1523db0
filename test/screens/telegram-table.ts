import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Answered, Citation, NonEmpty } from '../../src/core/types.ts';
import { type Html, html } from '../../src/page/markup.ts';
import type { RichBlock, RichMessage } from '../../src/telegram/methods.ts';
import { renderRich } from '../../src/telegram/render/rich.ts';
import { wording } from '../../src/wording.ts';

/*
 * Pictures a comparison of five counties, which are invented, as one rich message on a phone: docs/screens/telegram-table.png.
 * Run: node --import tsx test/screens/telegram-table.ts
 */

const CHROMIUM = '/usr/bin/chromium';
const PICTURE = fileURLToPath(new URL('../../docs/screens/telegram-table.png', import.meta.url));
const STYLES = fileURLToPath(new URL('../../src/page/styles/page.css', import.meta.url));
/** Of the styles of the page only colours, faces and tables; a bubble of a chat is its own. */
const BUBBLE = `
body { margin: 0; padding: 12px 10px 16px; width: 340px; background: #cfdccf; font: 16px/1.5 var(--sans); color: var(--ink); }
.bubble { background: var(--surface); border-radius: 4px 16px 16px 16px; padding: 10px 12px 8px; box-shadow: var(--shadow); }
.who { color: var(--accent); font-weight: 600; font-size: 14px; margin: 0 0 4px; }
.bubble p { margin: 0 0 8px; }
.bubble figure { margin: 10px 0 12px; }
.bubble figcaption { color: var(--ink-soft); font-size: 13px; margin-bottom: 4px; }
.bubble table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.4; }
.bubble th, .bubble td { border: 1px solid var(--line); padding: 4px 7px; font-weight: 400; }
.bubble td { white-space: nowrap; }
.bubble thead th { background: var(--sunken); font-weight: 600; }
.bubble tbody tr:nth-child(even) { background: color-mix(in srgb, var(--sunken) 45%, transparent); }
.bubble blockquote { position: relative; margin: 0 0 7px; padding: 4px 24px 4px 9px; border: 0; border-left: 3px solid var(--accent); border-radius: 4px; background: var(--accent-soft); font-size: 14px; }
.bubble blockquote::after { content: "⌄"; position: absolute; right: 8px; bottom: 4px; color: var(--accent); }
.bubble blockquote span { display: block; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.bubble cite { display: block; font-style: normal; color: var(--ink-soft); font-size: 12.5px; line-height: 1.4; }
.at { text-align: right; color: var(--ink-soft); font-size: 12px; margin: 0; }
`;

const COUNTIES = [
  ['青禾县', '青民发〔2024〕3号', '2024-01-15', '农村低保标准提高到每人每月612元，按月社会化发放。', '612元'],
  ['云岭县', '云民发〔2024〕7号', '2024-03-02', '全县农村低保标准为每人每月580元，覆盖3120户。', '580元'],
  ['白石县', '白政办发〔2023〕41号', '2023-12-20', '农村低保标准为每人每月595元，分两档补差。', '595元'],
  ['柳塘县', '柳民〔2024〕12号', '2024-02-28', '农村低保标准每人每月560元，按季核定。', '560元'],
  ['东陂县', '东民发〔2024〕5号', '2024-04-09', '农村低保标准达到每人每月640元。', '640元'],
] as const;

const citations = COUNTIES.map(
  ([place, number, date, quote], at): Citation => ({
    ...{ marker: at + 1, documentId: place, document: `${place}.docx`, title: '农村低保工作通知' },
    ...{ place, number, date, quote, origin: { page: 1 + (at % 3) } },
    span: { start: 0, end: quote.length },
  }),
);
const answer: Answered = {
  kind: 'answered',
  method: 'extracted',
  text: COUNTIES.map(
    ([place, , date, quote], at) =>
      `${wording.answer.lead(place, date, [])}${quote.replace(/。$/u, '')}[${at + 1}]。`,
  ).join('\n'),
  table: {
    columns: ['地方', '农村低保标准（每人每月）', '时间'],
    rows: COUNTIES.map(([name, , date, , text], at) => ({
      name,
      cells: [{ text, marker: at + 1 }, { text: `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月资料` }],
    })),
  },

  citations: citations as unknown as NonEmpty<Citation>,
  corpusVersion: 'v1',
};

type Text = Extract<RichBlock, { readonly type: 'paragraph' }>['text'] | undefined;

/** Rich text as HTML, as far as answers have it. */
function words(text: Text): Html | string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  if (Array.isArray(text)) return html`${text.map(words)}`;
  if (text.type === 'strikethrough') return html`<s>${words(text.text)}</s>`;
  throw new RangeError(`No picture of ${text.type}`);
}

/** A block as a phone shows it, as far as answers have it. */
function shown(block: RichBlock): Html {
  switch (block.type) {
    case 'paragraph':
      return html`<p>${words(block.text)}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${item.blocks.map(shown)}</li>`)}</ul>`;
    case 'expandable_blockquote':
      return html`<blockquote><span>${words(block.text)}</span><cite>${words(block.credit)}</cite></blockquote>`;
    case 'table': {
      const [head = [], ...rows] = block.cells.map((row) =>
        row.map(({ text, is_header, align }) =>
          is_header
            ? html`<th style="text-align:${align}">${words(text)}</th>`
            : html`<td style="text-align:${align}">${words(text)}</td>`,
        ),
      );
      return html`<figure>${block.caption !== undefined && html`<figcaption>${words(block.caption)}</figcaption>`}<table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => html`<tr>${row}</tr>`)}</tbody></table></figure>`;
    }
    default:
      throw new RangeError(`No picture of ${block.type}`);
  }
}

async function picture(message: RichMessage): Promise<void> {
  const styles = buildSync({ entryPoints: [STYLES], bundle: true, write: false }).outputFiles[0]?.text ?? '';
  const bubble = html`<body><div class="bubble"><p class="who">明白</p>${(message.blocks ?? []).map(shown)}<p class="at">10:24</p></div></body>`;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 });
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><style>${styles}${BUBBLE}</style>${String(bubble)}`,
    );
    await page.screenshot({ path: PICTURE, fullPage: true });
  } finally {
    await browser.close();
  }
}

const messages = renderRich(answer) ?? [];
const [message] = messages;
if (message === undefined || messages.length !== 1)
  throw new RangeError(`Five counties take ${messages.length} messages, not one.`);
await picture(message);
