import { fold } from '../text.ts';

/** Which row of a table a question asks for by how much it has. */
export type Extreme = 'most' | 'least';

/** They say which row is meant, and nothing of what it tells. */
export const SUPERLATIVES = /最(?:[多高大长贵远重宽深少低小短近轻窄浅]|便宜)/gu;

const MOST = extremeOf('最[多高大长贵远重宽深]', '排第一|第一名');
const LEAST = extremeOf('最(?:[少低小短近轻窄浅]|便宜)', '倒数第一');

function extremeOf(superlative: string, place: string): RegExp {
  const which = '哪(?:一?[个条家处座所]|些)?.{0,10}?';
  return new RegExp(
    `${which}(?:${superlative}|${place})|${superlative}的?(?:是|为|在)?哪|${superlative}的\\p{Script=Han}{1,6}?(?:是|为|在|有)哪`,
    'u',
  );
}

/** 哪个乡镇最多, 最少的是哪个村. */
export function extremeAsked(written: string): Extreme | undefined {
  const asked = fold(written);
  return MOST.test(asked) ? 'most' : LEAST.test(asked) ? 'least' : undefined;
}
