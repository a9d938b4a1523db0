import { bigramTerms } from '../language/terms.ts';
import type { Knowledge } from '../ports.ts';

const TOWNSHIP = /\p{Script=Han}{2,4}(?=[乡镇村])/gu;
/** Words for any village or town: 全县农村 is no village by the name of 县农. */
const NO_NAME =
  /(?:[农本该各全每某邻外驻进哪]村|[城下回返离本该各全每某异外家故]乡|[本该各全每某村乡]镇|[县市区]城镇|乡村|(?:行政|自然|贫困|示范|重点|脱贫|城中|联合|专业|先进|文明|试点|后进|薄弱|出列)村)$/u;
/** Passages looked into for each name. */
const DEPTH = 20;

export interface Township {
  /** As the reports write it: 热水镇. */
  readonly name: string;
  /** The only place whose reports speak of it. */
  readonly place: string;
}

/**
 * The township or village that a question names: 某某乡 is as good as its county. Null where no report has the name, or
 * where it is no name, as reports of several places use it (贫困村).
 */
export function townshipIn(topic: string, knowledge: Knowledge): Township | null {
  for (const match of topic.matchAll(TOWNSHIP)) {
    const end = match.index + match[0].length + 1;
    for (let start = match.index; end - start >= 3; start++) {
      const name = topic.slice(start, end);
      if (NO_NAME.test(name)) break;
      const [found, ...others] = placesHolding(name, knowledge);
      if (found !== undefined && others.length === 0) return { name: found[1], place: found[0] };
    }
  }
  return null;
}

/** The places whose reports hold the name, each with the name as it is written there: 白水乡 may be 白水瑶族乡. */
function placesHolding(name: string, knowledge: Knowledge): Map<string, string> {
  const written = new RegExp(`${name.slice(0, -1)}(?:\\p{Script=Han}{1,4}族)?${name.slice(-1)}`, 'u');
  const hits = knowledge.bigrams.search(bigramTerms(name), DEPTH);
  const passages = hits.flatMap(({ ordinal }) => knowledge.passages[ordinal] ?? []);
  return new Map(
    passages.flatMap(({ text, place }) => {
      const found = written.exec(text)?.[0];
      return place !== undefined && found !== undefined ? [[place, found] as const] : [];
    }),
  );
}
