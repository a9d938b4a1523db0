import type { Verdict } from '../../core/ports.ts';
import type { Fallback, RefusalReason } from '../../core/types.ts';

/** How an answer came about, in words. */
export const whyWords = {
  outcome: (outcome: string, method: string | undefined) =>
    `结果：${OUTCOMES[outcome] ?? outcome}${method === undefined ? '' : `（${METHODS[method] ?? method}）`}`,
  reason: (reason: string) => `原因：${REASONS[reason] ?? reason}`,
  fallback: (why: string) => `模型的措辞没有采用：${FALLBACKS[why] ?? why}`,
} as const;

/** What commands say, and how menus describe them. */
export const commands = {
  menu: {
    ask: '提问：/ask 加上问题',
    sources: '看我读过哪些资料',
    why: '回复一条消息，看我为什么这样处理',
    recall: '回复我的一条回答，把它撤回',
    region: '看或改没写县名时按哪个县回答',
    listen: '开关旁听：没点我名的问题也回答',
    reload: '重新载入资料',
    feedback: '看大家对回答的评价',
    help: '怎么用',
  },
  /** Before questions that the reports answer. */
  examples: '比如可以问：',
  /** Before the commands that the reader may use. */
  list: '命令：',
  adminsOnly:
    '只有群管理员可以更改。如果您就是群管理员而我没有认出来，请把我也设为管理员，过一分钟再发一次。',
  operatorsOnly: '只有机器人的管理员可以用这个命令。',
  reloadEnded: '重新载入已结束，结果见下一条消息。',
  region: {
    none: '现在没有设默认的县：没写县名的问题，按全部资料回答。设置请发 /region 加上县名。',
    shown: (label: string) =>
      `没写县名的问题，现在按${label}回答。换一个县请发 /region 加上县名，取消请发 /region 全部。`,
    gone: (place: string) =>
      `没写县名的问题，现在按${place}回答；但资料更新以后，已经没有${place}的报告了。换一个县请发 /region 加上县名，取消请发 /region 全部。`,
    set: (label: string) =>
      `好的，今后没写县名的问题按${label}回答，回答里会注明；写了县名的照旧。取消请发 /region 全部。`,
    cleared: '好的，已取消默认的县：没写县名的问题，按全部资料回答。',
    several: '这里说的不止一处，只能设一处。请选一行，整行发给我：',
    notCovered: (place: string) => `现有资料里没有${place}的报告，设了也答不上来，所以没有改动。`,
    unknown: (written: string) => `没有认出“${written}”是哪个县，所以没有改动。请只写县名。`,
    coverage: (labels: readonly string[], count: number) =>
      `现有资料涉及：${labels.join('、')}${count > labels.length ? `等${count}处` : ''}。`,
  },
  listen: {
    inPrivate: '私聊里您发的每条消息我都会回答，不用开旁听。',
    isOn: '旁听现在开着：群里没有点我名的问题，资料里有充分依据的我也会回答，其余的不出声。',
    isOff: '旁听现在关着：只有 @ 我、回复我或用 /ask 提问，我才回答。',
    usage: '打开请发 /listen on，关闭请发 /listen off（群管理员可用）。',
    turnedOn:
      '好的，旁听已打开：群里没有点我名的问题，资料里有充分依据的我也会回答，其余的不出声。关闭请发 /listen off。',
    privacy:
      '要我看得到群里的消息，还需要关闭隐私模式（在 @BotFather 发 /setprivacy，选 Disable，再把我移出群重新加入），或者把我设为群管理员。',
    turnedOff: '好的，旁听已关闭：只有 @ 我、回复我或用 /ask 提问，我才回答。',
  },
  recall: {
    usage: '请回复我的一条回答，再发 /recall，我就把那条回答撤回。',
    denied: '只有提问的人和群管理员可以撤回这条回答。',
    already: '这条回答已经撤回过了。',
    done: '已撤回这条回答，接着再问也不会以它为上文。',
    emptied: '这条回答 Telegram 不让我删除，已把内容换成“已撤回”，接着再问也不会以它为上文。',
    left: (count: number) => `有 ${count} 条消息没能撤回。如果还看得到，请群管理员把它删掉。`,
    /** Stands where an answer stood. */
    instead: '（这条回答已撤回）',
  },
  feedback: {
    privateOnly: '评价里有别处的提问，请在和我的私聊里发 /feedback。',
    none: '近 30 天还没有人评价。',
    counts: (said: readonly string[]) => `近 30 天的评价：${said.join('，')}。`,
    count: (verdict: string, count: number) => `${verdict} ${count}`,
    newest: '最近的意见：',
    complaint: (index: number, at: number, verdict: string, isRecalled: boolean) =>
      `${index}. ${moment(at)} · ${verdict}${isRecalled ? ' · 已撤回' : ''}`,
    question: (text: string) => `问：${text}`,
    inPrivate: '（私聊，没有链接）',
    noLink: '（普通群，没有链接）',
    verdicts: {
      good: '有用',
      'wrong-figure': '数字错',
      'wrong-place': '县错',
      outdated: '过期',
      'off-the-point': '答非所问',
      incomplete: '不全',
      bad: '没用（未说原因）',
    } satisfies Record<Verdict, string>,
  },
  why: {
    usage: '请回复要问的那条消息（问题，或我的回答），再发 /why。',
    operatorsOnly: '按链接查询只对机器人的管理员开放。请回复要问的那条消息，再发 /why。',
    privateOnly: '按链接查询请在和我的私聊里发。',
    privateLinksOnly:
      '只认得形如 https://t.me/c/1234567890/89 的消息链接（在群里长按消息，选“复制链接”）；带群名的公开链接认不出来，请在群里回复那条消息发 /why。',
    nothingKept:
      '没有这条消息的处理记录。记录只保留 7 天，早于这个时间的、不是问题的消息查不到；可以把问题再发一次。',
    ...whyWords,
    by: (by: string) => `怎么看出是问我的：${SIGNS[by] ?? by}`,
    place: (place: string) => `问题没写县名时按本群设置：${place}`,
    evidence: '依据的句子（把握是这一句能回答问题的可能性）：',
    sentence: (
      index: number,
      title: string,
      confidence: number,
      isEligible: boolean,
      text: string | undefined,
    ) =>
      `${index}. 《${title}》 把握 ${percent(confidence)}${isEligible ? '' : '，不是所问的形式'}${text === undefined ? '' : `：${text}`}`,
    threshold: (threshold: number) => `没点我名的问题，把握要到 ${percent(threshold)} 才回答。`,
    retrieved: '检索到的段落：',
    passage: (
      index: number,
      title: string,
      similarity: number | null,
      ranks: Readonly<Record<string, number | undefined>>,
    ) => {
      const places = Object.entries(LISTS).flatMap(([list, name]) =>
        ranks[list] === undefined ? [] : [`${name}第${ranks[list]}`],
      );
      const near = similarity === null ? [] : [`相似度 ${similarity.toFixed(3)}`];
      return `${index}. 《${title}》 ${[...places, ...near].join('，')}`;
    },
    otherCorpus: '当时的资料已经更新，不再显示原句。',
    footer: (at: number, corpusVersion: string | undefined, milliseconds: number | undefined) =>
      [
        `时间：${moment(at)}`,
        ...(milliseconds === undefined ? [] : [`用时 ${Math.round(milliseconds)} 毫秒`]),
        ...(corpusVersion === undefined ? [] : [`资料版本 ${corpusVersion}`]),
      ].join('，'),
  },
};

