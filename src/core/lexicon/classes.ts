/** Classes of one kind, by which papers draw what they give. What is of one of them is of none of the others. */
export interface ClassKind {
  /** Finds a name of any class; each name is a group, in the order of `named`. */
  readonly sign: RegExp;
  /** The classes that each name stands for; of a wider name several. */
  readonly named: readonly { readonly names: readonly string[]; readonly isWider: boolean }[];
  /** How a question that names none tells one: 我妈 is a woman. */
  readonly asked: readonly { readonly name: string; readonly sign: RegExp }[];
  /**
   * What makes a sentence one of some of them, and of none else. `named`: that it names them. `opening`: that one opens a clause, or
   * that it tells two apart. `apart`: the latter alone; somebody may be of several.
   */
  readonly told: 'named' | 'opening' | 'apart';
  /** It stands before what it is of, which tells it apart as well: 新建水闸 is no 新建山塘. */
  readonly isModifier: boolean;
}

/**
 * A kind of classes, from patterns without groups but those that capture nothing.
 * @param list its classes with blanks between them: the patterns of a class, which begin with its name (玉米|苞谷), or its name, a
 *   colon and the patterns (女:妇女).
 * @param more `wider`: names that take in several classes, and which, with blanks between them; all where none is listed.
 */
function kind(
  told: ClassKind['told'],
  list: string,
  more: {
    readonly wider?: Readonly<Record<string, string>>;
    readonly asked?: Readonly<Record<string, string>>;
    readonly isModifier?: true;
  } = {},
): ClassKind {
  const { wider = {}, asked = {}, isModifier = false } = more;
  const classes = wordsOf(list).map((word) => {
    const [, name = '', signs = word] = /^(\p{Script=Han}+)(?::(.*))?/u.exec(word) ?? [];
    return { name, signs };
  });
  const all = classes.map(({ name }) => name);
  const signs = [...Object.keys(wider), ...classes.map((one) => one.signs)];
  return {
    ...{ told, isModifier },
    sign: new RegExp(signs.map((one) => `(${one})`).join('|'), 'gu'),
    named: [
      ...Object.values(wider).map((names) => ({ names: names === '' ? all : wordsOf(names), isWider: true })),
      ...all.map((name) => ({ names: [name], isWider: false })),
    ],
    asked: Object.entries(asked).map(([name, said]) => ({ name, sign: new RegExp(said, 'u') })),
  };
}

function wordsOf(list: string): string[] {
  return list.trim().split(/\s+/u);
}

const BEFORE_ANIMAL = '(?<=^|[\\s肉奶母公水犊山绵种仔生死养买卖杀喂头只匹、和及或与,;:。(（羊牛])';
const BEHIND_ANIMAL = '(?=$|[\\s、,;:。)）牛羊猪和及或与每的有能可要死病犊崽羔场舍圈棚保补赔多]|养殖)';
const NO_PLACE = '(?!\\p{Script=Han}{0,2}[乡镇村寨坝山沟坪塘河桥])';

/** A kind of animal by its one character, where a word beside it tells that it is one. */
const animal = (name: string): string =>
  `${BEFORE_ANIMAL}${name}${NO_PLACE}|${name}${BEHIND_ANIMAL}${NO_PLACE}`;

const MEN = '(?<!岳)[爸爹]|爷爷|外公|公公|老公|叔叔?|伯伯?|大?哥|弟弟?|舅舅?|老头';
const WOMEN = '[妈娘]|奶奶|外婆|婆婆|老婆|媳妇|[姨姑姐]|妹妹?|老太';
const KIN = `(?:${MEN}|${WOMEN})`;

/** Kin who is asked of: neither called to (大姐，…), nor named by one who asks of himself (我老婆生娃，我休几天). */
const kin = (names: string): string =>
  `^(?![大小老]?${KIN}[,，])(?!.*我们?(?![们家的想问村乡镇县这]|.{0,2}${KIN})).*(?:${names})`;

/** From a class on, up or down: 县级及以上, 初中以上文化程度. */
const from = (name: string, side: '上' | '下'): string =>
  `${name}(?:文化|学历|程度){0,2}(?:[及或]|\\(含\\))?以${side}`;

/** A level of government, by its name, its money and its hospital. */
const level = (name: string): string => `${name}级:${name}(?:级|财政|[里内]?的?(?:人民|中)?医院)`;

/** Behind a kind of disability, alone or in a list: 视力、听力残疾. */
const DISABLED = '(?:残疾|(?=[、和及][^,;。]{0,12}残疾))';

