import { childOf, elementsOf, textOf, type XmlElement } from '../containers/xml.ts';
import type { Box } from '../layout/page.ts';
import { UnreadableReport } from '../reader.ts';
import { MOST_PAGES } from '../scan/progress.ts';
import { readBox } from './drawn/geometry.ts';
import type { OfdPackage } from './package.ts';
import { type Resources, readResources } from './resources.ts';

/** A document of an OFD file: mostly it has one. */
export interface OfdDocument {
  /** As DocInfo has it, if it is no name of a file. */
  readonly title?: string;
  /** The paths of its pages, in order; undefined for one that is not there. */
  readonly pages: readonly (string | undefined)[];
  /** By their numbers (ID): the paths of page templates. */
  readonly templates: ReadonlyMap<string, string>;
  /** In mm, of pages that give none. */
  readonly area: Box;
  readonly resources: Resources;
  /** Names of the files that are attached. */
  readonly attachments: readonly string[];
  /** A part was damaged and is left out. */
  readonly isDamaged: boolean;
}

const A4: Box = { x: 0, y: 0, width: 210, height: 297 };

/**
 * @throws UnreadableReport where the file is encrypted, or names no document that is there.
 */
export function readDocuments(file: OfdPackage): OfdDocument[] {
  const entry = file.find('', 'OFD.xml');
  const isEncrypted = file.find('', 'Encryptions.xml') !== undefined;
  if (entry === undefined)
    throw new UnreadableReport(
      isEncrypted ? ENCRYPTED : '里面没有 OFD.xml，不是一份 OFD 文件，请重新下载或者重新保存',
    );
  const documents: OfdDocument[] = [];
  for (const body of namedChildren(file.xml(entry), 'DocBody')) {
    const path = file.find(entry, wordsOf(body, 'DocRoot'));
    if (path !== undefined && path !== entry) documents.push(readDocument(file, path, body));
  }
  if (documents.every(({ pages }) => pages.every((page) => page === undefined)))
    throw new UnreadableReport(isEncrypted ? ENCRYPTED : '里面没有可读的页，请重新下载或者重新保存');
  if (documents.reduce((sum, { pages }) => sum + pages.length, 0) > MOST_PAGES)
    throw new UnreadableReport(`超过 ${MOST_PAGES} 页，请拆成几份`);
  return documents;
}

const ENCRYPTED = '文件加了密，请用阅读器输入密码打开，另存一份不加密的';

function readDocument(file: OfdPackage, path: string, body: XmlElement): OfdDocument {
  const root = file.xml(path);
  const common = childOf(root, 'CommonData');
  const templates = new Map<string, string>();
  const resources: string[] = [];
  for (const { name, attributes, children } of common === undefined ? [] : elementsOf(common)) {
    if (name === 'TemplatePage') {
      const found = file.find(path, attributes.BaseLoc);
      if (found !== undefined) templates.set(attributes.ID?.trim() ?? '', found);
    } else if (name === 'PublicRes' || name === 'DocumentRes') {
      const found = file.find(path, textOf({ name, attributes, children }));
      if (found !== undefined) resources.push(found);
    }
  }
  let isDamaged = false;
  const onDamage = () => {
    isDamaged = true;
  };
  const attachments = readAttachments(file, path, root, onDamage);
  const found = readResources(file, resources, onDamage);
  const title = titleOf(body);
  return {
    ...(title !== undefined && { title }),
    pages: namedChildren(childOf(root, 'Pages'), 'Page').map(({ attributes }) =>
      file.find(path, attributes.BaseLoc),
    ),
    templates,
    area: areaOf(childOf(common, 'PageArea')) ?? A4,
    resources: found,
    attachments,
    isDamaged,
  };
}

/** The box that a page is seen in; its corner is where distances begin. */
export function areaOf(area: XmlElement | undefined): Box | undefined {
  const box = readBox(wordsOf(area, 'PhysicalBox')) ?? readBox(wordsOf(area, 'CropBox'));
  return box === undefined || box.width === 0 || box.height === 0 ? undefined : box;
}

function readAttachments(file: OfdPackage, path: string, root: XmlElement, onDamage: () => void): string[] {
  const list = file.find(path, wordsOf(root, 'Attachments'));
  if (list === undefined) return [];
  try {
    return namedChildren(file.xml(list), 'Attachment')
      .filter(({ attributes }) => attributes.Visible !== 'false')
      .map(({ attributes }) => attributes.Name?.trim() ?? '')
      .filter((name) => name !== '');
  } catch {
    onDamage();
    return [];
  }
}

/** 通知.docx, Microsoft Word - 通知: what a program writes where nobody gave a title. */
const NO_TITLE = /\.[a-z]{2,5}\d?$|^Microsoft |^(?:无标题|未命名|新建|untitled|document\d*$)/iu;

function titleOf(body: XmlElement): string | undefined {
  const title = wordsOf(childOf(body, 'DocInfo'), 'Title').replaceAll(/\s+/gu, ' ');
  return title === '' || NO_TITLE.test(title) ? undefined : title;
}

function namedChildren(element: XmlElement | undefined, name: string): XmlElement[] {
  return element === undefined ? [] : elementsOf(element).filter((child) => child.name === name);
}

function wordsOf(element: XmlElement | undefined, name: string): string {
  const child = childOf(element, name);
  return child === undefined ? '' : textOf(child).trim();
}
