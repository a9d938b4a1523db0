import { factsOf } from '../../../src/core/facts/facts.ts';
import { readCorpusFacts } from '../../../src/core/facts/read.ts';
import type { GateContext } from '../../../src/core/gate/told.ts';
import { isWordedBy, provingSentences } from '../../../src/core/generation/proof.ts';
import { contains, fold, overlaps, sentences, slice } from '../../../src/core/language/text.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { violationOf } from '../../../src/core/verify.ts';
import { loadGazetteer } from '../../../src/corpus/gazetteer/gazetteer.ts';
import { passagesOf as cutInto } from '../../../src/corpus/structure/passages.ts';
import { createSegmenter } from '../../../src/engines/segmenter.ts';
import { createRandom } from '../../fakes/random.ts';
import { FAULTS } from './faults.ts';
import { type Cited, paraphrase } from './paraphrases.ts';

/** A corpus with the sentences that were cited from it. */
export interface Answers {
  readonly documents: readonly SourceDocument[];
  readonly sentences: readonly Pick<Cited, 'documentId' | 'span' | 'quote'>[];
}

/** A line of wordings.jsonl: a sentence of a report and how somebody would say it. */
export interface Wording {
  readonly part: 'tune' | 'judge';
  readonly document: string;
  readonly quote: string;
  readonly wording: string;
}

/** A sentence put to the gate as a model's wording. */
export interface Judged {
  /** How it was made: the kind of fault, or the way of putting it. */
  readonly way: string;
  readonly text: string;
  readonly quote: string;
  /** What the gate says against it; null where it passes. */
  readonly by: string | null;
}

export interface Measured {
  /** Each has one wrong figure: the gate must object. */
  readonly faults: readonly Judged[];
  /** Each is right: the gate must not. */
  readonly rights: readonly Judged[];
}

const FAULTS_A_PART = 240;
const RIGHTS_A_PART = 240;
const FAULTS_A_KIND = 12;
const TRIES_A_KIND = 1500;
const MOST_TRIES = 60_000;

/**
 * Plants wrong figures in right sentences, and puts right sentences in other words. The sentences that answers cite
 * were tuned on; those of the same reports that no answer cites, and the wordings marked so, judge.
 */
export function measure(
  corpora: readonly Answers[],
  wordings: readonly Wording[],
  seeds: { readonly tune: number; readonly judge: number } = { tune: 4, judge: 11 },
): Readonly<Record<'tune' | 'judge', Measured>> {
  const segmenter = createSegmenter();
  const gazetteer = loadGazetteer(segmenter.partOfSpeech);
  const scenes = corpora.map(({ documents, sentences }) => sceneOf(documents, sentences, gazetteer));
  const used = new Set<string>();
  const part = (name: 'tune' | 'judge', seed: number): Measured => {
    const random = createRandom(seed);
    const rights: Judged[] = [];
    for (const { document, quote, wording } of wordings.filter((one) => one.part === name)) {
      const scene = scenes.find(({ documents }) => documents.some(({ path }) => path === document));
      const source = scene?.documents.find(({ path }) => path === document);
      const start = source?.text.indexOf(quote) ?? -1;
      if (scene === undefined || source === undefined || start < 0)
        throw new Error(`${document} has no ${quote}: correct the line in wordings.jsonl.`);
      const cited = citedOf(
        { documentId: source.id, span: { start, end: start + quote.length }, quote },
        source,
      );
      rights.push({ way: 'by hand', text: wording, quote, by: scene.objectionTo(wording, cited) });
      used.add(wording);
    }
    for (let round = 0; rights.length < RIGHTS_A_PART && round < MOST_TRIES; round++) {
      const scene = random.pick(scenes);
      const cited = random.pick(scene.sentences[name]);
      const said = paraphrase(cited, random);
      if (said === null || used.has(said.text)) continue;
      used.add(said.text);
      rights.push({
        way: said.ways,
        text: said.text,
        quote: cited.quote,
        by: scene.objectionTo(said.text, cited),
      });
    }
    const faults: Judged[] = [];
    const kinds = Object.keys(FAULTS);
    const plant = (way: string) => {
      const scene = random.pick(scenes);
      const cited = random.pick(scene.sentences[name]);
      const said = random.below(3) === 0 ? { text: cited.quote } : paraphrase(cited, random);
      if (said === null) return;
      const elsewhere = random.pick(scene.documents.filter(({ id }) => id !== cited.documentId)).text;
      const wrong = FAULTS[way]?.(
        { text: said.text, quote: cited.quote, elsewhere, year: cited.year },
        random,
      );
      if (wrong === null || wrong === undefined || used.has(wrong)) return;
      if (scene.objectionTo(said.text, cited) !== null) return;
      used.add(wrong);
      faults.push({ way, text: wrong, quote: cited.quote, by: scene.objectionTo(wrong, cited) });
    };
    for (const kind of kinds) {
      const most = faults.length + FAULTS_A_KIND;
      for (let round = 0; faults.length < most && round < TRIES_A_KIND; round++) plant(kind);
    }
    for (let round = 0; faults.length < FAULTS_A_PART && round < MOST_TRIES; round++)
      plant(random.pick(kinds));
    return { faults, rights };
  };
  return { tune: part('tune', seeds.tune), judge: part('judge', seeds.judge) };
}

