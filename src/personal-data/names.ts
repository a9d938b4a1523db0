/** The surnames of the 百家姓 that reports use, single and double. */
export const SURNAMES: ReadonlySet<string> = new Set([
  ...('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹' +
    '姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封' +
    '芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚' +
    '农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃蹇闫佘佟岳帅'),
  ...'欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 端木 夏侯 轩辕 拓跋'.split(' '),
]);

const HAN = String.raw`\p{Script=Han}`;
/** What somebody is called behind or before the name; one who works in an office has it too. */
const TITLE =
  '(?:(?:副|总)?(?:书记|主任|[局镇乡县村区市站所院校科股组队部会社园处厅厂班]长|主席|经理|工程师|董事长|理事长)|支书|主管|' +
  '师傅|老师|教师|医生|医师|大夫|护士|村医|同志|先生|女士|小姐|老板|会计|文书|专干|干事|干部|委员|律师|警官|民警|辅警|' +
  '(?:网格|信息|联络|代办|协管|护林|保洁|管理|监督|工作|宣传|公益|辅导|驻村队|接线|技术|服务)员|网格长|' +
  '负责人|联系人|经办人|责任人|承办人|户主|理事|监事|村民|业主|老人|学生|家长)';
/** A word of two or three characters that begins as a name does and is none. */
const NO_NAME =
  /^(?:周[一二三四五六日末边]|全[天年市县区国程部]|时间|单位|方[式便]|平[台时]|常年|金额|万元|应急|施工|成[立员]|公[开司告示共]|水利|农[业村民]|安[全置]|项目|查询|高[峰龄]|和平|于.|从.|向.|时[段至]|双[休日].?|温馨.|节假日?|项.|充值|钟.|郎.{2}|方言|路[口边]|车[站辆]|马上|白天|夜间|夏[季天令]|冬季|关[于闭]|党[委群支].?|党建办?|.{1,3}[房费款]|养老金)$/u;
/** The last character of an office or an address, longer than any name that ends so. */
const NO_PERSON =
  /(?:[局办所站室院委府校厅处村镇乡县市区街道路组楼号司店馆场厂台部科股]|中心|大队|支队|大厅|窗口|协会|学会|分会|机构|单位|公园|电话)$/u;
const WORD_BEFORE_NAME = /[局办所站室院委府校厅处村镇乡县司部科股心组会社队]/u;

/** True for a name alone: 王小明, 欧阳明, 阿依努尔·买买提, 李某某. */
function isPersonName(word: string): boolean {
  if (new RegExp(`^${HAN}{1,12}[·•]${HAN}{1,12}$`, 'u').test(word)) return true;
  if (!new RegExp(`^${HAN}{2,4}$`, 'u').test(word) || NO_NAME.test(word)) return false;
  const surname =
    SURNAMES.has(word.slice(0, 2)) && word.length > 2 ? 2 : SURNAMES.has(word.charAt(0)) ? 1 : 0;
  if (surname === 0 || word.length - surname > 2) return false;
  return !NO_PERSON.test(word);
}

const NAME_AND_TITLE = new RegExp(`^(?<name>${HAN}{1,4}?)${TITLE}$`, 'u');
const TITLE_AND_NAME = new RegExp(`${TITLE}(?:[:：为是]\\s{0,2})?(?<name>${HAN}{2,4})$`, 'u');

/** True for a name, alone or with what its bearer is: 张主任, 网格员王五, 李四同志, 民政办张三. */
export function isPersonNamed(words: string): boolean {
  if (isPersonName(words)) return true;
  const before = NAME_AND_TITLE.exec(words)?.groups?.name;
  if (before !== undefined && (isPersonName(before) || (before.length <= 2 && SURNAMES.has(before))))
    return true;
  const behind = TITLE_AND_NAME.exec(words)?.groups?.name;
  if (behind !== undefined && isPersonName(behind)) return true;
  return [2, 3].some((length) => {
    const name = words.slice(-length);
    return (
      words.length > length &&
      WORD_BEFORE_NAME.test(words.charAt(words.length - length - 1)) &&
      isPersonName(name)
    );
  });
}

/** True for an office, a firm or a place; a name never is one. */
export function isOfficeName(words: string): boolean {
  return (
    NO_PERSON.test(words) ||
    /(?:政府|公司|委员会|合作社|供销社|医院|学校|银行|社区|服务队|工会|科协|[残妇侨文]联|工商联)/u.test(words)
  );
}

/** Words that say whose name or number comes next: a person's. */
export const PERSON_WORD =
  '(?:联系人|负责人|经办人|责任人|承办人|受理人|报告人|填表人|户主|姓名|收件人|收款人|持卡人|开户人|户名|账户名称?|申请人|监护人|' +
  '法定代表人|法人代表|业主|当事人|被抚养人|(?:包保|分管|帮扶|挂联|包村|值班|带班|驻村)(?:领导|干部|人员?|责任人|[长员])|网格[员长]|支部?书记|村主任|村医|家庭医生)';
const PERSON_SIGN = new RegExp(
  `${PERSON_WORD}(?:姓名)?\\s{0,2}[:：为是]?\\s{0,4}(?<name>${HAN}{1,8}(?:[·•]${HAN}{1,8})?)`,
  'gu',
);
const ADDRESSED = new RegExp(
  `(?:请?[与找向由]|请|^|[,，;；、:：(（\\s])(?<name>${HAN}{2,4}?)(?:联系|报[名告]|咨询|同志|先生|女士|医生|老师|师傅|(?=[,，]\\s?[男女][,，]))`,
  'gu',
);

/** True where a text says who somebody is: 联系人：王五, 与张三联系, 赵六同志. */
export function tellsOfPerson(text: string): boolean {
  for (const { groups } of text.matchAll(PERSON_SIGN)) {
    const name = groups?.name ?? '';
    if (
      name.length <= 4
        ? isPersonNamed(name) || isUncommonName(name)
        : /[·•]/u.test(name) || isPersonNamed(name)
    )
      return true;
  }
  return [...text.matchAll(ADDRESSED)].some(({ groups }) => isPersonName(groups?.name ?? ''));
}

/** Behind a word that a name follows, whatever is neither an office nor a word of a form is one: 阿依努尔. */
function isUncommonName(words: string): boolean {
  return (
    words.length >= 2 &&
    !isOfficeName(words) &&
    !/电话|手机|姓名|号码|方式|身份|地址|签字|职务|须|应|可|请|的|负责|办理|签名|是/u.test(words)
  );
}
