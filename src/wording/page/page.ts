import type { DroppedSentence, Rewrite, RewriteFault } from '../../core/explained.ts';
import { whyWords } from '../chat/commands.ts';

/** Places that the welcome names. */
const PLACES_NAMED = 6;

const REWRITE_FAULTS: Readonly<Record<RewriteFault, string>> = {
  'model-failed': '模型没有应答',
  'no-question': '模型没有给出一句话',
  'too-long': '改得太长',
  same: '和原话一样',
  place: '改了地名',
  figure: '改了数字或年份',
  form: '改了问法',
  negation: '改了肯定或否定',
  content: '离开了原来的意思',
};

/** What the page in the browser says. */
export const page = {
  name: '明白',
  skip: '跳到正文',
  nav: '主要页面',
  views: { ask: '提问', documents: '资料', figures: '数据', evals: '评测' },
  fault: {
    missing: '没有这个页面',
    missingText: '地址可能抄错了，或者内容已经过期删除。',
    failed: '出了故障',
    later: '请稍后再问',
    failedText: '刚才没有办成，请再试一次。',
    toAsk: '去提问',
  },
  /** The chat. */
  talk: '对话',
  welcome: '有政策问题，直接问',
  promise: '只根据已载入的资料回答，每句话都注明出处，点开就能看到原文。资料里没有的，会直说没有。',
  examples: '比如：',
  loaded: (documents: number) => `已载入 ${documents} 份资料`,
  of: (places: readonly string[]) =>
    places.length === 0
      ? '。'
      : `，涉及${places.slice(0, PLACES_NAMED).join('、')}${places.length > PLACES_NAMED ? `等 ${places.length} 处` : ''}。`,
  question: '您的问题',
  placeholder: '写下问题，例如：低保标准是多少？',
  county: '没写县名时按哪里回答',
  everywhere: '全部地方',
  keys: 'Enter 发送，Shift+Enter 换行',
  send: '提问',
  stop: '停止',
  stopped: '已停止。',
  unreached: '没有连上，请再问一次。',
  unsaved: '没有记上，请再点一次。',
  newTopic: '换个话题',
  asked: '问：',
  answer: '回答',
  looking: '正在查资料……',
  failed: '抱歉，这个问题处理时出了故障，请再问一次。',
  ownPlace: (place: string) => `问题没写县名，按您选的${place}回答`,
  choose: '选一处',
  sources: '出处',
  nearest: '最接近的资料',
  sourceOf: (marker: number, title: string) => `出处 ${marker}：${title}`,
  gone: '现在的资料里没有了',
  changedQuote: '资料更新过，原文里没有这段话了',
  good: '有用',
  bad: '有问题',
  whatIsWrong: '哪里不对？',
  why: '为什么这样回答',
  link: '本条链接',
  /** Documents. */
  beside: '原文',
  close: '关闭',
  alone: '单独打开',
  inForce: '现行有效',
  seePaper: (title: string) => `见《${title}》`,
  scanned: '据扫描件识别',
  scannedQuote: '据扫描件识别，请核对原件',
  damaged: '原文有缺损',
  damagedText: '有虚线的地方丢了字，不能当作完整的话来读。',
  quoted: (marker: number | undefined) => (marker === undefined ? '引用的话' : `引用的话 [${marker}]`),
  quoteBegins: '引用开始：',
  lead: '要连着读的上文',
  standsAt: (where: string) => `引用的话在${where}`,
  lostQuote: '资料更新过，这份文件里已经没有回答引用的这段话：',
  answerGone: '引用这份文件的那个回答已经删除或撤回，不能再标出它引用的话。',
  before: '看前面的内容',
  behind: '看后面的内容',
  allDocuments: '← 全部资料',
  backToAnswer: '← 返回回答',
  table: '表格，可以左右滚动',
  compared: '数字对照表，可以左右滚动',
  /** Why a question was answered so. */
  reasons: {
    notKept: '没有这个回答的处理记录：记录只保留 7 天。可以把问题再问一次。',
    otherCorpus: '这个回答之后，资料更新过：下面是当时读到的原文，链接打开的是现在的文件。',
    textNotKept: '（当时的原文没有留下）',
    outcome: whyWords.outcome,
    refused: whyWords.reason,
    fallback: whyWords.fallback,
    meant: (text: string, chosen: readonly string[]) =>
      `这句话当作对上文的选择来读，实际回答的是：${text}${chosen.length === 0 ? '' : `（${chosen.join('、')}）`}`,
    rewrite: (rewrite: Rewrite) =>
      'text' in rewrite
        ? `原话没有查到，让模型换成“${rewrite.text}”再查，${rewrite.answered ? '查到了' : '还是没有查到'}`
        : `原话没有查到，让模型换个说法，没有采用：${REWRITE_FAULTS[rewrite.thrownAway]}`,
    namedPolicy: '问的是一项政策的名称：只看资料怎样写这个名称',
    leavesOpen: '一次问了几个问题，有的没有答上',
    sentences: '读过的句子',
    sentencesNote:
      '按选用的次序排列。次序还看问的形式，不只看把握。把握是这一句能回答问题的可能性：先按字面和意思估计，阅读模型读过的，再按它的评分修正。',
    passages: '检索到的段落',
    passagesNote: '三张榜各自排名，合成一个次序；向量看意思，词和字看写法。',
    confidence: (share: string) => `把握 ${share}`,
    weighed: (share: string) => `阅读前 ${share}`,
    reader: (logit: string) => `阅读模型评分 ${logit}`,
    unread: '阅读模型没有读',
    coverage: (share: string) => `说到所问的 ${share}`,
    similarity: (cosine: string) => `相似度 ${cosine}`,
    score: (score: string) => `合计得分 ${score}`,
    rank: (list: string, place: number | undefined) =>
      place === undefined ? `${list}榜未列` : `${list}榜第 ${place}`,
    quoted: '已引用',
    otherForm: '不是所问的形式',
    dropped: '核对时去掉的句子',
    droppedBecause: {
      'no-citation': '没有出处',
      'unsupported-figure': '数字在原文里找不到',
      'unsupported-claim': '说法在原文里找不到',
    } satisfies Record<DroppedSentence['why'], string>,
  },
} as const;
