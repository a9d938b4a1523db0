import { contentRuns } from '../language/content.ts';
import { CONDITION } from '../language/figures/labels.ts';

/** What opens the words before a figure and counts nothing: signs, joints, whose it is, how far along it is. */
const OPENING = new RegExp(
  `^(?:${[
    '[\\s,.;:!?、。·—-]|第[一二三四五六七八九十百零\\d]+[条章节]|[一二三四五六七八九十]是',
    '去年|今年|上年|前年|其中|目前|现在|截至|截止|此外|另外|同时|并且|并(?!网|轨)|而|且|还|又|再|也|均|都|已经?|现有|现共有|一共|总共|共有|共计|共(?![享同建产青])|总计|累计|分别|先后|陆续',
    '[全该本我]县|[全该本我]区(?!域)|[全该本我]市|全乡|全镇|[全该]村|县里|年底|年末|年内|当年|全年|底|末',
    '完成了?|实现了?|达到了?|达成|力争|计划|预计|确保|争取|拟|将|把|为(?!民)|使|让|对(?!口|象)|在(?!校|册|建|岗|家|读|籍|编)|按照?(?!揭|摩)|通过|由(?!于)|从(?!业|事)|至(?!少)|到(?!位|户)|了|的|有(?!机|线|效|害)',
  ].join('|')})+`,
  'u',
);

/** What closes them: how the figure moved or compares. */
const CLOSING =
  /(?:[\s,.;:!?、。·—-]|达到了?|达|为|是|由|从|至|到|已|(?<![人户年月日亩平])均|各|共有?|约|近|超过|超|逾|仅|只有|计|合计|共计|分别|了|的|控制在|稳定在|保持在|每[人户月年日亩])+$/u;

/** How a figure came to its level; part of the label where the figure is the change itself. */
const MOVED =
  /(?:稳步|大幅|逐步|逐年)?(?:[降升增减涨][至到为]?|下降[至到为]?|降低[至到为]?|减少[至到为]?|提高[至到为]?|提升[至到为]?|增加[至到为]?|增长[至到为]?|上升[至到为]?|上涨[至到为]?|扩大[至到为]?|调整[至到为]?|发展[至到为]|由|从)$/u;

/** What it is compared with, its year left blank. */
const BASELINE = /(?:比|较|同比)(?:去年|上年|前年)?(?:同期)?(?=\s)|(?:比|较)(?:去年|上年|前年)(?:同期)?/gu;

const MARKS = /[“”"‘’'「」『』()《》〈〉[\]【】]/gu;

/**
 * The words that say what a figure counts, without what only leads to it; '' where they say nothing.
 * @param own `Label.own`, or words of a lead; folded. @param isChange the figure is a change: its verb stays.
 * @param names how its place is called; left out where it opens the words.
 */
export function indicatorLabel(own: string, isChange: boolean, names: readonly string[]): string {
  let label = own.replaceAll(MARKS, '').replaceAll(CONDITION, ' ').replaceAll(BASELINE, ' ').trim();
  for (let before = ''; before !== label; ) {
    before = label;
    label = label.replace(OPENING, '');
    if (!isChange) label = label.replace(/[\s。,;]+$/u, '').replace(MOVED, '');
    label = label.replace(CLOSING, '');
    const name = names.find((one) => label.startsWith(one) && label.length > one.length);
    if (name !== undefined) label = label.slice(name.length);
  }
  // Where the figure stands among them, or a date.
  label = label.replaceAll(/\s+/gu, '…');
  return contentRuns(label).length === 0 ? '' : label;
}
