import { describe, expect, test } from 'vitest';
import { slice } from '../../../src/core/language/text.ts';
import type { LeadKind, SourceDocument } from '../../../src/core/types.ts';
import { clean } from '../../../src/corpus/clean.ts';
import { blocksOf } from '../../../src/corpus/structure/blocks.ts';
import { passagesOf } from '../../../src/corpus/structure/passages.ts';
import { isWord } from '../fixture.ts';

const CONTEXT: ReadonlySet<LeadKind> = new Set(['title', 'article']);

/** Each sentence of a text file behind what it must be read under and does not hold itself: `head > sentence`. */
function read(raw: string, title = '标题'): string[] {
  const { text, lines, damage } = clean(raw, { isWord });
  const blocks = blocksOf(text, { title, damage }, lines);
  const document = { id: 'a', path: 'a.txt', title, sha256: '0'.repeat(64), text, blocks, damage };
  return passagesOf(document).flatMap((passage) =>
    passage.sentences.map(({ span, lead }) =>
      [
        ...lead.filter(
          ({ kind, start, end }) => !CONTEXT.has(kind) && !(span.start <= start && end <= span.end),
        ),
        span,
      ]
        .map((part) => slice(text, part))
        .join(' > '),
    ),
  );
}

describe('labels of one line', () => {
  test('each rules its own value, and a piece without one has none of its neighbour', () => {
    expect(read('公猪：每头补40元；母猪：每头补60元；仔猪不补。')).toEqual([
      '公猪：每头补40元；',
      '母猪：每头补60元；',
      '仔猪不补。',
    ]);
    expect(read('轿车:一天8元;货车:一天15元;残疾人车辆免费;军车免费。')).toEqual([
      '轿车:一天8元;',
      '货车:一天15元;',
      '残疾人车辆免费;',
      '军车免费。',
    ]);
  });

  test('each rules its own value behind the sign of an item, too', () => {
    expect(read('- 写诉状：每份200元；值班：每天300元。\n- 调解：不收钱。')).toEqual([
      '- 写诉状：每份200元；',
      '值班：每天300元。',
      '- 调解：不收钱。',
    ]);
    expect(read('补助标准：\n- 开庭：每件1400元\n- 写诉状：每份200元；值班律师：每天300元')).toEqual([
      '补助标准：',
      '补助标准： > - 开庭：每件1400元',
      '补助标准： > - 写诉状：每份200元；',
      '补助标准： > 值班律师：每天300元',
    ]);
    expect(read('（一）成人：20元；儿童：10元。\n（二）老人：免票。')).toEqual([
      '（一）成人：20元；',
      '儿童：10元。',
      '（二）老人：免票。',
    ]);
  });

  test('the head of the whole line rules every piece of it', () => {
    expect(read('包月：轿车 150元；货车280元。')).toEqual(['包月：轿车 150元；', '包月： > 货车280元。']);
    expect(read('船票：成人：20元；儿童：10元；婴儿免票。')).toEqual([
      '船票：成人：20元；',
      '船票： > 儿童：10元；',
      '船票： > 婴儿免票。',
    ]);
  });

  test('what says of whom a rule holds rules all pieces of a sentence', () => {
    expect(read('三、退出机制。有下列情形之一的取消资格：旷工5天的；另有工作的。')).toEqual([
      '三、退出机制。有下列情形之一的取消资格：旷工5天的；',
      '三、退出机制。 > 有下列情形之一的取消资格： > 另有工作的。',
    ]);
    expect(read('未办理登记，依法处理。不予奖励：超过30日申报的；重复申报的。')).toContain(
      '不予奖励： > 重复申报的。',
    );
    expect(read('答：起付线600元，报销70%；转诊的，再加5%。')).toEqual([
      '答：起付线600元，报销70%；',
      '转诊的，再加5%。',
    ]);
  });

  test('what is left over has a label of its own, too', () => {
    expect(read('烈属：每年3000元\n老党员：每年1200元\n其他：无\n由镇财政所发放，每年春节前到账。')).toEqual([
      '烈属：每年3000元',
      '老党员：每年1200元',
      '其他：无',
      '由镇财政所发放，每年春节前到账。',
    ]);
  });

  test('a label such as forms have rules all up to the next one', () => {
    expect(read('申请材料：身份证；户口簿；办理时间：工作日；办理地点：便民中心二楼。')).toEqual([
      '申请材料：身份证；',
      '申请材料： > 户口簿；',
      '办理时间：工作日；',
      '办理地点：便民中心二楼。',
    ]);
  });

  test('two sentences of one value stay under its label', () => {
    expect(read('补贴对象：种粮农户。村集体不在内。\n发放时间：每年6月。')).toEqual([
      '补贴对象：种粮农户。',
      '补贴对象： > 村集体不在内。',
      '发放时间：每年6月。',
    ]);
  });
});

