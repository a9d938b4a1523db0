import { isOfficeLine } from '../../clean/forms.ts';
import type { Line } from '../../lines.ts';
import { join } from '../../unwrap.ts';
import { behind, type Entry } from './flow.ts';
import { type Label, labelsOfLine } from './labels.ts';
import { bare } from './title.ts';

/** So many lines of a report may be the page's labels, and so many hold its title. */
const HEAD_LINES = 8;
const MOST_LABELS = 24;
const TITLE_LINES = 4;
/** What stands at the foot of sites: surely, and beside such lines. */
const FOOT = /ICP备|ICP证|公网安备|网站标识码|版权所有|All Rights Reserved|政府网站找错/iu;
const BY_FOOT =
  /^(?:主办|承办|协办|运维|维护|技术支持|网站支持|制作|联系我们|网站地图|关于我们|网站声明|隐私声明|地址|邮编|邮箱|联系电话|电话|网站|中文域名|建议使用|您是第|copyright|©)/iu;
const LONGEST_FOOT = 160;
/** What a page says to whoever looks at it. */
const OF_PAGE =
  /^(?:[您你]?(?:现在|当前|所在)*(?:的)?位置\s*[:：]|首\s*页\s*(?:>|»|›|\/|→|-)|(?:微信)?扫[一描]扫|用?手机(?:扫|看|查看)|分享(?:到|至)|(?:上|下)一[篇条]\s*[:：]?|字[体号]\s*[:：【[]|【?(?:我要)?(?:打印|关闭|收藏|纠错|返回顶部)】?(?:[\s|｜【】]*(?:打印|关闭|收藏|纠错|返回顶部)】?)*$|浏览(?:次数|量)?\s*[:：]\s*\d*\s*次?$|(?:相关|推荐|延伸|热点|更多)(?:链接|阅读|文档|文件|信息|稿件|文章|解读|新闻|推荐)\s*[:：]?$)/u;
const LONGEST_OF_PAGE = 120;

export interface Parted {
  /** Lines of the report. */
  readonly report: readonly Entry[];
  /** Lines of the page around it. */
  readonly outside: readonly Entry[];
  readonly labels: readonly Label[];
  /** Lines in the report that are the page's. */
  readonly aside: readonly string[];
}

/** Parts the lines of a page: labels above the report or in its first lines, what the page says to its reader, and the report. */
export function part(entries: readonly Entry[]): Parted {
  const report: Entry[] = [];
  const outside: Entry[] = [];
  const labels: Label[] = [];
  const aside: string[] = [];
  let isHead = true;
  for (const entry of entries) {
    const { text, form } = entry.line;
    if (!entry.isHeld) {
      outside.push(entry);
      if (report.length === 0) labels.push(...(labelsOfLine(text, true) ?? timeIn(text)));
      continue;
    }
    if (form?.cells === undefined && text.length <= LONGEST_OF_PAGE && OF_PAGE.test(text)) {
      aside.push(text);
      continue;
    }
    isHead &&=
      report.length < HEAD_LINES &&
      labels.length < MOST_LABELS &&
      !/[。；]/u.test(text) &&
      form?.cells === undefined;
    const found = isHead ? labelsOfLine(text, false) : undefined;
    if (found === undefined) report.push(entry);
    else labels.push(...found);
  }
  return { report, outside, labels, aside };
}

/** A day with its time, which a page shows of its article without a label. */
const TIME = /(?<!\d)(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{1,4}\d{1,2}:\d{2}/u;

function timeIn(text: string): Label[] {
  const time = text.length > LONGEST_OF_PAGE ? undefined : TIME.exec(text)?.[0];
  return time === undefined ? [] : [{ kind: 'published', name: '发布时间', value: time }];
}

/** The report without the foot of the site, where the last lines are one. */
export function withoutFoot(report: readonly Entry[]): { kept: readonly Entry[]; foot: readonly string[] } {
  let from = report.length;
  let isFoot = false;
  while (from > 0) {
    const { text, form } = report[from - 1]?.line ?? { text: '' };
    if (form?.cells !== undefined || text.length > LONGEST_FOOT) break;
    const isSure = FOOT.test(text);
    if (!isSure && !BY_FOOT.test(text)) break;
    isFoot ||= isSure;
    from--;
  }
  if (!isFoot) return { kept: report, foot: [] };
  return { kept: report.slice(0, from), foot: report.slice(from).map(({ line }) => line.text) };
}

/** No page offers more files. */
const MOST_FILES = 100;
/** What a link to a file says instead of its name. */
const NO_NAME =
  /^(?:点击|请点击|在线|本地)?(?:此处)?(?:下载|查看|打开|阅读|预览|浏览)?(?:附件|文件|此处|原文|全文|PDF|word)?(?:下载|版)?$/iu;
const ATTACHED = /^附\s*(?:件|表|录|图)/u;

/** The report, where a line that is nothing but the name of a file says that it is attached, and a line for each file that stands outside. */
export function withAttachments(report: readonly Entry[], outside: readonly Entry[]): Line[] {
  let isAttached = false;
  const lines = report.map(({ line, files }): Line => {
    const isFile = files.length > 0 && bare(line.text) === bare(files.join(''));
    isAttached = ATTACHED.test(line.text) || (isAttached && isFile);
    if (!isFile || isAttached || line.form !== undefined) return line;
    isAttached = true;
    return behind('附件：', line);
  });
  const all = bare(lines.map(({ text }) => text).join('\n'));
  const names = outside
    .flatMap(({ files }) => files)
    .map((name) => name.replace(/^附件?\s*\d{0,2}\s*[:：]\s*/u, ''));
  const more = [...new Set(names)]
    .slice(0, MOST_FILES)
    .filter((name) => !NO_NAME.test(name) && !all.includes(bare(name)));
  return [...lines, ...more.map((name) => ({ text: `附件：${name}`, indent: 0, gap: 0 }))];
}

/**
 * The lines of a report with its title before them, unless it stands there already, in one line or several.
 * @returns also the title as the report has it, where that is fuller.
 */
export function withTitle(
  lines: readonly Line[],
  title: string | undefined,
): { lines: Line[]; title?: string } {
  const wanted = bare(title ?? '');
  if (title === undefined || wanted === '' || lines.length === 0) return { lines: [...lines] };
  for (let from = 0; from < Math.min(HEAD_LINES, lines.length); from++) {
    let text = '';
    for (let to = from; to < Math.min(from + TITLE_LINES, lines.length); to++) {
      const line = lines[to];
      if (line === undefined || line.form?.cells !== undefined) break;
      text = text === '' ? line.text : join(text, line.text);
      const found = bare(text);
      if (found.length > wanted.length + LONGEST_OFFICE) break;
      const isFuller =
        found === wanted ||
        (found.endsWith(wanted) && (from === to || isOfficeLine(lines[from]?.text ?? '')));
      if (!isFuller && !(from === to && found.length > 7 && wanted.endsWith(found))) continue;
      const plain = lines.map((one, at) => (at < from || at > to ? one : withoutForm(one)));
      return { lines: plain, title: isFuller && !/[。；]/u.test(text) ? text : title };
    }
  }
  return { lines: [{ text: title, indent: 0, gap: 0 }, ...lines], title };
}

/** The office before a title. */
const LONGEST_OFFICE = 24;

function withoutForm({ form: _, ...line }: Line): Line {
  return line;
}
