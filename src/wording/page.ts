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
    failedText: '刚才没有办成，请再试一次。',
    foreign: '这个请求不是从本页发出的，没有照办。请回到首页再试。',
    toAsk: '去提问',
  },
} as const;