function citedOf(sentence: Answers['sentences'][number], document: SourceDocument): Cited {
  const year = (document.issuedOn ?? document.asOf)?.slice(0, 4);
  return { ...sentence, place: document.place, year };
}

function sceneOf(
  documents: readonly SourceDocument[],
  cited: Answers['sentences'],
  gazetteer: ReturnType<typeof loadGazetteer>,
) {
  const { documentById, passagesOf, sentencesOf } = readCorpusFacts(
    documents,
    documents.flatMap((document) => cutInto(document)),
    (text) => text,
  );
  const among = new Set(documents.flatMap(({ place }) => place ?? []));
  const context: GateContext = {
    knowledge: { documentById },
    placesIn: (text) => gazetteer.findPlaces(text, { among }).map(({ place }) => place.name),
  };
  const counting = (all: Answers['sentences']) =>
    all.flatMap((sentence) => {
      const document = documentById.get(sentence.documentId);
      const counts =
        document !== undefined &&
        /\d(?![\d年月日])/u.test(sentence.quote.replaceAll(/\d{4}年(?:\d+月)?(?:\d+日)?/gu, ''));
      return counts ? [citedOf(sentence, document)] : [];
    });
  const uncited = documents.flatMap(({ id, text }) =>
    sentences(text)

      .filter((span) => passagesOf(id).some((passage) => contains(passage.span, span)))
      .filter((span) => !cited.some((one) => one.documentId === id && overlaps(one.span, span)))
      .map((span) => ({ documentId: id, span, quote: slice(text, span) })),
  );
  return {
    documents,
    sentences: { tune: counting(cited), judge: counting(uncited) },
    /** What a model's wording meets that cites the passage of a sentence: the sentences that prove it are looked for, then the gate. */
    objectionTo(text: string, { documentId, span }: Cited): string | null {
      const passage = passagesOf(documentId).find(
        (one) => one.span.start <= span.start && span.start < one.span.end,
      );
      if (passage === undefined) throw new Error(`no passage of ${documentId} holds ${span.start}`);
      const said = factsOf(fold(text));
      const proof = provingSentences(said, passage, { sentencesOf });
      const [first, ...rest] = proof.map((one) => ({ documentId, span: one.span }));
      if (first === undefined) return 'no proof';
      const violation = violationOf({ lead: '', text, sources: [first, ...rest] }, context);
      return violation ?? (isWordedBy(said, proof) ? null : 'own words');
    },
  };
}
