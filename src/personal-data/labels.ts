/** What the words before a number say that it is: a telephone of a person, of an office, of either, or of no telephone. */
export type PhoneLabel = 'person' | 'office' | 'contact' | 'bare';

const PERSONS =
  '(?:本人|户主|家长|监护人|申请人|负责人|联系人|经办人|责任人|网格员|个人|私人|家庭|家属|业主|法人|法定代表人|村民|学生|患者|收件人|群众|农户)(?:的)?';
const OFFICE_WORD =
  '咨询|服务|监督|举报|投诉|值班|值守|报名|办公室?|客服|维修|报修|抢修|维护|救援|救助|救护|急救|求助|报警|报案|受理|预约|查询|应急|防汛|防火|火警|便民|信访|' +
  '24小时|２４小时|二十四小时|全天候|纪检|总机|前台|传真|挂失|订票|招生|招聘|销售|售后|热线';
const JOINS = '[、和及与或/（）()]|联系|专用|公开|统一|政策|业务|工作|电话|手机|座机|固定|平台';
const NOUN = '(?:电话|手机|座机|固话|号码|专线|热线|方式|微信|tel)';

const LABEL = new RegExp(
  [
    `(?<person>${PERSONS}(?:联系|咨询|移动|手机|本人)?${NOUN}(?:号码?)?|(?:手机|移动电话|微信)(?:号码?)?)`,
    `(?<office>(?:${OFFICE_WORD})(?:${OFFICE_WORD}|${JOINS}){0,6}?${NOUN}(?:号码?)?|(?:咨询|报名|投诉|举报|监督|抢修|报修|救援|值班)(?:[(（][^()（）\n]{0,8}[)）])?(?=\\s?[:：])|热线|专线|客服|总机|值班室)`,
    '(?<contact>联系(?:电话|方式|号码)(?:号码?)?)',
    '(?<bare>电话(?:号码)?|座机|固话|(?<![a-z])(?:tel|phone|mobile)(?![a-z]))',
  ].join('|'),
  'giu',
);

export interface FoundLabel {
  readonly is: PhoneLabel;
  readonly start: number;
  readonly end: number;
}

/** The last label of a telephone in a text; undefined where there is none. */
export function lastPhoneLabel(text: string): FoundLabel | undefined {
  let last: FoundLabel | undefined;
  for (const { groups, index, 0: written } of text.matchAll(LABEL)) {
    const is = (['person', 'office', 'contact', 'bare'] as const).find(
      (kind) => groups?.[kind] !== undefined,
    );
    if (is !== undefined) last = { is, start: index, end: index + written.length };
  }
  return last;
}

/** Behind a number, in brackets: that it is an office's. */
export const SAID_BEHIND =
  /^\s{0,2}[(（][^()（）\n]{0,10}(?:热线|值班|咨询|监督|举报|投诉|服务|客服|报名|办公)[^()（）\n]{0,8}[)）]/u;
/** 拨打13…举报: what a number is dialled for, where nobody is named before it. */
export const DIALLED = /(?:拨打|致电)[^\p{Script=Han}]{0,24}(?:或者?[^\p{Script=Han}]{0,8})?$/u;
export const DIALLED_FOR =
  /^[^\p{Script=Han}]{0,3}(?:进行|来电)?(?:报名|举报|投诉|咨询|反映|求助|报修|预约|查询|报警|申报)/u;
/** A number of something that is no person. */
export const CODE_LABEL =
  /(?:(?<!证件)(?<!身份)(?:代码|编号|编码|批号|文号|流水号|单号|序列号|条码|条形码|项目号|订单号?|合同号|许可证号?|登记证号?|批次|档案号|票号))(?:为|是)?[:：\s(（]{0,4}$/u;
export const IDENTITY_LABEL = /身份证|证件号|身份号|公民身份|证号|有效证件/u;
/** A card or a book that persons have. */
export const CARD_LABEL =
  /银行卡|社保卡|一卡通|惠农卡|储蓄卡|借记卡|信用卡|存折|卡号|个人(?:账户|帐户|账号|帐号)/u;
export const ACCOUNT_LABEL = /[账帐](?:户|号)/u;
/** Who collects money from the public. */
export const COLLECTS = /收款(?!人)|缴款|缴费|缴存|捐赠|捐款|专户|对公|收费单位|开户单位|保证金/u;
export const MAIL_LABEL = /邮箱|邮件|e-?mail/iu;
