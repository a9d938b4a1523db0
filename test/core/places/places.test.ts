import { describe, expect, test } from 'vitest';
import { resolveSelfReference, shortName } from '../../../src/core/places/place.ts';
import { createGazetteer } from '../../../src/core/places/places.ts';
import { gazetteer } from '../../corpus/fixture.ts';

const among = ['资源县', '石柱土家族自治县', '平安区', '互助土族自治县'];
const named = (text: string, corpus: readonly string[] = among) =>
  gazetteer.findPlaces(text, { among: corpus }).map((mention) => mention.place.name);

describe('names of places', () => {
  test('lose their kind and their peoples to be short', () => {
    const shorts: [string, string][] = [
      ['石柱土家族自治县', '石柱'],
      ['积石山保安族东乡族撒拉族自治县', '积石山'],
      ['木垒哈萨克自治县', '木垒'],
      ['东乡族自治县', '东乡'],
      ['鄂温克族自治旗', '鄂温克'],
      ['内蒙古自治区', '内蒙古'],
      ['广西壮族自治区', '广西'],
      ['海北藏族自治州', '海北'],
      ['蓬安县', '蓬安'],
      ['浦东新区', '浦东'],
    ];
    for (const [official, short] of shorts) expect(shortName(official)).toBe(short);
  });

  test('are joined by 和 and 与, which other names begin with', () => {
    expect(named('乐业和田林农村低保标准对比', ['乐业县', '田林县'])).toEqual(['乐业县', '田林县']);
    expect(named('蓬安和平阳的低保标准', ['蓬安县', '平阳县'])).toEqual(['蓬安县', '平阳县']);
    expect(named('乐业县和和田地区低保标准', ['乐业县', '和田地区'])).toEqual(['乐业县', '和田地区']);
    expect(named('和田低保标准', ['和田地区', '田林县'])).toEqual(['和田地区']);
  });

  test('are joined where each has a matter of its own, however common the second is as a word', () => {
    const isUsedPair = (pair: string) => pair === '门架';
    const joined = (text: string) =>
      gazetteer
        .findPlaces(text, { among: ['蓬安县', '龙门县', '会同县'], unlisted: true, isUsedPair })
        .map(({ place }) => place.name);
    expect(joined('蓬安修渠和龙门种茶各补多少')).toEqual(['蓬安县', '龙门县']);
    expect(joined('蓬安路灯跟龙门架各要几个')).toEqual(['蓬安县']);
    expect(joined('修渠与龙门种茶各补多少')).toEqual([]);
    expect(joined('蓬安和会同哪个报得多')).toEqual(['蓬安县', '会同县']);
  });

  test('are none where reports of another county write on to a longer one', () => {
    const found = (text: string, used: readonly string[]) =>
      gazetteer
        .findPlaces(text, { among: ['蓬安县'], unlisted: true, isUsedPair: (pair) => used.includes(pair) })
        .map(({ place }) => place.name);
    expect(found('蓬安到马山口的班车几点', ['山口'])).toEqual(['蓬安县']);
    expect(found('蓬安到马山口的班车几点', [])).toEqual(['蓬安县', '马山县']);
    expect(found('马山口味怎么样', ['山口'])).toEqual(['马山县']);
  });

  test('do not begin with the end of a township’s name', () => {
    expect(named('资源县南湾乡城市低保资金多少')).toEqual(['资源县']);
    expect(named('太和镇安置房有多少套')).toEqual([]);
    expect(named('镇雄低保标准')).toEqual(['镇雄县']);
    expect(named('昭通镇雄低保标准')).toContain('镇雄县');
    expect(named('南湾乡城县低保')).toEqual(['乡城县']);
  });

  test('are unique: two that share one carry their parent', () => {
    const names = gazetteer.places.map((place) => place.name);
    expect(new Set(names).size).toBe(names.length);
    expect(gazetteer.lookup('朝阳区').map((place) => place.name)).toEqual(['北京市朝阳区', '长春市朝阳区']);
    expect(gazetteer.lookup('北京市朝阳区')).toHaveLength(1);
  });

  test('are found under every spelling a surface may pass', () => {
    for (const name of ['蓬安', '蓬安县', ' 蓬安县 ']) {
      expect(gazetteer.lookup(name).map((place) => place.name)).toEqual(['蓬安县']);
    }
    expect(gazetteer.lookup('石柱县')[0]).toMatchObject({ name: '石柱土家族自治县', parents: ['重庆市'] });
    expect(gazetteer.lookup('没有这个县')).toEqual([]);
  });
});

