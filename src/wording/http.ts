/** What the HTTP server and the API say to people and to programs. */
export const http = {
  errors: {
    'bad-request': '请求写得不对。',
    unauthorized: '需要口令或密钥：请在 Authorization 头里写 Bearer 和口令，口令不要写在网址里。',
    forbidden: '这个请求来自别的网站，没有办理。',
    misdirected:
      '这个服务只答复本机地址（127.0.0.1 或 localhost）。要从别的地址访问，请在 .env 里设置 HTTP_TOKEN。',
    'not-found': '没有这个地址。',
    'method-not-allowed': '这个地址不接受这种请求方法。',
    'too-large': '内容太长：最多 64 KB。',
    'unsupported-type': '内容应是 JSON，Content-Type 请写 application/json。',
    quota: '这个密钥一分钟内问得太多，请稍后再试。',
    failed: '抱歉，这个请求处理时出了故障，请稍后再试。',
    busy: '现在问的人太多，请过几分钟再问。',
    late: '这个问题没有在时限内答完，请稍后再问一次。',
  },
  unknownPlace: (place: string) => `不认识“${place}”这个地方，请写县、市、省的全名。`,
  unknownModel: (model: string) => `没有“${model}”这个模型：请写 mingbai，或者写 mingbai: 加县名。`,
  noQuestion: 'messages 里没有 role 是 user 的文字。',
  oneChoice: '一次只答一份（n 是 1）。',
  ownPlace: (place: string) => `（没写地方，按${place}回答）`,
  /** Before the places to choose from. */
  choose: '可以回复名称，或者回复第几个：',
  option: (at: number, label: string) => `${at}. ${label}`,
  /** Before the sources of an answer as plain text. */
  sources: '出处：',
  source: (marker: number, about: string) => `[${marker}] ${about}`,
  quote: (quote: string) => `“${quote}”`,
  /** Where an answer turned out other than what was sent of it. */
  instead: '（以上未能核对完，请以下面的回答为准）',
  login: {
    title: '明白：请输入口令',
    lead: '这个页面需要口令（HTTP_TOKEN）。',
    label: '口令',
    wrong: '口令不对，请再输一次。',
    enter: '进入',
  },
} as const;
