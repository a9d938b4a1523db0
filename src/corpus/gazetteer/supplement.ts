import type { Division } from '../../core/places/places.ts';

const XINJIANG = '新疆维吾尔自治区';

/** What was founded since the table's date, and named areas that no table of counties has. */
export const NEW_DIVISIONS: readonly Division[] = [
  { code: '653228', name: '和康县', level: 'county', parents: [XINJIANG, '和田地区'] },
  { code: '653229', name: '和安县', level: 'county', parents: [XINJIANG, '和田地区'] },
  { code: '653132', name: '岑岭县', level: 'county', parents: [XINJIANG, '喀什地区'] },
  { code: '659013', name: '草湖市', level: 'county', parents: [XINJIANG] },
  { code: '500157', name: '两江新区', level: 'county', parents: ['重庆市'] },
  { code: '460302', name: '西沙区', level: 'county', parents: ['海南省', '三沙市'] },
  { code: '460303', name: '南沙区', level: 'county', parents: ['海南省', '三沙市'] },
  { code: '1331', name: '雄安新区', level: 'city', parents: ['河北省'] },
];

const TAIWAN_CITIES = '台北市 新北市 桃园市 台中市 台南市 高雄市 基隆市 新竹市 嘉义市'.split(' ');
const TAIWAN_COUNTIES = '新竹县 苗栗县 彰化县 南投县 云林县 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县'.split(
  ' ',
);

/** The cities and counties of Taiwan; 金门县 stands in the table of Fujian. Their codes only order them. */
export const TAIWAN: readonly Division[] = [
  ...TAIWAN_CITIES.map(
    (name, at): Division => ({ code: String(7101 + at), name, level: 'city', parents: ['台湾省'] }),
  ),
  ...TAIWAN_COUNTIES.map(
    (name, at): Division => ({ code: String(719_001 + at), name, level: 'county', parents: ['台湾省'] }),
  ),
];

/**
 * Counties that went up in another one: places of their own, since a report of 下城区 is not one of the whole 拱墅区.
 */
export const MERGED_DIVISIONS: readonly Division[] = [
  { code: '330103', name: '下城区', level: 'county', parents: ['浙江省', '杭州市'] },
  { code: '330104', name: '江干区', level: 'county', parents: ['浙江省', '杭州市'] },
  { code: '330204', name: '江东区', level: 'county', parents: ['浙江省', '宁波市'] },
  { code: '350402', name: '梅列区', level: 'county', parents: ['福建省', '三明市'] },
  { code: '370634', name: '长岛县', level: 'county', parents: ['山东省', '烟台市'] },
  { code: '370284', name: '胶南市', level: 'county', parents: ['山东省', '青岛市'] },
  { code: '440107', name: '芳村区', level: 'county', parents: ['广东省', '广州市'] },
  { code: '440116', name: '萝岗区', level: 'county', parents: ['广东省', '广州市'] },
  { code: '130421', name: '邯郸县', level: 'county', parents: ['河北省', '邯郸市'] },
  { code: '340203', name: '三山区', level: 'county', parents: ['安徽省', '芜湖市'] },
  { code: '410306', name: '吉利区', level: 'county', parents: ['河南省', '洛阳市'] },
  { code: '640322', name: '陶乐县', level: 'county', parents: ['宁夏回族自治区'] },
];

/**
 * Former names and their successors, where the same county goes on under another stem: 郫县低保 asks of 郫都区. A mere
 * change of kind (双流县, 双流区) needs no entry. The successor by its unique name.
 */
