/**
 * Classes of one kind, by which papers draw what they give: each with the names that it goes by, as the source of a pattern. What
 * is of one of them is of none of the others.
 */
export interface ClassKind {
  readonly classes: Readonly<Record<string, string>>;
  /** Names that take in several of them, and which; `all` of them where none is listed. */
  readonly wider?: Readonly<Record<string, readonly string[]>>;
  /** How a question that names none tells one: 我妈 is a woman. */
  readonly asked?: Readonly<Record<string, string>>;
  /**
   * What makes a sentence one of some of them, and of none else. `named`: that it names them. `opening`: that one opens a clause, or
   * that it tells two apart. `apart`: the latter alone; somebody may be of several.
   */
  readonly told: 'named' | 'opening' | 'apart';
  /** It stands before what it is of, which tells it apart as well: 新建水闸 is no 新建山塘. */
  readonly isModifier?: boolean;
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

export const CLASS_KINDS: readonly ClassKind[] = [
  {
    classes: {
      幼儿园: '幼儿园?|学前',
      小学: '(?<!(?<!其)中)小学',
      初中: '初中(?![央旬])',
      高中: '(?<!职业|[提最较])高中(?!阶段|低)',
      中职: '中[、和]?(?:高职|职)|中专|职高|技校|职业高中|中等职业',
      大学: '(?<!扩)大学(?!习)|本科(?!室)|大专(?![项业题])|专科生|(?<!提)高校|高职(?!称)',
    },
    wider: {
      [from('小学', '上')]: ['小学', '初中', '高中', '中职', '大学'],
      [from('初中', '上')]: ['初中', '高中', '中职', '大学'],
      [from('(?:高中|中专)', '上')]: ['高中', '中职', '大学'],
      [from('初中', '下')]: ['小学', '初中'],
      [from('高中', '下')]: ['小学', '初中', '高中'],
      '(?<!其)中小学': ['小学', '初中', '高中'],
      义务教育: ['小学', '初中'],
      高中阶段: ['高中', '中职'],
      '中学(?!习)': ['初中', '高中'],
      '大中专(?!项)': ['大学', '中职'],
    },
    told: 'named',
  },
  {
    classes: {
      玉米: '玉米|苞谷|苞米',
      小麦: '小麦',
      水稻: '水稻|稻谷|[早中晚]稻',
      马铃薯: '马铃薯|土豆|洋芋',
      红薯: '红薯|甘薯',
      燕麦: '莜麦|燕麦',
      荞麦: '荞麦',
      青稞: '青稞',
      高粱: '高粱',
      大豆: '大豆|黄豆',
      花生: '花生',
      油菜: '油菜',
      向日葵: '向日葵|葵花',
      棉花: '棉花',
      甜菜: '甜菜',
      甘蔗: '甘蔗',
      烟叶: '烤烟|烟叶',
      油茶: '油茶',
      茶叶: '茶叶|茶园|茶树',
      花椒: '花椒',
      辣椒: '辣椒',
      核桃: '核桃',
      板栗: '板栗',
      柑橘: '柑橘|橘子',
      苹果: '苹果',
      葡萄: '葡萄',
      猕猴桃: '猕猴桃',
    },
    wider: {
      粮食: '玉米 小麦 水稻 马铃薯 红薯 燕麦 荞麦 青稞 高粱 大豆'.split(' '),
      '薯类|杂粮': '马铃薯 红薯 燕麦 荞麦 高粱 大豆'.split(' '),
      油料: '大豆 花生 油菜 向日葵 油茶'.split(' '),
      '水果|果树|果园': '柑橘 苹果 葡萄 猕猴桃'.split(' '),
      '作物|庄稼': [],
    },
    told: 'named',
  },
  {
    classes: {
      猪: `${animal('猪')}|生猪|母猪|育肥猪`,
      牛: `${animal('牛')}|[肉奶黄水]牛|母牛`,
      羊: `${animal('羊')}|[肉山绵]羊|母羊`,
      驴: animal('驴'),
      马: `${BEFORE_ANIMAL}马${BEHIND_ANIMAL}`,
      骆驼: '骆驼',
      鸡: `${animal('鸡')}|肉鸡|蛋鸡`,
      鸭: animal('鸭'),
      鹅: animal('鹅'),
      兔: animal('兔子?'),
      蜂: '蜜蜂|养蜂|蜂群',
    },
    wider: {
      '牲畜|家畜|大?畜': ['猪', '牛', '羊', '驴', '马', '骆驼'],
      '家禽|禽': ['鸡', '鸭', '鹅'],
    },
    told: 'named',
  },
  {
    classes: { 男: '男(?!女)', 女: '(?<![子儿男妇侄孙])女(?!儿|婿)|妇女' },
    asked: { 男: kin(MEN), 女: kin(WOMEN) },
    told: 'opening',
  },
  {
    classes: {
      合作社: '合作社',
      家庭农场: '家庭农场',
      企业: '企业|(?<!保险|财险|产险|人寿)公司',
      村集体: '村集体|集体经济',
      大户: '大户',
      农户: '(?<!脱贫|监测)农户|农民(?!工|专业|人均)|散户',
    },
    wider: { 经营主体: ['合作社', '家庭农场', '企业', '大户'] },
    told: 'opening',
  },
  {
    classes: {
      乡级: '(?:乡镇|[乡镇])(?:级|卫生院|财政)',
      县级: '县(?:级|财政|[里内]?的?(?:人民|中)?医院)',
      市级: '市(?:级|财政|[里内]?的?(?:人民|中)?医院)',
      省级: '省(?:级|财政|[里内]?的?(?:人民|中)?医院)',
      中央: '中央|国家级',
    },
    wider: {
      [from('乡镇?级', '上')]: [],
      [from('县级', '上')]: ['县级', '市级', '省级', '中央'],
      [from('市级', '上')]: ['市级', '省级', '中央'],
      [from('省级', '上')]: ['省级', '中央'],
      [from('县级', '下')]: ['乡级', '县级'],
      [from('市级', '下')]: ['乡级', '县级', '市级'],
    },
    told: 'opening',
    isModifier: true,
  },
  {
    classes: {
      城市: '城市|城镇|城区|城里',
      农村: '农村|乡下|乡村(?!振兴|建设|公益|旅游|医生|教师)',
    },
    wider: { 城乡: [] },
    told: 'opening',
    isModifier: true,
  },
  {
    classes: {
      新建: '新建|新修|新打|新盖|新搭|新起',
      维修: '维修|修复|修缮|维护',
      改建: '改建|扩建|改扩建|[用拿把][^,。;]{1,8}改(?:成|的|建)',
    },
    wider: { 改造: [] },
    told: 'opening',
    isModifier: true,
  },
  {
    classes: {
      轻度: '轻度|轻微',
      中度: '中度',
      重度: '重度',
      完全: '完全(?=失能)',
      部分: '半失能|部分失能',
    },
    told: 'opening',
    isModifier: true,
  },
  { classes: { 失能: '失能', 失智: '失智|痴呆', 自理: '(?<!不能)自理(?!能力)' }, told: 'named' },
  { classes: { 集中: '集中供养', 分散: '分散供养' }, told: 'opening' },
  {
    classes: {
      低保: '低保(?!边缘)|最低生活保障(?!边缘)',
      边缘: '低保边缘|低边|最低生活保障边缘|低收入',
      特困: '特困|五保',
      脱贫: '(?<!未)脱贫(?=户|人口|劳动力|家庭|学生|农户)',
      监测: '监测(?=户|对象|家庭)|易返贫致贫',
      孤儿: '孤儿|事实无人抚养',
      残疾: '残疾(?!等级|证)',
      一般: '一般(?=户|农户|家庭|居民)|普通(?=户|农户|家庭|居民)',
    },
    told: 'apart',
  },
];
