import { type CalendarDate, datesIn } from '../language/figures/dates.ts';
import { type Figure, figuresIn } from '../language/figures.ts';
import { type Grant, grantIn, grantOfHeading } from '../language/grants.ts';
import { type LabelledFigure, labelledFigures } from '../language/labelled.ts';
import { plannedSpans, toCome } from '../language/planned.ts';
import { type ReadSentence, sentencesWithClauses } from '../language/text.ts';
import type { Span } from '../types.ts';

/** Reads a text that is folded, and in simplified characters. */
export function factsOf(folded: string, isUnderPlan = false): Facts {
  return new Facts(folded, isUnderPlan);
}

/** What may be read as nothing. */
type Kept<T> = { readonly value: T } | undefined;

/** What a text says. Each part is read when it is first asked, and once; offsets are units of `folded`. */
export class Facts {
  /** In simplified characters, folded; as long as what was read. */
  readonly folded: string;
  /** Whether what stands above it says that it is still to come. */
  readonly isUnderPlan: boolean;
  #sentences: readonly ReadSentence[] | undefined;
  #figures: readonly Figure[] | undefined;
  #dates: readonly CalendarDate[] | undefined;
  #quantities: readonly LabelledFigure[] | undefined;
  #planned: readonly Span[] | undefined;
  #grant: Kept<Grant | undefined>;
  #grantBelow: Kept<Grant | undefined>;
  #toCome: ((figure: Figure) => boolean) | undefined;

  constructor(folded: string, isUnderPlan: boolean) {
    this.folded = folded;
    this.isUnderPlan = isUnderPlan;
  }

  get sentences(): readonly ReadSentence[] {
    this.#sentences ??= sentencesWithClauses(this.folded);
    return this.#sentences;
  }

  /** All of them, in order. */
  get figures(): readonly Figure[] {
    this.#figures ??= figuresIn(this.folded);
    return this.#figures;
  }

  get dates(): readonly CalendarDate[] {
    this.#dates ??= datesIn(this.folded, this.figures);
    return this.#dates;
  }

  /** The stretches that say themselves that they are still to come. */
  get planned(): readonly Span[] {
    this.#planned ??= plannedSpans(this.folded, this.sentences);
    return this.#planned;
  }

  /** The figures that count something, each with its label, its year, its part in a change and whether it is still to come. */
  get quantities(): readonly LabelledFigure[] {
    this.#quantities ??= labelledFigures(this);
    return this.#quantities;
  }

  /** What it says is granted or denied; undefined where it says nothing of it, or both. */
  get grant(): Grant | undefined {
    this.#grant ??= { value: grantIn(this.folded) };
    return this.#grant.value;
  }

  /** What it says so as a heading, of all that stands below it. */
  get grantBelow(): Grant | undefined {
    this.#grantBelow ??= { value: grantOfHeading(this.folded) };
    return this.#grantBelow.value;
  }

  /** Whether one of its figures is still to come: by the text itself, or by what stands above it. */
  isToCome(figure: Figure): boolean {
    this.#toCome ??= toCome(this);
    return this.#toCome(figure);
  }
}
