import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileLines } from '../../../src/corpus/read/file-lines.ts';
import { readHtml } from '../../../src/corpus/read/html/html.ts';
import { HEAD_BYTES, UnreadableReport } from '../../../src/corpus/read/reader.ts';
import { looksLikeHtml } from '../../../src/corpus/read/sniff/html.ts';

const FILES = join(import.meta.dirname, 'files', 'html');
const file = (name: string) => readFileSync(join(FILES, name));
const texts = ({ lines }: FileLines) => lines.map(({ text }) => text);
const read = async (html: string) => readHtml(Buffer.from(html));
const linesOf = async (body: string) => texts(await read(`<meta charset="utf-8">${body}`));
const refusal = async (html: string) => {
  const error = await read(html).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableReport);
  return (error as UnreadableReport).reason;
};

describe('a page of an office', () => {
  test('of TRS in GB 2312 is its labels, title, text, table and attachments', async () => {
    const page = await readHtml(file('trs.html'));
    expect(texts(page)).toEqual([
      '发文字号：云政办发〔2024〕3号',
      '发布机构：云岭县人民政府办公室',
      '成文日期：2024年03月05日',
      '有效性：有效',
      '发布时间：2024-03-12 09:30',
      '来源：云岭县人民政府办公室',
      '索引号：YL0001/2024-00012',
      '云岭县人民政府办公室关于提高农村低保标准的通知',
      '云政办发〔2024〕3号',
      '各乡（镇）人民政府，县直有关部门：',
      '为做好农村最低生活保障工作，经县人民政府同意，现就提高标准有关事项通知如下：',
      '一、提高标准',
      '从2024年4月1日起，农村低保标准由430元提高到480元/人·月，全年补助资金约1.2×10^4万元。',
      '二、分档补助',
      '档次\t标准（元/人·月）',
      '\t2023年\t2024年',
      '一档\t430\t480',
      '二档\t320\t360',
      '三、工作要求',
      '原四月一日起执行，由县民政局负责解释。',
      '云岭县人民政府办公室',
      '2024年3月5日',
      '附件：1.农村低保申请表.docx',
      '附件：2.各乡镇任务分解表.xlsx',
    ]);
    expect(page.given).toEqual({
      title: '云岭县人民政府办公室关于提高农村低保标准的通知',
      issuedOn: '2024-03-05',
    });
    expect(page.setAside).toEqual(['三月一日']);
    expect(page.lines[11]).toMatchObject({ gap: 1, indent: 2 });
    expect(page.lines[15]?.form).toEqual({
      kind: 'header',
      cells: [{ text: '', above: 1 }, { text: '2023年' }, { text: '2024年' }],
    });
  });

  test('of jcms in tables within tables is read through its frames', async () => {
    const page = await readHtml(file('jcms.html'));
    expect(texts(page)).toEqual([
      '发布日期：2024-05-20',
      '信息来源：县农业农村局',
      '青禾县农业农村局关于申报2024年高标准农田建设补助的公告',
      '根据《青禾县高标准农田建设规划》，现将申报事项公告如下：',
      '1．申报对象。种粮大户、家庭农场、农民合作社。',
      '2．补助标准。新建每亩补助1500元，改造提升每亩补助1200元。',
      '3．申报时间。2024年5月20日至6月20日（工作日）。',
      '4．受理地点：各乡镇农业综合服务中心。',
      '青禾县农业农村局',
      '2024年5月17日',
      '附件：补助申报表.doc',
    ]);
    expect(page.given).toEqual({ title: '青禾县农业农村局关于申报2024年高标准农田建设补助的公告' });
  });

  test('with questions, lists and a side column keeps what is asked, and its headings', async () => {
    const page = await readHtml(file('ucap.html'));
    expect(texts(page)).toEqual([
      '发布日期：2024-01-08',
      '白石县城乡居民医疗保险问答',
      '一、参保缴费',
      '问：2024年每人交多少钱？',
      '答：个人缴费380元，财政补助640元。',
      '二、住院报销',
      '问：在县医院住院报多少？',
      '答：起付线400元，报销比例75%。',
      '1. 持社会保障卡；',
      '2. 持珙泉镇卫生院转诊单。',
      '- 异地就医先备案',
      '- 急诊可补办',
      '咨询电话',
      '白石县医疗保障局：0000-12393',
    ]);
    expect(page.lines.flatMap(({ text, form }) => (form === undefined ? [] : [[text, form]]))).toEqual([
      ['一、参保缴费', { kind: 'heading', level: 2 }],
      ['二、住院报销', { kind: 'heading', level: 2 }],
      ['- 异地就医先备案', { kind: 'item', mark: 1 }],
      ['- 急诊可补办', { kind: 'item', mark: 1 }],
    ]);
    expect(page.setAside).toEqual(['办事大厅外景', '图为办事大厅']);
  });

  test('with a plan leaves out its list of contents, and reads labels that stand side by side', async () => {
    const page = await readHtml(file('plan.html'));
    expect(texts(page).slice(0, 4)).toEqual([
      '发布日期：2021年8月2日',
      '文章来源：松林县林业和草原局',
      '松林县“十四五”林业发展规划',
      '一、发展基础',
    ]);
    expect(texts(page).slice(7)).toEqual([
      '到2025年，森林覆盖率达到60%以上，详见下表。',
      '表1 主要指标',
      '指标\t单位\t2020年\t2025年',
      '森林覆盖率\t%\t58.3\t60',
      '湿地面积\thm²\t1200\t1260',
      '注：湿地面积为保护面积。',
      '①按国土“三调”数据计算。',
      '松林县林业和草原局',
      '2021年7月28日',
    ]);
  });

  test('that shows one of its tabs is read with all of them', async () => {
    expect(texts(await readHtml(file('guide.html')))).toEqual([
      '临时救助申请',
      '本县户籍居民遭遇突发事件的，可以申请。',
      '材料名称\t份数',
      '申请书\t1',
      '身份证复印件\t2',
      '申请、受理、审核、发放。',
    ]);
  });

  test('that is only a table keeps every figure of it', async () => {
    expect(texts(await readHtml(file('table-only.html')))).toEqual([
      '发布时间：2017-09-14',
      '来源：县民政局',
      '云岭县农村低保标准表',
      '年份\t标准（元/人·月）',
      '2016\t110',
      '2017\t260',
    ]);
  });

  test('with several notices has each under its heading', async () => {
    const page = await readHtml(file('notices.html'));
    expect(page.lines.map(({ text, form }) => (form === undefined ? text : `${form.level} ${text}`))).toEqual(
      [
        '青禾县水务局停水公告汇总',
        '2 城北片区停水公告',
        '因管网检修，2024年6月3日8时至18时停水。',
        '涉及：北门社区、',
        '水井巷。',
        '2 城南片区停水公告',
        '因接管施工，2024年6月8日9时至12时停水。',
        '2 河东片区停水公告',
        '2024年6月10日全天停水，请储备用水。',
      ],
    );
  });

  test('laid out by a table of two columns is read column by column', async () => {
    expect(texts(await readHtml(file('leaflet.html')))).toEqual([
      '石桥县惠民政策明白纸',
      '一、养老',
      '年满60周岁，基础养老金每月128元。',
      '缴费满15年的另加发。',
      '二、医疗',
      '住院报销比例75%。',
      '慢性病每年限额3000元。',
    ]);
  });

  test('of old HTML in Big5, with nothing closed and its attributes in capitals, is nested as a browser nests it', async () => {
    const page = await readHtml(file('old.html'));
    expect(texts(page)).toEqual([
      '石橋縣農田水利補助辦法',
      '第一條　為加強農田水利建設，制定本辦法。',
      '第二條　補助標準如下：',
      '渠道\t襯砌\t每米120元',
      '\t清淤\t每米30元',
      'III. 申請',
      'IV. 驗收',
    ]);
    expect(page.lines[4]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
  });

  test('with its title in a line of the text has it in full, with the office above it', async () => {
    const page = await read(
      '<meta charset="utf-8"><title>关于印发《云岭县营养改善计划实施办法》的通知_云岭县人民政府</title><ul class="info"><li><span>索引号：</span>yl-2023-01</li><li><span>文　　号：</span>云教发〔2023〕8号</li><li><span>成文日期：</span>2023-03-01</li><li><span>主题分类：</span>教育</li></ul><div class="article-con"><p>云岭县教育局<br>关于印发《云岭县营养改善计划实施办法》的通知</p><p>各学校：</p><p>现将办法印发给你们。</p></div><div class="attach"><h4>附件</h4><ul><li><a href="1.pdf">公示表</a></li></ul></div>',
    );
    expect(texts(page)).toEqual([
      '文号：云教发〔2023〕8号',
      '成文日期：2023-03-01',
      '索引号：yl-2023-01',
      '云岭县教育局',
      '关于印发《云岭县营养改善计划实施办法》的通知',
      '各学校：',
      '现将办法印发给你们。',
      '附件：公示表',
    ]);
    expect(page.given).toEqual({
      title: '云岭县教育局关于印发《云岭县营养改善计划实施办法》的通知',
      issuedOn: '2023-03-01',
    });
  });

  test('without any class that tells is read by its labels and its foot', async () => {
    const page = await read(
      '<meta charset="utf-8"><title>白石县政务公开</title><div id="header">白石县人民政府<br>今天是2024年6月1日</div><table><tr><td>标题：白石县农村危房改造补助标准</td></tr><tr><td>发布时间：2024-5-6　阅读：20</td></tr></table><div>对C级危房每户补助1.5万元。<br>　　一、申请<br>　　农户向村委会申请。</div><div>联系人：县住建局</div><p>Copyright © 2024 白石县人民政府 All Rights Reserved</p>',
    );
    expect(texts(page)).toEqual([
      '发布时间：2024-5-6',
      '白石县农村危房改造补助标准',
      '对C级危房每户补助1.5万元。',
      '一、申请',
      '农户向村委会申请。',
      '联系人：县住建局',
    ]);
    expect(page.given).toEqual({ title: '白石县农村危房改造补助标准' });
  });

  test('of a short notice keeps its office and day, and not the foot of the site', async () => {
    expect(
      await linesOf(
        '<title>停水通知 - 云岭县水务局</title><div class="top"><a href="/">首页</a><a href="/1">机构</a></div><div class="box"><h3>停水通知</h3><p>6月3日城关镇停水。</p><p>云岭县水务局</p><p>2024年6月2日</p></div><div class="foot"><p>云岭县水务局主办</p><p>某ICP备00000003号</p></div>',
      ),
    ).toEqual(['停水通知', '6月3日城关镇停水。', '云岭县水务局', '2024年6月2日']);
  });

  test('keeps a signature that stands beside the element of the text', async () => {
    expect(
      await linesOf(
        '<div id="zoom"><p>每亩补助100元。</p><p>每户补助200元。</p></div><div class="luokuan">云岭县林业局　2024年6月2日</div><div>本页由云岭县提供</div>',
      ),
    ).toContain('云岭县林业局　2024年6月2日');
  });

  test.each([
    ['有效性', '废止', true],
    ['时效性', '已废止', true],
    ['有效性', '已失效（2024年1月1日被云政发〔2023〕5号废止）', true],
    ['是否有效', '否', true],
    ['有效性', '部分失效', undefined],
    ['有效性', '未废止', undefined],
    ['有效性', '有效 / 失效 / 废止', undefined],
    ['有效性', '有效', undefined],
  ])('takes a paper whose box says %s：%s as abolished: %s', async (name, value, expected) => {
    const page = await read(
      `<meta charset="utf-8"><table><tr><td>索引号</td><td>A1</td><td>文号</td><td>云政发〔2019〕1号</td></tr><tr><td>成文日期</td><td>2019-01-02</td><td>${name}</td><td>${value}</td></tr></table><p>每亩补助100元。</p>`,
    );
    expect(page.given.isAbolished).toBe(expected);
  });

  test('says what it marks as no longer valid', async () => {
    const page = await read(
      '<meta charset="utf-8"><table><tr><td>索引号</td><td>A1</td><td>文号</td><td>云政发〔2019〕1号</td></tr><tr><td>成文日期</td><td>2019-01-02</td><td>有效性</td><td>失效</td></tr></table><p>每亩补助100元。</p>',
    );
    expect(page.notes).toEqual(['网页上标明“有效性：失效”，按已经废止处理，请核对']);
    expect(page.given.isAbolished).toBe(true);
    expect(texts(page)).toEqual([
      '文号：云政发〔2019〕1号',
      '成文日期：2019-01-02',
      '有效性：失效',
      '索引号：A1',
      '每亩补助100元。',
    ]);
  });

  test('of nothing but links is a list of them', async () => {
    expect(
      await linesOf(
        '<div class="nav"><a href="/">首页</a></div><ul><li><a href="1">关于调整公交线路的通知</a></li><li><a href="2">关于春季造林的通知</a></li></ul>',
      ),
    ).toEqual(['- 关于调整公交线路的通知', '- 关于春季造林的通知']);
  });
});

describe('a page of a program', () => {
  test('saved by Word has its numbers, bullets and ticks as they are seen, without deletions, comments and marks of notes', async () => {
    const page = await readHtml(file('word.htm'));
    expect(texts(page)).toEqual([
      '石桥县临时救助实施办法',
      '第一章 总则',
      '第一条 为解决群众突发性、紧迫性、临时性基本生活困难，制定本办法。',
      '第二条 救助标准每人每次不超过3000元，其中:',
      '- 支出型困难家庭',
      '- 急难型困难家庭',
      '是否已经公示：☑是',
      '类型\t上限（元）',
      '支出型\t3000',
      '急难型\t2000',
      '[1] 一年内救助不超过两次。',
    ]);
    expect(page.lines[1]?.form).toEqual({ kind: 'heading', level: 1 });
    expect(page.lines[2]?.indent).toBe(2);
    expect(page.setAside).toEqual(['2000']);
    expect(page.given).toEqual({});
  });

  test('saved by WPS has its articles', async () => {
    expect(texts(await readHtml(file('wps.htm')))).toEqual([
      '河口县护林员管理办法',
      '第一条  护林员每人每月补助800元，管护面积不少于500亩。',
      '（一）巡山护林；',
    ]);
  });

  test('exported by LibreOffice has its lists, table and power of ten, and what is struck out is aside', async () => {
    const page = await readHtml(file('libreoffice.html'));
    expect(texts(page)).toEqual([
      '河口县残疾人两项补贴实施细则',
      '补贴对象',
      '具有河口县户籍，持有第二代残疾人证的下列人员可以申请困难残疾人生活补贴，低保家庭中的残疾人和低保边缘家庭中的重度残疾人均在范围之内，已经享受其他同类补贴的不重复享受：',
      '1. 低保家庭中的残疾人；',
      '2. 低保边缘家庭中的重度残疾人。',
      '- 身份证',
      '- 残疾人证',
      '标准由100元/人·月，面积10^4亩。',
      '类别\t2023年\t2024年',
      '生活补贴\t80\t100',
      '护理补贴一级\t80\t110',
      '\t二级70\t90',
    ]);
    expect(page.setAside).toEqual(['80']);
    expect(page.lines[1]?.form).toEqual({ kind: 'heading', level: 1 });
    expect(page.lines[11]?.form?.cells?.[0]).toEqual({ text: '', above: 1 });
  });

  test('saved by Chromium in one file is read with its style sheets', async () => {
    const page = await readHtml(file('chromium.mhtml'));
    expect(texts(page)).toEqual([
      '松林县退耕还林补助政策',
      '一、每亩补助1600元，分五年兑付；',
      '二、每亩种苗费400元。',
      '验收合格后由县财政局拨付。',
    ]);
    expect(page.setAside).toEqual(['乡财政所']);
  });

  test('in one file is decoded from any of its transfers, the part with most text read', async () => {
    const message = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="B"',
      '',
      '--B',
      'Content-Type: text/html; charset="gb2312"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from([0xc7, 0xe7]).toString('base64'),
      '--B',
      'Content-Type: multipart/alternative; boundary=C',
      '',
      '--C',
      'Content-Type: text/html; charset=gbk',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>=B2=B9=',
      '=D6=FA260</p>',
      '--C--',
      '--B',
      'Content-Type: image/png',
      '',
      '<p>no page at all, whatever it looks like</p>',
      '--B--',
      '',
    ].join('\r\n');
    expect(looksLikeHtml(Buffer.from(message))).toBe(true);
    expect(texts(await read(message))).toEqual(['补助260']);
    const reason = await refusal(
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n',
    );
    expect(reason).toContain('重新保存');
  });

  test('of WeChat is read though its text waits hidden for a script', async () => {
    const page = await readHtml(file('wechat.html'));
    expect(texts(page)).toEqual([
      '发布时间：2024-09-02 18:00',
      '云岭县2024年秋季学生资助政策明白卡',
      '一、义务教育',
      '家庭经济困难寄宿生：小学每生每年1250元，初中每生每年1500元。',
      '二、普通高中',
      '国家助学金每生每年2300元。',
    ]);
    expect(page.notes).toEqual(['网页里有 1 张图片，图片里的文字没有读']);
  });

  test('printed by a forum has its posts in order', async () => {
    const page = await readHtml(file('forum.htm'));
    expect(texts(page)).toEqual([
      '县农机站 发表于 2024-4-1 10:20',
      '白石县农机购置补贴标准',
      '80马力以上拖拉机每台补贴3.2万元；',
      '联合收割机每台补贴5万元。',
      '申请表在各乡镇农机站领取。',
      '山里人 发表于 2024-4-1 11:00',
      '旋耕机有没有补贴？',
    ]);
    expect(page.given).toEqual({ title: '白石县农机购置补贴标准' });
  });

  test('that is a workbook by its name has its rows, and no hidden one', async () => {
    expect(texts(await readHtml(file('book.xls')))).toEqual([
      '松林县2024年一季度高龄津贴发放情况表',
      '乡镇\t人数（人）\t金额（万元）',
      '松坪镇\t320\t4.80',
      '柳溪乡\t95\t1.43',
      '填报单位：松林县民政局',
    ]);
  });
});

