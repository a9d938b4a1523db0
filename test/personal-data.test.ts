import { describe, expect, test } from 'vitest';
import {
  findPersonalData,
  MASK,
  maskPersonalData,
  maskPersonalDataDeep,
  withoutMasked,
} from '../src/personal-data.ts';
import { createRandom } from './fakes/random.ts';

/** Sets the stretch between ‹ and › off as what must be masked. */
function parse(marked: string): { text: string; masked: string } {
  return {
    text: marked.replaceAll(/[‹›]/gu, ''),
    masked: marked.replaceAll(/‹([^›]*)›/gu, (_, secret: string) => MASK.repeat(secret.length)),
  };
}

describe('what identifies a person', () => {
  test.each([
    '我的身份证是‹11010519491231002X›，能办低保吗',
    '身份证‹11010519491231002x›。',
    '身份证‹１１０１０５１９４９１２３１００２Ｘ›',
    '证号‹110105 19491231 002X›',
    '证号‹110105-19491231-002X›',
    '证号‹1101 0519 4912 3100 2X›',
    '证号‹110105\u200b19491231\u200b002X›号',
    '证号‹44052418800101001 4›',
    '户主‹440524188001010014›和妻子‹11010519491231002X›',
    '旧证‹110105491231002›还能用吗',
    '旧证‹110105 491231 002›',
    '身份证号：‹110105194912310021›（抄错一位）',
    '身份证号码为 ‹110105 19491231 0021›',
    '打我电话‹13812345678›。',
    '电话‹138-1234-5678›',
    '电话‹138 1234 5678›，急',
    '电话‹138.1234.5678›',
    '电话‹138—1234—5678›',
    '电话‹138\u3000１２３４\u30005678›',
    '电话‹138\u200b1234\u200b5678›',
    '电话‹1\ufe0f\u20e33812345678›',
    '电话‹1380 0138 000›',
    '电话‹138 12345678›',
    '电话‹13800-138000›',
    '电话‹1 3 8 1 2 3 4 5 6 7 8›',
    '电话+‹86 138 1234 5678›',
    '电话+‹8613812345678›',
    '电话‹0086-138-1234-5678›',
    '电话(+‹86)13812345678›',
    '电话‹86138 1234 5678›',
    '电话‹013812345678›',
    '电话‹一三八一二三四五六七八›',
    '电话‹幺三八零零幺三八〇〇〇›',
    '1.‹13812345678›，2.‹13912345678›',
    '张三‹13812345678›李四‹19912345678›',
    '2017 ‹13812345678›',
    '2017年-‹13812345678›-转3',
    'tel‹13812345678›',
    '给‹13812345678›元旦前回电',
    '座机‹0817-7221234›',
    '座机‹010 62345678›',
    '座机（‹0817）7221234›',
    '卡号‹6228480402564890018›，补贴到账了吗',
    '卡‹6228 4804 0256 4890 018›',
    '卡‹6228-4804-0256-4890-018›',
    '卡‹622848 0402564890018›',
    '卡‹４１１１１１１１１１１１１１１１›',
    '卡‹4111 1111 1111 1111›。',
    '卡号：‹6228480402564890019›（抄错一位）',
    '社保卡号是‹62284804025648›',
    '邮箱‹zhang.san+1@mail.example.cn›，谢谢',
    '邮箱‹123456@qq.com›的',
    '邮箱‹zhangsan＠qq．com›',
    '证号‹110105/19491231/002X›',
    '证号‹110105,19491231,002X›',
    '证号‹1101051949\n1231002X›',
    '证号‹11010519491231002×›',
    '证号‹𝟏𝟏𝟎𝟏𝟎𝟓𝟏𝟗𝟒𝟗𝟏𝟐𝟑𝟏𝟎𝟎𝟐X›',
    '两人‹11010519491231002144052418800101001413812345678›',
    '电话‹壹叁捌壹贰叁肆伍陆柒捌›',
    '电话：‹138 12 34 56 78›',
    '手机号是‹1381234 5678›',
    '座机‹7221234›',
    '电话：‹7221 2345›，急',
    '打‹08177221234›',
    'Tel: ‹7221234›',
    '密钥‹123456789:AAEhBP0av28fTtest-token-of-35-chars›别外传',
    '密钥‹sk-abcdefghijklmnopqrst›',
  ])('is masked, sign for sign, and nothing else: %j', (marked) => {
    const { text, masked } = parse(marked);
    expect(maskPersonalData(text)).toBe(masked);
    expect(maskPersonalData(masked)).toBe(masked);
  });

  test.each([
    '低保标准是260元还是13800元',
    '13800元，15900人，1.38亿元',
    '2017-09-14和2019年3月5日',
    '2017-09-14 08:30:00',
    '20170914',
    '川扶贫发〔2017〕12号',
    '川办发2017-138-20号',
    '总投资13812345678元',
    '总投资15600000000.00元',
    '投资¥13812345678',
    '专项资金6228480402564890018元',
    '编号123456789012345',
    '项目110105499931002',
    '批次110105194912310021',
    '流水6228480402564890019',
    '统一社会信用代码91110000100001234X',
    '2014 2015 2016 2017',
    '2014 2015 2016 2017 2018',
    '1200 1300 1400 1500',
    '150 260 320 440 15',
    '130 240 260 280',
    '1978-2018-100',
    '138 12 34 56 78',
    '138/1234/5678元',
    '1381234 5678户',
    '电话7221234户，手机2345678部',
    '电话费7221234元',
    '电话20170914没打通，共打电话2345678次',
    '投诉电话12345，咨询电话400-810-8888',
    '贷款余额壹贰叁万',
    '2016—2020年',
    '贫困发生率13.812345678%',
    '63510人、21480人、42030人',
    '第15926条',
    '二〇一七年一月一日',
    '一二三四五六七八九十',
    '十免四补助一、二、三',
    '热线12345、12317、400-810-8888',
    '@mingbai_bot 低保标准',
    '请问@mingbai_bot.谢谢',
    'a@b',
    '/ask@mingbai_bot 低保',
    'https://t.me/c/13812345678/89',
    '3X5米',
    '8:30开会',
  ])('is not seen in the figures of a policy: %j', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });

  test('is found with its kind and its place', () => {
    expect(findPersonalData('电话138-1234-5678，证11010519491231002X')).toEqual([
      { kind: 'phone', start: 2, end: 15 },
      { kind: 'id', start: 17, end: 35 },
    ]);
  });

  test('is what looks like it, too, where nobody asks after figures', () => {
    for (const text of ['110105194912310021', '6228480402564890019', '13812345678元'])
      expect(findPersonalData(text, 'shaped')).toMatchObject([{ start: 0 }]);
  });
});

