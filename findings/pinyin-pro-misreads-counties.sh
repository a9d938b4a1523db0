#!/usr/bin/env bash
# pinyin-pro-misreads-counties
# Expect: a library that has a dictionary for characters of several sounds (重庆, 重量) reads the names of cities and counties as
#   they are said, or misses only those that few people know.
# Happens: many are read by the usual sounds of their characters. 喀什 is ka shen (as 什么), 都匀, 于都 and 丰都 with
#   dou, 什邡 shen fang, 闵行区 min xing, 乐清 le qing, 黄陂 huang bei, 珲春 hui chun: a list of counties that is sorted or searched
#   by sound has these in the wrong place. The dictionary "complete" of @pinyin-pro/data, 19 MB of JSON, mends most of them, and
#   still reads 六合 (lu he), 宕昌 (tan chang) and 洪洞 (hong tong) by the usual sounds.
# Versions: pinyin-pro 3.29.4, @pinyin-pro/data 1.3.1
# Source: dist/index.mjs of pinyin-pro (its words), json/complete.json of @pinyin-pro/data; 现代汉语词典 for how the names are said
# So: give the names that matter by customPinyin(), with the county's suffix where the name alone is other words as well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts pinyin-pro@3.29.4 @pinyin-pro/data@1.3.1 >/dev/null

cat > read.mjs <<'JS'
import { addDict, pinyin } from 'pinyin-pro';
import complete from '@pinyin-pro/data/complete';

const names = ['重庆市', '喀什市', '都匀市', '于都县', '丰都县', '什邡市', '闵行区', '乐清市', '黄陂区', '珲春市', '六合区', '宕昌县', '洪洞县'];
const read = () => names.map((name) => pinyin(name, { toneType: 'none', type: 'array' }).slice(0, -1).join(' '));
const before = read();
addDict(complete);
const after = read();
names.forEach((name, at) => console.log(`${name}: ${before[at]}; with the complete dictionary: ${after[at]}`));
JS
node read.mjs > out.txt
echo "pinyin-pro $(node -p "require('./node_modules/pinyin-pro/package.json').version")"
cat out.txt
diff out.txt - <<'OUT'
重庆市: chong qing; with the complete dictionary: chong qing
喀什市: ka shen; with the complete dictionary: ka shi
都匀市: dou yun; with the complete dictionary: du yun
于都县: yu dou; with the complete dictionary: yu du
丰都县: feng dou; with the complete dictionary: feng du
什邡市: shen fang; with the complete dictionary: shi fang
闵行区: min xing; with the complete dictionary: min hang
乐清市: le qing; with the complete dictionary: yue qing
黄陂区: huang bei; with the complete dictionary: huang pi
珲春市: hui chun; with the complete dictionary: hun chun
六合区: liu he; with the complete dictionary: liu he
宕昌县: dang chang; with the complete dictionary: dang chang
洪洞县: hong dong; with the complete dictionary: hong dong
OUT