const OUTCOMES: Readonly<Record<string, string>> = {
  answered: '已回答',
  clarify: '反问是哪个县',
  refused: '说明不能回答',
  silent: '没有出声',
  limited: '问得太密，没有回答',
  stale: '没有来得及回答',
  failed: '处理时出了故障',
  stopped: '按提问人的要求停下，没有写完',
};

const METHODS: Readonly<Record<string, string>> = {
  extracted: '原文摘录',
  generated: '模型措辞，逐句核对过',
};

const SIGNS: Readonly<Record<string, string>> = {
  private: '私聊',
  mention: '@ 了我',
  reply: '回复了我的消息',
  ask: '用了 /ask',
  overheard: '没有点我名，旁听到的问题',
  choice: '点了县名按钮',
};

const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  courtesy: '问候、致谢一类的话，没有要查的',
  'off-topic': '不是资料里能查到的政策问题',
  'not-in-corpus': '资料里没有够把握的句子',
  'place-not-in-corpus': '资料里没有所问地方的报告',
  damaged: '原文此处有缺损',
  empty: '没有看到问题',
  'too-long': '问题太长',
};

const REASONS: Readonly<Record<string, string>> = {
  ...REFUSALS,
  bot: '是机器人发的',
  service: '是系统消息',
  'channel-post': '是频道转来的',
  'direct-messages': '是写给频道的私信，由频道的人回复',
  forwarded: '是转发的消息',
  'other-bot': '是对别的机器人说的',
  'not-addressed': '没有点我名',
  'not-a-question': '没有点我名，也不像问题',
  'not-listening': '没有点我名，本群没有开旁听',
  'weak-evidence': '没有点我名，资料里的依据不够充分',
  'hop-limit': '对方不是真人，已经回答过一次',
  'too-old': '服务中断了一阵，消息来得太晚',
  member: '这位成员问得太密',
  group: '本群问得太密',
  queue: '排队的人太多',
  full: '本群排队的问题已经满了',
};

const FALLBACKS: Readonly<Record<string, string>> = {
  'model-failed': '模型没有应答',
  'model-refused': '模型没有给出答案',
  'no-citation': '有的句子没有出处',
  'unsupported-figure': '有的数字在原文里找不到',
  'unsupported-claim': '有的说法在原文里找不到',
} satisfies Record<Fallback, string>;

/** The lists that a passage is found in. */
export const LISTS: Readonly<Record<string, string>> = { dense: '向量', words: '词', bigrams: '字' };

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 3月5日 14:02, the time of Beijing. @param at milliseconds since 1970. */
function moment(at: number): string {
  const parts = new Map(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('month')}月${part('day')}日 ${part('hour')}:${part('minute')}`;
}
