import { isOfficeName, isPersonNamed, SURNAMES } from './names.ts';

/** Words that stand beside telephone numbers of every kind and name nobody: what is called for, when, and by what. */
const OF_CALLING = new RegExp(
  [
    '电话|手机|座机|固话|号码|专线|热线|微信|短信|同号|传真|邮编|邮箱|分机|区号|总机|方式|平台|公众号|扫码|网址|加密',
    '咨询|服务|监督|举报|投诉|值班|值守|报名|办公|客服|前台|维修|报修|抢修|维护|救援|救助|求助|求救|报警|报案|受理|预约|查询|应急|信访|挂失|订票',
    '拨打|致电|来电|联系|反映|申报|申请|登记|报送|报告|上报|告知|通知|提供|提出|线索|如实|核实|核对|确认|了解|详情|详询|情况|办理|进行|领取|参加|应聘|处理|解决|协调|建议|意见|问题|困难|隐患|火情|险情|灾情|进度|材料|索取|购买|业务|政策|工作|接听|垂询|洽谈|留言|关注|添加',
    '踊跃|欢迎|谢谢|感谢|配合|特此|公[告示布]|逾期|过时|不候|必复|恭候|先到先得|随时|全程|免费|即可|均可|或者?|以及|其他|其它|其中|备注|详见|附件|如有|若有|如需|疑问|请',
    '周[一二三四五六日末]|星期[一二三四五六日天]?|工作日|节假日|双休日|法定|休息|除外|正常|上班|下班|上午|下午|中午|早上|晚上|白天|夜间|全天|全年|无休|时间|小时|期间|时段|即日起?|昼夜|常年|长期|每[天日周月]',
    '移动|联通|电信|公开|统一|专用|固定|人员|群众|广大|社会|各界|市民|村民|农户|居民|地址|地点|有人|专人|奖励|补助|补贴|收费',
  ].join('|'),
  'gu',
);
/** What joins words beside a number. */
const JOINS = /^[为是和与及请可由找向问即的在至到从按]+|[为是和与及即的在至到]+$/gu;
/** An office before whoever works there: 县民政局扎西. */
const OF_OFFICE =
  /^\p{Script=Han}{2,}(?:[局办所站室院委府校厅股科队处部]|公司|中心|大厅|窗口|社区|[乡镇村])(?=\p{Script=Han}{2})/u;
/** A surname before what an office or a street ends in, too short for one: 张科, 王路. */
const SHORT_NAME = /^\p{Script=Han}[路楼科台站部组店校]$/u;
/** So long a name is, in characters: 阿卜杜热合曼; and where other words may as well go on behind a number. */
const LONGEST = 8;
const LONGEST_BEHIND = 6;

/** Whether words beside a number may be somebody's name or standing: any that are neither an office's nor of calling. */
export function mayBePerson(words: string, longest = LONGEST): boolean {
  const own = withoutJoins(words.replace(OF_OFFICE, ''));
  const parts = own
    .replaceAll(OF_CALLING, ' ')
    .split(' ')
    .map(withoutJoins)
    .filter((part) => part.length > 1);
  if (parts.length === 0) return false;
  if (isPersonNamed(own) || parts.some(isPersonNamed)) return true;
  if (own.length > longest || isOfficeName(own)) return isShortName(own);
  return parts.some((part) => !isOfficeName(part) || isShortName(part));
}

function withoutJoins(words: string): string {
  return words.length > 2 ? words.replaceAll(JOINS, '') : words;
}

function isShortName(words: string): boolean {
  return SHORT_NAME.test(words) && SURNAMES.has(words.charAt(0));
}

const RUN = /\p{Script=Han}[\p{Script=Han}·•]*/gu;

/** A name among the words between a label and its number: 咨询电话：吉克木沙 13…. */
export function namesBetween(between: string): boolean {
  return [...between.matchAll(RUN)].some(
    ({ 0: words }) => /[·•]/u.test(words) || (words.length === 1 ? SURNAMES.has(words) : mayBePerson(words)),
  );
}

/**
 * A name among the words behind a number, up to the next label: 13…（吉克）, 13… 找杨主任, 13…，杨科长.
 * @param behind to the end of the sentence.
 */
export function namesBehind(behind: string): boolean {
  const end = behind.search(/[;；\n]|\p{Script=Han}[:：]/u);
  const near = end < 0 ? behind : behind.slice(0, end);
  const runs = [...near.matchAll(RUN)].filter(
    ({ 0: words, index }) =>
      end < 0 || index + words.length < near.length || /[;；\n]/u.test(behind.charAt(end)),
  );
  return runs.some(({ 0: words, index }) => {
    const standsApart = /[(（\s]$/u.test(near.slice(0, index));
    return /[·•]/u.test(words) || mayBePerson(words, standsApart ? LONGEST : LONGEST_BEHIND);
  });
}

const LAST_RUN = /(?:^|[^\p{Script=Han}])(?<words>\p{Script=Han}{2,4})[\s,，、:：;；(（)）|｜]{0,4}$/u;
/** What people who know somebody say: 老杨, 小陈, 阿木. */
const NICKNAME = /^[老小阿]\p{Script=Han}{1,2}$/u;

/** The last of what somebody is, and the name behind it: 副班长 岩温. */
const AFTER_ROLE = /\p{Script=Han}[长员任记师][\s:：]{1,3}\p{Script=Han}{2,4}[\s,，、:：;；(（)）|｜]{0,4}$/u;

/**
 * A name just before the label of a number: 扎西，联系电话.
 * @param only names that are plainly ones: before 咨询电话 stands as often a matter (低保 咨询电话).
 */
export function namesBefore(lead: string, only: 'plain' | 'any'): boolean {
  const words = LAST_RUN.exec(lead)?.groups?.words ?? '';
  if (!mayBePerson(words)) return false;
  return only === 'any' || isPersonNamed(words) || NICKNAME.test(words) || AFTER_ROLE.test(lead);
}
