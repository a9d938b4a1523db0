/**
 * Classes of one kind, by which papers draw what they give: each with the names that it goes by, as the source of a pattern. What
 * is of one of them is of none of the others.
 */
export interface ClassKind {
  readonly classes: Readonly<Record<string, string>>;
  /** Names that take in several of them, and which; `all` of them where none is listed. */
  readonly wider?: Readonly<Record<string, readonly string[]>>;
  /** How a question that names none tells one: 我妈 is a woman. */
  readonly asked?: Readonly<Record<string, string>>;
  /**
   * What makes a sentence one of some of them, and of none else. `named`: that it names them. `opening`: that one opens a clause, or
   * that it tells two apart. `apart`: the latter alone; somebody may be of several.
   */
  readonly told: 'named' | 'opening' | 'apart';
  /** It stands before what it is of, which tells it apart as well: 新建水闸 is no 新建山塘. */
  readonly isModifier?: boolean;
}
