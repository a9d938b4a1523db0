import { fold } from '../../../core/language/text.ts';
import type { Measures } from './measure.ts';
import { elementsOf, isHidden, type PageElement } from './page/page.ts';

/** What a label of a page names. */
export type LabelKind = keyof typeof NAMES;

/** `发文字号：云政办发〔2024〕3号`. */
export interface Label {
  readonly kind: LabelKind;
  readonly name: string;
  readonly value: string;
}

/** The names of labels by what they name; the first kinds are told before the others. */
const NAMES = {
  number: ['发文字号', '发文文号', '文件编号', '公文文号', '文号'],
  issuer: ['发布机构', '发文机关', '发文单位', '制发机关', '发布机关', '发文机构', '公开主体'],
  written: ['成文日期', '成文时间', '发文日期', '发文时间', '印发日期', '印发时间'],
  effectiveFrom: ['生效日期', '生效时间', '实施日期', '施行日期'],
  validUntil: ['失效日期', '失效时间', '废止日期', '有效期至'],
  status: ['信息有效性', '是否有效', '有效性', '时效性', '效力状态', '公文时效'],
  published: ['发布日期', '发布时间', '公布日期', '公开日期', '生成日期', '时间', '日期'],
  source: ['信息来源', '文章来源', '来源', '稿源', '发布单位', '发布人'],
  index: ['信息索引号', '索引号码', '索引号', '索取号'],
  title: ['公文名称', '文件名称', '信息名称', '标题', '名称'],
  other: [
    ...[
      '主题分类',
      '组配分类',
      '信息分类',
      '信息类别',
      '体裁分类',
      '公文种类',
      '服务对象分类',
      '分类',
      '体裁',
      '主题词',
      '关键词',
      '主题',
    ],
    ...[
      '公开方式',
      '公开范围',
      '公开时限',
      '公开程序',
      '公开责任部门',
      '责任部门',
      '内容概述',
      '概述',
      '公开类别',
      '统一编号',
      '登记号',
    ],
    ...['浏览次数', '浏览量', '阅读次数', '阅读量', '点击数', '点击次数', '访问次数', '点击', '浏览', '阅读'],
    ...[
      '责任编辑',
      '编辑',
      '作者',
      '审核人',
      '审核',
      '字体大小',
      '字体',
      '字号',
      '大小',
      '打印',
      '分享到',
      '分享',
      '视力保护色',
      '保护视力色',
    ],
  ],
} as const;