describe('findPlaces', () => {
  test('finds official names, short names with a kind and bare short names, longest first', () => {
    const mentions = gazetteer.findPlaces('石柱县和蓬安、恭城瑶族自治县', { among });
    expect(mentions.map(({ place, span, form }) => [place.short, span.start, span.end, form])).toEqual([
      ['石柱', 0, 3, 'suffixed'],
      ['蓬安', 4, 6, 'short'],
      ['恭城', 7, 14, 'official'],
    ]);
  });

  test('counts a county within the name of its city once each', () => {
    expect(named('桂林市资源县委')).toEqual(['桂林市', '资源县']);
    expect(named('长春市朝阳区')).toEqual(['长春市朝阳区']);
  });

  test('returns every candidate for a name that several places share', () => {
    expect(named('朝阳区低保多少')).toEqual(['北京市朝阳区', '长春市朝阳区']);
  });

  test.each([
    '农村资源怎么变资产',
    '水资源怎么管',
    '资源要素怎么整合',
    '土地资源有多少',
    '这些资源归谁',
    '资源共用',
    '资源变资产',
    '资产和资源',
    '祝大家平安',
    '村民互助怎么搞',
    '资源市场',
  ])('leaves an ordinary word alone: %s', (text) => expect(named(text)).toEqual([]));

  test.each([
    ['资源脱贫了多少人', ['资源县']],
    ['资源和石柱哪个贫困村多', ['资源县', '石柱土家族自治县']],
    ['我们资源今年要脱贫多少', ['资源县']],
    ['资源有多少贫困村', ['资源县']],
    ['那资源呢', ['资源县']],
    ['广西资源今年目标', ['广西壮族自治区', '资源县']],
    ['资源县的目标', ['资源县']],
    ['互助低保标准是多少', ['互助土族自治县']],
  ])('takes it for the place where the context speaks of one: %s', (text, places) =>
    expect(named(text)).toEqual(places),
  );

  test('takes an ordinary word for a place only when the corpus has the place', () => {
    expect(named('资源脱贫了多少人', [])).toEqual([]);
    expect(named('恭城低保标准', [])).toEqual(['恭城瑶族自治县']);
  });

  test.each([
    '推广安置房',
    '集中山区',
    '新建21个村文化站',
    '创新县域治理',
    '建成县级医院',
    '城区供水',
    '通江镇卫生院',
    '恭城瑶族乡',
    '罗霄山片区',
  ])('sees no place in parts of other words and names: %s', (text) => expect(named(text, [])).toEqual([]));

  test('does not take a word that runs over the right edge for the end of a known place', () => {
    expect(named('石柱乡镇卫生院')).toEqual(['石柱土家族自治县']);
    expect(named('蓬安全县低保', ['蓬安县'])).toEqual(['蓬安县']);
  });

  test('without a dictionary counts no bare name outside the corpus', () => {
    const plain = createGazetteer([
      { code: '11', name: '甲省', level: 'province', parents: [] },
      { code: '110101', name: '乙丙县', level: 'county', parents: ['甲省'] },
    ]);
    expect(plain.findPlaces('乙丙低保标准是多少')).toEqual([]);
    expect(plain.findPlaces('乙丙县低保')).toHaveLength(1);
    expect(plain.findPlaces('乙丙低保标准是多少', { among: ['乙丙县'] })).toHaveLength(1);
  });
});