describe('a label in 【】', () => {
  test('rules the whole of its line', () => {
    expect(read('【不予报销】美容的；镶牙的；超过一年的。\n【报销比例】乡镇85%，县级70%。')).toEqual([
      '【不予报销】美容的；',
      '【不予报销】 > 镶牙的；',
      '【不予报销】 > 超过一年的。',
      '【报销比例】乡镇85%，县级70%。',
    ]);
  });

  test('is no part of the line above it, however long that is, nor of an answer', () => {
    const lines = [
      '青河县残疾人联合会服务大厅咨询指南',
      '【假肢】每人一副，三年可换一次，由县康复中心统一适配',
      '【轮椅】凭证领取，押金一百元，归还后退还',
      '【助听器】十八岁以下免费，其他人自付三成',
    ];
    expect(read(lines.join('\n'), lines[0])).toEqual(lines.slice(1));
    expect(
      read('问：在哪里交材料？\n答：镇便民中心。\n问：多久办好？\n【监督渠道】\n县纪委信箱\n县长热线'),
    ).toEqual([
      '问：在哪里交材料？',
      '问：在哪里交材料？ > 答：镇便民中心。',
      '问：多久办好？',
      '【监督渠道】 > 县纪委信箱',
      '【监督渠道】 > 县长热线',
    ]);
    expect(read('问：能带宠物吗？\n【联系电话】0990-6620001，工作日接听。')).toEqual([
      '问：能带宠物吗？',
      '【联系电话】0990-6620001，工作日接听。',
    ]);
  });
});

describe('short lines', () => {
  test('that state something are sentences, and head nothing', () => {
    expect(read('# 罚则\n洗车罚30元\n倒垃圾罚80元\n', '标题')).toEqual([
      '# 罚则 > 洗车罚30元',
      '# 罚则 > 倒垃圾罚80元',
    ]);
    expect(read('三、收费\n小学伙食费每月320元\n初中伙食费每月380元\n幼儿园伙食费每月260元')).toEqual([
      '三、收费 > 小学伙食费每月320元',
      '三、收费 > 初中伙食费每月380元',
      '三、收费 > 幼儿园伙食费每月260元',
    ]);
  });

  test('that stand under a heading without text of their own are what it heads', () => {
    expect(read('【可以自带】\n雨伞\n热水壶\n【不得自带】\n酒精炉\n鞭炮\n四、开放时间\n全年开放。')).toEqual([
      '【可以自带】 > 雨伞',
      '【可以自带】 > 热水壶',
      '【不得自带】 > 酒精炉',
      '【不得自带】 > 鞭炮',
      '四、开放时间 > 全年开放。',
    ]);
  });

  test('over a paragraph stay headings', () => {
    expect(read('夯实产业根基\n抓住茶叶不放松\n全乡新植茶园三千亩，亩均收入翻番。')).toEqual([
      '夯实产业根基 > 抓住茶叶不放松 > 全乡新植茶园三千亩，亩均收入翻番。',
    ]);
  });

  test('with a number to call head nothing', () => {
    expect(
      read('【找谁办】\n驻村队长办公室0873-3320011\n镇民政办0873-3320022\n到账查询12333\n县民政局负责解释。'),
    ).toEqual([
      '【找谁办】 > 驻村队长办公室0873-3320011',
      '【找谁办】 > 镇民政办0873-3320022',
      '【找谁办】 > 到账查询12333',
      '【找谁办】 > 县民政局负责解释。',
    ]);
  });
});

