import { startsItem } from '../../clean/forms.ts';
import { elementsOf, isHidden, oneLine, type Page, type PageElement, textOf } from './page/page.ts';

const NAMED = /(?:^|[^a-z])(?:title|tit|biaoti|headline|subject|activity.?name|bt)(?:$|[^a-z])|title/iu;
const LONGEST = 120;
const SHORTEST = 4;
const MOST_HEADINGS = 200;
/** What a site, a channel or a program is called: no title of a report. */
const SITE =
  /(?:政府|门户|門戶|[网網]|[网網]站|平台|平臺|频道|頻道|栏目|首页|信息公开|政务公开|通知公告|公示公告|政策文件|文件下载|^\p{Script=Han}{1,6}[省市县縣区區州旗])$/u;
const NOTHING =
  /^(?:无标题(?:文档)?|正文|文章|文章页|内容页|详情|详细内容|细览|首页|untitled|document|index|new page ?\d*|sheet ?\d*|.{0,40}\.(?:docx?|wps|html?|xlsx?))$/iu;
const OFFICE = /word|wps|libreoffice|openoffice|excel|kingsoft/iu;
const SEPARATOR = /\s*(?:[_|｜]|--+|——+|>+|»|\s[-–—]\s|(?<=\p{Script=Han})-(?=\p{Script=Han}))\s*/u;

/** The title of the article that a page shows, by what several of its parts agree on. */
export function titleOf(page: Page, root: PageElement, told: string | undefined): string | undefined {
  const named = page.meta.get('articletitle') ?? page.meta.get('og:title');
  const candidates = headingsIn(root).slice(0, MOST_HEADINGS);
  const written = page.title.slice(0, 2 * LONGEST);
  const agreed = candidates.find(({ text }) => agrees(text, named ?? written) || agrees(text, told ?? ''));
  if (agreed !== undefined) return agreed.text;
  if (named !== undefined && !isNoTitle(named)) return withoutSite(named, page.meta.get('sitename'));
  const program = page.meta.get('generator') ?? page.meta.get('progid') ?? '';
  // What a word processor calls a heading of the first level may be one of many.
  if (OFFICE.test(program)) return undefined;
  const first = candidates.filter(({ level }) => level === 1);
  if (first.length === 1 && first[0] !== undefined && !isNoTitle(first[0].text)) return first[0].text;
  const shown = candidates.find(({ level, text }) => level === 0 && !isNoTitle(text));
  if (told !== undefined && !isNoTitle(told)) return told;
  if (shown !== undefined) return shown.text;
  const plain = withoutSite(written, page.meta.get('sitename'));
  return isNoTitle(plain) ? undefined : plain;
}

interface Heading {
  readonly text: string;
  /** 0 of an element that its class calls a title. */
  readonly level: number;
}

function headingsIn(element: PageElement): Heading[] {
  return elementsOf(element).flatMap((child): Heading[] => {
    if (isHidden(child)) return [];
    const level = levelOf(child);
    if (level === undefined || (level === 0 && holdsHeading(child))) return headingsIn(child);
    const text = oneLine(textOf(child)).replaceAll(
      /(?<=[\p{Script=Han}）》]) (?=[\p{Script=Han}（《])/gu,
      '',
    );
    if (text.length < SHORTEST || startsItem(text)) return [];
    return text.length > LONGEST ? headingsIn(child) : [{ text, level }];
  });
}

function holdsHeading(element: PageElement): boolean {
  return elementsOf(element).some((child) => /^h[1-4]$/u.test(child.name) || holdsHeading(child));
}

function levelOf({ name, attributes }: PageElement): number | undefined {
  const heading = /^h([1-4])$/u.exec(name)?.[1];
  if (heading !== undefined) return Number(heading);
  const words = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
  return /^(?:div|p|span|td|font|strong|dt)$/u.test(name) && NAMED.test(words) ? 0 : undefined;
}

/** Whether a heading is what a page is called, which may go on with its site or break off in dots. */
function agrees(heading: string, title: string): boolean {
  const [a, b] = [bare(heading), bare(title)];
  if (a.length < SHORTEST || b.length < SHORTEST || isNoTitle(heading)) return false;
  if (a === b || b.startsWith(a)) return true;
  const cut = bare(withoutSite(title.replace(/(?:\.{2,}|…+).*$/u, ''), undefined));
  return cut.length > 5 && a.startsWith(cut);
}

function withoutSite(title: string, site: string | undefined): string {
  const parts = title.split(SEPARATOR).filter((part) => part.trim() !== '');
  let kept = parts.length;
  while (kept > 1 && (SITE.test(parts[kept - 1] ?? '') || parts[kept - 1] === site)) kept--;
  if (kept === parts.length) return title.trim();
  const end =
    title.indexOf(parts[kept - 1] ?? '', parts.slice(0, kept - 1).join('').length) +
    (parts[kept - 1] ?? '').length;
  return title.slice(0, end).trim();
}

function isNoTitle(title: string): boolean {
  const plain = title.trim();
  return plain.length < SHORTEST || NOTHING.test(plain) || (SITE.test(plain) && plain.length < 24);
}

/** The letters, figures and Han of a text. */
export function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