const random = createRandom(20);
const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
const padded = (value: number, length: number) => String(value).padStart(length, '0');

function identityNumber(): string {
  const year = 1900 + random.below(120);
  const date = `${year}${padded(1 + random.below(12), 2)}${padded(1 + random.below(28), 2)}`;
  const body = `${random.pick(['11', '43', '50', '51', '65', '83'])}${digits(4)}${date}${digits(3)}`;
  // The weights as GB 11643 prints them.
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

function bankCard(): string {
  const body = `62${digits(random.pick([13, 16]))}`;
  const check = [...Array(10).keys()].find((digit) => {
    let sum = 0;
    for (const [at, value] of [...`${body}${digit}`].reverse().entries()) {
      const times = Number(value) * (1 + (at % 2));
      sum += Math.floor(times / 10) + (times % 10);
    }
    return sum % 10 === 0;
  });
  return `${body}${check}`;
}

const mobile = () => `1${random.pick(['3', '4', '5', '6', '7', '8', '9'])}${digits(9)}`;

function inGroups(number: string, lengths: readonly number[], gap: string): string {
  const parts: string[] = [];
  let rest = number;
  for (const length of lengths) {
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return [...parts, rest].filter((part) => part !== '').join(gap);
}

describe('2,000 numbers by chance', () => {
  const GAPS = ['', ' ', '-', '\u200b', '\u3000', ' - '];
  const KINDS = [
    { kind: 'id', make: identityNumber, groups: [6, 8] },
    { kind: 'phone', make: mobile, groups: [3, 4] },
    { kind: 'card', make: bankCard, groups: [4, 4, 4, 4] },
  ] as const;
  const BEFORE = ['', '我的号是', '蓬安县2017年', '260元，', '（', '👪'];
  const AFTER = ['', '，低保标准是260元吗', '。', '的', '）', '\n2018年'];

  test.each(KINDS)(
    'that are of the kind $kind are masked whole, in any sentence, however they are written',
    ({ kind, make, groups }) => {
      for (let round = 0; round < 700; round++) {
        const plain = inGroups(make(), groups, random.pick(GAPS));
        const number =
          random.below(3) === 0
            ? plain.replaceAll(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
            : plain;
        const [before, after] = [random.pick(BEFORE), random.pick(AFTER)];
        const text = `${before}${number}${after}`;
        expect([text, maskPersonalData(text)]).toEqual([
          text,
          `${before}${MASK.repeat(number.length)}${after}`,
        ]);
        expect(findPersonalData(text, 'shaped')).toContainEqual(
          expect.objectContaining({ kind, start: before.length }),
        );
      }
    },
  );

  test('that are identity numbers with another last character stand as figures', () => {
    for (let round = 0; round < 500; round++) {
      const valid = identityNumber();
      const others = [...'0123456789X'].filter((last) => last !== valid.at(-1));
      const broken = valid.slice(0, 17) + random.pick(others);
      // One in ten is a card by chance.
      if (findPersonalData(broken).some(({ kind }) => kind === 'card')) continue;
      expect(maskPersonalData(`批次${broken}`)).toBe(`批次${broken}`);
    }
  });

  test('that are amounts of up to ten digits stand, however many there are in a row', () => {
    for (let round = 0; round < 500; round++) {
      const amounts = Array.from({ length: 4 }, () => `${1 + random.below(10 ** random.pick([2, 4, 6, 8]))}`);
      const text = `补贴${amounts.join(random.pick(['、', '元，', '/', '～']))}元`;
      expect(maskPersonalData(text)).toBe(text);
    }
  });
});

describe('masking', () => {
  test('keeps the length of whatever it is given, and lone surrogates', () => {
    for (const text of [
      '',
      '\ud800',
      '👪13812345678👪',
      '1'.repeat(50_000),
      '1\u200b'.repeat(20_000),
      '1 '.repeat(9_000),
    ])
      expect(maskPersonalData(text)).toHaveLength(text.length);
  });

  test('of a JSON value reaches every text, and leaves numbers, ids and the data of buttons', () => {
    const update = {
      update_id: 13812345678,
      message: {
        message_id: 6,
        from: { id: 13912345678, first_name: '张三13812345678' },
        text: '电话13812345678',
        entities: [{ type: 'text_link', offset: 0, length: 2, url: 'tel:13812345678' }],
        quote: { text: '11010519491231002X' },
        photo: [{ file_id: 'x 13812345678', file_unique_id: '13812345678' }],
        contact: { phone_number: '+1 202 555 0100', user_id: 5 },
        new_chat_title: null,
        is_topic_message: true,
      },
      callback_query: {
        id: '6228480402564890018',
        chat_instance: '6228480402564890018',
        data: 'g.13812345678',
      },
    };
    const before = structuredClone(update);
    const mask = (length: number) => MASK.repeat(length);
    expect(maskPersonalDataDeep(update)).toEqual({
      ...update,
      message: {
        ...update.message,
        from: { id: 13912345678, first_name: `张三${mask(11)}` },
        text: `电话${mask(11)}`,
        entities: [{ type: 'text_link', offset: 0, length: 2, url: `tel:${mask(11)}` }],
        quote: { text: mask(18) },
        contact: { phone_number: mask(15), user_id: 5 },
      },
    });
    expect(update).toEqual(before);
  });

  test('of a plain value gives it back, masked where it is text', () => {
    expect([null, 1, false, undefined].map(maskPersonalDataDeep)).toEqual([null, 1, false, undefined]);
    expect(maskPersonalDataDeep(['13812345678'])).toEqual([MASK.repeat(11)]);
  });
});

describe('a masked text', () => {
  test('is read without the clauses that say whose number it is, and without the signs where nothing else is said', () => {
    const read = (text: string) => withoutMasked(maskPersonalData(text));
    expect(read('手机13812345678，低保标准是多少？')).toBe('低保标准是多少？');
    expect(read('低保标准是多少？我的身份证是11010519491231002X。')).toBe('低保标准是多少？');
    expect(read('13812345678这个号能查低保吗')).toBe('这个号能查低保吗');
    expect(read('低保标准是多少')).toBe('低保标准是多少');
  });
});