describe('a counted heading', () => {
  test('ends where the next number of its kind stands, heading or not', () => {
    expect(
      read('三、严禁私自打井。违者封填，并追回补助。\n四、五保户可以免交水费。\n五、咨询电话：0872-3320011'),
    ).toEqual([
      '三、严禁私自打井。违者封填，并追回补助。',
      '四、五保户可以免交水费。',
      '五、咨询电话：0872-3320011',
    ]);
    expect(read('二、不得摆卖\n活禽和野味。\n三、农民自产的蔬菜可以摆卖，不收摊位费。')).toEqual([
      '二、不得摆卖 > 活禽和野味。',
      '三、农民自产的蔬菜可以摆卖，不收摊位费。',
    ]);
    expect(read('（一）禁止入内\n未戴安全帽的人员。\n1.检修人员须登记后入内，不受限制。')).toEqual([
      '（一）禁止入内 > 未戴安全帽的人员。',
      '（一）禁止入内 > 1.检修人员须登记后入内，不受限制。',
    ]);
  });

  test('leaves the heading that it stands under', () => {
    expect(read('一、奖励办法\n第一条 举报偷猎的，奖500元。\n第二条 举报毁林的，奖800元。')).toEqual([
      '一、奖励办法 > 第一条 举报偷猎的，奖500元。',
      '一、奖励办法 > 第二条 举报毁林的，奖800元。',
    ]);
    expect(
      read('# 惩罚\n一、乱倒渣土的，罚200元，并责令清理干净。\n二、毁坏路灯的，照价赔偿，并罚100元。'),
    ).toEqual([
      '# 惩罚 > 一、乱倒渣土的，罚200元，并责令清理干净。',
      '# 惩罚 > 二、毁坏路灯的，照价赔偿，并罚100元。',
    ]);
    expect(
      read('保障措施\n一、加强领导，成立专班，由镇长任组长。\n二、加强宣传，做到家喻户晓，人人知道。')[1],
    ).toBe('保障措施 > 二、加强宣传，做到家喻户晓，人人知道。');
  });
});

describe('a head', () => {
  test('without items rules no article, no heading and no question', () => {
    expect(read('第五条 下列人员不予安置：\n第六条 安置费每人三万元。')).toEqual([
      '第五条 下列人员不予安置：',
      '第六条 安置费每人三万元。',
    ]);
    expect(read('不得入内的有：\n二、开放时间\n全年开放。')).toEqual([
      '不得入内的有：',
      '二、开放时间 > 全年开放。',
    ]);
    expect(read('下列人员不得承租：\n监督电话：0872-3320022')).toEqual([
      '下列人员不得承租：',
      '监督电话：0872-3320022',
    ]);
    expect(read('举报方式如下：\n举报电话：0872-3320033')).toEqual([
      '举报方式如下：',
      '举报方式如下： > 举报电话：0872-3320033',
    ]);
    expect(read('下列情况不补：\n问：谁能领？\n答：种粮户。')).toEqual([
      '下列情况不补：',
      '问：谁能领？',
      '问：谁能领？ > 答：种粮户。',
    ]);
  });

  test('that an article is cut into rules no other article', () => {
    expect(read('第五条 下列人员不予安置的\n第六条 安置费每人三万元。')).not.toContain(
      '第五条 下列人员不予安置的 > 第六条 安置费每人三万元。',
    );
  });

  test('rules nothing behind the border of a paper, however that opens', () => {
    const text = '下列人员停发补贴：\n（一）去世的。\n（二）重度残疾人每月120元。\n（三）孤儿每月900元。';
    const border = text.indexOf('（二）');
    const sections = [
      { title: '关于停发的通知', span: { start: 0, end: border } },
      { title: '关于发放的通知', span: { start: border, end: text.length } },
    ];
    const blocks = blocksOf(text, { title: '标题' });
    const document = {
      ...{ id: 'a', path: 'a.txt', title: '标题', sha256: '0'.repeat(64) },
      text,
      blocks,
      damage: [],
    };
    const leads = (of: SourceDocument) =>
      passagesOf(of).flatMap(({ sentences }) => sentences.map(({ lead }) => lead.map(({ kind }) => kind)));
    expect(leads(document)).toEqual([[], ['head'], ['head'], ['head']]);
    expect(leads({ ...document, sections })).toEqual([[], ['head'], [], []]);
  });

  test('rules none of the next paper', () => {
    const papers =
      '甲县民政局关于停发补贴的通知\n下列人员停发补贴：\n\n\n乙县民政局关于发放补贴的通知\n（一）重度残疾人；\n（二）孤儿。';
    expect(read(papers, '甲县民政局关于停发补贴的通知')).toEqual([
      '下列人员停发补贴：',
      '（一）重度残疾人；',
      '（二）孤儿。',
    ]);
  });
});

test('what the figures of a table are counted in rules its rows, and what follows the table no more', () => {
  expect(
    read(
      '松溪县补助资金安排表\n单位：万元\n乡镇\t资金\t项目数\n石桥镇\t430\t3\n南湾乡\t185.5\t2\n资金由县财政局拨付。',
      '松溪县补助资金安排表',
    ),
  ).toEqual([
    '单位：万元',
    '单位：万元 > 乡镇\t资金\t项目数 > 石桥镇\t430\t3',
    '单位：万元 > 乡镇\t资金\t项目数 > 南湾乡\t185.5\t2',
    '资金由县财政局拨付。',
  ]);
});
