/** What stands on the buttons under an answer, and what is said when one is pressed (at most 200 characters). */
export const buttons = {
  good: '👍',
  bad: '👎',
  original: '查看原文',
  /** Under an answer in blocks, of which old clients show nothing. */
  text: '看文字版',
  back: '返回',
  /** A button that was pressed, in a private chat. */
  chosen: (label: string) => `✓ ${label}`,
  reasons: {
    'wrong-figure': '数字错',
    'wrong-place': '县错',
    outdated: '过期',
    'off-the-point': '答非所问',
    incomplete: '不全',
  },
  thanks: '已记下，谢谢。',
  thanksFor: (reason: string) => `已记下“${reason}”，谢谢。`,
  askReason: '已记下。请点一下哪里不对。',
  /** Under a question back: which buttons to press, and how to name a place that has none. */
  choose: '点一下按钮就行，也可以直接回复名称，或者回复第几个。',
  others: (labels: readonly string[]) => `没有按钮的请直接回复名称：${labels.join('、')}`,
  chosenPlace: (label: string) => `好的，按${label}回答。`,
  alreadyChosen: '已经选过了。',
  notAsker: '请由提问的人来选；您也可以另外提问。',
  expired: '这个按钮已经失效，请重新提问。',
  recalled: '这条回答已经撤回。',
  failed: '抱歉，刚才没有办成，请稍后再按一次。',
  busy: '这会儿消息太多，请一分钟后再按。',
  textComing: '好的，马上换成文字。本群后面的回答也用文字。',
  textComingPrivately: '好的，马上换成文字，后面的回答也用文字。',
  source: {
    coming: '原文马上发在下面。',
    /** To a member who alone sees the message, and what is shown now. */
    aside: '原文已发给您，仅您可见；没看到请再按一次。',
    notAside: '这条只有您看得见，原文没能发给您，请在群里重新提问。',
    there: '原文已经发在下面了。',
    gone: '资料更新过，找不到这段原文了，请重新提问。',
    lost: '（资料更新过，找不到这段原文了。）',
    title: '原文（【】里是引用的话）：',
    htmlTitle: '原文（粗体是引用的话）：',
    heading: (heading: string) => `所在部分：${heading}`,
    cut: '……',
  },
} as const;
