/**
 * Every fault that a person may read: what went wrong, what was expected, what to do next.
 * `{name}` is filled from the error's fields; the code follows in brackets. Secrets never go in.
 */
const MESSAGES = {
  'config-invalid': '配置有错：\n{faults}\n请改正 .env 或环境变量，再启动一次。',
  'corpus-missing':
    '找不到资料：{path}。需要一个放文件的文件夹，或者一个文件。请用 CORPUS_DIR 或 --corpus 指定。',
  'corpus-empty':
    '{path} 里没有读到报告{details}。至少要有一个写着文字的文件（txt、md、docx、doc、pdf、ofd、xlsx、html 等）。请放进去，再运行 npm run ingest。',
  'files-refused':
    '有 {count} 个文件读不了：{details}。因为写了 --strict，索引没有更新。请改好或拿走这些文件，再运行一次；去掉 --strict 就只收读得了的。',
  'sources-invalid':
    '{path} 写得不对：{details}。请对照 README 的“您自己的报告”一节改正，再运行 npm run ingest。',
  'synonyms-invalid':
    '{path} 写得不对：{details}。请对照 README 的“您自己的报告”一节改正，再运行 npm run ingest。',
  'model-missing':
    '找不到向量模型：{path}。需要 config.json、tokenizer_config.json、tokenizer.json 和 onnx/model_quantized.onnx。请设置 MODELS_DIR 和 EMBEDDING_MODEL。',
  'model-damaged':
    '向量模型 {path} 载入不了：{details}。请恢复这个文件夹（git checkout models），再启动一次。',
  'reader-missing':
    '找不到阅读模型：{path}。需要 config.json、tokenizer_config.json、tokenizer.json 和 onnx/model_quantized.onnx。请设置 MODELS_DIR 和 READER_MODEL；没有它也能回答，只是少一道把关。',
  'reader-damaged':
    '阅读模型 {path} 载入不了：{details}。请恢复这个文件夹（git checkout models），再启动一次。',
  'reader-failed':
    '阅读模型出了故障：{details}。这次没有用它。如果反复出现，请恢复模型（git checkout models），再启动一次。',
  'cases-missing': '{path} 里没有题目：{details}。需要每行一道题的 JSON，写法见 test/eval/README.md。',
  'cases-invalid':
    '{path} 第 {line} 行有错：{details}。请改正这一行（写法见 test/eval/README.md），再运行一次。',
  'report-invalid': '{path} 不是评测报告：{details}。需要 npm run eval -- --json FILE 写出来的文件。',
  'calibration-invalid':
    '校准文件 {path} 写得不对：{details}。请改正，或者运行 npm run eval -- calibrate 重新校准，或者删掉它：没有校准，回答会更谨慎。',
  'embedder-failed':
    '向量计算出了故障：{details}。请再试一次；如果反复出现，请恢复模型（git checkout models），再启动一次。',
  'index-missing': '{path} 里没有索引。请运行 npm run ingest 建立。',
  'index-unreadable':
    '索引 {path} 读不了：{details}。应是一个可以读的文件夹，由 INDEX_DIR 或 --index 指定。请改正后再试一次。',
  'index-damaged': '索引 {path} 已损坏：{details}。请运行 npm run ingest 重新建立。',
  'index-mismatch': '索引 {path} 建立时是“{built}”，现在的设置是“{wanted}”。请运行 npm run ingest 重新建立。',
  'index-foreign':
    '索引 {path} 是用别的资料（{built}）建立的，现在指定的资料是 {wanted}。请运行 npm run ingest 重新建立，或者用 INDEX_DIR 另外指定一个索引文件夹。',
  'index-locked': '另一个进程（进程号 {pid}）正在写索引 {path}。请等它结束，再试一次。',
  'index-write': '索引写不进 {path}：{details}。请腾出磁盘空间或改正权限，再试一次。',
  'index-changed':
    '建立新索引的时候，另一个进程改动了索引 {path}（由 {expected} 改成 {found}）。新索引没有换上。请再试一次。',
  'index-unproven':
    '{path} 的新索引没有通过检查：{details}。它已经作废。请再运行一次 npm run ingest；如果反复出现，请重新安装（npm ci）。',
  'output-write': '结果写不进 {path}：{details}。请换个位置，或者腾出磁盘空间、改正权限，再运行一次。',
  'chat-model-failed':
    '大模型没有答成：{details}。已经改发原文。请检查模型服务，以及 OPENAI_BASE_URL、OPENAI_MODEL 和 OPENAI_API_KEY。',
  'chat-model-timeout':
    '大模型在 {milliseconds} 毫秒内没有回音（{stage}）。已经改发原文。请检查模型服务，或者把 OPENAI_MODEL 换成快一些的模型。',
  'chat-model-incomplete':
    '大模型没有写完就停了（finish_reason 是 {reason}，应为 stop）。已经改发原文。如果反复出现，请放宽模型服务的长度限制，或者换一个 OPENAI_MODEL。',
  'chat-model-declined':
    '大模型的服务不接受这次的内容：{details}。已经改发原文。别的问题不受影响；如果反复出现，请放宽模型服务的内容审核，或者换一个 OPENAI_MODEL。',
  'asking-busy': '排队的问题太多（{waiting} 个），这个没有收下。请过几分钟再问。',
  'asking-late': '这个问题在 {seconds} 秒内没有答完。请稍后再问一次；如果反复出现，请检查大模型服务。',
  'state-damaged':
    '状态文件 {path} 已损坏：{details}。请把它移走再启动（里面还没回答的问题、机器人记住的内容会丢失），或者用备份恢复。',
  'state-newer':
    '状态文件 {path} 是第 {found} 版格式，这个程序只认得到第 {known} 版。请运行新版程序，或者换一个 DATA_DIR。',
  'state-unusable': '状态文件 {path} 不能读写：{details}。请改正权限、腾出磁盘空间，或者换一个 DATA_DIR。',
  'state-in-use':
    '另一个进程正在用状态文件 {path}。一个 DATA_DIR、一个机器人 token 只能有一个进程。请停掉另一个，或者换一个 DATA_DIR。',
  'telegram-failed':
    'Telegram 机器人启动不了：{details}。如果反复出现，请查看日志，连同这一行前面的内容一起反馈。',
  'telegram-token-refused':
    'Telegram 不认这个机器人 token（{details}）。需要 @BotFather 给的 token，形如 123456:ABC。请改正 TELEGRAM_BOT_TOKEN，再启动一次。',
  'http-unusable':
    'HTTP 服务用不了地址 {host}、端口 {port}：{details}。需要本机的地址和空闲的端口。请设置 HTTP_HOST 和 HTTP_PORT，再启动一次。',
  'telegram-webhook-refused':
    'Telegram 不接受 webhook 地址 {url}（{details}）。需要它访问得到的 https 地址，端口是 443、80、88 或 8443。请改正 WEBHOOK_URL，或者不设它，改为长轮询。',
  stopped:
    '收到停止的信号，没有做完就停下了。没有留下半成品，原有的索引也是完整的。需要时请再运行一次同样的命令。',
  usage: '{details}',
} as const;

