import { type Html, html } from '../markup.ts';

/** One bar: what it is of, how long, and what stands at its end. */
export interface Bar {
  readonly label: string;
  /** Not below 0. */
  readonly value: number;
  readonly said: string;
}

/**
 * Horizontal bars from zero, drawn on the server. Each is told in words beside it, so the drawing itself is left out for readers
 * of screens. @param most what fills the width; the greatest value when absent.
 */
export function bars(
  title: string,
  all: readonly Bar[],
  missing: readonly { readonly label: string; readonly note: string }[] = [],
  most = Math.max(...all.map(({ value }) => value), 0),
): Html {
  return html`<figure class="chart"><figcaption class="small soft">${title}</figcaption><ul class="bars">${all.map(
    ({ label, value, said }) =>
      html`<li><span class="bar-label">${label}</span>${bar(most === 0 ? 0 : value / most)}<span class="bar-value">${said}</span></li>`,
  )}${missing.map(({ label, note }) => html`<li class="is-missing"><span class="bar-label">${label}</span><span></span><span class="bar-value soft">${note}</span></li>`)}</ul></figure>`;
}

/** @param share 0 to 1. @param interval where the true share may lie. */
export function bar(share: number, interval?: readonly [number, number]): Html {
  const at = (one: number) => Math.round(1000 * Math.min(1, Math.max(0, one))) / 10;
  return html`<svg class="bar-drawn" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-ground" width="100" height="10"/><rect class="bar-fill" width="${at(share)}" height="10"/>${interval !== undefined && intervalAt(at(interval[0]), Math.max(0.5, at(interval[1]) - at(interval[0])))}</svg>`;
}

/** A line that is seen on the bar and beside it. */
function intervalAt(x: number, width: number): Html {
  return html`<rect class="bar-outline" x="${x}" y="2.5" width="${width}" height="5"/><rect class="bar-interval" x="${x}" y="4" width="${width}" height="2"/>`;
}