const KINDS = new Map<string, LabelKind>(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.map((name): [string, LabelKind] => [name, kind as LabelKind]),
  ),
);
const ALL = [...KINDS.keys()].toSorted((a, b) => b.length - a.length).join('|');
const ONE = new RegExp(`^[【\\[（(]?(${ALL})[】\\]]?\\s*[:：]?\\s*(.*)$`, 'su');
const WITHIN = new RegExp(`(${ALL})\\s*[:：]\\s*`, 'gu');
/** What stands before a label that does not open its line. */
const BEFORE = /[\s|｜【[（(,，;；\d]$/u;
/** Kinds that no paper's own sentences open with. */
const SURE = new Set<LabelKind>(['number', 'issuer', 'written', 'published', 'source', 'index', 'title']);
const DOUBTFUL = new Set([
  '时间',
  '日期',
  '名称',
  '主题',
  '分类',
  '字号',
  '打印',
  '审核',
  '编辑',
  '作者',
  '大小',
]);
const IDENTIFYING = new Set<LabelKind>([
  'number',
  'issuer',
  'written',
  'published',
  'index',
  'title',
  'status',
]);

const LONGEST_LINE = 240;
const LONGEST_VALUE = 160;
const LONGEST_BOX = 1600;
const LEAST_LABELS = 3;
/** Words that a box may open with: 信息公开基本信息. */
const LONGEST_HEAD = 24;

/** A box of labels that a page has for its article. */
export interface Box {
  readonly element: PageElement;
  readonly labels: readonly Label[];
}

/** The first box of the page, if it has one. */
export function boxOf(page: PageElement, measures: Measures): Box | undefined {
  for (const child of elementsOf(page)) {
    const characters = measures.get(child)?.characters ?? 0;
    if (characters < 12) continue;
    const labels = characters > LONGEST_BOX ? undefined : boxLabels(child);
    const found = labels === undefined ? boxOf(child, measures) : narrowest(child, labels);
    if (found !== undefined) return found;
  }
  return undefined;
}

function narrowest(element: PageElement, labels: readonly Label[]): Box {
  for (const child of elementsOf(element)) {
    const inner = boxLabels(child);
    if (inner?.length === labels.length) return narrowest(child, inner);
  }
  return { element, labels };
}

/** The labels of an element that holds nothing else. */
function boxLabels(element: PageElement): Label[] | undefined {
  const pieces = piecesOf(element);
  const labels: Label[] = [];
  let head = 0;
  let open: { kind: LabelKind; name: string; values: string[] } | undefined;
  const end = () => {
    if (open !== undefined)
      labels.push({ kind: open.kind, name: open.name, value: open.values.join(' ').trim() });
    open = undefined;
  };
  for (const piece of pieces) {
    const named = labelIn(piece);
    if (named !== undefined) {
      end();
      open = { kind: named.kind, name: named.name, values: named.value === '' ? [] : [named.value] };
    } else if (open === undefined) head += piece.length;
    else open.values.push(piece);
  }
  end();
  const isBox =
    head <= LONGEST_HEAD &&
    labels.length >= LEAST_LABELS &&
    labels.every(({ value }) => value.length <= LONGEST_VALUE) &&
    new Set(labels.filter(({ kind }) => IDENTIFYING.has(kind)).map(({ kind }) => kind)).size > 1 &&
    labels.some(({ kind }) => kind === 'index' || kind === 'number' || kind === 'written');
  return isBox ? labels : undefined;
}

/** A piece that is a label, alone or with its value: 索 引 号：000014349/2024-00012. */
function labelIn(piece: string): Label | undefined {
  const close =
    piece.slice(0, 16).replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') + piece.slice(16);
  const match = ONE.exec(close);
  if (match === null) return undefined;
  const [whole, name = '', value = ''] = match;
  const isMarked = /[:：】\]]/u.test(whole.slice(0, whole.length - value.length));
  if (!isMarked && value !== '') return undefined;
  return { kind: KINDS.get(name) ?? 'other', name, value: value.trim() };
}

/** The texts of the innermost elements, in order; characters set apart for looks stay in one. */
function piecesOf(element: PageElement): string[] {
  const pieces: string[] = [];
  const visit = (parent: PageElement) => {
    for (const child of parent.children) {
      if (typeof child !== 'string') {
        if (!isHidden(child)) visit(child);
        continue;
      }
      const text = child.replaceAll(/[\s\u3000]+/gu, ' ').trim();
      if (/^[:：]$/u.test(text) && pieces.length > 0) pieces.push(`${pieces.pop()}：`);
      else if (text !== '' && !/^[|｜]$/u.test(text)) pieces.push(text);
    }
  };
  visit(element);
  return pieces;
}

/**
 * The labels of a line that holds nothing else: 发布时间：2024-03-05 来源：县民政局 浏览次数：12.
 * @param isSure the line stands outside the report, where every label is the page's.
 */
export function labelsOfLine(line: string, isSure: boolean): Label[] | undefined {
  const text = line.replace(/^[【[（(\s]+/u, '');
  if (text.length > LONGEST_LINE || /[。；！？]/u.test(text)) return undefined;
  const found = [...text.matchAll(WITHIN)];
  const first = found[0]?.index;
  if (first === undefined || (first > 0 && !(isSure && BEFORE.test(text.slice(0, first))))) return undefined;
  const labels = found.map((match, at): Label => {
    const value = text.slice(match.index + match[0].length, found[at + 1]?.index ?? text.length);
    const name = match[1] ?? '';
    return {
      kind: KINDS.get(name) ?? 'other',
      name,
      value: value.replace(/[\s|｜【[（(\])）】,，;；]+$/u, '').trim(),
    };
  });
  if (isSure || labels.length > 1) return labels;
  const [only] = labels;
  return only !== undefined && SURE.has(only.kind) && !DOUBTFUL.has(only.name) ? labels : undefined;
}

/** Sources that say nothing. */
const NOBODY = /^(?:本站|本网|本网站|本站原创|原创|互联网|网络|未知|admin|-+|无|暂无|\/)?$/iu;

/** The labels that tell of the paper, of each kind the first, in the order of `NAMES`. */
export function tellingLabels(labels: readonly Label[]): Label[] {
  const kept = new Map<LabelKind, Label>();
  for (const { kind, name, value } of labels) {
    if (kind === 'other' || kind === 'title' || kept.has(kind)) continue;
    const plain = kind === 'source' || kind === 'published' ? (value.split(/\s+(?!\d)/u)[0] ?? '') : value;
    if (!NOBODY.test(fold(plain).trim())) kept.set(kind, { kind, name, value: plain });
  }
  return Object.keys(NAMES).flatMap((kind) => kept.get(kind as LabelKind) ?? []);
}

const ENDED = '(?:失效|废止|无效|作废)';
/** 已失效（被…废止）, 废止; not 部分失效, not a choice that begins with 有效. */
const ALL_ENDED = new RegExp(`^(?:现|全文|全部|已经?|被|宣布)*${ENDED}(?![\\p{Script=Han}/])`, 'u');

/** How a page says that its paper does not hold any more, if it does. */
export interface Ended {
  readonly label: Label;
  /** All of the paper, in so many words. */
  readonly isWhole: boolean;
}

/** The label that says that the paper does not hold any more. */
export function endedBy(labels: readonly Label[]): Ended | undefined {
  const label = labels.find(
    ({ kind, value }) => kind === 'status' && new RegExp(`${ENDED}|^否`, 'u').test(value),
  );
  if (label === undefined) return undefined;
  const value = fold(label.value).trim();
  return { label, isWhole: ALL_ENDED.test(value) || (label.name === '是否有效' && value === '否') };
}

/** What the meta elements that the CMSs of offices write say, as labels. */
export function metaLabels(meta: ReadonlyMap<string, string>): Label[] {
  const first = (...keys: string[]) =>
    keys.map((key) => meta.get(key)).find((value) => value !== undefined) ?? '';
  const day = /^(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?/u.exec(
    first('pubdate', 'publishdate', 'article:published_time'),
  )?.[0];
  return [
    { kind: 'published' as const, name: '发布日期', value: day ?? '' },
    { kind: 'source' as const, name: '来源', value: first('contentsource') },
    { kind: 'number' as const, name: '发文字号', value: first('filenum', 'docnumber', 'wh') },
  ].filter(({ value }) => value !== '');
}
