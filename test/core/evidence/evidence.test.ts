import { describe, expect, test } from 'vitest';
import { weighEvidence } from '../../../src/core/evidence/evidence.ts';
import { weighSubject } from '../../../src/core/evidence/subject.ts';
import { meetingOf } from '../../../src/core/evidence/weighing/meeting.ts';
import { retrieve, searchForms } from '../../../src/core/retrieve.ts';
import {
  askedOf,
  createNearEmbedder,
  knowledgeOf,
  segmenter,
  TWO_COUNTIES,
} from '../../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  ...TWO_COUNTIES,
  // As many passages again that speak of other things, so that rare and common words differ.
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [
      `other${at}`,
      { place: '资兴市', text: `资兴市第${at + 1}村修建公路${at + 2}公里，群众出行方便。` },
    ]),
  ),
});
const embedder = createNearEmbedder();

async function evidenceFor(text: string, withVector = true) {
  const asked = askedOf(text, knowledge);
  const vector = withVector ? await embedder.embedQuery(asked.searchText) : null;
  const ranked = retrieve(
    searchForms(asked.searchText, vector, knowledge, segmenter),
    knowledge,
    asked.places,
  );
  const subject = weighSubject(asked, knowledge, segmenter);
  return {
    asked,
    subject,
    evidence: weighEvidence(meetingOf(asked, subject, knowledge, segmenter), ranked, knowledge, vector),
  };
}

test('the sentences of a passage are exact spans of its document, and are prepared once', () => {
  for (const passage of knowledge.passages) {
    const { text } = knowledge.documentById.get(passage.documentId)!;
    const sentences = knowledge.sentencesOf(passage);
    expect(sentences.length).toBeGreaterThan(0);
    for (const { span, folded } of sentences) {
      expect(folded).toHaveLength(span.end - span.start);
      expect(passage.text).toContain(text.slice(span.start, span.end));
      expect(text.slice(span.start, span.end)).toBe(
        passage.text.slice(span.start - passage.span.start, span.end - passage.span.start),
      );
    }
    expect(knowledge.sentencesOf(passage)).toBe(sentences);
  }
});

describe('the words of a subject', () => {
  const weightOf = (term: string) =>
    weighSubject({ subject: [term], topic: term }, knowledge, segmenter)[0]!.weight;

  test('weigh more the rarer they are in the corpus', () => {
    expect(weightOf('光伏')).toBeGreaterThan(weightOf('公路'));
    expect(weightOf('高铁')).toBeGreaterThanOrEqual(weightOf('光伏'));
  });

  test('weigh little where they are numbers, or carry no subject by their kind', () => {
    expect(weightOf('非常')).toBeLessThan(0.5 * weightOf('光伏'));
    expect(weightOf('2018')).toBeLessThan(weightOf('光伏'));
  });

  test('count by every spelling that means the same', () => {
    expect(
      weighSubject({ subject: ['最低生活保障'], topic: '最低生活保障' }, knowledge, segmenter)[0]!.spellings,
    ).toContain('低保');
  });
});

describe('the evidence for a question', () => {
  test('is best first, each sentence once, with finite scores', async () => {
    const { evidence } = await evidenceFor('汝城低保标准是多少');
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.map(({ score }) => score)).toEqual(
      evidence.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    expect(new Set(evidence.map(({ sentence }) => sentence)).size).toBe(evidence.length);
    expect(evidence.every(({ confidence, score }) => Number.isFinite(confidence + score))).toBe(true);
    expect(evidence[0]!.sentence.folded).toContain('310元');
  });

  test('is of the places asked alone', async () => {
    const { evidence } = await evidenceFor('桂东低保标准是多少');
    expect(new Set(evidence.map(({ sentence }) => sentence.passage.place))).toEqual(new Set(['桂东县']));
  });

  test('marks the sentence that has a figure of the unit asked for, and none without', async () => {
    const { evidence } = await evidenceFor('汝城搬迁了多少户');
    const marked = evidence.filter(({ hasWanted }) => hasWanted);
    expect(marked.length).toBeGreaterThan(0);
    for (const { sentence } of marked)
      expect(sentence.figures.some(({ unit }) => unit === '户' || unit === '个')).toBe(true);
    expect(marked[0]!.sentence.folded).toContain('2870户');
  });

  test('without a vector still puts the right sentence first', async () => {
    const { evidence } = await evidenceFor('汝城低保标准是多少', false);
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence[0]!.sentence.folded).toContain('310元');
  });

  test('of a subject that no sentence shares is near in meaning at most', async () => {
    const { evidence } = await evidenceFor('汝城高铁动车');
    expect(evidence.filter(({ signals }) => signals.coverage > 0 || signals.similarity === null)).toEqual([]);
    expect(
      weighEvidence(
        meetingOf((await evidenceFor('汝城低保')).asked, [], knowledge, segmenter),
        [],
        knowledge,
        null,
      ),
    ).toEqual([]);
  });
});