describe('encodings', () => {
  const body = '<p>云岭县每亩补助260元，资金由县财政解决。</p>';
  const gb = Buffer.concat([
    Buffer.from('<html><head>'),
    Buffer.from('<meta charset=LABEL>'),
    Buffer.from('<title></title></head><p>'),
    Buffer.from([0x81, 0x39, 0xef, 0x31]),
    Buffer.from([0xb2, 0xb9, 0xd6, 0xfa]),
    Buffer.from('260</p>'),
  ]).toString('latin1');

  test.each(['gb2312', 'GBK', 'x-gbk', 'cp936', 'gb18030', 'GB_2312-80'])(
    'the label %s is read as GB 18030, which holds what the others lack',
    async (label) => {
      const bytes = Buffer.from(gb.replace('LABEL', label), 'latin1');
      expect(texts(await readHtml(bytes))).toEqual(['㐂补助260']);
    },
  );

  test('UTF-8 is read as such whatever the page says of itself', async () => {
    expect(texts(await read(`<meta charset="gb2312">${body}`))).toEqual([
      '云岭县每亩补助260元，资金由县财政解决。',
    ]);
  });

  test('an XML declaration and a byte order mark are understood', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><a id="a"/><div/>${body}</body></html>`;
    expect(texts(await read(xml))).toEqual(['云岭县每亩补助260元，资金由县财政解决。']);
    const wide = Buffer.from(`\ufeff<html><body>${body}</body></html>`, 'utf16le');
    expect(texts(await readHtml(wide))).toEqual(['云岭县每亩补助260元，资金由县财政解决。']);
    expect(looksLikeHtml(wide.subarray(0, 4096))).toBe(true);
  });

  test('a word that is cut outside the report spoils nothing, and one within it is a doubt', async () => {
    const cut = (html: string) =>
      Buffer.from(Buffer.from(html).toString('latin1').replace('~', '\xe5'), 'latin1');
    const meta = '<meta charset="utf-8">';
    const whole = await readHtml(cut(`${meta}<meta name="description" content="云岭~"><p>补助260元。</p>`));
    expect(whole.lines).toEqual([{ text: '补助260元。', indent: 0, gap: 0 }]);
    const spoilt = await readHtml(cut(`${meta}<p>补助~260元。</p>`));
    expect(spoilt.lines).toEqual([
      { text: '补助\ufffd260元。', indent: 0, gap: 0, doubts: [{ start: 2, end: 3 }] },
    ]);
    expect(spoilt.notes).toEqual(['有 1 处文字已经损坏，请重新下载这个网页']);
  });
});

describe('the words of a page', () => {
  test('meet without a blank where the source only goes on in a new line, between Han alone', async () => {
    expect(await linesOf('<p>补助标\n  准提高\n到260\n元，use\nAPP to\r\n apply。</p>')).toEqual([
      '补助标准提高到260元，use APP to apply。',
    ]);
  });

  test('end their line at a break, and not where an element only looks different', async () => {
    expect(await linesOf('<p>甲<b>乙</b><font>丙</font><br>丁<br><br>戊</p>')).toEqual([
      '甲乙丙',
      '丁',
      '戊',
    ]);
    expect((await read('<meta charset=utf-8><p>甲</p><p>&nbsp;</p><p><br></p><p>乙</p>')).lines[1]?.gap).toBe(
      2,
    );
  });

  test('stay one paragraph where tags cross', async () => {
    expect(await linesOf('<font><p>每户补助</font>200元。</p><p>乙。</p>')).toEqual([
      '每户补助200元。',
      '乙。',
    ]);
  });

  test('raised are powers, units or marks of notes', async () => {
    expect(
      await linesOf(
        '<p>10<sup>4</sup>亩，20m<sup>2</sup>，260<sup>[1]</sup>元，280<sup>1</sup>元，300<sup><a href="#n">2</a></sup>元，10<span style="vertical-align:super">5</span>。</p>',
      ),
    ).toEqual(['10^4亩，20m²，260元，280[1]元，300元，10^5。']);
  });

  test('that are struck out, by an element or a style, are aside', async () => {
    const page = await read(
      '<meta charset=utf-8><style>.x{text-decoration:line-through}</style><p><del>260</del><strike>270</strike><span class=x>280</span><u style="text-decoration:line-through">290</u>300元</p>',
    );
    expect(texts(page)).toEqual(['300元']);
    expect(page.setAside).toEqual(['260', '270', '280', '290']);
  });

  test.each([
    ['a paragraph', '<p>标准 1<del>2</del>3元，原1<s>6</s>元</p>', '标准 13元，原1元', ['13']],
    ['a wrapped heading', '<h2>补助\n  1<del>2</del><br>3<s>4</s>5元</h2>', '补助135元', ['35']],
    ['an item', '<ul><li>每月1<del>2</del>3元</ul>', '- 每月13元', ['13']],
    [
      'an item with an element around',
      '<ol><li>每月<b>1</b><del>2</del><i>3</i>元</ol>',
      '1. 每月13元',
      ['13'],
    ],
  ])('that are struck out between figures leave these doubtful in %s', async (_, html, text, doubts) => {
    const [line, ...others] = (await read(`<meta charset=utf-8>${html}`)).lines;
    expect(others).toEqual([]);
    expect(line?.text).toBe(text);
    expect(line?.doubts?.map(({ start, end }) => text.slice(start, end))).toEqual(doubts);
  });

  test('that are struck out between figures of a cell leave these doubtful, and tell of no damage', async () => {
    const { lines, notes } = await read(
      '<meta charset=utf-8><table><tr><th>县</th><th>标准</th></tr><tr><td><p>和安县</p></td><td><p>每月</p><p> 1<del>2</del>3元</p></td></tr><tr><td>和康县\ufffd</td><td>1<s>2</s>5</td></tr></table>',
    );
    const doubts = lines.map(({ text, doubts: spans = [] }) =>
      spans.map(({ start, end }) => text.slice(start, end)),
    );
    expect(lines[1]?.text).toBe('和安县\t每月 13元');
    expect(doubts).toEqual([[], ['13'], ['\ufffd', '15']]);
    expect(notes).toEqual(['有 1 处文字已经损坏，请重新下载这个网页']);
  });

  test('that are hidden are left out, and said where they are many', async () => {
    const page = await read(
      `<meta charset=utf-8><p>${'每户补助一百元。'.repeat(60)}</p><p hidden>草稿</p><p style="visibility: hidden">草稿</p><p aria-hidden=true>草稿</p><p style="display:none">${'旧的'.repeat(120)}</p>`,
    );
    expect(page.lines).toHaveLength(1);
    expect(page.notes).toEqual(['网页里约有 246 字没有显示出来，这些没有读']);
  });

  test('of forms, scripts, styles, comments and templates are no text', async () => {
    expect(
      await linesOf(
        '<p>对低保家庭每户补助<!-- 260 -->300元。</p><form><label>姓名</label><input value="甲"><button>提交</button></form><script>"260"</script><template>260</template><noscript>260</noscript>',
      ),
    ).toEqual(['对低保家庭每户补助300元。']);
  });

  test('preformatted keep their lines, what was wrapped joined and columns found', async () => {
    expect(
      await linesOf('<pre>县    2016年    2017年\n和安县    110    260\n和康县    120    270</pre>'),
    ).toEqual(['县\t2016年\t2017年', '和安县\t110\t260', '和康县\t120\t270']);
  });
});

describe('lists', () => {
  test.each([
    ['<ol start=3><li>甲<li>乙</ol>', ['3. 甲', '4. 乙']],
    ['<ol><li value=5>甲<li>乙</ol>', ['5. 甲', '6. 乙']],
    ['<ol reversed><li>甲<li>乙</ol>', ['2. 甲', '1. 乙']],
    ['<ol type=a><li>甲<li>乙</ol>', ['a. 甲', 'b. 乙']],
    ['<ol type=i start=9><li>甲</ol>', ['ix. 甲']],
    [
      '<ol style="list-style: simp-chinese-informal inside" start=10><li>甲<li>乙</ol>',
      ['十、甲', '十一、乙'],
    ],
    ['<style>ol{list-style-type:cjk-ideographic}</style><ol start=105><li>甲</ol>', ['一百零五、甲']],
    ['<ol><li>1.甲<li>2.乙</ol>', ['1.甲', '2.乙']],
    ['<ol style="list-style:none"><li>甲<li>乙</ol>', ['甲', '乙']],
    ['<ul><li>甲<ol><li>子<li>丑</ol><li>乙</ul>', ['- 甲', '1. 子', '2. 丑', '- 乙']],
    ['<ul><li><p>甲</p><p>续</p></li></ul>', ['- 甲', '续']],
  ])('%s', async (html, lines) => {
    expect(await linesOf(html)).toEqual(lines);
  });
});

describe('tables', () => {
  test('within a cell of a frame are tables, and the frame is none', async () => {
    expect(
      await linesOf(
        '<table><tr><td>说明</td><td><table border=1><tr><th>县</th><th>标准</th></tr><tr><td>和安县</td><td>260</td></tr></table></td></tr></table>',
      ),
    ).toEqual(['说明', '县\t标准', '和安县\t260']);
  });

  test('keep a cell that goes down to the last row, and spans beyond all use are bounded', async () => {
    expect(
      await linesOf(
        '<table><tr><td rowspan=0>和安县</td><td>2016</td><td>110</td></tr><tr><td>2017</td><td>260</td></tr></table>',
      ),
    ).toEqual(['和安县\t2016\t110', '\t2017\t260']);
  });

  test('keep rows whose names are links to other pages', async () => {
    expect(
      await linesOf(
        '<table><tr><td><a href=1>和安县最低生活保障</a></td><td>260</td></tr><tr><td><a href=2>和康县最低生活保障</a></td><td>270</td></tr></table>',
      ),
    ).toEqual(['和安县最低生活保障\t260', '和康县最低生活保障\t270']);
  });
});

describe('a page without text says what to do', () => {
  test('of frames', async () => {
    expect(
      await refusal('<frameset><frame src="a.html"><noframes>不支持框架</noframes></frameset>'),
    ).toContain('由框架组成');
  });

  test('that a script fills', async () => {
    expect(
      await refusal('<body><noscript>请启用脚本</noscript><div id=app></div><script src=a.js></script>'),
    ).toContain('.mhtml');
  });

  test('of pictures alone', async () => {
    expect(await refusal('<body><p><img src="1.jpg"></p></body>')).toContain('只有图片');
  });

  test('that is empty', async () => {
    expect(await refusal('')).toBe('文件是空的');
    expect(await refusal('<html></html>')).toBe('这个网页里没有文字');
  });
});

describe('looksLikeHtml', () => {
  const head = (text: string) => Buffer.from(text).subarray(0, HEAD_BYTES);

  test.each(['trs.html', 'word.htm', 'wps.htm', 'chromium.mhtml', 'book.xls', 'wechat.html', 'old.html'])(
    'knows %s',
    (name) => {
      expect(looksLikeHtml(file(name).subarray(0, HEAD_BYTES))).toBe(true);
    },
  );

  test.each([
    '云岭县人民政府办公室关于提高农村低保标准的通知',
    '# 标题\n\n正文',
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>',
    '<?xml version="1.0"?><rss><channel/></rss>',
    '来源: 县民政局\n\n正文',
    '{"id":1}',
    '',
  ])('does not take %j for a page', (text) => {
    expect(looksLikeHtml(head(text))).toBe(false);
  });
});

describe('hostile pages', () => {
  test.each([
    ['nested 10,000 deep', `${'<div>'.repeat(10_000)}每亩补助100元。${'</div>'.repeat(10_000)}`],
    ['of 20,000 open tables', `${'<table><tr><td>'.repeat(20_000)}每亩补助100元。`],
    ['of 20,000 open comments', `<p>每亩补助100元。</p>${'<!--'.repeat(20_000)}`],
    ['of 20,000 open quotes', `<p>每亩补助100元。</p>${'<a b="'.repeat(20_001)}`],
  ])(
    '%s are read in a moment',
    async (_, html) => {
      expect(await linesOf(html)).toEqual(['每亩补助100元。']);
    },
    10_000,
  );

  test('with spans of a thousand columns give no more cells than they have words', async () => {
    const rows = '<tr><td colspan=1000 rowspan=60000>甲</td><td>1</td></tr>'.repeat(2000);
    expect(await linesOf(`<table>${rows}</table>`)).toHaveLength(4000);
  }, 10_000);
});