/** Every kind of classes. */
export const CLASS_KINDS: readonly ClassKind[] = [
  kind(
    'named',
    `幼儿园?|学前 小学:(?<!(?<!其)中)小学 初中(?![央旬]) 高中:(?<!职业|[提最较])高中(?!阶段|低)
     中职:中[、和]?(?:高职|职)|中专|职高|技校|职业高中|中等职业
     大学:(?<!扩)大学(?!习)|本科(?!室)|大专(?![项业题])|专科生|(?<!提)高校|高职(?!称)`,
    {
      wider: {
        [from('小学', '上')]: '小学 初中 高中 中职 大学',
        [from('初中', '上')]: '初中 高中 中职 大学',
        [from('(?:高中|中专)', '上')]: '高中 中职 大学',
        [from('初中', '下')]: '小学 初中',
        [from('高中', '下')]: '小学 初中 高中',
        '(?<!其)中小学': '小学 初中 高中',
        义务教育: '小学 初中',
        高中阶段: '高中 中职',
        '中学(?!习)': '初中 高中',
        '大中专(?!项)': '大学 中职',
      },
    },
  ),
  kind(
    'named',
    `玉米|苞谷|苞米 小麦 水稻|稻谷|[早中晚]稻 马铃薯|土豆|洋芋 红薯|甘薯 燕麦|莜麦 荞麦 青稞 高粱 大豆|黄豆
     花生 油菜 向日葵|葵花 棉花 甜菜 甘蔗 烟叶|烤烟 油茶 茶叶|茶园|茶树 花椒 辣椒
     核桃 板栗 柑橘|橘子 苹果 葡萄 猕猴桃`,
    {
      wider: {
        粮食: '玉米 小麦 水稻 马铃薯 红薯 燕麦 荞麦 青稞 高粱 大豆',
        '薯类|杂粮': '马铃薯 红薯 燕麦 荞麦 高粱 大豆',
        油料: '大豆 花生 油菜 向日葵 油茶',
        '水果|果树|果园|林果': '柑橘 苹果 葡萄 猕猴桃',
        '作物|庄稼': '',
      },
    },
  ),
  kind(
    'named',
    `猪:${animal('猪')}|生猪|母猪|育肥猪 牛:${animal('牛')}|[肉奶黄水]牛|母牛 羊:${animal('羊')}|[肉山绵]羊|母羊
     驴:${animal('驴')} 马:${BEFORE_ANIMAL}马${BEHIND_ANIMAL} 骆驼
     鸡:${animal('鸡')}|肉鸡|蛋鸡 鸭:${animal('鸭')} 鹅:${animal('鹅')} 兔:${animal('兔子?')} 蜂:蜜蜂|养蜂|蜂群`,
    { wider: { '牲畜|家畜|大?畜': '猪 牛 羊 驴 马 骆驼', '家禽|禽': '鸡 鸭 鹅' } },
  ),
  kind('opening', '男(?!女) 女:(?<![子儿男妇侄孙])女(?!儿|婿)|妇女', {
    asked: { 男: kin(MEN), 女: kin(WOMEN) },
  }),
  kind(
    'opening',
    `合作社 家庭农场 企业|(?<!保险|财险|产险|人寿)公司 村集体|集体经济 大户
     农户:(?<!脱贫|监测)农户|农民(?!工|专业|人均)|散户`,
    { wider: { 经营主体: '合作社 家庭农场 企业 大户' } },
  ),
  kind(
    'opening',
    `乡级:(?:乡镇|[乡镇])(?:级|卫生院|财政|(?=、县级)) ${level('县')} ${level('市')} ${level('省')} 中央|国家级`,
    {
      wider: {
        [from('乡镇?级', '上')]: '',
        [from('县级', '上')]: '县级 市级 省级 中央',
        [from('市级', '上')]: '市级 省级 中央',
        [from('省级', '上')]: '省级 中央',
        [from('县级', '下')]: '乡级 县级',
        [from('市级', '下')]: '乡级 县级 市级',
      },
      isModifier: true,
    },
  ),
  kind('opening', '城市|城镇|城区|城里 农村|乡下|乡村(?!振兴|建设|公益|旅游|医生|教师)', {
    wider: { 城乡: '' },
    isModifier: true,
  }),
  kind(
    'opening',
    `新建|新修|新打|打机?井|新盖|新搭|新起 维修|修复|修缮|维护
     改建|扩建|改扩建|[用拿把][^,。;]{1,8}改(?:成|的|建)`,
    { wider: { 改造: '' }, isModifier: true },
  ),
  kind('opening', '轻度|轻微 中度 重度 完全(?=失能) 部分:半失能|部分失能', { isModifier: true }),
  kind('named', '失能 失智|痴呆 自理:(?<!不能)自理(?!能力)'),
  kind('opening', '集中供养 分散供养'),
  kind(
    'apart',
    `低保(?!边缘)|最低生活保障(?!边缘) 边缘:低保边缘|低边|最低生活保障边缘|低收入 特困|五保
     脱贫:(?<!未)脱贫(?=户|人口|劳动力|家庭|学生|农户) 监测(?=户|对象|家庭)|易返贫致贫
     孤儿|事实无人抚养 残疾:残疾(?!等级|证)|病残 一般(?=户|农户|家庭|居民)|普通(?=户|农户|家庭|居民)`,
  ),
  // What offices charge, check, insure and register.
  kind(
    'named',
    `水费 电费 气费 物业费:物业(?:服务|管理)?费 停车费|泊车费 垃圾费:垃圾(?:处理|清运)?费
     学费|保教费|保育(?:教育)?费 住宿费|寄宿费 伙食费:(?<!陪)伙食费|餐费|饭钱
     书本费|教材费|作业本费|课本费 校服费 托管费:托管(?:服务)?费|课后服务费
     租金|房租 押金|(?<!工资)保证金 工本费 挂号费|诊查费|诊疗费`,
    { wider: { '各?项?费用|所有费': '' } },
  ),
  kind(
    'named',
    `电动自行车|电瓶车|电单车|(?:两轮|二轮)电动车|电动车 三轮 摩托 小车:小型?(?:汽|轿|客)?车|轿车|私家车
     大客车:大型?(?:客|巴)车? 货车:(?:大型?|中型?|轻型|重型)?货车|卡车 校车 公交 拖拉机
     自行车:(?<!电动)自行车(?!道)`,
    { wider: { '机动车|各[类种]车|所有车|车辆': '' } },
  ),
  kind(
    'named',
    `拖拉机 收割机|收获机 插秧机 微耕机|旋耕机|耕整机|田园管理机 播种机 脱粒机 烘干机 无人机
     割草机|割灌机 三轮`,
  ),
  kind('named', '喜事:喜[酒事宴]|婚[宴礼事]|结婚酒|满月酒|寿宴|乔迁 丧事:丧[事葬宴]|白事|白喜事', {
    wider: { '红白喜?事|婚丧': '' },
  }),
  kind(
    'named',
    `宫颈癌 乳腺癌 肺癌 肝癌 胃癌|食[管道]癌|上消化道癌|胃镜 肠癌:(?:结直?|直|大)?肠癌|肠镜
     鼻咽癌 前列腺癌`,
    { wider: { 两癌: '宫颈癌 乳腺癌' } },
  ),
  kind(
    'named',
    `狂犬 流感(?:疫苗|针) 水痘 宫颈癌:hpv|宫颈癌疫苗 乙肝(?:疫苗|针) 麻疹|麻腮风 带状疱疹
     肺炎(?:球菌)?(?:多糖)?疫苗 脊灰|脊髓灰质炎 百白破 新冠`,
  ),
  kind('named', '二针:(?<!第)[二两]针 三针:(?<!第)三针 四针:(?<!第)四针 五针:(?<!第)五针'),
  kind(
    'named',
    `一孩:一[孩胎]|头胎|第一(?:个孩子|胎) 二孩:(?<!第)二[孩胎]|第二(?:个孩子|胎|孩)
     三孩:(?<!第)三[孩胎]|第三(?:个孩子|胎|孩)`,
    { wider: { '二[孩胎]及?以上': '二孩 三孩', '多[孩胎]': '二孩 三孩' } },
  ),
  kind('named', `养老保险|养老金 医疗保险|医保|新农合|合作医疗 失业保险|失业金 工伤 生育(?:保险|津贴|医疗)`, {
    wider: { '社保|社会保险|五险': '' },
  }),
  kind(
    'opening',
    `视力${DISABLED}|盲人 听力${DISABLED}|聋 言语${DISABLED}|哑巴|聋哑 肢体${DISABLED} 智力${DISABLED} 精神${DISABLED}|精神障碍
     多重残疾`,
  ),
  kind('named', '煤改电|空气源|电采暖|电取暖 煤改气|壁挂炉|燃气采暖|燃气取暖'),
  kind('named', '液化气:液化(?:石油)?气|气瓶|瓶装气 天然气|管道燃?气'),
  kind('named', '早餐:早[餐饭点] 午餐:[午中][餐饭] 晚餐:晚[餐饭]', { wider: { '[一每]日三餐|三餐': '' } }),
  kind('named', '结婚(?!档) 离婚(?!档|协议|判决) 复婚', { wider: { 婚姻登记: '' } }),
  kind(
    'opening',
    `首次|初次|新办|新申领|初始登记 换证:换(?:[证卡照本]|领|发) 补证:补(?:[证卡照本]|领证|办)|遗失补|补发证
     变更 注销 转移登记|过户 年审:年[审检]|审验`,
    {
      asked: {
        首次: '头[一]?[回次]|第一[回次](?:办|领|申)|从来?没办过',
        补证: '[证照卡本]子?(?:搞|弄)?(?:掉|丢|遗失|不见)',
        换证: '[证照卡本]子?(?:到期|过期)',
      },
      isModifier: true,
    },
  ),
];
