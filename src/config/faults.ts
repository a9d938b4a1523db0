/** The settings that say something only beside others. */
type Setting =
  | 'OPENAI_API_KEY'
  | 'OPENAI_MODEL'
  | 'OPENAI_BASE_URL'
  | 'WEBHOOK_URL'
  | 'TELEGRAM_API_ROOT'
  | 'TELEGRAM_BOT_TOKEN'
  | 'HTTP_HOST'
  | 'HTTP_TOKEN';

/** `''`: the port of the protocol. */
const TELEGRAM_PORTS: ReadonlySet<string> = new Set(['', '443', '80', '88', '8443']);
/** What the HTTP server answers itself. */
const OWN_PATHS: ReadonlySet<string> = new Set(['/healthz', '/metrics']);

/** What is wrong with settings only beside others. @param given a setting as it is written, `''` for none. */
export function faultsBetween(given: (name: Setting) => string): string[] {
  const faults: string[] = [];
  const [key, model, base] = [given('OPENAI_API_KEY'), given('OPENAI_MODEL'), given('OPENAI_BASE_URL')];
  if ((key || base) && !model) faults.push('OPENAI_MODEL：设了其他 OPENAI_ 变量，就要写明模型名');
  if ((model || base) && !key) {
    faults.push('OPENAI_API_KEY：设了其他 OPENAI_ 变量，就要写明密钥（服务不要密钥的，随便写一个词）');
  }
  const webhook = given('WEBHOOK_URL');
  if (webhook) {
    const wrong = webhookFault(webhook, given('TELEGRAM_API_ROOT') !== '');
    if (wrong !== undefined) faults.push(`WEBHOOK_URL：${wrong}`);
    if (!given('TELEGRAM_BOT_TOKEN'))
      faults.push('TELEGRAM_BOT_TOKEN：设了 WEBHOOK_URL，就要写明机器人的 token');
  }
  const host = given('HTTP_HOST');
  if (host && !isLoopback(host) && !given('HTTP_TOKEN')) {
    faults.push('HTTP_TOKEN：HTTP_HOST 允许别的机器访问，就要设口令');
  }
  return faults;
}

/** What Telegram, or a Bot API server of one's own, would not call. */
function webhookFault(value: string, hasOwnServer: boolean): string | undefined {
  if (!URL.canParse(value)) return '应是 https 地址';
  const { protocol, hostname, port, pathname, username, password, search, hash } = new URL(value);
  if (protocol !== 'https:' && !(protocol === 'http:' && hasOwnServer && isLoopback(hostname)))
    return '应是 https 地址（只有设了 TELEGRAM_API_ROOT、又在本机时，才能用 http）';
  if (username || password || search || hash) return '地址里不能有用户名、密码、? 和 # 后面的部分';
  if (!hasOwnServer && !TELEGRAM_PORTS.has(port))
    return '端口应是 443、80、88 或 8443，Telegram 只访问这几个';
  if (OWN_PATHS.has(pathname)) return `路径不能是 ${[...OWN_PATHS].join(' 或 ')}`;
  return undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