export type ErrorCode = keyof typeof MESSAGES;

export const ERROR_CODES = Object.keys(MESSAGES) as readonly ErrorCode[];

/** The one error class: a code of the table above, its fields, and the cause. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fields: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, fields: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const text = MESSAGES[code].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fields[key] ?? ''));
    super(`${text}（${code}）`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fields = fields;
  }
}

/** Faults of the system that people meet, by Node's code. */
const SYSTEM_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹',
  EACCES: '没有权限',
  EPERM: '系统不允许这样做',
  EROFS: '所在的磁盘是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EISDIR: '这是文件夹，不是文件',
  ENOTDIR: '路径中间有一段不是文件夹',
  EEXIST: '这个名字已经被占用',
  EMFILE: '打开的文件太多',
  EIO: '磁盘读写出错',
  EADDRINUSE: '端口已经被占用',
  EADDRNOTAVAIL: '这台机器没有这个地址',
  ENOTFOUND: '找不到这个主机名',
};

/**
 * Why something failed, for a person: faults of the system in Chinese with Node's code and the path behind, anything
 * else in its own words.
 */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string')
    return messageOf(thrown);
  const known = SYSTEM_FAULTS[thrown.code];
  if (known === undefined) return messageOf(thrown);
  return 'path' in thrown && typeof thrown.path === 'string'
    ? `${known}（${thrown.code}，${thrown.path}）`
    : `${known}（${thrown.code}）`;
}

/** What a person is told of a fault: its text where it is in the table; of a bug that it is one, and nothing of its words. */
export function toldOf(thrown: unknown): string {
  return thrown instanceof AppError ? thrown.message : '程序出错了，请反馈给维护人员。';
}

const UNKNOWN = '原因不明';

/** The message of anything thrown, on one line; never empty. */
export function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message || thrown.name : asText(thrown);
  return text.replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' ').trim() || UNKNOWN;
}

/** `String` throws for an object without a prototype, and for one whose `toString` does. */
function asText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return UNKNOWN;
  }
}
