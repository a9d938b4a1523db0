import { childOf, elementsOf, type XmlElement } from '../containers/xml.ts';
import { LEVELS, type Level, type List, type Lists } from '../word/lists.ts';
import { isOn, numberOf, plainChildOf, valueIn } from './properties.ts';

/** The lists of `word/numbering.xml`. */
export function listsOf(root: XmlElement | undefined): Lists {
  const definitions = new Map<string, XmlElement>();
  const styled = new Map<string, string>();
  const all = root === undefined ? [] : elementsOf(root);
  for (const element of all) {
    const { abstractNumId: id } = element.attributes;
    if (element.name !== 'abstractNum' || id === undefined) continue;
    definitions.set(id, element);
    const style = valueIn(element, 'styleLink');
    if (style !== undefined) styled.set(style, id);
  }
  const lists = new Map<string, List>();
  const levelsOf = new Map<string, ReadonlyMap<number, Level>>();
  for (const element of all) {
    const { numId } = element.attributes;
    const named = valueIn(element, 'abstractNumId');
    if (element.name !== 'num' || numId === undefined || named === undefined) continue;
    const link = valueIn(definitions.get(named), 'numStyleLink');
    const definition = (link === undefined ? undefined : styled.get(link)) ?? named;
    let levels = levelsOf.get(definition);
    if (levels === undefined) {
      levels = readLevels(definitions.get(definition));
      levelsOf.set(definition, levels);
    }
    lists.set(numId, withOverrides({ definition, levels, starts: new Map() }, element));
  }
  return lists;
}

function readLevels(definition: XmlElement | undefined): ReadonlyMap<number, Level> {
  const levels = new Map<number, Level>();
  for (const element of definition === undefined ? [] : elementsOf(definition)) {
    const at = numberOf(element.attributes.ilvl);
    if (element.name === 'lvl' && at !== undefined && at < LEVELS) levels.set(at, readLevel(element));
  }
  return levels;
}

function readLevel(element: XmlElement): Level {
  const restart = numberOf(valueIn(element, 'lvlRestart'));
  const style = valueIn(element, 'pStyle');
  const suffix = valueIn(element, 'suff');
  return {
    format: plainChildOf(element, 'numFmt')?.attributes.val ?? 'decimal',
    text: valueIn(element, 'lvlText') ?? '',
    start: numberOf(valueIn(element, 'start')) ?? 0,
    ...(restart === undefined ? {} : { restart }),
    isLegal: isOn(element, 'isLgl') ?? false,
    suffix: suffix === 'nothing' || suffix === 'space' ? suffix : 'tab',
    isHidden: isOn(childOf(element, 'rPr'), 'vanish') ?? false,
    ...(style === undefined ? {} : { style }),
  };
}

function withOverrides(list: List, element: XmlElement): List {
  const overrides = elementsOf(element).filter(({ name }) => name === 'lvlOverride');
  if (overrides.length === 0) return list;
  const levels = new Map(list.levels);
  const starts = new Map<number, number>();
  for (const override of overrides) {
    const at = numberOf(override.attributes.ilvl);
    if (at === undefined || at >= LEVELS) continue;
    const own = childOf(override, 'lvl');
    if (own !== undefined) levels.set(at, readLevel(own));
    const start = numberOf(valueIn(override, 'startOverride'));
    if (start !== undefined) starts.set(at, start);
  }
  return { ...list, levels, starts };
}
