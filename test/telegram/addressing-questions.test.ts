import { describe, expect, test } from 'vitest';
import { looksLikeQuestion } from '../../src/telegram/addressing.ts';

const QUESTIONS = `
低保标准是多少 | 危房改造补几万 | 这是什么政策 | 啥时候发钱 | 怎么申请 | 咋个报销 | 咋办 | 如何办理 | 能报销吗 | 那医保呢
石柱的呢？ | 去哪里办 | 找谁签字 | 是否需要户口本 | 能否代办 | 能不能报 | 有没有补助 | 可不可以代领 | 要不要年审 | 多大年龄可以领
多久到账 | 低保标准是 | 补助金额是：| 钱发了没有 | 到账没 | 这个能报不 | 请问低保窗口电话 | 想咨询一下临时救助 | 有人知道医保政策吗 | ?
低保呢，医保呢 | 这种情况可以享受不 | 是不是都有 | 几号发 | 补助涨了没有哦 | 为何没到账 | 户口在外地行吗 | 低保？
一共开过几次 | 娃儿读书补好多钱 | 有没得补助 | 好久到账 | 修了50个对吧 | 一共几万亩来着 | 是这样么
`;
const STATEMENTS = `
吃饭了 | 好的 | 收到 | 谢谢领导 | 下午三点开会 | 这几天降温 | 来了好几个人 | 几乎都到了 | 没什么事 | 没啥 | 忙着呢 | 还没呢
在开会呢 | 无论如何今天要交 | 时不时来看看 | 动不动就断网 | 低保标准是260元 | 政策是好的 | 还没有发 | 多少有点冷 | 哪怕下雨也去
材料已经交了 | 很多大棚被吹坏了 | 详见 https://a.cn/x?id=1 | 我不 | 前几年修的路 | 👍 | 1
没事没事 | 过几天再说 | 好久不见 | 走吧 | 那么多材料
`;
const lines = (table: string) =>
  table
    .split(/[|\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('a line', () => {
  test.each(lines(QUESTIONS))('asks: %s', (line) => {
    expect(looksLikeQuestion(line)).toBe(true);
  });

  test.each(lines(STATEMENTS))('does not ask: %s', (line) => {
    expect(looksLikeQuestion(line)).toBe(false);
  });
});
