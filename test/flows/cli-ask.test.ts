import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { RetrievedPassage } from '../../src/core/explained.ts';
import type { Answer, Answered, SourceDocument } from '../../src/core/types.ts';
import { commandLine as words } from '../../src/wording/command-line.ts';
import { startChatServer } from '../fakes/chat-server.ts';
import { englishIn } from '../source/english.ts';
import { ROOT } from '../source/modules.ts';
import {
  expectFault,
  mingbai,
  mingbaiHere,
  REPORTS,
  scratchFolder,
  servingDocuments,
  type Variables,
  WITHOUT_READER,
  writeFiles,
} from './command-line.ts';

interface AnswerLine {
  readonly id: string | number;
  readonly answer: Answer;
  readonly ms: number;
  readonly retrieved?: readonly RetrievedPassage[];
}

vi.setConfig({ testTimeout: 120_000 });

const folder = await scratchFolder();
const corpus = join(folder, 'reports');
const index = join(folder, 'index');
let documents: SourceDocument[];

beforeAll(async () => {
  await writeFiles(corpus, REPORTS);
  expect(await mingbai(['ingest', '--corpus', corpus, '--index', index])).toMatchObject({
    code: 0,
    stderr: '',
  });
  documents = await servingDocuments(index);
}, 120_000);

const textOf = (id: string) => documents.find((document) => document.id === id)?.text ?? '';

/** Markers of the text and of the citations are the same, and every quote is the slice that its span says. */
function expectProven({ text, citations }: Answered): void {
  const markers = [...text.matchAll(/\[(\d+)\]/gu)].map(([, marker]) => Number(marker));
  expect([...new Set(markers)]).toEqual(citations.map(({ marker }) => marker));
  for (const { documentId, span, quote } of citations)
    expect(textOf(documentId).slice(span.start, span.end)).toBe(quote);
}

async function askLines(lines: readonly object[], variables: Variables = WITHOUT_READER) {
  const ran = await mingbai(['ask', '--jsonl', '--index', index], {
    input: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    variables,
  });
  const answers = ran.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AnswerLine);
  return { ...ran, answers };
}

describe('ask', () => {
  test('prints the answer, then each citation with its place, title, date and file, and no quote twice', async () => {
    const ran = await mingbai(['ask', '泸溪低保标准是多少', '--index', index]);
    expect(ran).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        '泸溪县（2022年3月1日）：全县农村低保标准由每人每月380元提高到430元，共有6120人领取低保[1]。',
        '',
        '[1] 泸溪县 · 泸溪县惠民政策落实情况 · 2022年3月1日 · 泸溪县惠民政策.txt',
        '',
      ].join('\n'),
    });
  });

  test('--json prints one Answer on one line, and --explain adds what was retrieved', async () => {
    const ran = await mingbai(
      ['ask', '--json', '--explain', '--index', index, '--place', '广昌', '低保标准', '是多少'],
      { variables: WITHOUT_READER },
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.match(/\n/gu)).toHaveLength(1);
    const { retrieved, ...answer } = JSON.parse(ran.stdout) as Answered & Pick<AnswerLine, 'retrieved'>;
    expectProven(answer);
    expect(answer).toMatchObject({ kind: 'answered', method: 'extracted' });
    expect(answer.citations.map(({ place }) => place)).toEqual(['广昌县']);
    expect(retrieved?.map(({ document }) => document)).toEqual(['guangchang/广昌县.md']);
    for (const { document, span, text, score, similarity, ranks } of retrieved ?? []) {
      expect(textOf(document.replace('.md', '')).slice(span.start, span.end)).toBe(text);
      expect(score).toBeGreaterThan(0);
      expect(similarity).toBeGreaterThan(0.5);
      expect(ranks).toEqual({ dense: 1, words: 1, bigrams: 1 });
    }
  });

  test('--explain lists what was retrieved, with what it was ranked by', async () => {
    const ran = await mingbaiHere(
      ['ask', '广昌改造了多少户危房', '--explain', '--index', index],
      WITHOUT_READER,
    );
    expect(ran.stdout).toMatch(
      /\n1\. guangchang\/广昌县\.md \d+-\d+：得分 [\d.]+，相似度 [\d.]+，向量第 1、词第 1/u,
    );
  });

  test('without --index asks the INDEX_DIR of the environment', async () => {
    const ran = await mingbaiHere(['ask', '广昌改造了多少户危房'], {
      ...WITHOUT_READER,
      INDEX_DIR: index,
      CORPUS_DIR: corpus,
    });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('97户[1]');
  });
});

