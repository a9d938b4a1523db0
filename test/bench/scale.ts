/*
 * What an answer costs beside the embedding when the corpus is large: ten thousand passages of fifty counties, made of
 * the seeds' sentences in other orders, asked about in the words of test/eval/cases.jsonl under the counties' names. A
 * hash of its terms is the question's vector; its own time is taken away. Run it by `npm run bench:scale` on an idle machine.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { sentences, slice } from '../../src/core/language/text.ts';
import { readCases } from '../../src/eval/cases.ts';
import { createRandom } from '../fakes/random.ts';
import { gazetteer, sceneOf } from '../fakes/small-knowledge.ts';
import { line, timed } from './timing.ts';

const COUNTIES = 50;
const SENTENCES = 640;
const WARM_UP = 50;

const { pick } = createRandom(7);
const seeds = new URL('../../seeds/', import.meta.url);
const names = (text: string) => gazetteer.findPlaces(text);
const stock = readdirSync(seeds)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => {
    const text = readFileSync(new URL(name, seeds), 'utf8').replaceAll(/\s+/gu, '');
    return sentences(text).map((span) => slice(text, span));
  })
  .filter((sentence) => sentence.length > 10 && names(sentence).length === 0);

const counties = gazetteer.places.filter(({ level }) => level === 'county').slice(0, COUNTIES);
const reports = Object.fromEntries(
  counties.map(({ name }, at) => [
    `report${at}`,
    { place: name, date: '2019-06', text: Array.from({ length: SENTENCES }, () => pick(stock)).join('') },
  ]),
);
const scene = await sceneOf(reports);

const questions = (await readCases(new URL('../eval/cases.jsonl', import.meta.url)))
  .filter(({ kind, history }) => history.length === 0 && kind === 'figure')
  .map(({ question }) => {
    const [place] = names(question);
    const topic = place === undefined ? question : question.slice(place.span.end);
    return `${pick(counties).name}${topic}`;
  });
const whole: number[] = [];
const rest: number[] = [];
for (let round = 0; round < 5; round++) {
  for (const question of questions) {
    const embedding = await timed(() => scene.embedder.embedQuery(question));
    const all = await timed(() => scene.ask(question));
    whole.push(all);
    rest.push(all - embedding);
  }
}

process.stdout.write(
  `${scene.knowledge.passages.length} passages, ${counties.length} counties, ${rest.length - WARM_UP} questions\n` +
    `${line('answer', whole.slice(WARM_UP))}\n` +
    `${line('answer without embedding', rest.slice(WARM_UP))}\n`,
);
