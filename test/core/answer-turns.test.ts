import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const WATER = `安远县农村供水明白卡
安远县水利局 2025年6月3日

【报装】带身份证到村委会填写报装单，由供水站派人上门看管线。
【水价】每吨2.1元，五保户每月免5吨。
【投诉】县供水公司办公室 0797-3728816
【停水查询】县供水公司调度室 0797-3728820
遇到私自加价的，拨打县市场监督管理局0797-3721315。
`;
const LAMPS = `定南县乡村路灯管护办法
定南县交通运输局 2024年11月20日

第一条 管护单位接到报修后，应在36小时内派人到场。
第二条 灯具更换后三日内在村务公开栏公布。
第三条 村级电工每季度巡查一次。
`;
const WORKERS = `全南县外出务工补贴通知
全南县人力资源和社会保障局 2025年3月6日

一、对象。连续务工4个月以上的脱贫劳动力。
二、标准。省外务工每人补贴450元，县外省内每人补贴180元。
`;
const DROWNING = `龙南市2023年防溺水工作总结
龙南市教育局 2023年12月25日

全年报告溺水事件6起，没有学生死亡。
与2022年相比，溺水事件减少9起。
全市设救生点41处。
`;
const EYES = `信丰县2025年学生体质提升方案
信丰县教育局 2025年3月1日

（一）体质优良率小学提高到61%以上，初中提高到52%以上，高中提高到47%以上。
（二）配备体育教师的学校达到100%。
`;
const PEARS = `石城县果园补助批复
石城县农业农村局 2025年4月1日

补助对象为种植脐橙15亩以上的果农。
每亩补助200元。
`;
const scene = await sceneOfFiles({
  '供水.txt': WATER,
  '路灯.txt': LAMPS,
  '务工.txt': WORKERS,
  '溺水.txt': DROWNING,
  '体质.txt': EYES,
  '果园.txt': PEARS,
});

const said = async (question: string) => (await answeredIn(scene, question)).text;

test.each([
  [
    '安远供水投诉打哪个电话',
    '0797-3728816',
    'the number of an office, with no word for a telephone beside it',
  ],
  ['安远私自加价找哪个部门', '0797-3721315', 'an office before its number says whom one turns to'],
  ['安远报装去哪里办', '村委会', 'where a form is filled in is where it is done'],
  ['定南路灯报修多久来人', '36小时', 'how long something takes is counted from what is asked about'],
  ['全南务工补贴要干满几个月', '4个月', 'months that a condition asks for are what is asked'],
  [
    '龙南溺水事件2023年比上一年少了几起',
    '9起',
    'the year that a change is counted from is not of when it is',
  ],
  ['信丰体质优良率小学要提高到百分之好多', '61%', 'a share is asked in dialect, of one of three steps'],
])('%s: %s (%s)', async (question, expected) => {
  expect(await said(question)).toContain(expected);
});
