/**
 * Characters that are taken for each other where they are drawn or chosen by their shape, in groups of which each may
 * stand for any other.
 */
const GROUPS =
  '己已巳 未末 贫贪 货贷 搬般 治冶 住往佳 补朴 户卢 危厄 困囚因 扶抚夫 低抵底 财材 救教 助肋 养羊 老考 疗辽 险脸捡检验 环坏 境竟镜 ' +
  '农衣 村材 租组祖粗 贴帖粘 准淮 额颇 申甲由电 理埋 复夏 耕讲 迁迂 拆折析 档挡 拔拨 驻住柱 校较 项顶 审宙 查杳 赔陪培 偿尝赏 征证 牧收枚 畜蓄 禽离 ' +
  '渔鱼 植值 茶荼 油抽 镇填慎 县具 第策 奖桨浆 残浅践 钱线 孤狐弧 供洪拱 待侍特持 硬便更 晴睛清情请精 候侯 喝渴 船般 抄炒 拾抬 抢枪 仓仑 矛予 乒乓 ' +
  '免兔 鸟乌 辛幸 师帅 厉历 育盲 保褓堡 障瘴 遇偶寓 责贵 续读 缴激邀 测侧则 防妨访 送迭 建健 廷延 巾币 帮绑 席度 库厍 ' +
  '床庆 庄压 厕侧 垃拉 圾极级 污朽 沟构购 沽沾 什仟 代伐 优忧扰 伤份 估怙 侨桥 侵浸 促捉 储诸 偏遍 技枝 投没 拘枸 招沼 拥涌 按桉 挑桃 损捐 ' +
  '援授 摊滩 播潘 操燥躁 村衬 杆杵 标杯 栋拣 栏拦 桩粧 械诫 棉绵 楼搂 榔郎 橙澄 种钟 科料 秸桔 税锐 稻滔 穗惠 狠狼 猪诸 琼惊 瓶拼 畔胖 略咯 瘫滩 皮披 盆盒 ' +
  '盐监 眼跟 睡唾 矿旷 破坡 硕顾 祥样 秃秀 穷劳 究穷 窃窍 竟竞 章意 箱霜 篮蓝 粮粗 糠糖 纠纪 纷粉 练炼 经轻 绍招 络洛 绢捐 缓援绥 编偏 罚罗 耽枕 联朕 ' +
  '肥肌 股肢 胜性 脱税 腊蜡 艺亿 节芒 芽芬 苦若 药约 菌茵 落洛 蒜薪 蚕蛋 蜂峰 衔街 补扑 裁载栽 裕浴 览贤 触独 订钉 讨付 训驯 议仪 评坪 词祠 试诚 ' +
  '话活 详洋 语浯 误娱 账胀 超趁 趋驱 距钜 跌铁 路露 踏蹋 转传 软欠 辅铺 输愉 迅讯 违伟 选洗 透诱 途涂 造浩 逾愉 量童 针计 银跟 销消 锅祸 ' +
  '镁美 闭闲 阅悦 队认 阳阴 际标 陆击 除徐 随堕 隔融 难准 雇顾 静挣 顺训 须顺 颈劲 馒慢 驾贺 骗编 鲜鱼 鸭鸦 鹅峨 麦表 黄寅 孤狐弧 酒洒 饮饭 ' +
  '核该 沟构购';

const LOOK_ALIKES: ReadonlyMap<string, string> = alike();

/** The characters that one may be taken for by its shape; none for most. */
export function lookAlikes(character: string): string {
  return LOOK_ALIKES.get(character) ?? '';
}

function alike(): Map<string, string> {
  const others = new Map<string, Set<string>>();
  for (const group of GROUPS.split(' '))
    for (const one of group) {
      const known = others.get(one) ?? new Set();
      for (const other of group) if (other !== one) known.add(other);
      others.set(one, known);
    }
  return new Map([...others].map(([one, all]) => [one, [...all].join('')]));
}