describe('ask --jsonl', () => {
  test('says of an index that is no folder what it should be, and nothing of a bug', async () => {
    for (const [args, given] of [
      [['ask', '低保'], { INDEX_DIR: join(ROOT, 'package.json') }],
      [['ask', '--index', join(ROOT, 'package.json'), '低保'], {}],
      [['start'], { INDEX_DIR: join(ROOT, 'package.json', 'below') }],
    ] as const)
      expectFault(
        await mingbaiHere(args, given),
        /^索引 .*package\.json.* 读不了：.*ENOTDIR.*（index-unreadable）$/mu,
      );
  });

  describe('of many lines', () => {
    let said: Awaited<ReturnType<typeof askLines>>;
    const answerTo = (asked: AnswerLine['id']) => said.answers.find(({ id }) => id === asked)?.answer;
    const ASKED = [
      { id: 'figure', question: '泸溪低保标准是多少' },
      { id: 2, question: '低保标准是多少' },
      {
        id: 'follow-up',
        question: '那广昌呢',
        history: [
          { role: 'user', content: '泸溪低保标准是多少' },
          { role: 'assistant', content: '430元[1]。' },
        ],
      },
      { id: 'place', question: '危房改造了多少户', place: '广昌' },
      { id: 'named-only', question: '两免三补是什么' },
      { id: 'broken', question: '\ud83d泸溪\u0000低保\udc00标准\u200b是多少' },
      { id: 'thanks', question: '泸溪低保标准是多少，谢谢' },
    ];
    const REFUSED = [
      { id: 'not-in-corpus', question: '泸溪有几个机场' },
      { id: 'place-not-in-corpus', question: '兰考低保标准是多少' },
      { id: 'off-topic', question: '今天天气怎么样' },
      { id: 'empty', question: '' },
      { id: 'empty', question: ' 😀👍🏻… ' },
      { id: 'too-long', question: '低保标准是多少'.repeat(1_500) },
      { id: 'courtesy', question: '你好' },
    ];
    beforeAll(async () => {
      said = await askLines([...ASKED, ...REFUSED], {});
    });

    test('answers each, in order, and writes nothing else on stdout', () => {
      const { code, stderr, answers } = said;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(answers.map(({ id }) => id)).toEqual([...ASKED, ...REFUSED].map(({ id }) => id));
      const texts = answers.slice(0, ASKED.length).map(({ answer, ms, ...rest }) => {
        expect(answer.kind).toBe('answered');
        if (answer.kind === 'answered') expectProven(answer);
        expect(ms).toBeGreaterThan(0);
        expect(rest).not.toHaveProperty('retrieved');
        return answer.text;
      });
      expect(texts[0]).toContain('430元');
      expect(texts[0]).not.toContain('515元');
      expect(texts[1]?.split('\n')).toEqual([
        expect.stringMatching(/泸溪县.*430元.*\[1\]/u),
        expect.stringMatching(/广昌县.*515元.*\[2\]/u),
      ]);
      expect(texts[2]).toContain('515元');
      expect(texts[2]).not.toContain('430元');
      expect(texts[3]).toContain('97户');
      expect(texts[4]).toContain('资料只提到“两免三补”这个名称，没有列出内容');
    });

    test('answers a question with lone surrogates and control characters', () => {
      expect(answerTo('broken')?.text).toContain('430元');
    });

    test('refuses, as an answer, what the reports lack and what is no question', () => {
      const refused = said.answers.slice(ASKED.length);
      for (const { id, answer } of refused) expect(answer).toMatchObject({ kind: 'refused', reason: id });
      expect(refused).toHaveLength(REFUSED.length);
      expect(answerTo('place-not-in-corpus')?.text).toContain('没有兰考县的报告');
    });

    test('greets with questions of the corpus, and closes an answer to who gave thanks', async () => {
      expect(answerTo('courtesy')).toMatchObject({ nearest: [], text: expect.stringMatching(/“[^”]+”/u) });
      expect(answerTo('thanks')).toMatchObject({ closing: '不客气。' });
      const printed = await mingbaiHere(
        ['ask', '泸溪低保标准是多少，谢谢', '--index', index],
        WITHOUT_READER,
      );
      expect(printed.stdout).toMatch(/430元.*\[1\].*\n不客气。\n\n\[1\] /u);
    });
  });

  test('skips a line that is no question, names it on stderr, answers the others, and exits 1', async () => {
    const ran = await mingbai(['ask', '--jsonl', '--index', index], {
      variables: WITHOUT_READER,
      input: [
        '{"id": 1, "question": "泸溪高龄津贴多少钱"}',
        '',
        '{"id": 2, "question": 7}',
        '{"id": 3, "question": "泸溪',
        '{"question": "没有编号"}',
        '{"id": 4, "question": "泸溪发放危房补助多少万元"}',
      ].join('\r\n'),
    });
    expect(ran.code).toBe(1);
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AnswerLine).id)).toEqual([1, 4]);
    expect(englishIn(ran.stderr)).toEqual([]);
    expect(ran.stderr.trimEnd().split('\n')).toEqual(
      [3, 4, 5].map((number) =>
        expect.stringMatching(new RegExp(`^第 ${number} 行不是问题，已跳过。应为 `, 'u')),
      ),
    );
  });
});