describe('resolveSelfReference', () => {
  const county = gazetteer.lookup('石柱县')[0]!;

  test('gives 该县, 我县, 全县 and 县委 the document’s place', () => {
    const text = '县委决定，我县将全县低保提高。在县政府带动下，该县';
    const mentions = resolveSelfReference(text, county);
    expect(mentions.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      '县委',
      '我县',
      '全县',
      '县政府',
      '该县',
    ]);
    expect(mentions.every(({ place, form }) => place === county && form === 'self')).toBe(true);
  });

  test('gives it in traditional characters, too', () => {
    const text = '縣委決定，該縣將全縣低保提高';
    expect(resolveSelfReference(text, county).map(({ span }) => text.slice(span.start, span.end))).toEqual([
      '縣委',
      '該縣',
      '全縣',
    ]);
  });

  test('leaves the words of another level alone', () => {
    expect(resolveSelfReference('全市最低，营山县委、该市场、全县城', county)).toEqual([]);
  });
});

describe('a county of one character', () => {
  test.each([
    ['滑县市容管理办法', '滑县'],
    ['莘县市场监督管理局公告', '莘县'],
    ['歙县城区停车收费', '歙县'],
    ['代县养犬管理规定', '代县'],
    ['单县居民用水价格', '单县'],
    ['请问冠县怎么办证', '冠县'],
  ])('opens a phrase: %s', (text, place) => expect(named(text, [])).toEqual([place]));

  test.each([
    ['连南城区养犬', ['连南瑶族自治县']],
    ['盂县矿区安全', ['盂县']],
    ['阳泉城区停车收费', ['阳泉市', '阳泉市城区']],
    ['阳泉市郊区供水', ['阳泉市郊区']],
  ])('behind a place is one of that, or none: %s', (text, places) =>
    expect(named(text, ['连南瑶族自治县', '盂县'])).toEqual(places),
  );

  test('with 县 opens a title of every paper', () => {
    const counties = gazetteer.places.filter(({ name }) => /^.县$/u.test(name)).map(({ name }) => name);
    expect(counties.length).toBeGreaterThan(80);
    for (const matter of ['市场监管公告', '养犬管理办法', '区域用水规定', '人民政府令'])
      expect(counties.filter((name) => !named(`${name}${matter}`, []).includes(name))).toEqual([]);
  });

  test.each(['代县长讲话', '本县市场监管', '全县市民须知', '外县市车辆', '各县区域规划', '矿区安全规定'])(
    'is not found in %s',
    (text) => expect(named(text, [])).toEqual([]),
  );
});

describe('a bare name is no place', () => {
  const asked = (text: string) =>
    gazetteer
      .findPlaces(text, { among, unlisted: true, isUsedWord: () => false })
      .map(({ place }) => place.name);

  test.each([
    '王秀英的电话号码',
    '李秀洲家住哪里',
    '网格员张浦江手机号',
    '赵桂阳是谁',
    '请问陈安化是干什么的',
    '找周江华办什么手续',
  ])('in the name of somebody: %s', (text) => expect(asked(text)).toEqual([]));

  test.each([
    ['秀英养犬登记', '秀英区'],
    ['我们浦江垃圾分类', '浦江县'],
    ['那安化低保标准呢', '安化县'],
    ['海口秀英停车收费', '秀英区'],
    ['那江华呢', '江华瑶族自治县'],
  ])('but of itself: %s', (text, place) => expect(asked(text)).toContain(place));

  test.each([
    ['孟连采砂', '孟连傣族拉祜族佤族自治县'],
    ['泸定取水许可', '泸定县'],
    ['芒康采石', '芒康县'],
  ])('though a word runs over its end, where its first character is none: %s', (text, place) =>
    expect(asked(text)).toEqual([place]),
  );
});