export const FORMER_NAMES: ReadonlyMap<string, string> = successors(`
河北 鹿泉区 获鹿县 | 顺平县 完县 | 辛集市 束鹿县 | 高碑店市 新城县 | 曹妃甸区 唐海县 | 任泽区 任县 | 信都区 邢台县 | 蓟州区 蓟县 | 滦州市 滦县 | 涿州市 涿县 | 霸州市 霸县 | 定州市 定县 | 冀州区 冀县 | 深州市 深县 | 晋州市 晋县
山西 忻府区 忻县 | 原平市 崞县 | 上党区 长治县 | 云州区 大同县 | 霍州市 霍县 | 朔城区 朔县 | 盐湖区 运城县 | 尧都区 临汾县
内蒙古 牙克石市 喜桂图旗 | 扎兰屯市 布特哈旗 | 额尔古纳市 额尔古纳右旗 | 根河市 额尔古纳左旗 | 鄂尔多斯市 伊克昭盟 | 通辽市 哲里木盟 | 赤峰市 昭乌达盟 | 呼伦贝尔市 呼伦贝尔盟 | 乌兰察布市 乌兰察布盟 | 巴彦淖尔市 巴彦淖尔盟
辽宁 瓦房店市 复县 | 普兰店区 新金县 | 大石桥市 营口县 | 盖州市 盖县 | 北镇市 北宁市 | 凌海市 锦县 | 葫芦岛市 锦西市 | 东港市 东沟县 | 调兵山市 铁法市 | 沈北新区 新城子区 | 浑南区 东陵区
吉林 公主岭市 怀德县 | 洮南市 洮安县 | 梅河口市 海龙县 | 浑江区 八道江区
黑龙江 五大连池市 德都县 | 北林区 绥化县
江苏 邳州市 邳县 | 姜堰区 泰县 | 盐都区 盐城县 | 张家港市 沙洲县 | 浦口区 江浦县 | 淮安区 楚州区
浙江 鄞州区 鄞县 | 嵊州市 嵊县 | 柯桥区 绍兴县 | 衢江区 衢县
安徽 埇桥区 宿县 | 谯城区 亳县 | 明光市 嘉山县 | 宣州区 宣城县 | 湾沚区 芜湖县 | 义安区 铜陵县 | 巢湖市 巢县 | 巢湖市 居巢区
福建 武夷山市 崇安县 | 新罗区 龙岩县 | 延平区 南平县 | 蕉城区 宁德县
江西 庐山市 星子县 | 柴桑区 九江县 | 广信区 上饶县 | 井冈山市 宁冈县 | 樟树市 清江县 | 鄱阳县 波阳县 | 寻乌县 寻邬县 | 大余县 大庾县 | 全南县 虔南县 | 新干县 新淦县 | 于都县 雩都县 | 袁州区 宜春县
山东 滕州市 滕县 | 胶州市 胶县 | 莱州市 掖县 | 龙口市 黄县 | 青州市 益都县 | 邹城市 邹县 | 陵城区 陵县 | 峄城区 峄县
河南 禹州市 禹县 | 邓州市 邓县 | 汝州市 临汝县 | 新密市 密县 | 巩义市 巩县 | 卫辉市 汲县 | 林州市 林县 | 孟州市 孟县 | 祥符区 开封县 | 建安区 许昌县 | 陕州区 陕县 | 平桥区 信阳县 | 睢阳区 商丘县
湖北 郧阳区 郧县 | 老河口市 光化县 | 丹江口市 均县 | 仙桃市 沔阳县 | 赤壁市 蒲圻市 | 赤壁市 蒲圻县 | 武穴市 广济县 | 襄州区 襄阳县 | 襄州区 襄阳区 | 夷陵区 宜昌县 | 孝南区 孝感县 | 咸安区 咸宁县
湖南 炎陵县 酃县 | 靖州苗族侗族自治县 靖县 | 苏仙区 郴县 | 鼎城区 常德县 | 赫山区 益阳县 | 渌口区 株洲县 | 张家界市 大庸市 | 花垣县 永绥县 | 洪江市 黔阳县
广东 花都区 花县 | 雷州市 海康县 | 化州市 化县 | 云城区 云浮县
广西 宜州区 宜山县 | 横州市 横县 | 玉州区 玉林县 | 右江区 百色县 | 金城江区 河池县 | 八步区 贺县 | 兴宾区 来宾县 | 江州区 崇左县
海南 海南省儋州市 儋县 | 三亚市 崖县 | 五指山市 通什市
重庆 巴南区 巴县 | 万州区 万县 | 万州区 万县市
四川 郫都区 郫县 | 达川区 达县 | 崇州市 崇庆县 | 都江堰市 灌县 | 彭州市 彭县 | 旌阳区 德阳县 | 昭化区 元坝区 | 叙州区 宜宾县 | 峨眉山市 峨眉县 | 九寨沟县 南坪县 | 雨城区 雅安县 | 巴州区 巴中县 | 通川区 达县市
贵州 播州区 遵义县 | 盘州市 盘县 | 西秀区 安顺县 | 七星关区 毕节县 | 碧江区 铜仁县
云南 香格里拉市 中甸县 | 石林彝族自治县 路南彝族自治县 | 石林彝族自治县 路南县 | 芒市 潞西市 | 芒市 潞西县 | 宁洱哈尼族彝族自治县 普洱哈尼族彝族自治县 | 宁洱哈尼族彝族自治县 普洱县 | 隆阳区 保山县
西藏 巴宜区 林芝县 | 卡若区 昌都县 | 色尼区 那曲县
陕西 鄠邑区 户县 | 华州区 华县 | 耀州区 耀县 | 彬州市 彬县 | 吴起县 吴旗县 | 勉县 沔县 | 合阳县 郃阳县 | 洛南县 雒南县 | 旬邑县 栒邑县 | 礼泉县 醴泉县 | 富县 鄜县 | 佳县 葭县 | 千阳县 汧阳县 | 旬阳市 洵阳县 | 周至县 盩厔县 | 商州区 商县 | 汉滨区 安康县 | 榆阳区 榆林县 | 临渭区 渭南县 | 陈仓区 宝鸡县
甘肃 凉州区 武威县 | 甘州区 张掖县 | 肃州区 酒泉县 | 瓜州县 安西县 | 安定区 定西县 | 崆峒区 平凉县 | 庆城县 庆阳县 | 麦积区 北道区 | 秦州区 秦城区
宁夏 原州区 固原县 | 沙坡头区 中卫县 | 惠农区 石嘴山区
新疆 米东区 米泉市
`);

