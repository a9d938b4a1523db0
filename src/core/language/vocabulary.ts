import { fold } from './text.ts';

/**
 * Groups of words that mean one thing when a cadre asks about policy; any of a group stands for the others.
 * Language, not policy: no figure, no place and no report's own term belongs here. The first is the written form.
 */
const SAME_MEANING: readonly string[] = [
  '低保 最低生活保障 低保户 低保对象 吃低保',
  '学生 娃 娃儿 娃娃 小孩 孩子 细伢子 崽 伢子 儿童',
  '教育 读书 上学 念书 入学 就学 助学 学费',
  '资助 补助 补贴 救助 津贴 补钱',
  '医疗 看病 瞧病 治病 就医 就诊 看医生 住院 医药 健康 诊疗',
  '医保 医疗保险 合作医疗 新农合 城乡居民基本医疗保险 参保',
  '住房 房子 房屋 屋 盖房 修房 建房 危房 危旧房',
  '搬迁 搬家 搬屋 易地扶贫搬迁 易地搬迁 安置 搬',
  '就业 打工 务工 上班 工作 找工作 转移就业 有事做',
  '个人支付 自付 自费 个人承担 自掏',
  '流程 程序 步骤 手续 怎么办理',
  '材料 资料 证件 手续',
  '条件 要求 资格',
  '申请 申报 办理',
  '称号 美誉 荣誉 称谓',
  '装机 规模 总规模 容量',
  '任务 目标 指标',
  '原因 为什么',
  '公路 道路 马路 路 修路',
  '饮水 自来水 吃水 喝水 供水 水',
  '网络 上网 宽带 光纤 4g 5g',
  '电网 用电 通电 供电',
  '残疾人 残疾 残障',
  '老人 老年人 老年 老头',
  '养老 养老金 养老保险',
  '贫困发生率 贫困率',
  '脱贫 摘帽 减贫 减少 脱贫摘帽 脱贫退出 脱穷',
  '脱贫 出列',
  '摘帽 退出 摘掉 帽子',
  '贫困户 贫困家庭 穷人 穷户 困难户 建档立卡户 建档立卡贫困户 脱贫户',
  '贫困人口 贫困群众 贫困对象 穷人 建档立卡人口 建档立卡贫困人口',
  '贫困村 穷村',
  '干部 领导 党员干部',
  '帮扶 结对 帮扶人 包户',
  '工作队 驻村 驻村帮扶 驻村工作队',
  '垃圾 卫生 环境 人居环境',
  '企业 公司 工厂 厂 厂家',
  '合作社 专业合作社 专合组织',
  '光伏 光伏发电 太阳能',
  '贷款 信贷 小额贷款 小额信贷 借钱',
  '投入 投 投资 花 用 投了 花了',
  '分红 分钱',
  '增收 收入 挣钱 赚钱 多挣',
  '发放 发 发了 拨付',
  '公益性岗位 公益岗位',
  '招聘会 招聘 招工会 招工',
  '培训 技能培训 学技术',
  '处分 处理 问责 处罚 追责',
  '表彰 表扬 奖励 嘉奖',
  '线索 问题线索',
  '降到 降至 下降 降低 降为 降了',
  '提高 涨 涨到 增加 提升 上涨 提高到 增长',
  '医院 卫生院 卫生所 卫生室',
  '护林员 看林子 巡山',
  '种植 种 栽 面积',
  '养殖 养 喂',
  '电商 网店 淘宝',
  '旅游 游客 景区',
  '整改 改正 改完',
  '提拔 提干 升 升职',
];

const groups: readonly (readonly string[])[] = SAME_MEANING.map((line) =>
  line.split(' ').map((word) => fold(word)),
);
const groupsOf = new Map<string, string[]>();
for (const group of groups) {
  for (const word of group) {
    groupsOf.set(word, [
      ...new Set([...(groupsOf.get(word) ?? []), ...group.filter((other) => other !== word)]),
    ]);
  }
}

/** The words that may stand for `word` (folded), without itself. */
export function synonymsOf(word: string): readonly string[] {
  return groupsOf.get(word) ?? [];
}

/** Spoken and dialect turns to written ones, longest first; applied to the question before it is understood. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/几(?:个)?(?:[十百千万]*亿|[十百]+万|千万|百万)(?![亩人户元块斤吨头只株个家名位所条])/gu, '多少元'],
  [/几(?:十|百|千|万|亿)+(?=[亩人户元块斤吨头只株个家名位所条])/gu, '多少'],
  [/好(?=[高大长久](?:[？?啊呀嘛哦咯]|$))/gu, '多'],
  [/自己?(?:要|得|还要)?(?:掏|出|付|拿)(?:钱|好多|多少)?(?=多少|百分|几|吗|$)/gu, '个人支付'],
  [/(?:都)?(?:咯|嘞|噻|哈|撒|捏|咗|哩|喽|嘛|哦)(?=[\s？?，,。!！]|$)/gu, ''],
  [/(?<![容轻简])易搬(?!迁)/gu, '易地搬迁'],
  [/国贫县/gu, '国家级贫困县'],
  [/省贫县/gu, '省级贫困县'],
  [/(?<!立)卡户/gu, '建档立卡户'],
  [/(?<!劳动)劳力/gu, '劳动力'],
  [/(?:好多|几多|多少|几)块钱|(?:好多|几多)钱|(?:好多|多少)块/gu, '多少钱'],
  [/(?<!很)好多(?!人[认说]|的)|好几多|几多/gu, '多少'],
  [/几时|啥时候|哪阵/gu, '什么时候'],
  [/啥子|么子|嘛子|什嘛|咩|啥/gu, '什么'],
  [/(?:啷个|咋个|咋|怎么)(?:办|搞|整)|啷个|咋个|咋样|咋|怎样/gu, '怎么'],
  [/哪个晓得|晓得/gu, '知道'],
  [/哪门(?:办|搞|整)|哪门(?!课)|(?<![怎什这那])么样(?:办|搞|整)?/gu, '怎么'],
  [/莫得|冇得|没得|冇/gu, '没有'],
  [/俺们|咱们|我们|俺|咱|(?<![自忘])我/gu, '我们'],
  [/娃儿|娃娃(?![鱼脸])|细伢子|伢子/gu, '学生'],
  [/乡里(?!乡亲)|乡头/gu, '乡镇'],
];

/** The question in written words: dialect turned, nothing else changed. */
export function toWritten(text: string): string {
  return SPOKEN.reduce((written, [spoken, plain]) => written.replaceAll(spoken, plain), text);
}
