/**
 * Short names of counties that official Chinese uses as words of their own (惠农, 富民, 温泉, 平原), as names of
 * something else (新华, 友谊, 三江), or that arise where two words meet (市中, 天等), though dictionaries tag them as
 * names or lack them. Bare, outside the corpus, they are places where their position says so, and nowhere else. What else a
 * dictionary tags as a noun, verb or adjective may be a mere guess at its kind (安化, 遵义): such a name is doubted within a
 * text, and one that opens it is a place.
 */
export const ORDINARY_NAMES: ReadonlySet<string> = new Set(
  `
新建 改则 共和 和平 新华 和顺 永和 太和 建华 大通 裕民 惠农 惠民 富民 民丰 兴国 兴文 兴仁 兴义 兴业 兴隆 兴庆 兴平 兴宁 兴海 兴城 兴宾 向阳 朝阳 红旗 红桥 红山 红安 友谊 博爱 方正 元宝 木兰 牡丹 凤凰
白云 白塔 白沙 白玉 白杨 宝山 宝塔 宝安 金山 金沙 金塔 金湖 金牛 金水 金川 仁和 修文 庆安 庆云 祥云 云梦 云和 云龙 玉龙 石林 石城 石狮 温泉 长寿 长安 长乐 长宁 长顺 长兴 长清 长丰 太平 平安 平原 平顺
大城 大丰 大田 大英 大新 大东 大庆 大关 万全 万安 万源 万山 三江 三河 三原 三水 三都 七星 五华 双清 双江 双河 双湖 东方 东城 东湖 东风 西城 西山 西市 西林 西丰 西和 南山 南海 南关 南江 南华 南部 南岸
南城 北关 北湖 北塔 中原 中山 中站 中宁 中方 河东 河西 河口 江南 江北 江口 江源 江山 江城 湖口 湖滨 滨海 滨江 滨湖 海港 海安 港北 港南 山南 山城 岭东 路桥 天桥 桥东 桥西 城关 城东 城西 城中 城北 城口
市中 市南 市北 站前 道里 道外 上街 上城 沿河 新城 新市 新民 新和 新会 新都 新龙 新安 新兴 新丰 新田 新星 新干 新河 新平 新宁 新北 古城 老城 故城 老边 古塔 高平 高明 高港 高坪 高青 上高 上林 上栗 安平
安福 安乡 安宁 安国 永丰 永福 康乐 康平 建安 义安 同德 正安 正阳 正宁 威信 文安 华安 集美 青山 青龙 花山 龙门 龙泉 龙潭 龙井 龙山 天河 天门 天山 天等 天全 铁山 临江 临海 临河 临城 通海 通江 通河 通山
通城 盐湖 清河 明光 明山 丰南 丰林 福田 富源 合川 合山 望江 立山 海盐 甘泉 和政 定南 全南 易门 称多 治多 杂多 日土 会东 五原 台中 云林 南投 桃园 尚志 宏伟 泰山 静乐 石鼓
公安 会同 光明 来宾 石棉 莲花 资源 民权 爱民 港口 灯塔 同心 运河 工农 前锋 天长 大方 大理 大观 乐业 芙蓉 天涯 海棠 雨花 鼓楼 梨树 响水 莲池 平房 长子 文水 交口 回民 孝义 方山 孝感
解放 振兴 前进 通道 安居 延长 安定 互助 合作 大兴 复兴 丰满 富裕 友好 平和 平定 大同 大名 三元 万年 二七 三门 三台 五台 九台 二道 八步 六枝 开封 开化 登封 增城 修水 进贤 定远
小店 路南 路北 海口 海北 湖里 台前 江岸 周至 当阳 宣化 高密 仙居 天台 界首 政和 清流 光泽 铜鼓 樟树 盐田 紫金 邻水 大竹 名山 小金 黑水 天柱 文山 麒麟 水富 太白 神木 民勤 民乐 清水 灵台 合水 民和 盐池 新源 水城 公主岭 文峰 牧野 光山 双城 天水 长治 日照
`
    .trim()
    .split(/\s+/u),
);

/** Words that open sentences of every kind: with 县, or as a place of the corpus, and else never a place. */
export const NEVER_BARE: ReadonlySet<string> = new Set(['比如', '且末', '无为', '称多', '治多']);

/** Things that dictionaries lack, and whose names begin as a county's does: a plant, an illness of trees. */
export const OTHER_THINGS = /^(?:紫云英|黄龙病)/u;

/**
 * What is asked of a county, and goes together with no ordinary word before it: 通道低保标准 is of the county, 通道建设
 * is not.
 */
export const ASKED_OF_COUNTIES =
  /^(?:低保|特困|五保|脱贫|贫困(?:[村户率发人]|$)|危房|危改|易地|易搬|光伏|人均|城乡居民|常住人口|户籍人口|呢|有(?:多少|几)|今年|去年|前年|明年|现在|目前|[\d一二三四五六七八九]{2,4}年|(?:的)?(?:低保|特困|贫困户|脱贫)|[?？]?\s*$)/u;
