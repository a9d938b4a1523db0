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
    failed: '抱歉，这个请求处理时出了故障，请稍后再试。',
  },
  login: {
    title: '明白：请输入口令',
    lead: '这个页面需要口令（HTTP_TOKEN）。',
    label: '口令',
    wrong: '口令不对，请再输一次。',
    enter: '进入',
  },
} as const;