/** Names that people and papers cut short in their own way, and the counties that they mean. */
export const CUT_NAMES: ReadonlyMap<string, string> = successors(`
内蒙古 科尔沁右翼中旗 科右中旗 | 科尔沁右翼前旗 科右前旗 | 科尔沁左翼中旗 科左中旗 | 科尔沁左翼后旗 科左后旗 | 察哈尔右翼前旗 察右前旗 | 察哈尔右翼中旗 察右中旗 | 察哈尔右翼后旗 察右后旗 | 东乌珠穆沁旗 东乌旗 | 西乌珠穆沁旗 西乌旗 | 苏尼特左旗 东苏旗 | 苏尼特左旗 苏左旗 | 苏尼特右旗 西苏旗 | 苏尼特右旗 苏右旗 | 土默特左旗 土左旗 | 土默特右旗 土右旗 | 达尔罕茂明安联合旗 达茂旗 | 乌拉特前旗 乌前旗 | 乌拉特中旗 乌中旗 | 乌拉特后旗 乌后旗 | 鄂托克前旗 鄂前旗 | 伊金霍洛旗 伊旗 | 准格尔旗 准旗 | 达拉特旗 达旗 | 阿鲁科尔沁旗 阿旗 | 克什克腾旗 克旗 | 翁牛特旗 翁旗 | 喀喇沁旗 喀旗 | 巴林左旗 巴左旗 | 巴林右旗 巴右旗 | 莫力达瓦达斡尔族自治旗 莫旗 | 新巴尔虎左旗 新左旗 | 新巴尔虎右旗 新右旗 | 阿拉善左旗 阿左旗 | 阿拉善右旗 阿右旗
辽宁 喀喇沁左翼蒙古族自治县 喀左县 | 阜新蒙古族自治县 阜蒙县
吉林 前郭尔罗斯蒙古族自治县 前郭县
黑龙江 杜尔伯特蒙古族自治县 杜蒙县
新疆 塔什库尔干塔吉克自治县 塔县
`);

/** Lines of a province, the names of its counties, and another name behind each. */
function successors(lines: string): Map<string, string> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) =>
        line
          .slice(line.indexOf(' ') + 1)
          .split(' | ')
          .map((pair): [string, string] => {
            const [successor = '', former = ''] = pair.split(' ');
            return [former, successor];
          }),
      ),
  );
}