describe('ask with a chat model', () => {
  test('says what the model wrote when the report proves it, and quotes the report when it does not', async () => {
    const server = await startChatServer();
    const variables = {
      ...WITHOUT_READER,
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: server.url,
      OPENAI_MODEL: 'scripted',
    };
    server.script(
      { text: '泸溪县农村低保标准每人每月430元[1]。' },
      { text: '泸溪县农村低保标准每人每月450元[1]。' },
      { status: 500 },
      { status: 500 },
    );
    const asked = { question: '泸溪低保标准是多少' };
    const { code, answers, stderr } = await askLines(
      [
        { id: 'true', ...asked },
        { id: 'false', ...asked },
        { id: 'down', ...asked },
      ],
      variables,
    );
    await server.close();
    expect(code).toBe(0);
    expect(server.refused).toEqual([]);
    expect(answers.map(({ answer }) => answer)).toMatchObject([
      { kind: 'answered', method: 'generated' },
      { kind: 'answered', method: 'extracted', fallback: 'unsupported-figure' },
      { kind: 'answered', method: 'extracted', fallback: 'model-failed' },
    ]);
    for (const { answer } of answers) {
      if (answer.kind === 'answered') expectProven(answer);
      expect(answer.text).toContain('430元');
      expect(answer.text).not.toContain('450元');
    }
    expect(stderr).toMatch(/^（注意：大模型没有答成：.*（chat-model-failed））$/mu);
    expect(stderr).not.toContain('低保');
  });
});

describe('wrong usage', () => {
  test.each([
    { args: [], says: 'npm run -s ask -- "问题"' },
    { args: ['answer'], says: '没有“answer”这个命令。可以用：start、ask、ingest、eval。' },
    { args: ['aks', '低保'], says: '没有“aks”这个命令。您是不是想用 ask？' },
    { args: ['--index', 'x', 'ask', '低保'], says: '命令要写在最前面' },
    { args: ['ask'], says: words.ask.noQuestion },
    { args: ['ask', '--colour', '低保'], says: 'ask 没有 --colour 这个选项。可以用：--place、--json' },
    { args: ['ask', '--palce', '县', '低保'], says: '没有 --palce 这个选项。您是不是想用 --place？' },
    { args: ['ask', '-p', '县', '低保'], says: '没有 -p 这个选项' },
    { args: ['ask', '低保', '--place'], says: '--place 后面要写县。' },
    { args: ['ask', '--place', '--json', '低保'], says: '--place 后面要写县。' },
    { args: ['ask', '--json=yes', '低保'], says: '--json 后面不用写值，这里写了“yes”。' },
    { args: ['ask', '--place', '甲', '--place', '乙', '低保'], says: '--place 只能写一次。' },
    { args: ['ask', '--jsonl', '低保'], says: words.ask.twoSources },
    { args: ['ingest', '--jsonl'], says: 'ingest 没有 --jsonl 这个选项。' },
    { args: ['start', 'now'], says: 'start 后面不用写“now”。' },
  ])('of %o is named, with exit code 2 and nothing answered', async ({ args, says }) => {
    const { code, stdout, stderr } = await mingbaiHere(args);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(says);
    expect(englishIn(stdout + stderr)).toEqual([]);
    if (args.length > 0) expect(stdout).toBe('');
  });

  test('is told with the help that says how it is right', async () => {
    const { stderr } = await mingbaiHere(['ingest', '--jsonl']);
    expect(stderr).toContain('npm run -s ingest -- --help');
    for (const args of [['answer'], ['--index', 'x']])
      expect((await mingbaiHere(args)).stderr).toContain('用法请看 node scripts/mingbai.mjs --help。');
  });

  test.each([
    { args: ['--help'], says: 'npm run ingest' },
    { args: ['start', '--help'], says: '--no-terminal' },
    { args: ['ask', '低保', '--wrong', '-h'], says: '--place 县' },
    { args: ['ingest', '--help'], says: '--corpus 路径' },
    { args: ['eval', '--help'], says: '--held-back 文件' },
    { args: ['eval', 'diff', '--help'], says: 'A.json B.json' },
  ])('--help of %o prints the usage and exits 0, whatever else is wrong', async ({ args, says }) => {
    expect(await mingbaiHere(args, { LOG_LEVEL: 'wrong' })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(says),
      stderr: '',
    });
  });

  test('is no option behind --', async () => {
    expect((await mingbaiHere(['ask', '--index', index, '--', '--help'], WITHOUT_READER)).code).toBe(0);
  });
});
