import { expect, test } from 'vitest';
import { slice } from '../../../src/core/language/text.ts';
import { clean } from '../../../src/corpus/clean.ts';
import { isWord } from '../fixture.ts';

/*
 * Papers of counties that do not exist, as offices send them: lines broken at the edge of a page, and lines that end
 * where they end. `⏎` marks the ends of lines that are no more than the edge of a page.
 */

const PAPERS: readonly (readonly [string, string])[] = [
  [
    'letterhead and number above a wrapped title',
    `                 青禾县水利局文件
                 青水〔2024〕19号
关于做好2024年山塘水库除险加固和农村水电站生态流量⏎
监管工作的通知
各乡镇人民政府，县直有关单位：
　　现就2024年山塘水库除险加固和农村水电站生态流量监⏎
管工作通知如下。
                            青禾县水利局
                       二〇二四年三月二十日`,
  ],
  [
    'short notice wrapped, figure cut',
    `青禾县民政局关于提高高龄津贴标准的⏎
通知
各乡镇人民政府，各街道办事处：
    从2024年1月起，全县80周岁以上老年人高龄津贴提高到每人每月1⏎
080元，由县财政按月发放。
    请各乡镇认真组织实施。
青禾县民政局
2023年12月20日`,
  ],
  [
    'thousands cut, no indent',
    `云岭县2022年水利建设情况
全县完成小型水库除险加固项目12个，总投资6,⏎
380万元，其中省级补助4,500万元。
实施农村饮水安全工程3⏎
6处，受益人口4.2⏎
万人。自来水普及率提高到⏎
98.0%。`,
  ],
  [
    'unequal lines, three of them',
    `关于开展2024年春季农机具检修的通知
各村民委员会：
为保障春耕生产，镇政府决定从⏎
2月20日起开展农机具集中检修活动，检修费用⏎
由县财政补贴百分之五十。
请各村于2月18日前将需要检修的农机具⏎
数量报镇农业服务中心。
联系电话：0877-6123456
河西镇人民政府
2024年2月10日`,
  ],
  [
    'word cut by wrap, page number between',
    `　　全县建成标准化卫生院14所，村卫生⏎
— 3 —
室覆盖率达到100%，新增床位260张，培训乡村医⏎
生310人次。`,
  ],
  [
    'list items each wrapped',
    `申请临时救助需要提交下列材料：
（一）书面申请和家庭成员身份证、户口本复⏎
印件；
（二）医疗费用票据或者事故责任认定书等能⏎
够证明困难原因的材料；
（三）家庭收入和财产状况声明。`,
  ],
  [
    'list items without ends',
    `办理流程
1. 本人申请
2. 村级评议
3. 乡镇审核
4. 县级确认
5. 张榜公示`,
  ],
  [
    'labels without values, blanks to fill in',
    `农村危房改造申请表
申请人姓名：__________
身份证号码：
家庭人口：____人
联系电话：____________
申请理由：
申请人签字：            年   月   日
村委会意见：
（盖章）
年   月   日`,
  ],
  [
    'poem',
    `山中晚秋
红叶满山岗
清泉石上凉
牧童归去晚
一路稻花香`,
  ],
  [
    'attachments',
    `附件：1. 青禾县2024年高龄津贴发放统计表
      2. 青禾县高龄津贴申请审批表
      3. 各乡镇联系人名单`,
  ],
  [
    'paragraph without an end mark',
    `　　今年以来全县投入资金用于农村公路养护共计三千二百万元
　　各乡镇要高度重视，切实加强领导，确保按时完成。
　　特此通知`,
  ],
  [
    'run-in headings',
    `一、补贴对象。具有本县户籍、年满六十周岁的计划生育家庭⏎
夫妻。
二、补贴标准。每人每年960元。
三、申报时间。每年3月1日至4月⏎
30日。`,
  ],
  [
    'two notices in a file',
    `关于停水的通知
因管网检修，城东片区将于5月6日8时至18⏎
时停水，请居民提前储水。
                    县自来水公司
                    2024年5月4日

关于恢复供水的通知
城东片区已于5月6日16时恢复供水。
                    县自来水公司
                    2024年5月6日`,
  ],
  [
    'title over two lines, long name',
    `白石县人力资源和社会保障局 白石县财政局关于⏎
进一步做好公益性岗位开发管理工作的通知
各乡镇人民政府、县直各有关部门：
　　现就有关事项通知如下。
　　一、岗位补贴。每人每月补贴1⏎
350元，补贴期限最长不超过3年。`,
  ],
  [
    'percent on next line, date cut',
    `2023年，全县粮食总产量达到15.6⏎
万吨，比上年增长3.2⏎
%；完成高标准农田建设2⏎
.5万亩，预计2024年6⏎
月底前全部验收。`,
  ],
  [
    'leaflet with q and a',
    `问：哪些人可以申请残疾人两项补贴？
答：持有第二代残疾人证的困难残疾人和重度残疾人，由本人或监护⏎
人向户籍所在地乡镇提出申请。
问：补贴多少钱？
答：困难残疾人生活补贴每人每月90元，重度残疾人护理补贴每人每⏎
月100元。`,
  ],
  [
    'headings with no end before paragraphs',
    `一、总体要求
　　坚持应保尽保，统筹推进。
二、重点任务
（一）提高保障标准
　　城市低保标准提高到每月720元。
（二）规范审核确认
　　乡镇在30个工作日内办结。`,
  ],
  [
    'label lines',
    `办理地点：县政务服务中心二楼民政窗口
办理时间：工作日9:00至17:00
咨询电话：0831-2345678
监督电话：12345`,
  ],
  [
    'signature two offices',
    `　　本办法自2024年7月1日起施行，有效期⏎
五年。
白石县民政局　　白石县财政局
2024年6月12日
抄送：县委办公室，县人大常委会办公室。`,
  ],
  [
    'table of contents like list',
    `目录
第一章 总则
第二章 申请与受理
第三章 审核确认
第四章 附则`,
  ],
  [
    'broken layout truly lost title',
    `为支持产业发展，县里印发了《白石县特色产业

二、加强基础设施建设

全年新建通村公路86公里，全部通车。`,
  ],
  [
    'list with wrapped lines under dash',
    `主要措施：
一是加大资金投入，全年安排衔接资金⏎
1.2亿元；
二是强化技术服务，选派科技特派员56⏎
名；
三是拓宽销售渠道。`,
  ],
  [
    'articles',
    `第一条 为规范全县农村宅基地管理，根据有关法律法规，制定本⏎
办法。
第二条 本办法适用于本县行政区域内农村宅基地的审批和监督管⏎
理。
第三条 每户宅基地面积不得超过一百五十平方米。`,
  ],
  [
    'document number and letterhead',
    `白石县人民政府办公室文件
白政办发〔2024〕8号
白石县人民政府办公室
关于印发防汛抗旱应急预案的通知
各乡镇人民政府：
　　《白石县防汛抗旱应急预案》已经县政府同意，现印发给⏎
你们，请遵照执行。`,
  ],
  [
    'items that end in comma and mid-item page number',
    `1.2024年新建村级养老服务站18个，改造提升乡镇敬老院5⏎
-12-
所，新增护理床位240张。
2.为全县6,⏎
812名失能老人提供上门服务。`,
  ],
  [
    'slogans leaflet',
    `防汛安全小知识
远离河道
不涉险水
遇到险情及时拨打119
听从指挥 有序转移`,
  ],
  [
    'plan wrapped whole, paragraphs by indent',
    `    到2025年，全县农村自来水普及率达到百分之九十五以上，农村卫⏎
生厕所普及率达到百分之八十五，⏎
生活垃圾得到有效治理的行政村比例达⏎
到百分之百。
    严格落实属地责任，压实各级河长⏎
职责。`,
  ],
  [
    'closing brackets, quotes over wrap',
    `　　落实“两免一补⏎
”政策，惠及学生3200人（其中住宿生1⏎
150人），发放生活补助96万元。`,
  ],
  [
    'short body without a mark after title',
    `停电通知
因线路检修，本周六8时至17时停电
请相互转告
供电所
5月8日`,
  ],
  [
    'a list of lines as wide as each other',
    `2024年第一季度民生实事进展
安居工程 已开工 120套
社区食堂 已建成 6个
公厕改造 正在推进
详情请登录县政府网站
http://www.example.gov.cn/a/b/c.html`,
  ],
  [
    'a unit below 每, a figure below a clause, and a head of two lines',
    `云溪县人民政府办公室关于调整农村公路养⏎
护补助标准的通知
各乡镇人民政府，县直各部门：
经县政府同意，将农村公路日常养护补助标准调整为县道每⏎
公里每年1⏎
万元、乡道5000元、村道3000元，村级公益岗位补助⏎
1.2万元。此前规定与本通知不一致的，⏎
以本通知为准。现将有关⏎
事项通知如下：
云溪县人民政府办公室
2024年4月9日
（此件公开发布）`,
  ],
  [
    'articles wrapped hard, in figures, words and before a colon',
    `松林县山塘养鱼补助办法
第一条 山塘每亩补助6⏎
00元，每户最多3⏎
0亩，不⏎
得转包；水库网箱每个补助15⏎
0元。
第二条 有下列行为的不予⏎
补助：（一）水面不足⏎
2亩的；（二）外县人⏎
承包的。
第三条 补助资金应当⏎
于每年1⏎
1月30日前付清。`,
  ],
  [
    'a note on a phone, wrapped hard',
    `各位村民：本周⏎
六上午9时在村委⏎
会打狂犬疫苗，⏎
每针35⏎
元，低保户免⏎
费，请带上户口⏎
簿。`,
  ],
  [
    'labels in brackets below lines of all widths',
    `柳河县临时救助明白卡
【救助对象】因火灾、交通事故、重大疾病等原因，生活⏎
陷入困境的家庭和个人。
【救助标准】
每户500元至3000元，特别困难的可以提高，但⏎
不超过6000元。
【咨询】
民政局救助股 0735-3320018
乡镇民政办 各乡镇便民大厅
【监督】
县纪委 0735-3320020`,
  ],
  [
    'a clause that lacks its verb before what only a colon ends',
    `关于发放春耕物资的通知
各村：
根据农业部门要求，现将⏎
本镇春耕物资发放办法通知如下：
一、每户化肥2袋，由村委会⏎
统一发放。`,
  ],
  [
    'short lines that are whole',
    `渡口安全须知
严禁超载
酒后不得乘船
儿童须有人陪同
开船时间7时至19时
票价3元
老年人免票`,
  ],
  [
    'numbers to call, one below the other',
    `防汛值班安排，请各村互相转告，值班电话24小时⏎
开通，遇险情立即报告。
河东片区 刘建国 0735-2210011
河西片区 赵小平 0735-2210022
南山片区 周长林 0735-2210033`,
  ],
  [
    'rows that commas or single blanks part',
    '序号,乡镇,户数\n1,东山乡,120\n2,西河镇,98\n3 桃溪镇 一般农户 种植业大户 64\n4 李家湾 一般农户 养殖业大户 33',
  ],
];
const LOST: Readonly<Record<string, readonly string[]>> = {
  'broken layout truly lost title': ['县里印发了《白石县特色产业'],
};

/** The lines as they are meant: joined where they were cut, without indents and pages. */
function meant(paper: string): string[] {
  return paper
    .replaceAll(/⏎\n(?:.*\d.*[-—]\n)?\s*/gu, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

test.each(PAPERS)('%s: lines that were cut are joined, and no others', (name, paper) => {
  const { text, damage } = clean(paper.replaceAll('⏎', ''), { isWord });
  expect(text.split('\n').filter((line) => line !== '')).toEqual(meant(paper));
  expect(damage.map((span) => slice(text, span))).toEqual(LOST[name] ?? []);
});
